package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"linkdesk/flow"
)

// treasury is the partner of a case, if it moves money.
func (e *Engine) treasury(c flow.Case, op flow.EffectKind) (flow.Treasury, error) {
	if t, ok := e.cfg.Partners[c.Processor].(flow.Treasury); ok && c.Submission != nil {
		return t, nil
	}
	return nil, flow.Faultf(string(op), flow.Config, "NO_ADAPTER", "this program moves no money at %s", c.Processor)
}

// moneyCall makes the call of an effect about the partner's account or money.
func (e *Engine) moneyCall(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	switch eff.Kind {
	case flow.OpenNewAccount:
		return e.openAccount(ctx, c, eff)
	case flow.PlaySandboxAct:
		return e.play(ctx, c, eff)
	case flow.MakeContribution, flow.MakeDisbursement, flow.CancelTransfer, flow.VerifyOwner, flow.DeactivateMethod:
	default:
		return flow.Append{}, flow.Call{}, flow.Faultf(string(eff.Kind), flow.Internal, "INTERNAL", "no such effect")
	}
	t, err := e.treasury(c, eff.Kind)
	if err != nil {
		return flow.Append{}, flow.Call{}, err
	}
	var ev flow.Event
	var call flow.Call
	switch eff.Kind {
	case flow.MakeContribution, flow.MakeDisbursement:
		var made flow.Transfer
		made, call, err = t.Move(ctx, moveRequest(c, eff.Key))
		ev = flow.TransferMade{Transfer: made, Call: call}
	case flow.DeactivateMethod:
		var s flow.Submission
		s, call, err = t.Deactivate(ctx, eff.Key, c.Submission.ID)
		ev = flow.MethodDeactivated{Submission: s, Call: call}
	default:
		act := t.Cancel
		if eff.Kind == flow.VerifyOwner {
			act = t.AskOwner
		}
		was, _ := c.Transfer(c.Wish.Transfer)
		var now flow.Transfer
		now, call, err = act(ctx, eff.Key, was)
		ev = flow.TransferChanged{Transfer: now, Call: call}
	}
	if err != nil {
		return flow.Append{}, call, err
	}
	return record(ev), call, nil
}

func moveRequest(c flow.Case, key string) flow.MoveRequest {
	return flow.MoveRequest{Key: key, Kind: c.Wish.Kind, Party: c.Party, Method: c.Submission.ID, Amount: c.Wish.Amount}
}

// moneyDigest is the digest of what an effect will send. A call without a body is known by the
// thing that it is about.
func (e *Engine) moneyDigest(ctx context.Context, c flow.Case, eff flow.Effect) (string, error) {
	switch eff.Kind {
	case flow.OpenNewAccount:
		registrar, application, err := e.application(ctx, c)
		if err != nil {
			return "", err
		}
		return registrar.OpenDigest(application), nil
	case flow.MakeContribution, flow.MakeDisbursement:
		t, err := e.treasury(c, eff.Kind)
		if err != nil {
			return "", err
		}
		return t.MoveDigest(moveRequest(c, eff.Key)), nil
	}
	about := []string{string(eff.Kind)}
	switch w := c.Wish; {
	case w != nil && w.Act != nil:
		about = append(about, w.Act.Act, w.Act.ID)
	case w != nil && w.Transfer != "":
		about = append(about, w.Transfer)
	case c.Submission != nil:
		about = append(about, c.Submission.ID)
	}
	sum := sha256.Sum256([]byte(strings.Join(about, "\n")))
	return hex.EncodeToString(sum[:]), nil
}

// application is what opening an account sends: it is in the vault alone.
func (e *Engine) application(ctx context.Context, c flow.Case) (flow.Registrar, flow.Secret, error) {
	registrar, ok := e.cfg.Partners[c.Processor].(flow.Registrar)
	if !ok {
		return nil, flow.Secret{}, flow.Faultf(string(flow.OpenNewAccount), flow.Config, "NO_ADAPTER", "this program opens no accounts at %s", c.Processor)
	}
	application, err := e.cfg.Journal.Secret(ctx, c.ID, flow.ApplicationKind)
	if err != nil {
		return nil, flow.Secret{}, lostSecret(flow.ApplicationKind, err)
	}
	return registrar, application, nil
}

func (e *Engine) openAccount(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	registrar, application, err := e.application(ctx, c)
	if err != nil {
		return flow.Append{}, flow.Call{}, err
	}
	opened, call, err := registrar.OpenAccount(ctx, eff.Key, application)
	if err != nil {
		return flow.Append{}, call, err
	}
	a := record(flow.AccountOpened{Opened: opened, Call: call})
	a.Forget = []flow.SecretKind{flow.ApplicationKind}
	return a, call, nil
}

func (e *Engine) play(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	sandbox, ok := e.cfg.Partners[c.Processor].(flow.SandboxPartner)
	if !ok || c.Env == flow.Production {
		return flow.Append{}, flow.Call{}, flow.Faultf(string(eff.Kind), flow.Config, "NO_ADAPTER", "there is no sandbox here")
	}
	call, err := sandbox.Play(ctx, eff.Key, *c.Wish.Act)
	if err != nil {
		return flow.Append{}, call, err
	}
	return record(flow.SandboxPlayed{Act: *c.Wish.Act, Call: call}), call, nil
}
