package plain

import (
	"context"
	"time"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// stage is the Demo's stage in lines: which story is played, how quickly, and a day that passes.
func (c *console) stage(ctx context.Context, desk screen.Desk) error {
	d, ok := desk.(screen.Director)
	if !ok || !desk.Defaults().Stage {
		c.say("There is no stage here: nothing is simulated.")
		return nil
	}
	now, err := d.Stage(ctx)
	if err != nil {
		return c.refused(ctx, err, nil)
	}
	c.say("Played now: " + now.Playing + ", " + now.Pace + ".")
	off := desk.Defaults().ReadOnly
	items := []item{{words: "story: play another one", off: off}, {words: "pace: slower or faster", off: off}, {words: "day: let a day pass", off: off},
		{words: "clean start", off: "it is on the stage of the screen: start linkdesk demo without --plain"}}
	c.list(items)
	n, err := c.choose(ctx, "Stage", items)
	switch {
	case err != nil:
		return err
	case n == 0:
		return c.story(ctx, d, now)
	case n == 1:
		return c.pace(ctx, d, now)
	}
	if err := d.Pass(ctx, 24*time.Hour); err != nil {
		return c.refused(ctx, err, nil)
	}
	c.say("A day has passed for the simulator. What came of it is seen by looking at the status.")
	return nil
}

func (c *console) story(ctx context.Context, d screen.Director, now screen.Stage) error {
	var items []item
	for _, s := range now.Stories {
		items = append(items, item{words: kit.Safe(s.Name + ": " + s.Title + ". " + s.Text)})
	}
	c.list(items)
	n, err := c.choose(ctx, "Story", items)
	if err != nil {
		return err
	}
	if err := d.Play(ctx, now.Stories[n].Name); err != nil {
		return c.refused(ctx, err, nil)
	}
	c.say("From now on the story is " + now.Stories[n].Name + ". A new case begins with its counterparty.")
	return nil
}

func (c *console) pace(ctx context.Context, d screen.Director, now screen.Stage) error {
	var items []item
	for _, p := range now.Paces {
		items = append(items, item{words: p.Name})
	}
	c.list(items)
	n, err := c.choose(ctx, "Pace", items)
	if err != nil {
		return err
	}
	if err := d.SetPace(ctx, now.Paces[n].Name); err != nil {
		return c.refused(ctx, err, nil)
	}
	c.say("The pace is " + now.Paces[n].Name + " now.")
	return nil
}
