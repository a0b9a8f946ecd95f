package kit

import "strings"

// Page sets the text of a pane: headings, sentences, pairs, quotes and the
// one action that is due. All panes use it, so all look alike.
type Page struct {
	theme Theme
	w     int
	label int // width of the label column of pairs
	lines []string
	mark  int    // the line from which on a list stands
	turn  string // the key that shows more of it; empty is pgup and pgdn
	plain bool   // lines for reading aloud; see NewLines
}

// NewPage starts an empty page of w columns.
func NewPage(t Theme, w int) *Page {
	return &Page{theme: t, w: max(w, 1), label: min(22, max(w/3, 8))}
}

// Labels makes the label column wide enough for n cells, if the page has room.
func (p *Page) Labels(n int) { p.label = max(min(n+2, p.w/2), 1) }

// MoreBy names the key that shows the whole page elsewhere, where this one is not scrolled.
func (p *Page) MoreBy(key string) *Page {
	p.turn = key
	return p
}

// Heading says what the pane is about and, in its tone, how it stands.
func (p *Page) Heading(tone Tone, text string) {
	if p.plain {
		p.say(unsigned(text))
		return
	}
	if tone == Plain {
		tone = Strong
	}
	for _, line := range Wrap(text, p.w) {
		p.lines = append(p.lines, p.theme.heading(tone, line))
	}
}

// Text adds a paragraph, wrapped at words.
func (p *Page) Text(tone Tone, text string) { p.add(tone, "", text) }

// Item adds a paragraph behind a sign, with the following lines indented.
func (p *Page) Item(tone Tone, sign, text string) { p.add(tone, sign+" ", text) }

// add wraps text behind a lead and indents its further lines below the text.
func (p *Page) add(tone Tone, lead, text string) {
	if p.plain {
		p.say(unsigned(lead + text))
		return
	}
	indent := strings.Repeat(" ", Width(lead))
	for i, line := range Wrap(text, max(p.w-Width(lead), 1)) {
		if i > 0 {
			lead = indent
		}
		p.lines = append(p.lines, p.theme.Paint(tone, Cut(lead+line, p.w)))
	}
}

// Pair adds a label and its value. A value that cannot be broken and finds no room beside
// the label goes below it, so that an id stays whole and can be selected.
func (p *Page) Pair(label, value string) { p.PairTone(Plain, label, value) }

// PairTone is Pair with the value in a tone.
func (p *Page) PairTone(tone Tone, label, value string) {
	label, value = Safe(label), Safe(value)
	if p.plain {
		p.sayPair(label, value)
		return
	}
	room := max(p.w-p.label, 1)
	word := Width(value) > room && Width(value) <= p.w-2 && !strings.Contains(value, " ")
	if word || Width(label) >= p.label && p.label < p.w {
		p.lines = append(p.lines, p.theme.Paint(Dim, Cut(label, p.w)))
		p.add(tone, "  ", value)
		return
	}
	name := p.theme.Paint(Dim, Pad(label, p.label-1)) + " "
	for i, line := range Wrap(value, room) {
		if i > 0 {
			name = strings.Repeat(" ", p.label)
		}
		p.lines = append(p.lines, name+p.theme.Paint(tone, line))
	}
}

// Quote adds somebody else's words behind a label that says whose they are.
func (p *Page) Quote(label, words string) { p.PairTone(Dim, label, Quote(words)) }

// Raw adds one line as it stands, unwrapped: a URL that must stay selectable.
// It may be longer than the page; Fit cuts it unless the caller gives it room.
func (p *Page) Raw(tone Tone, text string) {
	if p.plain {
		p.lines = append(p.lines, Safe(text))
		return
	}
	p.lines = append(p.lines, p.theme.Paint(tone, text))
}

// Action shows a key and what it does. An action that is off says why.
func (p *Page) Action(k Key) {
	if p.plain {
		return // what can be done is a list of its own there
	}
	if k.Off != "" {
		p.add(Dim, "- "+k.Label()+"  ", k.Help+": "+k.Off)
		return
	}
	p.lines = append(p.lines, Cut(p.theme.Paint(Accent, "▸ "+k.Label())+"  "+p.theme.Paint(Strong, k.Help), p.w))
}

// Gap adds an empty line, but never two in a row and never one at the top.
func (p *Page) Gap() {
	if n := len(p.lines); !p.plain && n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// Rule adds a thin line with a word in it, to begin a section.
func (p *Page) Rule(word string) {
	if p.plain {
		p.say(word + ":")
		return
	}
	p.Gap()
	p.lines = append(p.lines, p.theme.ruleWord(word, p.w))
}

// Block adds rendered lines of another part.
func (p *Page) Block(block string) {
	if p.plain {
		p.sayBlock(block)
		return
	}
	if block != "" {
		p.lines = append(p.lines, strings.Split(block, "\n")...)
	}
}

// Mark remembers that a list comes next, for Marked.
func (p *Page) Mark() { p.mark = len(p.lines) }

// Marked is the line at which the list of Mark begins.
func (p *Page) Marked() int { return p.mark }

// Len is the number of lines so far.
func (p *Page) Len() int { return len(p.lines) }

// Show renders the page into w by h from line offset on. If lines are hidden,
// the last row says so, because on a small terminal nothing else would.
func (p *Page) Show(h, offset int) string {
	offset = p.Clamp(h, offset)
	lines := p.lines[offset:min(offset+max(h, 0), len(p.lines))]
	block := Fit(strings.Join(lines, "\n"), p.w, h)
	if h < 2 || len(p.lines) <= h {
		return block
	}
	more := "▼ more: pgdn"
	switch {
	case p.turn != "":
		more = "▼ more: " + p.turn
	case offset+h > len(p.lines):
		more = "▲ back: pgup"
	}
	rows := strings.Split(block, "\n")
	rows[h-1] = Pad(p.theme.Paint(Dim, more), p.w)
	return strings.Join(rows, "\n")
}

// Clamp keeps a scroll offset inside the page. The row that Show spends on
// its marker is counted, so the last line can always be reached.
func (p *Page) Clamp(h, offset int) int {
	if len(p.lines) <= h {
		return 0
	}
	return min(max(offset, 0), len(p.lines)-h+1)
}
