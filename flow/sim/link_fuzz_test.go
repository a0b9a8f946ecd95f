package sim

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// fumble is a customer who does anything anywhere: whatever is clicked in
// whatever order, Link answers, and by itself never fails.
func fumble(t *testing.T, c *client, choices []byte) {
	t.Helper()
	at := 0
	next := func(n int) int {
		if at >= len(choices) {
			return 0
		}
		at++
		return int(choices[at-1]) % n
	}
	actions := slices.Sorted(maps.Keys(linkActions))
	steps := slices.Sorted(maps.Keys(bankSteps))
	pick := func(of ...string) string { return of[next(len(of))] }
	passwords := []string{"pass_good", "mfa_device", "mfa_selections", "mfa_questions_1_1", "microdeposits_good", `{"recaptcha":"good"}`, "error_NO_ACCOUNTS", "wrong", `{}`,
		`{"override_accounts":[]}`, `{"override_accounts":[{"type":"depository","subtype":"checking"}]}`}
	banks := []string{"ins_109508", houndstooth, oauthBank, "ins_135858", "ins_109510", "ins_132361", "none"}
	w := c.walk(obj{"redirect_uri": "http://localhost:1/back", "auth": obj{"auth_type_select_enabled": next(2) == 0, "same_day_microdeposits_enabled": next(2) == 0,
		"instant_microdeposits_enabled": true, "automated_microdeposits_enabled": next(2) == 0}})
	for at < len(choices) {
		body := obj{"institution_id": pick(banks...), "username": pick("user_good", "user_custom", ""), "password": pick(passwords...), "pin": pick(goodPIN, ""),
			"phone": pick("4155550011", "4155550013", "4155550015", "1"), "code": pick("1234", sandboxOTP, depositCode, ""), "selection": pick("instant", "manual", ""),
			"routing_number": pick("021000021", "021000021", "12"), "account_number": pick("1111222233330000", "1111222233331111", ""), "subtype": pick("checking", ""),
			"outcome": pick("", "", "ACCESS_NOT_GRANTED", "x"), "answers": []string{pick("Yes", "1234", "answer_0_0", sentByMail)}, "query": pick("", "platypus")}
		if list, ok := w.last.at("pane accounts").([]any); ok && len(list) > 0 {
			body["account_ids"] = []any{list[next(len(list))].(obj)["id"]}
		}
		if page, ok := w.last.at("pane oauth url").(string); ok && next(2) == 0 {
			if a := c.atBank(page, steps[next(len(steps))], body); a.status >= 500 {
				t.Fatalf("the bank answers %d: %s", a.status, a.raw)
			}
			continue
		}
		view, _ := w.last.at("pane view").(string)
		can := slices.DeleteFunc(slices.Clone(actions), func(a string) bool { return !linkActions[a].allowed(view) || a == "exit" && next(8) > 0 })
		if next(8) == 0 || len(can) == 0 {
			can = actions
		}
		a := c.link("/"+w.id+"/"+can[next(len(can))], body)
		switch {
		case a.status >= 500:
			t.Fatalf("Link answers %d: %s", a.status, a.raw)
		case a.status == 410:
			return
		case a.status == 200:
			w.last = a
		}
	}
}

func TestAnybodyMayFumble(t *testing.T) {
	_, c := start(t, Options{})
	r := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		choices := make([]byte, 400)
		for i := range choices {
			choices[i] = byte(r.Uint32())
		}
		fumble(t, c, choices)
	}
}

func FuzzLink(f *testing.F) {
	s, err := New(Options{Seed: 7, Now: newClock().now})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("any order of clicks will do here"))
	f.Fuzz(func(t *testing.T, choices []byte) {
		fumble(t, &client{t: t, rt: s.Transport()}, choices[:min(len(choices), 2000)])
	})
}
