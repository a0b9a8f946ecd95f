package primetrust

import (
	"html"
	"strings"

	"linkdesk/flow"
)

// cutShort ends a text of which not all could be shown. Nobody shall sign half an agreement
// without knowing it.
const cutShort = "[the text goes on and cannot be shown]"

// plainText turns a page into text for a terminal: tags, comments and scripts go, entities are
// decoded, paragraphs and lists keep their lines, and every character is one that can be printed.
// It follows how browsers cut a page into tags and text; it knows nothing of style sheets, so what
// a page would hide is shown. A text without a tag keeps its own lines.
func plainText(content string) string {
	p := &page{rest: content, out: &lines{plain: !strings.Contains(content, "<")}}
	for p.rest != "" && !p.out.cut {
		at := strings.IndexByte(p.rest, '<')
		if at < 0 {
			at = len(p.rest)
		}
		p.out.text(html.UnescapeString(p.rest[:at]))
		if p.rest = p.rest[at:]; p.rest != "" {
			p.markup()
		}
	}
	return p.out.finish()
}

// page is a page on its way through.
type page struct {
	rest string
	out  *lines
}

// markup takes what begins with "<": a comment, a tag, or just the character.
func (p *page) markup() {
	switch next := p.at(1); {
	case strings.HasPrefix(p.rest, "<!--"):
		if strings.HasPrefix(p.rest, "<!-->") || strings.HasPrefix(p.rest, "<!--->") {
			p.skipPast(2, ">")
			return
		}
		p.comment()
	case next == '!' || next == '?':
		p.skipPast(2, ">")
	case next == '/' && letter(p.at(2)):
		p.tag(2)
	case next == '/':
		p.skipPast(2, ">")
	case letter(next):
		p.tag(1)
	default:
		p.out.text("<")
		p.rest = p.rest[1:]
	}
}

func (p *page) at(i int) byte {
	if i < len(p.rest) {
		return p.rest[i]
	}
	return 0
}

// skipPast drops everything up to the end of a mark, looked for behind the first bytes. Without
// an end the rest is gone.
func (p *page) skipPast(from int, mark string) {
	from = min(from, len(p.rest))
	i := strings.Index(p.rest[from:], mark)
	if i < 0 {
		p.lose()
		return
	}
	p.rest = p.rest[from+i+len(mark):]
}

// commentEnd is how browsers let a comment end.
var commentEnd = flow.Pattern(`--!?>`)

func (p *page) comment() {
	end := commentEnd().FindStringIndex(p.rest[4:])
	if end == nil {
		p.lose()
		return
	}
	p.rest = p.rest[4+end[1]:]
}

// lose gives up on the rest, and says so if there was anything in it.
func (p *page) lose() {
	p.out.cut = p.out.cut || len(strings.TrimSpace(p.rest)) > 0
	p.rest = ""
}
