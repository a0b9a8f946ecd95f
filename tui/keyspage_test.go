package tui_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"linkdesk/tui/kit"
)

// keysPage is the reference card, made of the key tables.
const keysPage = "../docs/KEYS.md"

// place is a scope of the card with a sentence that says where it is.
type place struct{ scope, where string }

// cardOrder is the order in which a stranger meets the scopes. A new one gets its line here.
func cardOrder() []place {
	return []place{
		{"Program", "Everywhere, unless a dialog or another page in front takes the key. While something is typed, letters belong to the field."},
		{"Cases", "The list of cases, which is home."},
		{"Find", "The line that takes an id or a part of a name, over the list."},
		{"Filter", "Which cases the list shows."},
		{"Board", "The same cases, by who must act."},
		{"Stage", "Only in the Demo: which story is played, how fast, and what time it is there."},
		{"Clock", "The field of the stage that moves the Demo's time on."},
		{"Environment", "Where to work: Demo, Sandbox or Production."},
		{"Keys of an environment", "The form that takes the keys of Plaid and the login of the partner."},
		{"New case", "The form that opens a case."},
		{"Counterparty", "The same form for a case that is open."},
		{"Case", "One case, at any of its stops. Enter is always the one thing to do next."},
		{"Calls", "The glass pane: the calls behind a stop, with their secrets masked."},
		{"Note", "The line into which a note is written; also for a closed case."},
		{"QR code", "The customer's address on the whole terminal."},
		{"Test login", "The bank and the user that the sandbox customer takes."},
		{"Partner", "Another partner for the processor token."},
		{"Money", "What can be done about money, as a list."},
		{"Pull money", "The page that pulls money."},
		{"Pay money out", "The page that pays money out."},
		{"Transfers", "All transfers of the partner's account."},
		{"Accounts", "The partner's accounts, to find the counterparty's."},
		{"Contacts", "The contacts of such an account."},
		{"New account", "The application for an account at the partner."},
		{"Agreement", "What the application signs."},
		{"Dialog", "A question before something that cannot be taken back. Its safe answer is No."},
		{"Dialog that takes a word", "The same where it matters most: Yes is a name or an amount, typed by hand."},
		{"Help", "The keys of the screen behind it."},
		{"Notices", "What was said so far."},
	}
}

// cardRow is one key of the card with all that was seen of it.
type cardRow struct {
	names      string
	does, offs []string
}

// card gathers key tables into the card.
type card map[string][]*cardRow

// variable are the parts of words that differ from case to case.
var variable = []struct {
	part *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`wait until .+ is through`), "wait until what is running is through"},
	{regexp.MustCompile(`the outcome of the \w+ is`), "the outcome of something is"},
	{regexp.MustCompile(`[\d,]+\.\d\d [A-Z]{3}`), "the amount"},
	{regexp.MustCompile(`^Keys of .+`), "Keys of an environment"},
	{regexp.MustCompile(`one moment: .+`), "one moment: something is being written"},
}

// general takes out of words what differs from case to case.
func general(words string) string {
	for _, v := range variable {
		words = v.part.ReplaceAllString(words, v.with)
	}
	return words
}

// add takes the rows of a table. A new row stands behind the one that stood before it.
func (c card) add(table kit.Table) {
	scope, at := general(table.Scope), 0
	for _, k := range table.Keys {
		names := strings.Join(k.Names(), ", ")
		i := slices.IndexFunc(c[scope], func(r *cardRow) bool { return r.names == names })
		if i < 0 {
			i = min(at, len(c[scope]))
			c[scope] = slices.Insert(c[scope], i, &cardRow{names: names})
		}
		at = i + 1
		row := c[scope][i]
		row.does = with(row.does, general(k.Help))
		if k.Off != "" {
			row.offs = with(row.offs, general(k.Off))
		}
	}
}

// with adds words to those that are there already.
func with(all []string, words string) []string {
	if slices.Contains(all, words) {
		return all
	}
	return append(all, words)
}

// page sets the card.
func (c card) page(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# Keys\n\nThis page is made from the key tables that the program itself obeys: `make golden` writes it, and a test keeps it current.\n" +
		"On any screen `?` or `f1` shows the keys that work there now. A key that cannot act says why when it is pressed.\n")
	order := cardOrder()
	for _, p := range order {
		if len(c[p.scope]) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| key | what it does | when it cannot |\n| --- | --- | --- |\n", p.scope, p.where)
		for _, r := range c[p.scope] {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", r.names, strings.Join(r.does, "; "), strings.Join(r.offs, "; "))
		}
	}
	for scope := range c {
		if !slices.ContainsFunc(order, func(p place) bool { return p.scope == scope }) {
			t.Errorf("%q has no line in cardOrder: say there where it is", scope)
		}
	}
	return b.String()
}

// TestKeysPage walks all key tables of every state on the way of every scene, holds them to their
// rules, and the card to what they say.
func TestKeysPage(t *testing.T) {
	c, plain := card{}, plainKeys()
	faults := map[string]string{}
	for _, sc := range scenes() {
		sc.watch = func(s *stage) {
			tables := s.root.Keys()
			for _, table := range tables {
				c.add(table)
			}
			for _, fault := range keyFaults(plain, tables) {
				faults[fault] = sc.name
			}
		}
		t.Run(sc.name, func(t *testing.T) { sc.on(t, 80, 24, func(*stage) {}) })
	}
	for fault, where := range faults {
		t.Errorf("%s: %s", where, fault)
	}
	if partly() {
		return // a part of the scenes shows a part of the keys
	}
	want := c.page(t)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(filepath.FromSlash(keysPage), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(filepath.FromSlash(keysPage)); err != nil || string(got) != want {
		t.Errorf("docs/KEYS.md is not what the key tables say (%v): make golden writes it", err)
	}
}

// partly reports that only some of the scenes are played.
func partly() bool { return strings.Contains(flag.Lookup("test.run").Value.String(), "/") }
