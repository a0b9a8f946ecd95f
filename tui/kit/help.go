package kit

import "strings"

// Help sets the key tables as a page. A key that is off stays on it, with the
// reason: help is where people look when a key did nothing.
func Help(t Theme, w int, scopes ...Table) *Page {
	p := NewPage(t, w)
	for _, scope := range Visible(scopes...) {
		if len(scope.Keys) == 0 {
			continue
		}
		p.Rule(scope.Scope)
		for _, off := range []bool{false, true} { // what can be done now comes first
			for _, k := range scope.Keys {
				if off != (k.Off != "") {
					continue
				}
				p.Pair(strings.Join(k.Names(), ", "), k.Help)
				if off {
					p.Item(Dim, strings.Repeat(" ", p.label)+"-", "not now: "+k.Off)
				}
			}
		}
	}
	return p
}
