package store

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"linkdesk/flow"
)

// Salvaged says what was got out of a damaged history.
type Salvaged struct {
	Cases          []SalvagedCase // in the order of their ids
	Events         int            // that were kept
	Secrets, Lost  int            // sealed secrets that were kept, and that were there and could not be
	Notes          []string       // sentences on what cannot be known, or was replaced
	ThroughItsTree bool           // the file's own order was enough, and no loose page was believed
}

// SalvagedCase is one case of it.
type SalvagedCase struct {
	Case flow.CaseID
	Kept uint32 // records 1 to Kept are in the new file; 0 means that the case is lost
	Last uint32 // the last record that is known to have been there
	// Whole is that nothing is missing. Where nothing is known to be missing and nothing says that
	// this is all, Last is Kept and Whole is false.
	Whole bool
}

// Salvage writes what a damaged history still proves to a new file: of every case the events
// from the first on, as far as its hash chain holds, the sealed secrets and the vault's keys as
// they are, and everything derived made again. The damaged file is only read. The new one has
// mode 0600, comes into being whole or not at all, is on the disk when Salvage returns, and never
// takes the place of a file that is there.
//
// It follows the file's own order first. Where that is broken it goes through all pages, also
// those that were free: then a change that was never committed, or a secret that was forgotten,
// may come back, and Notes says so.
func (s *Store) Salvage(ctx context.Context, to string) (Salvaged, error) {
	to, err := filepath.Abs(to)
	if err != nil {
		return Salvaged{}, &SetupError{What: "the new file", Path: to, Why: reason(err)}
	}
	if !missing(to) {
		return Salvaged{}, &SetupError{What: "the new file", Path: to, Why: "there is one already: give another name"}
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, quiet)
	if err != nil {
		return Salvaged{}, err
	}
	defer unlock()
	if present, err := s.lookAtFile(); err != nil || !present {
		return Salvaged{}, cmp.Or(err, s.damaged("it is missing, so there is nothing to salvage"))
	}
	file, done, err := openRaw(s.Path())
	if err != nil {
		return Salvaged{}, fmt.Errorf("the history %s cannot be read: %s", s.Path(), reason(err))
	}
	defer done()
	x := &salvager{store: s, ctx: ctx, file: file, ends: map[caseKey]ending{}, secrets: map[string]loose{}, out: &Salvaged{}}
	if err := x.find(); err != nil {
		return Salvaged{}, err
	}
	if len(x.kept) == 0 {
		return *x.out, s.damaged("there is no event in it that can be proved, so no new file was made")
	}
	return *x.out, x.write(to)
}

// salvager is one salvage.
type salvager struct {
	store   *Store
	ctx     context.Context
	file    *raw
	trees   map[string]rawTree
	broken  bool // the file's own order does not give all that it should
	sealed  bool // it gives all secrets
	finds   []found
	ends    map[caseKey]ending
	secrets map[string]loose // by place
	heads   []heads
	kept    []found
	cases   map[caseKey]state
	out     *Salvaged
}

// found is an event that claims to be one. Its chain has yet to prove it.
type found struct {
	key    caseKey
	seq    uint32
	length uint32
	place  uint64
	at     int64
	inTree bool
}

// ending is what the summary of a case says of its newest event.
type ending struct {
	seq    uint32
	head   chain
	inTree bool
}

// state is what the vault wants to know of a case that is kept.
type state struct{ closed, exchanged bool }

// loose is a sealed secret.
type loose struct {
	row    []byte
	inTree bool
	twice  bool // other bytes claimed the same place
}

// find collects, proves, and where that is not enough goes through all pages.
func (x *salvager) find() error {
	if err := x.fromTrees(); err != nil {
		return err
	}
	if !x.broken {
		if err := x.prove(); err != nil {
			return err
		}
		if !slices.ContainsFunc(x.out.Cases, func(c SalvagedCase) bool { return !c.Whole }) {
			x.out.ThroughItsTree = true
			return nil
		}
	}
	if err := x.scan(); err != nil {
		return err
	}
	return x.prove()
}
