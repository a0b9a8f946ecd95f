package explain_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

func TestCardsAreComplete(t *testing.T) {
	who := []flow.Who{flow.Operator, flow.Customer, flow.BankSide, flow.PlaidSide, flow.Partners, flow.Nobody}
	providers := []string{explain.Plaid, explain.Link, explain.PrimeTrust, explain.Nacha, explain.Own}
	seen := map[string]bool{}
	for _, c := range explain.Cards() {
		v := reflect.ValueOf(c)
		for i := range v.NumField() {
			text := v.Field(i).String()
			if strings.TrimSpace(text) == "" || text != strings.TrimSpace(text) {
				t.Errorf("%s: field %s is %q", c.Code, v.Type().Field(i).Name, text)
			}
			if flow.Clean(text) != text {
				t.Errorf("%s: field %s is too long or holds what a terminal cannot show", c.Code, v.Type().Field(i).Name)
			}
		}
		if seen[c.Code] {
			t.Errorf("%s has two cards", c.Code)
		}
		seen[c.Code] = true
		if !slices.Contains(who, c.Who) || !slices.Contains(providers, c.Provider) {
			t.Errorf("%s: who %q, provider %q", c.Code, c.Who, c.Provider)
		}
	}
}

// The words are read on an 80-column screen and by somebody in a hurry.
func TestCardsAreShort(t *testing.T) {
	sentence := regexp.MustCompile(`[.?!](\s|$)`)
	for _, c := range explain.Cards() {
		for what, text := range map[string]string{"What": c.What, "Do": c.Do, "Tell": c.Tell} {
			if n := len(sentence.FindAllString(text, -1)); n < 1 || n > 2 {
				t.Errorf("%s: %s has %d sentences: %s", c.Code, what, n, text)
			}
			if n := utf8.RuneCountInString(text); n > 240 {
				t.Errorf("%s: %s has %d characters", c.Code, what, n)
			}
		}
	}
}

// A hint may name a flag or a command only if it exists.
func TestCardsNameOnlyRealCommands(t *testing.T) {
	commands := []string{"demo", "run", "history", "explain", "doctor", "auth", "snippet", "sim", "version", "help"}
	flags := []string{"--resume", "--processor", "--account-id", "--account-mask", "--handoff", "--institution",
		"--env", "--era", "--pt-account", "--pt-contact", "--reveal", "--relink", "--after-restore",
		"--fund", "--follow", "--check-balance"}
	command, flag := regexp.MustCompile(`linkdesk ([a-z]+)`), regexp.MustCompile(`--[a-z-]+`)
	for _, c := range explain.Cards() {
		for _, m := range command.FindAllStringSubmatch(c.Do+" "+c.Doc, -1) {
			if !slices.Contains(commands, m[1]) {
				t.Errorf("%s names the command %q", c.Code, m[0])
			}
		}
		for _, f := range flag.FindAllString(c.Do, -1) {
			if !slices.Contains(flags, f) {
				t.Errorf("%s names the flag %q", c.Code, f)
			}
		}
	}
}

func TestForPicksTheStory(t *testing.T) {
	prime := flow.Case{Processor: flow.PrimeTrust}
	for _, tc := range []struct {
		name  string
		fault *flow.Fault
		c     flow.Case
		want  string
	}{
		{"nil", nil, prime, ""},
		{"no code", &flow.Fault{}, prime, ""},
		{"unknown code", &flow.Fault{Code: "NEW_CODE_OF_2027"}, prime, ""},
		{"plain", &flow.Fault{Code: "ITEM_LOCKED"}, prime, "ITEM_LOCKED"},
		{"prime trust", &flow.Fault{Code: "INVALID_PROCESSOR"}, prime, "INVALID_PROCESSOR:prime_trust"},
		{"no case", &flow.Fault{Code: "INVALID_PROCESSOR"}, flow.Case{}, "INVALID_PROCESSOR:prime_trust"},
		{"another processor", &flow.Fault{Code: "INVALID_PROCESSOR"}, flow.Case{Processor: "dwola"}, "INVALID_PROCESSOR"},
		{"exit with a status", &flow.Fault{Code: "LINK_EXITED"}, flow.Case{Link: flow.LinkState{ExitStatus: "requires_code"}}, "requires_code"},
		{"exit with a new status", &flow.Fault{Code: "LINK_EXITED"}, flow.Case{Link: flow.LinkState{ExitStatus: "requires_retina"}}, "LINK_EXITED"},
		{"exit without", &flow.Fault{Code: "LINK_EXITED"}, flow.Case{}, "LINK_EXITED"},
		{"a real error beats the exit status", &flow.Fault{Code: "ITEM_LOCKED"}, flow.Case{Link: flow.LinkState{ExitStatus: "requires_code"}}, "ITEM_LOCKED"},
		{"25001", &flow.Fault{Code: "25001", Message: "INVALID_PROCESSOR_TOKEN"}, prime, "25001"},
		{"25001 login", &flow.Fault{Code: "25001", Message: "Error Code: ITEM_LOGIN_REQUIRED"}, prime, "25001:ITEM_LOGIN_REQUIRED"},
		{"25001 gone", &flow.Fault{Code: "25001", Message: "Error Code: ITEM_NOT_FOUND"}, prime, "25001:ITEM_NOT_FOUND"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			card, ok := explain.For(tc.fault, tc.c)
			if card.Code != tc.want || ok != (tc.want != "") {
				t.Errorf("got %q, %v, want %q", card.Code, ok, tc.want)
			}
		})
	}
}

// Every exit status that Link can give and every end of a page of our own has its card.
func TestEveryExitStatusHasACard(t *testing.T) {
	for _, status := range []string{"requires_questions", "requires_selections", "requires_code", "choose_device",
		"requires_credentials", "requires_account_selection", "requires_oauth", "institution_not_found",
		"institution_not_supported", "tab_closed", "timed_out"} {
		c := flow.Case{Link: flow.LinkState{ExitStatus: status}}
		exit := flow.NewLinkExited(flow.LinkResult{ExitStatus: status})
		if card, _ := explain.For(exit.Fault, c); card.Code != status || card.Provider != explain.Link {
			t.Errorf("%s: got the card %q of %q", status, card.Code, card.Provider)
		}
	}
}

func TestPrimeTrustIsToldInFull(t *testing.T) {
	card, ok := explain.For(&flow.Fault{Code: "INVALID_PROCESSOR"}, flow.Case{ID: "01JABC", Processor: flow.PrimeTrust})
	if !ok {
		t.Fatal("no card")
	}
	for _, want := range []string{"2024-03-21", "2023-08-14", "2024-01-05"} {
		if !strings.Contains(card.What, want) {
			t.Errorf("What lacks %s: %s", want, card.What)
		}
	}
	for _, want := range []string{"--resume 01JABC --processor dwolla", "demo --era 2023"} {
		if !strings.Contains(card.Do, want) {
			t.Errorf("Do lacks %q: %s", want, card.Do)
		}
	}
}

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		typed string
		want  []string
	}{
		{"item_locked", []string{"ITEM_LOCKED"}},
		{" Requires_OAuth ", []string{"requires_oauth"}},
		{"INVALID_PROCESSOR", []string{"INVALID_PROCESSOR", "INVALID_PROCESSOR:prime_trust"}},
		{"25001", []string{"25001", "25001:ITEM_LOGIN_REQUIRED", "25001:ITEM_NOT_FOUND"}},
		{"", nil},
		{"nonsense", nil},
	} {
		var got []string
		for _, c := range explain.Find(tc.typed) {
			got = append(got, c.Code)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("Find(%q) = %v, want %v", tc.typed, got, tc.want)
		}
	}
}

func TestHinted(t *testing.T) {
	c := flow.Case{ID: "01JABC", Processor: flow.PrimeTrust}
	for _, tc := range []struct {
		name string
		in   flow.Fault
		hint string // part of it
		who  flow.Who
	}{
		{"from the card", flow.Fault{Code: "ITEM_LOCKED", Kind: flow.CustomerFault}, "unlock it at the bank", flow.Customer},
		{"keeps a hint", flow.Fault{Code: "ITEM_LOCKED", Hint: "Ring them."}, "Ring them.", flow.Customer},
		{"keeps a who", flow.Fault{Code: "ITEM_LOCKED", Who: flow.Nobody}, "--resume 01JABC", flow.Nobody},
		{"by kind: input", flow.Fault{Code: "X", Kind: flow.Input}, "Correct what the message names", flow.Operator},
		{"by kind: config", flow.Fault{Code: "X", Kind: flow.Config}, "Correct the setting", flow.Operator},
		{"by kind: customer", flow.Fault{Code: "X", Kind: flow.CustomerFault}, "Ask the customer", flow.Customer},
		{"by kind: refused", flow.Fault{Code: "X", Kind: flow.Refused}, "request_id", flow.Operator},
		{"by kind: transient", flow.Fault{Code: "X", Kind: flow.Transient, Op: string(flow.ReadAccounts)}, "Wait", flow.PlaidSide},
		{"by kind: transient partner", flow.Fault{Code: "X", Kind: flow.Transient, Op: string(flow.Submit)}, "Wait", flow.Partners},
		{"by kind: unknown", flow.Fault{Code: "X", Kind: flow.Unknown}, "does nothing twice", flow.Operator},
		{"by kind: internal", flow.Fault{Kind: flow.Internal}, "Nothing is lost", flow.Operator},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := tc.in
			got := explain.Hinted(&in, c)
			if !strings.Contains(got.Hint, tc.hint) || got.Who != tc.who {
				t.Errorf("hint %q, who %q", got.Hint, got.Who)
			}
			if strings.Contains(got.Hint, "CASE") {
				t.Errorf("the hint does not name the case: %q", got.Hint)
			}
			if in != tc.in {
				t.Error("Hinted changed its argument")
			}
			if again := explain.Hinted(got, c); *again != *got {
				t.Errorf("a second time gives %+v", again)
			}
		})
	}
	if explain.Hinted(nil, c) != nil {
		t.Error("nil did not stay nil")
	}
}
