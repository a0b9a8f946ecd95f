package doctor

import (
	"context"
	"time"

	"linkdesk/flow"
)

// Subject is what is examined: one environment with its settings, providers and machine.
type Subject struct {
	Env       flow.Environment
	Processor string // whose tokens shall be made, such as prime_trust
	// Simulated: the providers are simulators, which have no dashboard.
	Simulated bool
	// LooksOnly says why nothing may be made at a provider, as a clause; "" when it may.
	LooksOnly string
	// Settings is what is wrong with the settings, "" when nothing is.
	Settings string
	Keys     Keys
	Bank     flow.Bank // nil without keys
	// Other is Bank in OtherEnv, to find out whose keys these are; nil is not asked.
	Other    flow.Bank
	OtherEnv flow.Environment
	Products []string
	Redirect Redirect
	Partner  Follower // nil without a login, or where this program knows no partner of that name
	// Login says where the partner's login is from, or why there is none.
	Login string
	// Customer is the test customer of the throw-away Item.
	Customer flow.SandboxLogin
	Machine  Machine
}

// Keys are what may be said of Plaid's keys.
type Keys struct {
	ClientID string // its end and where it is from
	Secret   string // its fingerprint and where it is from
	Missing  []string
	Form     string // what is unusual about their form, in a clause, or ""
}

// Redirect is the redirect_uri that is set.
type Redirect struct {
	URI  string // "" = none
	From string
	// Unfit says why the page of a hand-off cannot be served there, "" when it can.
	Unfit string
}

// Follower is the part of a partner that can be asked without changing anything.
type Follower interface {
	Follow(ctx context.Context, submissionID string) (flow.FollowUp, flow.Call, error)
}

// Machine tells facts of this machine. Nothing of it may write to a history.
type Machine interface {
	History(ctx context.Context) HistoryFacts
	Keyring(ctx context.Context) KeyringFacts
	Handoff() HandoffFacts
	Proxy() ProxyFacts
	Clock() []Skew
}

// HistoryFacts are of the history from outside.
type HistoryFacts struct {
	Dir, Path string
	New       bool // the first case makes it
	// What is wrong, as sentences that hold the cure; "" when nothing is.
	Place, File, Key string
	Damaged          bool // File is damage, not a setting
	Busy             bool
	Holder           string // who holds it, where that is known
	Schema, Newest   int
	Sealed           string // where the key is, as a sentence
	Free, Least      uint64 // bytes
	FreeKnown        bool
}

// KeyringFacts are of the system's keyring.
type KeyringFacts struct {
	Off   string // why it is not used, "" when it is
	Wrong string // why it cannot be used
	// Needed says what depends on it, in a clause; "" when everything is found elsewhere.
	Needed string
}

// HandoffFacts say which hand-off works here.
type HandoffFacts struct {
	Default flow.HandoffKind
	Why     string
	CanOpen bool   // a browser that is opened here is one that somebody sees
	Opener  string // the program that opens it
	Missing string // why there is none
	// Chosen is the operator's own choice, and From where it was made.
	Chosen flow.HandoffKind
	From   string
}

// ProxyFacts are of the variables that send calls through a proxy.
type ProxyFacts struct {
	Set     []string // NAME=value with the user name and password masked
	Ignored []string // names that are set and that this program does not follow
	Wrong   string   // what cannot be used
	Routes  []Route
}

// Route is the way to a provider.
type Route struct {
	Provider, Host string
	Via            string // the proxy, "" = directly
}

// Skew is how far this machine's clock is ahead of a provider's.
type Skew struct {
	Provider string
	Ahead    time.Duration
}

// visit is one examination under way.
type visit struct {
	Subject
	done    []Check
	history *HistoryFacts
}

// was returns an earlier check.
func (v *visit) was(name string) Check {
	for _, c := range v.done {
		if c.Name == name {
			return c
		}
	}
	return Check{}
}
