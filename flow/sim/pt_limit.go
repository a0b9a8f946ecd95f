package sim

import (
	"slices"
	"sort"
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
func pullLimits() []pullLimit {
	return []pullLimit{
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

// pull is a contribution as the limits count it. The sum lets a window be added
// up by its two ends: all customers of the Sandbox pull from one bank account, so
// that a window may have every contribution of the world in it.
type pull struct {
	id     string
	at     time.Time // never before the one before it
	amount cents
	sum    cents // of this pull and of all before it that were ever counted
}

// countPull counts a contribution that comes from a bank account. What is
// cancelled does not count, what is reversed does.
func (w *world) countPull(x *ptContribution) {
	if x.Fingerprint == "" || x.Status == transferCancelled {
		return
	}
	pulls := w.prime.pulls[x.Fingerprint]
	p := pull{x.ID, x.CreatedAt, x.Expected, x.Expected}
	if len(pulls) > 0 {
		last := pulls[len(pulls)-1]
		p.at, p.sum = later(last.at, p.at), last.sum+p.amount
	}
	w.prime.pulls[x.Fingerprint] = append(pulls, p)
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
		amount := pulls[i].amount
		pulls = slices.Delete(pulls, i, i+1)
		for ; i < len(pulls); i++ {
			pulls[i].sum -= amount
		}
	}
	if w.prime.pulls[x.Fingerprint] = pulls; len(pulls) == 0 {
		delete(w.prime.pulls, x.Fingerprint)
	}
}

// pulledSince adds up what was pulled after a moment.
func (w *world) pulledSince(fingerprint string, since time.Time) cents {
	pulls := w.prime.pulls[fingerprint]
	first := sort.Search(len(pulls), func(i int) bool { return pulls[i].at.After(since) })
	if first == len(pulls) {
		return 0
	}
	return pulls[len(pulls)-1].sum - pulls[first].sum + pulls[first].amount
}

// withinLimits refuses a pull that would go over a limit.
func (t *tx) withinLimits(fingerprint string, amount cents) *ptFail {
	for _, l := range pullLimits() {
		if used := t.w.pulledSince(fingerprint, t.now.Add(-l.window)); used+amount > l.most {
			return ptCodes[l.code].fail("The amount of " + amount.text() + " exceeds the " + l.words + " limit of " + l.most.text() +
				" for this bank account, of which " + used.text() + " is used")
		}
	}
	return nil
}
