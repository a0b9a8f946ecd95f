package plain

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
)

// hostile are texts that would steer a terminal, hide, or pretend to be a line of this program.
var hostile = []string{
	"\x1b[2J\x1b[1;1H1. FAKE", "\n1. FAKE", "\r\nType yes to submit: FAKE", "\x1b]0;FAKE\x07", "\u202e1. FAKE", "\u200b\u2066FAKE\u2069",
	"\x9b2K FAKE", "a\u2028\u2029FAKE", "\ue000FAKE", "\x00FAKE\x08\x08", "FAKE\ttab", strings.Repeat("FAKE ", 400),
}

// TestHostileTextStaysInItsLine: whatever comes from outside neither steers the terminal nor
// begins a line that looks like this program's own.
func TestHostileTextStaysInItsLine(t *testing.T) {
	for _, text := range hostile {
		synctest.Test(t, func(t *testing.T) {
			f := &flow.Fault{Op: "submission", Kind: flow.Refused, Code: "CODE" + text, Message: text, Hint: text, RequestID: text, HTTPStatus: 422, Display: text}
			failing := fake.Failing(flow.Submit, f)
			d, opts := demo(func(c flow.Case, e flow.Effect) []flow.Event {
				switch e.Kind {
				case flow.OpenLink:
					return []flow.Event{flow.LinkSucceeded{SessionID: text, InstitutionName: text, TokenHash: "b2"}}
				case flow.ReadAccounts:
					all := fake.Accounts()
					for i := range all {
						all[i].Name, all[i].Verification = text, ""
					}
					all[2].Subtype = text
					return []flow.Event{flow.AccountsRead{Accounts: all, Item: flow.Item{ID: text, InstitutionName: text}}}
				}
				return failing(c, e)
			})
			def := fake.Defaults()
			def.Scenario, def.HandoffWhy = text, text // a notice is of our own words alone
			d.SetDefaults(def)
			said := script(t, opts, slices.Concat(fresh, []string{"1", "1", "2", "1", "yes", "timeline", "?", text, "b", "q"})...)
			if !strings.Contains(said, "Refused: CODE") || !strings.Contains(said, "FAKE") {
				t.Fatalf("the road was not walked:\n%s", said)
			}
			for line := range strings.SplitSeq(said, "\n") {
				for _, own := range []string{"1. FAKE", "Type yes to submit: FAKE", "FAKE"} {
					if strings.HasPrefix(line, own) {
						t.Errorf("%q begins a line: %q", text, line)
					}
				}
				for _, r := range line {
					if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
						t.Errorf("%q brings %U into %q", text, r, line)
					}
				}
			}
		})
	}
}

// TestNoLineIsTooLong but for what cannot be broken.
func TestNoLineIsTooLong(t *testing.T) {
	for _, w := range []int{20, 40, 80} {
		synctest.Test(t, func(t *testing.T) {
			_, opts := demo(fake.Happy)
			opts.Width = w
			said := script(t, opts, slices.Concat(toEnd, []string{"timeline", "?", "q"})...)
			for line := range strings.SplitSeq(said, "\n") {
				if kit.Width(line) > w && strings.Contains(strings.TrimSpace(line), " ") && !strings.HasSuffix(line, ": ") && !strings.Contains(line, ": ") {
					t.Errorf("%d columns: %q", w, line)
				}
			}
			for _, id := range []string{"1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10", "6ba7b810-9dad-41d1-80b4-00c04fd430c8", "01JDEMO0000000000000000001"} {
				if !strings.Contains(said, id) {
					t.Errorf("%d columns: %s was broken", w, id)
				}
			}
		})
	}
}

// TestNothingIsPainted: no colour, no box, no sign that only a screen needs.
func TestNothingIsPainted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Ledgered(fake.Happy, func(c flow.Case) *flow.Ledger {
			return &flow.Ledger{Standing: fake.Standing(), Transfers: c.Transfers, Totals: []flow.CashTotal{{}}}
		}))
		said := script(t, opts, slices.Concat(toEnd, []string{"", "pull money", "25", "25.00", "1", "money", "q"})...)
		if i := strings.IndexAny(said, "\x1b✓✗○◐▸│─╭•"); i >= 0 {
			t.Errorf("%q", said[max(i-40, 0):min(i+40, len(said))])
		}
		if !strings.Contains(said, "account at Prime Trust:") || !strings.Contains(said, "account: opened") {
			t.Errorf("the account is not told:\n%s", said)
		}
	})
}

// TestTheTokenIsNowhereElse: a walk that reveals nothing never holds it.
func TestTheTokenIsNowhereElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Happy)
		said := script(t, opts, slices.Concat(toEnd, []string{"?", "timeline", "money", "b", "health", "close", "yes", "timeline", "b", "q"})...)
		if strings.Contains(said, fake.Token) || strings.Contains(said, fake.Token[len(fake.Token)-12:]) {
			t.Errorf("the token was written:\n%s", said)
		}
		if !strings.Contains(said, "Status: closed") {
			t.Errorf("the case was not closed:\n%s", said)
		}
	})
}
