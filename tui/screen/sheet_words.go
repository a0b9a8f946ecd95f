package screen

import (
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The words and checks of the screens for fronts that have none.

// EffectWords says what a piece of work is doing, for the middle of a sentence.
func EffectWords(k flow.EffectKind, processor string) string { return effectWords(k, processor) }

// Span is a span as minutes and seconds.
func Span(d time.Duration) string { return clock(d) }

// PartnerName is a processor's name for people.
func PartnerName(processor string) string { return kit.Safe(partner(processor)) }

// CheckUser gives the reason against a client_user_id, "" when there is none.
func CheckUser(v string) string { return checkUser(v) }

// CheckName gives the reason against a legal name.
func CheckName(v string) string { return checkName(v) }

// CheckPartnerID gives the reason against one of the partner's ids, "account" or "contact".
func CheckPartnerID(which string) func(string) string { return checkPartnerID(which) }

// Trouble is an error of a desk in a sentence.
func Trouble(err error) string {
	out := outOf(err)
	return kit.Safe(sentence(out.Fail + out.Say.Text))
}

// TellTransfer is a transfer of an account in lines of at most w columns. own are those that the
// case asked for.
func TellTransfer(x flow.Transfer, own []flow.Transfer, w int) []string {
	p := kit.NewLines(w)
	(&Transfers{page: Page{Own: own}}).addDetails(p, x)
	return p.Lines()
}
