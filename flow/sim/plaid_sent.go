package sim

import "slices"

// A sent is a body that was decoded: one JSON object.
type sent interface {
	member(name string) (value any, there bool)
	beyond(fields []field) []string // the names of the members that are no fields
	drop(name string)
}

// object is any JSON object.
type object map[string]any

func (o object) member(name string) (any, bool) {
	value, there := o[name]
	return value, there
}

func (o object) beyond(fields []field) (names []string) {
	for name := range o {
		if !listed(fields, name) {
			names = append(names, name)
		}
	}
	return names
}

func (o object) drop(name string) { delete(o, name) }

// plain is an object of nothing but texts that mean what they spell. Nearly every
// call brings one, and it is read by hand, without a map.
type plain struct {
	texts []text
	room  [usualMembers]text // for texts, so that both are one piece of memory
}

type text struct{ name, value string }

// get is the value of a member, "" when there is none.
func (p *plain) get(name string) string {
	value, _ := p.find(name)
	return value
}

func (p *plain) find(name string) (value string, there bool) {
	for i := range p.texts {
		if p.texts[i].name == name {
			return p.texts[i].value, true
		}
	}
	return "", false
}

func (p *plain) member(name string) (any, bool) {
	value, there := p.find(name)
	return value, there
}

func (p *plain) beyond(fields []field) (names []string) {
	for i := range p.texts {
		if !listed(fields, p.texts[i].name) {
			names = append(names, p.texts[i].name)
		}
	}
	return names
}

func (p *plain) drop(name string) {
	p.texts = slices.DeleteFunc(p.texts, func(t text) bool { return t.name == name })
}

func listed(fields []field, name string) bool {
	for i := range fields {
		if fields[i].name == name {
			return true
		}
	}
	return false
}
