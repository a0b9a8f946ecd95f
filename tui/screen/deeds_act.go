package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// actDeed carries out the letters; ok is false for other intents. Where a letter fits several
// transfers, the menu opens on the first of them.
func (c *Case) actDeed(i kit.Intent) (Out, bool) {
	switch i {
	case intentMoney:
		c.menu = &moneyMenu{}
		return Out{}, true
	case intentDeedYes:
		cmd, words := c.agreed.cmd, c.agreed.doing
		c.ask, c.menu = nil, nil
		return c.do(words, cmd), true
	case intentContribute, intentDisburse, intentUndo, intentOwner, intentEndMethod:
	default:
		return Out{}, false
	}
	first, n := deed{}, 0
	for at, d := range c.deeds() {
		if d.intent != i {
			continue
		}
		if n++; n == 1 {
			first = d
		} else if n == 2 {
			c.menu = &moneyMenu{}
			c.menu.grid.Set(at-1, len(c.deeds()))
			return Out{}, true
		}
	}
	return c.begin(first), true
}

// begin starts a deed: with its page, its question, or at once.
func (c *Case) begin(d deed) Out {
	switch {
	case d.off != "":
		return Out{Say: kit.Line{Tone: kit.Warn, Text: "not now: " + d.off}}
	case d.pass:
		c.menu = nil
		return c.passDay()
	case d.page != nil:
		return Out{Go: d.page}
	case d.move != "":
		c.menu, c.moving = nil, newMover(d.move, len(c.snap.Case.Transfers))
		return Out{}
	case d.ask != nil:
		c.agreed, c.ask = d, d.ask()
		return Out{}
	case d.cmd == nil:
		return Out{}
	}
	c.menu = nil
	return c.do(d.doing, d.cmd)
}

// passDay lets a day of the simulator pass and looks what came of it.
func (c *Case) passDay() Out {
	clock, ok := c.desk.(TimeKeeper)
	if !ok {
		return Out{}
	}
	c.doing = "letting a day pass"
	desk, id := c.desk, c.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		if err := clock.Pass(ctx, 24*time.Hour); err != nil {
			return did{id, err}
		}
		return did{id, desk.Do(ctx, id, flow.AskFollow{})}
	}}}}
}
