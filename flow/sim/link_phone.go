package sim

import "strings"

// Remember-me: a customer who has a saved login is known by the phone number
// and a code that is sent there (plaid.com/docs/link/returning-user).
const (
	sandboxOTP = "123456"
	maxOTP     = 3 // wrong codes until Link goes on without
)

// phoneVisit is remember-me as far as it has come in a session.
type phoneVisit struct {
	Number  string // in E.164, once one was given
	Wrong   int    // codes refused so far
	Known   bool   // the code was right
	Skipped bool
}

// savedLogins are the banks that the Sandbox's phone numbers have a login at.
// What exactly each number brings on is published in a few words only; this is
// the reading of them:
//
//	+14155550010  nobody yet          +14155550011  one bank
//	+14155550012  two banks           +14155550013  a bank with OAuth, which is asked again
//	+14155550014  a new device, so the bank's login is asked for again
//	+14155550015  the account is chosen too
var savedLogins = map[string][]string{
	"+14155550011":  {"ins_109508"},
	"+14155550012":  {"ins_109508", "ins_109509"},
	"+14155550013":  {"ins_127287"},
	newDevicePhone:  {"ins_109508"},
	autoSelectPhone: {"ins_109508"},
}

const (
	newDevicePhone  = "+14155550014"
	autoSelectPhone = "+14155550015"
)

type phonePane struct {
	Number string `json:"number"`
	Ending string `json:"ending"` // the last four digits of the number that the code went to
}

func (c *linkCall) phonePane() *phonePane {
	p := &phonePane{Number: c.lt.Request.User.PhoneNumber}
	if n := c.ls.Phone.Number; n != "" {
		p.Number, p.Ending = n, n[len(n)-4:]
	}
	return p
}

// mayRemember: a new Item, for a customer who has not said no.
func (c *linkCall) mayRemember() bool {
	return c.lt.UpdateOf == "" && !c.ls.Phone.Skipped && !c.ls.Phone.Known
}

// savedLogin is the way to remember-me for a customer whose number the link
// token did not bring.
func (c *linkCall) savedLogin(linkInput, []Fault) *linkRefusal {
	if !c.mayRemember() {
		return refused("NO_SAVED_LOGIN", "a saved login cannot be used here")
	}
	c.show(ViewSubmitPhone)
	return nil
}

func (c *linkCall) skipPhone(linkInput, []Fault) *linkRefusal {
	c.event("SKIP_SUBMIT_PHONE", nil)
	c.ls.Phone.Skipped = true
	c.toBanks()
	return nil
}

func (c *linkCall) submitPhone(in linkInput, _ []Fault) *linkRefusal {
	c.event("SUBMIT_PHONE", nil)
	number, ok := northAmerican(in.Phone)
	if !ok {
		c.ls.Error = failCode("INVALID_PHONE_NUMBER")
		c.errorEvent(c.ls.Error)
		c.show(ViewSubmitPhone)
		return nil
	}
	c.ls.Phone.Number = number
	c.show(ViewVerifyPhone)
	return nil
}

// northAmerican is the number in E.164; Link takes those of the US and Canada.
func northAmerican(typed string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
	if len(digits) == 11 {
		digits = strings.TrimPrefix(digits, "1")
	}
	if len(digits) != 10 || digits[0] < '2' || digits[3] < '2' || strings.Trim(typed, "+0123456789 ().-") != "" {
		return "", false
	}
	return "+1" + digits, true
}

func (c *linkCall) submitOTP(in linkInput, _ []Fault) *linkRefusal {
	if strings.TrimSpace(in.Code) == sandboxOTP {
		c.event("VERIFY_PHONE", nil)
		c.event("SUBMIT_OTP", nil)
		c.ls.Phone.Known = true
		c.recognised()
		return nil
	}
	c.event("SUBMIT_OTP", nil)
	if c.ls.Phone.Wrong++; c.ls.Phone.Wrong < maxOTP {
		c.ls.Error = failCode("INVALID_OTP")
		c.errorEvent(c.ls.Error)
		c.show(ViewVerifyPhone)
		return nil
	}
	f := failCode("PROFILE_AUTHENTICATION_FAILED")
	c.errorEvent(f)
	c.ls.Phone.Skipped = true
	c.toBanks()
	c.ls.Error = f // Link goes on without the saved login, and says why
	return nil
}
