package tui_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// failed is a definite no of one kind, at the link token.
func failed(kind flow.FaultKind, code, message, hint string, who flow.Who) *flow.Fault {
	return &flow.Fault{Op: string(flow.CreateLinkToken), Kind: kind, Code: code, Message: message, Hint: hint, Who: who}
}

// waitedOut is a bank that is too busy for now: the engine tries again by itself.
func waitedOut(c flow.Case, e flow.Effect) []flow.Event {
	if e.Kind != flow.CreateLinkToken {
		return fake.Happy(c, e)
	}
	if c.Attempts > 0 {
		return nil
	}
	return []flow.Event{flow.EffectRetried{Effect: e.Kind, Fault: tooMany(), WaitMS: 4000,
		Call: flow.Call{Endpoint: "/link/token/create", RequestID: "Rt2m9nOcYpQ3zL7", HTTPStatus: 429, TookMS: 80}}}
}

// tooMany is Plaid's answer to more calls than it takes.
func tooMany() *flow.Fault {
	f := failed(flow.Transient, "RATE_LIMIT_EXCEEDED", "rate limit exceeded for attempts to access this endpoint", "", flow.Nobody)
	f.Type, f.RequestID, f.HTTPStatus, f.RetryAfter = "RATE_LIMIT_EXCEEDED", "Rt2m9nOcYpQ3zL7", 429, 4
	return f
}

// breaksDown has a mistake in it.
func breaksDown(c flow.Case, e flow.Effect) []flow.Event {
	if e.Kind == flow.CreateLinkToken {
		panic("a mistake")
	}
	return fake.Happy(c, e)
}

// failureScenes are the kinds of failure that the roads of the other scenes do not come by.
func failureScenes() []scene {
	notSetUp := failed(flow.Config, "INVALID_PRODUCT", "client is not authorized to access the following products: [\"auth\"]", "", flow.Operator)
	notSetUp.Type, notSetUp.RequestID, notSetUp.HTTPStatus = "INVALID_INPUT", "Cf1a9nOcYpQ3zL7", 400
	wrong := failed(flow.Input, "INVALID_FIELD", "client_user_id must be a non-empty string", "Change the counterparty, then try again.", flow.Operator)
	wrong.Type, wrong.RequestID, wrong.HTTPStatus = "INVALID_REQUEST", "In1a9nOcYpQ3zL7", 400
	unsent := failed(flow.Transient, "NOT_SENT", "no connection to Plaid, nothing was sent: lookup sandbox.plaid.com: no such host", "Try again when the network is back.", flow.Operator)
	broken := failed(flow.Internal, "INTERNAL", "the token of this case is not in the vault", "", flow.Operator)
	at := func(f *flow.Fault) fake.Script { return fake.Failing(flow.CreateLinkToken, f) }
	road := func(s *stage) { s.toHandoff() }
	readOnly := func(d *fake.Desk) {
		v := fake.Defaults()
		v.ReadOnly = "this console is for looking only (--read-only)"
		d.SetDefaults(v)
		d.Past("Noor Haddad", false, fake.Happy, flow.CreateProcessorToken)
	}
	return []scene{
		{name: "not_set_up", script: at(notSetUp), play: road},
		{name: "to_correct", script: at(wrong), play: road},
		{name: "not_sent", script: at(unsent), play: road},
		{name: "rule_broken", script: at(broken), play: road},
		{name: "waited_out", script: waitedOut, play: func(s *stage) { s.toLinkToken().Press("enter").After(workTime).Press("t") }},
		{name: "broke_down", script: breaksDown, play: func(s *stage) { s.toLinkToken().Press("enter") }},
		{name: "case_busy", play: func(s *stage) {
			s.toLinkToken()
			s.desk.Fail(&flow.BusyError{Holder: "alice, pid 412, since 10:02", Waited: 2 * time.Second})
			s.Press("enter").After(workTime)
		}},
		{name: "case_changed", play: func(s *stage) {
			s.toLinkToken()
			s.desk.Fail(flow.ErrConflict)
			s.Press("enter")
		}},
		{name: "history_damaged", setup: func(d *fake.Desk) {
			d.Fail(errors.New("the history /home/alice/.local/share/linkdesk/demo.db is damaged: page 12 is not what its checksum says. Nothing was changed. Close this console and run linkdesk history verify"))
		}, play: func(*stage) {}},
		{name: "read_only", setup: readOnly, play: func(s *stage) { s.Press("enter", "d") }},
		{name: "party_edit", play: func(s *stage) { s.toLinkToken().Press("p") }},
		{name: "never_arrived", script: fake.Failing(flow.Submit, lostAnswer()), play: func(s *stage) { s.toFollowing().Press("N") }},
	}
}

// faultKinds are those that flow has, as its source lists them.
func faultKinds(t *testing.T) []flow.FaultKind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../flow/fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []flow.FaultKind
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "FaultKind" {
				word, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				out = append(out, flow.FaultKind(word))
			}
		}
		return true
	})
	return out
}
