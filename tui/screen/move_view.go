package screen

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// moveRoomy is the height from which the facts stand one below the other.
const moveRoomy = 16

func moveTitle(k flow.TransferKind) string {
	if k == flow.Disbursement {
		return "Pay money out"
	}
	return "Pull money"
}

func moveVerb(k flow.TransferKind) string {
	if k == flow.Disbursement {
		return "pay out"
	}
	return "pull"
}

// moveMismatch says what is wrong with the second field.
func moveMismatch(again string, amount flow.Money) string {
	if other, err := flow.ParseAmount(again); err == nil && other == amount {
		return "Write it out with its cents: " + amount.Decimal() + " is meant. Nothing was done."
	}
	return "That is not the same amount. Nothing was done."
}

// faultWords are the words of an error without what names it.
func faultWords(err error) string {
	var f *flow.Fault
	if errors.As(err, &f) {
		return f.Message
	}
	return err.Error()
}

// moveBody draws the page: what moves from where to where, whether it is covered, and the two
// fields.
func (c *Case) moveBody(sc Scene) (string, *tea.Cursor) {
	m := c.moving
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	roomy := sc.H >= moveRoomy
	if roomy {
		p.Heading(kit.Plain, moveQuestion(m.kind))
		p.Gap()
	}
	p.Labels(len("counterparty"))
	c.addMoveFacts(p, sc, roomy)
	if roomy {
		p.Gap()
	}
	tone, sign, text, risk := c.covered(sc.Now)
	if roomy && risk != "" {
		text += " " + risk
	}
	p.Item(tone, sign, text)
	if roomy {
		p.Gap()
	}
	if !roomy {
		p.Labels(len(fieldAmount))
	}
	cursor := m.form.View(sc.Theme, p, roomy)
	if roomy {
		p.Gap()
		p.Action(c.moveEnter())
		p.Text(kit.Dim, "esc is no. Nothing moves before the amount was typed twice.")
	}
	if cursor != nil && cursor.Y >= sc.H {
		cursor = nil
	}
	return p.Show(sc.H, 0), cursor
}

func moveQuestion(k flow.TransferKind) string {
	if k == flow.Disbursement {
		return "Pay money out to the bank account?"
	}
	return "Pull money from the bank account?"
}

// addMoveFacts says whose money goes which way. Small terminals have it in one line; the party and
// the environment stand in their title.
func (c *Case) addMoveFacts(p *kit.Page, sc Scene, roomy bool) {
	cs := c.snap.Case
	bank, digits := cs.Item.InstitutionName, ""
	if s := cs.Submission; s != nil {
		digits = s.LastFour
		if s.BankName != "" {
			bank = s.BankName
		}
	}
	account := bank + " " + mask(digits)
	house := partner(cs.Processor)
	from, to := account, house
	if c.moving.kind == flow.Disbursement {
		from, to = house, account
	}
	if !roomy {
		way := "from "
		if c.moving.kind == flow.Disbursement {
			way = "to "
		}
		p.Text(kit.Plain, kit.Cut(kit.Safe(way+mask(digits)+" "+bank), sc.W))
		return
	}
	p.Pair("from", from)
	p.Pair("to", to)
	p.Pair("counterparty", cs.Party.LegalName)
	tone, words := kit.Plain, "Demo: simulated money"
	switch cs.Env {
	case flow.Sandbox:
		words = "Sandbox: test money"
	case flow.Production:
		tone, words = kit.Bad, "PRODUCTION: real money"
	}
	p.PairTone(tone, "environment", words)
}

// askMove asks for the counterparty's name before real money moves.
func askMove(cs flow.Case, k flow.TransferKind, amount flow.Money) *Ask {
	way := "from the customer's bank account to " + partner(cs.Processor)
	if k == flow.Disbursement {
		way = "from " + partner(cs.Processor) + " to the customer's bank account"
	}
	d := kit.AskTyped("PRODUCTION: "+moveVerb(k)+" "+amount.String()+"?", moveVerb(k)+" the money", cs.Party.LegalName, "Real money: "+amount.String()+" "+way+". It is sent once.")
	return &Ask{Dialog: d, Then: intentMoveYes, Status: "move real money"}
}

// moneyFace shows the page about money that is open over the case.
func (c *Case) moneyFace(sc Scene, f Face) Face {
	f.Title = "Money"
	if c.moving == nil {
		f.Body = c.menuBody(sc)
		return f
	}
	f.Title, f.Repeats = moveTitle(c.moving.kind), true
	f.Body, f.Cursor = c.moveBody(sc)
	return f
}
