package screen

import (
	"strconv"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// empty stands where no case is: it says why, and teaches a new operator.
func (h *Home) empty(sc Scene) string {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	switch {
	case h.looking():
		p.Text(kit.Dim, "Looking for cases that fit …")
	case h.stopped:
		p.Text(kit.Plain, "No case that fits was found so far.")
	case !h.loaded:
		if h.trouble != "" {
			p.Item(kit.Warn, "?", h.trouble) // whole, where the status line cuts it
		}
	case !h.filter.Empty():
		p.Heading(kit.Plain, "No case fits the filter.")
		p.Gap()
		p.Text(kit.Plain, "It asks for: "+filterWords(h.filter, h.desk.Defaults().Processor)+".")
		p.Gap()
		p.Action(h.escKey())
		p.Action(kit.Key{Press: []string{"f"}, Help: "change the filter"})
	default:
		h.teach(p)
	}
	return p.Show(sc.H, 0)
}

// teach is the first thing a new operator sees.
func (h *Home) teach(p *kit.Page) {
	p.Heading(kit.Plain, "No cases yet.")
	p.Gap()
	p.Action(kit.Key{Press: []string{"enter"}, Help: "start a case", Off: h.desk.Defaults().ReadOnly})
	p.Gap()
	p.Text(kit.Plain, "A case onboards the bank account of one counterparty: the customer links a bank in Plaid Link, you choose the account, and its processor token goes to "+partner(h.desk.Defaults().Processor)+".")
	p.Gap()
	switch h.desk.Env() {
	case flow.Demo:
		p.Text(kit.Dim, "This is the Demo: banks, customer and partner are simulated inside this program. It needs no keys and no network, and nothing here is real.")
	case flow.Sandbox:
		p.Text(kit.Dim, "This is the Sandbox: test banks at Plaid, with your Sandbox keys. No real money and no real customers.")
	case flow.Production:
		p.Text(kit.Bad, "This is PRODUCTION: real banks, real customers, real money.")
	}
	p.Gap()
	p.Text(kit.Dim, "Every step is kept as history. You can leave at any stop and go on later from there.")
}

// cases counts cases in words: "1 case", "15,000 cases".
func cases(n int) string {
	if n == 1 {
		return "1 case"
	}
	return thousands(n) + " cases"
}

// thousands is a number as people read it.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
