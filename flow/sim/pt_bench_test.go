package sim

import (
	"fmt"
	"net/http/httptest"
	"testing"
)

// BenchmarkContributionList lists one account's contributions out of 100,000.
func BenchmarkContributionList(b *testing.B) {
	s, err := New(Options{Seed: 7})
	if err != nil {
		b.Fatal(err)
	}
	w := s.state.w
	for i := range 100_000 {
		w.Contributions.put(&ptContribution{ID: fmt.Sprint(i), AccountID: fmt.Sprint(i % 1000), Status: transferPending, Fingerprint: "f", CreatedAt: s.opts.Now()})
	}
	w.index()
	t := &tx{s: s, w: w, now: s.opts.Now()}
	token := t.signJWT(jwtClaims{Exp: 1 << 40})
	for name, query := range map[string]string{"by id": "filter%5Bid+eq%5D=99999", "by account": "account.id=7", "unfiltered": "page%5Bnumber%5D=9", "sorted": "sort=contact.name,-amount", "by amount": "account.id=7&filter%5Bamount+gt%5D=1"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), "GET", "/v2/contributions?"+query, nil)
				r.Header.Set("Authorization", "Bearer "+token)
				rec := httptest.NewRecorder()
				if s.ServeHTTP(rec, r); rec.Code != 200 {
					b.Fatal(rec.Body)
				}
			}
		})
	}
	b.Run("limits", func(b *testing.B) {
		for b.Loop() {
			t.withinLimits("f", 1)
		}
	})
}
