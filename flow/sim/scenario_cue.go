package sim

import (
	"strings"
)

// Cue is one thing that a person at Link has to know to play the customer of a story: where it
// is needed, and what to do or to type there.
type Cue struct{ Where, Do string }

// Cues are what a person has to do at Link to play the story, in order. Everything in them is
// test data that Plaid documents for its Sandbox.
func (sc Scenario) Cues() []Cue {
	var out []Cue
	if sc.startsLate() {
		return []Cue{{"ending", "Link cannot begin: its token has run out"}}
	}
	if sc.LeaveAt == ViewConsent {
		return []Cue{{"ending", leaving(sc.LeaveAt)}}
	}
	switch {
	case sc.Phone != "":
		out = append(out, Cue{"phone", "use a saved login: " + sc.Phone + ", code " + sandboxOTP})
	default:
		out = append(out, Cue{"phone", "go on without one"})
	}
	if sc.LeaveAt == ViewSubmitPhone {
		return append(out[:0], Cue{"ending", leaving(sc.LeaveAt)})
	}
	if sc.LeaveAt == ViewSelectInstitution {
		return append(out, Cue{"ending", leaving(sc.LeaveAt)})
	}
	bank := institutionOf(sc.InstitutionID)
	if sc.Phone != "" {
		out = append(out, Cue{"bank", bank.Name + ", which is saved"})
	} else {
		out = append(out, Cue{"bank", bank.Name})
	}
	out = append(out, sc.loginCues(bank)...)
	switch {
	case sc.LeaveAt != "":
		return append(out, Cue{"ending", leaving(sc.LeaveAt)})
	case sc.fails(bank):
		return append(out, Cue{"ending", "the bank refuses: close Link"})
	case sc.InstitutionID == houndstooth:
		return append(out, Cue{"account", "the one ending in " + sc.AccountMask + "; the page offers the test numbers"})
	}
	return append(out, Cue{"account", "the one ending in " + sc.AccountMask})
}

// loginCues are what is typed at the bank.
func (sc Scenario) loginCues(bank institution) []Cue {
	switch {
	case bank.Health == "UNSUPPORTED", sc.LeaveAt == ViewOAuth, sc.Phone != "":
		return nil
	case bank.OAuth && sc.BankAnswer == BankClosed:
		return []Cue{{"bank's page", "close its window, then close Link"}}
	case bank.OAuth:
		out := []Cue{{"bank's page", "any login will do"}}
		if bank.Asks {
			out = append(out, Cue{"code", deviceCode})
		}
		if sc.BankAnswer != "" {
			out = append(out, Cue{"answer", "let the page answer " + sc.BankAnswer})
		}
		return out
	case sc.LeaveAt == ViewCredential:
		return nil
	}
	var out []Cue
	if sc.WrongPassword != "" {
		out = append(out, Cue{"at first", sc.Username + " / " + sc.WrongPassword})
	}
	out = append(out, Cue{"login", sc.Username + " / " + sc.Password})
	if bank.PIN {
		out = append(out, Cue{"PIN", goodPIN})
	}
	if sc.LeaveAt != ViewMFA {
		out = append(out, sc.factorCues()...)
	}
	return out
}

// factorCues are the answers to the second factor that the password asks for.
func (sc Scenario) factorCues() []Cue {
	switch f, _ := plainLogin(sc.Username, sc.Password); {
	case f.Kind == mfaDevice:
		return []Cue{{"code", "any device, then " + deviceCode}}
	case f.Plain:
		return []Cue{{"question", "Yes"}}
	case f.Kind == mfaQuestions && len(sc.MFAAnswers) > 0:
		return []Cue{{"questions", strings.Join(sc.MFAAnswers, ", ")}}
	}
	return nil
}

// startsLate reports a story whose link token is dead before Link begins.
func (sc Scenario) startsLate() bool {
	for _, f := range sc.Faults {
		if f.Path == sessionsPath && f.Kind == "INVALID_LINK_TOKEN" {
			return true
		}
	}
	return false
}

// fails reports that the login does not lead to an account.
func (sc Scenario) fails(bank institution) bool {
	if bank.Health == "UNSUPPORTED" || sc.BankAnswer != "" {
		return true
	}
	for _, f := range sc.Faults {
		if strings.HasPrefix(f.Path, "/_link/") {
			return true
		}
	}
	switch {
	case sc.Phone != "", bank.OAuth:
		return false
	case sc.Username == "user_custom", strings.HasPrefix(sc.Password, "{"):
		return true // the stories have custom users for that alone
	}
	_, refused := plainLogin(sc.Username, sc.Password)
	return refused != nil
}

// leaving says at which pane the customer closes Link.
func leaving(view string) string {
	where := map[string]string{
		ViewConsent: "at once", ViewSubmitPhone: "where it asks for a phone number", ViewSelectInstitution: "at the search for a bank",
		ViewCredential: "at the password", ViewOAuth: "before the bank's own page opens", ViewMFA: "at the security question",
		ViewSelectAccount: "at the accounts",
	}[view]
	return strings.TrimSpace("close Link " + where)
}

func institutionOf(id string) institution {
	for _, b := range institutions() {
		if b.ID == id {
			return b
		}
	}
	return institution{Name: id}
}
