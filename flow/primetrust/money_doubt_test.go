package primetrust

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"linkdesk/flow"
)

const (
	pendingTransfer   = `{"data":{"id":"` + transferID + `","attributes":{"amount":25,"status":"pending"}}}`
	cancelledTransfer = `{"data":{"id":"` + transferID + `","attributes":{"amount":25,"status":"cancelled"}}}`
	orderID           = "5b2e40c7-0000-4000-8000-000000000001"
	goodOrder         = `{"data":{"id":"` + orderID + `","attributes":{"amount":25}},"included":[{"type":"funds-transfers","id":"` + transferID + `","attributes":{"amount":25,"status":"pending"}}]}`
	authorizationID   = "da000000-0000-4000-8000-000000000001"
)

func known() flow.Transfer {
	return flow.Transfer{ID: transferID, Kind: flow.Contribution, Order: orderID, Amount: flow.Money{Minor: 25_00, Currency: flow.USD}, Status: "pending"}
}

// A 202 and an answer without a body are looked up where the result is.
func TestAnAcceptedOrderIsLookedUp(t *testing.T) {
	for name, tc := range map[string]struct {
		header, where, body string
		ok                  bool
	}{
		"content location": {"Content-Location", contributionsPath + "/" + orderID, goodOrder, true},
		"location":         {"Location", contributionsPath + "/" + orderID, goodOrder, true},
		"not there yet":    {"Location", contributionsPath + "/" + orderID, "", false},
		"another kind":     {"Location", disbursementsPath + "/" + orderID, goodOrder, false},
		"another host":     {"Location", "https://other.example" + contributionsPath + "/" + orderID, goodOrder, false},
		"a way up":         {"Location", contributionsPath + "/..", goodOrder, false},
		"nowhere":          {"X-Where", contributionsPath + "/" + orderID, goodOrder, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					w.Header().Set(tc.header, tc.where)
					w.WriteHeader(http.StatusAccepted)
				case tc.body == "" || r.URL.Path != contributionsPath+"/"+orderID || r.URL.Query().Get("include") != "funds-transfer":
					reply(404, jsonAPI, errorsBody(`{"status":404}`))(w, r)
				default:
					reply(200, jsonAPI, tc.body)(w, r)
				}
			}))
			got, _, err := c.Move(t.Context(), testMove(flow.Contribution))
			if tc.ok {
				if err != nil || got.ID != transferID || got.Order != orderID {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if f := faultOf(t, err); f.Kind != flow.Unknown || got.ID != "" {
				t.Errorf("got %+v, %+v", got, *f)
			}
		})
	}
}

func TestCancellingIsOnlyWhatTheAnswerSays(t *testing.T) {
	for name, tc := range map[string]struct {
		status    int
		post, get string
		state     flow.TransferState // "" = unknown outcome
	}{
		"as answered":           {200, cancelledTransfer, "", flow.TransferCancelled},
		"without a body":        {204, "", cancelledTransfer, flow.TransferCancelled},
		"accepted":              {202, "", cancelledTransfer, flow.TransferCancelled},
		"accepted, not yet":     {202, "", pendingTransfer, flow.TransferPending},
		"still pending":         {200, pendingTransfer, "", flow.TransferPending},
		"accepted, then lost":   {202, "", "", ""},
		"about something else":  {200, goodMethod, "", ""},
		"the other direction":   {200, strings.Replace(cancelledTransfer, "25", "-25", 1), "", ""},
		"a success with errors": {200, errorsBody(`{"title":"what"}`), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					if key := r.Header.Get("X-Idempotent-ID-V2"); key != testKey || r.ContentLength > 0 {
						t.Errorf("it went out under %q with %d bytes", key, r.ContentLength)
					}
					reply(tc.status, jsonAPI, tc.post)(w, r)
				case tc.get == "":
					reply(500, jsonAPI, errorsBody(`{"status":500}`))(w, r)
				default:
					reply(200, jsonAPI, tc.get)(w, r)
				}
			}))
			got, _, err := c.Cancel(t.Context(), testKey, known())
			if tc.state == "" {
				if f := faultOf(t, err); f.Kind != flow.Unknown || f.Op != string(flow.CancelTransfer) {
					t.Errorf("got %+v", *f)
				}
				return
			}
			if err != nil || got.State() != tc.state || got.Order != orderID {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestDeactivatingIsOnlyWhatTheAnswerSays(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		ok   bool
	}{
		"inactive":          {strings.Replace(goodMethod, `"inactive":false`, `"inactive":true`, 1), true},
		"still active":      {goodMethod, false},
		"not said":          {`{"data":{"id":"` + methodID + `","attributes":{}}}`, false},
		"another method":    {`{"data":{"id":"` + accountID + `","attributes":{"inactive":true}}}`, false},
		"a word":            {`{"data":{"id":"` + methodID + `","attributes":{"inactive":"true"}}}`, false},
		"nothing, then yes": {"", true},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				body := tc.body
				if r.Method == http.MethodGet {
					body = strings.Replace(goodMethod, `"inactive":false`, `"inactive":true`, 1)
				}
				reply(200, jsonAPI, body)(w, r)
			}))
			s, _, err := c.Deactivate(t.Context(), testKey, methodID)
			if tc.ok != (err == nil && s.Inactive && s.LastFour == "0000") {
				t.Errorf("got %+v, %v", s, err)
			}
			if !tc.ok && faultOf(t, err).Kind != flow.Unknown {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The e-mail is out once the first call says so; a look that fails afterwards takes nothing back.
func TestAskingTheOwner(t *testing.T) {
	was := known()
	was.Kind, was.AuthorizationID, was.Authorization = flow.Disbursement, authorizationID, "pending"
	for name, tc := range map[string]struct{ post, get, want string }{
		"looked at":       {"pending", `{"data":{"id":"` + transferID + `","attributes":{"amount":-25,"status":"pending"}}}`, "pending"},
		"not looked at":   {"pending", "", "pending"},
		"it was just him": {"authorized", "", "authorized"},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					reply(200, jsonAPI, `{"data":{"id":"`+authorizationID+`","attributes":{"status":"`+tc.post+`"}}}`)(w, r)
				case tc.get == "":
					reply(500, "text/html", "")(w, r)
				default:
					reply(200, jsonAPI, tc.get)(w, r)
				}
			}))
			got, call, err := c.AskOwner(t.Context(), testKey, was)
			if err != nil || got.Authorization != tc.want || got.ID != was.ID || call.HTTPStatus != 200 || !strings.HasPrefix(call.Endpoint, "POST ") {
				t.Errorf("got %+v, %+v, %v", got, call, err)
			}
		})
	}
	c := clientOf(t, loginOK(reply(200, jsonAPI, pendingTransfer)))
	if _, _, err := c.AskOwner(t.Context(), testKey, was); faultOf(t, err).Code != "ANSWER_UNREADABLE" {
		t.Errorf("an answer about something else gives %v", err)
	}
}

// Nothing of this may leave the machine.
func TestWhatIsNotSent(t *testing.T) {
	var seen []string
	spy := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = append(seen, r.URL.Path) })
	c := clientOf(t, spy)
	production := newClient(t, Config{Env: flow.Production, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		seen = append(seen, r.URL.Path)
		return nil, io.EOF
	})})
	move := func(spoil func(*flow.MoveRequest)) func() (flow.Call, error) {
		return func() (flow.Call, error) {
			req := testMove(flow.Contribution)
			spoil(&req)
			_, call, err := c.Move(t.Context(), req)
			return call, err
		}
	}
	amount := func(minor int64, currency string) func() (flow.Call, error) {
		return move(func(r *flow.MoveRequest) { r.Amount = flow.Money{Minor: minor, Currency: currency} })
	}
	play := func(c *Client, key, act, id string) func() (flow.Call, error) {
		return func() (flow.Call, error) { return c.Play(t.Context(), key, flow.SandboxAct{Act: act, ID: id}) }
	}
	for name, tc := range map[string]struct {
		do   func() (flow.Call, error)
		kind flow.FaultKind
		code string
	}{
		"zero":             {amount(0, flow.USD), flow.Input, "BAD_AMOUNT"},
		"negative":         {amount(-1, flow.USD), flow.Input, "BAD_AMOUNT"},
		"too much":         {amount(1_000_000_000_000_00, flow.USD), flow.Input, "BAD_AMOUNT"},
		"another currency": {amount(100, "EUR"), flow.Input, "BAD_AMOUNT"},
		"no currency":      {amount(100, ""), flow.Input, "BAD_AMOUNT"},
		"no key":           {move(func(r *flow.MoveRequest) { r.Key = "" }), flow.Internal, "INTERNAL"},
		"a key of another": {move(func(r *flow.MoveRequest) { r.Key = "2b6cdfb6-3b7e-1f3e-9a55-0d7f3ad6a001" }), flow.Internal, "INTERNAL"},
		"no method":        {move(func(r *flow.MoveRequest) { r.Method = "" }), flow.Internal, "INTERNAL"},
		"no direction":     {move(func(r *flow.MoveRequest) { r.Kind = "refund" }), flow.Internal, "INTERNAL"},
		"no account":       {move(func(r *flow.MoveRequest) { r.Party.PartnerAccount = "" }), flow.Input, "BAD_INPUT"},
		"cancel nothing": {func() (flow.Call, error) {
			_, call, err := c.Cancel(t.Context(), testKey, flow.Transfer{})
			return call, err
		}, flow.Internal, "INTERNAL"},
		"cancel, no key":    {func() (flow.Call, error) { _, call, err := c.Cancel(t.Context(), "", known()); return call, err }, flow.Internal, "INTERNAL"},
		"ask nobody":        {func() (flow.Call, error) { _, call, err := c.AskOwner(t.Context(), testKey, known()); return call, err }, flow.Internal, "INTERNAL"},
		"deactivate a path": {func() (flow.Call, error) { _, call, err := c.Deactivate(t.Context(), testKey, ".."); return call, err }, flow.Internal, "INTERNAL"},
		"list nothing":      {func() (flow.Call, error) { _, _, call, err := c.Transfers(t.Context(), "", 1); return call, err }, flow.Internal, "INTERNAL"},
		"look at nobody": {func() (flow.Call, error) {
			_, _, err := c.Ledger(t.Context(), flow.Party{}, nil)
			return flow.Call{}, err
		}, flow.Input, "BAD_INPUT"},
		"no such act":           {play(c, testKey, "fund", accountID), flow.Internal, "INTERNAL"},
		"an act upon nothing":   {play(c, testKey, flow.ActSettle, "."), flow.Internal, "INTERNAL"},
		"an act without a key":  {play(c, "", flow.ActSettle, transferID), flow.Internal, "INTERNAL"},
		"an act in Production":  {play(production, testKey, flow.ActSettle, transferID), flow.Config, "WRONG_ENVIRONMENT"},
		"no act, in Production": {play(production, testKey, "", ""), flow.Config, "WRONG_ENVIRONMENT"},
	} {
		t.Run(name, func(t *testing.T) {
			call, err := tc.do()
			if f := faultOf(t, err); f.Kind != tc.kind || f.Code != tc.code || call.HTTPStatus != 0 {
				t.Errorf("got %+v, %+v", call, *f)
			}
		})
	}
	if len(seen) > 0 {
		t.Errorf("these were asked: %v", seen)
	}
}

// Each act is the documented call.
func TestSandboxCalls(t *testing.T) {
	var got string
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = r.Method + " " + r.URL.Path + " " + string(body)
		if r.Header.Get("X-Idempotent-ID-V2") != testKey {
			t.Errorf("%s has no key", got)
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	for act, want := range map[string]string{
		flow.ActOpenAccount:  "POST /v2/accounts/7/sandbox/open ",
		flow.ActSettle:       "POST /v2/funds-transfers/7/sandbox/settle ",
		flow.ActClear:        "POST /v2/funds-transfers/7/sandbox/clear ",
		flow.ActReverse:      `POST /v2/funds-transfers/7/sandbox/reverse {"data":{"type":"sandbox","attributes":{"comments-1":"returned through the sandbox API","reversal-details":"R01 insufficient funds"}}}`,
		flow.ActVerifyOwner:  "POST /v2/disbursement-authorizations/7/sandbox/verify-owner ",
		flow.ActClearContact: `PATCH /v2/contacts/7/sandbox {"data":{"type":"sandbox","attributes":{"aml-cleared":true,"cip-cleared":true}}}`,
	} {
		call, err := c.Play(t.Context(), testKey, flow.SandboxAct{Act: act, ID: "7"})
		if err != nil || got != want || call.HTTPStatus != 204 {
			t.Errorf("%s is %q, want %q; %+v, %v", act, got, want, call, err)
		}
	}
	if len(sandboxCalls()) != len(flow.SandboxActs()) {
		t.Errorf("there are %d calls for %d acts", len(sandboxCalls()), len(flow.SandboxActs()))
	}
}

// A list says by its link whether it goes on, and by something else only without one.
func TestPages(t *testing.T) {
	row := `{"type":"funds-transfers","id":"` + transferID + `","attributes":{"amount":1,"status":"pending"}}`
	full := "[" + strings.TrimSuffix(strings.Repeat(row+",", pageSize), ",") + "]"
	for name, tc := range map[string]struct {
		body string
		page int
		n    int
		more bool
		bad  bool
	}{
		"next":                     {`{"data":[` + row + `],"links":{"self":"/","next":"/v2/x?page%5Bnumber%5D=2"}}`, 1, 1, true, false},
		"no next":                  {`{"data":` + full + `,"links":{"self":"/"},"meta":{"page-count":9}}`, 1, pageSize, false, false},
		"next is null":             {`{"data":` + full + `,"links":{"self":"/","next":null}}`, 1, pageSize, false, false},
		"by the count":             {`{"data":[` + row + `],"meta":{"page_count":"3","resource-count":2}}`, 2, 1, true, false},
		"the last by the count":    {`{"data":` + full + `,"meta":{"page-count":3}}`, 3, pageSize, false, false},
		"a full page":              {`{"data":` + full + `}`, 1, pageSize, true, false},
		"a page that is not full":  {`{"data":[` + row + `],"links":[],"meta":7}`, 1, 1, false, false},
		"an empty list":            {`{"data":[]}`, 0, 0, false, false},
		"no list":                  {`{}`, 1, 0, false, true},
		"one for many":             {`{"data":` + row + `}`, 1, 0, false, true},
		"an entry without an id":   {`{"data":[{"attributes":{"amount":1}}]}`, 1, 0, false, true},
		"an entry with half cents": {`{"data":[` + strings.Replace(row, `:1,`, `:0.001,`, 1) + `]}`, 1, 0, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				want := fmt.Sprintf("account.id=%s&include=contingent-holds&page[number]=%d&page[size]=25&sort=-created-at", accountID, max(1, tc.page))
				if got := strings.NewReplacer("%5B", "[", "%5D", "]").Replace(r.URL.RawQuery); got != want {
					t.Errorf("the query is %s, want %s", got, want)
				}
				reply(200, jsonAPI, tc.body)(w, r)
			}))
			all, more, _, err := c.Transfers(t.Context(), accountID, tc.page)
			if tc.bad {
				if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || all != nil {
					t.Errorf("got %+v", *f)
				}
				return
			}
			if err != nil || len(all) != tc.n || more != tc.more {
				t.Errorf("%d entries, more is %v, %v", len(all), more, err)
			}
		})
	}
}

// The holds of a list belong to their transfers.
func TestHoldsOfAList(t *testing.T) {
	body := `{"data":[{"id":"a","attributes":{"amount":1,"status":"settled"},"relationships":{"contingent-holds":{"data":[{"type":"contingent-holds","id":"h1"}]}}},
		{"id":"b","attributes":{"amount":-2,"status":"pending"},"relationships":{"contingent-holds":{"links":{"related":"/v2/contingent-holds?funds-transfer.id=b"}}}}],
		"included":[{"type":"contingent-holds","id":"h1","attributes":{"hold-type":"one","status":"cleared"}},
		{"type":"contingent-holds","id":"h2","attributes":{"hold-type":"two","status":"pending"},"relationships":{"funds-transfer":{"links":{"related":"/v2/funds-transfers/b"}}}}]}`
	all, _, _, err := clientOf(t, loginOK(reply(200, jsonAPI, body))).Transfers(t.Context(), accountID, 1)
	if err != nil || len(all) != 2 || len(all[0].Holds) != 1 || len(all[1].Holds) != 1 || all[0].Holds[0].Type != "one" || all[1].Holds[0].Type != "two" {
		t.Errorf("got %+v, %v", all, err)
	}
}

// A look reads pages until there are no more, and not for ever.
func TestAssetsAreReadToTheEnd(t *testing.T) {
	asked := 0
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case accountsPath + "/" + accountID, contactsPath + "/" + contactID:
			reply(200, jsonAPI, attributesOf(r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:], []byte(`{}`)))(w, r)
		case assetTotalsPath:
			asked++
			reply(200, jsonAPI, `{"data":[{"attributes":{"name":"A","settled":1}}],"links":{"next":"/more"}}`)(w, r)
		default:
			reply(200, jsonAPI, `{"data":[]}`)(w, r)
		}
	}))
	l, calls, err := c.Ledger(t.Context(), testParty(), nil)
	if err != nil || asked != pagesLimit || len(l.Assets) != pagesLimit || len(calls) != 3+pagesLimit {
		t.Errorf("%d pages, %d assets, %d calls, %v", asked, len(l.Assets), len(calls), err)
	}
}

// Retry-After reaches the engine with a refusal of a read.
func TestALookThatIsTooMuch(t *testing.T) {
	c := clientOf(t, loginOK(reply(429, jsonAPI, errorsBody(`{"status":429,"title":"Too Many Requests"}`), "Retry-After", "9")))
	_, calls, err := c.Ledger(t.Context(), testParty(), []flow.Transfer{known()})
	if f := faultOf(t, err); f.Kind != flow.Transient || f.RetryAfter != 9 || len(calls) != 1 || calls[0].HTTPStatus != 429 {
		t.Errorf("got %+v after %+v", *f, calls)
	}
}

// A look at one account must not take the answer of another for it, and one that is stopped
// made no call.
func TestALookAtSomethingElse(t *testing.T) {
	for _, wrong := range []string{"accounts/" + accountID, "contacts/" + contactID} {
		bodies := map[string]string{"GET /v2/accounts/" + accountID: attributesOf(accountID, []byte(`{}`)), "GET /v2/contacts/" + contactID: attributesOf(contactID, []byte(`{}`))}
		bodies["GET /v2/"+wrong] = attributesOf(methodID, []byte(`{"status":"opened","cip-cleared":true}`))
		_, calls, err := clientOf(t, desks(bodies)).Ledger(t.Context(), testParty(), nil)
		if f := faultOf(t, err); f.Code != "ANSWER_UNREADABLE" || !strings.Contains(f.Message, wrong) || len(calls) == 0 {
			t.Errorf("%s: %+v after %+v", wrong, *f, calls)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	c := newClient(t, Config{BaseURL: "http://127.0.0.1:1"})
	<-c.session // somebody else logs in, for ever
	l, calls, err := c.Ledger(ctx, testParty(), []flow.Transfer{known()})
	if f := faultOf(t, err); f.Kind != flow.Transient || len(calls) != 0 || l.Standing != nil {
		t.Errorf("%+v after %+v", *f, calls)
	}
	bad := known()
	bad.ID = ".."
	_, calls, err = clientOf(t, desks(map[string]string{"GET /v2/accounts/" + accountID: attributesOf(accountID, []byte(`{}`)),
		"GET /v2/contacts/" + contactID: attributesOf(contactID, []byte(`{}`))})).Ledger(t.Context(), testParty(), []flow.Transfer{bad})
	if f := faultOf(t, err); f.Kind != flow.Internal || len(calls) != 2 {
		t.Errorf("%+v after %+v", *f, calls)
	}
}
