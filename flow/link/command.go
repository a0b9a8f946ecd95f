package link

import (
	"errors"
	"strings"
)

// commands lists what to try, in order. A command that the operator chose is the only one.
func commands(own string, env func(name string) string, system string) ([][]string, error) {
	browser := env("BROWSER")
	if strings.TrimSpace(own) != "" {
		words, err := splitWords(own)
		return [][]string{words}, err
	}
	if strings.TrimSpace(browser) != "" {
		var out [][]string
		// By custom BROWSER is a list with ':' between and %s for the address. On Windows a ':' is
		// part of a path.
		list := []string{browser}
		if system != "windows" {
			list = strings.Split(browser, ":")
		}
		for _, one := range list {
			words, err := splitWords(strings.ReplaceAll(one, "%s", "{}"))
			if err != nil {
				return nil, err
			}
			if len(words) > 0 {
				out = append(out, words)
			}
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	switch {
	case !noDisplay(env, system):
	case inWSL(env):
		return [][]string{{"wslview"}}, nil // the browser of Windows needs no display here
	default:
		// What xdg-open would find now is a browser made of text, which takes our terminal.
		return nil, errors.New("there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), and no BROWSER")
	}
	switch system {
	case "darwin":
		return [][]string{{"open"}}, nil
	case "windows":
		return [][]string{{"rundll32", "url.dll,FileProtocolHandler"}}, nil
	}
	return [][]string{{"xdg-open"}, {"x-www-browser"}, {"www-browser"}, {"wslview"}}, nil
}

// splitWords splits at white space outside quotes. There is no escape character, because
// a backslash is an ordinary part of a path on Windows.
func splitWords(s string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, inWord := rune(0), false
	for _, r := range s {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, inWord = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 {
		return nil, errors.New("the browser command has a quote that is not closed")
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

func fill(words []string, address string) []string {
	out := make([]string, 0, len(words)+1)
	found := false
	for _, w := range words {
		found = found || strings.Contains(w, "{}")
		out = append(out, strings.ReplaceAll(w, "{}", address))
	}
	if !found {
		out = append(out, address)
	}
	return out
}
