package flow

import (
	"bytes"
	"slices"
	"strings"
)

// Rank orders what was found: the smaller, the likelier it is what was meant.
type Rank uint8

// The ranks.
const (
	RankID     Rank = 1 + iota // a whole id, or a token
	RankFront                  // an id that begins so
	RankCode                   // an error code, of now or of then
	RankName                   // the counterparty's name
	RankMask                   // the last digits of an account
	RankShared                 // those of an account that is in the Item and was not chosen
	RankAmount                 // an amount of money that was asked for or moved
	RankWords                  // other words of a row, or a few signs of an id
	RankNote                   // words of a note
)

// Match says by what a case was found. Of is what the event was about, such as "the exchange".
type Match struct {
	Rank  Rank
	Kind  string // such as request_id, code, mask, note
	Value string
	Seq   uint32 // of the event; 0 where the case itself has it
	Of    string
}

// Words say it to people, such as "request_id abc of the exchange, event 12".
func (m Match) Words() string {
	out := strings.TrimSpace(m.Kind + " " + m.Value)
	if m.Of != "" {
		out += " of " + m.Of
	}
	if m.Seq > 0 {
		out += ", event " + digits(int(m.Seq))
	}
	return out
}

// MatchOf is a hit of an id. A token has nothing that could be shown.
func MatchOf(h Hit, s Sought) Match {
	m := Match{Rank: RankWords, Kind: h.Kind.String(), Value: h.ID, Seq: h.Seq}
	switch {
	case h.Kind == RefToken:
		m.Rank, m.Value = RankID, ""
	case slices.ContainsFunc(s.IDs, func(id string) bool { return strings.EqualFold(id, h.ID) }):
		m.Rank = RankID
	case len(s.Typed) >= shortestID:
		m.Rank = RankFront
	}
	return m
}

// Texts are what the rows are looked through for, one after the other; nearly always one.
func (s Sought) Texts() []string {
	if s.Words != "" {
		return []string{s.Words}
	}
	return slices.Concat(s.Codes, s.Masks)
}

// Row says by what a row was found; false where it was not.
func (s Sought) Row(row Summary) (Match, bool) {
	for _, code := range s.Codes {
		if strings.EqualFold(code, row.Code) {
			return Match{Rank: RankCode, Kind: "code", Value: row.Code}, true
		}
	}
	f := Filter{Text: s.Words}
	if s.Words != "" && f.Matches(Summary{Name: row.Name}) {
		return Match{Rank: RankName, Kind: "name"}, true
	}
	if row.Mask != "" && slices.Contains(s.Masks, row.Mask) {
		return Match{Rank: RankMask, Kind: "mask", Value: row.Mask}, true
	}
	if s.Words == "" || !f.Matches(row) {
		return Match{}, false
	}
	return Match{Rank: RankWords, Kind: strings.Join(f.Found(row), ", ")}, true
}

// Deep reports that the events have to be gone through as well: a row shows no amounts, no notes,
// no errors of earlier and no accounts but the chosen one.
func (s Sought) Deep() bool {
	return s.Words != "" || len(s.Codes)+len(s.Masks) > 0 || s.Amount != Money{}
}

// AmountFirst reports that an amount is more likely than a word: the events come before the rows.
func (s Sought) AmountFirst() bool {
	return s.Amount != Money{} && (strings.ContainsAny(s.Typed, "$.,") || len(s.Typed) < 4 || strings.Contains(strings.ToUpper(s.Typed), USD))
}

// Kinds are the events that can hold what is sought. What is not among them is not searched: the
// words of a provider's message but for codes in it, balances, requests and answers.
func (s Sought) Kinds() map[EventKind]bool {
	out := map[EventKind]bool{}
	add := func(all ...EventKind) {
		for _, k := range all {
			out[k] = true
		}
	}
	if s.Words != "" {
		add(Noted{}.Kind())
	}
	if len(s.Codes) > 0 {
		add(EffectFailed{}.Kind(), EffectUnknown{}.Kind(), EffectRetried{}.Kind(), LinkExited{}.Kind(), ItemRead{}.Kind(), AccessTokenLost{}.Kind(), BankLooked{}.Kind(), Followed{}.Kind(), TransferMade{}.Kind(), TransferChanged{}.Kind())
	}
	if s.Amount != (Money{}) {
		add(MoneyAsked{}.Kind(), TransferMade{}.Kind(), TransferChanged{}.Kind(), Followed{}.Kind())
	}
	if len(s.Masks) > 0 {
		add(AccountsRead{}.Kind(), ItemRead{}.Kind(), LinkSucceeded{}.Kind(), Relinked{}.Kind(), AccountChosen{}.Kind(), Submitted{}.Kind())
	}
	return out
}

// May reports that the JSON of an event may hold what is sought. It looks at bytes alone, so that
// hardly any event has to be decoded.
func (s Sought) May(k EventKind, payload []byte) bool {
	if k == (Noted{}).Kind() {
		return true
	}
	if slices.ContainsFunc(s.Codes, isLogin) && bytes.Contains(payload, []byte(`"reauthentication_required":true`)) {
		return true
	}
	for _, all := range [][]string{s.Codes, s.Masks} {
		for _, text := range all {
			if bytes.Contains(payload, []byte(text)) || bytes.Contains(payload, []byte(strings.ToUpper(text))) || bytes.Contains(payload, []byte(strings.ToLower(text))) {
				return true
			}
		}
	}
	return s.Amount != Money{} && bytes.Contains(payload, []byte(digits(int(s.Amount.Minor))))
}
