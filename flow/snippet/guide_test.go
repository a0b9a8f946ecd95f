package snippet_test

import (
	"flag"
	"go/format"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// filled is a case that has come all the way, with a name that wants out of its quotes.
func filled() flow.Case {
	return flow.Case{ID: "c1", Env: flow.Sandbox, Processor: flow.PrimeTrust, AccountID: "BxBXxLj1m4HMXBm9WZZmCWVbPjX16EHwv99vp",
		Party: flow.Party{ClientUserID: "cu-77", LegalName: `Zoë "O'Quinn" \ #{Sons} ${HOME}`, Business: true, PartnerContact: "0a6d1f6e-0000-4000-8000-000000000002"},
		Link:  flow.LinkState{Hosted: true, RedirectURI: "https://example.com/back?a=1&b=%20"}}
}

const filledKey = "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a001"

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "guide", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("%s: %v\n%s", name, err, got)
	}
}

// TestGuide holds every step in every language, without a case, with one, and the link token of a
// repair.
func TestGuide(t *testing.T) {
	repair := snippet.FactsOf(filled(), "")
	repair.Repair, repair.SelectAccounts, repair.Env = true, true, flow.Production
	n := 0
	for _, lang := range snippet.Languages() {
		for _, step := range snippet.Steps() {
			golden(t, string(lang)+"/"+string(step)+".golden", snippet.Write(step, lang, snippet.Facts{}).Text)
			golden(t, string(lang)+"/"+string(step)+"_case.golden", snippet.Write(step, lang, snippet.FactsOf(filled(), filledKey)).Text)
			n++
		}
		golden(t, string(lang)+"/link_token_repair.golden", snippet.Write(snippet.LinkToken, lang, repair).Text)
	}
	if n != 24 {
		t.Errorf("%d snippets", n)
	}
}

// TestGuideTellsItsVariables looks for every variable that is told, and finds none that is not.
func TestGuideTellsItsVariables(t *testing.T) {
	ofCase := map[snippet.Step][]string{snippet.LinkToken: {"CLIENT_USER_ID"}, snippet.ProcessorToken: {"ACCOUNT_ID"}, snippet.Submission: {"IDEMPOTENCY_KEY", "PRIMETRUST_CONTACT_ID"}}
	secrets := map[snippet.Step][]string{snippet.LinkToken: {}, snippet.Exchange: {"PUBLIC_TOKEN"}, snippet.ProcessorToken: {"ACCESS_TOKEN"}, snippet.Submission: {"PRIMETRUST_EMAIL", "PRIMETRUST_PASSWORD", "PROCESSOR_TOKEN"}}
	for _, lang := range snippet.Languages() {
		for _, step := range snippet.Steps() {
			always := slices.Clone(secrets[step])
			if step != snippet.Submission {
				always = append(always, "PLAID_CLIENT_ID", "PLAID_SECRET")
			}
			slices.Sort(always)
			empty, full := snippet.Write(step, lang, snippet.Facts{}), snippet.Write(step, lang, snippet.FactsOf(filled(), filledKey))
			missing := slices.Sorted(slices.Values(empty.Missing))
			if !slices.Equal(missing, ofCase[step]) || len(full.Missing) > 0 {
				t.Errorf("%s %s: missing %v and %v", step, lang, empty.Missing, full.Missing)
			}
			if got := slices.Sorted(slices.Values(full.Variables)); !slices.Equal(got, always) {
				t.Errorf("%s %s: %v, want %v", step, lang, got, always)
			}
			if !strings.Contains(empty.Text, strings.Join(empty.Variables, ", ")+".") {
				t.Errorf("%s %s does not tell %v", step, lang, empty.Variables)
			}
			for _, s := range []snippet.Snippet{empty, full} {
				if strings.Contains(s.Text, "<<") || strings.Contains(s.Text, ">>") || strings.Contains(s.Text, "\n?") || !strings.HasSuffix(s.Text, "\n") {
					t.Errorf("%s %s: something of the guide is left\n%s", step, lang, s.Text)
				}
			}
		}
	}
}

func TestGuideOfGoIsFormatted(t *testing.T) {
	for _, step := range snippet.Steps() {
		for _, f := range []snippet.Facts{{}, snippet.FactsOf(filled(), filledKey)} {
			text := snippet.Write(step, snippet.InGo, f).Text
			if got, err := format.Source([]byte(text)); err != nil || string(got) != text {
				t.Errorf("%s: %v\n%s", step, err, got)
			}
		}
	}
}

// TestNoTokenInAGuide puts tokens wherever a case has a text: none comes out, and a key that is no
// UUID does not either. A new member of Facts has to be looked at here first.
func TestNoTokenInAGuide(t *testing.T) {
	const token = "processor-sandbox-0a1b2c3d-1111-4222-8333-abcdefabcdef"
	if n := reflect.TypeFor[snippet.Facts]().NumField(); n != 14 {
		t.Errorf("Facts has %d members", n)
	}
	f := snippet.Facts{Products: []string{token}, Countries: []string{token}, ClientUserID: token, LegalName: "x " + token, RedirectURI: "https://example.com/?t=" + token,
		AccountID: token, Processor: token, ContactID: token, Key: token, Hosted: true}
	for _, lang := range snippet.Languages() {
		for _, step := range snippet.Steps() {
			if text := snippet.Write(step, lang, f).Text; strings.Contains(text, "0a1b2c3d") || strings.Contains(text, "abcdefabcdef") {
				t.Errorf("%s %s:\n%s", step, lang, text)
			}
		}
	}
}

func TestGuideRefusesOtherWords(t *testing.T) {
	if _, err := snippet.ParseStep("token"); err == nil || err.Error() != `unknown step "token": use link_token, exchange, processor_token or submission` {
		t.Errorf("%v", err)
	}
	if _, err := snippet.ParseLanguage("perl\x1b"); err == nil || !strings.Contains(err.Error(), "ruby, go or java") || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("%v", err)
	}
	for _, lang := range snippet.Languages() {
		if got, err := snippet.ParseLanguage(string(lang)); err != nil || got != lang {
			t.Errorf("%v %v", got, err)
		}
	}
}
