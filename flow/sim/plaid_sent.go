package sim

// A sent is a body that was decoded: one JSON object.
type sent interface {
	member(name string) (value any, there bool)
	beyond(fields []field) []string // the names of the members that are no fields
	without(name string) sent
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

func (o object) without(name string) sent {
	delete(o, name)
	return o
}

// plain is an object of nothing but texts that mean what they spell. Nearly every
// call brings one, and it is read in a tenth of the time that a map takes.
type plain []text

type text struct{ name, value string }

// get is the value of a member, "" when there is none.
func (p plain) get(name string) string {
	value, _ := p.find(name)
	return value
}

func (p plain) find(name string) (value string, there bool) {
	for i := range p {
		if p[i].name == name {
			return p[i].value, true
		}
	}
	return "", false
}

func (p plain) member(name string) (any, bool) {
	value, there := p.find(name)
	return value, there
}

func (p plain) beyond(fields []field) (names []string) {
	for i := range p {
		if !listed(fields, p[i].name) {
			names = append(names, p[i].name)
		}
	}
	return names
}

func (p plain) without(name string) sent {
	for i := range p {
		if p[i].name == name {
			return append(p[:i], p[i+1:]...) // no name is there twice
		}
	}
	return p
}

func listed(fields []field, name string) bool {
	for i := range fields {
		if fields[i].name == name {
			return true
		}
	}
	return false
}
