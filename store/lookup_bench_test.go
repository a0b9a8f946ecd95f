package store

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// benchLookups looks up an id of each kind, of a case in the middle of the history.
func benchLookups(b *testing.B, s *Store, n int) {
	refs := map[flow.RefKind]string{flow.RefCase: string(gen.ID(bulkSeed, n/2))}
	for i := n / 2; len(refs) < len(flow.RefKinds())+1; i++ {
		story, err := gen.Make(bulkSeed, i)
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range story.Records {
			for _, ref := range flow.RefsOf(r.Event) {
				refs[ref.Kind] = ref.ID
			}
		}
	}
	for kind, id := range refs {
		find := func(tx *bolt.Tx) error {
			var hits []flow.Hit
			var err error
			if kind == flow.RefToken { // what is typed is the token, and only its hash is here
				hits, err = s.hitsIn(tx, kind, id, true)
			} else {
				hits, err = s.hits(b.Context(), tx, id)
			}
			if err == nil && len(hits) == 0 {
				err = errors.New("nothing was found")
			}
			return err
		}
		b.Run(kind.String()+"/bbolt", func(b *testing.B) {
			once(b, s, func(tx *bolt.Tx) error { return bareSeek(tx, kind, id) })
		})
		b.Run(kind.String()+"/store", func(b *testing.B) { once(b, s, find) })
		b.Run(kind.String()+"/whole", func(b *testing.B) {
			for b.Loop() {
				if err := s.view(b.Context(), find); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func bareSeek(tx *bolt.Tx, kind flow.RefKind, id string) error {
	if kind == flow.RefCase {
		key, _ := parseCase(flow.CaseID(id))
		if tx.Bucket([]byte(bucketList)).Get(key[:]) == nil {
			return errors.New("the case is missing")
		}
		return nil
	}
	if k, _ := tx.Bucket([]byte(bucketOf(kind))).Cursor().Seek([]byte(id)); !bytes.HasPrefix(k, []byte(id)) {
		return errors.New("the id is missing")
	}
	return nil
}

// benchText searches for a text that one of the newest 10,000 rows has, and for one that none
// has: 5,000 rows in a transaction, as the screens do.
func benchText(b *testing.B, s *Store, n int) {
	near := func() string {
		for i := max(n-9_999, 0); ; i++ {
			if story, err := gen.Make(bulkSeed, i); err == nil && story.Case.Party.ClientUserID != "" {
				return story.Case.Party.ClientUserID
			}
		}
	}()
	for name, text := range map[string]string{"newest-10000": near, "all": "no such text"} {
		found := name != "all"
		judge := func(err error) error {
			if found == (err == nil) {
				return nil
			}
			return fmt.Errorf("found: %v; %w", !found, err)
		}
		rows := func(b *testing.B) {
			if !found {
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			}
		}
		q := flow.Query{Limit: 1, Filter: flow.Filter{Text: text}}
		b.Run(name+"/bbolt", func(b *testing.B) {
			opened(b, s, func(db *bolt.DB) error { return bareScan(db, text, found) })
			rows(b)
		})
		b.Run(name+"/store", func(b *testing.B) {
			opened(b, s, func(db *bolt.DB) error { return judge(s.searchOpen(b.Context(), db, q)) })
			rows(b)
		})
		b.Run(name+"/whole", func(b *testing.B) {
			for b.Loop() {
				if err := judge(searchWhole(b.Context(), s, q, n, func() {})); err != nil {
					b.Fatal(err)
				}
			}
			rows(b)
		})
	}
}
