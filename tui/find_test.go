package tui_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// withToken is Happy with the hash of the story's processor token.
func withToken(c flow.Case, e flow.Effect) []flow.Event {
	out := fake.Happy(c, e)
	if made, ok := out[0].(flow.ProcessorTokenCreated); ok {
		made.TokenHash = flow.NewSecret([]byte(fake.Token)).Hash()
		out[0] = made
	}
	return out
}

// longError is an error as JSON that does not fit into a line.
var longError = `{"display_message": null, "error_message": "` + strings.Repeat("the processor is not one of those that are known. ", 6) + `",
  "error_type": "INVALID_INPUT", "request_id": "Wf1a9nOcYpQ3zL7"}`

// fillDeep puts a note and an amount into cases of fillHistory, which no row shows.
func fillDeep(d *fake.Desk) {
	for id, cmd := range map[flow.CaseID]flow.Command{
		"01JDEMO0000000000000000008": flow.Note{Text: "called the bank today", By: "operator"},
		"01JDEMO0000000000000000001": flow.MoveMoney{Move: flow.Contribution, Amount: flow.Money{Minor: 12000, Currency: flow.USD}, By: "operator"},
	} {
		if err := d.Do(context.Background(), id, cmd); err != nil {
			panic(err)
		}
	}
}

// finding plays a test on a desk with a short history.
func finding(t *testing.T, test func(*stage)) {
	t.Helper()
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		fillHistory(s.desk)
		fillDeep(s.desk)
		s.desk.Past("Tove Jansson", false, withToken, flow.CreateProcessorToken)
		s.After(4 * time.Second)
		test(s)
	})
}

func TestFindByWhatIsInHand(t *testing.T) {
	finding(t, func(s *stage) {
		for text, want := range map[string][]string{
			"noor":                             {"Noor Haddad", "name"},
			"haddad processor":                 {"Noor Haddad", "name, code"},
			"1111 uncertain":                   {"Kestrel Freight", "mask, status"},
			"Wf1a9nOcYpQ3zL7":                  {"Noor Haddad", "request_id Wf1a9nOcYpQ3zL7"},
			"Wf1a9nOc":                         {"Noor Haddad", "request_id Wf1a9nOcYpQ3zL7"},
			"customer-4":                       {"not named yet", "No case has"},
			"customer-5":                       {"日本橋商店", "client_user_id customer-5"},
			"00000003":                         {"Émile Durand", "case 01JDEMO00000"},
			`"request_id": "Wf1a9nOcYpQ3zL7",`: {"Noor Haddad", "request_id Wf1a9nOcYpQ3zL7"},
			"error 400, request Wf1a9nOcYpQ3zL7 at 10:02": {"Noor Haddad"},
			"****1111":          {"Tove Jansson", "mask 1111"},
			"x0000":             {"Tove Jansson", "mask 0000 of the r"},
			"$120":              {"Blue Heron", "amount 120.00 USD of a con"},
			"called the bank":   {"Sam Okafor", "note called the bank today"},
			"invalid_processor": {"Noor Haddad", "code INVALID_PROCESSOR"},
			longError:           {"Noor Haddad", "request_id Wf1a9nOcYpQ3zL7"},
		} {
			s.Press("/").Paste(text).After(time.Second)
			switch {
			case text == "customer-4":
				s.Sees("No case has “customer-4”")
			default:
				s.Sees(append(want, "▸ ")...)
			}
			s.Press("esc").Sees("Cases", "acts")
		}
	})
}

// The hands have to be quiet before anything is asked, and enter does not wait for that.
func TestTypingAsksOnce(t *testing.T) {
	finding(t, func(s *stage) {
		before := s.desk.Lists()
		s.Press("/").Type("kestrel freight")
		if got := s.desk.Lookups(); len(got) != 1 || got[0] != "kestrel freight" {
			t.Errorf("looked up %q", got)
		}
		if n := s.desk.Lists() - before; n > 2 {
			t.Errorf("%d looks at the list", n)
		}
		s.Sees("Kestrel Freight", "1 case found. All 9 cases and 127 events were looked through.")
		s.Burst("ctrl+u", "n", "o", "o", "r", "enter").Sees("Find  noor")
		if got := s.desk.Lookups(); got[len(got)-1] != "noor" {
			t.Errorf("looked up %q", got)
		}
	})
}

func TestComingBackKeepsWhatWasFound(t *testing.T) {
	finding(t, func(s *stage) {
		s.Press("/").Type("1111").After(time.Second).Sees("7 cases found").Press("down").Sees("▸ ? uncertain    Kestrel Freight")
		asked := len(s.desk.Lookups())
		s.through("enter").Sees("Kestrel Freight", "Submission").Press("esc")
		s.Sees("Find  1111", "▸ ? uncertain    Kestrel Freight", "7 cases found")
		if len(s.desk.Lookups()) != asked {
			t.Error("it was looked up again")
		}
		s.Press("esc").Sees("Cases").Press("/").SeesNot("1111 ").Sees("Type or paste")
	})
}

// A token is hidden at once, only its hash is compared, and no part of it is ever sent to the terminal.
func TestATokenIsNeverShown(t *testing.T) {
	secret := strings.TrimPrefix(fake.Token, "processor-sandbox-")
	access := "access-production-" + secret
	for name, paste := range map[string]string{"alone": fake.Token, "with a line end": fake.Token + "\n", "in an answer": `{"processor_token": "` + fake.Token + `"}`,
		"an access_token": access} {
		t.Run(name, func(t *testing.T) {
			finding(t, func(s *stage) {
				look := func() {
					t.Helper()
					for _, part := range []string{secret[:8], secret[len(secret)-12:]} {
						if s.Sent(part) > 0 || strings.Contains(s.Screen(), part) {
							t.Fatalf("a part of the token was shown:\n%s", s.Screen())
						}
					}
				}
				s.Press("/").Paste(paste).After(time.Second).Sees("•••••")
				look()
				if paste == access {
					s.Sees("This is an access_token.")
					if got := s.desk.Lookups(); len(got) != 0 {
						t.Errorf("%d texts were looked up", len(got))
					}
					return
				}
				s.Sees("Tove Jansson", "token").Press("f1")
				look()
				s.Press("esc").through("enter").Sees("Tove Jansson")
				look()
				s.Press("esc", "ctrl+n")
				look()
				s.Press("esc", "ctrl+u").Sees("Type or paste").Type("noor").Sees("Find  noor").After(time.Second).Sees("Noor Haddad")
				look()
			})
		})
	}
}

func TestATokenThatIsTyped(t *testing.T) {
	finding(t, func(s *stage) {
		s.Press("/").Type("processor-sandbox-0a1b2c3d").SeesNot("0a1b2c3d", "processor-sandbox").Sees("•••", "No case has this processor_token.", "It has to be whole.")
		s.Type(strings.TrimPrefix(fake.Token, "processor-sandbox-0a1b2c3d")).After(time.Second).Sees("Tove Jansson")
	})
}

// A search that takes long says how far it is, shows what it has, and ends at a key or when
// somebody types on.
func TestALongSearchCanBeEnded(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		fillMany(s.desk)
		s.After(4 * time.Second)
		s.desk.Slow(time.Second)
		s.Press("/").Paste("customer 0950").After(1200*time.Millisecond).Sees("▸ ○ open         customer 0950", "◐ looked through 300 cases", "esc stop looking")
		s.Press("esc").Sees("Stopped after ").After(time.Minute).Sees("Stopped after ", "… look on", "customer 0950")
		looks := s.desk.Lists()
		s.Press("end", "down", "enter").Sees("◐ looked through ")
		s.Type("1").After(500*time.Millisecond).SeesNot("customer 0950 ").After(time.Minute).Sees("No case has “customer 09501”", "All 1,200 cases and 2,416 events were looked through.")
		if n := s.desk.Lists() - looks; n > 30 { // the list in the background is read too
			t.Errorf("%d looks", n)
		}
		s.Press("esc").Sees("Cases", "customer 1200")
	})
}

func TestMoreThanAHundred(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.Many(1000)
		s.After(4*time.Second).Press("/").Paste("customer").After(time.Second).Sees("100 cases found so far", "1 of 100+")
		for range 20 {
			s.Press("pgdown")
		}
		s.Sees("▸ ", "… look on").through("enter").Sees("200 cases found so far", "101 of 200+", "▸ ○ open         customer 000900")
	})
}

func TestABusyHistoryIsAskedAgain(t *testing.T) {
	finding(t, func(s *stage) {
		s.desk.Fail(&flow.BusyError{Holder: "alice, pid 412"})
		s.Press("/").Type("noor").After(time.Second).Sees("waiting for the history, held by alice, pid 412")
		s.desk.Fail(nil)
		s.through("enter").Sees("Noor Haddad")
	})
}

func TestADeskThatKnowsNoIds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Demo, fake.Happy, workTime)
		fillHistory(desk)
		desks := fake.One(desk)
		desks.Bare = true
		s := begin(t, desk, desks, flow.Demo, 80, 24)
		s.Press("/").Type("noor").After(time.Second).Sees("Noor Haddad", "name").Press("ctrl+u").Paste(fake.Token).After(time.Second)
		s.Sees("•••", "Nothing is looked up by a token at this desk.")
		if n := len(desk.Lookups()); n != 0 {
			t.Errorf("%d texts were looked up", n)
		}
	})
}
