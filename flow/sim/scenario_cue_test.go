package sim

import (
	"strings"
	"testing"
)

// TestCuesAreTrue: what a person is told to do at Link leads where the story's own customer gets.
func TestCuesAreTrue(t *testing.T) {
	for _, sc := range Scenarios() {
		if sc.Name == "wrong-keys" || sc.Name == "slow" {
			continue // no link token can be made there; or it takes its time and is happy else
		}
		h, err := visited(t, sc.Name, nil)
		if err != nil {
			t.Fatalf("%s: %v", sc.Name, err)
		}
		cues := sc.Cues()
		last := cues[len(cues)-1]
		linked := len(h.results) == 1 && h.results[0]["kind"] == "success"
		if linked != (last.Where == "account") {
			t.Errorf("%s: linked %t, and the last cue is %v", sc.Name, linked, last)
		}
		text := ""
		for _, c := range cues {
			text += c.Where + ": " + c.Do + "\n"
		}
		if strings.Contains(text, "111122223333") {
			t.Errorf("%s shows an account number", sc.Name)
		}
		if typed := sc.LeaveAt == "" || sc.LeaveAt == ViewMFA || sc.LeaveAt == ViewSelectAccount; typed && linked && sc.Phone == "" && !institutionOf(sc.InstitutionID).OAuth &&
			!strings.Contains(text, sc.Username+" / "+sc.Password) {
			t.Errorf("%s: nobody can know the login from\n%s", sc.Name, text)
		}
	}
}

// TestCues are those of a few stories in full.
func TestCues(t *testing.T) {
	for name, want := range map[string]string{
		"happy":                     "phone: go on without one|bank: First Platypus Bank|login: user_good / pass_good|account: the one ending in 0000",
		"wrong-password-then-right": "phone: go on without one|bank: First Platypus Bank|at first: user_good / pass_mistyped|login: user_good / pass_good|account: the one ending in 0000",
		"mfa-device":                "phone: go on without one|bank: First Platypus Bank|login: user_good / mfa_device|code: any device, then 1234|account: the one ending in 0000",
		"remember-me":               "phone: use a saved login: 415-555-0011, code 123456|bank: First Platypus Bank, which is saved|account: the one ending in 0000",
		"oauth-refused":             "phone: go on without one|bank: Platypus OAuth Bank|bank's page: any login will do|answer: let the page answer ACCESS_NOT_GRANTED|ending: the bank refuses: close Link",
		"oauth-second-factor":       "phone: go on without one|bank: Bank of America|bank's page: any login will do|code: 1234|account: the one ending in 0000",
		"leaves-at-questions":       "phone: go on without one|bank: First Platypus Bank|login: user_good / mfa_questions_1_1|ending: close Link at the security question",
		"leaves-at-consent":         "ending: close Link at once",
		"expired-link":              "ending: Link cannot begin: its token has run out",
		"bank-unsupported":          "phone: go on without one|bank: Unsupported Platypus Bank|ending: the bank refuses: close Link",
	} {
		sc, err := FindScenario(name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range sc.Cues() {
			got = append(got, c.Where+": "+c.Do)
		}
		if text := strings.Join(got, "|"); text != want {
			t.Errorf("%s: %s\nwant %s", name, text, want)
		}
	}
}
