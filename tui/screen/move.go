package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The intents of the page on which an amount is typed twice.
const (
	intentCheckFirst kit.Intent = "move.balances"
	intentMoveYes    kit.Intent = "move.yes"
)

const (
	fieldAmount = "amount"
	fieldAgain  = "again"
)

// mover is the page before money is moved. The amount typed a second time is the yes; there is
// no key that says it alone.
type mover struct {
	kind   flow.TransferKind
	form   *kit.Form
	pace   kit.Pace
	amount flow.Money // the amount that was agreed to, while Production asks for the name
	seen   int        // transfers of the case when the page was opened
}

// newMover makes the page for somebody who sees so many transfers of the case.
func newMover(kind flow.TransferKind, seen int) *mover {
	return &mover{kind: kind, seen: seen, form: kit.NewForm(
		kit.Field{Name: fieldAmount, Label: "Amount", Hint: "in US dollars, like 25, 25.00 or 1,250.50"},
		kit.Field{Name: fieldAgain, Label: "Again", Hint: "the same by hand, with its cents: 0.00"},
	)}
}

// command is what the page leads to.
func (m *mover) command() flow.CommandKind { return flow.MoveMoney{Move: m.kind}.Kind() }

// first reads the first field.
func (m *mover) first() (flow.Money, error) { return flow.ParseAmount(m.form.Value(fieldAmount)) }

// same reports whether the second field has the amount, written out. One key held down cannot
// write it: there is always a point in it.
func (m *mover) same(amount flow.Money) bool {
	again := strings.TrimSpace(strings.TrimPrefix(m.form.Value(fieldAgain), "$"))
	again = strings.TrimSpace(strings.TrimSuffix(again, " "+flow.USD))
	return again == strings.TrimSuffix(amount.String(), " "+flow.USD) || again == flow.Money{Minor: amount.Minor}.Decimal()
}

// moveKeys are the table of the page. Letters and digits belong to the fields.
func (c *Case) moveKeys() []kit.Table {
	check := c.able(kit.Key{Press: []string{"ctrl+b"}, Intent: intentCheckFirst, Help: "check the balance first", Hint: true}, flow.CmdBalances)
	if c.moving.kind == flow.Disbursement {
		check = c.able(kit.Key{Press: []string{"ctrl+b"}, Intent: intentCheckFirst, Help: "look at the account first", Hint: true}, flow.CmdFollow)
	}
	no := back()
	no.Help = "no"
	return []kit.Table{{Scope: moveTitle(c.moving.kind), Leak: kit.LeakControl, Keys: []kit.Key{
		c.moveEnter(), no, check,
		{Press: []string{"tab", "down"}, Show: "tab", Intent: IntentDown, Help: "next field"},
		{Press: []string{"shift+tab", "up"}, Show: "shift+tab", Intent: IntentUp, Help: "field before"},
	}}}
}

// moveEnter says what enter does now. In the first field it never moves money.
func (c *Case) moveEnter() kit.Key {
	m := c.moving
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "go on", Hint: true}
	if m.form.At() == fieldAmount {
		return k
	}
	k.Help = moveVerb(m.kind) + " the amount"
	if amount, err := m.first(); err == nil {
		k.Help = moveVerb(m.kind) + " " + amount.String()
	}
	return c.able(k, m.command())
}

// actMove carries out the keys of the page.
func (c *Case) actMove(i kit.Intent) Out {
	m := c.moving
	switch i {
	case IntentBack:
		c.moving = nil
	case IntentNo:
		c.ask = nil
		m.form.Refuse(fieldAgain, "Nothing was done.")
	case IntentDown, IntentUp:
		return c.moveField(i)
	case intentCheckFirst:
		if m.kind == flow.Disbursement {
			return c.do("asking for the status", flow.AskFollow{})
		}
		return c.do("asking the bank", flow.AskBalances{})
	case intentMoveYes:
		return c.moveNow(m.amount)
	case IntentEnter:
		if m.form.At() == fieldAmount {
			return c.moveField(IntentDown)
		}
		return c.moveAgreed()
	}
	return Out{}
}

// moveField changes the field in focus. Into the second one only a good amount leads.
func (c *Case) moveField(i kit.Intent) Out {
	m := c.moving
	if i == IntentUp {
		m.form.Move(-1)
		return Out{}
	}
	if _, err := m.first(); err != nil {
		m.form.Blame(fieldAmount, sentence(faultWords(err)))
		return Out{}
	}
	m.form.Move(1)
	return c.beatAfter(m.pace.Rest())
}

// moveAgreed judges the second field. In Production the counterparty's name is asked for too.
func (c *Case) moveAgreed() Out {
	m := c.moving
	amount, err := m.first()
	switch {
	case err != nil:
		m.form.Blame(fieldAmount, sentence(faultWords(err)))
		m.form.Move(-1)
	case m.form.Value(fieldAgain) == "":
		m.form.Blame(fieldAgain, "Type the amount again by hand, with its cents. Nothing was done.")
	case m.pace.Quick():
		m.form.Refuse(fieldAgain, "That came faster than a hand types. Type it again by hand.")
	case !m.same(amount):
		m.form.Blame(fieldAgain, moveMismatch(m.form.Value(fieldAgain), amount))
	case c.snap.Case.Env == flow.Production:
		m.amount = amount
		c.ask = askMove(c.snap.Case, m.kind, amount)
	default:
		return c.moveNow(amount)
	}
	return Out{}
}

// moveNow gives the command and leaves the page.
func (c *Case) moveNow(amount flow.Money) Out {
	kind, seen := c.moving.kind, c.moving.seen
	c.moving, c.ask = nil, nil
	return c.do("writing down the "+string(kind), flow.MoveMoney{Move: kind, Amount: amount, Seen: seen, By: by})
}
