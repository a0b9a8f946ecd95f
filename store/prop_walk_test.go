package store

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/oklog/ulid/v2"

	"linkdesk/flow"
)

// walker makes random legal histories in the way of the engine: commands through flow.Decide,
// for due work an intent and then an outcome, tokens sealed, replaced, forgotten and shredded
// with the events that they belong to. Many cases are on the road at once.
type walker struct {
	r     *rand.Rand
	now   time.Time
	m     *model
	cases []flow.CaseID
	ids   []string // every id that was ever given to a case
	made  int      // numbers what has to be unique
	most  int      // cases
}

func newWalker(seed uint64, m *model, most int) *walker {
	return &walker{r: rand.New(rand.NewPCG(seed, 1)), now: time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), m: m, most: most}
}

func pick[T any](w *walker, all ...T) T { return all[w.r.IntN(len(all))] }

// often is true in so many of a hundred.
func (w *walker) often(percent int) bool { return w.r.IntN(100) < percent }

// id makes an id that looks like one from outside, and remembers it. Some are odd: very long,
// one the beginning of another, with what a key or a terminal could stumble over.
func (w *walker) id(kind string) string {
	w.made++
	id := fmt.Sprintf("%s-%d", kind, w.made)
	switch w.r.IntN(40) {
	case 0:
		id = fmt.Sprintf("%s-%0300d", kind, w.made)
	case 1:
		id = fmt.Sprintf("%s-\x00-%d", kind, w.made)
	case 2:
		id = fmt.Sprintf("%s \u00e4\u4eac-%d\xff", kind, w.made)
	}
	w.ids = append(w.ids, id)
	return id
}

// token makes a secret of a kind, and remembers it as an id: it can be looked up.
func (w *walker) token(kind flow.SecretKind) flow.Secret {
	name := map[flow.SecretKind]string{flow.LinkToken: "link", flow.PublicToken: "public", flow.AccessToken: "access",
		flow.ProcessorToken: "processor", flow.HostedURL: "https://secure.plaid.com/hl"}[kind]
	w.made++
	text := fmt.Sprintf("%s-sandbox-%08d-%016x", name, w.made, w.r.Uint64())
	if kind != flow.HostedURL {
		w.ids = append(w.ids, text)
	}
	return flow.NewSecret([]byte(text))
}

// next is the next append. It is legal, unless wrong says how the history has to answer.
func (w *walker) next() (a flow.Append, wrong error) {
	w.now = w.now.Add(time.Duration(w.r.IntN(900_000_000)) * time.Microsecond)
	for {
		if len(w.cases) == 0 || len(w.cases) < w.most && w.often(6) {
			a = w.open()
		} else {
			a = w.goOn(w.m.at(pick(w, w.cases...)).state)
		}
		if len(a.Events)+len(a.Seal)+len(a.Forget) > 0 {
			break
		}
	}
	a.At, a.Actor, a.Patient = w.now, pick(w, "alice", "bob", ""), w.often(50)
	switch w.r.IntN(25) {
	case 0:
		a.Expect += uint32(1 + w.r.IntN(3))
		return a, flow.ErrConflict
	case 1:
		a.Events = append(a.Events, flow.CaseOpened{Env: flow.Demo, Processor: flow.PrimeTrust})
		return a, flow.ErrMisfit
	}
	return a, nil
}

func (w *walker) open() flow.Append {
	var key ulid.ULID
	_ = key.SetTime(uint64(w.now.UnixMilli()))
	binary.BigEndian.PutUint64(key[6:], w.r.Uint64())
	id := flow.CaseID(key.String())
	// Two cases of one millisecond, as two consoles open them.
	if len(w.cases) > 0 && w.often(10) {
		last := w.cases[len(w.cases)-1]
		copy(key[:6], keyOf(last))
		id, w.now = flow.CaseID(key.String()), w.m.at(last).state.Created
	}
	cmd := flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: w.often(70), Scenario: pick(w, "", "happy"),
		Handoff: pick(w, flow.HandoffSandbox, flow.HandoffBrowser, flow.HandoffHosted)}
	events, err := flow.Decide(flow.Case{}, cmd, w.now)
	if err != nil {
		panic(err)
	}
	w.ids = append(w.ids, string(id))
	return flow.Append{Case: id, Events: events}
}

// kept is told of every append that the history took.
func (w *walker) kept(a flow.Append) {
	if a.Expect == 0 {
		w.cases = append(w.cases, a.Case)
	}
}

func keyOf(id flow.CaseID) []byte {
	key, _ := parseCase(id)
	return key[:6]
}

// goOn is the next thing of a case: due work, a command, or a change of its secrets alone.
func (w *walker) goOn(c flow.Case) flow.Append {
	a := flow.Append{Case: c.ID, Expect: c.Seq}
	due, is := flow.Due(c)
	switch {
	case is && w.often(85) && c.Open == nil:
		in := flow.Intent{Effect: due.Kind, Attempt: due.Attempt}
		if due.Kind.Keyed() {
			in.Key, in.Digest = fmt.Sprintf("key-%d", w.made), "digest"
		}
		a.Events = []flow.Event{in}
	case is && w.often(85):
		w.outcome(&a, c, due)
	case w.often(3):
		a.Seal = []flow.SealedSecret{w.sealed(pick(w, flow.LinkToken, flow.AccessToken, flow.ProcessorToken))}
	case w.often(3):
		a.Forget = []flow.SecretKind{pick(w, flow.LinkToken, flow.PublicToken, flow.HostedURL)}
	default:
		cmd := w.command(c)
		if events, err := flow.Decide(c, cmd, w.now); err == nil {
			a.Events, a.Shred = events, cmd.Kind() == flow.CmdClose
		}
	}
	return a
}

func (w *walker) sealed(kind flow.SecretKind) flow.SealedSecret {
	return flow.SealedSecret{Kind: kind, Secret: w.token(kind)}
}
