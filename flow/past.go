package flow

import (
	"context"
	"strings"
	"time"
)

// Remedy is what helped against a fault.
type Remedy string

// The remedies. What asks more of somebody counts before what asks less: after a repair of the bank
// link the submission is always asked for again, and it was the repair that helped.
const (
	RemedyNone    Remedy = ""
	RemedyItself  Remedy = "waiting"
	RemedyRetry   Remedy = "retry"
	RemedyVisit   Remedy = "another visit to Link"
	RemedyParty   Remedy = "other counterparty data"
	RemedyPartner Remedy = "another partner"
	RemedyAccount Remedy = "other account"
	RemedyToken   Remedy = "new link_token"
	RemedyRelink  Remedy = "relink"
	RemedyNewCase Remedy = "new case"
)

// remedies in the order of their weight.
func remedies() []Remedy {
	return []Remedy{RemedyNone, RemedyItself, RemedyRetry, RemedyVisit, RemedyParty, RemedyPartner, RemedyAccount, RemedyToken, RemedyRelink, RemedyNewCase}
}

// Past is a case in which a fault was seen, when first, and what helped; RemedyNone where nothing did.
type Past struct {
	Case CaseID
	At   time.Time
	By   Remedy
}

// FaultKey tells which faults are the same trouble: by the code, at Link by where the customer left,
// and of a number of Prime Trust's by Plaid's own code behind it. Exit is Link's exit status.
func FaultKey(f *Fault, exit string) string {
	switch {
	case f == nil || f.Code == "" || f.Code == "CANCELLED":
		return ""
	case f.Code == "LINK_EXITED" && exit != "":
		return f.Code + " " + exit
	case strings.Trim(f.Code, "0123456789") == "":
		return strings.TrimSpace(f.Code + " " + codeShape().FindString(f.Message))
	}
	return f.Code
}

// Trouble is the key of the fault that a case stands at, "" where there is none.
func (c Case) Trouble() string { return FaultKey(c.Fault, c.Link.ExitStatus) }

// PastOf tells what became of a trouble in the journal of a case; false where it was never there.
// What the engine tries again by itself is no trouble yet.
func PastOf(records []Record, key string) (Past, bool) {
	var out Past
	last := -1
	for i, r := range records {
		if troubleOf(r.Event) != key {
			continue
		}
		if last < 0 {
			out.Case, out.At = r.Case, r.Time
		}
		last = i
	}
	if last < 0 || key == "" {
		return Past{}, false
	}
	work, best := workOf(records[last].Event), 1
	for _, r := range records[last+1:] {
		best = max(best, weight(remedyOf(r.Event)))
		if ends(r.Event, work) {
			out.By = remedies()[best]
			return out, true
		}
	}
	return out, true
}

func troubleOf(ev Event) string {
	switch e := ev.(type) {
	case EffectFailed:
		return FaultKey(e.Fault, "")
	case EffectUnknown:
		return FaultKey(e.Fault, "")
	case LinkExited:
		return FaultKey(e.Fault, e.Status)
	case ItemRead:
		return FaultKey(e.Item.Error, "")
	case AccessTokenLost:
		return FaultKey(e.Fault, "")
	}
	return ""
}

// workOf is the work of an event with a trouble.
func workOf(ev Event) EffectKind {
	switch e := ev.(type) {
	case EffectFailed:
		return e.Effect
	case EffectUnknown:
		return e.Effect
	case LinkExited:
		return OpenLink
	case AccessTokenLost:
		return ExchangePublicToken // of another visit
	}
	return ReadItem
}

func weight(r Remedy) int {
	for i, x := range remedies() {
		if x == r {
			return i
		}
	}
	return 0
}

// AlikeQuery asks for one look at the cases in which a trouble may have been before, newest first.
type AlikeQuery struct {
	Key    string
	Not    CaseID // the case that asks
	Bank   string // institution_id; empty for all cases
	Before CaseID // where the look before ended (AlikePage.Next); empty for the newest
}

// AlikePage is what one look came to.
type AlikePage struct {
	Past   []Past
	More   bool
	Next   CaseID
	Looked int // cases, with the trouble or without
}

// Rememberer knows what became of troubles in other cases.
type Rememberer interface {
	// Alike goes through so many cases and not more, so that it is short. A bank's cases are found by
	// their index. Cases that are damaged are passed by. Errors: *BusyError, *DamagedError.
	Alike(ctx context.Context, q AlikeQuery) (AlikePage, error)
}
