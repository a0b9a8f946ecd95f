package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow"
)

// kills is how many processes a loop kills: KILLS, or enough to be sure every day.
func kills(t *testing.T) int {
	t.Helper()
	if os.Getenv("KILLS") == "" {
		return 20
	}
	n, err := strconv.Atoi(os.Getenv("KILLS"))
	if err != nil || n < 1 {
		t.Fatalf("KILLS=%q is no number of kills", os.Getenv("KILLS"))
	}
	return n
}

// TestKillConcurrent kills processes that append from several goroutines over several cases,
// now one and now two at once, at random moments from the creation of the history on. What
// was acknowledged is there, every append is there whole or not at all, the newest secret is
// the one of the newest append, and the file is consistent.
func TestKillConcurrent(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 5))
	struck, acked, unseen := 0, 0, 0
	var s *Store
	var said map[flow.CaseID]map[uint32]string
	for n := range kills(t) {
		// A history of its own for every ten kills puts the creation under the kill as well.
		if n%10 == 0 {
			s, said = newStore(t), map[flow.CaseID]map[uint32]string{}
		}
		hit, acks := killSome(t, s, random, 1+n%3/2)
		struck += hit
		acked += len(acks)
		for _, a := range acks {
			if said[a.id] == nil {
				said[a.id] = map[uint32]string{}
			}
			said[a.id][a.seq] = a.tag
		}
		unseen += nothingLost(t, s, said)
		checkFile(t, s)
		if r, err := s.Verify(t.Context()); err != nil || len(r.Faults) > 0 {
			t.Errorf("verify: %v, %v", r.Faults, err)
		}
		if t.Failed() {
			t.Fatalf("after kill %d of seed %d", n+1, seed)
		}
	}
	t.Logf("%d appends were acknowledged before %d kills, %d were on disk and never acknowledged", acked, struck, unseen)
	if struck < kills(t)/2 || acked < kills(t) {
		t.Errorf("%d kills struck and %d appends were acknowledged: the test proves little", struck, acked)
	}
}

// ack is one line of a child: the case, the place of the last event and the mark of the append.
type ack struct {
	id  flow.CaseID
	seq uint32
	tag string
}

// killSome starts so many children, kills all of them at a random moment and returns how
// many kills struck and what was acknowledged.
func killSome(t *testing.T, s *Store, random *rand.Rand, children int) (struck int, all []ack) {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	after, lines := time.Duration(random.IntN(60_000))*time.Microsecond, 1+random.IntN(30)
	ready := make(chan struct{}, 2*children)
	var cmds []*exec.Cmd
	for range children {
		cmd, scan, _ := start(t, "concurrent", s)
		cmds = append(cmds, cmd)
		wg.Go(func() {
			defer func() { ready <- struct{}{} }()
			for n := 0; scan.Scan(); n++ {
				if n == 0 { // the first line says that it runs
					continue
				}
				a, err := parseAck(scan.Text())
				if err != nil {
					t.Errorf("a child said %q", scan.Text())
					return
				}
				mu.Lock()
				all = append(all, a)
				if len(all) == lines {
					ready <- struct{}{}
				}
				mu.Unlock()
			}
		})
	}
	// Half of the kills come at a moment of their own, the others soon after an acknowledgement.
	if random.IntN(2) == 0 {
		<-ready
		after /= 8
	}
	<-time.After(after)
	for _, cmd := range cmds {
		_ = cmd.Process.Kill()
	}
	wg.Wait()
	for _, cmd := range cmds {
		_ = cmd.Wait()
		if !cmd.ProcessState.Success() { // without a kill it never ends
			struck++
		}
	}
	return struck, all
}

func parseAck(line string) (a ack, err error) {
	parts := strings.Fields(line)
	if len(parts) != 3 {
		return a, errors.New("it has not three words")
	}
	n, err := strconv.ParseUint(parts[1], 10, 32)
	return ack{flow.CaseID(parts[0]), uint32(n), parts[2]}, err
}

// tagged is event i of n of one append.
func tagged(tag string, i, n int) flow.Event {
	return flow.LinkEventSeen{Event: flow.LinkEvent{Name: "TRANSITION_VIEW", View: fmt.Sprintf("%s_%d_%d", tag, i, n)}}
}
