package flow

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

func TestEveryEventSurvivesTheCodec(t *testing.T) {
	seen := map[EventKind]bool{}
	events := append(road(), ProcessorSet{"dwolla", false}, Confirmed{"operator"},
		EffectFailed{Effect: Submit, Fault: &Fault{Code: "25002"}}, EffectUnknown{Effect: Submit, Fault: &Fault{Code: "NO_ANSWER"}},
		EffectRetried{Effect: Submit, Fault: &Fault{Code: "RATE_LIMIT"}, WaitMS: 7}, HandoffOpened{Handoff: HandoffBrowser},
		LinkEventSeen{LinkEvent{Name: "OPEN", At: noon}}, NewLinkExited(LinkResult{ExitStatus: "choose_device"}),
		BalancesAsked{}, BalancesRead{Accounts: []Account{{ID: "a", Available: &Money{10010, "USD"}}}},
		ProcessorTokenRevealed{"operator"}, Retried{StopAccount, "resume"}, Cancelled{OpenLink, "operator"}, CaseClosed{StopFollowing, "operator"},
		LinkTokenRenewed{Expiration: noon, TokenHash: "h"}, DuplicatesFound{[]Duplicate{{Case: "02", Mask: "0000", At: noon}}},
		DuplicateAccepted{"operator"}, RelinkAsked{HandoffHosted, "ITEM_LOGIN_REQUIRED", true}, Relinked{SessionID: "s2"},
		Restored{noon, "alice"}, ItemAsked{}, ItemRead{Item: Item{ID: "item1", Notice: "PENDING_EXPIRATION", NoticeAt: noon}, Accounts: twoAccounts})
	events = append(append(events, money()...), opening()...)
	events = append(events, RotationAsked{"operator"}, AccessTokenRotated{Calls: []Call{{Endpoint: "/item/access_token/invalidate"}}},
		AccessTokenLost{Fault: TokenLost(&Fault{RequestID: "r"})}, RemovalAsked{"operator"}, ItemRemoved{Before: true},
		BankLooked{At: StopAccount, InstitutionID: "ins_1", Products: []ProductHealth{{"item_logins", "DEGRADED", 60, 10, 30, noon}}})
	events = append(events, GivenUp{Submit, "alice"}, Noted{"called the customer", "operator", StopHandoff})
	for _, e := range events {
		n, b, err := EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeEvent(n, b)
		if err != nil || !reflect.DeepEqual(e, back) {
			t.Errorf("%s: %v\n%#v\n%#v", e.Kind(), err, e, back)
		}
		if e.Stop() == "" {
			t.Errorf("%s belongs to no stop", e.Kind())
		}
		seen[e.Kind()] = true
	}
	for _, k := range EventKinds() {
		if !seen[k] {
			t.Errorf("no test event of kind %s", k)
		}
	}
}

// The numbers are written in histories out there: a row may be added, never moved.
func TestEventNumbersNeverChange(t *testing.T) {
	var b strings.Builder
	for i, k := range EventKinds() {
		fmt.Fprintf(&b, "%d %s\n", i+1, k)
	}
	golden(t, "events.txt", b.String())
	for _, n := range []uint16{0, uint16(len(EventKinds()) + 1)} {
		if _, err := DecodeEvent(n, []byte("{}")); err == nil {
			t.Errorf("event type %d was decoded", n)
		}
	}
}

// holder keeps a Secret in an unexported field, which is where printers leak.
type holder struct {
	s  Secret
	ps *Secret
}

func TestASecretNeverPrints(t *testing.T) {
	const canary = "access-sandbox-canary00-1111-2222-3333-444455556666"
	s := NewSecret([]byte(canary))
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p"} {
		fmt.Fprintf(&out, verb+verb+verb+"\n", s, holder{s, &s}, &holder{s, &s})
	}
	fmt.Fprintln(&out, s, &s, []Secret{s}, map[string]Secret{"k": s}, s.GoString())
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "s", s, "h", holder{s, &s})
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "s", s, "h", &holder{s, &s})
	if strings.Contains(out.String(), "canary") || strings.Contains(out.String(), fmt.Sprintf("%x", "canary")) {
		t.Errorf("leaked:\n%s", out.String())
	}
	for name, err := range map[string]error{"json": second(json.Marshal(s)), "json inside": second(json.Marshal(struct{ S Secret }{s})),
		"gob": gob.NewEncoder(&out).Encode(s)} {
		if err == nil {
			t.Errorf("%s encoded a secret", name)
		}
	}
}

func second(_ []byte, err error) error { return err }

func TestMasks(t *testing.T) {
	for in, want := range map[string]string{
		"processor-sandbox-0f3c2d11-aaaa-bbbb-cccc-00000000a92c":      "processor-sandbox-…a92c",
		"access-" + "production-0f3c2d11-aaaa-bbbb-cccc-00000000a92c": "access-production-…a92c",
		"hunter2-and-a-very-long-password":                            mask,
		"processor-sandbox-short":                                     mask,
		"":                                                            mask,
	} {
		if got := NewSecret([]byte(in)).Masked(); got != want {
			t.Errorf("%q is masked as %q, want %q", in, got, want)
		}
	}
	if !NewSecret(nil).Empty() || NewSecret([]byte("x")).Empty() {
		t.Error("Empty is wrong")
	}
}

func TestCleanLeavesNothingATerminalObeys(t *testing.T) {
	for _, in := range []string{"\x1b[31mred", "\x1b]0;title\x07", "\u009b31m", "a\x08b", "a\rb", "nul\x00", "bidi\u202Etxt",
		"tag\U000E0041", "bad\xff\xfeutf", "line\nbreak", "\x90dcs\x9c", strings.Repeat("e\u0301\u0301\u0301\u0301\u0301\u0301", 40), strings.Repeat("x", 70000)} {
		checkClean(t, in)
	}
	if got := Clean("First Platypus Bank · Zürich 北京"); got != "First Platypus Bank · Zürich 北京" {
		t.Errorf("Clean changed an ordinary name to %q", got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b]52;c;aGk=\x07\u202e")
	f.Fuzz(func(t *testing.T, in string) { checkClean(t, in) })
}

func checkClean(t *testing.T, in string) {
	t.Helper()
	out := Clean(in)
	n := 0
	for _, r := range out {
		n++
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r >= 0xe0000 && r <= 0xe007f {
			t.Errorf("%q keeps %U", in, r)
		}
	}
	if n > cleanLimit+1 {
		t.Errorf("%d runes survive", n)
	}
	if again := Clean(out); again != out && n <= cleanLimit {
		t.Errorf("not stable: %q then %q", out, again)
	}
}

func FuzzDecodeEvent(f *testing.F) {
	for _, e := range road() {
		n, b, _ := EncodeEvent(e)
		f.Add(n, b)
	}
	for n := range EventKinds() { // also those that the road does not have
		f.Add(uint16(n+1), []byte(`{"effect":"link","fault":{"code":"X","who":"bank"},"event":{"view":"x"},"item":{"id":"i"},"at":"account"}`))
	}
	f.Fuzz(func(t *testing.T, n uint16, b []byte) {
		e, err := DecodeEvent(n, b)
		if err != nil {
			return
		}
		// Whatever decodes must be applied or refused, never crash.
		for _, upto := range []int{0, 1, 4, 7, 12, 17} {
			c, err := Replay(records(road()[:upto]))
			if err != nil {
				t.Fatal(err)
			}
			if next, err := Apply(c, Record{Case: "01", Seq: c.Seq + 1, Time: noon, Event: e}); err == nil {
				_, _, _ = next.Status(), next.Who(), Summarize(next)
			}
		}
	})
}

func records(events []Event) []Record {
	var out []Record
	for i, e := range events {
		out = append(out, Record{Case: "01", Seq: uint32(i + 1), Time: noon, Event: e})
	}
	return out
}
