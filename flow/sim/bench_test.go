package sim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkProcessorToken compares /processor/token/create over a socket with a
// bare handler that sends the same bytes.
func BenchmarkProcessorToken(b *testing.B) {
	s, err := New(Options{Seed: 7})
	if err != nil {
		b.Fatal(err)
	}
	t := s.firstDay()
	body, _ := json.Marshal(obj{"access_token": t.AccessToken, "account_id": t.Accounts[0].ID, "processor": "prime_trust"})
	sample := []byte(`{"processor_token":"processor-sandbox-00000000-0000-4000-8000-000000000000","request_id":"000000000000000"}`)
	bare := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(sample)
	})
	for name, h := range map[string]http.Handler{"simulator": s, "bare": bare} {
		b.Run(name, func(b *testing.B) {
			server := httptest.NewServer(h)
			defer server.Close()
			for b.Loop() {
				post(b, server, body)
			}
		})
	}
}

func post(b *testing.B, server *httptest.Server, body []byte) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), "POST", server.URL+"/processor/token/create", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	for name, value := range plaidHeaders() {
		r.Header.Set(name, value)
	}
	res, err := server.Client().Do(r)
	if err != nil {
		b.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	if res.Body.Close(); res.StatusCode != 200 {
		b.Fatal(res.Status)
	}
}

// firstDay makes an Item without going through HTTP.
func (s *Sim) firstDay() *item {
	t := &tx{s: s, w: s.state.w, now: s.opts.Now()}
	pub := t.newItem(s.bank("ins_109508"), []string{"auth"}, "", fixture(&s.state.w.IDs))
	it, _ := s.state.w.Items.get(pub.ItemID)
	return it
}
