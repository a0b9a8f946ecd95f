package store

import (
	"testing"
	"time"

	"linkdesk/flow"
)

// benchSift goes through all events for an amount, a mask, an earlier code and the words of a note, a look
// after the other as the screens do, and reports the longest look.
func benchSift(b *testing.B, s *Store) {
	for name, text := range map[string]string{"amount": "$17", "mask": "x0417", "code": "25002", "note": "no such text"} {
		b.Run(name, func(b *testing.B) {
			var longest time.Duration
			looked, found := 0, 0
			for b.Loop() {
				q := flow.SiftQuery{Sought: flow.Seek(text)}
				for more := true; more; {
					start := time.Now()
					page, err := s.Sift(b.Context(), q)
					if err != nil {
						b.Fatal(err)
					}
					longest = max(longest, time.Since(start))
					looked, found, more, q.Before = looked+page.Looked, found+len(page.Found), page.More, page.Next
				}
			}
			b.ReportMetric(float64(looked)/b.Elapsed().Seconds(), "events/s")
			b.ReportMetric(float64(found)/float64(b.N), "found")
			b.ReportMetric(float64(longest.Microseconds())/1000, "longest-look-ms")
		})
	}
}
