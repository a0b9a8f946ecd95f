package main

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"os"
	"os/user"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
	"linkdesk/flow/engine"
)

// newCaseID makes a ULID: 48 bits of time, so that ids sort by it, and 80 random bits. A clock
// before 1970 or after the year 10889 counts as that.
func newCaseID(t time.Time) flow.CaseID {
	ms := uint64(max(t.UnixMilli(), 0))
	return flow.CaseID(ulid.MustNew(min(ms, ulid.MaxTime()), rand.Reader).String())
}

// timeOf is the time in an id, or zero.
func timeOf(id flow.CaseID) time.Time {
	u, err := ulid.ParseStrict(string(id))
	if err != nil {
		return time.Time{}
	}
	return ulid.Time(u.Time())
}

// newKey makes an idempotency key: Prime Trust takes UUIDv4 only.
func newKey() string { return uuid.NewString() }

// jitter is a random number in [0, 1).
func jitter() float64 {
	n, err := rand.Int(rand.Reader, big.NewInt(1<<20))
	if err != nil {
		return 0.5
	}
	return float64(n.Int64()) / (1 << 20)
}

// actor says who writes: "alice@desk1:412:88123:5f1c2a9e", with the pid, the moment at which that
// process started, because pids are given again, and the boot, because machines start anew.
func actor() string {
	return fmt.Sprintf("%s@%s:%d:%s:%s", operator(), host(), os.Getpid(), startOf(os.Getpid()), boot())
}

// operator is the name that the system knows the user by.
func operator() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return flow.Clean(u.Username)
	}
	return "unknown"
}

func host() string {
	h, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return flow.Clean(h)
}

// life tells what has become of the process that an actor names. Another machine's cannot be asked,
// and neither can one in another container, whose pids are its own.
func life(actor string) engine.Life {
	parts := strings.Split(actor, ":")
	if len(parts) == 3 {
		parts = append(parts, "") // of a version before the boot was said
	}
	if len(parts) != 4 {
		return engine.Gone
	}
	_, at, _ := cutLast(parts[0], "@")
	pid, err := strconv.Atoi(parts[1])
	switch {
	case at != host():
		return engine.Elsewhere
	case err != nil || pid <= 0, parts[3] != "" && parts[3] != boot(), !running(pid), startOf(pid) != parts[2]:
		return engine.Gone
	}
	return engine.Running
}

// life is the same for the engine of an order.
func (o order) life(actor string) engine.Life {
	l := life(actor)
	if l == engine.Elsewhere && o.takeOver {
		return engine.Gone
	}
	return l
}

func cutLast(s, sep string) (string, string, bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
