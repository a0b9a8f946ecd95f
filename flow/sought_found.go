package flow

import (
	"cmp"
	"context"
	"strings"
)

// Found is a case and by what it was found. Settled says that nobody has to act on it any more.
type Found struct {
	Case    CaseID
	Match   Match
	Settled bool
}

// Settled reports a status in which nobody has to act any more.
func (s Status) Settled() bool { return s == StatusClosed || s == StatusUsable }

// CompareFound orders what was found: by rank, of an error code the open cases first, then the newest.
func CompareFound(a, b Found) int {
	if n := cmp.Compare(a.Match.Rank, b.Match.Rank); n != 0 {
		return n
	}
	if a.Match.Rank == RankCode && a.Settled != b.Settled {
		if b.Settled {
			return -1
		}
		return 1
	}
	return strings.Compare(string(b.Case), string(a.Case))
}

// SiftQuery asks for one look at the events, the newest first.
type SiftQuery struct {
	Sought Sought
	// Before is where the look before ended (SiftPage.Next); 0 for the newest event.
	Before uint64
	// Limit ends a look when so much was found; 0 is no limit.
	Limit int
}

// SiftPage is what one look at the events came to.
type SiftPage struct {
	Found []Found // newest event first; a case may be there several times
	More  bool
	Next  uint64
	// Looked is how many events the look went through, wanted or not.
	Looked int
}

// Sifter finds cases by what no index and no row of a list has.
type Sifter interface {
	// Sift goes through so many events and not more, so that it is short; see Sought.Kinds. Errors:
	// *BusyError, *DamagedError. An event that cannot be read is passed by: its case says so itself.
	Sift(ctx context.Context, q SiftQuery) (SiftPage, error)
}
