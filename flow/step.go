package flow

import (
	"errors"
	"fmt"
	"maps"
	"time"
)

// Step applies one journal record and says what is due then. It fails only on a record
// that cannot follow the ones before it, which means a damaged or foreign journal.
func Step(c Case, r Record) (Case, []Effect, error) {
	next, err := Apply(c, r)
	if err != nil {
		return c, nil, err
	}
	if e, ok := Due(next); ok {
		return next, []Effect{e}, nil
	}
	return next, nil, nil
}

// Replay applies a whole journal, oldest first.
func Replay(records []Record) (Case, error) {
	var c Case
	for _, r := range records {
		var err error
		if c, err = Apply(c, r); err != nil {
			return c, err
		}
	}
	return c, nil
}

// ErrMisfit is in the chain of every error of Apply: the record cannot follow the ones before.
var ErrMisfit = errors.New("the record does not fit the case")

// Apply makes the case after one more record. Sequence numbers must follow each other, and
// the event must be possible in the case's phase (see follows).
func Apply(c Case, r Record) (Case, error) {
	if r.Seq != c.Seq+1 {
		return c, fmt.Errorf("case %s: record %d follows record %d: %w", r.Case, r.Seq, c.Seq, ErrMisfit)
	}
	if c.Phase != PhaseNone && r.Case != c.ID {
		return c, fmt.Errorf("record of case %s in the journal of case %s: %w", r.Case, c.ID, ErrMisfit)
	}
	if !follows(c, r.Event) {
		return c, fmt.Errorf("case %s, record %d: %s cannot happen in phase %q: %w", r.Case, r.Seq, r.Event.Kind(), c.Phase, ErrMisfit)
	}
	c.ID, c.Seq, c.Updated = r.Case, r.Seq, r.Time
	c.Times = maps.Clone(c.Times)
	if c.Times == nil {
		c.Times = map[Stop]StopTimes{}
	}
	c = apply(c, r)
	c.lease(r)
	c.stamp(r)
	return c, nil
}

// lease gives the case to whoever writes an intent, in the transaction of the intent, and takes
// it back when there is none open any more.
func (c *Case) lease(r Record) {
	if _, ok := r.Event.(Intent); ok {
		c.Worker = r.Actor
	}
	if c.Open == nil {
		c.Worker = ""
	}
}

// apply dispatches by the road's order; every event of the sealed set has its case here.
func apply(c Case, r Record) Case {
	switch e := r.Event.(type) {
	case CaseOpened:
		c.Created, c.Phase = r.Time, PhaseOpened
		c.Env, c.Processor, c.Adapter, c.Scenario = e.Env, e.Processor, e.Adapter, e.Scenario
		c.Link.Handoff = e.Handoff
	case PartySet:
		return applyParty(c, e.Party)
	case ProcessorSet:
		c.Processor, c.Adapter = e.Processor, e.Adapter
		if c.Phase == PhaseChosen {
			c.clear()
		}
	case Confirmed:
		c.Confirmed = true
	case Retried:
		c.Halted, c.Fault, c.FaultStop = false, nil, ""
	case CaseClosed:
		c.mayOrphan()
		c.Phase, c.Open, c.Halted, c.Side = PhaseClosed, nil, false, nil
	case Intent, EffectFailed, EffectUnknown, EffectRetried, Cancelled:
		return applyEffect(c, r.Event)
	case LinkTokenAsked, LinkTokenCreated, HandoffStarted, HandoffOpened, LinkEventSeen, LinkSucceeded, LinkExited, LinkTokenRenewed:
		return applyLink(c, r.Event)
	case Restored:
		return applyRestored(c, e)
	case GivenUp:
		return applyGivenUp(c, e)
	case Noted:
		return c
	case RelinkAsked, Relinked, ItemAsked, ItemRead:
		return applySide(c, r)
	case RotationAsked, RemovalAsked, AccessTokenRotated, AccessTokenLost, ItemRemoved:
		return applyEnd(c, r.Event)
	case BankLooked:
		return applyBankLooked(c, e, r.Time)
	case AccountAsked, AccountOpened, MoneyAsked, TransferMade, TransferChanged, MethodDeactivated, SandboxPlayed:
		return applyMoney(c, r.Event)
	default:
		return applyTokens(c, r.Event)
	}
	return c
}

// applyParty sets who the counterparty is. What was made for somebody else does not count
// any more: a typed confirmation of another name, a link_token of another client_user_id.
func applyParty(c Case, p Party) Case {
	if p.LegalName != c.Party.LegalName {
		c.Confirmed, c.Link.Go = false, false
	}
	if c.Phase == PhaseOpened || c.Phase == PhaseTokenMade && p.ClientUserID != c.Party.ClientUserID {
		c.enter(PhaseReady)
	}
	c.Party = p
	return c
}

// mayOrphan notes that an exchange may have made an Item whose access token was lost, when
// the case turns away from it.
func (c *Case) mayOrphan() {
	if c.Phase == PhaseLinked && (c.Repeated || c.Open != nil) {
		c.OrphanPossible = true
	}
}

// enter moves the case on: what was due is done and no fault is left.
func (c *Case) enter(p Phase) {
	c.Phase = p
	c.clear()
}

func (c *Case) clear() {
	c.Halted, c.Fault, c.FaultStop, c.Open, c.Attempts, c.Repeated = false, nil, "", nil, 0, false
}

// fail keeps the fault where it happened.
func (c *Case) fail(stop Stop, f *Fault) {
	c.Fault, c.FaultStop = f, stop
}

// stamp keeps when each stop began and ended. A stop that is entered again (a new link
// token, another account) loses its end until it is done once more.
func (c *Case) stamp(r Record) {
	if c.Side != nil {
		return // the road stands still
	}
	at := c.Times[r.Event.Stop()]
	if at.Started.IsZero() {
		at.Started = r.Time
		c.Times[r.Event.Stop()] = at
	}
	for _, s := range Stops() {
		t, seen := c.Times[s]
		if !seen {
			continue
		}
		switch done := c.StopState(s) == Done; {
		case done && t.Ended.IsZero():
			t.Ended = r.Time
		case !done:
			t.Ended = time.Time{}
		}
		c.Times[s] = t
	}
}
