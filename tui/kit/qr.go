package kit

import (
	"strings"

	"github.com/boombuler/barcode/qr"
)

// The standard wants four light modules around a code. Readers manage with two, and two is
// what lets an address of 130 characters fit 80x24; with less they begin to fail.
const (
	quiet      = 4
	quietLeast = 2
)

// Code is a QR code of a text, ready to be drawn. The zero Code is none.
type Code struct {
	n    int // modules on a side, without the quiet zone
	dark []bool
}

// NewCode encodes a text with the lowest error correction: a screen has no scratches, and
// every module less makes the code easier to fit and to read. It reports false for a text
// that is empty or longer than any QR code holds.
func NewCode(text string) (Code, bool) {
	if text == "" {
		return Code{}, false
	}
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err != nil {
		return Code{}, false
	}
	n := code.Bounds().Dx()
	c := Code{n: n, dark: make([]bool, n*n)}
	for y := range n {
		for x := range n {
			r, _, _, _ := code.At(x, y).RGBA()
			c.dark[y*n+x] = r == 0
		}
	}
	return c, true
}

// Empty reports whether there is no code.
func (c Code) Empty() bool { return c.n == 0 }

// Needs is the least room in cells that the code can be drawn in: a cell is one module wide
// and two high.
func (c Code) Needs() (w, h int) { return c.n + 2*quietLeast, (c.n + 2*quietLeast + 1) / 2 }

// View draws the code into the middle of w by h, with as much of the quiet zone as fits. It
// reports false where the code does not fit whole: a part of a code is worth nothing.
func (c Code) View(t Theme, w, h int) (string, bool) {
	needW, needH := c.Needs()
	if c.Empty() || w < needW || h < needH {
		return "", false
	}
	air := min(quiet, (w-c.n)/2, (2*h-c.n)/2)
	side := c.n + 2*air
	rows := make([]string, (side+1)/2)
	for i := range rows {
		rows[i] = t.codeRow(c, 2*i-air, air)
	}
	at := Rect{W: w, H: h}.Center(side, len(rows))
	lines := append(make([]string, at.Y), rows...)
	for i := at.Y; i < len(lines); i++ {
		lines[i] = strings.Repeat(" ", at.X) + lines[i]
	}
	return Fit(strings.Join(lines, "\n"), w, h), true
}

// Dark reports whether a module is dark. Around the code everything is light.
func (c Code) Dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.n && y < c.n && c.dark[y*c.n+x]
}

// codeRow draws the modules of rows y and y+1. With colours dark is black on white whatever
// the theme is. Without them the terminal's own two colours have to do, so on a dark
// background the light modules are the ones that are inked.
func (t Theme) codeRow(c Code, y, air int) string {
	inked := func(x, y int) bool { return c.Dark(x, y) != (t.Mono && t.Dark) }
	var b strings.Builder
	for x := -air; x < c.n+air; x++ {
		switch top, bottom := inked(x, y), inked(x, y+1); {
		case top && bottom:
			b.WriteRune('█')
		case top:
			b.WriteRune('▀')
		case bottom:
			b.WriteRune('▄')
		default:
			b.WriteByte(' ')
		}
	}
	return t.code.paint(b.String())
}
