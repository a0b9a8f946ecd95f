package primetrust

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

func errorsBody(entries ...string) string { return `{"errors":[` + strings.Join(entries, ",") + `]}` }

// Every row of the fault table, as an answer to a submission.
func TestFaultsOfAnswers(t *testing.T) {
	const html = "<html><h1>502 Bad Gateway</h1></html>"
	for _, tc := range []struct {
		name   string
		h      http.HandlerFunc
		kind   flow.FaultKind
		code   string
		who    flow.Who
		says   string
		after  int
		status int
	}{
		{"code beside the status", reply(422, jsonAPI, errorsBody(`{"status":422,"code":25002,"title":"Name could not be verified","detail":"Name could not be verified","source":{"pointer":"/data/attribute/contact"}}`)),
			flow.Refused, "25002", flow.Operator, "Name could not be verified (/data/attribute/contact)", 0, 422},
		{"code in place of the status, as a string", reply(422, jsonAPI, errorsBody(`{"status":"25003","title":"Could not find a matching account"}`)),
			flow.Refused, "25003", flow.Operator, "matching account", 0, 422},
		{"code as a string", reply(422, jsonAPI, errorsBody(`{"status":"422","code":"25000","title":"Unable to access identity"}`)),
			flow.Refused, "25000", flow.Partners, "Unable to access identity", 0, 422},
		{"the bank wants a login", reply(422, jsonAPI, errorsBody(`{"status":422,"code":25001,"title":"Unable to access identity","detail":"Error_message: login is needed Error Code: ITEM_LOGIN_REQUIRED"}`)),
			flow.CustomerFault, "25001", flow.Customer, "ITEM_LOGIN_REQUIRED", 0, 422},
		{"another Plaid error", reply(422, jsonAPI, errorsBody(`{"status":422,"code":25001,"detail":"Error Code: INVALID_PROCESSOR_TOKEN"}`)),
			flow.Refused, "25001", flow.Operator, "INVALID_PROCESSOR_TOKEN", 0, 422},
		{"an attribute is refused", reply(422, jsonAPI, errorsBody(`{"status":422,"title":"Invalid Attribute","detail":"contact-id must name a contact","source":{"pointer":"/data/attributes/contact-id"}}`)),
			flow.Input, "422", flow.Operator, "/data/attributes/contact-id", 0, 422},
		{"two entries", reply(422, jsonAPI, errorsBody(`{"status":422,"title":"One"}`, `{"status":422,"title":"Two"}`)),
			flow.Input, "422", flow.Operator, "One; Two", 0, 422},
		{"members of odd shapes", reply(422, jsonAPI, errorsBody(`{"status":422,"code":null,"title":"Odd","detail":null,"source":null,"meta":[1]}`)),
			flow.Input, "422", flow.Operator, "Odd", 0, 422},
		{"a pointer that is an object", reply(422, jsonAPI, errorsBody(`{"status":422,"title":"Odd","source":{"pointer":{}}}`)),
			flow.Input, "422", flow.Operator, "Odd", 0, 422},
		{"malformed", reply(400, jsonAPI, errorsBody(`{"status":400,"title":"Bad Request"}`)), flow.Input, "400", flow.Operator, "Bad Request", 0, 400},
		{"forbidden", reply(403, jsonAPI, errorsBody(`{"status":403,"title":"Forbidden"}`)), flow.Config, "403", flow.Operator, "Forbidden", 0, 403},
		{"not found", reply(404, jsonAPI, errorsBody(`{"status":404,"title":"Not Found"}`)), flow.Input, "404", flow.Operator, "Not Found", 0, 404},
		{"too many calls", reply(429, jsonAPI, errorsBody(`{"status":429,"title":"Too many"}`), "Retry-After", "7"), flow.Transient, "429", flow.Partners, "fewer calls", 7, 429},
		{"too many calls in HTML", reply(429, "text/html", html), flow.Transient, "429", flow.Partners, "fewer calls", 0, 429},
		{"500", reply(500, jsonAPI, errorsBody(`{"status":500,"title":"Internal Server Error"}`)), flow.Unknown, "SERVER_ERROR", flow.Operator, "HTTP 500", 0, 500},
		{"502 in HTML", reply(502, "text/html", html), flow.Unknown, "SERVER_ERROR", flow.Operator, "HTTP 502: bad gateway", 0, 502},
		{"403 in HTML", reply(403, "text/html", html), flow.Config, "REFUSED_BY_GATEWAY", flow.Operator, "HTTP 403", 0, 403},
		{"empty 404", reply(404, "", ""), flow.Config, "REFUSED_BY_GATEWAY", flow.Operator, "HTTP 404", 0, 404},
		{"408", reply(408, "text/plain", "slow"), flow.Unknown, "NO_ANSWER", flow.Operator, "gave up waiting", 0, 408},
		{"303 after the work", reply(303, "text/html", "", "Location", "/elsewhere"), flow.Unknown, "REDIRECT_REFUSED", flow.Operator, "HTTP 303", 0, 303},
		{"200 in HTML", reply(200, "text/html", html), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "not JSON", 0, 200},
		{"201 and nothing", reply(201, jsonAPI, ""), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 0, 201},
		{"201 and an empty object", reply(201, jsonAPI, "{}"), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "names no", 0, 201},
		{"201 and null", reply(201, jsonAPI, "null"), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "names no", 0, 201},
		{"201 cut off", reply(201, jsonAPI, goodMethod[:60]), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 0, 201},
		{"201 with an errors array", reply(201, jsonAPI, errorsBody(`{"title":"what"}`)), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "names no", 0, 201},
		{"202 without an address", reply(202, jsonAPI, ""), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "did not say where", 0, 202},
		{"202 to another host", reply(202, jsonAPI, "", "Content-Location", "https://evil.example"+methodsPath+"/"+methodID), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "did not say where", 0, 202},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := clientOf(t, loginOK(tc.h))
			s, call, err := c.Submit(t.Context(), testSubmit())
			f := faultOf(t, err)
			if f.Kind != tc.kind || f.Code != tc.code || f.Who != tc.who {
				t.Errorf("got %s %s %s, want %s %s %s: %s", f.Kind, f.Code, f.Who, tc.kind, tc.code, tc.who, f.Message)
			}
			if !strings.Contains(f.Message, tc.says) {
				t.Errorf("the message %q lacks %q", f.Message, tc.says)
			}
			if f.RetryAfter != tc.after || f.HTTPStatus != tc.status || f.RequestID != "req-1" || f.Op != string(flow.Submit) {
				t.Errorf("got %+v", *f)
			}
			if call.HTTPStatus != tc.status || call.RequestID != "req-1" || call.Endpoint != "POST "+methodsPath {
				t.Errorf("the call is %+v", call)
			}
			if s != (flow.Submission{}) {
				t.Errorf("a fault came with the submission %+v", s)
			}
			card, ok := explain.For(f, flow.Case{Processor: flow.PrimeTrust})
			if !ok && f.Code != "400" {
				t.Errorf("there is no card for %s", f.Code)
			}
			if ok && card.Who != f.Who {
				t.Errorf("the card says %s acts, the fault says %s", card.Who, f.Who)
			}
		})
	}
}

// A provider that echoes what it was sent must not make us repeat it.
func TestSecretsInAnswersAreScrubbed(t *testing.T) {
	detail := "token " + canaryToken + ", account " + canaryAccount + ", Authorization: Bearer " + jwt(time.Now()) +
		", " + canaryPassword + `, and \u001b[31mred\u202e`
	c := clientOf(t, loginOK(reply(422, jsonAPI, errorsBody(`{"status":422,"code":25001,"title":"`+canaryToken+`","detail":"`+detail+`","source":{"pointer":"`+canaryToken+`"}}`),
		"X-Request-Id", "req-"+canaryToken)))
	_, call, err := c.Submit(t.Context(), testSubmit())
	f := faultOf(t, err)
	noSecret(t, call)
	// A client that is printed by accident, before its transport has locks in use.
	idle := newClient(t, Config{BaseURL: "http://127.0.0.1:1"})
	noSecret(t, idle, *idle)
	if strings.Contains(f.Message, "eyJ") || strings.ContainsAny(f.Message, "\x1b\u202e") {
		t.Errorf("the message is %q", f.Message)
	}
	if !strings.Contains(f.Message, "processor-sandbox-[secret]") || !strings.Contains(f.Message, "account [number]") {
		t.Errorf("the message lost more than the secrets: %q", f.Message)
	}
}

func TestScrub(t *testing.T) {
	token := jwt(time.Unix(1, 0))
	for in, want := range map[string]string{
		"the name is wrong":            "the name is wrong",
		"see " + canaryToken + ".":     "see processor-sandbox-[secret].",
		"ACCESS-Production-12ab-ff ok": "ACCESS-Production-[secret] ok",
		"got " + token + " here":       "got [secret] here",
		"authorization: bearer abc.d":  "authorization: bearer [secret]",
		"Basic dXNlcjpwYXNz==":         "Basic [secret]",
		"proxy http://u:p@host:1/x":    "proxy http://host:1/x",
	} {
		if got := scrub(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"account 1111222233330000 of 123": "account [number] of 123", "code 25001": "code [number]"} {
		if got := scrubNumbers(in, false); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"0000": "0000", "12": "12", "": "", canaryAccount: "0000"} {
		if got := lastFour(in); got != want {
			t.Errorf("the last four of %q are %q", in, got)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	c := newClient(t, Config{BaseURL: "http://127.0.0.1:1", Now: func() time.Time { return now }})
	for text, want := range map[string]int{
		"": 0, "0": 0, "5": 5, " 30 ": 30, "61": 60, "315360000": 60, "-3": 0, "soon": 0, "NaN": 0, "1e9": 0, "99999999999999999999": 0,
		now.Add(20 * time.Second).Format(http.TimeFormat): 20, now.Add(time.Hour).Format(http.TimeFormat): 60,
		now.Add(-time.Hour).Format(http.TimeFormat): 0, "Mon, 99 Foo 2026": 0,
	} {
		if got := c.retryAfter(http.Header{"Retry-After": {text}}); got != want {
			t.Errorf("Retry-After %q gives %d, want %d", text, got, want)
		}
	}
}

func TestTextTakesWhatServersSend(t *testing.T) {
	for in, want := range map[string]string{`"a"`: "a", `422`: "422", `25001.0`: "25001.0", `true`: "true", `null`: ""} {
		var got text
		if err := got.UnmarshalJSON([]byte(in)); err != nil || string(got) != want {
			t.Errorf("%s gives %q, %v", in, got, err)
		}
	}
	for _, in := range []string{`{}`, `[1]`} {
		var got text
		if got.UnmarshalJSON([]byte(in)) == nil {
			t.Errorf("%s was taken as the text %q", in, got)
		}
	}
}

// Answers that the network spoils at any byte never pass for a success.
func FuzzErrors(f *testing.F) {
	f.Add([]byte(errorsBody(`{"status":422,"code":25002,"title":"x"}`)))
	f.Add([]byte(errorsBody(`{"status":"25001"}`)))
	f.Add([]byte(`{"errors":[null]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		code, words, ok := decodeErrors(body)
		if !ok && (code != "" || words != "") {
			t.Errorf("not ok, and yet %q %q", code, words)
		}
		c := newClient(t, Config{BaseURL: "http://127.0.0.1:1"})
		fault := c.refusal(request{op: "x"}, answer{call: flow.Call{HTTPStatus: 422}, body: body})
		if fault.Code == "" || fault.Message == "" || flow.Clean(fault.Message) != fault.Message {
			t.Errorf("%s", fmt.Sprintf("%+v", *fault))
		}
	})
}
