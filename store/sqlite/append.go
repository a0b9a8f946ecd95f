package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
)

// Append writes the records of one case in one transaction. They follow what the case has.
func (d *DB) Append(ctx context.Context, records []flow.Record) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := d.append(ctx, records); err != nil {
		return errors.Join(err, d.exec(ctx, "ROLLBACK"))
	}
	return d.exec(ctx, "COMMIT")
}

func (d *DB) append(ctx context.Context, records []flow.Record) error {
	id, err := ulid.ParseStrict(string(records[0].Case))
	if err != nil {
		return err
	}
	c, head, err := d.load(ctx, id)
	if err != nil {
		return err
	}
	old := c
	for _, r := range records {
		if c, err = flow.Apply(c, r); err != nil {
			return err
		}
		if head, err = d.putEvent(ctx, id, r, head); err != nil {
			return err
		}
		for _, ref := range flow.RefsOf(r.Event) {
			if err := d.exec(ctx, "INSERT OR IGNORE INTO ref VALUES (?, ?, ?, ?)", int(ref.Kind), ref.ID, id[:], r.Seq); err != nil {
				return err
			}
		}
	}
	return d.putCase(ctx, id, old, c, head)
}

func (d *DB) load(ctx context.Context, id ulid.ULID) (c flow.Case, head []byte, err error) {
	s, err := d.stmt(ctx, "SELECT head, body FROM sess WHERE case_id = ?")
	if err != nil {
		return c, nil, err
	}
	var body []byte
	switch err := s.QueryRowContext(ctx, id[:]).Scan(&head, &body); {
	case errors.Is(err, sql.ErrNoRows):
		return c, make([]byte, sha256.Size), nil
	case err != nil:
		return c, nil, err
	}
	return c, head, json.Unmarshal(body, &c)
}

// putEvent puts an event and links it to the one before, as the store does.
func (d *DB) putEvent(ctx context.Context, id ulid.ULID, r flow.Record, head []byte) ([]byte, error) {
	number, payload, err := flow.EncodeEvent(r.Event)
	if err != nil {
		return nil, err
	}
	if _, err := flow.DecodeEvent(number, payload); err != nil { // the store looks at what a reader will find
		return nil, err
	}
	h := sha256.New()
	h.Write(head)
	h.Write(id[:])
	h.Write(binary.BigEndian.AppendUint32(nil, r.Seq))
	h.Write([]byte(r.Actor))
	h.Write(payload)
	head = h.Sum(nil)
	return head, d.exec(ctx, "INSERT INTO ev (case_id, n, at, type, actor, payload, chain) VALUES (?, ?, ?, ?, ?, ?, ?)",
		id[:], r.Seq, r.Time.UnixMicro(), number, r.Actor, payload, head)
}

// putCase puts what is derived. Rows whose keys do not change are not put again.
func (d *DB) putCase(ctx context.Context, id ulid.ULID, old, c flow.Case, head []byte) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := d.exec(ctx, "INSERT OR REPLACE INTO sess VALUES (?, ?, ?)", id[:], head, body); err != nil {
		return err
	}
	s := flow.Summarize(c)
	switch {
	case old.ID == "":
		err = d.exec(ctx, "INSERT INTO list VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id[:], s.Created.UnixMicro(), s.Updated.UnixMicro(), s.Env,
			s.Status, s.Stop, s.Who, s.Name, s.Institution, s.Mask, s.Code, s.User, s.InstitutionID)
		if err == nil {
			err = d.exec(ctx, "INSERT INTO tail VALUES (?)", backwards(s.ID))
		}
	case old.Status() == s.Status && old.Who() == s.Who:
		err = d.exec(ctx, "UPDATE list SET updated=?, stop=?, name=?, institution=?, mask=?, code=?, user=?, institution_id=? WHERE case_id=?",
			s.Updated.UnixMicro(), s.Stop, s.Name, s.Institution, s.Mask, s.Code, s.User, s.InstitutionID, id[:])
	default:
		err = d.exec(ctx, "UPDATE list SET updated=?, status=?, stop=?, who=?, name=?, institution=?, mask=?, code=?, user=?, institution_id=? WHERE case_id=?",
			s.Updated.UnixMicro(), s.Status, s.Stop, s.Who, s.Name, s.Institution, s.Mask, s.Code, s.User, s.InstitutionID, id[:])
	}
	if err != nil || c.Item.ID == "" || len(old.Accounts) == len(c.Accounts) {
		return err
	}
	for _, hash := range accountsOf(c) {
		if err := d.exec(ctx, "INSERT OR IGNORE INTO acct VALUES (?, ?)", hash, id[:]); err != nil {
			return err
		}
	}
	return nil
}

func accountsOf(c flow.Case) (hashes [][]byte) {
	for _, a := range c.Accounts {
		h := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", c.Item.InstitutionID, strings.ToLower(a.Name), a.Mask))
		hashes = append(hashes, h[:16])
	}
	return hashes
}

func backwards(id flow.CaseID) string {
	b := []byte(id)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
