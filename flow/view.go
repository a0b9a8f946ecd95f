package flow

import "slices"

// Stop returns the stop at which the case is now: where its work or its fault is, or where
// the operator is asked for something.
func (c Case) Stop() Stop {
	if c.FaultStop != "" {
		return c.FaultStop
	}
	switch c.at() {
	case PhaseNone:
		return StopEnvironment
	case PhaseOpened, PhaseWantAccount:
		return StopCounterparty
	case PhaseReady, PhaseWantToken:
		return StopLinkToken
	case PhaseTokenMade, PhaseAtLink:
		return StopHandoff
	case PhaseLinked, PhaseExchanged, PhaseChoosing, PhaseBalances:
		return StopAccount
	case PhaseChosen:
		return StopProcessorToken
	case PhaseTokenReady:
		if !c.Adapter {
			return StopProcessorToken
		}
		return StopSubmission
	case PhaseWantSubmit:
		return StopSubmission
	case PhaseClosed:
		return c.reached()
	}
	return StopFollowing
}

// reached is the last stop that a closed case came to.
func (c Case) reached() Stop {
	last := StopEnvironment
	for _, s := range Stops() {
		if !c.Times[s].Started.IsZero() {
			last = s
		}
	}
	return last
}

// StopState says how far one stop is.
func (c Case) StopState(s Stop) StopState {
	here := slices.Index(Stops(), c.Stop())
	at := slices.Index(Stops(), s)
	switch {
	case c.Phase == PhaseNone:
		return Pending
	case at < here:
		return Done
	case at > here:
		return Pending
	case c.Halted && c.uncertain():
		return Uncertain
	case c.Fault != nil && (c.Halted || !c.dueNow() && !c.beside()):
		return Failed
	case c.dueNow():
		return Working
	case s == StopProcessorToken && c.at() == PhaseTokenReady,
		s == StopFollowing && c.FollowUp != nil:
		return Done
	}
	return Pending
}

// uncertain reports that work which must not be done twice may have been done. That is
// also so while it is being done, or when the process that did it died: the journal cannot tell the
// two apart, and until there is an outcome it is the truth.
func (c Case) uncertain() bool {
	if c.Open != nil && c.Open.Effect.Keyed() {
		return true
	}
	return c.Halted && c.Fault != nil && c.Fault.Kind == Unknown
}

func (c Case) dueNow() bool {
	_, ok := Due(c)
	return ok
}

// Status is the one word for the case.
func (c Case) Status() Status {
	switch {
	case c.Phase == PhaseClosed:
		return StatusClosed
	case c.uncertain():
		return StatusUncertain
	case c.Fault != nil && !c.dueNow() && (c.Halted || !c.Extra()):
		return StatusFailed
	}
	switch c.at() {
	case PhaseTokenReady:
		return StatusTokenReady
	case PhaseSubmitted, PhaseWantFollow, PhaseWantContribution, PhaseWantDisbursement, PhaseWantCancel, PhaseWantOwner,
		PhaseWantDeactivate, PhaseWantPlay:
		switch {
		case c.FollowUp == nil:
			return StatusSubmitted
		case c.FollowUp.Usable && !c.frozen():
			return StatusUsable
		}
		return StatusUnusable
	}
	return StatusOpen
}

// Extra reports a fault of work that was not the road itself: a balance check, a look at
// the status or at the Item, a repair. It is shown, and the case is not failed by it.
func (c Case) Extra() bool {
	if c.Fault == nil {
		return false
	}
	switch EffectKind(c.Fault.Op) {
	case ReadBalances, Follow:
		return true
	}
	return c.beside()
}

// beside reports a fault of work at the Item or about money, which leaves the stops of the road as they are. An
// account that is not shared any more is more than that.
func (c Case) beside() bool {
	switch k := EffectKind(c.Fault.Op); {
	case k.aboutMoney():
		return true
	case k == ReadItem:
		return c.Fault.Code != codeNotShared
	case k == RotateAccess, k == RemoveItem:
		return true
	case k == CreateLinkToken, k == OpenLink:
		return c.Item.ID != "" && slices.Contains(itemPhases(), c.Phase)
	}
	return false
}

// Who says who must act now.
func (c Case) Who() Who {
	switch {
	case c.Phase == PhaseClosed:
		return Nobody
	case c.Fault != nil && c.Fault.Who != "" && !c.dueNow():
		return c.Fault.Who
	case c.uncertain():
		return Operator
	case c.Phase == PhaseAtLink:
		return Customer
	case c.Phase == PhaseSubmitted && (c.FollowUp != nil || len(c.Transfers) > 0):
		who, _ := c.Waits()
		return who
	case c.Phase == PhaseSubmitted:
		return Operator
	case c.Phase == PhaseTokenReady && !c.Adapter:
		return Operator
	}
	if e, ok := Due(c); ok {
		if e.Kind == Follow || e.Kind.Keyed() {
			return Partners
		}
		return PlaidSide
	}
	return Operator
}

// frozen reports that the partner has frozen pulls, so the method cannot be used for one.
func (c Case) frozen() bool {
	pulls, _ := c.Frozen()
	return pulls
}
