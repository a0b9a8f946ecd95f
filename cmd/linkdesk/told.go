package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
)

// told is an event in a few words.
func told(ev flow.Event) string {
	switch e := ev.(type) {
	case flow.CaseOpened:
		return fmt.Sprintf("case opened in %s for %s", e.Env, e.Processor)
	case flow.PartySet:
		return "counterparty: " + e.Party.LegalName
	case flow.Intent:
		if e.Attempt > 1 {
			return fmt.Sprintf("%s, attempt %d", doing(e.Effect), e.Attempt)
		}
		return doing(e.Effect)
	case flow.EffectFailed:
		return "refused: " + e.Fault.Error()
	case flow.EffectUnknown:
		return "outcome not known: " + e.Fault.Error()
	case flow.EffectRetried:
		return fmt.Sprintf("%s; trying again in %s", e.Fault.Error(), (time.Duration(e.WaitMS) * time.Millisecond).Round(100*time.Millisecond))
	case flow.HandoffOpened:
		if e.Note != "" {
			return "the customer's page is ready: " + e.Note
		}
		return "the customer's page is ready"
	case flow.LinkEventSeen:
		return strings.TrimSpace("Link: " + e.Event.Name + " " + e.Event.View)
	case flow.LinkSucceeded:
		if e.InstitutionName == "" {
			return "linked"
		}
		return "linked at " + e.InstitutionName
	case flow.LinkExited:
		return e.Fault.Message
	case flow.AccountsRead:
		if len(e.Accounts) == 1 {
			return "1 account read"
		}
		return fmt.Sprintf("%d accounts read", len(e.Accounts))
	case flow.AccountChosen:
		return fmt.Sprintf("account %s …%s, chosen by %s", e.Name, e.Mask, e.By)
	case flow.ProcessorTokenCreated:
		return e.Masked + " for " + e.Processor
	case flow.Submitted:
		return "submitted as funds-transfer-method " + e.Submission.ID
	case flow.Followed:
		return followed(e)
	}
	return plainly(ev)
}

// plainly is an event that has nothing to add to its name.
func plainly(ev flow.Event) string {
	switch e := ev.(type) {
	case flow.ProcessorSet:
		return "from now on for " + e.Processor
	case flow.Confirmed:
		return "the legal name was typed once more"
	case flow.LinkTokenAsked:
		return "a link_token is wanted"
	case flow.LinkTokenCreated:
		return "link_token made, good until " + e.Expiration.UTC().Format("15:04 UTC")
	case flow.HandoffStarted:
		return "hand-off: " + string(e.Handoff)
	case flow.ItemExchanged:
		return "item_id " + e.ItemID
	case flow.BalancesAsked:
		return "the balances of now are wanted"
	case flow.BalancesRead:
		return "balances read" + available(e.Accounts)
	case flow.ProcessorTokenRevealed:
		return "the processor_token was shown, by " + e.By
	case flow.SubmissionAsked:
		return "the submission was agreed to, by " + e.By
	case flow.FollowAsked:
		return "the status is wanted"
	case flow.Retried:
		return "another try, by " + e.By
	case flow.Cancelled:
		return "stopped: " + doing(e.Effect)
	case flow.CaseClosed:
		return "case closed, its tokens destroyed, by " + e.By
	}
	return toldItem(ev)
}

// doing is an effect in words.
func doing(k flow.EffectKind) string {
	switch k {
	case flow.CreateLinkToken:
		return "asks Plaid for a link_token"
	case flow.OpenLink:
		return "hands the customer over"
	case flow.ExchangePublicToken:
		return "exchanges the public_token at Plaid"
	case flow.ReadAccounts:
		return "reads the accounts"
	case flow.ReadBalances:
		return "asks the bank for the balances"
	case flow.CreateProcessorToken:
		return "asks Plaid for the processor_token"
	case flow.Submit:
		return "submits the processor_token"
	case flow.Follow:
		return "looks at the status"
	case flow.ReadItem:
		return "asks Plaid how the bank link is"
	case flow.RotateAccess:
		return "asks Plaid for a new access_token"
	case flow.RemoveItem:
		return "removes the bank link at Plaid"
	}
	return doingMoney(k)
}

// followed is a look: the method, the account if somebody has to act on it, and the money, newest
// first.
func followed(e flow.Followed) string {
	parts := []string{method(e.FollowUp)}
	if e.Ledger == nil {
		return parts[0]
	}
	if s := e.Ledger.Standing; s != nil {
		if who, why := s.Waits(); who != flow.Nobody {
			parts = append(parts, why)
		}
	}
	for _, t := range slices.Backward(e.Ledger.Transfers) {
		_, why := t.Waits()
		parts = append(parts, why)
	}
	return strings.Join(parts[:min(len(parts), 6)], "; ")
}

// method is how the funds-transfer-method is.
func method(f flow.FollowUp) string {
	switch {
	case f.Usable:
		return "the method is usable"
	case f.ReauthenticationRequired:
		return "not usable: the customer must sign in to the bank again"
	case f.Inactive:
		return "not usable: the funds-transfer-method is inactive"
	}
	return "not usable: " + f.Detail
}
