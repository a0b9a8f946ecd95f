package main

import (
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// transferLine is a contribution or a disbursement of a case, oldest first. State is what status,
// holds and dates mean together, Waits who must act next.
type transferLine struct {
	flow.Transfer
	State flow.TransferState `json:"state"`
	Waits flow.Who           `json:"waits_for"`
}

// newTransferLines is never null: a case without money has an empty list.
func newTransferLines(c flow.Case) []transferLine {
	out := []transferLine{}
	for _, t := range c.Transfers {
		who, _ := t.Waits()
		out = append(out, transferLine{t, t.State(), who})
	}
	return out
}

// moneyRows are what a person reads of a case's money, newest first.
func moneyRows(c flow.Case) [][2]string {
	var out [][2]string
	for _, t := range slices.Backward(c.Transfers) {
		out = append(out, [2]string{string(t.Kind), fmt.Sprintf("%s, %s (funds-transfer %s)", t.Amount, stateWords(t), t.ID)})
	}
	if c.Ledger == nil {
		return out
	}
	if s := c.Ledger.Standing; s != nil {
		if who, why := s.Waits(); who != flow.Nobody {
			out = append(out, [2]string{"account there", why})
		}
	}
	for _, t := range c.Ledger.Totals {
		out = append(out, [2]string{"cash there", fmt.Sprintf("%s settled, %s held, %s promised, %s free", t.Settled, t.Held, t.Pending, t.Disbursable)})
	}
	for _, a := range c.Ledger.Assets {
		out = append(out, [2]string{"asset there", fmt.Sprintf("%s %s settled, %s held, %s free", a.Name, a.Settled, a.Held, a.Disbursable)})
	}
	return out
}

// stateWords is how a transfer is. A status that nobody knows is shown as it came.
func stateWords(t flow.Transfer) string {
	switch t.State() {
	case flow.TransferUnknown:
		return "status not known: " + flow.Clean(t.Status)
	case flow.TransferHeld:
		if t.ClearsOn != "" {
			return "held until " + t.ClearsOn
		}
	case flow.TransferReversed:
		if t.Reversal != "" {
			return "sent back: " + t.Reversal
		}
	}
	return string(t.State())
}

// moneyAdvice is what to do about a case that was looked at, "" where nobody has to act.
func moneyAdvice(c flow.Case) string {
	follow := "linkdesk run --resume " + string(c.ID) + " --follow"
	who, why := c.Waits()
	next := "Look again with: " + follow
	if f := explain.Hinted(c.MoneyFault(), c); f != nil && f.Who == flow.Operator {
		who, why, next = f.Who, f.Message, f.Hint
	}
	switch who {
	case flow.Nobody:
		return ""
	case flow.Customer:
		next = "When that is done: " + follow
	}
	return strings.ToUpper(why[:1]) + why[1:] + ". " + next
}
