package sqlite

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

const columns = "l.case_id, l.created, l.updated, l.env, l.status, l.stop, l.who, l.name, l.institution, l.mask, l.code, l.user, l.institution_id"

// rows runs a query that selects columns.
func (d *DB) rows(b *testing.B, text string, args ...any) (out []flow.Summary) {
	s, err := d.stmt(b.Context(), text)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.QueryContext(b.Context(), args...)
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		var id []byte
		var created, updated int64
		var x flow.Summary
		if err := rows.Scan(&id, &created, &updated, &x.Env, &x.Status, &x.Stop, &x.Who, &x.Name, &x.Institution, &x.Mask, &x.Code, &x.User, &x.InstitutionID); err != nil {
			b.Fatal(err)
		}
		x.ID = flow.CaseID(ulid.ULID(id).String())
		out = append(out, x)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		b.Fatal(err)
	}
	return out
}

func key(n int) []byte {
	id := ulid.MustParse(string(gen.ID(bulkSeed, n)))
	return id[:]
}

func benchPages(b *testing.B, d *DB, n int) {
	large, _ := gen.Bank(0)
	small, _ := gen.Bank(300)
	newest, middle := slices.Repeat([]byte{0xff}, 16), key(n/2)
	const list = "SELECT " + columns + " FROM list l WHERE "
	const down = " ORDER BY l.case_id DESC LIMIT 50"
	const bank = "SELECT " + columns + " FROM ref r JOIN list l ON l.case_id = r.case_id WHERE r.kind = 7 AND r.id = ? AND r.case_id < ? AND l.institution_id = r.id"
	const bankDown = " ORDER BY r.case_id DESC LIMIT 50"
	for _, a := range []struct {
		name, text string
		args       []any
	}{
		{"newest", list + "l.case_id < ?" + down, []any{newest}},
		{"middle", list + "l.case_id < ?" + down, []any{middle}},
		{"back", list + "l.case_id > ? ORDER BY l.case_id LIMIT 50", []any{middle}},
		{"status", list + "l.status = ? AND l.case_id < ?" + down, []any{flow.StatusUncertain, newest}},
		{"who", list + "l.who = ? AND l.case_id < ?" + down, []any{flow.Partners, middle}},
		{"since", list + "l.status = ? AND l.case_id > ? AND l.created >= ? ORDER BY l.case_id LIMIT 50", []any{flow.StatusFailed, middle, gen.Start().UnixMicro()}},
		{"bank", bank + bankDown, []any{large, newest}},
		{"small-bank", bank + bankDown, []any{small, newest}},
		{"bank+status", bank + " AND l.status = ?" + bankDown, []any{large, newest, flow.StatusFailed}},
		{"bank+rare-status", bank + " AND l.status = ?" + bankDown, []any{large, middle, flow.StatusUncertain}},
	} {
		b.Run(a.name+"/sqlite", func(b *testing.B) {
			for b.Loop() {
				if len(d.rows(b, a.text, a.args...)) == 0 {
					b.Fatal("there is no such case")
				}
			}
		})
	}
}

func benchLookups(b *testing.B, d *DB, n int) {
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
		b.Run(kind.String()+"/sqlite", func(b *testing.B) {
			for b.Loop() {
				if d.lookup(b, kind, id) == 0 {
					b.Fatal("nothing was found")
				}
			}
		})
	}
}

// lookup asks for an id that may be of any kind, as the store does; a token and a case id are
// known for what they are.
func (d *DB) lookup(b *testing.B, kind flow.RefKind, id string) (n int) {
	text, args := "SELECT kind, case_id, seq FROM ref WHERE kind IN (1, 2, 4, 5, 6, 7, 8) AND id >= ? AND id < ? ORDER BY kind, id, case_id DESC LIMIT 100", []any{id, id + "\x7f"}
	switch kind {
	case flow.RefToken:
		text, args = "SELECT kind, case_id, seq FROM ref WHERE kind = 3 AND id = ? LIMIT 100", []any{id}
	case flow.RefCase:
		u := ulid.MustParse(id)
		text, args = "SELECT 9, case_id, 0 FROM list WHERE case_id = ?", []any{u[:]}
	}
	s, err := d.stmt(b.Context(), text)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.QueryContext(b.Context(), args...)
	if err != nil {
		b.Fatal(err)
	}
	for ; rows.Next(); n++ {
		var kind, seq int
		var id []byte
		if err := rows.Scan(&kind, &id, &seq); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		b.Fatal(err)
	}
	return n
}

func benchText(b *testing.B, d *DB, n int) {
	near := func() string {
		for i := max(n-9_999, 0); ; i++ {
			if story, err := gen.Make(bulkSeed, i); err == nil && story.Case.Party.ClientUserID != "" {
				return story.Case.Party.ClientUserID
			}
		}
	}()
	for name, text := range map[string]string{"newest-10000": near, "all": "no such text"} {
		query, args := "SELECT "+columns+" FROM list l WHERE TRUE", []any(nil)
		for word := range strings.FieldsSeq(text) {
			query += " AND (l.name LIKE ? OR l.user LIKE ? OR l.institution LIKE ? OR l.mask LIKE ? OR l.code LIKE ? OR l.status LIKE ?)"
			args = append(args, slices.Repeat([]any{"%" + word + "%"}, 6)...)
		}
		query += " ORDER BY l.case_id DESC LIMIT 1"
		b.Run(name+"/sqlite", func(b *testing.B) {
			for b.Loop() {
				if found := len(d.rows(b, query, args...)) > 0; found == (name == "all") {
					b.Fatalf("found: %v", found)
				}
			}
			if name == "all" {
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			}
		})
	}
}
