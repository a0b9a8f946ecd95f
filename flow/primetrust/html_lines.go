package primetrust

import (
	"strconv"
	"strings"
	"unicode"

	"linkdesk/flow"
)

// textLimit bounds an agreement, in bytes. A page of a contract has three thousand.
const textLimit = 256 << 10

// lineLimit is where a line is broken that has no end, in runes.
const lineLimit = 20_000

// lines gathers the text of a page line by line.
type lines struct {
	done  strings.Builder
	line  strings.Builder
	runes int
	// gap is how many line ends are owed before the next word, space a blank.
	gap   int
	space bool
	begun bool
	entry bool // the line holds nothing but the mark of a list's entry
	plain bool // the text has its own lines
	pre   int  // open elements that have, too
	lists []int
	cut   bool // not all of it is there
}

// text adds words. White space is one blank, except where lines are kept.
func (l *lines) text(s string) {
	for _, r := range s {
		switch {
		case l.cut:
			return
		case r == '\n' && (l.plain || l.pre > 0):
			l.gap, l.space = min(l.gap+1, 2), false
		case unicode.IsSpace(r) && r != '\u0085':
			l.space = true
		default:
			l.put(r)
		}
	}
}

func (l *lines) put(r rune) {
	if l.done.Len()+l.line.Len() >= textLimit {
		l.cut = true
		return
	}
	if l.runes >= lineLimit {
		l.gap = max(l.gap, 1)
	}
	if l.gap > 0 && l.begun {
		l.endLine()
		l.done.WriteString("\n\n"[:l.gap])
		l.space = false
	}
	if l.space && l.line.Len() > 0 {
		l.line.WriteByte(' ')
		l.runes++
	}
	l.gap, l.space, l.begun, l.entry = 0, false, true, false
	l.line.WriteRune(r)
	l.runes++
}

func (l *lines) endLine() {
	l.done.WriteString(flow.CleanTo(l.line.String(), 2*lineLimit))
	l.line.Reset()
	l.runes = 0
}

// finish gives the whole text.
func (l *lines) finish() string {
	l.endLine()
	out := strings.TrimSpace(l.done.String())
	if l.cut && out != "" {
		out += "\n\n" + cutShort
	}
	return out
}

func (l *lines) owe(ends int) {
	if ends > 0 && !l.entry {
		l.gap, l.space = max(l.gap, ends), false
	}
}

// open and close are the beginning and the end of an element.
func (l *lines) open(name string) {
	l.entry = l.entry && name != "li"
	l.owe(ends(name))
	switch name {
	case "br":
		l.gap, l.space = min(l.gap+1, 2), false
	case "td", "th":
		l.space = true
	case "pre", "textarea":
		l.pre++
	case "ul", "menu", "ol":
		number := -1
		if name == "ol" {
			number = 0
		}
		if len(l.lists) < 50 {
			l.lists = append(l.lists, number)
		}
	case "li":
		l.text(l.bullet())
		l.space, l.entry = true, true
	}
}

func (l *lines) close(name string) {
	l.entry = l.entry && name != "li"
	l.owe(ends(name))
	switch name {
	case "pre", "textarea":
		l.pre = max(0, l.pre-1)
	case "ul", "menu", "ol":
		l.lists = l.lists[:max(0, len(l.lists)-1)]
	}
}

// bullet is what stands before an entry of the innermost list: clauses are cited by their numbers.
func (l *lines) bullet() string {
	if n := len(l.lists); n > 0 && l.lists[n-1] >= 0 {
		l.lists[n-1]++
		return strconv.Itoa(l.lists[n-1]) + "."
	}
	return "-"
}

// ends is how many line ends part an element from its neighbours: none, one, or an empty line.
func ends(name string) int {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "hr", "section", "article", "form", "fieldset", "dl", "ul", "ol", "menu":
		return 2
	case "div", "li", "tr", "dt", "dd", "address", "header", "footer", "main", "nav", "aside", "figure", "figcaption", "caption",
		"body", "html", "head", "center", "details", "summary", "thead", "tbody", "tfoot", "legend", "option", "textarea":
		return 1
	}
	return 0
}
