package doctor

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linkdesk/flow"
)

// aBitOff is how wrong a clock may be: certificates, sessions and countdowns stand that much.
const aBitOff = 5 * time.Minute

// clock compares this machine's clock with the Date of the answers that came in.
func (v *visit) clock(context.Context) Check {
	all := v.Machine.Clock()
	if len(all) == 0 {
		return unclear("No answer of a provider told the time.")
	}
	s := all[0]
	off := s.Ahead.Abs().Round(time.Second)
	way := "ahead of"
	if s.Ahead < 0 {
		way = "behind"
	}
	text := fmt.Sprintf("The clock of this machine is %s %s %s's.", near(off), way, s.Provider)
	if off < 2*time.Second { // the header has whole seconds, and the answer was under way
		text = "The clock of this machine agrees with " + s.Provider + "'s."
	}
	if off >= aBitOff {
		return failed(Here, text+" Link tokens look run out, and logins are refused.", "set the clock of this machine, for example with timedatectl set-ntp true").code("CLOCK_WRONG")
	}
	return good(text)
}

// near is a time as people say it: an hour off is not 1h0m1s.
func near(d time.Duration) string {
	if d < 2*time.Minute {
		return d.String()
	}
	return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}

func (v *visit) productionAccess(context.Context) Check {
	keys := v.was("keys")
	switch {
	case v.Env != flow.Production:
		c := skipped("Only the keys of production can tell.")
		return c.cure(flow.Operator, "ask for access, then run linkdesk doctor --env production").at(pageProduction)
	case keys.Code == "UNAUTHORIZED_ENVIRONMENT":
		return failed(Provider, "Plaid has not opened Production for your team.", "ask for access").at(pageProduction).code(keys.Code)
	case keys.State != Good:
		return skipped("It needs keys that Plaid takes.").at(pageProduction)
	case v.was("products").State != Good:
		return unclear("Plaid takes the keys in production, but gives no link_token; see products.")
	}
	return good("Plaid takes the keys in production and gives link_tokens. Whether it is full or limited access no call tells; large banks need the full one.").at(pageProduction)
}
