package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
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
				if err := postTo(b, server.URL, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func postTo(b *testing.B, url string, body []byte) error {
	r, err := http.NewRequestWithContext(b.Context(), "POST", url+"/processor/token/create", bytes.NewReader(body))
	if err != nil {
		return err
	}
	for name, value := range plaidHeaders() {
		r.Header.Set(name, value)
	}
	r.Header.Set("Plaid-Version", plaidVersion) // a schema mock insists
	res, err := benchClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err == nil && !strings.Contains(string(raw), "processor_token") {
		err = fmt.Errorf("status %d: %s", res.StatusCode, raw)
	}
	return err
}

// benchClient keeps as many connections as the benchmark has callers.
var benchClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}

// firstDay makes an Item without going through HTTP.
func (s *Sim) firstDay() *item {
	t := &tx{s: s, w: s.state.w, now: s.opts.Now()}
	pub := t.makeItem(itemOrder{bank: s.bank("ins_109508"), products: []string{"auth"}, accounts: fixture(&s.state.w.IDs)})
	it, _ := s.state.w.Items.get(pub.ItemID)
	return it
}
