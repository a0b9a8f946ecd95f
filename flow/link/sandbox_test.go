package link

import (
	"context"
	"errors"
	"testing"

	"linkdesk/flow"
)

// bank answers the one call that the sandbox hand-off makes; any other is a nil call and panics.
type bank struct {
	flow.Bank
	asked []flow.SandboxLogin
	token flow.Secret
	err   error
	after func()
}

func (b *bank) SandboxPublicToken(_ context.Context, req flow.SandboxLogin) (flow.Secret, flow.Call, error) {
	b.asked = append(b.asked, req)
	if b.after != nil {
		b.after()
	}
	return b.token, flow.Call{RequestID: "r-7", HTTPStatus: 200}, b.err
}

func sandboxRequest(env flow.Environment) flow.HandoffRequest {
	return flow.HandoffRequest{Case: "01J", Env: env, Sandbox: flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: flow.NewSecret([]byte("pass_good"))}}
}

func TestSandbox(t *testing.T) {
	for _, env := range []flow.Environment{flow.Demo, flow.Sandbox} {
		s, b := &sink{}, &bank{token: flow.NewSecret([]byte(testPublic))}
		if err := (Sandbox{b}).Run(t.Context(), sandboxRequest(env), s); err != nil {
			t.Fatal(err)
		}
		if len(b.asked) != 1 || b.asked[0].InstitutionID != "ins_109508" || b.asked[0].Username != "user_good" || b.asked[0].Password.Empty() {
			t.Errorf("the bank was asked %+v", b.asked)
		}
		if len(s.results) != 1 || s.results[0].PublicToken.Hash() != b.token.Hash() || s.results[0].InstitutionID != "ins_109508" || s.results[0].RequestID != "r-7" {
			t.Errorf("the result is %+v", s.results)
		}
		if len(s.events) != 2 || s.events[0].Name != "SANDBOX_LOGIN" || s.events[1].Name != "SANDBOX_PUBLIC_TOKEN" || s.events[1].RequestID != "r-7" {
			t.Errorf("the events are %+v", s.events)
		}
		if len(s.opened) != 0 {
			t.Errorf("it claims a page at %q", s.opened)
		}
	}
}

func TestSandboxRefusals(t *testing.T) {
	down := &flow.Fault{Kind: flow.Transient, Code: "INSTITUTION_DOWN"}
	for name, tt := range map[string]struct {
		env   flow.Environment
		bank  bank
		code  string
		calls int
	}{
		"production":   {flow.Production, bank{token: flow.NewSecret([]byte(testPublic))}, "SANDBOX_ONLY", 0},
		"bank down":    {flow.Sandbox, bank{err: down}, "INSTITUTION_DOWN", 1},
		"empty answer": {flow.Sandbox, bank{}, "NO_PUBLIC_TOKEN", 1},
	} {
		s := &sink{}
		err := (Sandbox{&tt.bank}).Run(t.Context(), sandboxRequest(tt.env), s)
		if f := flow.FaultOf(err, ""); f == nil || f.Code != tt.code || len(s.results) != 0 || len(tt.bank.asked) != tt.calls {
			t.Errorf("%s: %v, results %+v, %d calls", name, err, s.results, len(tt.bank.asked))
		}
	}
}

// A token that was made while the operator cancelled is kept all the same, and a result that
// cannot be kept is an error.
func TestSandboxKeepsWhatItGot(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, b := &sink{}, &bank{token: flow.NewSecret([]byte(testPublic)), after: cancel}
	if err := (Sandbox{b}).Run(ctx, sandboxRequest(flow.Demo), s); err != nil || len(s.results) != 1 {
		t.Errorf("cancelled after the answer: %v, %d results", err, len(s.results))
	}
	s = &sink{failing: 1}
	if err := (Sandbox{&bank{token: b.token}}).Run(t.Context(), sandboxRequest(flow.Demo), s); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("a result that was not kept: %v", err)
	}
}
