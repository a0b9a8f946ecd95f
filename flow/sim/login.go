package sim

import (
	"slices"
	"strconv"
	"strings"
)

// The kinds of second factor, as mfa_type names them.
const (
	mfaCode       = "code"
	mfaDevice     = "device"
	mfaQuestions  = "questions"
	mfaSelections = "selections"
)

// deviceCode is the code that every device gets.
const deviceCode = "1234"

// maxFactor bounds the rounds and questions that a password may ask for.
const maxFactor = 10

// factor is the second factor that a login asks for; a zero Kind is none.
type factor struct {
	Kind    string
	Rounds  int
	Per     int // questions in a round
	Options int // choices of a selection
	Plain   bool
	Round   int // rounds answered so far
}

// loginErrors are the codes that the password error_CODE brings on
// (plaid.com/docs/sandbox/test-credentials).
var loginErrors = []string{"COUNTRY_NOT_SUPPORTED", "INSTITUTION_DOWN", "INSTITUTION_NOT_RESPONDING", "INSTITUTION_NO_LONGER_SUPPORTED",
	"INSUFFICIENT_CREDENTIALS", "INTERNAL_SERVER_ERROR", "INVALID_CREDENTIALS", "INVALID_MFA", "INVALID_SEND_METHOD", "ITEM_LOCKED",
	"ITEM_NOT_SUPPORTED", "MFA_NOT_SUPPORTED", "NO_ACCOUNTS", "PAYMENT_INVALID_RECIPIENT", "USER_INPUT_TIMEOUT", "USER_SETUP_REQUIRED"}

var numberedFactor = pattern(`^mfa_(questions|selections)_(\d+)_(\d+)(?:_(\d+))?$`)

// plainLogin says what the Sandbox makes of a username and a password that is
// one word: nothing (it worked), a second factor to pass, or a refusal.
func plainLogin(username, password string) (factor, *plaidFail) {
	if slices.Contains(anyPassword, username) || username == "user_bank_income" && password == "{}" {
		return factor{}, nil
	}
	if username != "user_good" {
		return factor{}, failCode("INVALID_CREDENTIALS")
	}
	if code, ok := strings.CutPrefix(password, "error_"); ok && slices.Contains(loginErrors, code) {
		return factor{}, failCode(code)
	}
	switch password {
	case "pass_good":
		return factor{}, nil
	case "mfa_device":
		return factor{Kind: mfaDevice, Rounds: 1, Per: 1}, nil
	case "mfa_selections":
		return factor{Kind: mfaSelections, Rounds: 1, Per: 1, Options: 2, Plain: true}, nil
	}
	if m := numberedFactor().FindStringSubmatch(password); m != nil && (m[1] == mfaSelections) == (m[4] != "") {
		rounds, per, options := atoi(m[2]), atoi(m[3]), atoi(m[4])
		if rounds > 0 && per > 0 && rounds <= maxFactor && per <= maxFactor && options <= maxFactor && (options > 0) == (m[4] != "") {
			return factor{Kind: m[1], Rounds: rounds, Per: per, Options: options}, nil
		}
	}
	return factor{}, failCode("INVALID_CREDENTIALS")
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // digits only, or empty
	return n
}

// prompt is one question of an MFA pane; without options it is answered freely.
type prompt struct {
	Question string   `json:"question"`
	Options  []string `json:"options"`
}

const (
	sentByPhone = "Text message to ***-***-0010"
	sentByMail  = "E-mail to a***@example.com"
)

// prompts are the questions of the factor's present round.
func (f factor) prompts() []prompt {
	switch f.Kind {
	case mfaDevice:
		return []prompt{{"How should your bank send the code?", []string{sentByPhone, sentByMail}}}
	case mfaCode:
		return []prompt{{"Enter the code that your bank sent", []string{}}}
	}
	list := make([]prompt, f.Per)
	for q := range list {
		list[q] = prompt{"Question " + strconv.Itoa(q+1) + " of round " + strconv.Itoa(f.Round+1), []string{}}
		for o := range f.Options {
			list[q].Options = append(list[q].Options, f.answer(q, o))
		}
	}
	if f.Plain {
		list[0] = prompt{"Is this you?", []string{"Yes", "No"}}
	}
	return list
}

// answer is what the Sandbox expects: answer_<round>_<question>, counted from
// zero, and for a selection answer_<round>_<question>_<option>.
func (f factor) answer(question, option int) string {
	text := "answer_" + strconv.Itoa(f.Round) + "_" + strconv.Itoa(question)
	if f.Kind == mfaSelections {
		text += "_" + strconv.Itoa(option)
	}
	return text
}

// accepts reports whether the answers are right for the present round.
func (f factor) accepts(answers []string) bool {
	switch {
	case f.Kind == mfaDevice:
		return len(answers) == 1 && (answers[0] == sentByPhone || answers[0] == sentByMail)
	case f.Kind == mfaCode:
		return slices.Equal(answers, []string{deviceCode})
	case f.Plain:
		return slices.Equal(answers, []string{"Yes"})
	}
	if len(answers) != f.Per {
		return false
	}
	for q, given := range answers {
		if given != f.answer(q, 0) {
			return false
		}
	}
	return true
}

// next is the factor after a round was passed; a zero Kind when all are.
func (f factor) next() factor {
	if f.Kind == mfaDevice {
		return factor{Kind: mfaCode, Rounds: 1, Per: 1}
	}
	if f.Round++; f.Round < f.Rounds {
		return f
	}
	return factor{}
}
