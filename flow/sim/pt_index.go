package sim

import "time"

// primeIndex is what follows from Prime Trust's half of the world and is not
// saved with it.
type primeIndex struct {
	holds       map[string]string // contingent-hold id -> funds-transfer id
	auths       map[string]string // disbursement-authorization id -> disbursement id
	pulls       map[string][]pull // by fingerprint, oldest first
	replayBytes int

	// due is the next moment at which a hold clears by itself. It is known
	// from the first look on; zero means never.
	due      time.Time
	dueKnown bool
}

func newPrimeIndex() primeIndex {
	return primeIndex{holds: make(map[string]string), auths: make(map[string]string), pulls: make(map[string][]pull)}
}

// indexPrime rebuilds the index after a load, and brings the contacts of an
// older state up to date: those had one flag for all.
func (w *world) indexPrime() {
	w.prime = newPrimeIndex()
	for tr := range w.Transfers.each() {
		w.indexHolds(tr)
	}
	for x := range w.Contributions.each() {
		w.countPull(x)
	}
	for d := range w.Disbursements.each() {
		w.prime.auths[d.Auth.ID] = d.ID
	}
	for r := range w.Replays.each() {
		w.prime.replayBytes += r.size()
	}
	for p := range w.Contacts.each() {
		if p.Cleared {
			p.Cleared, p.CIP, p.AML, p.Identity, p.Residence = false, true, true, true, true
		}
	}
}

func (w *world) indexHolds(tr *ptTransfer) {
	for _, h := range tr.Holds {
		w.prime.holds[h.ID] = tr.ID
	}
}

// soonest notes a moment at which a hold clears by itself.
func (w *world) soonest(at time.Time) {
	if w.prime.due.IsZero() || at.Before(w.prime.due) {
		w.prime.due = at
	}
}
