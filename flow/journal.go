package flow

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Journal keeps the events of all cases of one environment, and with them the vault. It
// is the only thing the engine trusts: what is not in the journal did not happen.
type Journal interface {
	// Append writes all of a or nothing, durably, and returns the new records. It fails with
	// ErrConflict when the case is not at a.Expect any more, *BusyError when the history could not
	// be opened in time, and *DamagedError when it cannot be trusted. Any other error means that
	// the outcome is unknown: read again before acting.
	Append(ctx context.Context, a Append) ([]Record, error)
	// Case returns what the events add up to; ErrNoCase when there is none of that id.
	Case(ctx context.Context, id CaseID) (Case, error)
	// Records returns the journal of one case, oldest first; ErrNoCase when there is none.
	Records(ctx context.Context, id CaseID) ([]Record, error)
	// List returns one page of cases, newest first.
	List(ctx context.Context, q Query) (Page, error)
	// Find resolves an id, or a unique prefix or suffix of one. ErrNoCase, or
	// *AmbiguousError with the matches.
	Find(ctx context.Context, text string) (CaseID, error)
	// Linked returns the other cases in which an account of that bank with the same name and mask
	// was linked, newest first, ten at most. An account without a mask is like no other.
	Linked(ctx context.Context, not CaseID, institutionID string, accounts []LinkAccount) ([]Duplicate, error)
	// Secret opens one sealed secret of a case; ErrNoSecret when it is not held.
	Secret(ctx context.Context, id CaseID, kind SecretKind) (Secret, error)
	// Probe proves that a secret can be sealed and opened now, before anything that would
	// need it is begun.
	Probe(ctx context.Context) error
}

// Append is one transaction of one case.
type Append struct {
	Case   CaseID
	Expect uint32 // the Seq of the case as the caller knows it, 0 for a new case
	At     time.Time
	Actor  string
	Events []Event
	// Seal puts secrets into the vault in the same transaction, replacing older ones of
	// their kind; Forget removes kinds; Shred removes all of the case.
	Seal   []SealedSecret
	Forget []SecretKind
	Shred  bool
	// Patient waits for the history as long as ctx lives, because the append carries an
	// outcome that exists nowhere else.
	Patient bool
}

// SealedSecret is a secret on its way into the vault.
type SealedSecret struct {
	Kind   SecretKind
	Secret Secret
}

// Summary is a case in a list.
type Summary struct {
	ID     CaseID      `json:"id"`
	Env    Environment `json:"env"`
	Status Status      `json:"status"`
	Stop   Stop        `json:"stop"`
	Who    Who         `json:"who"`
	Name   string      `json:"name,omitempty"`
	// User is the client_user_id.
	User          string    `json:"client_user_id,omitempty"`
	InstitutionID string    `json:"institution_id,omitempty"`
	Institution   string    `json:"institution,omitempty"`
	Mask          string    `json:"mask,omitempty"`
	Code          string    `json:"code,omitempty"`
	Created       time.Time `json:"created"`
	Updated       time.Time `json:"updated"`
}

// Summarize makes the list row of a case.
func Summarize(c Case) Summary {
	s := Summary{ID: c.ID, Env: c.Env, Status: c.Status(), Stop: c.Stop(), Who: c.Who(), Name: c.Party.LegalName,
		User: c.Party.ClientUserID, InstitutionID: c.Link.InstitutionID, Institution: c.Link.InstitutionName,
		Created: c.Created, Updated: c.Updated}
	keep(&s.InstitutionID, c.Item.InstitutionID)
	keep(&s.Institution, c.Item.InstitutionName)
	if a, ok := c.Account(); ok {
		s.Mask = a.Mask
	}
	if c.Fault != nil {
		s.Code = c.Fault.Code
	}
	return s
}

// Duplicate is an account that another case has linked already.
type Duplicate struct {
	Case            CaseID    `json:"case"`
	InstitutionName string    `json:"institution_name,omitempty"`
	Name            string    `json:"name"`
	Mask            string    `json:"mask"`
	At              time.Time `json:"at"` // when that case last changed
}

// Sentinel errors of the journal.
var (
	ErrNoCase   = errors.New("there is no such case in this history")
	ErrNoSecret = errors.New("this token is not held any more")
	ErrConflict = errors.New("the case was changed by another console meanwhile")
)

// BusyError says who holds the history.
type BusyError struct {
	Holder string // such as "alice, pid 412, since 10:02"
	Waited time.Duration
}

func (e *BusyError) Error() string {
	holder := e.Holder
	if holder == "" {
		holder = "another process"
	}
	return fmt.Sprintf("the history is busy: held by %s; tried for %s. Wait, or end that process, and try again", holder, e.Waited.Round(100*time.Millisecond))
}

// DamagedError says what is wrong with a history file and that nothing was changed.
type DamagedError struct {
	Path string
	Why  string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the history %s cannot be used: %s. Nothing was changed in it", e.Path, e.Why)
}

// AmbiguousError lists the cases that a short id fits.
type AmbiguousError struct {
	Text    string
	Matches []CaseID
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q fits %d cases: type more of the id", e.Text, len(e.Matches))
}

// Snapshot is a case as a screen shows it: the journal, and what lives only in this
// process.
type Snapshot struct {
	Version uint64 // grows with every change
	Case    Case
	Records []Record
	// HandoffURL is the customer's address while a flight is open. It works once.
	HandoffURL  string
	HandoffNote string
	Running     bool   // this process works on the case
	Busy        string // who holds the history while an append waits
}
