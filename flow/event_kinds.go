package flow

import (
	"encoding/json"
	"fmt"
)

// eventType is one row of the registry: the number is part of the store's records and never
// changes or is given twice.
type eventType struct {
	number uint16
	kind   EventKind
	decode func([]byte) (Event, error)
}

func row[E Event](n uint16, kind EventKind) eventType {
	return eventType{n, kind, func(b []byte) (Event, error) {
		var e E
		err := json.Unmarshal(b, &e)
		return e, err
	}}
}

// eventTypes is the sealed set, in the order of its numbers from 1 on.
func eventTypes() []eventType {
	return []eventType{
		row[CaseOpened](1, "case_opened"),
		row[PartySet](2, "party_set"),
		row[ProcessorSet](3, "processor_set"),
		row[Confirmed](4, "confirmed"),
		row[LinkTokenAsked](5, "link_token_asked"),
		row[Intent](6, "intent"),
		row[EffectFailed](7, "effect_failed"),
		row[EffectUnknown](8, "effect_unknown"),
		row[EffectRetried](9, "effect_retried"),
		row[LinkTokenCreated](10, "link_token_created"),
		row[HandoffStarted](11, "handoff_started"),
		row[HandoffOpened](12, "handoff_opened"),
		row[LinkEventSeen](13, "link_event"),
		row[LinkSucceeded](14, "link_succeeded"),
		row[LinkExited](15, "link_exited"),
		row[ItemExchanged](16, "item_exchanged"),
		row[AccountsRead](17, "accounts_read"),
		row[BalancesAsked](18, "balances_asked"),
		row[BalancesRead](19, "balances_read"),
		row[AccountChosen](20, "account_chosen"),
		row[ProcessorTokenCreated](21, "processor_token_created"),
		row[ProcessorTokenRevealed](22, "processor_token_revealed"),
		row[SubmissionAsked](23, "submission_asked"),
		row[Submitted](24, "submitted"),
		row[FollowAsked](25, "follow_asked"),
		row[Followed](26, "followed"),
		row[Retried](27, "retried"),
		row[Cancelled](28, "cancelled"),
		row[CaseClosed](29, "case_closed"),
		row[LinkTokenRenewed](30, "link_token_renewed"),
		row[DuplicatesFound](31, "duplicates_found"),
		row[DuplicateAccepted](32, "duplicate_accepted"),
		row[RelinkAsked](33, "relink_asked"),
		row[Relinked](34, "relinked"),
		row[ItemAsked](35, "item_asked"),
		row[ItemRead](36, "item_read"),
		row[Restored](37, "restored"),
		row[AccountAsked](38, "account_asked"),
		row[AccountOpened](39, "account_opened"),
		row[MoneyAsked](40, "money_asked"),
		row[TransferMade](41, "transfer_made"),
		row[TransferChanged](42, "transfer_changed"),
		row[MethodDeactivated](43, "method_deactivated"),
		row[SandboxPlayed](44, "sandbox_played"),
		row[GivenUp](45, "given_up"),
		row[Noted](46, "noted"),
		row[RotationAsked](47, "rotation_asked"),
		row[AccessTokenRotated](48, "access_token_rotated"),
		row[AccessTokenLost](49, "access_token_lost"),
		row[RemovalAsked](50, "removal_asked"),
		row[ItemRemoved](51, "item_removed"),
		row[BankLooked](52, "bank_looked"),
	}
}

// registry is eventTypes made once: a rebuild decodes millions of events. It is never written to.
var registry = eventTypes()

// EncodeEvent gives the record number and JSON payload of e.
func EncodeEvent(e Event) (uint16, []byte, error) {
	for _, t := range registry {
		if t.kind == e.Kind() {
			b, err := json.Marshal(e)
			return t.number, b, err
		}
	}
	return 0, nil, fmt.Errorf("flow: event %q is not registered", e.Kind())
}

// DecodeEvent is the inverse of EncodeEvent. A number of a newer program is an error.
func DecodeEvent(number uint16, payload []byte) (Event, error) {
	if number < 1 || int(number) > len(registry) {
		return nil, fmt.Errorf("flow: event type %d is not known to this version", number)
	}
	return registry[number-1].decode(payload)
}

// EventKinds lists the registered kinds in the order of their numbers.
func EventKinds() []EventKind {
	var out []EventKind
	for _, t := range registry {
		out = append(out, t.kind)
	}
	return out
}

// Kind names the event.
func (CaseOpened) Kind() EventKind { return "case_opened" }

// Kind names the event.
func (PartySet) Kind() EventKind { return "party_set" }

// Kind names the event.
func (ProcessorSet) Kind() EventKind { return "processor_set" }

// Kind names the event.
func (Confirmed) Kind() EventKind { return "confirmed" }

// Kind names the event.
func (LinkTokenAsked) Kind() EventKind { return "link_token_asked" }

// Kind names the event.
func (Intent) Kind() EventKind { return "intent" }

// Kind names the event.
func (EffectFailed) Kind() EventKind { return "effect_failed" }

// Kind names the event.
func (EffectUnknown) Kind() EventKind { return "effect_unknown" }

// Kind names the event.
func (EffectRetried) Kind() EventKind { return "effect_retried" }

// Kind names the event.
func (LinkTokenCreated) Kind() EventKind { return "link_token_created" }

// Kind names the event.
func (HandoffStarted) Kind() EventKind { return "handoff_started" }

// Kind names the event.
func (HandoffOpened) Kind() EventKind { return "handoff_opened" }

// Kind names the event.
func (LinkEventSeen) Kind() EventKind { return "link_event" }

// Kind names the event.
func (LinkSucceeded) Kind() EventKind { return "link_succeeded" }

// Kind names the event.
func (LinkExited) Kind() EventKind { return "link_exited" }

// Kind names the event.
func (ItemExchanged) Kind() EventKind { return "item_exchanged" }

// Kind names the event.
func (AccountsRead) Kind() EventKind { return "accounts_read" }

// Kind names the event.
func (BalancesAsked) Kind() EventKind { return "balances_asked" }

// Kind names the event.
func (BalancesRead) Kind() EventKind { return "balances_read" }

// Kind names the event.
func (AccountChosen) Kind() EventKind { return "account_chosen" }

// Kind names the event.
func (ProcessorTokenCreated) Kind() EventKind { return "processor_token_created" }

// Kind names the event.
func (ProcessorTokenRevealed) Kind() EventKind { return "processor_token_revealed" }

// Kind names the event.
func (SubmissionAsked) Kind() EventKind { return "submission_asked" }

// Kind names the event.
func (Submitted) Kind() EventKind { return "submitted" }

// Kind names the event.
func (FollowAsked) Kind() EventKind { return "follow_asked" }

// Kind names the event.
func (Followed) Kind() EventKind { return "followed" }

// Kind names the event.
func (Retried) Kind() EventKind { return "retried" }

// Kind names the event.
func (Cancelled) Kind() EventKind { return "cancelled" }

// Kind names the event.
func (CaseClosed) Kind() EventKind { return "case_closed" }

func (CaseOpened) event()             {}
func (PartySet) event()               {}
func (ProcessorSet) event()           {}
func (Confirmed) event()              {}
func (LinkTokenAsked) event()         {}
func (Intent) event()                 {}
func (EffectFailed) event()           {}
func (EffectUnknown) event()          {}
func (EffectRetried) event()          {}
func (LinkTokenCreated) event()       {}
func (HandoffStarted) event()         {}
func (HandoffOpened) event()          {}
func (LinkEventSeen) event()          {}
func (LinkSucceeded) event()          {}
func (LinkExited) event()             {}
func (ItemExchanged) event()          {}
func (AccountsRead) event()           {}
func (BalancesAsked) event()          {}
func (BalancesRead) event()           {}
func (AccountChosen) event()          {}
func (ProcessorTokenCreated) event()  {}
func (ProcessorTokenRevealed) event() {}
func (SubmissionAsked) event()        {}
func (Submitted) event()              {}
func (FollowAsked) event()            {}
func (Followed) event()               {}
func (Retried) event()                {}
func (Cancelled) event()              {}
func (CaseClosed) event()             {}
