package plain

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"linkdesk/tui/kit"
)

// item is one choice of a list.
type item struct {
	words  string
	letter string // by which hints call it
	off    string // why it cannot be chosen now
	light  bool   // an empty line stands for it
}

// list writes the choices that there are, with their numbers.
func (c *console) list(items []item) {
	n := 0
	for _, it := range items {
		if it.off == "" {
			n++
			c.say(strconv.Itoa(n) + ". " + it.named())
		}
	}
	if n == 0 {
		c.say("There is nothing to choose here now.")
	}
}

func (it item) named() string {
	if it.letter == "" || reserved(it.letter) {
		return it.words
	}
	return it.words + " (" + it.letter + ")"
}

// reserved are the words that mean the same everywhere.
func reserved(word string) bool {
	switch word {
	case "?", "help", "b", "back", "q", "quit":
		return true
	}
	return false
}

// choose asks for one of the items and returns its place among all. errBack and errLeft are the
// ways out.
func (c *console) choose(ctx context.Context, prompt string, items []item) (int, error) {
	for {
		line, err := c.ask(ctx, prompt)
		if err != nil {
			return 0, err
		}
		switch line {
		case "q", "quit":
			return 0, errLeft
		case "b", "back":
			return 0, errBack
		case "?", "help":
			c.help(items)
			continue
		}
		n, err := pick(items, line)
		if err == nil {
			return n, nil
		}
		c.say(err.Error())
	}
}

// help lists all choices: with their numbers, and with the reasons of those that have none now.
func (c *console) help(items []item) {
	c.list(items)
	for _, it := range items {
		if it.off != "" {
			c.say("Not now: " + it.named() + ", because " + strings.TrimSuffix(kit.Safe(it.off), ".") + ".")
		}
	}
	c.say("b goes back, q leaves, ? says this again.")
}

// pick finds the item that a line means: by its number, its letter, or its first letters.
func pick(items []item, line string) (int, error) {
	var on, hits []int
	for i, it := range items {
		if it.off == "" {
			on = append(on, i)
		}
		if line != "" && it.letter == line && !reserved(line) {
			return taken(items, i)
		}
		if line != "" && strings.HasPrefix(strings.ToLower(it.words), strings.ToLower(line)) {
			hits = append(hits, i)
		}
		if line == "" && it.off == "" && it.light {
			return i, nil
		}
	}
	if n, err := strconv.Atoi(line); err == nil {
		if n < 1 || n > len(on) {
			return 0, errors.New("There is no choice " + kit.Safe(line) + ".")
		}
		return on[n-1], nil
	}
	switch {
	case line == "":
		return 0, errors.New("An empty line chooses nothing here. Type a number, or ? for what can be done.")
	case len(hits) == 0:
		return 0, errors.New("No choice begins with " + kit.Quote(line) + ". Type a number, or ? for what can be done.")
	case len(hits) == 1:
		return taken(items, hits[0])
	}
	var names []string
	for _, i := range hits {
		if items[i].off == "" {
			names = append(names, kit.Quote(items[i].words))
		}
	}
	if len(names) == 1 {
		for _, i := range hits {
			if items[i].off == "" {
				return i, nil
			}
		}
	}
	return 0, errors.New(kit.Quote(line) + " may be " + strings.Join(names, " or ") + ". Type more of it, or the number.")
}

func taken(items []item, i int) (int, error) {
	if off := items[i].off; off != "" {
		return 0, errors.New("Not now: " + strings.TrimSuffix(kit.Safe(off), ".") + ".")
	}
	return i, nil
}
