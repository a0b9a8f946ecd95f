package explain

import "linkdesk/flow"

// ActName names one thing to do. Those of this program are the constants below; whatever somebody
// does elsewhere is Outside.
type ActName string

// What this program can do about a fault.
const (
	Retry        ActName = "retry"
	HandOffAgain ActName = "hand_off_again"
	NewLinkToken ActName = "new_link_token"
	Relink       ActName = "relink"
	OtherWay     ActName = "other_way" // another kind of hand-off
	OtherAccount ActName = "other_account"
	CorrectParty ActName = "correct_party"
	OpenAccount  ActName = "open_account"
	SetProcessor ActName = "set_processor"
	Submit       ActName = "submit"
	Reveal       ActName = "reveal"
	Accept       ActName = "accept_duplicate"
	OtherCase    ActName = "other_case"
	CheckBalance ActName = "check_balance"
	CheckItem    ActName = "check_item"
	Pull         ActName = "pull"
	PullAgain    ActName = "pull_again" // a second pull, which a person alone may ask for
	Money        ActName = "money"
	Follow       ActName = "follow"
	GiveUp       ActName = "give_up"
	AfterRestore ActName = "after_restore"
	CloseCase    ActName = "close_case"
	NewCase      ActName = "new_case"
	Settings     ActName = "settings"
	Version      ActName = "version"
	OldRoad      ActName = "demo_2023"

	// Outside is what somebody does outside this program.
	Outside ActName = "outside"
)

// Act is one thing that a card advises. A program's own act is done by the operator, with Key on
// the page of the case or with Command.
type Act struct {
	Name    ActName
	Who     flow.Who
	What    string // in a few words, as a wish: "unlock the login at the bank"
	Key     string // "" when no key does it; Home has n
	Command string // with CASE and other words in capitals where something has to be filled in; "" when there is none
}

// Own reports an act of this program.
func (a Act) Own() bool { return a.Name != Outside }

// Acts lists what this program can do, each once.
func Acts() []Act {
	const resume = "linkdesk run --resume CASE"
	all := []Act{
		{Name: Retry, What: "try the stop again", Key: "r", Command: resume},
		{Name: HandOffAgain, What: "hand the customer over again", Key: "enter", Command: resume},
		{Name: NewLinkToken, What: "make a new link_token, and begin with it", Key: "l", Command: resume + " --new-link-token"},
		{Name: Relink, What: "repair the bank link; Item and tokens stay", Key: "R", Command: resume + " --relink"},
		{Name: OtherWay, What: "hand over another way", Key: "w", Command: resume + " --handoff hosted"},
		{Name: OtherAccount, What: "choose an account", Key: "enter", Command: resume + " --account-id ID"},
		{Name: CorrectParty, What: "correct the counterparty or its ids", Key: "p", Command: resume + " --pt-account ID --pt-contact ID"},
		{Name: OpenAccount, What: "correct the application and open the account", Key: "n"},
		{Name: SetProcessor, What: "name another partner", Key: "o", Command: resume + " --processor dwolla"},
		{Name: Submit, What: "submit the processor_token", Key: "enter", Command: resume},
		{Name: Reveal, What: "take the processor_token and hand it over yourself", Key: "v", Command: resume + " --reveal"},
		{Name: Accept, What: "link the account all the same", Key: "enter", Command: resume},
		{Name: OtherCase, What: "open the earlier case", Key: "e"},
		{Name: CheckBalance, What: "ask the bank for the balances of now", Key: "b"},
		{Name: CheckItem, What: "ask Plaid how the bank link is", Key: "h"},
		{Name: Pull, What: "pull from the account", Key: "f", Command: resume + " --fund AMOUNT --confirm-fund AMOUNT"},
		{Name: PullAgain, What: "make another pull", Key: "f"},
		{Name: Money, What: "open the money menu", Key: "m"},
		{Name: Follow, What: "look at the status", Key: "enter", Command: resume + " --follow"},
		{Name: GiveUp, What: "say that the request never arrived", Key: "N", Command: resume + " --never-arrived"},
		{Name: AfterRestore, What: "go on after the restore", Key: "r", Command: resume + " --after-restore"},
		{Name: CloseCase, What: "close the case", Key: "d"},
		{Name: NewCase, What: "open a new case", Key: "n", Command: "linkdesk run --env ENV --user USER --name NAME --pt-account ID --pt-contact ID"},
		{Name: Settings, What: "let doctor say what is wrong with keys and settings", Command: "linkdesk doctor --env ENV"},
		{Name: Version, What: "see which linkdesk this is", Command: "linkdesk version"},
		{Name: OldRoad, What: "see the road as it was", Command: "linkdesk demo --era 2023"},
	}
	for i := range all {
		all[i].Who = flow.Operator
	}
	return all
}

// own finds an act of this program by its name.
func own(name string) (Act, bool) {
	for _, a := range Acts() {
		if string(a.Name) == name {
			return a, true
		}
	}
	return Act{}, false
}
