package engine

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"linkdesk/flow"
)

// world is both providers and the disk, reduced to what can go wrong: it counts what was
// really done, and one step of it can be made to fail in one way. The true simulator and the
// true store stand in cmd/linkdesk's tests; here every step of the road is tried in every way.
type world struct {
	mu      sync.Mutex
	steps   int
	names   []string
	failAt  map[int]trouble
	items   map[string]bool   // by item id
	methods map[string]string // idempotency key -> method id
	submits int
	pulls   map[string]flow.Transfer // idempotency key -> what was made
	ledger  flow.Ledger              // what a look shows beside the transfers
	looks   int
	born    string // the status of a new transfer; empty is pending
	minted  int
	access  string // the access token that lives; the Item is gone when it is "gone"
	rotated int
	// lastUpdate is the access token that the newest link token repairs, if it does.
	lastUpdate flow.Secret
	disk       disk
}

// trouble is one way for a step to go wrong.
type trouble string

const (
	dieBefore  trouble = "killed before"
	dieAfter   trouble = "killed after"
	notSent    trouble = "not sent"
	lostAnswer trouble = "answer lost"
	serverDown trouble = "5xx before the work"
	refused    trouble = "refused"
)

// process is one run of the program in the world. Once dead it does nothing any more.
type process struct {
	w    *world
	name string
	dead atomic.Bool
	die  context.CancelFunc
}

var errDead = errors.New("the process is dead")

// step is one thing that reaches the world. A dead process does not come here.
func (p *process) step(name string, isCall bool, do func()) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	if p.dead.Load() {
		return errDead
	}
	p.w.steps++
	p.w.names = append(p.w.names, name)
	what := p.w.failAt[p.w.steps]
	if !isCall && what != dieBefore && what != dieAfter {
		what = ""
	}
	switch what {
	case dieBefore:
		return p.kill()
	case dieAfter:
		do()
		return p.kill()
	case notSent:
		return &flow.Fault{Kind: flow.Transient, Code: "NOT_SENT", Message: "refused connection"}
	case lostAnswer:
		do()
		return &flow.Fault{Kind: flow.Unknown, Code: "NO_ANSWER", Message: "connection closed"}
	case serverDown:
		return &flow.Fault{Kind: flow.Unknown, Code: "INTERNAL_SERVER_ERROR", HTTPStatus: 500, Message: "oops"}
	case refused:
		return &flow.Fault{Kind: flow.Refused, Code: "NO", HTTPStatus: 400, Message: "no"}
	}
	do()
	return nil
}

func (p *process) kill() error {
	p.dead.Store(true)
	p.die()
	return errDead
}

func newWorld() *world {
	return &world{failAt: map[int]trouble{}, items: map[string]bool{}, methods: map[string]string{}, pulls: map[string]flow.Transfer{},
		disk: disk{secrets: map[string]flow.Secret{}}}
}

// engine starts a process in the world.
func (w *world) engine(t *testing.T, name string) (*Engine, *process) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	p := &process{w: w, name: name, die: cancel}
	b := bank{p}
	return New(ctx, Config{Env: flow.Demo, Journal: journal{p}, Bank: b,
		Partners: map[string]flow.Partner{flow.PrimeTrust: partner{p}},
		Handoffs: map[flow.HandoffKind]flow.Handoff{flow.HandoffSandbox: link{p}, flow.HandoffBrowser: link{p}},
		Actor:    name, Now: time.Now, NewID: func(time.Time) flow.CaseID { return "01CASE" },
		NewKey: w.newKey, Jitter: func() float64 { return 0 }}), p
}

var keys atomic.Int64

func (w *world) newKey() string { return fmt.Sprintf("key-%d", keys.Add(1)) }

func plan() flow.Plan {
	return flow.Plan{Party: flow.Party{ClientUserID: "cu-1", LegalName: "Alberta Charleson",
		PartnerAccount: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", PartnerContact: "6ba7b811-9dad-41d1-80b4-00c04fd430c8"},
		PartyBy: "flag", Fund: flow.Money{Minor: 2500, Currency: flow.USD}, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffSandbox, By: "resume"}
}

func secret(s string) flow.Secret { return flow.NewSecret([]byte(s)) }

func text(s flow.Secret) string {
	var out string
	s.Use(func(b []byte) { out = string(b) })
	return out
}

type bank struct{ p *process }

func (b bank) CreateLinkToken(_ context.Context, req flow.LinkTokenRequest) (ans flow.LinkTokenAnswer, call flow.Call, err error) {
	err = b.p.step("link_token_create", true, func() {
		b.p.w.lastUpdate = req.Update
		ans = flow.LinkTokenAnswer{Token: secret("link-1"), Expiration: time.Now().Add(4 * time.Hour)}
	})
	return ans, flow.Call{Endpoint: "/link/token/create", RequestID: "r1"}, err
}

func (b bank) LinkSessions(context.Context, flow.Secret) ([]flow.LinkSession, flow.Call, error) {
	return nil, flow.Call{}, b.p.step("link_token_get", true, func() {})
}

func (b bank) SandboxPublicToken(context.Context, flow.SandboxLogin) (flow.Secret, flow.Call, error) {
	return flow.Secret{}, flow.Call{}, errors.New("the test's hand-off does not ask")
}

func (b bank) Exchange(_ context.Context, public flow.Secret) (ans flow.ExchangeAnswer, call flow.Call, err error) {
	err = b.p.step("exchange", true, func() {
		id := "item-of-" + text(public)
		b.p.w.items[id], b.p.w.access = true, "access-"+id
		ans = flow.ExchangeAnswer{AccessToken: secret("access-" + id), ItemID: id}
	})
	return ans, flow.Call{Endpoint: "/item/public_token/exchange"}, err
}

func (b bank) Accounts(context.Context, flow.Secret) (ans flow.AccountsAnswer, call flow.Call, err error) {
	err = b.p.step("accounts_get", true, func() {
		ans.Accounts = []flow.Account{{ID: "acc1", Mask: "0000", Type: "depository", Subtype: "checking"}}
		ans.Item = flow.Item{ID: "item", InstitutionID: "ins_1", InstitutionName: "First Platypus Bank"}
	})
	return ans, flow.Call{Endpoint: "/accounts/get"}, err
}

func (b bank) Balances(ctx context.Context, s flow.Secret) (flow.AccountsAnswer, flow.Call, error) {
	return b.Accounts(ctx, s)
}

func (b bank) Item(_ context.Context, s flow.Secret) (flow.Item, flow.Call, error) {
	return flow.Item{ID: "item"}, flow.Call{Endpoint: "/item/get"}, b.onItem("item_get", s, func() {})
}

// onItem is a call that the access token must be good for.
func (b bank) onItem(name string, s flow.Secret, do func()) error {
	var no error
	err := b.p.step(name, true, func() {
		refusal := func(code string) error {
			return &flow.Fault{Kind: flow.Refused, Code: code, HTTPStatus: 400, Message: "no", Who: flow.Operator}
		}
		switch {
		case b.p.w.access == "gone":
			no = refusal(itemNotFound)
		case b.p.w.access != text(s):
			no = refusal(tokenUnknown)
		default:
			do()
		}
	})
	if err == nil {
		err = no
	}
	return err
}

func (b bank) CreateProcessorToken(context.Context, flow.Secret, string, string) (s flow.Secret, call flow.Call, err error) {
	err = b.p.step("processor_token_create", true, func() {
		b.p.w.minted++
		s = secret(fmt.Sprintf("processor-%d", b.p.w.minted))
	})
	return s, flow.Call{Endpoint: "/processor/token/create"}, err
}

func (b bank) RotateAccessToken(_ context.Context, old flow.Secret) (s flow.Secret, call flow.Call, err error) {
	err = b.onItem("access_token_rotate", old, func() {
		b.p.w.rotated++
		b.p.w.access = fmt.Sprintf("access-rotated-%d", b.p.w.rotated)
		s = secret(b.p.w.access)
	})
	return s, flow.Call{Endpoint: "/item/access_token/invalidate"}, err
}

func (b bank) RemoveItem(_ context.Context, s flow.Secret) (flow.Call, error) {
	return flow.Call{Endpoint: "/item/remove"}, b.onItem("item_remove", s, func() { b.p.w.access = "gone" })
}

func (b bank) Institution(context.Context, string) (flow.Institution, flow.Call, error) {
	return flow.Institution{Name: "First Platypus Bank"}, flow.Call{Endpoint: "/institutions/get_by_id"}, b.p.step("institution_get", true, func() {})
}

type partner struct{ p *process }

func (q partner) SubmitDigest(req flow.SubmitRequest) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(req.Party.LegalName+text(req.Token))))
}

func (q partner) Submit(_ context.Context, req flow.SubmitRequest) (sub flow.Submission, call flow.Call, err error) {
	err = q.p.step("submission", true, func() {
		w := q.p.w
		w.submits++
		if _, ok := w.methods[req.Key]; !ok {
			w.methods[req.Key] = fmt.Sprintf("ftm-%d", len(w.methods)+1)
		}
		sub = flow.Submission{ID: w.methods[req.Key], LastFour: "0000"}
	})
	// Idempotency v2: a key that was answered once gets that answer for ever.
	if id, done := q.p.w.methods[req.Key]; done && err != nil && flow.FaultOf(err, "").Kind == flow.Refused {
		return flow.Submission{ID: id, LastFour: "0000"}, call, nil
	}
	return sub, flow.Call{Endpoint: "/v2/funds-transfer-methods"}, err
}

func (q partner) Follow(context.Context, string) (up flow.FollowUp, call flow.Call, err error) {
	err = q.p.step("follow", true, func() { up = flow.FollowUp{Usable: true, Who: flow.Nobody} })
	return up, flow.Call{}, err
}

// link is a customer who always finishes.
type link struct{ p *process }

func (h link) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	if text(req.LinkToken) == "" {
		return errors.New("no link_token")
	}
	sink.Opened("http://127.0.0.1:1/x", true, "")
	if err := sink.Event(ctx, flow.LinkEvent{Name: "OPEN", SessionID: "s1"}); err != nil {
		return err
	}
	if req.Update {
		return sink.Result(ctx, flow.LinkResult{Updated: true, SessionID: "s2"})
	}
	return sink.Result(ctx, flow.LinkResult{PublicToken: secret("public-1"), SessionID: "s1", InstitutionName: "First Platypus Bank"})
}
