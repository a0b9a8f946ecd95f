package screen

import (
	"strconv"
	"time"

	"linkdesk/tui/kit"
)

// paceWords says what the pace is, and where it acts.
func (s *StageMenu) paceWords() string {
	for _, p := range s.st.Paces {
		if p.Name != s.st.Pace {
			continue
		}
		words := p.Name + ": " + seconds(p.Step) + " a step of autoplay"
		if p.Pane > 0 {
			words += ", " + seconds(p.Pane) + " a pane of Link"
		}
		if p.Call > 0 {
			words += ", " + seconds(p.Call) + " an answer"
		}
		return words
	}
	return "as it was started"
}

// seconds is a short span with its unit.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + " s" }

// clockWords is the simulator's time, and how far it is ahead.
func (s *StageMenu) clockWords() string {
	words := moment(s.clockNow())
	if ahead := s.dir.Ahead(); ahead >= time.Hour {
		words += ", " + age(s.now.Add(ahead), s.now) + " ahead of here"
	}
	return words
}

// faultPage says why the simulator did not do it.
func (s *StageMenu) faultPage(sc Scene) *kit.Page {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Heading(kit.Bad, "✗ That did not work")
	p.Gap()
	p.Text(kit.Plain, s.fault)
	p.Gap()
	p.Action(kit.Key{Press: []string{"enter"}, Help: "look again"})
	return p
}
