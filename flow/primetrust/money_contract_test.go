package primetrust

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// fund is a world with a method that money can move over, and fresh keys.
type fund struct {
	*world
	method string
	keys   int
}

func newFund(t *testing.T, w *world) *fund {
	t.Helper()
	token, _ := w.processorToken()
	s, _, err := w.c.Submit(t.Context(), flow.SubmitRequest{Key: testKey, Party: w.party, Token: token})
	if err != nil {
		t.Fatal(err)
	}
	return &fund{world: w, method: s.ID}
}

// key is a new one for each intent.
func (w *fund) key() string {
	w.keys++
	return fmt.Sprintf("2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad7%04d", w.keys)
}

func (w *fund) order(kind flow.TransferKind, cents int64) flow.MoveRequest {
	return flow.MoveRequest{Key: w.key(), Kind: kind, Party: w.party, Method: w.method, Amount: flow.Money{Minor: cents, Currency: flow.USD}}
}

func (w *fund) move(kind flow.TransferKind, cents int64) flow.Transfer {
	w.t.Helper()
	t, call, err := w.c.Move(w.t.Context(), w.order(kind, cents))
	if err != nil {
		w.t.Fatal(err)
	}
	if call.Endpoint != "POST /v2/"+string(kind)+"s" || call.HTTPStatus != 201 || call.RequestID == "" {
		w.t.Errorf("the call is %+v", call)
	}
	if t.ID == "" || t.Order == "" || t.Kind != kind || t.Amount.Minor != cents || t.State() != flow.TransferPending || t.Created == "" {
		w.t.Errorf("the %s is %+v", kind, t)
	}
	return t
}

func (w *fund) play(act, id string) {
	w.t.Helper()
	if call, err := w.c.Play(w.t.Context(), w.key(), flow.SandboxAct{Act: act, ID: id}); err != nil || call.HTTPStatus != 200 {
		w.t.Fatalf("%s: %+v, %v", act, call, err)
	}
}

// ledger looks, and demands a call for everything that it shows.
func (w *fund) ledger(known ...flow.Transfer) flow.Ledger {
	w.t.Helper()
	l, calls, err := w.c.Ledger(w.t.Context(), w.party, known)
	if err != nil || len(calls) != 4+len(known) || len(l.Transfers) != len(known) || l.Standing == nil {
		w.t.Fatalf("%d calls give %+v, %v", len(calls), l, err)
	}
	for _, call := range calls {
		if !strings.HasPrefix(call.Endpoint, "GET /v2/") || call.HTTPStatus != 200 {
			w.t.Errorf("the call is %+v", call)
		}
	}
	return l
}

// sees demands the state of one transfer and what is free.
func (w *fund) sees(t flow.Transfer, state flow.TransferState, total string) flow.Transfer {
	w.t.Helper()
	l := w.ledger(t)
	now := l.Transfers[0]
	if now.State() != state || now.ID != t.ID || now.Order != t.Order || now.Amount != t.Amount {
		w.t.Errorf("the transfer is %s, not %s: %+v", now.State(), state, now)
	}
	sum := l.Totals[0]
	if got := sum.Settled.Decimal() + " " + sum.Held.Decimal() + " " + sum.Pending.Decimal() + " " + sum.Disbursable.Decimal(); got != total {
		w.t.Errorf("settled, held, pending and free are %s, not %s", got, total)
	}
	return now
}

func (w *fund) clock(by string) { w.post("/_sim/clock", map[string]any{"advance": by}) }

func TestMoneyComesInGoesOutAndComesBack(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, world *world) {
		w := newFund(t, world)
		in := w.move(flow.Contribution, 25_00)
		w.sees(in, flow.TransferPending, "0.00 0.00 0.00 0.00")
		w.play(flow.ActSettle, in.ID)
		held := w.sees(in, flow.TransferHeld, "25.00 25.00 0.00 0.00")
		if held.ClearsOn == "" || held.SettledAt == "" || held.ClearedAt != "" || len(held.Holds) != 2 {
			t.Errorf("a settled pull is %+v", held)
		}
		w.clock("120h")
		w.sees(in, flow.TransferHeld, "25.00 25.00 0.00 0.00")
		w.clock("121h")
		free := w.sees(in, flow.TransferAvailable, "25.00 0.00 0.00 25.00")
		if free.ClearedAt == "" || free.ClearsOn != held.ClearsOn {
			t.Errorf("a cleared pull is %+v", free)
		}

		out := w.move(flow.Disbursement, 10_50)
		if out.Authorization != "pending" || out.AuthorizationID == "" || out.VerificationKind != "email" {
			t.Errorf("the payment is %+v", out)
		}
		out = w.sees(out, flow.TransferPending, "25.00 0.00 10.50 14.50")
		if who, _ := out.Waits(); who != flow.Customer || len(out.Holds) != 2 {
			t.Errorf("the payment waits for %s: %+v", who, out)
		}
		asked, call, err := w.c.AskOwner(t.Context(), w.key(), out)
		if err != nil || asked.Authorization != "pending" || asked.ID != out.ID || call.Endpoint != "POST "+authorizationsPath+"/"+out.AuthorizationID+"/retry-owner-verification" {
			t.Errorf("asking gives %+v, %+v, %v", asked, call, err)
		}
		w.play(flow.ActVerifyOwner, out.AuthorizationID)
		if out = w.sees(out, flow.TransferPending, "25.00 0.00 10.50 14.50"); out.Authorization != "authorized" || out.ClearedAt == "" {
			t.Errorf("after the owner's word: %+v", out)
		}
		if _, _, err := w.c.AskOwner(t.Context(), w.key(), out); faultOf(t, err).Kind != flow.Input {
			t.Errorf("asking again: %v", err)
		}
		w.play(flow.ActSettle, out.ID)
		w.sees(out, flow.TransferPaid, "14.50 0.00 0.00 14.50")

		w.play(flow.ActReverse, in.ID)
		back := w.sees(in, flow.TransferReversed, "-10.50 0.00 0.00 -10.50")
		if back.Reversal != "R01 insufficient funds" || back.ReversedAt == "" || back.Reversed == nil || *back.Reversed != in.Amount {
			t.Errorf("what came back is %+v", back)
		}
		all, more, call, err := w.c.Transfers(t.Context(), w.party.PartnerAccount, 1)
		if err != nil || more || len(all) != 2 || call.Endpoint != "GET /v2/funds-transfers" {
			t.Fatalf("the list is %+v, %v, %+v, %v", all, more, call, err)
		}
		if all[0].ID != out.ID || all[0].Kind != flow.Disbursement || all[0].Amount.Minor != 10_50 || len(all[0].Holds) != 2 || all[1].State() != flow.TransferReversed {
			t.Errorf("the list is %+v", all)
		}
	})
}

func TestSettledByHandAndClearedByHand(t *testing.T) {
	w := newFund(t, newWorld(t, sim.Options{}, true))
	in := w.move(flow.Contribution, 1)
	w.play(flow.ActSettle, in.ID)
	w.play(flow.ActClear, in.ID)
	w.sees(in, flow.TransferAvailable, "0.01 0.00 0.00 0.01")
	_, err := w.c.Play(t.Context(), w.key(), flow.SandboxAct{Act: flow.ActSettle, ID: in.ID})
	if f := faultOf(t, err); f.Kind != flow.Input || f.Code != "422" || !strings.Contains(f.Message, "no longer pending") {
		t.Errorf("settling twice: %+v", *f)
	}
}

func TestCancelAndDeactivate(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, world *world) {
		w := newFund(t, world)
		in := w.move(flow.Contribution, 5_00)
		key := w.key()
		for range 2 { // the key replays
			gone, call, err := w.c.Cancel(t.Context(), key, in)
			if err != nil || gone.State() != flow.TransferCancelled || gone.CancelledAt == "" || gone.Order != in.Order || call.Endpoint != "POST /v2/funds-transfers/"+in.ID+"/cancel" {
				t.Errorf("cancelling gives %+v, %+v, %v", gone, call, err)
			}
		}
		w.sees(in, flow.TransferCancelled, "0.00 0.00 0.00 0.00")
		if _, _, err := w.c.Cancel(t.Context(), w.key(), in); faultOf(t, err).Kind != flow.Input {
			t.Errorf("cancelling again: %v", err)
		}
		s, call, err := w.c.Deactivate(t.Context(), w.key(), w.method)
		if err != nil || !s.Inactive || s.ID != w.method || s.BankName == "" || call.Endpoint != "POST /v2/funds-transfer-methods/"+w.method+"/deactivate" {
			t.Errorf("deactivating gives %+v, %+v, %v", s, call, err)
		}
		_, _, err = w.c.Move(t.Context(), w.order(flow.Contribution, 1))
		if f := faultOf(t, err); f.Kind != flow.Input || !strings.Contains(f.Message, "inactive") {
			t.Errorf("a pull over it: %+v", *f)
		}
	})
}

// The limits are said with their numbers; a refusal is replayed under its key and is still one.
func TestLimitsAndFundsAreRefusedWithTheirNumbers(t *testing.T) {
	w := newFund(t, newWorld(t, sim.Options{}, false))
	for _, code := range []string{"7300", "7301", "7302"} {
		w.post("/_sim/faults", map[string]any{"path": "POST /v2/contributions", "kind": code})
		_, _, err := w.c.Move(t.Context(), w.order(flow.Contribution, 1_00))
		if f := faultOf(t, err); f.Kind != flow.Refused || f.Code != code || f.Who != flow.Operator || !strings.Contains(f.Message, "/data/attribute/amount") {
			t.Errorf("%s gives %+v", code, *f)
		}
	}
	req := w.order(flow.Contribution, 60_000_01)
	for range 2 {
		_, _, err := w.c.Move(t.Context(), req)
		if f := faultOf(t, err); f.Code != "7300" || !strings.Contains(f.Message, "60000.01") || !strings.Contains(f.Message, "limit of 50000.0 ") {
			t.Errorf("got %+v", *f)
		}
	}
	in := w.move(flow.Contribution, 20_00)
	_, _, err := w.c.Move(t.Context(), w.order(flow.Disbursement, 1_00))
	if f := faultOf(t, err); f.Kind != flow.Input || !strings.Contains(f.Message, "Insufficient funds") {
		t.Errorf("paying what is not there: %+v", *f)
	}
	w.play(flow.ActSettle, in.ID)
	w.play(flow.ActClear, in.ID)
	out := w.move(flow.Disbursement, 15_00)
	w.play(flow.ActReverse, in.ID)
	_, err = w.c.Play(t.Context(), w.key(), flow.SandboxAct{Act: flow.ActVerifyOwner, ID: out.AuthorizationID})
	if f := faultOf(t, err); f.Kind != flow.Refused || f.Code != "39001" {
		t.Errorf("money that was lost meanwhile: %+v", *f)
	}
	w.sees(out, flow.TransferCancelled, "0.00 0.00 0.00 0.00")
	for _, tc := range [][2]string{{"POST /v2/disbursements", "39000"}, {"POST /v2/funds-transfers/{id}/cancel", "7304"}} {
		in = w.move(flow.Contribution, 1_00)
		w.post("/_sim/faults", map[string]any{"path": tc[0], "kind": tc[1]})
		var err error
		if tc[1] == "7304" {
			_, _, err = w.c.Cancel(t.Context(), w.key(), in)
		} else {
			w.play(flow.ActSettle, in.ID)
			w.play(flow.ActClear, in.ID)
			_, _, err = w.c.Move(t.Context(), w.order(flow.Disbursement, 50))
		}
		if f := faultOf(t, err); f.Kind != flow.Refused || f.Code != tc[1] {
			t.Errorf("%s gives %+v", tc[1], *f)
		}
	}
}

// An answer that is lost leaves one contribution, and its repeat finds it.
func TestALostContributionIsFoundUnderItsKey(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, world *world) {
		w := newFund(t, world)
		for _, kind := range []string{sim.KindDropAfter, sim.Kind500} {
			w.post("/_sim/faults", map[string]any{"path": "POST /v2/contributions", "kind": kind})
			req := w.order(flow.Contribution, 3_00)
			if _, _, err := w.c.Move(t.Context(), req); faultOf(t, err).Kind != flow.Unknown {
				t.Errorf("%s is %v", kind, err)
			}
			again, _, err := w.c.Move(t.Context(), req)
			if kind == sim.KindDropAfter && (err != nil || again.Amount.Minor != 3_00) {
				t.Errorf("the repeat gives %+v, %v", again, err)
			}
		}
		all, _, _, err := w.c.Transfers(t.Context(), w.party.PartnerAccount, 1)
		if err != nil || len(all) > 2 || len(all) == 0 {
			t.Errorf("there are %d transfers, %v", len(all), err)
		}
	})
}

func TestTheDigestOfAnOrderIsOfTheBytesSent(t *testing.T) {
	w := &fund{world: &world{c: newClient(t, Config{BaseURL: "http://127.0.0.1:1"}), party: testParty()}, method: methodID}
	req := w.order(flow.Contribution, 1250_50)
	want := `{"data":{"type":"contributions","attributes":{"account-id":"` + accountID + `","amount":"1250.50","contact-id":"` + contactID +
		`","funds-transfer-method-id":"` + methodID + `"}}}`
	if got := string(orderBody(req)); got != want {
		t.Errorf("the body is\n%s\nwant\n%s", got, want)
	}
	sum := sha256.Sum256([]byte(want))
	if got := w.c.MoveDigest(req); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the digest is %s", got)
	}
	other := req
	if other.Key = w.key(); w.c.MoveDigest(other) != w.c.MoveDigest(req) {
		t.Error("the key changes the digest")
	}
	if other.Kind = flow.Disbursement; w.c.MoveDigest(other) == w.c.MoveDigest(req) {
		t.Error("another direction has the same digest")
	}
}

// A pull that the bank sends back freezes the account, and the look says why.
func TestAReturnAndItsFreeze(t *testing.T) {
	w := newFund(t, newWorld(t, sim.Options{Scenario: "accepted-then-returned"}, false))
	in := w.move(flow.Contribution, 25_00)
	if who, why := w.ledger().Standing.Waits(); who != flow.Nobody {
		t.Errorf("before: %s, %s", who, why)
	}
	w.clock("24h")
	w.sees(in, flow.TransferHeld, "25.00 25.00 0.00 0.00")
	w.clock("48h")
	if back := w.sees(in, flow.TransferReversed, "0.00 0.00 0.00 0.00"); !strings.HasPrefix(back.Reversal, "R01") {
		t.Errorf("it came back as %+v", back)
	}
	s := w.ledger().Standing
	if who, why := s.Waits(); who != flow.Operator || !strings.Contains(why, "AF01: ACH Reversal") || !s.SolidFreeze {
		t.Errorf("after: %s, %s", who, why)
	}
	_, _, err := w.c.Move(t.Context(), w.order(flow.Contribution, 1_00))
	if f := faultOf(t, err); f.Kind != flow.Input || !strings.Contains(f.Message, "frozen") {
		t.Errorf("another pull: %+v", *f)
	}
}
