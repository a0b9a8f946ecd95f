package flow

// The commands about the partner's account and money.
const (
	CmdOpenAccount CommandKind = "open_account"
	CmdContribute  CommandKind = "contribute"
	CmdDisburse    CommandKind = "disburse"
	CmdCancelMove  CommandKind = "cancel_transfer"
	CmdAskOwner    CommandKind = "ask_owner"
	CmdDeactivate  CommandKind = "deactivate"
	CmdPlay        CommandKind = "sandbox_act"
)

// OpenAccount asks for a new account and contact at the partner. Party lacks the partner's ids;
// the application goes into the vault with the event.
type OpenAccount struct {
	Party       Party
	Application Application
	By          string
}

// MoveMoney asks for a contribution or a disbursement. Screens have asked for the amount twice.
// Seen is how many transfers of the case its author knew of: when there are more by now, another
// console was faster and the wish is refused.
type MoveMoney struct {
	Move   TransferKind
	Amount Money
	Seen   int
	By     string
}

// CancelMove stops a pending transfer.
type CancelMove struct{ ID, By string }

// AskOwner lets the partner write to the owner of a disbursement once more.
type AskOwner struct{ ID, By string }

// Deactivate ends the funds-transfer-method.
type Deactivate struct{ By string }

// PlaySandbox makes a documented sandbox call, in Demo and Sandbox only.
type PlaySandbox struct {
	Act SandboxAct
	By  string
}

// Kind names the command.
func (OpenAccount) Kind() CommandKind { return CmdOpenAccount }

// Kind names the command.
func (m MoveMoney) Kind() CommandKind {
	if m.Move == Disbursement {
		return CmdDisburse
	}
	return CmdContribute
}

// Kind names the command.
func (CancelMove) Kind() CommandKind { return CmdCancelMove }

// Kind names the command.
func (AskOwner) Kind() CommandKind { return CmdAskOwner }

// Kind names the command.
func (Deactivate) Kind() CommandKind { return CmdDeactivate }

// Kind names the command.
func (PlaySandbox) Kind() CommandKind { return CmdPlay }

func (OpenAccount) command() {}
func (MoveMoney) command()   {}
func (CancelMove) command()  {}
func (AskOwner) command()    {}
func (Deactivate) command()  {}
func (PlaySandbox) command() {}
