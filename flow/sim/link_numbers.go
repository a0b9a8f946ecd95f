package sim

import (
	"slices"
	"strings"
)

// The ways in which an account is verified by its numbers
// (plaid.com/docs/auth/coverage).
const (
	numbersMatch     = "match"     // typed after the login, and matched to the account
	numbersAutomated = "automated" // typed after the login; a deposit verifies them by itself
	numbersInstant   = "instant"   // no login; the deposit comes in seconds
	numbersSameDay   = "same_day"  // no login, no bank; the deposit comes in a day
	numbersCode      = "code"      // the code of a deposit that has come
)

// manuallyVerified is the verification_status after the right code.
const manuallyVerified = "manually_verified"

const (
	depositCode     = "ABC" // of every deposit in the Sandbox
	maxDepositCodes = 3     // wrong ones until the verification has failed for good
)

// numbersVisit is the verification by numbers as far as it has come.
type numbersVisit struct {
	Asked   bool // instant or manual was chosen
	Deposit bool // the login gives no numbers that could be matched
	Kind    string
	Wrong   int // deposit codes refused so far
}

type numbersPane struct {
	Kind string `json:"kind"`
	Mask string `json:"mask"` // of the account that the numbers are for
}

func (c *linkCall) numbersPane() *numbersPane {
	p := &numbersPane{Kind: c.ls.Numbers.Kind}
	if len(c.ls.Chosen) > 0 {
		p.Mask = c.ls.Chosen[0].Mask
	}
	return p
}

// byNumbers: the ways without instant numbers are for the United States and
// for auth alone (plaid.com/docs/auth).
func (c *linkCall) byNumbers() bool {
	r := &c.lt.Request
	return c.lt.UpdateOf == "" && slices.Equal(r.CountryCodes, []string{"US"}) && slices.Equal(r.Products, []string{"auth"})
}

func (c *linkCall) sameDay() bool {
	return c.byNumbers() && c.lt.Request.Auth.SameDayMicrodepositsEnabled
}

func (c *linkCall) instantDeposit() bool {
	return c.byNumbers() && c.lt.Request.Auth.InstantMicrodepositsEnabled && c.s.bank(c.ls.InstitutionID).authMethods().InstantMicroDeposits
}

// wantsNumbers says whether the chosen account has to be verified, and how:
// its bank gives no numbers of its own.
func (c *linkCall) wantsNumbers() (kind string, f *plaidFail) {
	auth, ways := &c.lt.Request.Auth, c.s.bank(c.ls.InstitutionID).authMethods()
	switch {
	case !c.byNumbers() || ways.InstantAuth || !ways.InstantMatch:
		return "", nil
	case c.ls.Numbers.Deposit && auth.AutomatedMicrodepositsEnabled:
		return numbersAutomated, nil
	case !c.ls.Numbers.Deposit && (auth.InstantMatchEnabled == nil || *auth.InstantMatchEnabled):
		return numbersMatch, nil
	}
	return "", failCode("INSTANT_MATCH_FAILED")
}

// askAuthType is the pane for that choice, which going back comes to again.
func (c *linkCall) askAuthType() {
	c.ls.Numbers = numbersVisit{}
	c.show(ViewSelectAuthType)
}

// selectAuthType is the choice between a login and numbers, before the banks.
func (c *linkCall) selectAuthType(in linkInput, _ []Fault) *linkRefusal {
	switch {
	case in.Selection == "instant":
		c.event("SELECT_AUTH_TYPE", map[string]string{"selection": "flow_type_instant"})
		c.ls.Numbers.Asked = true
		c.toBanks()
	case in.Selection == "manual" && c.sameDay():
		c.event("SELECT_AUTH_TYPE", map[string]string{"selection": "flow_type_manual"})
		c.ls.Numbers.Asked = true
		c.askNumbers(numbersSameDay)
	default:
		return refused("INVALID_BODY", "selection must be instant, or manual where same-day micro-deposits are enabled")
	}
	return nil
}

// byNumber leaves the bank list for the account's numbers.
func (c *linkCall) byNumber(linkInput, []Fault) *linkRefusal {
	if !c.sameDay() {
		return refused("NOT_ENABLED", "same-day micro-deposits are not enabled for this link token")
	}
	c.askNumbers(numbersSameDay)
	return nil
}

func (c *linkCall) askNumbers(kind string) {
	c.ls.Numbers.Kind = kind
	if kind == numbersSameDay {
		c.ls.InstitutionID = "" // such an Item belongs to no bank
	}
	c.show(ViewNumbers)
}

func (c *linkCall) submitNumbers(in linkInput, _ []Fault) *linkRefusal {
	n := &c.ls.Numbers
	if n.Kind == numbersCode {
		return refused("INVALID_BODY", "the pane asks for the code of the deposit")
	}
	if n.Kind == numbersInstant || n.Kind == numbersSameDay {
		if !slices.Contains([]string{"checking", "savings"}, in.Subtype) {
			return refused("INVALID_BODY", "subtype must be checking or savings")
		}
	}
	number := strings.TrimSpace(in.AccountNumber)
	mask := number[max(len(number)-4, 0):]
	c.event("SUBMIT_ROUTING_NUMBER", map[string]string{"routing_number": routingShown(in.RoutingNumber)})
	c.event("SUBMIT_ACCOUNT_NUMBER", map[string]string{"account_number_mask": mask})
	if !routable(in.RoutingNumber) || !accountNumberShape().MatchString(number) || !c.fitsChosen(mask) {
		c.ls.Error = failCode("INVALID_ACCOUNT_NUMBER")
		c.errorEvent(c.ls.Error)
		c.show(ViewNumbers)
		return nil
	}
	c.verify(number, mask, in.Subtype)
	return nil
}

// fitsChosen: numbers for an account that the login has shown end as it does.
func (c *linkCall) fitsChosen(mask string) bool {
	return c.ls.Numbers.Kind == numbersInstant || c.ls.Numbers.Kind == numbersSameDay || mask == c.ls.Chosen[0].Mask
}

// verify goes on with numbers that look right.
func (c *linkCall) verify(number, mask, subtype string) {
	switch c.ls.Numbers.Kind {
	case numbersMatch:
		c.show(ViewConnected)
	case numbersAutomated:
		c.ls.Chosen[0].Verification = pendingAutomatic
		c.show(ViewConnected)
	case numbersInstant, numbersSameDay:
		k := &accountKind{Name: strings.ToUpper(subtype[:1]) + subtype[1:], Mask: mask, Type: "depository", Subtype: subtype, Number: number}
		c.ls.Chosen = []account{{ID: c.w.IDs.alnum(37), accountKind: k, place: -1, Verification: pendingManual}}
		if c.ls.Numbers.Kind == numbersInstant {
			c.show(ViewInstantDeposit)
			return
		}
		c.show(ViewSameDay)
	}
}

var routingShape = pattern(`^[0-9]{9}$`)

// routable is a routing number that a bank could have.
func routable(number string) bool {
	return isRouting(number) && strings.Trim(number, "0") != ""
}

// routingShown is a routing number for an event; what is none does not go there.
func routingShown(number string) string {
	if !routingShape().MatchString(number) {
		return ""
	}
	return number
}

// authMethod is how the numbers of the Item came to be known (OpenAPI:
// ItemAuthMethod), "" for the ordinary way.
func (c *linkCall) authMethod() string {
	switch n := &c.ls.Numbers; {
	case n.Kind == numbersMatch:
		return authMatch
	case n.Kind == numbersAutomated:
		return authAutomated
	case n.Kind == numbersSameDay:
		return "SAME_DAY_MICRODEPOSITS"
	case n.Kind == numbersCode && c.lt.UpdateOf == "":
		return "INSTANT_MICRODEPOSITS"
	}
	return ""
}
