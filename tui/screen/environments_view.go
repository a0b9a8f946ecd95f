package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
)

// told is the note of an environment with what else is to be known before work begins there.
func (i EnvironmentInfo) told() string {
	out := i.Note
	if i.Keys != "" {
		out += "; keys " + i.Keys
	}
	if i.ReadOnly {
		out += "; READ-ONLY"
	}
	return out
}

// Face shows the environments with what each of them is.
func (e *Environments) Face(sc Scene) Face {
	p := kit.NewPage(sc.Theme, sc.W)
	p.Heading(kit.Plain, "Where do you want to work?")
	p.Gap()
	if !e.listed {
		p.Text(kit.Dim, "Looking what is set up …")
	}
	for i, info := range e.list {
		tone, mark := kit.Plain, " "
		if !info.Ready {
			tone = kit.Dim
		}
		if i == e.grid.Cursor() {
			tone, mark = kit.Accent, "▸"
		}
		name := envName(info.Env)
		if !info.Ready {
			name += " (not set up)"
		}
		p.Item(tone, mark, name)
		// On a small terminal the names come first: what one of them is can be had by going there.
		if sc.H >= 12 || i == e.grid.Cursor() {
			p.Item(kit.Dim, "   ", info.told())
		}
	}
	if e.fault != "" {
		p.Gap()
		p.Item(kit.Bad, "✗", e.fault)
	}
	f := Face{Title: "Environment", Body: p.Show(sc.H, 0)}
	if e.opening != "" {
		text := "◐ opening " + string(e.opening) + " …"
		if f.Done = e.done; e.done > 0 {
			text += " " + strconv.Itoa(e.done) + " %"
		}
		f.Status = kit.Line{Tone: kit.Accent, Text: text}
		f.Program = &tea.ProgramStatus{State: tea.ProgramStateWorking}
	}
	return f
}
