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
)

// newCaseID makes a ULID: 48 bits of time, so that ids sort by it, and 80 random bits.
func newCaseID(t time.Time) flow.CaseID {
	return flow.CaseID(ulid.MustNew(ulid.Timestamp(t), rand.Reader).String())
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

// actor says who writes: "alice@desk1:412:88123", with the pid and the moment at which that
// process started, because pids are given again.
func actor() string {
	return fmt.Sprintf("%s@%s:%d:%s", operator(), host(), os.Getpid(), startOf(os.Getpid()))
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

// alive reports whether the process that an actor names still runs here. A process of
// another machine counts as gone: histories are not shared between machines.
func alive(actor string) bool {
	parts := strings.Split(actor, ":")
	if len(parts) != 3 || !strings.HasSuffix(parts[0], "@"+host()) {
		return false
	}
	pid, err := strconv.Atoi(parts[1])
	return err == nil && pid > 0 && running(pid) && startOf(pid) == parts[2]
}
