package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestKill kills a process that appends without end, 20 times. What it acknowledged is on
// disk, every append is there whole or not at all, the newest secret is the one of the newest
// append, and the file is consistent.
func TestKill(t *testing.T) {
	const kills = 20
	s := newStore(t, func(o *Options) { o.Now = time.Now })
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:4]...)
	c, err := s.Case(t.Context(), contract.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	first, unseen := int(c.Seq), 0
	for range kills {
		cmd, lines, _ := start(t, "append", s)
		acked := 0
		for n := 1 + rand.N(12); n > 0 && lines.Scan(); n-- {
			if acked, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatalf("the child said %q", lines.Text())
			}
		}
		// Without this the kill would always come right behind an acknowledgement.
		<-time.After(rand.N(3 * time.Millisecond))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if acked, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatalf("the child said %q", lines.Text())
			}
		}
		_ = cmd.Wait()
		records, err := s.Records(t.Context(), contract.ID(1))
		if err != nil {
			t.Fatal(err)
		}
		if len(records) < acked || (len(records)-first)%2 != 0 {
			t.Fatalf("%d records, and %d were acknowledged", len(records), acked)
		}
		unseen += len(records) - acked
		for _, r := range records[first:] {
			if !reflect.DeepEqual(r.Event, seen(r.Seq)) {
				t.Errorf("record %d is %+v", r.Seq, r.Event)
			}
		}
		token, err := s.Secret(t.Context(), contract.ID(1), flow.LinkToken)
		if err != nil || contract.Plain(token) != contract.Plain(contract.Token(flow.LinkToken, len(records))) {
			t.Errorf("after %d records the token is %q, %v", len(records), contract.Plain(token), err)
		}
		checkFile(t, s)
	}
	t.Logf("%d records were on disk and never acknowledged", unseen)
}

// TestKillUpgrade kills a process that brings a history of 300 cases from schema 1 to today's, at
// moments spread over the whole of it. The history is the old one or the new one, the backup
// is the old one whole or not there, and the next start makes it good.
func TestKillUpgrade(t *testing.T) {
	const kills = 8
	s := newStore(t)
	o := s.opt
	many(t, s, 300)
	change(t, s, func(tx *bolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte(bucketAccounts)), putVersion(tx, 1))
	})
	old, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	back := func() {
		for _, name := range strings.Fields(names(t, o.Dir)) {
			if strings.Contains(name, ".bak") {
				if err := os.Remove(filepath.Join(o.Dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := os.WriteFile(s.Path(), old, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := time.Duration(0)
	stages := map[string]int{}
	for n := range kills + 1 {
		back()
		cmd, lines, _ := start(t, "upgrade", s)
		lines.Scan()
		began := time.Now()
		if n > 0 {
			// From at once to the whole time, each twice as late as the one before: the measure may
			// have been taken in a slow moment.
			<-time.After(whole >> (kills - n) * time.Duration(min(n-1, 1)))
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
		for lines.Scan() {
		}
		_ = cmd.Wait()
		if n == 0 {
			whole = time.Since(began) // the first is not killed and sets the measure
		}
		stage := fmt.Sprintf("schema %d with %s", schemaOf(t, s), strings.Join(strings.Fields(names(t, o.Dir))[1:], " "))
		stages[stage]++
		checkFile(t, s)
		if bak := s.file(".db.schema1.bak"); !missing(bak) {
			backupIs(t, o, filepath.Base(bak), old)
		}
		if _, err := Open(o); err != nil {
			t.Fatal(err)
		}
		if v := schemaOf(t, s); v != schema {
			t.Errorf("schema %d after the next start", v)
		}
		checkFile(t, s)
		if missing(s.file(".db.schema1.bak")) || !missing(s.file(".db.schema1.bak.new")) {
			t.Errorf("there are %s", names(t, o.Dir))
		}
	}
	t.Logf("killed in %v, over %s", stages, whole)
	if len(stages) < 2 {
		t.Error("every kill came at the same stage")
	}
}
