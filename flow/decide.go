package flow

import (
	"strings"
	"time"
)

// Refusal is the answer to a command that cannot be carried out now. Why is a clause for
// the operator.
type Refusal struct {
	Command CommandKind
	Why     string
}

func (r *Refusal) Error() string { return r.Why }

func refuse(k CommandKind, why string) *Refusal { return &Refusal{k, why} }

// Can returns nil when a command of that kind may be given now, or a *Refusal with the
// reason. A screen disables the key and shows the same words. It cannot judge what is inside
// a command: Decide may still refuse that as an Input fault.
func Can(c Case, k CommandKind) error {
	if k == CmdNote && c.Phase != PhaseNone {
		return nil // it changes nothing
	}
	if c.Side != nil {
		switch k {
		case CmdCancel, CmdClose, CmdReveal, CmdConfirm:
		default:
			return refuse(k, "wait until "+doing(c.Phase)+" is through")
		}
	}
	if c.Restored() {
		return canAfterRestore(c, k)
	}
	if why := c.ended(k); why != "" {
		return refuse(k, why)
	}
	if v := cell(c.phaseFor(k), k); !v.ok {
		return refuse(k, v.why)
	}
	running := c.dueNow()
	switch k {
	case CmdRetry:
		switch {
		case running:
			return refuse(k, "it is still running")
		case c.Doubtful():
			return refuse(k, "nothing failed: the account may be linked already, and the question is whether to go on")
		}
		return nil
	case CmdCancel:
		if !running {
			return refuse(k, "nothing is running")
		}
		return nil
	case CmdGiveUp:
		if !c.uncertainKey() {
			return refuse(k, "no outcome is unknown here")
		}
		return nil
	case CmdReveal, CmdConfirm:
	default:
		if running {
			return refuse(k, "wait until "+doing(c.Phase)+" is through")
		}
	}
	return guard(c, k)
}

// phaseFor is the phase that a command is judged by: what touches the road alone goes by
// where that stands, also while something else is done beside it.
func (c Case) phaseFor(k CommandKind) Phase {
	if k == CmdReveal || k == CmdConfirm {
		return c.at()
	}
	return c.Phase
}

// guard adds what the table cannot see: the environment, the adapter, an open outcome.
func guard(c Case, k CommandKind) error {
	if err := moneyGuard(c, k); err != nil {
		return err
	}
	if k == CmdRemove && c.moving() {
		return refuse(k, "money is on its way through this bank link: wait until it has arrived or came back")
	}
	open := c.Open != nil && c.Halted && !c.Open.Effect.Repeatable()
	switch k {
	case CmdConfirm:
		if c.Env != Production {
			return refuse(k, "only Production asks for a typed confirmation")
		}
		if c.Confirmed {
			return refuse(k, "it is confirmed already")
		}
	case CmdStartHandoff:
		if c.Env == Production && !c.Confirmed {
			return refuse(k, "type the counterparty's legal name first: this is Production")
		}
	case CmdSubmit:
		if !c.Adapter {
			return refuse(k, "this program has no adapter for "+Clean(c.Processor)+": hand the processor_token over yourself")
		}
	case CmdAccept:
		if !c.Doubtful() {
			return refuse(k, "there is nothing to accept: no other case has linked this account")
		}
	case CmdClose, CmdSetParty, CmdMakeLinkToken, CmdRelink, CmdCheckItem, CmdRotate, CmdRemove:
		if k == CmdRelink && c.Env == Production && !c.Confirmed {
			return refuse(k, "type the counterparty's legal name first: this is Production")
		}
		if open {
			return refuse(k, "the outcome of "+doing(c.Phase)+" is not known yet: retry first, which asks for it without doing it twice")
		}
	}
	return nil
}

// Decide turns a command into the events it means, or refuses it with a *Refusal, or with
// an Input *Fault when what it carries is wrong. at is the time of the command.
func Decide(c Case, cmd Command, at time.Time) ([]Event, error) {
	if err := Can(c, cmd.Kind()); err != nil {
		return nil, err
	}
	switch m := cmd.(type) {
	case OpenCase:
		return decideOpen(m)
	case SetParty:
		m.Party.ClientUserID, m.Party.LegalName = strings.TrimSpace(m.Party.ClientUserID), strings.TrimSpace(m.Party.LegalName)
		if err := m.Party.Validate(c.Adapter); err != nil {
			return nil, err
		}
		return one(PartySet{m.Party, m.By})
	case Confirm:
		if strings.TrimSpace(m.Name) != c.Party.LegalName {
			return nil, inputFault("the name typed is not the counterparty's legal name")
		}
		return one(Confirmed{m.By})
	case MakeLinkToken:
		return decideToken(c, m)
	case StartHandoff:
		return decideHandoff(c, m, at)
	case Relink:
		return decideRelink(c, m)
	case ChooseAccount:
		return decideAccount(c, m)
	case SetProcessor:
		if err := CheckProcessor(m.Processor); err != nil {
			return nil, err
		}
		return one(ProcessorSet{m.Processor, m.Adapter})
	case SubmitToken:
		if err := c.Party.Validate(true); err != nil {
			return nil, err
		}
		return one(SubmissionAsked{m.By})
	case Cancel:
		due, _ := Due(c)
		return one(Cancelled{due.Kind, m.By})
	}
	return decidePlain(c, cmd, at)
}

// decidePlain covers the commands that carry nothing to be checked.
func decidePlain(c Case, cmd Command, at time.Time) ([]Event, error) {
	switch m := cmd.(type) {
	case AcceptDuplicate:
		return one(DuplicateAccepted{m.By})
	case CheckItem:
		return one(ItemAsked{})
	case Rotate:
		return one(RotationAsked{m.By})
	case Remove:
		return one(RemovalAsked{m.By})
	case AskBalances:
		return one(BalancesAsked{})
	case RevealToken:
		return one(ProcessorTokenRevealed{m.By})
	case AskFollow:
		return one(FollowAsked{})
	case Retry:
		return one(Retried{c.Stop(), m.By})
	case CloseCase:
		return one(CaseClosed{c.Stop(), m.By})
	case GiveUp:
		return one(GivenUp{c.Open.Effect, m.By})
	case Note:
		return decideNote(c, m)
	}
	return decideMoney(c, cmd, at)
}

func one(e Event) ([]Event, error) { return []Event{e}, nil }
