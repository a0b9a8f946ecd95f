package plain

import (
	"strings"
	"testing"
	"testing/synctest"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// leftBank is a customer who gave up at the bank's login.
func leftBank() *flow.Fault {
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Code: "LINK_EXITED", Message: "the customer closed Link", RequestID: "Xq7wPz2LmN4vTs9", Who: flow.Customer}
}

// past is a history with several cases: one with a pull of $25, one with a note, and one that failed.
func past(t *testing.T, d *fake.Desk) {
	t.Helper()
	paid := d.Past("Noor Haddad", false, fake.Happy, flow.Follow)
	if err := d.Do(t.Context(), paid, flow.MoveMoney{Move: flow.Contribution, Amount: flow.Money{Minor: 2500, Currency: flow.USD}, By: "operator"}); err != nil {
		t.Fatal(err)
	}
	noted := d.Past("Ida Lund", false, fake.Happy, flow.CreateLinkToken)
	if err := d.Do(t.Context(), noted, flow.Note{Text: "calls back on Thursday", By: "operator"}); err != nil {
		t.Fatal(err)
	}
	d.Past("Mo Berg", false, fake.Failing(flow.OpenLink, leftBank()), flow.OpenLink)
}

// TestFoundByWhatIsInHand: what the screen finds is found in lines too, and what it was found by is said.
func TestFoundByWhatIsInHand(t *testing.T) {
	for text, want := range map[string]string{
		"$25":         "found by amount",
		"thursday":    "Ida Lund",
		"LINK_EXITED": "Mo Berg",
		"…1111":       "Noor Haddad",
		"see (request_id: \"Xq7wPz2LmN4vTs9\") in the log of today, it came back again and again": "Mo Berg",
		"01JDEMO0000000000000000002":                        "Ida Lund",
		"link-sandbox-7c2f8b1e-55aa-4d0e-9f3b-0a1b2c3d4e5f": "No case has this link_token.",
		"nobody of that name":                               "Nothing found.",
	} {
		t.Run(want, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, opts := demo(fake.Happy)
				past(t, d)
				said := script(t, opts, "find", text, "b", "q")
				_, after, _ := strings.Cut(said, "all cases)")
				if after = strings.Join(strings.Fields(after), " "); !strings.Contains(after, want) {
					t.Errorf("%q does not say %q:\n%s", text, want, said)
				}
			})
		})
	}
}

// TestFurtherHitsAreAskedFor: some at a time, and whoever comes back from a case finds the same ones.
func TestFurtherHitsAreAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		d.Many(130)
		said := script(t, opts, "find", "customer", "2", "b", "more", "more", "more", "more", "more", "b", "q")
		for _, want := range []string{"100 cases found so far", "20. customer 000111", "customer 000129, in demo", "20. customer 000091", "130 cases found, the likeliest first.", "1. customer 000030"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
	})
}

// TestSeenBeforeIsToldInLines: as at the card on the screen, and one question for one trouble.
func TestSeenBeforeIsToldInLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		for range 2 {
			d.CameBack(d.Past("Mo Berg", false, fake.Failing(flow.OpenLink, leftBank()), flow.OpenLink))
		}
		d.Past("Mo Berg", false, fake.Failing(flow.OpenLink, leftBank()), flow.OpenLink)
		said := script(t, opts, "1", "list", "?", "b", "q")
		if !strings.Contains(said, "seen before: ") || !strings.Contains(said, "2 solved") || d.Alikes() != 1 {
			t.Errorf("asked %d times:\n%s", d.Alikes(), said)
		}
	})
}
