package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	intentCopy  kit.Intent = "copy_url"
	intentPrint kit.Intent = "print_url"
	intentCode  kit.Intent = "qr_code"
)

// address is where the customer goes while a hand-off is open, "" otherwise.
func (c *Case) address() string { return kit.Safe(c.snap.HandoffURL) }

// addressKeys are what can be done with the address.
func (c *Case) addressKeys() []kit.Key {
	keys := []kit.Key{
		{Press: []string{"y"}, Intent: intentCopy, Help: "copy address", Hint: true},
		{Press: []string{"u"}, Intent: intentPrint, Help: "print address", Hint: true},
		{Press: []string{"c"}, Intent: intentCode, Help: "QR code", Hint: true},
	}
	for i := range keys {
		if c.address() == "" {
			keys[i].Off = "no hand-off with an address is open"
		} else if keys[i].Intent == intentCode && c.snap.Case.Link.Handoff == flow.HandoffBrowser {
			keys[i].Off = "the page is served on this machine, and no phone can open it"
		}
	}
	return keys
}

// codeKeys are the keys while the QR code is shown: any other key goes back too.
func (c *Case) codeKeys() []kit.Table {
	keys := c.addressKeys()
	leave := kit.Key{Press: []string{"esc", "enter", "c"}, Show: "any key", Intent: IntentBack, Help: "back", Hint: true}
	return []kit.Table{{Scope: "QR code", Leak: kit.LeakNone, Keys: []kit.Key{leave, keys[0], keys[1]}}}
}

// actAddress carries out what the keys mean. The QR code goes away with every one of them.
func (c *Case) actAddress(i kit.Intent) Out {
	c.code = kit.Code{}
	text := c.address()
	switch i {
	case intentCopy:
		return Out{Copy: Copy{Text: text, Or: "u prints it"}}
	case intentPrint:
		return Out{Print: Print{Text: text, Remark: "This is the customer's address. It stays in the scrollback of this terminal until you clear that."}}
	case intentCode:
		code, ok := kit.NewCode(text)
		if !ok {
			return Out{Say: kit.Line{Tone: kit.Warn, Text: "the address is too long for a QR code: y copies it, u prints it"}}
		}
		c.code = code
	}
	return Out{}
}

// codePage is the QR code, while it is shown.
func (c *Case) codePage() *CodePage {
	if c.code.Empty() {
		return nil
	}
	hint := "The customer's address, to scan with a phone. Any key goes back."
	if strings.HasPrefix(c.address(), "http://127.0.0.1") {
		hint = "The customer's address. It works on this machine alone. Any key goes back."
	}
	return &CodePage{Code: c.code, Hint: hint, Else: "y copies the address, u prints it"}
}

// band is what stands at the foot of the body: a revealed token, or the customer's address,
// below a remark. The text is alone on its line and whole, from the first column on, so that
// a terminal selects it as one word. Where it does not fit whole, nothing of it is shown: part
// of an address that somebody copies is worse than none.
func (c *Case) band(w int) (remark, text string) {
	switch {
	case c.token != "":
		remark, text = "The processor token; v hides it.", kit.Safe(c.token)
		if kit.Width(text) > w {
			return pick(w, "The processor token is longer than this window: make it wider to see it.", "The token needs a wider window."), ""
		}
	case c.address() != "":
		remark, text = "The customer's address; it works once.", c.address()
		if c.snap.Case.Link.Handoff == flow.HandoffHosted {
			remark = pick(w, "The customer's address; whoever has it can open the customer's visit.", "The customer's address:")
		}
		if kit.Width(text) > w {
			long := "Longer than this window: y copies it, u prints it"
			if c.snap.Case.Link.Handoff != flow.HandoffBrowser {
				long += ", c shows a QR code"
			}
			return pick(w, long+".", "Too long here: y copies, u prints it."), ""
		}
	}
	return remark, text
}

// pick is the first text that fits into w, or the last.
func pick(w int, texts ...string) string {
	for _, t := range texts {
		if kit.Width(t) <= w {
			return t
		}
	}
	return texts[len(texts)-1]
}

// bandHeight is the number of rows of the band.
func (c *Case) bandHeight(w int) int {
	switch remark, text := c.band(w); {
	case text != "":
		return 2
	case remark != "":
		return 1
	}
	return 0
}

// bandBlock draws the band.
func (c *Case) bandBlock(sc Scene, r kit.Rect) string {
	if r.H == 0 {
		return ""
	}
	remark, text := c.band(r.W)
	return kit.Fit(sc.Theme.Paint(kit.Dim, remark)+"\n"+sc.Theme.Paint(kit.Accent, text), r.W, r.H)
}
