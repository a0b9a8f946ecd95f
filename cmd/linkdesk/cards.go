package main

import (
	"fmt"
	"io"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// helpsLine says what helps: "yes", "no", or "after" the acts that stand before it.
type helpsLine struct {
	Retry        explain.Answer `json:"retry"`
	Relink       explain.Answer `json:"relink"`
	NewLinkToken explain.Answer `json:"new_link_token"`
	OtherAccount explain.Answer `json:"other_account"`
}

// actLine is one thing to do. An act of this program has a key, a command or both; "outside" has
// neither.
type actLine struct {
	Act     explain.ActName `json:"act"`
	Who     flow.Who        `json:"who"`
	What    string          `json:"what"`
	Key     *string         `json:"key"`
	Command *string         `json:"command"`
}

func newHelpsLine(h explain.Helps) *helpsLine {
	return &helpsLine{h.Retry, h.Relink, h.NewLinkToken, h.OtherAccount}
}

// newActLines is never null.
func newActLines(acts []explain.Act) []actLine {
	out := []actLine{}
	for _, a := range acts {
		out = append(out, actLine{a.Name, a.Who, a.What, some(a.Key), some(a.Command)})
	}
	return out
}

// column is where the texts of a card begin, and the width that they have on 80 columns.
const column, room = 18, 61

// printRow sets a label and a text beside it, wrapped for a narrow terminal.
func printRow(w io.Writer, label, text string) {
	for _, line := range kit.Wrap(text, room) {
		fmt.Fprintf(w, "  %-15s %s\n", label, line)
		label = ""
	}
}

// printActs numbers what there is to do, with the key and the command below each act of this program.
func printActs(w io.Writer, acts []explain.Act) {
	label := "step by step"
	for i, a := range acts {
		what := a.What
		if a.Who != flow.Operator {
			what = whoName(a.Who) + ": " + what
		}
		for n, line := range kit.Wrap(what, room-3) {
			number := "  "
			if n == 0 {
				number = fmt.Sprintf("%d.", i+1)
			}
			fmt.Fprintf(w, "  %-15s %s %s\n", label, number, line)
			label = ""
		}
		for _, line := range wayOf(a) {
			fmt.Fprintf(w, "%*s%s\n", column+3, "", line)
		}
	}
}

// wayOf is how an act of this program is done. A command stays whole on its line if that can be,
// because it is there to be copied.
func wayOf(a explain.Act) []string {
	where := "key " + a.Key + " on the case"
	if a.Name == explain.NewCase {
		where = "key " + a.Key + " on the list of cases"
	}
	switch {
	case a.Key == "" && a.Command == "":
		return nil
	case a.Command == "":
		return []string{where}
	case a.Key == "":
		return kit.Wrap(a.Command, room-3)
	}
	return append([]string{where + ", or"}, kit.Wrap(a.Command, room-3)...)
}

// helpWords are the four answers in one sentence.
func helpWords(h explain.Helps) string {
	var parts []string
	for _, x := range []struct {
		what string
		a    explain.Answer
	}{{"retry", h.Retry}, {"relink", h.Relink}, {"new link_token", h.NewLinkToken}, {"other account", h.OtherAccount}} {
		word := string(x.a)
		if x.a == explain.After {
			word = "afterwards"
		}
		parts = append(parts, x.what+": "+word)
	}
	return strings.Join(parts, "; ")
}

// whoName is a party as people call it.
func whoName(w flow.Who) string {
	switch w {
	case flow.PlaidSide:
		return "Plaid"
	case flow.Operator:
		return "you"
	}
	return string(w)
}

// printCard sets a card for people.
func printCard(w io.Writer, c explain.Card) {
	fmt.Fprintf(w, "%s (%s)\n", c.Code, c.Provider)
	printRow(w, "what", c.What)
	printRow(w, "acts", string(c.Who))
	printRow(w, "do", c.Do)
	printActs(w, c.Acts)
	printRow(w, "what helps", helpWords(c.Helps))
	if out := c.WayOut(); out != "" {
		printRow(w, "way out", out)
	}
	printRow(w, "to the customer", c.Tell)
	printRow(w, "read", c.Doc)
}
