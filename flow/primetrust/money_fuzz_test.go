package primetrust

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"linkdesk/flow"
)

// seeds are the recorded bodies.
func seeds(f *testing.F, files ...string) {
	f.Helper()
	for _, name := range files {
		raw, err := os.ReadFile("testdata/" + name)
		var rows []map[string]json.RawMessage
		if err == nil {
			err = json.Unmarshal(raw, &rows)
		}
		if err != nil {
			f.Fatal(err)
		}
		for _, row := range rows {
			for _, member := range []string{"body", "account", "contact"} {
				if row[member] != nil {
					f.Add([]byte(row[member]))
				}
			}
		}
	}
}

func answered(body []byte) answer {
	return answer{call: flow.Call{HTTPStatus: 200}, header: http.Header{}, body: body}
}

// sane demands that a transfer is one: money in whole cents, a direction, words that a terminal
// can show, and no state that its status does not name.
func sane(t *testing.T, got flow.Transfer) {
	t.Helper()
	if got.ID == "" || got.Amount.Minor < 0 || got.Amount.Currency == "" || got.Kind != flow.Contribution && got.Kind != flow.Disbursement {
		t.Errorf("%+v", got)
	}
	for _, s := range []string{got.ID, got.Order, got.Status, got.Created, got.Cancellation, got.Reversal, got.Authorization, got.ClearsOn} {
		if flow.Clean(s) != s {
			t.Errorf("%q is not clean", s)
		}
	}
	if state := got.State(); (state == flow.TransferAvailable || state == flow.TransferPaid) && got.Status != "settled" {
		t.Errorf("%q is %s", got.Status, state)
	}
}

func FuzzTransfer(f *testing.F) {
	seeds(f, "transfers.json")
	c := &Client{}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, fault := c.theTransfer(request{op: "x"}, answered(body), known())
		if fault != nil {
			if fault.Kind != flow.Unknown || fault.Code != "ANSWER_UNREADABLE" || flow.Clean(fault.Message) != fault.Message {
				t.Errorf("%+v", *fault)
			}
			return
		}
		sane(t, got)
		if got.Kind != flow.Contribution || got.ID != transferID {
			t.Errorf("it became %+v", got)
		}
	})
}

func FuzzOrder(f *testing.F) {
	seeds(f, "orders.json")
	c := newClient(f, Config{BaseURL: "http://127.0.0.1:1", Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		return nil, http.ErrServerClosed
	})})
	f.Fuzz(func(t *testing.T, body []byte) {
		got, fault := c.made(t.Context(), request{op: "x"}, answered(body), testMove(flow.Contribution))
		if fault != nil {
			if fault.Kind != flow.Unknown {
				t.Errorf("%+v", *fault)
			}
			return
		}
		sane(t, got)
		if got.Kind != flow.Contribution || got.Status == "pending" && got.Amount.Minor != 25_00 {
			t.Errorf("asked for 25.00, made %+v", got)
		}
	})
}

func FuzzFields(f *testing.F) {
	seeds(f, "parties.json", "transfers.json")
	f.Add([]byte(`{"a":[[[["deep"]]]],"b_c":1e400,"b-c":null,"d":"1111222233330000"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var attributes fields
		if json.Unmarshal(body, &attributes) != nil {
			return
		}
		for name := range attributes.of {
			if strings.Contains(name, "_") {
				t.Errorf("%q is not kebab", name)
			}
			one := fields{of: attributes.of}
			if m := one.money(name, flow.USD); m != nil && one.err == nil {
				if again, ok := flow.ParseDecimal(m.Decimal(), flow.USD); !ok || again != *m {
					t.Errorf("%s is %+v", attributes.of[name], *m)
				}
			}
			words := (&fields{of: attributes.of}).words(name)
			for _, s := range append(words, (&fields{of: attributes.of}).text(name), (&fields{of: attributes.of}).prose(name)) {
				if flow.Clean(s) != s {
					t.Errorf("%q is not clean", s)
				}
			}
			if len(words) > wordsLimit {
				t.Errorf("%d words", len(words))
			}
		}
	})
}

func FuzzList(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"a","attributes":{"amount":"1.5"}}],"links":{"next":"x"},"meta":{"page-count":"2"}}`), 1)
	f.Add([]byte(`{"data":[null],"included":[null],"links":[],"meta":3}`), 2)
	f.Fuzz(func(t *testing.T, body []byte, page int) {
		var l listing
		if json.Unmarshal(body, &l) != nil {
			return
		}
		_ = l.more(page)
		for _, one := range l.Data {
			if got, err := (fundsTransfer{resource: one, included: l.Included}).transfer(flow.Transfer{}); err == nil {
				sane(t, got)
			}
		}
	})
}
