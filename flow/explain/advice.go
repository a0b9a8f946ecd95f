package explain

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"linkdesk/flow"
)

// Answer says whether something helps.
type Answer string

// The answers. After is yes, once the acts before it are done.
const (
	Yes   Answer = "yes"
	No    Answer = "no"
	After Answer = "after"
)

// Helps answers, for one code, what every desk asks first.
type Helps struct {
	Retry        Answer // the same once more
	Relink       Answer // the customer repairs the bank link; needs an Item
	NewLinkToken Answer // a new visit to Link, which makes a new Item
	OtherAccount Answer // another account or another bank
}

// Developers are who keeps another program of the operator's team. They act outside, and no case
// waits for them.
const Developers flow.Who = "developers"

// adviceText is the table of all codes. A line is CODE, the four answers, and the acts in order;
// an act is a name of Acts, or WHO: what that party does elsewhere.
//
//go:embed advice.txt
var adviceText string

// counsel is a line of the table.
type counsel struct {
	helps Helps
	acts  []Act
}

// table is the advice, read once. A line that cannot be read is an error of this program, which
// the tests find; a card without a line has no acts and does not break a screen.
var table = sync.OnceValues(func() (map[string]counsel, error) { return readAdvice(adviceText) })

func readAdvice(text string) (map[string]counsel, error) {
	out := map[string]counsel{}
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		code, rest, _ := strings.Cut(line, " ")
		c, err := readCounsel(rest)
		if _, twice := out[code]; err == nil && twice {
			err = fmt.Errorf("%s is there twice", code)
		}
		if err != nil {
			return out, fmt.Errorf("advice.txt:%d: %w", n+1, err)
		}
		out[code] = c
	}
	return out, nil
}

func readCounsel(text string) (counsel, error) {
	var c counsel
	for _, into := range []*Answer{&c.helps.Retry, &c.helps.Relink, &c.helps.NewLinkToken, &c.helps.OtherAccount} {
		word, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
		switch text = rest; Answer(word) {
		case Yes, No, After:
			*into = Answer(word)
		default:
			return c, fmt.Errorf("%q is no answer", word)
		}
	}
	for part := range strings.SplitSeq(text, ";") {
		a, err := readAct(strings.TrimSpace(part))
		if err != nil {
			return c, err
		}
		c.acts = append(c.acts, a)
	}
	return c, nil
}

func readAct(text string) (Act, error) {
	if a, ok := own(text); ok {
		return a, nil
	}
	who, what, ok := strings.Cut(text, ": ")
	if !ok || what == "" {
		return Act{}, fmt.Errorf("%q is neither an act of this program nor somebody's", text)
	}
	for _, w := range append(flow.Parties(), Developers) {
		if who == string(w) {
			return Act{Name: Outside, Who: w, What: what}, nil
		}
	}
	return Act{}, fmt.Errorf("nobody is called %q", who)
}

// advised lays the table over the cards.
func advised(cards []Card) []Card {
	rows, _ := table()
	for i := range cards {
		c := rows[cards[i].Code]
		cards[i].Helps, cards[i].Acts = c.helps, c.acts
	}
	return cards
}
