package screen

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// ChoiceKind says what a choice needs besides being carried out.
type ChoiceKind int

// The kinds of choice. ChoicePlain is given to Act, ChoiceAccount to Account, ChoiceMoney opens the
// list of Deeds, ChoiceLogin the lists of test banks and users, ChoiceTimeline what happened, and
// ChoiceReveal shows the processor token, ChoiceCalls prints Calls, ChoiceNote asks for a text, and
// ChoiceTicket prints Ticket.
const (
	ChoicePlain ChoiceKind = iota
	ChoiceAccount
	ChoiceMoney
	ChoiceLogin
	ChoiceTimeline
	ChoiceReveal
	ChoiceCalls
	ChoiceNote
	ChoiceTicket
)

// Choice is a row of the case's key table for a front without keys.
type Choice struct {
	Kind   ChoiceKind
	Intent kit.Intent
	Words  string
	Letter string // by which a hint may call it; empty for enter
	Off    string // why it cannot be done now
	N      int    // of an account, or of a deed
	// Light marks what may be done without being named: it asks nobody for anything that could
	// not be asked again.
	Light bool
}

// Choices are what can be done now, the obvious thing first, and what cannot with its reason.
func (s *Sheet) Choices() []Choice {
	var out []Choice
	for _, table := range s.c.Keys() {
		for n, k := range table.Keys {
			if n > 0 && k.Intent == table.Keys[0].Intent {
				if len(out) > 0 && out[0].Letter == "" && len(k.Press) > 0 && len(k.Press[0]) == 1 {
					out[0].Letter = k.Press[0] // another key for the same, by which a hint may call it
				}
				continue
			}
			out = append(out, s.choices(k, n == 0)...)
		}
	}
	return out
}

// choices are what a row of the key table becomes.
func (s *Sheet) choices(k kit.Key, first bool) []Choice {
	ch := Choice{Intent: k.Intent, Words: k.Help, Off: k.Off}
	if len(k.Press) > 0 && len(k.Press[0]) == 1 {
		ch.Letter = k.Press[0]
	}
	switch k.Intent {
	case IntentUp, IntentDown, IntentFirst, IntentLast, IntentPageUp, IntentPageDown, IntentBack, intentCopy, intentCode, "":
		return nil
	case intentChoose:
		return s.accounts()
	case intentMoney:
		ch.Kind, ch.Words = ChoiceMoney, "money: all that can be asked for"
	case intentLogin:
		ch.Kind = ChoiceLogin
	case intentTimeline:
		ch.Kind, ch.Words = ChoiceTimeline, "timeline"
	case intentGlass:
		ch.Kind, ch.Words = ChoiceCalls, "the calls, with the last one of this stop in full"
	case intentNote:
		ch.Kind = ChoiceNote
	case intentTicket:
		ch.Kind, ch.Words = ChoiceTicket, "print the case for a ticket"
	case intentReveal:
		ch.Kind, ch.Words = ChoiceReveal, "show the processor token"
	}
	ch.Light = first && s.light(k.Intent)
	return []Choice{ch}
}

// light reports what an empty line may stand for.
func (s *Sheet) light(i kit.Intent) bool {
	cs := s.c.snap.Case
	switch i {
	case intentFollow, intentWake:
		return true
	case intentToken, intentHandoff:
		return cs.Env != flow.Production && cs.Item.ID == ""
	}
	return false
}

// accounts are the choices of an account, in the order of the bank.
func (s *Sheet) accounts() []Choice {
	off := s.c.able(kit.Key{}, flow.CmdChooseAccount).Off
	var out []Choice
	for n, a := range s.c.snap.Case.Accounts {
		ch := Choice{Kind: ChoiceAccount, Intent: intentChoose, Words: "choose " + kit.Safe(accountWords(a)), Off: off, N: n}
		if why := a.Unusable(); why != "" {
			ch.Off = why
		}
		out = append(out, ch)
	}
	return out
}

// Deeds are all that can be asked for about the money of the case, or the reasons why not.
func (s *Sheet) Deeds() []Choice {
	var out []Choice
	for n, d := range s.c.deeds() {
		out = append(out, Choice{Kind: ChoiceMoney, Intent: d.intent, Words: kit.Safe(d.words), Off: d.off, N: n})
	}
	return out
}

// Begin starts a deed by its place in the list.
func (s *Sheet) Begin(ctx context.Context, n int) Done {
	all := s.c.deeds()
	if n < 0 || n >= len(all) {
		return Done{}
	}
	return s.run(ctx, s.c.begin(all[n]))
}

// Listing reports that a choice fits several transfers, so that one of Deeds has to be taken.
func (s *Sheet) Listing() bool { return s.c.menu != nil }

// UseLogin sets the test bank and the test user of the next hand-off.
func (s *Sheet) UseLogin(b flow.TestBank, u flow.TestUser) { s.c.login = &testLogin{b, u} }
