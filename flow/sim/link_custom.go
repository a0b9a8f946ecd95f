package sim

import (
	"encoding/json"
	"slices"
	"strings"
)

// What user_custom may bring along (plaid.com/docs/sandbox/user-custom).
const (
	maxCustom         = 55 << 10
	maxCustomAccounts = 10
	maxCustomText     = 100
)

// customUser is the JSON object that is user_custom's password, as far as the
// simulator plays it. Members it does not know, version and seed among them,
// are let pass: the docs name more than can be listed here.
type customUser struct {
	Overrides  *[]customAccount `json:"override_accounts"`
	ForceError string           `json:"force_error"`
	Recaptcha  string           `json:"recaptcha"`
	MFA        *struct {
		Type                  string `json:"type"`
		QuestionRounds        int    `json:"question_rounds"`
		QuestionsPerRound     int    `json:"questions_per_round"`
		SelectionRounds       int    `json:"selection_rounds"`
		SelectionsPerQuestion int    `json:"selections_per_question"`
	} `json:"mfa"`
}

type customAccount struct {
	Type      string   `json:"type"`
	Subtype   string   `json:"subtype"`
	Starting  *float64 `json:"starting_balance"`
	Available *float64 `json:"force_available_balance"`
	Meta      struct {
		Name         string   `json:"name"`
		OfficialName string   `json:"official_name"`
		Mask         string   `json:"mask"`
		Limit        *float64 `json:"limit"`
	} `json:"meta"`
	Numbers struct {
		Account string `json:"account"`
	} `json:"numbers"`
}

// customErrors are the codes that force_error takes. PLAID_ERROR is the one
// that is no code; it stands for an error of Plaid itself.
var customErrors = []string{"INSTITUTION_NOT_RESPONDING", "INSTITUTION_NO_LONGER_SUPPORTED", "INVALID_CREDENTIALS", "INVALID_MFA", "ITEM_LOCKED",
	"ITEM_LOGIN_REQUIRED", "ITEM_NOT_SUPPORTED", "INVALID_LINK_TOKEN", "MFA_NOT_SUPPORTED", "NO_ACCOUNTS", "PLAID_ERROR", "USER_INPUT_TIMEOUT",
	"USER_SETUP_REQUIRED"}

func customSignIn(password string) signIn {
	bad := signIn{Fail: failCode("INVALID_CREDENTIALS")}
	var u customUser
	if len(password) > maxCustom || !strings.HasPrefix(strings.TrimSpace(password), "{") || json.Unmarshal([]byte(password), &u) != nil {
		return bad
	}
	switch {
	case u.ForceError == "PLAID_ERROR":
		return signIn{Fail: failCode("INTERNAL_SERVER_ERROR")}
	case slices.Contains(customErrors, u.ForceError):
		return signIn{Fail: failCode(u.ForceError)}
	case u.ForceError != "", u.Recaptcha != "" && u.Recaptcha != captchaGood && u.Recaptcha != captchaBad:
		return bad
	}
	got := signIn{Captcha: u.Recaptcha}
	if u.MFA != nil {
		var ok bool
		if got.Factor, ok = u.factor(); !ok {
			return bad
		}
	}
	if u.Overrides != nil {
		own, ok := customKinds(*u.Overrides)
		if !ok {
			return bad
		}
		got.Own = own
	}
	return got
}

// factor is the second factor that the object asks for; counts that are left
// out are one round of one question with two choices.
func (u *customUser) factor() (factor, bool) {
	m := u.MFA
	f := factor{Kind: m.Type, Rounds: 1, Per: 1}
	switch m.Type {
	case mfaDevice:
		return f, true
	case mfaQuestions:
		f.Rounds, f.Per = max(m.QuestionRounds, 1), max(m.QuestionsPerRound, 1)
	case mfaSelections:
		f.Rounds, f.Options = max(m.SelectionRounds, 1), max(m.SelectionsPerQuestion, 2)
	default:
		return f, false
	}
	return f, f.Rounds <= maxFactor && f.Per <= maxFactor && f.Options <= maxFactor
}

var (
	accountNumberShape = pattern(`^[0-9]{4,17}$`)
	subtypeShape       = pattern(`^[A-Za-z0-9][A-Za-z0-9 ()]{0,59}$`)
)

var accountTypes = []string{"depository", "credit", "loan", "investment", "other"}

// customKinds are the overrides as kinds of account; ok is false for an object
// that the Sandbox would not take.
func customKinds(overrides []customAccount) (kinds []accountKind, ok bool) {
	if len(overrides) > maxCustomAccounts {
		return nil, false
	}
	kinds = make([]accountKind, 0, len(overrides))
	for _, o := range overrides {
		if !slices.Contains(accountTypes, o.Type) || !subtypeShape().MatchString(o.Subtype) ||
			o.Numbers.Account != "" && !accountNumberShape().MatchString(o.Numbers.Account) {
			return nil, false
		}
		kinds = append(kinds, o.kind())
	}
	return kinds, true
}

func (o customAccount) kind() accountKind {
	k := accountKind{Name: short(o.Meta.Name), Mask: o.Meta.Mask, Type: o.Type, Subtype: o.Subtype, Official: short(o.Meta.OfficialName),
		Available: o.Available, Current: o.Starting, Limit: o.Meta.Limit, Number: o.Numbers.Account}
	if k.Name == "" {
		k.Name = "Plaid " + strings.ToUpper(o.Subtype[:1]) + o.Subtype[1:]
	}
	if k.Current == nil {
		k.Current = new(float64)
	}
	if k.Available == nil && k.Type == "depository" {
		k.Available = k.Current
	}
	if mask := []rune(k.Mask); len(mask) > 4 {
		k.Mask = string(mask[len(mask)-4:])
	}
	return k
}

func short(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), maxCustomText)])
}

// ownAccounts gives the kinds ids, and numbers to those that ACH can use.
func ownAccounts(ids *gen, kinds []accountKind) []account {
	list := make([]account, len(kinds))
	for i := range kinds {
		k := kinds[i]
		switch {
		case !k.debitable():
			k.Number = ""
		case k.Number == "":
			k.Number = ids.digits(16)
		}
		if k.Mask == "" && k.Number != "" {
			k.Mask = k.Number[len(k.Number)-4:]
		}
		if k.Mask == "" {
			k.Mask = ids.digits(4)
		}
		list[i] = account{ID: ids.alnum(37), accountKind: &k, place: -1}
	}
	return list
}
