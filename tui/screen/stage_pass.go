package screen

import (
	"context"
	"strconv"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// lapse is a time that can be let pass.
type lapse struct {
	d     time.Duration
	words string
	also  string // what it causes besides
}

// spans are those that change something in the simulator's world.
func spans() []lapse {
	return []lapse{
		{4 * time.Hour, "four hours", "A link_token lives that long."},
		{24 * time.Hour, "a day", "In the story of the pull that comes back, the pull settles."},
		{10 * 24 * time.Hour, "ten days", "Holds on money that was pulled end; in the story of the pull that comes back, the bank has sent it back."},
	}
}

// tokenEnd is a link_token that an open case still has to use.
type tokenEnd struct {
	name string
	ends time.Time
	here bool // of the case that the page was opened from
}

// looked is how many of the newest cases are looked through for tokens that would run out.
const looked = 20

// tokensOf are the link tokens of the newest cases at the hand-off. What cannot be read is left
// out: it only says what a key will cause.
func tokensOf(ctx context.Context, desk Desk, from flow.CaseID) []tokenEnd {
	page, err := desk.List(ctx, flow.Query{Limit: looked})
	if err != nil {
		return nil
	}
	var out []tokenEnd
	for _, row := range page.Rows {
		if row.Stop != flow.StopHandoff && row.ID != from {
			continue
		}
		snap, err := desk.View(ctx, row.ID)
		if err != nil || snap.Case.Link.Expiration.IsZero() || snap.Case.Stop() != flow.StopHandoff {
			continue
		}
		out = append(out, tokenEnd{snap.Case.Party.LegalName, snap.Case.Link.Expiration, row.ID == from})
	}
	return out
}

// clockNow is the simulator's time.
func (s *StageMenu) clockNow() time.Time { return s.now.Add(s.dir.Ahead()) }

// causes says which link tokens run out when a time passes.
func (s *StageMenu) causes(d time.Duration) string {
	var gone []tokenEnd
	for _, t := range s.tokens {
		if now := s.clockNow(); t.ends.After(now) && !t.ends.After(now.Add(d)) {
			if t.here {
				return "The link_token of the open case (" + t.name + ") runs out."
			}
			gone = append(gone, t)
		}
	}
	switch len(gone) {
	case 0:
		return "No case has a link_token that runs out by it."
	case 1:
		return "The link_token of the case of " + gone[0].name + " runs out."
	}
	return "The link_tokens of " + strconv.Itoa(len(gone)) + " cases run out."
}

// pass lets the chosen time pass.
func (s *StageMenu) pass() Out {
	chosen, dir := spans()[s.spans.Cursor()], s.dir
	s.passing = false
	return s.wish("letting "+chosen.words+" pass", func(ctx context.Context) (Out, error) {
		said := kit.Line{Tone: kit.Good, Text: "✓ " + chosen.words + " have passed for the simulator"}
		if chosen.d == 24*time.Hour {
			said.Text = "✓ a day has passed for the simulator"
		}
		return Out{Say: said}, dir.Pass(ctx, chosen.d)
	})
}

// passPage is the choice of a time.
func (s *StageMenu) passPage(sc Scene) *kit.Page {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Heading(kit.Plain, "Let time pass for the simulator")
	p.Gap()
	for i, span := range spans() {
		tone, mark := kit.Plain, " "
		if i == s.spans.Cursor() {
			tone, mark = kit.Accent, "▸"
		}
		p.Item(tone, mark, span.words)
		if i == s.spans.Cursor() {
			p.Item(kit.Plain, "   ", s.causes(span.d))
			p.Item(kit.Dim, "   ", span.also)
		}
	}
	p.Gap()
	p.Pair("there it is", moment(s.clockNow()))
	p.Text(kit.Dim, "This machine's clock and the times in the history stay as they are. Time goes onward only; a clean start takes it back.")
	return p
}

// moment is a date and time as the stage shows it.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
