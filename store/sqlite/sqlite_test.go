package sqlite

import (
	"bytes"
	"path/filepath"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// TestSame: Bulk writes what Append writes, row for row, or the comparison would be worth nothing.
func TestSame(t *testing.T) {
	a, b := open(t, filepath.Join(t.TempDir(), "a.db")), open(t, filepath.Join(t.TempDir(), "b.db"))
	defer func() { _, _ = a.Close(), b.Close() }()
	const cases = 60
	if err := a.Bulk(t.Context(), cases); err != nil {
		t.Fatal(err)
	}
	for n := range cases {
		story, err := gen.Make(bulkSeed, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range story.Records {
			if err := b.Append(t.Context(), []flow.Record{r}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, query := range []string{"SELECT chain FROM ev ORDER BY case_id, n", "SELECT head FROM sess ORDER BY case_id", "SELECT case_id || status || who || name FROM list ORDER BY 1",
		"SELECT kind || id || case_id || seq FROM ref ORDER BY 1", "SELECT hash || case_id FROM acct ORDER BY 1", "SELECT id FROM tail ORDER BY 1"} {
		x, y := dump(t, a, query), dump(t, b, query)
		if len(x) < cases/2 || !bytes.Equal(bytes.Join(x, nil), bytes.Join(y, nil)) {
			t.Errorf("%s: %d and %d rows", query, len(x), len(y))
		}
	}
}

func dump(t *testing.T, d *DB, query string) (out [][]byte) {
	t.Helper()
	rows, err := d.conn.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var v []byte
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
