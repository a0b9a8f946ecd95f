package flow

import (
	"fmt"
	"strings"
)

// CaseID is a ULID in its 26-character text form, so that the order of ids is the order
// of time.
type CaseID string

// Environment is where a case plays. It never changes within a case.
type Environment string

// The environments. Plaid shut its development environment down on 2024-06-20
// (plaid.com/docs/changelog).
const (
	Demo       Environment = "demo"
	Sandbox    Environment = "sandbox"
	Production Environment = "production"
)

// Environments lists them in the order in which screens show them.
func Environments() []Environment { return []Environment{Demo, Sandbox, Production} }

// ParseEnvironment returns the environment of that name. "development" gets a sentence of
// its own, because many guides still name it; any other name gets the list.
func ParseEnvironment(name string) (Environment, error) {
	switch e := Environment(strings.ToLower(strings.TrimSpace(name))); e {
	case Demo, Sandbox, Production:
		return e, nil
	case "development":
		return "", fmt.Errorf("there is no development environment: Plaid shut it down on 2024-06-20; use sandbox for test banks, or production with Limited Production keys for real ones")
	}
	return "", fmt.Errorf("unknown environment %q: use demo, sandbox or production", Clean(name))
}

// Stop is one station of the road.
type Stop string

// The stops in the order of the road.
const (
	StopEnvironment    Stop = "environment"
	StopCounterparty   Stop = "counterparty"
	StopLinkToken      Stop = "link_token"
	StopHandoff        Stop = "handoff"
	StopAccount        Stop = "account"
	StopProcessorToken Stop = "processor_token"
	StopSubmission     Stop = "submission"
	StopFollowing      Stop = "following"
)

// Stops lists the road in order.
func Stops() []Stop {
	return []Stop{StopEnvironment, StopCounterparty, StopLinkToken, StopHandoff,
		StopAccount, StopProcessorToken, StopSubmission, StopFollowing}
}

// Title is the stop's name on a screen.
func (s Stop) Title() string {
	switch s {
	case StopEnvironment:
		return "Environment"
	case StopCounterparty:
		return "Counterparty"
	case StopLinkToken:
		return "Link token"
	case StopHandoff:
		return "Hand-off"
	case StopAccount:
		return "Account"
	case StopProcessorToken:
		return "Processor token"
	case StopSubmission:
		return "Submission"
	case StopFollowing:
		return "Following"
	}
	return string(s)
}

// StopState says how far one stop is.
type StopState string

// The states of a stop.
const (
	Pending   StopState = "pending"
	Working   StopState = "working"
	Done      StopState = "done"
	Failed    StopState = "failed"
	Uncertain StopState = "uncertain"
)

// Status is the one word for a whole case.
type Status string

// The statuses of a case, as JSON and screens show them.
const (
	StatusOpen       Status = "open"
	StatusTokenReady Status = "token_ready"
	StatusSubmitted  Status = "submitted"
	StatusUsable     Status = "usable"
	StatusUnusable   Status = "unusable"
	StatusFailed     Status = "failed"
	StatusUncertain  Status = "uncertain"
	StatusClosed     Status = "closed"
)

// Statuses lists all statuses.
func Statuses() []Status {
	return []Status{StatusOpen, StatusTokenReady, StatusSubmitted, StatusUsable, StatusUnusable, StatusFailed, StatusUncertain, StatusClosed}
}

// HandoffKind is a way of giving the counterparty to Link.
type HandoffKind string

// The hand-offs. HandoffSandbox opens no browser and exists in Demo and Sandbox only.
const (
	HandoffSandbox HandoffKind = "sandbox"
	HandoffBrowser HandoffKind = "browser"
	HandoffHosted  HandoffKind = "hosted"
)

// Who must act next on a case or a fault.
type Who string

// The parties that can be asked to act.
const (
	Operator  Who = "operator"
	Customer  Who = "customer"
	BankSide  Who = "bank"
	PlaidSide Who = "plaid"
	Partners  Who = "partner"
	Nobody    Who = "nobody"
)

// Parties lists who can be asked to act.
func Parties() []Who { return []Who{Operator, Customer, BankSide, PlaidSide, Partners, Nobody} }

// PrimeTrust is Plaid's name of the processor the road was made for.
const PrimeTrust = "prime_trust"
