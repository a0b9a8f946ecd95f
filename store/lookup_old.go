package store

import (
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// hitsByReading goes through all events of a history that has no indexes.
func (s *Store) hitsByReading(ctx context.Context, tx *bolt.Tx, whole string, fits func(flow.Ref) bool) ([]flow.Hit, error) {
	var hits, longer []flow.Hit
	cur := tx.Bucket([]byte(bucketCases)).Cursor()
	for k, _ := cur.Last(); k != nil && len(hits) < mostHits; k, _ = cur.Prev() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if len(k) != len(caseKey{}) {
			continue
		}
		records, _, err := s.readRecords(tx, caseKey(k))
		if damaged := (*flow.DamagedError)(nil); errors.As(err, &damaged) {
			continue // it says so itself when somebody opens it
		}
		for _, h := range hitsOf(records, fits) {
			if h.ID == whole {
				hits = append(hits, h)
			} else if len(longer) < mostHits {
				longer = append(longer, h)
			}
		}
	}
	return append(hits, longer...), nil
}

// hitsOf are the hits in one case, each id once, with the event that brought it.
func hitsOf(records []flow.Record, fits func(flow.Ref) bool) []flow.Hit {
	var hits []flow.Hit
	seen := map[flow.Ref]bool{}
	for _, r := range records {
		for _, ref := range flow.RefsOf(r.Event) {
			if !seen[ref] && indexable(ref.ID) && fits(ref) {
				seen[ref] = true
				hits = append(hits, flow.Hit{Case: r.Case, Kind: ref.Kind, ID: ref.ID, Seq: r.Seq})
			}
		}
	}
	return hits
}
