package main

import (
	"fmt"
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
			return fmt.Sprintf("%s, attempt %d", e.Effect, e.Attempt)
		}
		return string(e.Effect)
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
		return "linked at " + e.InstitutionName
	case flow.LinkExited:
		return e.Fault.Message
	case flow.AccountsRead:
		return fmt.Sprintf("%d accounts read", len(e.Accounts))
	case flow.AccountChosen:
		return fmt.Sprintf("account %s …%s, chosen by %s", e.Name, e.Mask, e.By)
	case flow.ProcessorTokenCreated:
		return e.Masked + " for " + e.Processor
	case flow.Submitted:
		return "submitted as funds-transfer-method " + e.Submission.ID
	case flow.Followed:
		return followed(e.FollowUp)
	}
	return string(ev.Kind())
}

func followed(f flow.FollowUp) string {
	switch {
	case f.Usable:
		return "usable"
	case f.ReauthenticationRequired:
		return "not usable: the customer must sign in to the bank again"
	case f.Inactive:
		return "not usable: the funds-transfer-method is inactive"
	}
	return "not usable: " + f.Detail
}
