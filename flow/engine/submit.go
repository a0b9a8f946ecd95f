package engine

import (
	"context"

	"linkdesk/flow"
)

// submission gathers what Submit sends. Party and token come from the case and the vault
// each time, so the digest in the intent proves that a repeat sends the same bytes.
func (e *Engine) submission(ctx context.Context, c flow.Case, key string) (flow.Partner, flow.SubmitRequest, error) {
	partner, ok := e.cfg.Partners[c.Processor]
	if !ok {
		return nil, flow.SubmitRequest{}, flow.Faultf(string(flow.Submit), flow.Config, "NO_ADAPTER",
			"this program has no adapter for %s", c.Processor)
	}
	token, err := e.cfg.Journal.Secret(ctx, c.ID, flow.ProcessorToken)
	if err != nil {
		return nil, flow.SubmitRequest{}, lostSecret(flow.ProcessorToken, err)
	}
	return partner, flow.SubmitRequest{Key: key, Party: c.Party, Token: token}, nil
}

// digest is what the intent of a keyed effect promises to send.
func (e *Engine) digest(ctx context.Context, c flow.Case, eff flow.Effect) (string, error) {
	if eff.Kind != flow.Submit {
		return e.moneyDigest(ctx, c, eff)
	}
	partner, req, err := e.submission(ctx, c, eff.Key)
	if err != nil {
		return "", err
	}
	return partner.SubmitDigest(req), nil
}

func (e *Engine) submit(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	partner, req, err := e.submission(ctx, c, eff.Key)
	if err != nil {
		return flow.Append{}, flow.Call{}, err
	}
	sub, call, err := partner.Submit(ctx, req)
	if err != nil {
		return flow.Append{}, call, err
	}
	return record(flow.Submitted{Submission: sub, Call: call}), call, nil
}

func (e *Engine) follow(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	partner, ok := e.cfg.Partners[c.Processor]
	if !ok || c.Submission == nil {
		return flow.Append{}, flow.Call{}, flow.Faultf(string(flow.Follow), flow.Config, "NO_ADAPTER",
			"this program has no adapter for %s", c.Processor)
	}
	up, call, err := partner.Follow(ctx, c.Submission.ID)
	if err != nil {
		return flow.Append{}, call, err
	}
	out := flow.Followed{FollowUp: up, Call: call}
	if t, ok := partner.(flow.Treasury); ok && c.Party.PartnerAccount != "" {
		ledger, more, err := t.Ledger(ctx, c.Party, c.Transfers)
		if err != nil {
			return flow.Append{}, last(call, more), err
		}
		out.Ledger, out.More = &ledger, more
	}
	return record(out), call, nil
}

// last is the newest of some calls: the one that an error is about.
func last(first flow.Call, more []flow.Call) flow.Call {
	if len(more) > 0 {
		return more[len(more)-1]
	}
	return first
}
