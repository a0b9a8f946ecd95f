package kit

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// Answer is what a dialog returns.
type Answer int

const (
	// Unanswered means the dialog stays open.
	Unanswered Answer = iota
	// No is the safe answer and the default.
	No
	// Yes was given on purpose.
	Yes
)

// Dialog asks before something that cannot be taken back. It returns an
// answer and does nothing itself. It hears key presses only: pasted text has
// no way in, so a clipboard full of "y" approves nothing.
type Dialog struct {
	Title string
	Body  []string // paragraphs
	Must  string   // a sentence that is shown however small the terminal is
	Act   string   // what Yes does, as on a button: "Submit"
	Word  string   // when set, Yes takes typing this word instead of y

	input textinput.Model
	wrong bool
}

// Ask makes a dialog that takes y for Yes.
func Ask(title, act string, body ...string) *Dialog {
	return &Dialog{Title: title, Act: act, Body: body}
}

// AskTyped makes a dialog that takes a typed word for Yes.
func AskTyped(title, act, word string, body ...string) *Dialog {
	d := &Dialog{Title: title, Act: act, Word: strings.TrimSpace(word), Body: body}
	d.input = newInput()
	d.input.Focus()
	return d
}

const (
	intentYes  Intent = "dialog.yes"
	intentNo   Intent = "dialog.no"
	intentSend Intent = "dialog.send"
)

// Table is the key table of the dialog. Nothing leaks from it.
func (d *Dialog) Table() Table {
	t := Table{Scope: "Dialog", Leak: LeakNone}
	if d.Word != "" {
		t.Scope = "Dialog that takes a word"
		t.Keys = []Key{
			{Press: []string{"enter"}, Intent: intentSend, Help: d.Act, Hint: true},
			{Press: []string{"esc"}, Intent: intentNo, Help: "no", Hint: true},
		}
		return t
	}
	t.Keys = []Key{
		{Press: []string{"y", "Y"}, Intent: intentYes, Help: d.Act, Hint: true},
		{Press: []string{"enter", "esc", "n", "N", "q"}, Intent: intentNo, Help: "no", Hint: true},
	}
	return t
}

// Press hears one key. Enter is No, so whoever leans on it to hurry through
// the screens stops here with nothing done.
func (d *Dialog) Press(msg tea.KeyPressMsg) Answer {
	k, _ := Find(msg, d.Table())
	switch k.Intent {
	case intentNo:
		return No
	case intentYes:
		return Yes
	case intentSend:
		if strings.TrimSpace(d.input.Value()) == d.Word {
			return Yes
		}
		d.wrong = true
	default:
		if d.Word != "" {
			d.wrong = false
			d.input, _ = d.input.Update(msg)
		}
	}
	return Unanswered
}

// boxFrame is what the border and the air beside the text take.
const boxFrame = 6

// View draws the dialog as a box of at most w by h. The cursor, if any, is relative to the
// box. What is asked and how to answer are always on it; of the body, as much as fits.
func (d *Dialog) View(t Theme, w, h int) (string, *tea.Cursor) {
	inner := max(min(60, w-2-boxFrame), 1)
	head, foot := NewPage(t, inner), NewPage(t, inner)
	head.Heading(Warn, d.Title)
	if d.Must != "" {
		foot.Text(Warn, d.Must)
	}
	cursor := d.answers(t, foot, inner)
	room := max(h-2-foot.Len(), 1)
	for _, text := range d.Body {
		part := NewPage(t, inner)
		part.Text(Plain, text)
		if head.Len()+part.Len()+1 > room {
			continue // a short one after it may still find room
		}
		head.Gap()
		head.Block(part.Show(part.Len(), 0))
	}
	if head.Len() < room {
		head.Gap()
	}
	top := min(head.Len(), room)
	block := Stack(Fit(head.Show(head.Len(), 0), inner, top), Fit(foot.Show(foot.Len(), 0), inner, min(foot.Len(), max(h-2-top, 0))))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+boxFrame/2, cursor.Y+top+1
		if cursor.Y >= h-1 {
			cursor = nil
		}
	}
	style := lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).Padding(0, 2).BorderForeground(t.Style(Warn).GetForeground())
	return style.Render(block), cursor
}

// answers adds how to answer: keys, or the input line of a typed dialog with its cursor.
func (d *Dialog) answers(t Theme, p *Page, inner int) *tea.Cursor {
	if d.Word == "" {
		no := " No, go back"
		if lipgloss.Width("y "+d.Act+"   ▸ enter"+no) > inner {
			no = " No" // rather whole than long
		}
		p.Block(t.Paint(Accent, "y") + " " + d.Act + "   " + t.Paint(Strong, "▸ enter") + no)
		return nil
	}
	p.Text(Plain, "Type "+Quote(d.Word)+" to "+strings.ToLower(d.Act)+":")
	d.input.SetStyles(inputStyles(t))
	d.input.SetWidth(max(inner-3, 1))
	cursor := d.input.Cursor()
	if cursor != nil {
		cursor.X += 2
		cursor.Y += p.Len()
	}
	p.Block(t.Paint(Accent, "> ") + d.input.View())
	if d.wrong {
		p.Text(Bad, "✗ That is not the same. Nothing was done.")
	} else {
		p.Text(Dim, "enter confirms, esc is no")
	}
	return cursor
}

// Overlay draws a box over a frame, in the middle of area, and returns the
// frame and where the box begins.
func Overlay(frame, box string, area Rect) (string, Rect) {
	at := area.Center(lipgloss.Width(box), lipgloss.Height(box))
	out := lipgloss.NewCompositor(
		lipgloss.NewLayer(frame),
		lipgloss.NewLayer(box).X(at.X).Y(at.Y).Z(1),
	).Render()
	return out, at
}
