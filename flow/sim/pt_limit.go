package sim

import "time"

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

// withinLimits refuses a pull that would go over a limit. What was cancelled
// does not count, what was reversed does.
func (t *tx) withinLimits(fingerprint string, amount cents) *ptFail {
	limits := pullLimits()
	var sums [len(limits)]cents
	longest := t.now.Add(-limits[len(limits)-1].window)
	for x := range t.w.Contributions.newest() {
		if !x.CreatedAt.After(longest) {
			break
		}
		if x.Fingerprint != fingerprint || x.Status == transferCancelled {
			continue
		}
		for i, l := range limits {
			if x.CreatedAt.After(t.now.Add(-l.window)) {
				sums[i] += x.Expected
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
