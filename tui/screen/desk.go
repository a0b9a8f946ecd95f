// Package screen holds the screens and dialogs of the console. A screen knows cases and
// what may be asked of them; it cannot reach the network or the history but through Desk.
package screen

import (
	"context"
	"time"

	"linkdesk/flow"
)

// Desk is what the screens may ask of the engine of one environment. All methods but Env
// and Defaults may block and are called from jobs only, never from Update or View.
type Desk interface {
	// Env is the environment all cases of this desk play in.
	Env() flow.Environment
	// List returns a page of cases, newest first.
	List(ctx context.Context, q flow.Query) (flow.Page, error)
	// Open begins a case and returns its id.
	Open(ctx context.Context, c flow.OpenCase) (flow.CaseID, error)
	// Do journals what a command means and lets the due work run in the background. Errors:
	// *flow.Refusal with the reason, a *flow.Fault of kind Input, flow.ErrConflict, *flow.BusyError.
	Do(ctx context.Context, id flow.CaseID, cmd flow.Command) error
	// Wake lets the due work of an interrupted case run, without changing the case.
	Wake(ctx context.Context, id flow.CaseID) error
	// View returns the case as it is now.
	View(ctx context.Context, id flow.CaseID) (flow.Snapshot, error)
	// Next returns when there is a snapshot newer than the version after, or ctx ends.
	Next(ctx context.Context, id flow.CaseID, after uint64) (flow.Snapshot, error)
	// Defaults are what a new case starts with: in Demo the scenario's counterparty, elsewhere
	// what the configuration holds.
	Defaults() Defaults
}

// Revealer is a desk that can hand out a case's processor token for the one deliberate key
// that copies it. The screen journals flow.RevealToken before it shows the token.
type Revealer interface {
	Reveal(ctx context.Context, id flow.CaseID) (flow.Secret, error)
}

// Registry is a desk whose partner can be asked for accounts and contacts, before there is a
// submission. All methods may block and are called from jobs only; their errors are faults.
type Registry interface {
	// Accounts lists accounts whose name contains the text, newest first; page begins at 1.
	Accounts(ctx context.Context, text string, page int) (flow.AccountPage, error)
	// Contacts lists the contacts of an account.
	Contacts(ctx context.Context, accountID string) ([]flow.PartnerContact, error)
	// Preview is the agreement that the application would sign, as plain text.
	Preview(ctx context.Context, a flow.Application) (string, error)
}

// Custodian is a desk whose partner can be asked for all money that an account ever moved, also
// what no case here asked for.
type Custodian interface {
	// Transfers lists the transfers of an account, newest first; page begins at 1, and more says
	// that there is another one. It may block and is called from jobs only; its errors are faults.
	Transfers(ctx context.Context, accountID string, page int) (all []flow.Transfer, more bool, err error)
}

// TimeKeeper is a desk whose time is a simulator's and can be moved on. Defaults.Clock says whether it can be.
type TimeKeeper interface {
	// Pass lets time pass for the simulator alone.
	Pass(ctx context.Context, d time.Duration) error
}

// Follower is a desk that looks at submitted cases by itself.
type Follower interface {
	// NextLook says when a case is looked at next; false when it is not followed.
	NextLook(id flow.CaseID) (time.Time, bool)
}

// Searcher is a desk whose cases can be found by any id that somebody has in hand. Its methods may
// block and are called from jobs only.
type Searcher interface {
	flow.Finder
	// Row is the row of a case in a list. Errors: flow.ErrNoCase, *flow.DamagedError, *flow.BusyError.
	Row(ctx context.Context, id flow.CaseID) (flow.Summary, error)
}

// Hastener is a desk that can look at once what a customer does whom it asks after now and then.
type Hastener interface {
	// Hasten returns at once and does nothing where no hand-off is open.
	Hasten(id flow.CaseID)
}

// Glass is a desk that remembers the calls which this console made, masked where they were
// recorded. It is asked from Update, so it must not wait for anything.
type Glass interface {
	// Exchanges lists the calls of a case, newest first.
	Exchanges(id flow.CaseID) []flow.Exchange
}

// Defaults prefill a new case.
type Defaults struct {
	Party     flow.Party
	By        string // "scenario" in Demo, "operator" elsewhere
	Processor string
	Adapter   bool
	Handoff   flow.HandoffKind
	// HandoffWhy says in one clause why that hand-off was picked.
	HandoffWhy string
	// Page is the hand-off to begin with where the sandbox will not do.
	Page flow.HandoffKind
	// Handoffs are the ways of handing over that this desk has; empty means all that exist in
	// its environment.
	Handoffs []flow.HandoffKind
	Sandbox  flow.SandboxLogin
	Scenario string
	// Notice is said once when the desk is opened, such as where the key to its tokens is.
	Notice string
	// Clock says that the simulator's time can be moved on.
	Clock bool
	// Stage says that the desk is a Director.
	Stage bool
	// Cues are what a person at Link has to do to play the story's customer; empty where no story is
	// played.
	Cues []Cue
	// ReadOnly is the reason why nothing can be done here, "" when things can.
	ReadOnly string
	// Keys tells our keys to the providers from others without showing them, for two people who
	// compare them by phone: "3f9a-12c4, client_id …4567". Empty where there are none.
	Keys string
	// AccountMask is the account the scenario's story takes; the cursor starts on it.
	AccountMask string
}

// Desks opens the desk of an environment. Both methods may block and are called from jobs
// only. The error is for people: for an environment without
// credentials it names the variables that are missing.
type Desks interface {
	Environments() []EnvironmentInfo
	Desk(ctx context.Context, env flow.Environment) (Desk, error)
}

// Opener is a Desks that knows how far a long opening is.
type Opener interface {
	// Opening is how much is done, in percent; 0 is not known. It returns at once.
	Opening() int
}

// Setter is a Desks that takes the keys of an environment. All methods may block and are called
// from jobs only; their errors are for people and hold no key.
type Setter interface {
	// CheckBank asks the bank's side whether it takes the keys, by a call that changes nothing.
	CheckBank(ctx context.Context, env flow.Environment, c flow.Credentials) error
	// CheckPartner asks the partner. Its note says why it could not be asked, which is no error.
	CheckPartner(ctx context.Context, env flow.Environment, c flow.Credentials) (note string, err error)
	// Keep gives the keys to this console, and to the keyring of the system if there is one.
	// Otherwise it says why they live for this session only, and how they can be kept.
	Keep(ctx context.Context, env flow.Environment, c flow.Credentials) (sessionOnly string)
}

// EnvironmentInfo is one line of the environment choice.
type EnvironmentInfo struct {
	Env   flow.Environment
	Ready bool
	Note  string // what it is, or what is missing
	// Setup says that only keys are missing, which Setter takes.
	Setup bool
	// ReadOnly says that nothing can be done there from here.
	ReadOnly bool
	Keys     string // see Defaults.Keys
}
