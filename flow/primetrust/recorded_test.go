package primetrust

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// The bodies under testdata are written from the service's published description and from what
// code that talked to it was seen to take. None is a recording of a real person's data.

const transferID = "77c5a1de-0000-4000-8000-000000000001"

func table[T any](t *testing.T, name string) (rows []T) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err == nil {
		err = json.Unmarshal(raw, &rows)
	}
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	return rows
}

// desks answers each path with its body, and everything else with 404.
func desks(bodies map[string]string) http.HandlerFunc {
	return loginOK(func(w http.ResponseWriter, r *http.Request) {
		body, ok := bodies[r.Method+" "+r.URL.Path]
		if !ok {
			reply(404, jsonAPI, errorsBody(`{"status":404,"title":"Not Found"}`))(w, r)
			return
		}
		reply(200, jsonAPI, body)(w, r)
	})
}

// like holds a value against its JSON.
func like(t *testing.T, got any, want json.RawMessage) {
	t.Helper()
	b, err := json.Marshal(got)
	var x, y any
	if err == nil {
		err = json.Unmarshal(b, &x)
	}
	if e := json.Unmarshal(want, &y); err != nil || e != nil || !reflect.DeepEqual(x, y) {
		t.Errorf("got\n%s, %v, want\n%s, %v", b, err, want, e)
	}
}

func TestRecordedTransfers(t *testing.T) {
	for _, row := range table[struct {
		Name, Kind, State string
		Body, Want        json.RawMessage
	}](t, "transfers.json") {
		t.Run(row.Name, func(t *testing.T) {
			c := clientOf(t, desks(map[string]string{"GET /v2/funds-transfers/" + transferID: string(row.Body)}))
			was := flow.Transfer{ID: transferID, Kind: flow.TransferKind(row.Kind), Status: "pending"}
			got, call, f := c.look(t.Context(), "follow", was)
			if row.Want == nil {
				if f == nil || f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || !reflect.DeepEqual(got, was) {
					t.Fatalf("it gives %+v, %v", got, f)
				}
				faultOf(t, f)
				return
			}
			if f != nil || call.HTTPStatus != 200 || string(got.State()) != row.State {
				t.Fatalf("it is %s: %+v, %v", got.State(), got, f)
			}
			if got.ID != transferID {
				t.Errorf("the id is %s", got.ID)
			}
			noSecret(t, got)
			like(t, got, append([]byte(`{"funds_transfer_id":"`+transferID+`",`), row.Want[1:]...))
		})
	}
}

func attributesOf(id string, attributes json.RawMessage) string {
	return `{"data":{"id":"` + id + `","attributes":` + string(attributes) + `}}`
}

func recordedList(rows []json.RawMessage) string {
	if rows == nil {
		return `{"data":null}`
	}
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = `{"type":"x","id":"x","attributes":` + string(r) + `}`
	}
	return `{"data":[` + strings.Join(out, ",") + `],"links":{"self":"/","next":null},"meta":{"page-count":9}}`
}

// ledgerOf looks at an account with those answers.
func ledgerOf(t *testing.T, account, contact json.RawMessage, cash, assets []json.RawMessage) (flow.Ledger, []flow.Call, error) {
	t.Helper()
	c := clientOf(t, desks(map[string]string{
		"GET /v2/accounts/" + accountID: attributesOf(accountID, account), "GET /v2/contacts/" + contactID: attributesOf(contactID, contact),
		"GET " + cashTotalsPath: recordedList(cash), "GET " + assetTotalsPath: recordedList(assets)}))
	return c.Ledger(t.Context(), testParty(), nil)
}

func TestRecordedParties(t *testing.T) {
	for _, row := range table[struct {
		Name, Who              string
		Account, Contact, Want json.RawMessage
	}](t, "parties.json") {
		t.Run(row.Name, func(t *testing.T) {
			l, calls, err := ledgerOf(t, row.Account, row.Contact, []json.RawMessage{}, []json.RawMessage{})
			if row.Want == nil {
				if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || len(calls) == 0 {
					t.Errorf("got %+v after %+v", *f, calls)
				}
				return
			}
			if err != nil || len(calls) != 4 {
				t.Fatalf("got %v after %+v", err, calls)
			}
			noSecret(t, *l.Standing)
			like(t, l.Standing, row.Want)
			if who, why := l.Standing.Waits(); string(who) != row.Who {
				t.Errorf("it waits for %s: %s", who, why)
			}
		})
	}
}

func TestRecordedTotals(t *testing.T) {
	for _, row := range table[struct {
		Name         string
		Cash, Assets []json.RawMessage
		Want         json.RawMessage
	}](t, "totals.json") {
		t.Run(row.Name, func(t *testing.T) {
			l, calls, err := ledgerOf(t, []byte(`{"status":"opened"}`), []byte(`{}`), row.Cash, row.Assets)
			if row.Want == nil {
				if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || len(calls) < 3 {
					t.Errorf("got %+v after %+v", *f, calls)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			l.Standing = nil
			like(t, l, row.Want)
		})
	}
}

func TestRecordedOrders(t *testing.T) {
	for _, row := range table[struct {
		Name, Kind, Says string
		Status           int
		Body, Get, Want  json.RawMessage
	}](t, "orders.json") {
		t.Run(row.Name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					reply(row.Status, jsonAPI, string(row.Body))(w, r)
				case row.Get != nil && r.URL.Path == "/v2/funds-transfers/"+transferID:
					reply(200, jsonAPI, string(row.Get))(w, r)
				default:
					reply(404, jsonAPI, errorsBody(`{"status":404,"title":"Not Found"}`))(w, r)
				}
			}))
			got, call, err := c.Move(t.Context(), testMove(flow.TransferKind(row.Kind)))
			if call.HTTPStatus != row.Status || call.Endpoint != "POST /v2/"+row.Kind+"s" {
				t.Errorf("the call is %+v", call)
			}
			if row.Want != nil {
				if err != nil {
					t.Fatal(err)
				}
				like(t, got, row.Want)
				return
			}
			if f := faultOf(t, err); f.Kind != flow.Unknown || !strings.Contains(f.Message, row.Says) || got.ID != "" {
				t.Errorf("got %+v and %+v", *f, got)
			}
		})
	}
}

func testMove(kind flow.TransferKind) flow.MoveRequest {
	return flow.MoveRequest{Key: testKey, Kind: kind, Party: testParty(), Method: methodID, Amount: flow.Money{Minor: 25_00, Currency: flow.USD}}
}

// A refusal is the same however often its key is tried: nothing in it may look like a success.
func TestRecordedRefusals(t *testing.T) {
	for _, row := range table[struct {
		Name, Kind, Code string
		Status           int
		Body             json.RawMessage
		Says             []string
	}](t, "refusals.json") {
		t.Run(row.Name, func(t *testing.T) {
			c := clientOf(t, loginOK(reply(row.Status, jsonAPI, string(row.Body))))
			for range 2 {
				_, call, err := c.Move(t.Context(), testMove(flow.Contribution))
				f := faultOf(t, err)
				if string(f.Kind) != row.Kind || f.Code != row.Code || f.Op != string(flow.MakeContribution) || call.HTTPStatus != row.Status {
					t.Errorf("got %+v", *f)
				}
				if card, ok := explain.For(f, flow.Case{Processor: flow.PrimeTrust}); ok && card.Who != f.Who {
					t.Errorf("the card says that %s acts, the fault says %s", card.Who, f.Who)
				}
				for _, words := range row.Says {
					if !strings.Contains(f.Message, words) {
						t.Errorf("%q lacks %q", f.Message, words)
					}
				}
			}
		})
	}
}

// The check of a party reads both spellings too.
func TestAPartyInSnakeCase(t *testing.T) {
	c := clientOf(t, desks(map[string]string{
		"GET /v2/accounts/" + accountID: attributesOf(accountID, []byte(`{"name":"C","status":"opened"}`)),
		"GET /v2/contacts/" + contactID: attributesOf(contactID, []byte(`{"name":"A","cip_cleared":true,"aml_cleared":true,"aml-cleared":null}`))}))
	if got, _, err := c.CheckParty(t.Context(), testParty()); err != nil || !got.Cleared {
		t.Errorf("got %+v, %v", got, err)
	}
}
