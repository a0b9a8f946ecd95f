package flow

import "slices"

// submitted says how a submitted case goes on under a plan: the pull first, then a look.
func (p Plan) submitted(c Case) (Move, error) {
	if p.Fund.Minor != 0 {
		cmd, err := p.fund(c)
		if cmd != nil || err != nil {
			return Move{Command: cmd}, err
		}
	}
	if act, ok := p.play(c); ok {
		return Move{Command: PlaySandbox{Act: act, By: "scenario"}}, nil
	}
	if p.Follow {
		return Move{Command: AskFollow{}}, nil
	}
	return Move{Done: true}, nil
}

// fund makes the pull unless the case has one. Only a pull that was cancelled may be made again by
// a plan: money that came back is a person's decision.
func (p Plan) fund(c Case) (Command, error) {
	if !c.RestoredFrom.IsZero() && len(c.Transfers) == 0 {
		return nil, &Fault{Op: string(MakeContribution), Kind: Input, Code: "RESTORED_MONEY", Who: Operator, Message: c.RestoredWarning(),
			Hint: "Look at Prime Trust whether this account was pulled from. A pull of a case that was put back is made in the console alone."}
	}
	for _, t := range slices.Backward(c.Transfers) {
		if t.Kind != Contribution || t.State() == TransferCancelled {
			continue
		}
		if t.asked() == p.Fund {
			return nil, nil
		}
		f := inputFault("this case has a contribution of " + t.asked().String() + " already, and " + p.Fund.String() + " would be another one")
		f.Op, f.Code, f.Hint = string(MakeContribution), "ALREADY_FUNDED", "Make another pull in the console, which shows what there is and asks twice."
		return nil, f
	}
	if p.CheckBalance && !p.Checked {
		return AskBalances{}, nil
	}
	if why := c.Uncovered(p.Fund); why != "" && p.CheckBalance {
		return nil, &Fault{Op: string(MakeContribution), Kind: Refused, Code: "BALANCE_TOO_LOW", Who: Operator, Message: why,
			Hint: "Ask the customer when the money will be there. Without --check-balance the pull is made all the same."}
	}
	return MoveMoney{Contribution, p.Fund, len(c.Transfers), p.By}, nil
}

// Uncovered says why the balance that the bank gave last would not cover a pull, "" when it would
// or when no balance is known.
func (c Case) Uncovered(amount Money) string {
	a, ok := c.Account()
	if !ok || a.Available == nil || a.Available.Currency != amount.Currency || a.Available.Minor >= amount.Minor {
		return ""
	}
	return "the bank says that " + a.Available.String() + " is available, which does not cover " + amount.String()
}

// play is what a sandbox does next for the newest transfer: the bank settles a pull, the owner
// agrees to a payment. A transfer that moves by the clock is left to the clock.
func (p Plan) play(c Case) (SandboxAct, bool) {
	if !p.Play || c.Env == Production || len(c.Transfers) == 0 {
		return SandboxAct{}, false
	}
	t := c.Transfers[len(c.Transfers)-1]
	if t.State() == TransferPending && t.Kind == Contribution {
		return SandboxAct{ActSettle, t.ID}, true
	}
	return SandboxAct{}, false
}
