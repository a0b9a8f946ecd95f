package store

import (
	"errors"
	"fmt"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// asked is one page that is asked for, and the index that bbolt alone would go along.
type asked struct {
	name  string
	query flow.Query
	index string
	front []byte
}

func pagesAsked(n int) []asked {
	large, _ := gen.Bank(0)
	small, _ := gen.Bank(300)
	middle := gen.ID(bulkSeed, n/2)
	state := func(s flow.Status, w flow.Who) []byte { return []byte{statusNumber(s), whoNumber(w)} }
	bank := func(id string) []byte { return append([]byte(id), 0) }
	return []asked{
		{"newest", flow.Query{}, bucketList, nil},
		{"middle", flow.Query{Before: middle}, bucketList, nil},
		{"back", flow.Query{After: middle}, bucketList, nil},
		{"status", flow.Query{Filter: flow.Filter{Status: flow.StatusUncertain}}, bucketStatus, state(flow.StatusUncertain, flow.Operator)},
		{"who", flow.Query{Before: middle, Filter: flow.Filter{Who: flow.Partners}}, bucketStatus, state(flow.StatusUnusable, flow.Partners)},
		{"since", flow.Query{After: middle, Filter: flow.Filter{Status: flow.StatusFailed, Since: gen.Start()}}, bucketStatus, state(flow.StatusFailed, flow.Customer)},
		{"bank", flow.Query{Filter: flow.Filter{Institution: large}}, bucketBanks, bank(large)},
		{"small-bank", flow.Query{Filter: flow.Filter{Institution: small}}, bucketBanks, bank(small)},
		{"bank+status", flow.Query{Filter: flow.Filter{Institution: large, Status: flow.StatusFailed}}, bucketBanks, bank(large)},
		{"bank+rare-status", flow.Query{Before: middle, Filter: flow.Filter{Institution: large, Status: flow.StatusUncertain}}, bucketBanks, bank(large)},
	}
}

func benchPages(b *testing.B, s *Store, n int) {
	for _, a := range pagesAsked(n) {
		b.Run(a.name+"/bbolt", func(b *testing.B) {
			once(b, s, func(tx *bolt.Tx) error { return bareRows(tx, a) })
		})
		b.Run(a.name+"/store", func(b *testing.B) {
			once(b, s, func(tx *bolt.Tx) error {
				return fullPage(a.query, func(q flow.Query) (page flow.Page, err error) {
					p, err := s.newPager(q)
					if err == nil {
						err = p.look(b.Context(), tx, &page)
					}
					return page, err
				})
			})
		})
		b.Run(a.name+"/whole", func(b *testing.B) {
			for b.Loop() {
				if err := fullPage(a.query, func(q flow.Query) (flow.Page, error) { return s.List(b.Context(), q) }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fullPage looks until the page is full or there are no more cases.
func fullPage(q flow.Query, look func(flow.Query) (flow.Page, error)) error {
	rows := 0
	for {
		page, err := look(q)
		if err != nil {
			return err
		}
		if rows += len(page.Rows); rows >= defaultPage {
			return nil
		}
		if !page.More {
			if rows == 0 {
				return errors.New("there is no such case")
			}
			return nil
		}
		if q.After != "" {
			q.After = page.Next
		} else {
			q.Before = page.Next
		}
	}
}

// bareRows gets fifty rows of the list along an index, without decoding them.
func bareRows(tx *bolt.Tx, a asked) error {
	list := tx.Bucket([]byte(bucketList))
	w := newWalk(tx.Bucket([]byte(a.index)), [][]byte{a.front}, newestFirst, nil)
	st := &w.strands[0]
	for i := 0; i < defaultPage && st.k != nil; i++ {
		if v := st.v; len(v) == 0 || a.index != bucketList && len(list.Get(st.k[len(st.front):])) == 0 {
			return fmt.Errorf("row %d is missing", i)
		}
		st.step(newestFirst)
	}
	return nil
}
