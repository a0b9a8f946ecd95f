package flow

// Command is what an operator wants of a case. The set is sealed.
type Command interface {
	Kind() CommandKind
	command()
}

// CommandKind names a command in the table.
type CommandKind string

// The commands.
const (
	CmdOpen          CommandKind = "open"
	CmdSetParty      CommandKind = "set_party"
	CmdConfirm       CommandKind = "confirm"
	CmdMakeLinkToken CommandKind = "make_link_token"
	CmdStartHandoff  CommandKind = "start_handoff"
	CmdChooseAccount CommandKind = "choose_account"
	CmdBalances      CommandKind = "balances"
	CmdSetProcessor  CommandKind = "set_processor"
	CmdReveal        CommandKind = "reveal"
	CmdSubmit        CommandKind = "submit"
	CmdFollow        CommandKind = "follow"
	CmdRetry         CommandKind = "retry"
	CmdCancel        CommandKind = "cancel"
	CmdClose         CommandKind = "close"
	CmdAccept        CommandKind = "accept_duplicate"
	CmdRelink        CommandKind = "relink"
	CmdCheckItem     CommandKind = "check_item"
	CmdRotate        CommandKind = "rotate_token"
	CmdRemove        CommandKind = "remove_item"
)

// Commands lists all kinds.
func Commands() []CommandKind {
	return []CommandKind{CmdOpen, CmdSetParty, CmdConfirm, CmdMakeLinkToken, CmdStartHandoff, CmdChooseAccount,
		CmdBalances, CmdSetProcessor, CmdReveal, CmdSubmit, CmdFollow, CmdRetry, CmdCancel, CmdClose,
		CmdAccept, CmdRelink, CmdCheckItem, CmdRotate, CmdRemove,
		CmdOpenAccount, CmdContribute, CmdDisburse, CmdCancelMove, CmdAskOwner, CmdDeactivate, CmdPlay, CmdGiveUp, CmdNote}
}

// OpenCase begins a case.
type OpenCase struct {
	Env       Environment
	Processor string
	Adapter   bool
	Handoff   HandoffKind
	Scenario  string
}

// SetParty says who the counterparty is; By is "operator", "scenario" or "flag".
type SetParty struct {
	Party Party
	By    string
}

// Confirm carries the legal name the operator typed, in Production.
type Confirm struct{ Name, By string }

// MakeLinkToken asks for a link token, also for a new one after the first ran out. Handoff is
// what it shall be good for, since a hosted page needs a token of its own; empty keeps the case's.
type MakeLinkToken struct{ Handoff HandoffKind }

// StartHandoff hands the counterparty to Link. Where the link token is missing, has run out or
// is for another hand-off, a new one is made first. The sandbox login's password stays with the
// engine and is never journalled.
type StartHandoff struct {
	Handoff HandoffKind
	Sandbox SandboxLogin
}

// ChooseAccount takes one account; By is "operator", "scenario", "flag" or "only_usable".
type ChooseAccount struct{ AccountID, By string }

// AskBalances asks the bank for the balances of now.
type AskBalances struct{}

// SetProcessor changes the partner before there is a processor token.
type SetProcessor struct {
	Processor string
	Adapter   bool
}

// RevealToken records that the processor token is about to be shown.
type RevealToken struct{ By string }

// SubmitToken sends the processor token to the partner. Screens ask first.
type SubmitToken struct{ By string }

// AskFollow looks at the submission's status once.
type AskFollow struct{}

// Retry tries the failed or uncertain work again.
type Retry struct{ By string }

// Cancel stops running work that may be stopped.
type Cancel struct{ By string }

// CloseCase ends the case and destroys its secrets.
type CloseCase struct{ By string }

// Kind names the command.
func (OpenCase) Kind() CommandKind { return CmdOpen }

// Kind names the command.
func (SetParty) Kind() CommandKind { return CmdSetParty }

// Kind names the command.
func (Confirm) Kind() CommandKind { return CmdConfirm }

// Kind names the command.
func (MakeLinkToken) Kind() CommandKind { return CmdMakeLinkToken }

// Kind names the command.
func (StartHandoff) Kind() CommandKind { return CmdStartHandoff }

// Kind names the command.
func (ChooseAccount) Kind() CommandKind { return CmdChooseAccount }

// Kind names the command.
func (AskBalances) Kind() CommandKind { return CmdBalances }

// Kind names the command.
func (SetProcessor) Kind() CommandKind { return CmdSetProcessor }

// Kind names the command.
func (RevealToken) Kind() CommandKind { return CmdReveal }

// Kind names the command.
func (SubmitToken) Kind() CommandKind { return CmdSubmit }

// Kind names the command.
func (AskFollow) Kind() CommandKind { return CmdFollow }

// Kind names the command.
func (Retry) Kind() CommandKind { return CmdRetry }

// Kind names the command.
func (Cancel) Kind() CommandKind { return CmdCancel }

// Kind names the command.
func (CloseCase) Kind() CommandKind { return CmdClose }

func (OpenCase) command()      {}
func (SetParty) command()      {}
func (Confirm) command()       {}
func (MakeLinkToken) command() {}
func (StartHandoff) command()  {}
func (ChooseAccount) command() {}
func (AskBalances) command()   {}
func (SetProcessor) command()  {}
func (RevealToken) command()   {}
func (SubmitToken) command()   {}
func (AskFollow) command()     {}
func (Retry) command()         {}
func (Cancel) command()        {}
func (CloseCase) command()     {}
