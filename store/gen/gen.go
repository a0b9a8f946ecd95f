// Package gen makes plausible whole cases for benchmarks and tests: all statuses, many banks
// and names, failures and second tries. The same seed always gives the same cases, and what the
// store and what it is compared with are given is the same. Only tests import it.
//
// It makes no secrets: a token is a hash here, as it is in the journal.
package gen

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
)

// apart is the time between the openings of two cases: a million of them fill a year.
const apart = 31 * time.Second

// Start is when the first case was opened.
func Start() time.Time { return time.Date(2025, 10, 1, 8, 0, 0, 0, time.UTC) }

// Story is one whole case: its journal, and what that adds up to.
type Story struct {
	Records []flow.Record
	Case    flow.Case
}

// Make makes the n-th case of a seed, from 0 on. Cases of greater n are newer. It fails only
// when a rule of flow forbids what it tells, which a test of this package would have found.
func Make(seed uint64, n int) (Story, error) {
	t := newTeller(seed, n)
	t.tell()
	return Story{t.records, t.c}, t.err
}

// ID is the id of the n-th case of a seed.
func ID(seed uint64, n int) flow.CaseID { return newTeller(seed, n).id }

// teller tells one story, event by event.
type teller struct {
	r       *rand.Rand
	id      flow.CaseID
	at      time.Time
	records []flow.Record
	c       flow.Case
	err     error
}

func newTeller(seed uint64, n int) *teller {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	at := Start().Add(time.Duration(n)*apart + time.Duration(r.IntN(20_000))*time.Millisecond)
	var id ulid.ULID
	_ = id.SetTime(uint64(at.UnixMilli())) // it fails in the year 10889
	binary.BigEndian.PutUint64(id[6:], r.Uint64())
	binary.BigEndian.PutUint16(id[14:], uint16(r.Uint32()))
	return &teller{r: r, id: flow.CaseID(id.String()), at: at, records: make([]flow.Record, 0, 32)}
}

// add appends events to the journal, a moment after those before.
func (t *teller) add(events ...flow.Event) {
	if t.err != nil {
		return
	}
	t.at = t.at.Add(time.Duration(200+t.r.IntN(30_000)) * time.Millisecond)
	for _, ev := range events {
		r := flow.Record{Case: t.id, Seq: t.c.Seq + 1, Time: t.at, Actor: actors()[t.r.IntN(len(actors()))], Event: ev}
		if t.c, t.err = flow.Apply(t.c, r); t.err != nil {
			return
		}
		t.records = append(t.records, r)
	}
}

// chance is true so many times in a hundred.
func (t *teller) chance(percent int) bool { return t.r.IntN(100) < percent }

// text makes a random text as Plaid's ids are.
func (t *teller) text(n int) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[t.r.IntN(len(letters))]
	}
	return string(b)
}

// hash makes a random hash as that of a token is.
func (t *teller) hash() string {
	return fmt.Sprintf("%016x%016x%016x%016x", t.r.Uint64(), t.r.Uint64(), t.r.Uint64(), t.r.Uint64())
}

func (t *teller) uuid() string {
	h := t.hash()
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-a" + h[17:20] + "-" + h[20:32]
}

func (t *teller) call(endpoint string) flow.Call {
	return flow.Call{Endpoint: endpoint, RequestID: t.text(15), HTTPStatus: 200, TookMS: int64(20 + t.r.IntN(900))}
}
