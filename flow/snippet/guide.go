package snippet

import (
	"embed"
	"strings"
)

// Snippet is a step of the guide as a program.
type Snippet struct {
	// Text is the whole file, with a line end at its end.
	Text string
	// Variables are those of the environment that must be set before it runs, in the order in
	// which the program asks for them.
	Variables []string
	// Missing are those among them that a case has once it got that far, such as ACCOUNT_ID.
	Missing []string
}

//go:embed guide
var guide embed.FS

// Write writes a step of the guide in a language. Every secret in it is a variable of the
// environment, and so is what the facts do not know.
func Write(step Step, lang Language, f Facts) Snippet {
	raw, err := guide.ReadFile("guide/" + string(lang) + ".txt")
	if err != nil {
		panic("snippet: no guide in " + string(lang))
	}
	w := newWriter(string(raw), lang, f.whole())
	w.part(string(step))
	// The first mark is the guide's: it stands above all that a case brings.
	text := strings.Replace(w.out.String(), variablesHere, strings.Join(w.variables, ", "), 1)
	return Snippet{Text: text, Variables: w.variables, Missing: w.missing}
}

// parts takes a guide apart at its lines "== name".
func parts(raw string) map[string][]string {
	out, name := map[string][]string{}, ""
	for line := range strings.Lines(raw) {
		if title, is := strings.CutPrefix(line, "== "); is {
			name = strings.TrimSpace(title)
			continue
		}
		out[name] = append(out[name], line)
	}
	return out
}
