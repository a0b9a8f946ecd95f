package explain

import (
	"slices"
	"strings"

	"linkdesk/flow"
)

// fitted keeps of a card's acts what the case allows, and puts in the place of the others what
// leads to the same: a card speaks of a code, and the same code comes at several stops.
func fitted(card Card, f *flow.Fault, c flow.Case) Card {
	var acts []Act
	for _, a := range card.Acts {
		if a.Own() {
			name := instead(a.Name, f, c)
			card.Do = reworded(card.Do, a.Name, name)
			if name == "" || slices.ContainsFunc(acts, func(b Act) bool { return b.Name == name }) {
				continue
			}
			a, _ = own(string(name))
		}
		acts = append(acts, a)
	}
	if c.Phase == flow.PhaseClosed {
		acts = nil
	}
	card.Acts = acts
	thaw(&card, c)
	if flow.Can(c, flow.CmdRelink) != nil {
		card.Helps.Relink = No
	}
	return card
}

// thaw puts the partner before the pulls that it has frozen, as Prime Trust does when one comes back.
func thaw(card *Card, c flow.Case) {
	pulls, _ := c.Frozen()
	if !pulls || !slices.ContainsFunc(card.Acts, func(a Act) bool { return a.Name == Pull || a.Name == PullAgain }) {
		return
	}
	at := slices.IndexFunc(card.Acts, Act.Own)
	look, _ := own(string(Follow))
	card.Acts = slices.Insert(card.Acts, at, Act{Name: Outside, Who: flow.Partners, What: "lift the freeze of the account"}, look)
	card.Do += " Prime Trust has frozen the account and has to lift that first."
}

// instead is the act that does for this case what the named one is for; "" where there is none.
func instead(name ActName, f *flow.Fault, c flow.Case) ActName {
	can := func(k flow.CommandKind) bool { return flow.Can(c, k) == nil }
	switch name {
	case Retry:
		if !can(flow.CmdRetry) {
			return insteadOfRetry(f, c, can)
		}
	case HandOffAgain:
		reason, _ := c.RelinkReason()
		switch {
		case can(flow.CmdStartHandoff):
		case reason != "" && can(flow.CmdRelink):
			return Relink
		case c.Item.ID != "" && can(flow.CmdMakeLinkToken):
			return NewLinkToken
		case can(flow.CmdRetry):
			return Retry
		}
	case Relink:
		if c.Item.ID == "" && can(flow.CmdStartHandoff) {
			return HandOffAgain
		}
	case NewLinkToken:
		if !can(flow.CmdMakeLinkToken) {
			return NewCase
		}
	case OtherAccount:
		if !can(flow.CmdChooseAccount) {
			return NewCase
		}
	case SetProcessor:
		if !can(flow.CmdSetProcessor) {
			return NewCase
		}
	case CorrectParty:
		if flow.EffectKind(f.Op) == flow.OpenNewAccount {
			return OpenAccount
		}
	case Submit:
		switch {
		case can(flow.CmdSubmit):
		case c.Phase == flow.PhaseTokenReady && can(flow.CmdReveal):
			return Reveal
		case can(flow.CmdFollow):
			return Follow
		default:
			return ""
		}
	case Pull:
		if flow.EffectKind(f.Op) == flow.MakeDisbursement {
			return Money
		}
	}
	return possible(name, can)
}

// possible drops what helps only some of the cases that a card is about.
func possible(name ActName, can func(flow.CommandKind) bool) ActName {
	for _, x := range []struct {
		name ActName
		cmd  flow.CommandKind
	}{{GiveUp, flow.CmdGiveUp}, {Reveal, flow.CmdReveal}, {CorrectParty, flow.CmdSetParty}, {CloseCase, flow.CmdClose},
		{CheckItem, flow.CmdCheckItem}, {CheckBalance, flow.CmdBalances}, {Accept, flow.CmdAccept}} {
		if x.name == name && !can(x.cmd) {
			return ""
		}
	}
	return name
}

// insteadOfRetry finds how a case goes on that did not halt: it went back to where something is
// asked for.
func insteadOfRetry(f *flow.Fault, c flow.Case, can func(flow.CommandKind) bool) ActName {
	switch op := flow.EffectKind(f.Op); {
	case op == flow.MakeContribution:
		return Pull
	case op.AboutMoney():
		return Money
	case op == flow.OpenNewAccount:
		return OpenAccount
	case op == flow.ReadItem && can(flow.CmdCheckItem):
		return CheckItem
	case op == flow.ReadBalances && can(flow.CmdBalances):
		return CheckBalance
	case can(flow.CmdStartHandoff):
		return HandOffAgain
	case c.Phase == flow.PhaseChoosing:
		return OtherAccount
	case can(flow.CmdSubmit):
		return Submit
	case can(flow.CmdFollow):
		return Follow
	}
	return Retry
}

// reworded lets the sentence for people say what the acts say.
func reworded(do string, was, is ActName) string {
	flag := map[ActName]string{Relink: " --relink", NewLinkToken: " --new-link-token"}[is]
	if was == is || flag == "" || strings.Contains(do, flag) {
		return do
	}
	before, after, ok := strings.Cut(do, "--resume ")
	if !ok {
		return do
	}
	n := strings.IndexFunc(after, func(r rune) bool { return !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", r) })
	if n < 0 {
		n = len(after)
	}
	return before + "--resume " + after[:n] + flag + after[n:]
}
