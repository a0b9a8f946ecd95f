package tui

import (
	"fmt"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// codePage is a QR code on the whole terminal with one line below it. Where it does not fit
// it reports false.
func (r *Root) codePage(code screen.CodePage) (string, bool) {
	block, ok := code.Code.View(r.theme, r.w, r.h-1)
	return kit.Stack(block, kit.Pad(" "+r.theme.Paint(kit.Dim, kit.Cut(kit.Safe(code.Hint), r.w-1)), r.w)), ok
}

// noCode says in place of a code what it needs, and what else can be done.
func (r *Root) noCode(code screen.CodePage) string {
	w, h := code.Code.Needs()
	body := kit.Body(r.w, r.h)
	p := kit.NewPage(r.theme, body.W)
	p.Text(kit.Warn, fmt.Sprintf("The QR code needs %dx%d, and this window has %dx%d: %s.", w, h+1, r.w, r.h, code.Else))
	return p.Show(body.H, 0)
}
