package flow

import (
	"slices"
	"strings"
)

// verdict is one cell of the transition table.
type verdict struct {
	ok  bool
	why string // the reason of a refusal, in words for the operator
}

// rule is one row of the table, written by command: where it may be given, and why not
// before and after that.
type rule struct {
	in    []Phase
	early string
	late  string
}

// rules is the transition table. It is a function and not a variable so that nobody can
// change it while the program runs.
func rules(k CommandKind) rule {
	switch k {
	case CmdOpen:
		return rule{[]Phase{PhaseNone}, "", "the case is open already"}
	case CmdSetParty:
		return rule{[]Phase{PhaseOpened, PhaseReady, PhaseWantToken, PhaseTokenMade, PhaseChoosing, PhaseChosen, PhaseTokenReady, PhaseWantSubmit},
			"there is no case yet", "the counterparty was already submitted"}
	case CmdConfirm:
		return rule{between(PhaseReady, PhaseWantSubmit), "say who the counterparty is first", "there is nothing left to confirm"}
	case CmdMakeLinkToken:
		return rule{[]Phase{PhaseReady, PhaseWantToken, PhaseTokenMade, PhaseLinked, PhaseExchanged, PhaseChoosing, PhaseChosen},
			"say who the counterparty is first", "the account is linked already"}
	case CmdStartHandoff:
		return rule{[]Phase{PhaseReady, PhaseWantToken, PhaseTokenMade}, "say who the counterparty is first", "the counterparty came back from Link already"}
	case CmdChooseAccount:
		return rule{[]Phase{PhaseChoosing, PhaseChosen}, "the accounts are not read yet", "the processor_token is made for the chosen account"}
	case CmdBalances:
		return rule{[]Phase{PhaseChoosing, PhaseSubmitted}, "the accounts are not read yet", "the account is chosen already"}
	case CmdSetProcessor:
		return rule{[]Phase{PhaseOpened, PhaseReady, PhaseWantToken, PhaseTokenMade, PhaseLinked, PhaseExchanged, PhaseChoosing, PhaseChosen},
			"there is no case yet", "the processor_token is made already"}
	case CmdReveal:
		return rule{between(PhaseTokenReady, PhaseWantPlay), "there is no processor_token yet", "the case is closed and its tokens are destroyed"}
	case CmdSubmit:
		return rule{[]Phase{PhaseTokenReady}, "there is no processor_token yet", "it was submitted already"}
	case CmdFollow:
		return rule{[]Phase{PhaseSubmitted}, "nothing was submitted yet", "the case is closed"}
	case CmdRetry:
		return rule{duePhases(), "no work has halted here", "no work has halted here"}
	case CmdCancel:
		return rule{duePhases(), "nothing is running", "nothing is running"}
	case CmdClose:
		return rule{between(PhaseOpened, PhaseWantRemove), "there is no case yet", "the case is closed already"}
	case CmdAccept:
		return rule{[]Phase{PhaseLinked}, "the counterparty did not come back from Link yet", "the account is linked already"}
	case CmdRelink, CmdCheckItem, CmdRotate, CmdRemove:
		return rule{itemPhases(), "there is no bank link yet", "the case is closed"}
	}
	return moneyRules(k)
}

func moneyRules(k CommandKind) rule {
	switch k {
	case CmdOpenAccount:
		return rule{[]Phase{PhaseOpened}, "there is no case yet", "the counterparty has an account already"}
	case CmdContribute, CmdDisburse, CmdCancelMove, CmdAskOwner, CmdDeactivate, CmdPlay:
		return rule{[]Phase{PhaseSubmitted}, "nothing was submitted yet", "the case is closed"}
	}
	switch k {
	case CmdNote:
		return rule{between(PhaseOpened, PhaseClosed), "there is no case yet", ""}
	case CmdGiveUp:
		return rule{duePhases(), "no outcome is unknown here", "no outcome is unknown here"}
	}
	return rule{late: "unknown command"}
}

// cell looks one pair up. Every pair of phase and command has an answer here.
func cell(p Phase, k CommandKind) verdict {
	r := rules(k)
	switch {
	case slices.Contains(r.in, p):
		return verdict{ok: true}
	case p == PhaseClosed:
		return verdict{why: "the case is closed"}
	case before(p, r.in):
		return verdict{why: r.early}
	}
	if _, working := dueIn(p); working && k != CmdRetry && k != CmdCancel && k != CmdGiveUp {
		return verdict{why: "wait until " + doing(p) + " is through"}
	}
	return verdict{why: r.late}
}

// before reports whether a phase comes before all phases of a rule.
func before(p Phase, in []Phase) bool {
	for _, q := range Phases() {
		if slices.Contains(in, q) {
			return false
		}
		if q == p {
			return true
		}
	}
	return false
}

// itemPhases are the phases with an Item in which the road can wait for a look at it. In those
// with work due Can asks that the work has halted.
func itemPhases() []Phase {
	return []Phase{PhaseExchanged, PhaseChoosing, PhaseChosen, PhaseTokenReady, PhaseWantSubmit, PhaseSubmitted}
}

func between(from, to Phase) []Phase {
	all := Phases()
	return all[slices.Index(all, from) : slices.Index(all, to)+1]
}

func duePhases() []Phase {
	var out []Phase
	for _, p := range Phases() {
		if _, ok := dueIn(p); ok {
			out = append(out, p)
		}
	}
	return out
}

// Table prints the transition table as text, one line for each pair: the golden file of the
// tests and the state chart of the documentation.
func Table() string {
	var b strings.Builder
	for _, p := range Phases() {
		name := string(p)
		if p == PhaseNone {
			name = "(none)"
		}
		for _, k := range Commands() {
			v := cell(p, k)
			b.WriteString(name + strings.Repeat(" ", 20-len(name)) + string(k) + strings.Repeat(" ", 16-len(k)))
			if v.ok {
				b.WriteString("yes\n")
				continue
			}
			b.WriteString("no: " + v.why + "\n")
		}
	}
	return b.String()
}
