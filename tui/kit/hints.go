package kit

import "strings"

// Spot is where the hint of a key stands on the hint line.
type Spot struct {
	X, W int
	Key  Key
}

// Hints lays out the keys that matter now in w cells, as many as fit. The program's own
// (help, quit) are set first from the right, so that help can always be found.
func (c Chrome) Hints(w int) []Spot {
	scopes := Visible(c.Scopes...)
	if len(scopes) == 0 {
		return nil
	}
	var own []Key
	for _, scope := range scopes[:len(scopes)-1] {
		own = append(own, hinted(scope)...)
	}
	outer := hinted(scopes[len(scopes)-1])
	room := w - 2
	for _, k := range outer {
		room -= hintWidth(k) + 2
	}
	room += 2
	var out []Spot
	x := 1
	for _, k := range own {
		if n := hintWidth(k); x-1+n+2 <= room {
			out = append(out, Spot{x, n, k})
			x += n + 2
		}
	}
	for _, k := range outer {
		out = append(out, Spot{x, hintWidth(k), k})
		x += hintWidth(k) + 2
	}
	return out
}

// hintWidth is the cells of "key what it does".
func hintWidth(k Key) int { return Width(Safe(k.Label())) + 1 + Width(Safe(k.Help)) }

// hints draws them.
func (c Chrome) hints(t Theme, w int) string {
	var b strings.Builder
	x := 0
	for _, s := range c.Hints(w) {
		b.WriteString(strings.Repeat(" ", s.X-x))
		b.WriteString(t.Paint(Accent, s.Key.Label()) + " " + t.Paint(Dim, s.Key.Help))
		x = s.X + s.W
	}
	return Pad(b.String(), w)
}

// hinted are the rows of a scope that want to be on the hint line and can act.
func hinted(scope Table) []Key {
	var out []Key
	for _, k := range scope.Keys {
		if k.Hint && k.Off == "" {
			out = append(out, k)
		}
	}
	return out
}
