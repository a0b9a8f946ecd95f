package flow

import "time"

// CodeRestored is the fault of a case whose history was put back from a backup.
const CodeRestored = "RESTORED"

// Restored records that the history was put back from a backup. From is the time of the
// newest event in that backup: what happened to the case after it is not known here.
type Restored struct {
	From time.Time `json:"from"`
	By   string    `json:"by"`
}

// Kind names the event.
func (Restored) Kind() EventKind { return "restored" }

// Stop is where the event belongs on the road.
func (Restored) Stop() Stop { return StopEnvironment }

func (Restored) event() {}

// Restored reports that the case waits for somebody to look whether it went further than this
// history knows. Until that person says so with a retry, nothing but closing is possible.
func (c Case) Restored() bool {
	return c.Halted && c.Fault != nil && c.Fault.Code == CodeRestored
}

// applyRestored halts a case wherever it is. Work that may be done again in any case goes back
// to where it is asked for. A submission that was agreed to and has no key yet is agreed to once
// more, because the first may have gone out under a key that was lost with the newer history;
// one that has a key keeps it.
func applyRestored(c Case, e Restored) Case {
	c.Wanted, c.WantedAccounts = c.RelinkReason()
	if c.Side != nil {
		if c.Open != nil {
			c.doubt(c.Side.Act, &Fault{Kind: Unknown})
		}
		c.leaveSide(nil)
	}
	switch c.Phase {
	case PhaseAtLink:
		c.enter(PhaseTokenMade)
	case PhaseLinked:
		c.Repeated = true // a public token that is refused now was good for an Item that nobody knows
	case PhaseBalances:
		c.enter(PhaseChoosing)
	case PhaseChosen:
		c.ExtraTokenPossible = true
	case PhaseWantSubmit:
		if c.Open == nil {
			c.enter(PhaseTokenReady)
		}
		c.Repeated = c.Open != nil
	case PhaseWantFollow:
		c.enter(PhaseSubmitted)
	case PhaseWantAccount:
		if c.Open == nil {
			c.enter(PhaseOpened)
		}
		c.Repeated = c.Open != nil
	case PhaseWantContribution, PhaseWantDisbursement, PhaseWantCancel, PhaseWantOwner, PhaseWantDeactivate, PhaseWantPlay:
		if c.Open == nil {
			c.moneyDone()
		}
		c.Repeated = c.Open != nil
	}
	c.RestoredFrom, c.Halted = e.From, true
	at := e.From.UTC().Format("2006-01-02 15:04 UTC")
	c.fail(c.roadStop(), &Fault{Op: "restore", Kind: Unknown, Code: CodeRestored, Who: Operator,
		Message: "the history was put back from a backup that ends at " + at + "; whether this case went further since is not known here",
		Hint: "Look at Plaid and Prime Trust whether this case went further since " + at +
			". If it did, close it; otherwise go on with: linkdesk run --resume " + string(c.ID) + " --after-restore"})
	return c
}

// canAfterRestore is Can for a case that waits for that look.
func canAfterRestore(c Case, k CommandKind) error {
	switch k {
	case CmdRetry:
		return nil
	case CmdClose, CmdReveal:
		if v := cell(c.phaseFor(k), k); !v.ok {
			return refuse(k, v.why)
		}
		return guard(c, k)
	}
	return refuse(k, "the history was put back from a backup: look first whether this case went further since, then retry")
}

// RestoredWarning is a sentence for whoever is asked to agree to a submission, "" for a case
// whose history was never put back.
func (c Case) RestoredWarning() string {
	if c.RestoredFrom.IsZero() {
		return ""
	}
	return "The history was put back from a backup that ends at " + c.RestoredFrom.UTC().Format("2006-01-02 15:04 UTC") +
		": look first whether this account was submitted, or money moved, since."
}
