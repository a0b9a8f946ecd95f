package flow

import (
	"slices"
	"strings"
)

// Event says by what an event was found; false where it was not.
func (s Sought) Event(r Record) (Match, bool) {
	if e, is := r.Event.(Noted); is {
		if s.Words == "" || !allIn(e.Text, s.Words) {
			return Match{}, false
		}
		return Match{Rank: RankNote, Kind: "note", Value: e.Text, Seq: r.Seq}, true
	}
	if code, of := s.codeIn(r.Event); code != "" {
		return Match{Rank: RankCode, Kind: "code", Value: code, Seq: r.Seq, Of: of}, true
	}
	for _, mask := range masksIn(r.Event) {
		if slices.Contains(s.Masks, mask) {
			m := Match{Rank: RankShared, Kind: "mask", Value: mask, Seq: r.Seq, Of: AboutOf(r.Event)}
			switch r.Event.(type) {
			case AccountChosen, Submitted:
				m.Rank = RankMask
			}
			return m, true
		}
	}
	if s.Amount != (Money{}) {
		for _, a := range amountsIn(r.Event) {
			if a.Money.Minor == s.Amount.Minor {
				return Match{Rank: RankAmount, Kind: "amount", Value: a.Money.String(), Seq: r.Seq, Of: a.of}, true
			}
		}
	}
	return Match{}, false
}

// codeIn is the sought code in the fault of an event, and what it was about.
func (s Sought) codeIn(ev Event) (code, of string) {
	if len(s.Codes) == 0 {
		return "", ""
	}
	of = AboutOf(ev)
	for _, have := range CodesOf(ev) {
		for _, want := range s.Codes {
			if strings.EqualFold(have, want) {
				return have, of
			}
		}
	}
	return "", ""
}

// CodesOf are the error codes that an event brings: those of its fault, Plaid's behind one of Prime
// Trust's too, the exit status of Link, and the return codes of banks.
func CodesOf(ev Event) []string {
	var out []string
	for _, f := range faultsIn(ev) {
		out = append(out, f.Code)
		out = append(out, codeShape().FindAllString(f.Message, -1)...)
	}
	switch e := ev.(type) {
	case LinkExited:
		out = append(out, e.Status)
	case Followed:
		if e.FollowUp.ReauthenticationRequired {
			out = append(out, codeLogin)
		}
	}
	for _, t := range transfersIn(ev) {
		if first, _, _ := strings.Cut(t.Reversal, " "); bareCode().MatchString(first) {
			out = append(out, first)
		}
	}
	return slices.DeleteFunc(out, func(c string) bool { return c == "" })
}

// codeLogin is Plaid's word for a bank link that wants the customer's login again.
const codeLogin = "ITEM_LOGIN_REQUIRED"

func isLogin(code string) bool { return strings.EqualFold(code, codeLogin) }

func faultsIn(ev Event) []*Fault {
	var f *Fault
	switch e := ev.(type) {
	case EffectFailed:
		f = e.Fault
	case EffectUnknown:
		f = e.Fault
	case EffectRetried:
		f = e.Fault
	case LinkExited:
		f = e.Fault
	case AccessTokenLost:
		f = e.Fault
	case BankLooked:
		f = e.Fault
	case ItemRead:
		f = e.Item.Error
	}
	if f == nil {
		return nil
	}
	return []*Fault{f}
}
