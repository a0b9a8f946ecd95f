// Package sqlite does the work of package store with SQLite, for comparison: the same events, of
// the same generator, with the row of the case, the row of the list and the same indexes in one
// transaction. Its journal is a WAL with synchronous=FULL, so that an event is as durable as in the
// store. It is a module of its own, so that SQLite is no dependency of the program.
package sqlite

import (
	"context"
	"database/sql"
	"sync"

	_ "modernc.org/sqlite" // the driver, in pure Go
)

const schema = `
CREATE TABLE IF NOT EXISTS ev (seq INTEGER PRIMARY KEY, case_id BLOB, n INTEGER, at INTEGER, type INTEGER, actor TEXT, payload BLOB, chain BLOB);
CREATE INDEX IF NOT EXISTS ix_ev ON ev (case_id, seq);
CREATE TABLE IF NOT EXISTS sess (case_id BLOB PRIMARY KEY, head BLOB, body BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS list (case_id BLOB PRIMARY KEY, created INTEGER, updated INTEGER, env TEXT, status TEXT, stop TEXT, who TEXT, name TEXT,
	institution TEXT, mask TEXT, code TEXT, user TEXT, institution_id TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_status ON list (status, case_id);
CREATE INDEX IF NOT EXISTS ix_who ON list (who, case_id);
CREATE TABLE IF NOT EXISTS ref (kind INTEGER, id TEXT, case_id BLOB, seq INTEGER, PRIMARY KEY (kind, id, case_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS acct (hash BLOB, case_id BLOB, PRIMARY KEY (hash, case_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tail (id TEXT PRIMARY KEY) WITHOUT ROWID;`

// DB is one connection with its statements. Writers take turns at mu, which is the fastest way
// there is with one writer at a time.
type DB struct {
	mu    sync.Mutex
	pool  *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

// Open opens a file, or makes one.
func Open(ctx context.Context, path string) (*DB, error) {
	pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=cache_size(-65536)")
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, schema)
	}
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	return &DB{pool: pool, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

// Close closes the file.
func (d *DB) Close() error {
	for _, s := range d.stmts {
		_ = s.Close()
	}
	_ = d.conn.Close()
	return d.pool.Close()
}

// stmt prepares a statement once.
func (d *DB) stmt(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := d.stmts[text]; s != nil {
		return s, nil
	}
	s, err := d.conn.PrepareContext(ctx, text)
	if err == nil {
		d.stmts[text] = s
	}
	return s, err
}

func (d *DB) exec(ctx context.Context, text string, args ...any) error {
	s, err := d.stmt(ctx, text)
	if err == nil {
		_, err = s.ExecContext(ctx, args...)
	}
	return err
}
