package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	intentReveal    kit.Intent = "reveal"
	intentRevealYes kit.Intent = "reveal.yes"
)

// revealFor is how long a revealed token stays on the screen.
const revealFor = 30 * time.Second

// revealed is a processor token on its way to the screen, by an operator's deliberate key.
type revealed struct {
	id    flow.CaseID
	token string
	err   error
}

// revealKey shows the processor token, or hides it again. Desks that cannot hand it out
// have no such key.
func (c *Case) revealKey() []kit.Key {
	if _, ok := c.desk.(Revealer); !ok {
		return nil
	}
	k := kit.Key{Press: []string{"v"}, Intent: intentReveal, Help: "copy the processor token"}
	if c.token != "" {
		k.Help, k.Hint = "hide the processor token", true
		return []kit.Key{k}
	}
	return []kit.Key{c.able(k, flow.CmdReveal)}
}

// askReveal asks before the token is on the screen and in the clipboard.
func askReveal(cs flow.Case) *Ask {
	return &Ask{
		Dialog: kit.Ask("Copy the processor token?", "Copy",
			"Whoever holds it can read this account at Plaid. It goes to the clipboard and stands on the screen for half a minute.",
			"That you did this becomes part of the history."),
		Then: intentRevealYes, Status: "copy the processor token",
	}
}

// reveal fetches the token, journals that it is shown, and only then shows it: a history must
// neither miss a reveal nor hold one that never was.
func (c *Case) reveal() Out {
	c.doing = "fetching the token"
	desk, id := c.desk, c.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		secret, err := desk.(Revealer).Reveal(ctx, id)
		if err == nil {
			err = desk.Do(ctx, id, flow.RevealToken{By: by})
		}
		out := revealed{id: id, err: err}
		if err != nil {
			return out
		}
		secret.Use(func(b []byte) { out.token = string(b) })
		return out
	}}}}
}

// revealedNow puts the token on the screen and into the clipboard.
func (c *Case) revealedNow(m revealed) Out {
	c.doing = ""
	if m.err != nil || m.token == "" {
		return outOf(m.err)
	}
	c.token, c.hideAt = m.token, c.now.Add(revealFor)
	return Out{Copy: Copy{Text: m.token, Or: "the token stands below"}}
}
