package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// keysPage is where Plaid's dashboard shows the keys.
const keysPage = "dashboard.plaid.com/developers/keys"

// envName is an environment as a name.
func envName(env flow.Environment) string {
	if env == "" {
		return ""
	}
	return strings.ToUpper(string(env[:1])) + string(env[1:])
}

// Face shows the form, what is being done, or what was found.
func (s *Setup) Face(sc Scene) Face {
	f := Face{Env: s.env, Title: "Keys"}
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	switch s.step {
	case setupAsks:
		s.ask(sc, p, &f)
		return f
	case setupTells:
		if s.fault != nil {
			s.refused(p)
		} else {
			s.found(p)
		}
		f.Body = p.Show(sc.H, s.scroll)
		return f
	}
	p.Heading(kit.Plain, "Trying your keys of "+envName(s.env))
	p.Gap()
	for _, text := range s.done {
		p.Item(kit.Good, "✓", sentence(text))
	}
	p.Item(kit.Accent, "◐", s.doing()+" …")
	p.Gap()
	if s.step == setupBank || s.step == setupPartner {
		p.Text(kit.Dim, "The call changes nothing there. Nothing has been kept so far.")
	}
	f.Body = p.Show(sc.H, 0)
	f.Status = kit.Line{Tone: kit.Accent, Text: "◐ " + clock(s.now.Sub(s.since))}
	f.Busy, f.Program = "keys are being checked", &tea.ProgramStatus{State: tea.ProgramStateWorking}
	return f
}

// doing is the step in words.
func (s *Setup) doing() string {
	switch {
	case s.ending:
		return "Stopping"
	case s.step == setupBank:
		return "Asking Plaid whether it takes the keys"
	case s.step == setupPartner:
		return "Asking Prime Trust whether it takes the login"
	case s.step == setupKeeps:
		return "Writing them into the keyring of this system"
	}
	return "Opening " + envName(s.env)
}

// ask shows the form and, where there is room, what each answer is for.
func (s *Setup) ask(sc Scene, p *kit.Page, f *Face) {
	p.Labels(len("Prime Trust"))
	roomy := sc.H >= 17
	if roomy {
		p.Heading(kit.Plain, "Your keys to Plaid's "+envName(s.env))
		p.Gap()
		p.Text(kit.Plain, "Plaid shows them at https://"+keysPage)
		p.Text(kit.Dim, "They are tried with a call that changes nothing, and kept in the keyring of this system where there is one.")
		if s.env == flow.Production {
			p.Text(kit.Bad, "This is PRODUCTION: real banks, real customers, real money.")
		}
		p.Gap()
	} else {
		p.Text(kit.Plain, keysPage)
	}
	cursor := s.form.View(sc.Theme, p, roomy)
	p.Gap()
	p.Action(s.enter())
	offset := 0
	if cursor != nil && cursor.Y >= sc.H-1 {
		offset = p.Clamp(sc.H, cursor.Y-sc.H+2)
	}
	if cursor != nil {
		cursor.Y -= offset
	}
	f.Body, f.Cursor = p.Show(sc.H, offset), cursor
}

// refused says why the keys were not kept, or why the desk did not open.
func (s *Setup) refused(p *kit.Page) {
	switch {
	case s.fault.Code == "STOPPED":
		p.Heading(kit.Warn, "The check was stopped.")
	case s.fault.Code == "INVALID_API_KEYS":
		p.Heading(kit.Bad, "✗ Plaid does not take these keys.")
	case s.kept:
		p.Heading(kit.Bad, "✗ "+envName(s.env)+" could not be opened.")
	default:
		p.Heading(kit.Bad, "✗ The keys could not be checked.")
	}
	p.Gap()
	if s.fault.Code == "STOPPED" {
		p.Text(kit.Plain, "Nothing was kept.")
	} else {
		if ours(s.fault) {
			p.Text(kit.Plain, sentence(s.fault.Message))
		}
		if s.fault.Hint != "" {
			p.Text(kit.Plain, sentence(s.fault.Hint))
		}
		if !ours(s.fault) {
			p.Quote("it said", s.fault.Message)
		}
		p.Pair("code", s.fault.Code)
		addReference(p, s.fault)
	}
	p.Gap()
	p.Action(s.enter())
}

// found says what has to be known before going on.
func (s *Setup) found(p *kit.Page) {
	p.Heading(kit.Plain, "The keys are checked.")
	p.Gap()
	for _, text := range s.done {
		p.Item(kit.Good, "✓", sentence(text))
	}
	if s.note != "" {
		p.Gap()
		p.Item(kit.Warn, "!", sentence(s.note))
	}
	if s.only != "" {
		p.Gap()
		p.Item(kit.Warn, "!", sentence(s.only))
	}
	p.Gap()
	p.Action(s.enter())
}
