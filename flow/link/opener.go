package link

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// startPatience is how long a browser command is watched for an early death. One that still
// runs then is a browser that stays in the foreground, which is as good.
const startPatience = 1500 * time.Millisecond

// OpenBrowser returns a function that opens an address in the customer's browser. command is
// the operator's own; empty means $BROWSER, then what the system uses. It is split into words
// and run without a shell; {} in a word stands for the address, which is the last word when
// no {} is there.
//
// The function returns an error when nothing could be started or what was started failed at
// once. It prints nothing, and the browser gets no variable that could hold our keys.
func OpenBrowser(command string) func(ctx context.Context, address string) error {
	return func(ctx context.Context, address string) error {
		// Only addresses of pages: a word that begins with a dash would be an option.
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New("this is not the address of a page")
		}
		tries, err := commands(command, os.Getenv("BROWSER"), runtime.GOOS)
		if err != nil {
			return err
		}
		err = errors.New("there is no browser command on this system")
		for _, words := range tries {
			if err = start(ctx, fill(words, address)); err == nil || ctx.Err() != nil {
				return err
			}
		}
		return err
	}
}

// commands lists what to try, in order. A command that the operator chose is the only one.
func commands(own, browser, system string) ([][]string, error) {
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
		return out, nil
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

// start runs the command apart from our terminal and watches it for startPatience.
func start(ctx context.Context, words []string) error {
	path, err := exec.LookPath(words[0])
	if err != nil {
		return fmt.Errorf("%s is not installed", words[0])
	}
	// Not CommandContext: the browser has to outlive the flight.
	cmd := exec.Command(path, words[1:]...)
	cmd.Env = scrubbed(os.Environ())
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s could not be started: %w", words[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // somebody has to reap it, whenever it ends
	watch := time.NewTimer(startPatience)
	defer watch.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s failed: %w", words[0], err)
		}
		return nil
	case <-watch.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// scrubbed drops the variables that may hold keys: a browser and its extensions have no
// business with them.
func scrubbed(env []string) []string {
	out := make([]string, 0, len(env))
	for _, v := range env {
		name := strings.ToUpper(v)
		if strings.HasPrefix(name, "PLAID_") || strings.HasPrefix(name, "PRIMETRUST_") || strings.HasPrefix(name, "LINKDESK_") {
			continue
		}
		out = append(out, v)
	}
	return out
}
