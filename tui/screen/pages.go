package screen

import "linkdesk/flow"

// Page names a screen, so that navigation is data.
type Page struct {
	Kind  PageKind
	Case  flow.CaseID      // for all pages of one case; for StagePage the one it was opened from
	Party flow.Party       // for PartyPage, AccountsPage, NewAccountPage and TransfersPage: what is known so far
	Env   flow.Environment // for SetupPage
	Desk  Desk             // for AccountsPage and NewAccountPage; nil is the console's own
	Off   string           // for AccountsPage: why no account can be opened from there
	Own   []flow.Transfer  // for TransfersPage: those that the case asked for itself
}

// PageKind is the kind of a page.
type PageKind int

// The pages a screen may ask for. Help and notices belong to the root.
const (
	HomePage PageKind = iota
	EnvironmentPage
	NewCasePage
	PartyPage
	ProcessorPage
	CasePage
	SetupPage
	AccountsPage
	NewAccountPage
	TransfersPage
	StagePage
)
