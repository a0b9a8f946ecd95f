package sim

import (
	"slices"
	"time"
)

// pullLimit is a limit of what is pulled from one bank account in a window.
type pullLimit struct {
	code   string
	window time.Duration
	words  string
	most   cents
}

// The limits are the simulator's own: the real ones were policies of an
// organization. They are the same for every account, and the bank accounts of
// the Sandbox fixture are one bank account to all customers, because what
// counts is the fingerprint of routing and account number.
func pullLimits() [3]pullLimit {
	return [3]pullLimit{
		{"7300", 24 * time.Hour, "24 hour", limitDay},
		{"7301", 7 * 24 * time.Hour, "7 day", limitWeek},
		{"7302", 30 * 24 * time.Hour, "30 day", limitMonth},
	}
}

const (
	limitDay   cents = 50_000_00
	limitWeek  cents = 100_000_00
	limitMonth cents = 200_000_00
)

// pull is a contribution as the limits count it.
type pull struct {
	id     string
	at     time.Time
	amount cents
}

// countPull counts a contribution that comes from a bank account. What is
// cancelled does not count, what is reversed does.
func (w *world) countPull(x *ptContribution) {
	if x.Fingerprint != "" && x.Status != transferCancelled {
		w.prime.pulls[x.Fingerprint] = append(w.prime.pulls[x.Fingerprint], pull{x.ID, x.CreatedAt, x.Expected})
	}
}

// forgetPull takes a contribution out of the count: it was cancelled, or it is
// no longer on file.
func (w *world) forgetPull(x *ptContribution) {
	pulls := w.prime.pulls[x.Fingerprint]
	i := slices.IndexFunc(pulls, func(p pull) bool { return p.id == x.ID })
	switch {
	case i < 0:
		return
	case i == 0: // what leaves a full book is the oldest, found at once, and nothing is moved
		pulls = pulls[1:]
	default:
		pulls = slices.Delete(pulls, i, i+1)
	}
	if w.prime.pulls[x.Fingerprint] = pulls; len(pulls) == 0 {
		delete(w.prime.pulls, x.Fingerprint)
	}
}

// withinLimits refuses a pull that would go over a limit.
func (t *tx) withinLimits(fingerprint string, amount cents) *ptFail {
	limits := pullLimits()
	var sums [len(limits)]cents
	var since [len(limits)]time.Time
	for i, l := range limits {
		since[i] = t.now.Add(-l.window)
	}
	for _, p := range slices.Backward(t.w.prime.pulls[fingerprint]) {
		if !p.at.After(since[len(since)-1]) {
			break
		}
		for i := range limits {
			if p.at.After(since[i]) {
				sums[i] += p.amount
			}
		}
	}
	for i, l := range limits {
		if sums[i]+amount > l.most {
			return ptCodes[l.code].fail("The amount of " + amount.text() + " exceeds the " + l.words + " limit of " + l.most.text() +
				" for this bank account, of which " + sums[i].text() + " is used")
		}
	}
	return nil
}
