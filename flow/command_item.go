package flow

// AcceptDuplicate goes on with the exchange although another case has linked the account.
type AcceptDuplicate struct{ By string }

// Relink hands the counterparty to Link to repair the Item of the case (update mode): no new
// Item, no exchange. The sandbox hand-off cannot do it.
type Relink struct {
	Handoff HandoffKind
	// SelectAccounts lets the customer choose the accounts again.
	SelectAccounts bool
}

// CheckItem looks at the Item's health once.
type CheckItem struct{}

// Kind names the command.
func (AcceptDuplicate) Kind() CommandKind { return CmdAccept }

// Kind names the command.
func (Relink) Kind() CommandKind { return CmdRelink }

// Kind names the command.
func (CheckItem) Kind() CommandKind { return CmdCheckItem }

func (AcceptDuplicate) command() {}
func (Relink) command()          {}
func (CheckItem) command()       {}
