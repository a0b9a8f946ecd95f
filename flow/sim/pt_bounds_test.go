package sim

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Every writing call honours the keys, not POST alone.
func TestIdempotencyOfAllVerbs(t *testing.T) {
	b := newBench(t, Options{})
	id, _ := b.pull(5)
	key := func(n int) map[string]string {
		return once(headerOnceV2, strings.Replace(onceKey, "3f0f", fmt.Sprintf("%04x", n), 1))
	}
	gone := b.pt("DELETE", "/v2/contributions/"+id, key(1), nil).want(200)
	if again := b.pt("DELETE", "/v2/contributions/"+id, key(1), nil).want(200); again.raw != gone.raw {
		t.Error("a repeated DELETE runs again")
	}
	b.pt("DELETE", "/v2/contributions/"+id, key(2), nil).stated()
	path := "/v2/contacts/" + b.contact
	patched := b.pt("PATCH", path, key(3), attributes(obj{"name": "One"})).want(200)
	b.pt("PATCH", path, nil, attributes(obj{"name": "Two"})).want(200)
	if again := b.pt("PATCH", path, key(3), attributes(obj{"name": "One"})).want(200); again.raw != patched.raw {
		t.Error("a repeated PATCH runs again")
	}
	b.get(path).wantAt(map[string]any{"data attributes name": "Two"})
	b.pt("POST", "/auth/jwts/invalidate-session", key(4), nil).want(204)
}

func TestReplaysAreBounded(t *testing.T) {
	w := newWorld(1, time.Now())
	for i := range 100 {
		w.remember(&replay{Key: fmt.Sprint(i), Body: make([]byte, 1<<20)})
	}
	if w.prime.replayBytes > maxReplays || w.Replays.len() < 60 || w.Replays.len() > 64 {
		t.Errorf("%d bytes in %d replays", w.prime.replayBytes, w.Replays.len())
	}
	if _, ok := w.Replays.get("99"); !ok {
		t.Error("the newest is gone")
	}
	before := w.prime.replayBytes
	w.index()
	if w.prime.replayBytes != before {
		t.Errorf("after a load %d bytes are counted, not %d", w.prime.replayBytes, before)
	}
	w.Replays = newBook[*replay](2)
	w.prime.replayBytes = 0
	for i := range 5 {
		w.remember(&replay{Key: fmt.Sprint(i)})
	}
	if w.prime.replayBytes != 400 {
		t.Errorf("%d bytes are counted for two empty replays", w.prime.replayBytes)
	}
}

// A transfer that is pushed out takes its holds and its promise along.
func TestTransfersAreBounded(t *testing.T) {
	s, _ := start(t, Options{})
	w := s.state.w
	w.Transfers = newBook[*ptTransfer](2)
	now := newClock().now()
	x := &tx{s: s, w: w, now: now}
	account := s.Seeded().PTAccountID
	add := func(amount cents) *ptTransfer {
		tr := &ptTransfer{ID: w.IDs.uuid(), AccountID: account, Currency: "USD", Type: "ach", Amount: amount}
		x.newTransfer(tr)
		return tr
	}
	x.bookSettlement(add(500), settlement{})
	out := &ptTransfer{ID: "out", AccountID: account, Currency: "USD", Type: "ach", Amount: -200, Holds: []*ptHold{{ID: "h", Type: holdAML}}}
	x.newTransfer(out)
	a, _ := w.Accounts.get(account)
	if got := a.Cash["USD"]; got.Settled != 500 || got.Held != 500 || got.Pending != 200 {
		t.Fatalf("%+v", got)
	}
	add(1)
	add(1)
	if got := a.Cash["USD"]; got.Settled != 500 || got.Held != 0 || got.Pending != 0 {
		t.Errorf("%+v", got)
	}
	if len(w.prime.holds) != 0 {
		t.Errorf("%d holds are still indexed", len(w.prime.holds))
	}
}

// The count of the limits is no longer than the book of contributions, and a
// load makes the same one.
func TestPullsAreBounded(t *testing.T) {
	b := newBench(t, Options{})
	w := b.world
	w.Contributions = newBook[*ptContribution](3)
	for range 9 {
		b.pull(1)
	}
	id, _ := b.pull(1)
	b.post("/v2/contributions/"+id+"/cancel", nil).want(200)
	for range 2 {
		n := 0
		for _, pulls := range w.prime.pulls {
			n += len(pulls)
		}
		if n != 2 {
			t.Errorf("%d pulls are counted of 3 contributions, one of them cancelled", n)
		}
		w.index()
	}
}

// A full book forgets its oldest pull without a look at the others.
func TestForgettingThePastIsQuick(t *testing.T) {
	w := newWorld(1, time.Now())
	var first, second *ptContribution
	for i := range 1000 {
		x := &ptContribution{ID: fmt.Sprint(i), Fingerprint: "f", Status: transferPending}
		w.countPull(x)
		if i == 0 {
			first = x
		} else if i == 1 {
			second = x
		}
	}
	before := &w.prime.pulls["f"][1]
	w.forgetPull(first)
	if after := &w.prime.pulls["f"][0]; after != before {
		t.Error("the pulls that stay were moved")
	}
	w.forgetPull(second)
	w.forgetPull(second)
	if n := len(w.prime.pulls["f"]); n != 998 {
		t.Errorf("%d pulls are left", n)
	}
}

func TestAttributesAreBounded(t *testing.T) {
	b := newBench(t, Options{})
	if e := b.post("/v2/contributions", with(b.pullBody(1), obj{"message": strings.Repeat("x", maxAttributes)})).ptRefused(422); e["title"] != "Request too large" {
		t.Errorf("%v", e)
	}
}

// All of it survives the process.
func TestPrimeTrustState(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world")
	b := newBench(t, Options{StateFile: file})
	b.fund(100)
	_, tr := b.pull(40)
	b.settle(tr).want(200)
	made := b.post(payWith, b.payBody("30.30")).want(201)
	auth := made.included("disbursement-authorizations")["id"].(string)
	hold := b.get("/v2/contingent-holds?funds-transfer.id=" + tr + "&filter%5Bstatus%5D=pending").str("data 0 id")
	before := b.get("/v2/funds-transfers?include=contingent-holds,disbursement-authorization").want(200)
	_, c := start(t, Options{StateFile: file, Now: b.clock.now})
	jwt := b.jwt
	b.client = c
	c.jwt = jwt
	b.wantMoney(140, 40, 30.3, 69.7)
	if after := b.get("/v2/funds-transfers?include=contingent-holds,disbursement-authorization").want(200); after.raw != before.raw {
		t.Errorf("another process says\n%s\nnot\n%s", after.raw, before.raw)
	}
	b.get("/v2/contingent-holds/" + hold).want(200)
	b.post("/v2/disbursement-authorizations/"+auth+"/sandbox/verify-owner", nil).want(200)
	b.clock.add(10 * 24 * time.Hour)
	b.wantMoney(140, 0, 30.3, 109.7)
	raw, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(raw), "1111222233330000") {
		t.Errorf("the state holds an account number: %v", err)
	}
}

// A state of the first release: no money, and one flag for all of a contact's.
func TestOlderState(t *testing.T) {
	w := emptyWorld()
	old := `{"Accounts":[{"ID":"a","Name":"A","Number":"1","Status":"opened","CreatedAt":"2026-11-22T09:00:00Z","OwnerID":"p"}],
		"Contacts":[{"ID":"p","AccountID":"a","Cleared":true,"CreatedAt":"2026-11-22T09:00:00Z","Given":{"contact-type":"natural_person"}},
		{"ID":"q","AccountID":"a","Cleared":false,"CreatedAt":"2026-11-22T09:00:00Z","Given":{}}],"Replays":[{"Key":"2:x","Status":201,"Body":"e30="}]}`
	if err := json.Unmarshal([]byte(old), w); err != nil {
		t.Fatal(err)
	}
	w.index()
	p, _ := w.Contacts.get("p")
	q, _ := w.Contacts.get("q")
	if all := (flags{true, true, true, true}); p.flags != all || q.flags != (flags{}) {
		t.Errorf("flags %v and %v", p.flags, q.flags)
	}
	if later(p.CreatedAt, p.UpdatedAt) != p.CreatedAt {
		t.Error("an older contact was never changed")
	}
}
