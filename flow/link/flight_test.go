package link

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

const success = `{"kind":"success","public_token":"` + testPublic + `","metadata":{"institution":{"name":"First Platypus Bank","institution_id":"ins_109508"},
	"accounts":[{"id":"acc1","name":"Plaid Checking","mask":"0000","type":"depository","subtype":"checking"}],"link_session_id":"s-1","request_id":"r-1"}}`

func TestSuccessIsKeptBeforeThePageSaysSo(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold = make(chan struct{}) }, func(b *bubble) {
		b.boot()
		if got := b.post("/token", "{}"); got.body != `{"link_token":"`+testToken+`"}` {
			t.Fatalf("/token answered %d %s", got.status, got.body)
		}
		answered := make(chan got)
		go func() { answered <- b.post("/result", success) }()
		select {
		case got := <-answered:
			t.Fatalf("the page was told %s before the result was kept", got.body)
		case <-time.After(time.Minute):
		}
		close(b.sink.hold)
		if got := <-answered; got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"linked"`) {
			t.Errorf("/result answered %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if len(b.sink.results) != 1 {
			t.Fatalf("%d results", len(b.sink.results))
		}
		r := b.sink.results[0]
		if r.PublicToken.Hash() != flow.NewSecret([]byte(testPublic)).Hash() {
			t.Error("another public token arrived")
		}
		if r.InstitutionName != "First Platypus Bank" || r.InstitutionID != "ins_109508" || r.SessionID != "s-1" || r.RequestID != "r-1" ||
			len(r.Accounts) != 1 || r.Accounts[0] != (flow.LinkAccount{ID: "acc1", Name: "Plaid Checking", Mask: "0000", Type: "depository", Subtype: "checking"}) {
			t.Errorf("the metadata arrived as %+v", r)
		}
	})
}
