package store

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"time"

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
