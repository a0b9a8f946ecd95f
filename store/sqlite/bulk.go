package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// bulkSeed is the seed of the histories of package store.
const bulkSeed = 1

// unsorted take the rows of the indexes until they can be put in the order of their keys.
const unsorted = `CREATE TEMP TABLE refs (kind INTEGER, id TEXT, case_id BLOB, seq INTEGER);
CREATE TEMP TABLE accts (hash BLOB, case_id BLOB);
CREATE TEMP TABLE tails (id TEXT);
DROP INDEX ix_status;
DROP INDEX ix_who`

const sorted = `INSERT OR IGNORE INTO ref SELECT * FROM refs ORDER BY kind, id, case_id, seq;
INSERT OR IGNORE INTO acct SELECT * FROM accts ORDER BY hash, case_id;
INSERT INTO tail SELECT * FROM tails ORDER BY id;
DROP TABLE refs; DROP TABLE accts; DROP TABLE tails;` + schema

// Bulk fills an empty file with n generated cases, in large transactions.
func (d *DB) Bulk(ctx context.Context, n int) error {
	if _, err := d.conn.ExecContext(ctx, "PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=100000;"+unsorted); err != nil {
		return err
	}
	for from := 0; from < n; from += 2000 {
		if err := d.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		for i := from; i < min(from+2000, n); i++ {
			story, err := gen.Make(bulkSeed, i)
			if err == nil {
				err = d.putStory(ctx, story)
			}
			if err != nil {
				return err
			}
		}
		if err := d.exec(ctx, "COMMIT"); err != nil {
			return err
		}
	}
	_, err := d.conn.ExecContext(ctx, sorted+"; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; ANALYZE")
	return err
}

func (d *DB) putStory(ctx context.Context, story gen.Story) error {
	id, err := ulid.ParseStrict(string(story.Case.ID))
	if err != nil {
		return err
	}
	head := make([]byte, sha256.Size)
	for _, r := range story.Records {
		if head, err = d.putEvent(ctx, id, r, head); err != nil {
			return err
		}
		for _, ref := range flow.RefsOf(r.Event) {
			if err := d.exec(ctx, "INSERT INTO refs VALUES (?, ?, ?, ?)", int(ref.Kind), ref.ID, id[:], r.Seq); err != nil {
				return err
			}
		}
	}
	c, s := story.Case, flow.Summarize(story.Case)
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if c.Item.ID != "" {
		for _, hash := range accountsOf(c) {
			if err := d.exec(ctx, "INSERT INTO accts VALUES (?, ?)", hash, id[:]); err != nil {
				return err
			}
		}
	}
	if err := d.exec(ctx, "INSERT INTO sess VALUES (?, ?, ?)", id[:], head, body); err != nil {
		return err
	}
	if err := d.exec(ctx, "INSERT INTO tails VALUES (?)", backwards(s.ID)); err != nil {
		return err
	}
	return d.exec(ctx, "INSERT INTO list VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id[:], s.Created.UnixMicro(), s.Updated.UnixMicro(), s.Env,
		s.Status, s.Stop, s.Who, s.Name, s.Institution, s.Mask, s.Code, s.User, s.InstitutionID)
}
