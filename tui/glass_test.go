package tui_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// exchange is a call that the console of a test has seen, as the recorder would have it.
func exchange(id flow.CaseID, at time.Time, effect flow.EffectKind, endpoint string, status int, request, answer string) flow.Exchange {
	x := flow.Exchange{Errand: flow.Errand{Case: id, Effect: effect, Attempt: 1}, Provider: flow.Plaid, Method: "POST",
		URL: "https://sandbox.plaid.com" + endpoint, Endpoint: endpoint, Status: status, At: at, Took: 120 * time.Millisecond,
		Request: flow.Message{Body: request, Headers: []flow.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Plaid-Client-Id", Value: flow.Hidden}, {Name: "Plaid-Secret", Value: flow.Hidden}}},
		Answer:  flow.Message{Body: answer, Headers: []flow.Header{{Name: "Content-Type", Value: "application/json"}}}}
	if status != 0 {
		x.RequestID = "req" + string(effect)[:4]
	}
	return x
}

// when is the time of the last event about an endpoint, less what the call took.
func (s *stage) when(endpoint string) time.Time {
	snap, err := s.desk.View(s.t.Context(), s.id())
	if err != nil {
		s.t.Fatal(err)
	}
	at := time.Now()
	for _, r := range snap.Records {
		for _, call := range flow.CallsOf(r.Event) {
			if call.Endpoint == endpoint {
				at = r.Time
			}
		}
	}
	return at.Add(-120 * time.Millisecond)
}

// roadCalls are those of the road up to the processor token, in the order in which they were made,
// but the first: that belongs to an earlier session.
func roadCalls(s *stage) []flow.Exchange {
	id := s.id()
	exchanged := exchange(id, s.when("/item/public_token/exchange"), flow.ExchangePublicToken, "/item/public_token/exchange", 200,
		`{"public_token":"public-sandbox-…5f10"}`, `{"access_token":"access-sandbox-…a92c","item_id":"item-7qPbLw3xZ9","request_id":"reqpubl"}`)
	read := exchange(id, s.when("/accounts/get"), flow.ReadAccounts, "/accounts/get", 200, `{"access_token":"access-sandbox-…a92c"}`,
		`{"accounts":[{"account_id":"acc-2","balances":{"available":200,"current":210,"iso_currency_code":"USD","limit":null},"mask":"1111","name":"Plaid Saving","owner":"•••","persistent_account_id":"•••","subtype":"savings","type":"depository"}],"item":{"available_products":[],"item_id":"item-7qPbLw3xZ9","webhook":"•••"},"request_id":"reqacco"}`)
	made := exchange(id, s.when("/processor/token/create"), flow.CreateProcessorToken, "/processor/token/create", 200,
		`{"access_token":"access-sandbox-…a92c","account_id":"acc-2","processor":"prime_trust"}`, `{"processor_token":"processor-sandbox-…a92c","request_id":"reqproc"}`)
	return []flow.Exchange{exchanged, read, made}
}

// refusedToken is Plaid's answer to a processor that it does not know.
func refusedToken(s *stage) flow.Exchange {
	x := exchange(s.id(), s.when("/processor_token_create"), flow.CreateProcessorToken, "/processor_token_create", 400,
		`{"access_token":"access-sandbox-…a92c","account_id":"acc-2","processor":"prime_trust"}`,
		`{"display_message":null,"documentation_url":"•••","error_code":"INVALID_PROCESSOR","error_message":"processor is not a valid processor","error_type":"INVALID_INPUT","request_id":"Wf1a9nOcYpQ3zL7"}`)
	x.RequestID = "Wf1a9nOcYpQ3zL7"
	return x
}

// lostSubmission is a submission of which no answer came.
func lostSubmission(s *stage) flow.Exchange {
	x := exchange(s.id(), s.when("/submission"), flow.Submit, "/submission", 0,
		`{"data":{"type":"funds-transfer-methods","attributes":{"ach-check-type":"personal","contact-id":"0a6d1f6e-0000-4000-8000-000000000002","funds-transfer-type":"ach","plaid-processor-token":"processor-sandbox-…a92c"}}}`, "")
	x.Provider, x.URL, x.Problem, x.Took = flow.PrimeTrust, "https://sandbox.primetrust.com/v2/funds-transfer-methods?include=bank", "no answer came within the time limit", 30*time.Second
	x.Request.Headers = []flow.Header{{Name: "Authorization", Value: "Bearer " + flow.Hidden}, {Name: "Content-Type", Value: "application/vnd.api+json"}, {Name: "X-Idempotent-Id-V2", Value: "6f1f4b1e-9d7e-4a44-9a52-1c0f2f6b7a10"}}
	x.Answer = flow.Message{}
	return x
}

// gateway is an answer that a gateway made.
func gateway(s *stage) flow.Exchange {
	x := refusedToken(s)
	x.Status, x.RequestID = 502, ""
	x.Answer = flow.Message{Headers: []flow.Header{{Name: "Content-Type", Value: "text/html"}}, Note: "512 bytes, text/html; what is not JSON is not shown"}
	return x
}

// looking opens the page after some calls.
func (s *stage) looking(calls ...flow.Exchange) *stage {
	s.desk.See(calls...)
	return s.After(time.Second).Press("ctrl+g")
}

func glassScenes() []scene {
	return []scene{
		{name: "calls", play: func(s *stage) { s.toSubmission().looking(roadCalls(s)...) }},
		{name: "calls_one", play: func(s *stage) { s.toSubmission().looking(roadCalls(s)...).Press("down", "enter") }},
		{name: "calls_past", play: func(s *stage) { s.toSubmission().looking(roadCalls(s)...).Press("end", "enter") }},
		{name: "calls_none", play: func(s *stage) { s.toLinkToken().Press("ctrl+g") }},
		{name: "calls_refused", script: fake.Failing(flow.CreateProcessorToken, invalidProcessor()), play: func(s *stage) {
			s.toSubmission().looking(append(roadCalls(s)[:2], refusedToken(s))...).Press("enter")
		}},
		{name: "calls_lost", script: fake.Failing(flow.Submit, lostAnswer()), play: func(s *stage) {
			s.toFollowing().looking(append(roadCalls(s), lostSubmission(s))...).Press("enter")
		}},
		{name: "calls_gateway", play: func(s *stage) {
			s.toSubmission().looking(append(roadCalls(s), gateway(s))...).Press("home", "enter", "pgdown")
		}},
	}
}

// TestTheCallBehindTheStop opens at the last call of the stop, and shows what the journal and the
// console know of each.
func TestTheCallBehindTheStop(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toAccounts().looking(roadCalls(s)[:2]...)
		s.Sees("Calls", "1 of 3", "/accounts/get", `"mask": "1111"`, `"owner": "•••"`, "request_id  reqacco", "for         reading the accounts", "Plaid-Secret: •••")
		s.Press("down").Sees(`"public_token": "public-sandbox-…5f10"`).Press("down").Sees("3 of 3", "kept nowhere", "as curl", `"$PLAID_SECRET"`, "for         asking Plaid for a link token")
		s.Press("esc").Sees("choose this account").Press("ctrl+g", "ctrl+g").Sees("choose this account")
		// The page stays while the case goes on behind it, and so does the cursor.
		s.Press("enter", "ctrl+g").After(4*workTime).Sees("2 of 4", "/processor/token/create", `"mask": "1111"`)
	})
}

// copied is what the terminal was given for its clipboard.
func (s *stage) copied() (out []string) {
	for _, osc := range s.Clipboard() {
		text, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(osc, "52;c;"))
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, string(text))
	}
	return out
}

func TestACallIsCopiedAsCurl(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toSubmission().looking(roadCalls(s)...).Sees("/processor/token/create").Press("home", "c")
		s.Sees("sent to the terminal as curl (secrets are variables), which does not confirm (u prints it)")
		s.Press("y").Sees("sent to the terminal (request_id)")
		copied := s.copied()
		if len(copied) != 2 || !strings.HasPrefix(copied[0], "curl -sS -g -X POST 'https://sandbox.plaid.com/processor/token/create' \\\n") || copied[1] != "reqproc" {
			t.Errorf("%q", copied)
		}
		s.Press("end", "c")
		if last := s.copied(); len(last) != 3 || !strings.Contains(last[2], "127.0.0.1:8787/link/token/create") {
			t.Errorf("%q", last)
		}
	})
}

// TestACallIsPrintedOnOneLine: the plain screen makes blanks of line ends, behind which a backslash
// would quote a blank.
func TestACallIsPrintedOnOneLine(t *testing.T) {
	desk := fake.New(flow.Demo, fake.Happy, 0)
	id := desk.Past("Avery Quinn", false, fake.Happy, flow.CreateProcessorToken)
	view := screen.NewCaseView(desk, id)
	for _, job := range view.Start().Jobs {
		view.Update(job.Run(t.Context()))
	}
	view.Act("glass")
	printed := view.Act("print_curl").Print
	if !strings.HasPrefix(printed.Text, "curl ") || strings.ContainsAny(printed.Text, "\n\\") || !strings.Contains(printed.Remark, "variables: $PLAID_CLIENT_ID") {
		t.Errorf("%+v", printed)
	}
}

func TestWhatCannotBeCopiedSaysWhy(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.Submit, lostAnswer()), 80, 24, func(s *stage) {
		s.toFollowing()
		cut := lostSubmission(s)
		cut.Request.Note = "only the first 65536 of 70000 bytes were looked at"
		s.looking(cut).Sees("? none").Press("y").Sees("not now: this call has no request_id").Press("c").Sees("not now: its request was not recorded whole")
		s.Press("enter").Sees("none after 30000 ms: no answer came within the time limit", "NO_ANSWER").Press("pgdown").Sees("Only the first 65536 of 70000 bytes were looked at.")
		s.Press("esc").Sees("time").Press("esc").Sees("NO_ANSWER")
	})
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toLinkToken().Press("ctrl+g").Sees("No call to a provider was made").Press("c").Sees("not now: no call was made yet")
	})
}

// TestOneCallIsOnce: a call that the console saw and the journal knows is one line, also where no
// answer gave it a request_id; two calls that are alike stay two.
func TestOneCallIsOnce(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.Submit, lostAnswer()), 120, 40, func(s *stage) {
		s.toFollowing()
		calls := append(roadCalls(s), lostSubmission(s))
		s.looking(calls...).Sees("1 of 5")
		again := lostSubmission(s)
		again.At = again.At.Add(time.Second)
		s.desk.See(again)
		s.After(time.Second).Sees("of 6")
	})
}

// TestACallOfEachTryIsThere: the console saw the first try, and another one made the second.
func TestACallOfEachTryIsThere(t *testing.T) {
	play(t, flow.Demo, fake.Failing(flow.Submit, lostAnswer()), 120, 40, func(s *stage) {
		s.toFollowing()
		first := lostSubmission(s)
		s.through("enter").looking(first).Sees("1 of 6", "kept nowhere").Press("down").Sees("2 of 6", "No answer came within the time limit.")
		s.After(3*time.Second).Sees("2 of 6", "No answer came within the time limit.") // the page is read again under the cursor
	})
}

func TestALongAnswerIsRead(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 40, 12, func(s *stage) {
		s.toSubmission()
		all := roadCalls(s)
		var many []string
		for i := range 400 {
			many = append(many, fmt.Sprintf(`{"account_id":"acc-%d"}`, i))
		}
		all[2].Answer.Body = `{"accounts":[` + strings.Join(many, ",") + `],"request_id":"reqproc"}`
		s.looking(all...).Press("home", "enter")
		for range 250 {
			s.Press("pgdown")
		}
		s.Sees(`"request_id": "reqproc"`).Press("pgup").SeesNot(`"request_id": "reqproc"`)
	})
}

func TestTheCallsFitEverySize(t *testing.T) {
	for _, open := range []bool{false, true} {
		play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
			s.toSubmission().looking(roadCalls(s)...)
			if open {
				s.Press("enter")
			}
			if err := s.End(); err != nil {
				t.Fatal(err)
			}
			for i := range 60 {
				w, h := 1+(i*37)%300, 1+(i*13)%100
				s.root.Update(tea.WindowSizeMsg{Width: w, Height: h})
				checkFits(t, s.root.View(), w, h)
			}
		})
	}
}

// TestAHostileCallSteersNothing: texts that no recorder would let through reach neither the terminal
// nor the clipboard as they are.
func TestAHostileCallSteersNothing(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toSubmission()
		x := roadCalls(s)[2]
		x.URL, x.Endpoint, x.RequestID, x.Problem, x.Method = "https://h/"+hostile, hostile, hostile, hostile, hostile
		x.Request = flow.Message{Body: `{"name":"` + hostile + `"}`, Headers: []flow.Header{{Name: hostile, Value: hostile}}}
		x.Answer = flow.Message{Body: hostile, Note: hostile}
		s.looking(x).Press("home", "c", "y", "enter")
		view := s.root.View()
		for _, text := range append(s.copied(), sgr.ReplaceAllString(view.Content, "")+view.WindowTitle) {
			for _, r := range text {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Fatalf("%U is in\n%q", r, text)
				}
			}
		}
		if len(s.copied()) != 2 {
			t.Errorf("%d texts were copied", len(s.copied()))
		}
	})
}

// BenchmarkCallsFrame120x40 draws the page with an answer of 64 KB beside the list.
func BenchmarkCallsFrame120x40(b *testing.B) {
	desk := fake.New(flow.Demo, fake.Happy, 0)
	id := desk.Past("Avery Quinn", false, fake.Happy, flow.CreateProcessorToken)
	account := `{"account_id":"acc-2","balances":{"available":200,"limit":null},"mask":"1111","name":"Plaid Saving"}`
	desk.See(exchange(id, time.Now(), flow.CreateProcessorToken, "/processor/token/create", 200, `{"access_token":"•••"}`, `{"accounts":[`+strings.Repeat(account+",", 600)+account+`]}`))
	view := screen.NewCaseView(desk, id)
	for _, job := range view.Start().Jobs {
		view.Update(job.Run(b.Context()))
	}
	view.Act("glass")
	theme, body := kit.NewTheme(true, false), kit.Body(120, 40)
	b.ReportAllocs()
	for b.Loop() {
		view.Face(screen.Scene{Theme: theme, W: body.W, H: body.H})
	}
}
