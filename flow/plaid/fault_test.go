package plaid

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// Every row of the fault table, as an answer to the making of a processor token.
func TestFaultsOfAnswers(t *testing.T) {
	const html = "<html><h1>502 Bad Gateway</h1></html>"
	said := func(status int, errorType, code string) http.HandlerFunc {
		return reply(status, jsonType, plaidSays(errorType, code, "the words of plaid"))
	}
	for _, tc := range []struct {
		name   string
		h      http.HandlerFunc
		kind   flow.FaultKind
		code   string
		who    flow.Who
		says   string
		status int
	}{
		{"keys", said(400, "INVALID_INPUT", "INVALID_API_KEYS"), flow.Config, "INVALID_API_KEYS", flow.Operator, "the words", 400},
		{"integration off", said(400, "INVALID_INPUT", "INVALID_PRODUCT"), flow.Config, "INVALID_PRODUCT", flow.Operator, "the words", 400},
		{"unlisted processor", said(400, "INVALID_INPUT", "INVALID_PROCESSOR"), flow.Refused, "INVALID_PROCESSOR", flow.Operator, "the words", 400},
		{"field", said(400, "INVALID_REQUEST", "INVALID_FIELD"), flow.Input, "INVALID_FIELD", flow.Operator, "the words", 400},
		{"missing", said(400, "INVALID_REQUEST", "MISSING_FIELDS"), flow.Input, "MISSING_FIELDS", flow.Operator, "the words", 400},
		{"login", said(400, "ITEM_ERROR", "ITEM_LOGIN_REQUIRED"), flow.CustomerFault, "ITEM_LOGIN_REQUIRED", flow.Customer, "the words", 400},
		{"removed", said(400, "ITEM_ERROR", "ITEM_NOT_FOUND"), flow.Refused, "ITEM_NOT_FOUND", flow.Operator, "the words", 400},
		{"bank quiet", said(400, "INSTITUTION_ERROR", "INSTITUTION_NOT_RESPONDING"), flow.Transient, "INSTITUTION_NOT_RESPONDING", flow.BankSide, "the words", 400},
		{"bank down", said(400, "INSTITUTION_ERROR", "INSTITUTION_DOWN"), flow.Transient, "INSTITUTION_DOWN", flow.BankSide, "the words", 400},
		{"maintenance", said(503, "API_ERROR", "PLANNED_MAINTENANCE"), flow.Transient, "PLANNED_MAINTENANCE", flow.PlaidSide, "the words", 503},
		{"limit", said(429, "RATE_LIMIT_EXCEEDED", "RATE_LIMIT"), flow.Transient, "RATE_LIMIT", flow.PlaidSide, "the words", 429},
		{"a limit of its own name", said(429, "RATE_LIMIT_EXCEEDED", "ITEM_GET_LIMIT"), flow.Transient, "ITEM_GET_LIMIT", flow.PlaidSide, "the words", 429},
		{"credits", said(429, "RATE_LIMIT_EXCEEDED", "CREDITS_EXHAUSTED"), flow.Config, "CREDITS_EXHAUSTED", flow.Operator, "the words", 429},
		{"500", said(500, "API_ERROR", "INTERNAL_SERVER_ERROR"), flow.Unknown, "INTERNAL_SERVER_ERROR", flow.PlaidSide, "the words", 500},
		{"208 carries an error", said(208, "OAUTH_ERROR", "OAUTH_STATE_ID_ALREADY_PROCESSED"), flow.CustomerFault, "OAUTH_STATE_ID_ALREADY_PROCESSED", flow.Customer, "the words", 208},
		{"200 carries an error", said(200, "ITEM_ERROR", "ITEM_LOCKED"), flow.CustomerFault, "ITEM_LOCKED", flow.Customer, "the words", 200},
		{"a new code of a known type", said(400, "ITEM_ERROR", "NEW_IN_2027"), flow.CustomerFault, "NEW_IN_2027", flow.Customer, "the words", 400},
		{"a new code of a new type", said(400, "NEW_ERROR", "NEW_IN_2027"), flow.Refused, "NEW_IN_2027", flow.Operator, "the words", 400},
		{"a new code of a new type at 500", said(500, "NEW_ERROR", "NEW_IN_2027"), flow.Unknown, "NEW_IN_2027", flow.Operator, "the words", 500},
		{"a new code of a new type at 429", said(429, "NEW_ERROR", "NEW_IN_2027"), flow.Transient, "NEW_IN_2027", flow.PlaidSide, "the words", 429},
		{"502 in HTML", reply(502, "text/html", html), flow.Unknown, "SERVER_ERROR", flow.Operator, "HTTP 502", 502},
		{"503 and nothing", reply(503, "", ""), flow.Unknown, "SERVER_ERROR", flow.Operator, "HTTP 503", 503},
		{"429 in HTML", reply(429, "text/html", html), flow.Transient, "RATE_LIMIT", flow.PlaidSide, "HTTP 429", 429},
		{"400 and an empty object", reply(400, jsonType, "{}"), flow.Config, "REFUSED_BY_GATEWAY", flow.Operator, "HTTP 400", 400},
		{"403 of a proxy", reply(403, jsonType, `{"error":"blocked"}`), flow.Config, "REFUSED_BY_GATEWAY", flow.Operator, "HTTP 403", 403},
		{"407", reply(407, "text/html", html), flow.Config, "REFUSED_BY_GATEWAY", flow.Operator, "HTTP 407", 407},
		{"408", reply(408, "text/plain", "slow"), flow.Unknown, "NO_ANSWER", flow.Operator, "gave up", 408},
		{"200 in HTML", reply(200, "text/html", html), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 200},
		{"200 as text", reply(200, "text/plain", `{"processor_token":"x"}`), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 200},
		{"200 and nothing", reply(200, jsonType, ""), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "holds no processor_token", 200},
		{"200 and null", reply(200, jsonType, "null"), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "holds no processor_token", 200},
		{"200 and an empty token", reply(200, jsonType, `{"processor_token":""}`), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "holds no processor_token", 200},
		{"200 with a number for a token", reply(200, jsonType, `{"processor_token":7}`), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 200},
		{"200 cut off", reply(200, jsonType, `{"processor_token":"proc`), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "cannot be read", 200},
		{"204", reply(204, "", ""), flow.Unknown, "ANSWER_UNREADABLE", flow.Operator, "HTTP 204", 204},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := clientOf(t, tc.h)
			token, call, err := c.CreateProcessorToken(t.Context(), secretOf(accessToken), "acc", "prime_trust")
			f := faultOf(t, err)
			if f.Kind != tc.kind || f.Code != tc.code || f.Who != tc.who || f.Op != string(flow.CreateProcessorToken) {
				t.Errorf("got %s %s %s %s, want %s %s %s: %s", f.Op, f.Kind, f.Code, f.Who, tc.kind, tc.code, tc.who, f.Message)
			}
			if !strings.Contains(f.Message, tc.says) {
				t.Errorf("the message %q lacks %q", f.Message, tc.says)
			}
			if f.HTTPStatus != tc.status || call.HTTPStatus != tc.status || call.Endpoint != "/processor/token/create" || call.RequestID != f.RequestID {
				t.Errorf("got %+v with the call %+v", *f, call)
			}
			if tc.says == "the words" && (f.RequestID != "RqId12345678901" || f.Type == "") {
				t.Errorf("got %+v", *f)
			}
			if !token.Empty() {
				t.Error("a fault came with a token")
			}
		})
	}
}

// An empty answer is a fault of every call, and names what is missing.
func TestAnEmptyAnswerIsNeverASuccess(t *testing.T) {
	for path, do := range everyCall() {
		for _, body := range []string{"{}", "null", "", `{"request_id":"abc"}`} {
			if path == "/item/remove" && strings.Contains(body, "request_id") {
				continue // all that a removal answers
			}
			v, call, err := do(t, clientOf(t, reply(200, jsonType, body)))
			f := faultOf(t, err)
			if f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || !strings.Contains(f.Message, "holds no") {
				t.Errorf("%s answered %q: %s %s %s", path, body, f.Kind, f.Code, f.Message)
			}
			if call.Endpoint != path {
				t.Errorf("%s: the call is %+v", path, call)
			}
			noSecret(t, v, call)
		}
	}
}

// A provider that echoes what it was sent must not make us repeat it.
func TestSecretsInAnswersAreScrubbed(t *testing.T) {
	words := "no match for " + accessToken + " with " + canarySecret + " at \x1b[31mred"
	body := strings.ReplaceAll(plaidSays("INVALID_INPUT", "INVALID_ACCESS_TOKEN", words), `"display_message":null`, `"display_message":"`+publicToken+`"`)
	body = strings.Replace(body, "RqId12345678901", "rq-"+linkToken, 1)
	for path, do := range everyCall() {
		_, call, err := do(t, clientOf(t, reply(400, jsonType, strings.ReplaceAll(body, `\x1b`, `\u001b`))))
		f := faultOf(t, err)
		noSecret(t, call)
		if !strings.Contains(f.Message, "access-sandbox-[secret]") || strings.Contains(f.Message, "\x1b") {
			t.Errorf("%s: the message is %q", path, f.Message)
		}
		if f.Display != "public-sandbox-[secret]" {
			t.Errorf("%s: the words for the customer are %q", path, f.Display)
		}
	}
}

// A client that is printed by accident shows no key.
func TestAClientShowsNoKey(t *testing.T) {
	c := newClient(t, Config{})
	noSecret(t, c, *c)
}

// Who acts is said in two places, here and on the card; they must agree.
func TestCodesAgreeWithTheCards(t *testing.T) {
	types := map[string]string{"item": "ITEM_ERROR", "institution": "INSTITUTION_ERROR", "api": "API_ERROR",
		"rate-limit-exceeded": "RATE_LIMIT_EXCEEDED", "invalid-input": "INVALID_INPUT", "invalid-request": "INVALID_REQUEST"}
	checked := 0
	for _, card := range explain.Cards() {
		page := strings.TrimPrefix(card.Doc, "https://plaid.com/docs/errors/")
		page, _, _ = strings.Cut(page, "/")
		if card.Provider != explain.Plaid || types[page] == "" {
			continue
		}
		if _, who := judgement(types[page], card.Code, 400); who != card.Who {
			t.Errorf("%s: the table says %s acts, the card says %s", card.Code, who, card.Who)
		}
		checked++
	}
	if checked < 50 {
		t.Errorf("only %d cards were compared", checked)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	c := newClient(t, Config{Now: func() time.Time { return now }})
	for text, want := range map[string]int{
		"": 0, "0": 0, "5": 5, " 30 ": 30, "61": 60, "315360000": 60, "-3": 0, "soon": 0, "1e9": 0, "99999999999999999999": 0,
		now.Add(20 * time.Second).Format(http.TimeFormat): 20, now.Add(time.Hour).Format(http.TimeFormat): 60,
		now.Add(-time.Hour).Format(http.TimeFormat): 0, "Mon, 99 Foo 2026": 0,
	} {
		if got := c.retryAfter(http.Header{"Retry-After": {text}}); got != want {
			t.Errorf("Retry-After %q gives %d, want %d", text, got, want)
		}
	}
	limited := clientOf(t, reply(429, jsonType, plaidSays("RATE_LIMIT_EXCEEDED", "RATE_LIMIT", "slower"), "Retry-After", "7"))
	_, _, err := limited.Accounts(t.Context(), secretOf(accessToken))
	if f := faultOf(t, err); f.RetryAfter != 7 {
		t.Errorf("the fault asks for %d s", f.RetryAfter)
	}
}
