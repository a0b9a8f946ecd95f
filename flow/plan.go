package flow

import (
	"fmt"
	"time"
)

// Plan is what is known beforehand about how a case shall go: the flags of a run without a
// screen, or the script of a demo that plays by itself.
type Plan struct {
	Party     Party
	PartyBy   string // "flag" or "scenario"
	Processor string
	Adapter   bool
	Handoff   HandoffKind
	Sandbox   SandboxLogin
	// AccountID or AccountMask name the account; AccountBy is "flag" or "scenario". Without
	// either a single usable account is taken.
	AccountID   string
	AccountMask string
	AccountBy   string
	Confirm     string // Production: the legal name as typed
	Follow      bool   // look at the status once more
	// Fund is what shall be pulled once the account is submitted; zero is nothing. A case that has
	// a contribution of that amount already gets no second one.
	Fund Money
	// CheckBalance asks the bank for the balance before the pull, and Checked says that it was
	// asked: a pull that the balance would not cover is not made then.
	CheckBalance, Checked bool
	// Play lets the sandbox act for the bank and the back office, so that a story goes on by itself.
	Play   bool
	Relink bool // repair the Item first
	// NewToken begins with a new link token, and with it with a new visit to Link.
	NewToken bool
	By       string // who retries and submits: "operator", "resume", "autoplay"
	// Correct sets Party on a case that has another one already.
	Correct bool
	// Again means that the case shall go on from where it could not: a bank without a usable
	// account, or a token that is lost, leads to a new link_token.
	Again bool
	// GiveUp: the operator has looked, and a request of unknown outcome never arrived at the partner.
	GiveUp bool
	// AfterRestore: the operator has looked whether a case of a history that was put back went
	// further, and it shall go on. Without it the plan ends at the fault RESTORED.
	AfterRestore bool
}

// Move is the next thing to do for a case under a plan. Exactly one member is set.
type Move struct {
	Command Command
	Wake    bool // work is due already, left over by a process that ended
	Done    bool // the road is at its end
}

// Next says how a case goes on under a plan. Its errors are faults: ACCOUNT_NOT_CHOSEN with
// the list of accounts, NO_USABLE_ACCOUNT, or BAD_INPUT when the plan and the case cannot
// both be. Calling it on a case with a fault means to try again.
func Next(c Case, p Plan, at time.Time) (Move, error) {
	if c.Restored() {
		if !p.AfterRestore {
			return Move{}, c.Fault
		}
		return Move{Command: Retry{By: p.By}}, nil
	}
	if p.GiveUp && Can(c, CmdGiveUp) == nil {
		return Move{Command: GiveUp{By: p.By}}, nil
	}
	if cmd, err := settle(c, p); cmd != nil || err != nil {
		return Move{Command: cmd}, err
	}
	if p.Relink && Can(c, CmdRelink) == nil {
		return Move{Command: Relink{Handoff: p.page()}}, nil
	}
	if p.NewToken && Can(c, CmdMakeLinkToken) == nil {
		return Move{Command: MakeLinkToken{p.Handoff}}, nil
	}
	if p.Again && c.Fault != nil && c.Fault.Code == "TOKEN_NOT_HELD" && Can(c, CmdMakeLinkToken) == nil {
		return Move{Command: MakeLinkToken{}}, nil
	}
	if c.Halted && c.Phase == PhaseWantToken && p.Handoff != "" && p.Handoff != c.Link.Handoff {
		return Move{Command: MakeLinkToken{p.Handoff}}, nil
	}
	if c.Halted {
		return Move{Command: Retry{By: p.By}}, nil
	}
	if c.dueNow() {
		return Move{Wake: true}, nil
	}
	if c.Doubtful() {
		return Move{Command: AcceptDuplicate{By: p.By}}, nil
	}
	switch c.Phase {
	case PhaseOpened:
		return Move{Command: SetParty{p.Party, p.PartyBy}}, nil
	case PhaseReady:
		return Move{Command: MakeLinkToken{p.Handoff}}, nil
	case PhaseTokenMade:
		if !c.Link.Expiration.IsZero() && !at.Before(c.Link.Expiration) {
			return Move{Command: MakeLinkToken{}}, nil
		}
		return Move{Command: StartHandoff{Handoff: p.Handoff, Sandbox: p.Sandbox}}, nil
	case PhaseChoosing:
		if p.Again && len(UsableAccounts(c.Accounts)) == 0 {
			return Move{Command: MakeLinkToken{}}, nil
		}
		cmd, err := p.choose(c)
		return Move{Command: cmd}, err
	case PhaseTokenReady:
		if c.Adapter {
			return Move{Command: SubmitToken{By: p.By}}, nil
		}
	case PhaseSubmitted:
		return p.submitted(c)
	case PhaseClosed:
		return Move{}, inputFault("the case is closed")
	}
	return Move{Done: true}, nil
}

// settle brings the case in line with the plan before it goes on: a corrected counterparty,
// another processor or account, and in Production the typed confirmation.
func settle(c Case, p Plan) (Command, error) {
	if p.Correct && p.Party != c.Party && c.Phase != PhaseOpened {
		if err := Can(c, CmdSetParty); err != nil {
			return nil, inputFault("the counterparty cannot change now: " + err.Error())
		}
		return SetParty{p.Party, p.PartyBy}, nil
	}
	if c.AccountID != "" && c.Phase != PhaseChoosing && p.AccountBy == "flag" && p.names(c) {
		if err := Can(c, CmdChooseAccount); err != nil {
			return nil, inputFault("the account cannot change now: " + err.Error())
		}
		return p.choose(c)
	}
	if p.Processor != "" && p.Processor != c.Processor {
		if err := Can(c, CmdSetProcessor); err != nil {
			return nil, inputFault(fmt.Sprintf("the case is for the processor %s and cannot change to %s: %s", c.Processor, Clean(p.Processor), err))
		}
		return SetProcessor{p.Processor, p.Adapter}, nil
	}
	if c.Env == Production && !c.Confirmed && c.Party.LegalName != "" && Can(c, CmdConfirm) == nil {
		return Confirm{Name: p.Confirm, By: p.By}, nil
	}
	return nil, nil
}
