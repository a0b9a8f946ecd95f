package flow

// applyEffect applies the events that every effect has in common.
func applyEffect(c Case, ev Event) Case {
	switch e := ev.(type) {
	case Intent:
		if c.Open != nil {
			c.Repeated = true
			c.ExtraTokenPossible = c.ExtraTokenPossible || e.Effect == CreateProcessorToken
		} else if (e.Effect == RotateAccess || e.Effect == RemoveItem) && c.ItemDoubt == "" {
			c.SentKeys = e.Keys
		}
		c.Open, c.Attempts = &e, e.Attempt
		c.Fault, c.FaultStop = nil, ""
	case EffectRetried:
		// The work stays due; the next intent of the same work follows after the wait.
		c.fail(e.Effect.stop(), e.Fault)
		if !lost(e.Fault) && !c.Repeated {
			c.Open = nil
		}
	case EffectUnknown:
		if c.Side != nil { // its work may be repeated, or the next look at the Item tells
			c.doubt(e.Effect, e.Fault)
			c.leaveSide(e.Fault)
			break
		}
		c.Halted = true
		c.fail(e.Effect.stop(), e.Fault)
	case EffectFailed:
		return applyFailed(c, e)
	case Cancelled:
		applyCancelled(&c, e)
	}
	return c
}

// applyCancelled halts the work. A hand-off goes back to where it can be started again; work
// whose earlier request may have arrived stays uncertain.
func applyCancelled(c *Case, e Cancelled) {
	f := &Fault{Op: string(e.Effect), Kind: Input, Code: "CANCELLED", Who: Operator,
		Message: "stopped by the operator", Hint: "Retry when you are ready."}
	sent := c.Open != nil
	if sent && !e.Effect.Repeatable() {
		// An intent without an outcome may have been sent by a process that died.
		f.Kind = Unknown
	} else {
		c.Open = nil
	}
	c.Halted = true
	if c.Side != nil {
		c.leaveSide(c.stoppedBeside(e.Effect, f, sent))
		return
	}
	if e.Effect == OpenLink && c.Link.Handoff == HandoffHosted {
		f.Message = "stopped by the operator; the customer's address stays good until the link_token ends"
		f.Hint = "A customer who finishes there is noticed when you hand over again."
	}
	c.fail(e.Effect.stop(), f)
	switch {
	case c.Open != nil:
	case e.Effect.aboutMoney():
		c.moneyFailed()
		c.Refused = nil // nothing was sent and nobody said no: the wish is off
		return
	case e.Effect == OpenNewAccount:
		c.Phase, c.Attempts, c.Repeated, c.Halted = PhaseOpened, 0, false, false
		return
	}
	if e.Effect == OpenLink {
		c.Phase, c.Open, c.Attempts, c.Halted = PhaseTokenMade, nil, 0, false
	}
}

// lost reports whether the request of a fault may have arrived.
func lost(f *Fault) bool { return f != nil && f.Kind == Unknown }

// definite reports whether a fault is the answer to the work itself. Wrong keys, a missing
// permission or a rate limit are said before the work is looked at, so they tell nothing about
// an earlier attempt under the same idempotency key, and the key must be kept.
func definite(f *Fault) bool {
	switch f.Kind {
	case Input, Refused, CustomerFault:
	default:
		return false
	}
	switch f.HTTPStatus {
	case 408, 409, 425, 429:
		// Said of the request, not of the work: too slow, still running, too early, too many.
		return false
	}
	return f.HTTPStatus >= 400 && f.HTTPStatus < 500
}

// mayRun reports an answer after which the work itself may still be running or be done: a
// conflict with a request under the same key, or a refusal by something in between.
func mayRun(f *Fault) bool {
	switch f.HTTPStatus {
	case 408, 409, 425:
		return true
	}
	return f.Code == "REFUSED_BY_GATEWAY"
}

// CodeFinished is the fault of a new link token that is not needed: the hosted page of the one
// before has a result.
const CodeFinished = "HOSTED_FINISHED"

// applyFailed decides where a case rests after a definite no. Most work simply halts where
// it is, to be retried; a public token that is refused sends the case back to Link, because
// nothing else can give another one.
func applyFailed(c Case, e EffectFailed) Case {
	if keyed := e.Effect.Keyed(); !keyed || !mayRun(e.Fault) && !(c.Repeated && !definite(e.Fault)) {
		c.Open = nil
	}
	if c.Side != nil {
		c.doubt(e.Effect, e.Fault)
		c.leaveSide(e.Fault)
		return c
	}
	c.fail(e.Effect.stop(), e.Fault)
	if e.Effect.aboutMoney() {
		c.moneyFailed()
		return c
	}
	switch e.Effect {
	case OpenNewAccount:
		if c.Open == nil {
			// The operator corrects the application and asks once more, under another key.
			c.Phase, c.Attempts, c.Repeated, c.Halted = PhaseOpened, 0, false, false
			return c
		}
	case CreateLinkToken:
		if e.Fault.Code == CodeFinished {
			// The token before is the one to go on with.
			c.Phase, c.Link.Handoff, c.Link.Go, c.Attempts, c.Halted = PhaseTokenMade, HandoffHosted, false, 0, false
			return c
		}
	case ExchangePublicToken:
		if e.Fault.Code == "INVALID_PUBLIC_TOKEN" {
			c.OrphanPossible = c.OrphanPossible || c.Repeated
			c.Phase, c.Attempts, c.Halted = PhaseReady, 0, false
			return c
		}
	case OpenLink:
		// No page could be offered, or the link token is dead: the case waits for a new hand-off.
		c.Phase, c.Attempts, c.Halted = PhaseTokenMade, 0, false
		switch e.Fault.Code {
		case "INVALID_LINK_TOKEN", "TOKEN_NOT_HELD", "BAD_REDIRECT_URI", "REDIRECT_PORT_NOT_FREE":
			c.Phase = PhaseReady // the same token would fail the same way
		}
		return c
	case ReadBalances:
		// A balance check is an extra: its failure never keeps a case from going on.
		c.Phase, c.Attempts, c.Halted = PhaseChoosing, 0, false
		return c
	case Follow:
		c.Phase, c.Attempts, c.Halted = PhaseSubmitted, 0, false
		return c
	}
	c.Halted = true
	return c
}
