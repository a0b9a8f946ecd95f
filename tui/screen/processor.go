package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Processor asks for another partner by its name at Plaid. It is the way on when Plaid does
// not know the first one.
type Processor struct {
	desk   Desk
	id     flow.CaseID
	form   *kit.Form
	saving bool
	fault  string
}

// NewProcessor makes the question for one case.
func NewProcessor(desk Desk, id flow.CaseID) *Processor {
	return &Processor{desk: desk, id: id, form: kit.NewForm(kit.Field{
		Name: "processor", Label: "Processor", Hint: "a name on Plaid's list of partners, such as dwolla",
		Check: func(v string) string {
			if v == "" {
				return "Name a partner, as Plaid writes it."
			}
			return ""
		},
	})}
}

// Start has nothing to do.
func (s *Processor) Start() Out { return Out{} }

// Asking reports no dialog.
func (s *Processor) Asking() *Ask { return nil }

func (s *Processor) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "use this partner", Hint: true}
	if s.saving {
		k.Off = "it is being written down"
	}
	return k
}

// Keys is the table of the question. Letters belong to the field.
func (s *Processor) Keys() []kit.Table {
	return []kit.Table{{Scope: "Partner", Leak: kit.LeakControl, Keys: []kit.Key{s.enter(), back()}}}
}

// Act saves and leaves. Only the partner the desk was set up with has an adapter here.
func (s *Processor) Act(i kit.Intent) Out {
	switch {
	case i == IntentBack:
		return Out{Back: true}
	case i != IntentEnter || !s.form.Valid():
		return Out{}
	}
	d := s.desk.Defaults()
	cmd := flow.SetProcessor{Processor: s.form.Value("processor")}
	cmd.Adapter = cmd.Processor == d.Processor && d.Adapter
	s.saving, s.fault = true, ""
	desk, id := s.desk, s.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		return did{id, desk.Do(ctx, id, cmd)}
	}}}}
}

// Update takes the end of the command and what is typed.
func (s *Processor) Update(msg any) Out {
	switch m := msg.(type) {
	case did:
		s.saving = false
		if m.err != nil {
			s.fault = outOf(m.err).Fail + outOf(m.err).Say.Text
			return Out{}
		}
		return Out{Back: true}
	case Crashed:
		s.saving = false
	case tea.KeyPressMsg, tea.PasteMsg:
		s.form.Update(m)
	}
	return Out{}
}

// Face shows the question.
func (s *Processor) Face(sc Scene) Face {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Heading(kit.Plain, "Who shall receive the processor token?")
	p.Gap()
	cursor := s.form.View(sc.Theme, p, true)
	if s.fault != "" {
		p.Gap()
		p.Item(kit.Bad, "✗", s.fault)
	}
	p.Gap()
	p.Action(s.enter())
	p.Gap()
	p.Text(kit.Dim, "linkdesk submits to Prime Trust itself. For any other partner the road ends with the processor token, which you hand over.")
	return Face{Env: s.desk.Env(), Title: "Partner", Body: p.Show(sc.H, 0), Cursor: cursor}
}
