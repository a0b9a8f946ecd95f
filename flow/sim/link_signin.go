package sim

import (
	"encoding/json"
	"slices"
	"strings"
)

// The captchas that a password can ask for.
const (
	captchaGood = "good"
	captchaBad  = "bad"
)

// goodPIN is what a bank with a third field takes; it is what the old docs of
// the Sandbox gave for it.
const goodPIN = "credential_good"

// signIn is what the Sandbox makes of a login: it fails, or there are a
// captcha and a second factor to pass and accounts to share.
type signIn struct {
	Captcha string
	Factor  factor
	Deposit bool          // the bank gives no numbers, so they are verified by a deposit
	Own     []accountKind // accounts of its own; nil = the fixture
	Fail    *plaidFail
}

func signInAt(b institution, username, password, pin string) signIn {
	if b.PIN && pin != goodPIN {
		return signIn{Fail: failCode("INVALID_CREDENTIALS")}
	}
	return signInWith(username, password)
}

// signInWith knows the test credentials (plaid.com/docs/sandbox/test-credentials).
func signInWith(username, password string) signIn {
	switch {
	case username == "user_custom":
		return customSignIn(password)
	case username == "user_good" && strings.HasPrefix(strings.TrimSpace(password), "{"):
		return captchaSignIn(password)
	case username == "user_good" && password == "microdeposits_good":
		return signIn{Deposit: true}
	}
	needed, f := plainLogin(username, password)
	return signIn{Factor: needed, Fail: f}
}

func captchaSignIn(password string) signIn {
	var asked struct {
		Recaptcha string `json:"recaptcha"`
	}
	if json.Unmarshal([]byte(password), &asked) != nil || !slices.Contains([]string{captchaGood, captchaBad}, asked.Recaptcha) {
		return signIn{Fail: failCode("INVALID_CREDENTIALS")}
	}
	return signIn{Captcha: asked.Recaptcha}
}

// anyPassword are the Sandbox personas that take whatever is typed. They all
// have the accounts of the fixture here, which is the simulator's own choice.
var anyPassword = []string{"user_transactions_dynamic", "user_ewa_user", "user_yuppie", "user_small_business", "user_credit_bonus",
	"user_credit_joint_account", "user_credit_profile_poor", "user_credit_profile_good", "user_credit_profile_excellent",
	"user_prism_1", "user_prism_2", "user_prism_3", "user_prism_4", "user_prism_5", "user_prism_6", "user_prism_7", "user_prism_8"}
