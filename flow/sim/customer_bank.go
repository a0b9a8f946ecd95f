package sim

import (
	"context"
	"errors"
	"fmt"
	"net/url"
)

// maxBankSteps ends a visit to a bank that comes to no end.
const maxBankSteps = 5

// seenBank is what the customer reads on the page of a bank.
type seenBank struct {
	Step     string        `json:"step"`
	Accounts []seenAccount `json:"accounts"`
	Problem  string        `json:"problem"`
	ReturnTo string        `json:"return_to"`
}

// bank is the way to a bank with a page of its own: Link is told that it opens,
// the page is walked through, and Link is told that its window is gone.
func (v *visit) bank(ctx context.Context, p seenPane) (step, error) {
	switch {
	case v.closed:
		return step{action: "exit", body: nothing}, nil
	case !p.OAuth.Opened:
		return step{action: "oauth_open", body: nothing}, nil
	}
	at, err := url.Parse(v.link.home + p.OAuth.URL)
	if err != nil {
		return step{}, err
	}
	if _, _, err := v.link.b.open(ctx, at); err != nil {
		return step{}, fmt.Errorf("the bank's page: %w", err)
	}
	if v.Scenario.BankAnswer == BankClosed {
		v.closed = true
		return step{action: "oauth_closed", body: nothing}, nil
	}
	end, err := v.walkBank(ctx, p.OAuth.URL)
	if err != nil {
		return step{}, fmt.Errorf("the bank's page: %w", err)
	}
	if p.OAuth.Whole {
		return step{received: end.ReturnTo}, nil
	}
	return step{action: "oauth_check", body: nothing}, nil
}

// walkBank logs in and shares the story's account.
func (v *visit) walkBank(ctx context.Context, path string) (seenBank, error) {
	action, body := "look", any(nothing)
	for range maxBankSteps {
		var at seenBank
		if err := v.link.call(ctx, path+"/"+action, body, &at); err != nil {
			return at, err
		}
		switch at.Step {
		case bankDone:
			return at, nil
		case bankLogin:
			action, body = "login", said{"username": v.Scenario.Username, "password": v.Scenario.Password, "outcome": v.Scenario.BankAnswer}
		case bankCode:
			action, body = "code", said{"code": deviceCode}
		case bankAccounts:
			id, err := v.account(at.Accounts)
			if err != nil {
				return at, err
			}
			action, body = "accounts", map[string][]string{"account_ids": {id}}
		default:
			return at, fmt.Errorf("a step %q that the customer does not know", at.Step)
		}
	}
	return seenBank{}, errors.New("it comes to no end")
}
