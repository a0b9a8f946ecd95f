package primetrust

import "strings"

// tag takes a tag whose name begins at that byte, quoted values with ">" in them included.
func (p *page) tag(from int) {
	i := from
	for i < len(p.rest) && !blank(p.rest[i]) && p.rest[i] != '>' && p.rest[i] != '/' {
		i++
	}
	name := strings.ToLower(p.rest[from:min(i, from+20)]) // no element that counts has a longer name
	value := false
	for ; i < len(p.rest) && p.rest[i] != '>'; i++ {
		switch ch := p.rest[i]; {
		case ch == '=':
			value = true
			continue
		case blank(ch):
			continue
		case value && (ch == '"' || ch == '\''):
			end := strings.IndexByte(p.rest[i+1:], ch)
			if end < 0 {
				p.lose()
				return
			}
			i += end + 1
		}
		value = false
	}
	if i == len(p.rest) {
		p.lose()
		return
	}
	p.rest = p.rest[i+1:]
	if from == 2 {
		p.out.close(name)
		return
	}
	if dropped(name) {
		p.skipElement(name)
		return
	}
	p.out.open(name)
}

// skipElement drops what stands in an element that holds no text to read. In these a browser looks
// for nothing but the end of the very element.
func (p *page) skipElement(name string) {
	for i := 0; ; {
		at := strings.Index(p.rest[i:], "</")
		if at < 0 {
			p.lose()
			return
		}
		i += at + 2
		end := i + len(name)
		if end < len(p.rest) && strings.EqualFold(p.rest[i:end], name) && (blank(p.rest[end]) || p.rest[end] == '>' || p.rest[end] == '/') {
			p.rest = p.rest[i-2:]
			p.tag(2)
			return
		}
	}
}

// dropped names the elements whose content is no text of the page.
func dropped(name string) bool {
	switch name {
	case "script", "style", "title", "iframe", "noembed", "noframes":
		return true
	}
	return false
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
