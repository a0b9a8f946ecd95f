package plain

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"linkdesk/tui/kit"
)

// say writes a sentence, wrapped at words.
func (c *console) say(text string) {
	if text == "" {
		return
	}
	c.write(strings.Join(kit.Lines(text, c.opts.Width), "\n") + "\n")
}

// sayf is say with something put in.
func (c *console) sayf(format string, args ...any) { c.say(fmt.Sprintf(format, args...)) }

// whole writes a text alone on its line: an address or a token, to be selected.
func (c *console) whole(text string) { c.write(kit.Safe(text) + "\n") }

// all writes lines that are wrapped already.
func (c *console) all(lines []string) {
	for _, line := range lines {
		c.whole(line)
	}
}

func (c *console) write(text string) {
	if c.err == nil {
		_, c.err = io.WriteString(c.opts.Out, text)
	}
}

// ask writes a prompt and returns the line that answers it. errLeft at the end of the input.
func (c *console) ask(ctx context.Context, prompt string) (string, error) {
	if c.err != nil {
		return "", c.err
	}
	c.write(strings.Join(kit.Lines(prompt+":", c.opts.Width), "\n") + " ")
	select {
	case line, ok := <-c.lines.want():
		c.lines.took()
		if !ok {
			c.write("\n")
			c.say("The input has ended.")
			return "", errLeft
		}
		if !c.opts.Typed {
			c.write(kit.Safe(line) + "\n") // a terminal has shown it already
		}
		return line, c.err
	case <-ctx.Done():
		c.write("\n")
		return "", ctx.Err()
	}
}

// settled drops what was typed before a question is asked, so that nobody agrees to something
// that they have not read.
func (c *console) settled(ctx context.Context) {
	if !c.opts.Typed {
		return
	}
	for dropped := false; ; dropped = true {
		select {
		case _, ok := <-c.lines.want():
			c.lines.took()
			if !ok {
				return
			}
			continue
		case <-time.After(quiet):
		case <-ctx.Done():
		}
		if dropped {
			c.say("What was typed before this question is not taken for an answer.")
		}
		return
	}
}

// sure asks before something that cannot be taken back. word is what has to be typed; empty is yes.
func (c *console) sure(ctx context.Context, act, word string) (bool, error) {
	c.settled(ctx)
	want := word
	if want == "" {
		want = "yes"
	}
	line, err := c.ask(ctx, "Type "+quoted(want, word)+" to "+lowered(act)+"; anything else is no")
	if err != nil {
		return false, err
	}
	if line != strings.TrimSpace(kit.Safe(want)) {
		c.say("That is a no. Nothing was done.")
		return false, nil
	}
	return true, nil
}

func quoted(want, word string) string {
	if word == "" {
		return want
	}
	return kit.Quote(want)
}

// lowered is what a button says, in the middle of a sentence.
func lowered(act string) string {
	first, rest, ok := strings.Cut(act, " ")
	if first == "I" || ok && strings.HasSuffix(first, ":") {
		return "say " + kit.Quote(act)
	}
	if !ok {
		return strings.ToLower(act)
	}
	return strings.ToLower(first) + " " + rest
}
