package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Hints says which fields show what a good answer looks like.
type Hints int

// Hints are left off where rows are scarce; reasons against an answer never are.
const (
	NoHints Hints = iota
	HintHere
	AllHints
)

// leastReason is the room beside the labels below which a reason goes under them: a sentence in a
// column of ten cells cannot be read.
const leastReason = 30

// Span are the rows of a page, from Top to the last one.
type Span struct{ Top, Last int }

// View adds the form to a page and returns the cursor, relative to the page.
func (f *Form) View(t Theme, p *Page, hints bool) *tea.Cursor {
	how := NoHints
	if hints {
		how = AllHints
	}
	cursor, _ := f.Draw(t, p, how)
	return cursor
}

// Draw adds the form to a page. It returns the cursor, relative to the page, and the rows that
// the field in focus takes with what is said of it, so that a long form can be scrolled to them.
func (f *Form) Draw(t Theme, p *Page, hints Hints) (*tea.Cursor, Span) {
	var cursor *tea.Cursor
	var at Span
	for i := range f.fields {
		field := &f.fields[i]
		if field.Section != "" {
			p.Rule(field.Section)
		}
		row := p.Len()
		lead := f.lead(t, p, i)
		if len(field.Options) > 0 {
			p.Block(lead + choice(t, field, p.w-Width(lead)))
		} else {
			field.input.SetStyles(inputStyles(t))
			field.input.SetWidth(max(p.w-Width(lead)-1, 1))
			p.Block(Cut(lead+field.input.View(), p.w))
		}
		if c := field.input.Cursor(); i == f.at && !f.Choosing() && c != nil {
			c.X += Width(lead)
			c.Y += row
			cursor = c
		}
		indent := strings.Repeat(" ", Width(lead)-2)
		if p.w-Width(lead) < leastReason {
			indent = "  "
		}
		switch {
		case field.fault != "":
			p.Item(Bad, indent+"✗", field.fault)
		case field.Hint != "" && (hints == AllHints || hints == HintHere && i == f.at):
			p.Item(Dim, indent+" ", field.Hint)
		}
		if i == f.at {
			at = Span{row, p.Len() - 1}
		}
	}
	return cursor, at
}

// lead is what stands before the answer of a field: the mark of the focus and the label.
func (f *Form) lead(t Theme, p *Page, i int) string {
	mark, tone := "  ", Dim
	if i == f.at {
		mark, tone = t.Paint(Accent, "▸ "), Strong
	}
	return mark + t.Paint(tone, Pad(f.fields[i].Label, p.label-1)) + " "
}

// choice sets the options of a field in one row of w, the chosen one marked. Where they do
// not all fit, the chosen one stands alone between arrows.
func choice(t Theme, f *Field, w int) string {
	parts := make([]string, len(f.Options))
	for i, o := range f.Options {
		parts[i] = t.Paint(Dim, "○ "+o.Label)
		if i == f.chosen {
			parts[i] = t.Paint(Accent, "● "+o.Label)
		}
	}
	if row := strings.Join(parts, "  "); Width(row) <= w {
		return row
	}
	return t.Paint(Accent, Cut("◂ "+f.Options[f.chosen].Label+" ▸", w))
}
