package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
)

// plainKeys are the names of all keys that a terminal without enhancements can send: one byte,
// or the sequences that every terminal since the VT220 knows. Bubble Tea's own decoder names them,
// so ctrl+i, ctrl+m and ctrl+[ are not among them: those bytes are tab, enter and esc.
func plainKeys() map[string]bool {
	sent := []string{"\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[2~", "\x1b[3~", "\x1b[5~", "\x1b[6~",
		"\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[23~", "\x1b[24~"}
	for b := range 0x80 {
		sent = append(sent, string(rune(b)))
	}
	names := map[string]bool{}
	var decoder uv.EventDecoder
	for _, s := range sent {
		if n, event := decoder.Decode([]byte(s)); n == len(s) {
			if key, ok := event.(uv.KeyPressEvent); ok {
				names[tea.KeyPressMsg(key).String()] = true
			}
		}
	}
	return names
}

// keyFaults says what is wrong with tables that hear a key together, innermost first.
func keyFaults(plain map[string]bool, tables []kit.Table) []string {
	var out []string
	for i, scope := range tables {
		for _, fault := range scopeFaults(plain, scope, i == len(tables)-1) {
			out = append(out, scope.Scope+": "+fault)
		}
	}
	return append(out, hiddenFaults(tables)...)
}

// scopeFaults looks at one table by itself.
func scopeFaults(plain map[string]bool, scope kit.Table, outermost bool) []string {
	var out []string
	seen := map[string]kit.Intent{}
	for _, k := range scope.Keys {
		say := func(format string, args ...any) {
			out = append(out, fmt.Sprintf("%v (%s): ", k.Press, k.Help)+fmt.Sprintf(format, args...))
		}
		if k.Help == "" || k.Intent == "" && k.Off == "" || k.Label() == "" {
			say("it has no help, no meaning or no label")
		}
		for _, words := range []string{k.Help, k.Off} {
			if strings.HasSuffix(words, ".") || strings.TrimSpace(words) != words || strings.ContainsAny(words, "\n\t") {
				say("%q is not a short phrase", words)
			}
		}
		for _, press := range k.Press {
			if other, twice := seen[press]; twice {
				say("%q means %s already", press, other)
			}
			seen[press] = k.Intent
			switch name := rig.Key(press).String(); {
			case name != press:
				say("Bubble Tea never says %q, it says %q", press, name)
			case press == "ctrl+c" && !outermost:
				say("ctrl+c leaves, whatever is open")
			case scope.Leak == kit.LeakControl && utf8.RuneCountInString(press) == 1:
				say("%q is text here, somebody is typing", press)
			}
		}
		if !slices.ContainsFunc(k.Press, func(p string) bool { return plain[p] }) {
			say("a plain terminal sends none of its keys")
		}
		if !labelled(k) {
			say("its label %q names none of its keys", k.Label())
		}
	}
	return out
}

// hiddenFaults looks for rows of an outer scope that an inner one takes, or leaves with a label
// that is not theirs any more. What is hidden because somebody types there is as it should be.
func hiddenFaults(tables []kit.Table) []string {
	var out []string
	for i, inner := range tables {
		if inner.Leak != kit.LeakAll {
			break
		}
		for _, outer := range tables[i+1:] {
			for _, k := range outer.Keys {
				if slices.ContainsFunc(inner.Keys, func(other kit.Key) bool {
					return !slices.ContainsFunc(k.Press, func(p string) bool { return !slices.Contains(other.Press, p) })
				}) {
					out = append(out, fmt.Sprintf("%s hides %v (%s) of %s", inner.Scope, k.Press, k.Help, outer.Scope))
				}
			}
		}
	}
	for _, scope := range kit.Visible(tables...) {
		for _, k := range scope.Keys {
			if !labelled(k) {
				out = append(out, fmt.Sprintf("%s: %v (%s) is shown as %q, which an inner scope took", scope.Scope, k.Press, k.Help, k.Label()))
			}
		}
	}
	return out
}

// labelled reports whether the label of a row names one of its keys.
func labelled(k kit.Key) bool {
	return k.Label() == "any key" || slices.ContainsFunc(k.Press, func(p string) bool { return strings.Contains(k.Label(), kit.Readable(p)) })
}

// TestKeyRulesFindMistakes keeps the walk honest: each of these tables has one mistake.
func TestKeyRulesFindMistakes(t *testing.T) {
	plain := plainKeys()
	good := kit.Key{Press: []string{"enter"}, Intent: "open", Help: "open"}
	with := func(change func(*kit.Key)) kit.Key {
		k := good
		change(&k)
		return k
	}
	table := func(keys ...kit.Key) kit.Table { return kit.Table{Scope: "Inner", Keys: keys} }
	program := kit.Table{Scope: "Program", Keys: []kit.Key{{Press: []string{"q"}, Intent: "quit", Help: "quit"},
		{Press: []string{"up", "k"}, Show: "↑", Intent: "up", Help: "up"}, {Press: []string{"ctrl+c"}, Intent: "leave", Help: "leave"}}}
	if faults := keyFaults(plain, []kit.Table{table(good), program}); len(faults) > 0 {
		t.Fatalf("good tables: %q", faults)
	}
	for name, inner := range map[string]kit.Table{
		"twice":            table(good, with(func(k *kit.Key) { k.Intent = "close" })),
		"no help":          table(with(func(k *kit.Key) { k.Help = "" })),
		"a sentence":       table(with(func(k *kit.Key) { k.Off = "It is closed." })),
		"order of names":   table(with(func(k *kit.Key) { k.Press = []string{"enter", "alt+ctrl+p"} })),
		"tab":              table(with(func(k *kit.Key) { k.Press = []string{"ctrl+i"} })),
		"enhanced only":    table(with(func(k *kit.Key) { k.Press = []string{"ctrl+enter"} })),
		"never heard":      table(with(func(k *kit.Key) { k.Press = []string{"ctrl+c"} })),
		"hides a row":      table(good, kit.Key{Press: []string{"q", "esc"}, Intent: "back", Help: "back"}),
		"takes the label":  table(good, kit.Key{Press: []string{"up"}, Intent: "above", Help: "above"}),
		"label of another": table(with(func(k *kit.Key) { k.Show = "space" })),
		"typed":            {Scope: "Form", Leak: kit.LeakControl, Keys: []kit.Key{good, {Press: []string{"b"}, Intent: "x", Help: "x"}}},
	} {
		if faults := keyFaults(plain, []kit.Table{inner, program}); len(faults) == 0 {
			t.Errorf("%s: nothing is found", name)
		}
	}
}
