package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Face shows the form and, where there is room, what each answer is for.
func (f *PartyForm) Face(sc Scene) Face {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Labels(len("Partner account"))
	roomy := sc.H >= 17
	if roomy {
		p.Heading(kit.Plain, "Who is the counterparty?")
		p.Gap()
	}
	why := f.doubt()
	if roomy && f.id == "" && f.desk.Env() == flow.Demo && why == "" {
		p.Text(kit.Dim, "The scenario brings its own customer, so the answers are filled in. Change them if you like.")
		p.Gap()
	}
	cursor := f.form.View(sc.Theme, p, roomy)
	if f.fault != "" {
		p.Gap()
		p.Item(kit.Bad, "✗", f.fault)
	}
	if why != "" {
		p.Gap()
		p.Item(kit.Warn, "!", why)
	}
	p.Gap()
	p.Action(f.enter())
	for _, k := range f.findKey() {
		p.Action(k)
	}
	offset := 0
	if cursor != nil && cursor.Y >= sc.H-1 {
		offset = p.Clamp(sc.H, cursor.Y-sc.H+2)
	}
	if f.below {
		offset = p.Clamp(sc.H, p.Len())
	}
	if cursor != nil {
		if cursor.Y -= offset; cursor.Y < 0 {
			cursor = nil
		}
	}
	status := kit.Line{}
	if why != "" {
		status = kit.Line{Tone: kit.Warn, Text: "! the contact and the form differ"}
	}
	switch {
	case f.saving:
		status = kit.Line{Tone: kit.Accent, Text: "◐ writing it down …"}
	case f.opening != "":
		status = kit.Line{Tone: kit.Accent, Text: "◐ opening " + string(f.opening) + " …"}
	}
	return Face{Env: f.desk.Env(), Title: f.title(), Body: p.Show(sc.H, offset), Cursor: cursor, Status: status, Busy: f.busy()}
}

func (f *PartyForm) busy() string {
	if f.saving {
		return "the counterparty is being written down"
	}
	return ""
}
