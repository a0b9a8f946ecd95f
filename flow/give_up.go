package flow

// CmdGiveUp ends the wait for an outcome that nobody will ever tell.
const CmdGiveUp CommandKind = "give_up"

// GiveUp says that somebody has looked at the partner and that a request of unknown outcome never
// arrived there. Its key is not used again. Where that is wrong, what comes next is done twice, so screens
// ask for a typed name first.
type GiveUp struct{ By string }

// Kind names the command.
func (GiveUp) Kind() CommandKind { return CmdGiveUp }

func (GiveUp) command() {}

// GivenUp records that word, and whose it is.
type GivenUp struct {
	Effect EffectKind `json:"effect"`
	By     string     `json:"by"`
}

// Kind names the event.
func (GivenUp) Kind() EventKind { return "given_up" }

// Stop is the stop of the effect.
func (e GivenUp) Stop() Stop { return e.Effect.stop() }

func (GivenUp) event() {}

// uncertainKey reports that the case waits for the outcome of a request under a key, and nobody
// works on it.
func (c Case) uncertainKey() bool { return c.Halted && c.Open != nil && c.Open.Effect.Keyed() }

// applyGivenUp goes back to where the work is asked for.
func applyGivenUp(c Case, e GivenUp) Case {
	switch {
	case e.Effect == Submit:
		c.enter(PhaseTokenReady)
	case e.Effect == OpenNewAccount:
		c.enter(PhaseOpened)
	default:
		c.moneyDone()
	}
	return c
}
