package bundle

// eventRulings are about the events of the road.
func eventRulings() []ruling {
	return []ruling{
		{of: "CaseOpened", to: all, fields: "env processor"},
		{of: "CaseOpened", to: us | plaid, fields: "handoff"},
		{of: "CaseOpened", to: us, fields: "adapter scenario"},
		{of: "PartySet", to: us | prime, fields: "party"},
		{of: "ProcessorSet", to: all, fields: "processor"},
		{of: "ProcessorSet", to: us, fields: "adapter"},
		{of: "LinkTokenAsked", to: us | plaid, ids: "institution_id", fields: "handoff"},
		{of: "LinkTokenAsked", fields: "go", why: workings},
		{of: "LinkTokenAsked HandoffStarted", fields: "username", why: testUsers},

		// The key is what a partner finds a request by. The digest is made of the body, which holds a token.
		{of: "Intent", to: all, fields: "effect attempt"},
		{of: "Intent", to: us | prime, ids: "key"},
		{of: "Intent", fields: "digest", why: hashes},
		{of: "Intent", fields: "keys", why: machine},
		{of: "EffectFailed EffectUnknown EffectRetried", to: all, fields: "effect fault"},
		{of: "EffectRetried", to: all, fields: "wait_ms"},
		{of: "Cancelled", to: all, fields: "effect"},

		{of: "LinkTokenCreated LinkTokenRenewed", to: us | plaid, fields: "expiration"},
		{of: "LinkTokenCreated", to: us | plaid, fields: "hosted redirect_uri"},
		{of: "LinkTokenCreated LinkTokenRenewed LinkSucceeded ProcessorTokenCreated", fields: "token_hash", why: hashes},
		{of: "HandoffStarted", to: us | plaid, ids: "institution_id", fields: "handoff"},
		{of: "HandoffOpened", to: us | plaid, fields: "handoff opened"},
		{of: "HandoffOpened", fields: "note", why: machine},
		{of: "LinkEventSeen", to: us | plaid, fields: "event"},
		{of: "LinkSucceeded LinkExited Relinked", to: us | plaid, ids: "link_session_id institution_id", fields: "institution_name"},
		{of: "LinkSucceeded Relinked", to: us | plaid, ids: "request_id", fields: "accounts"},
		{of: "LinkExited", to: us | plaid, fields: "status fault"},

		{of: "ItemExchanged", to: us | plaid, ids: "item_id"},
		{of: "AccountsRead ItemRead", to: us | plaid, fields: "accounts item"},
		{of: "BalancesRead", to: us | plaid, fields: "accounts"},
		{of: "AccountChosen", to: us | plaid, ids: "account_id", fields: "mask"},
		{of: "AccountChosen", to: us, fields: "name"},
		{of: "ProcessorTokenCreated", to: us | plaid, ids: "account_id", fields: "processor processor_token"},
		{of: "RelinkAsked", to: us | plaid, fields: "handoff reason select_accounts"},
		{of: "AccessTokenLost", to: us | plaid, fields: "fault"},
		{of: "ItemRemoved", to: us | plaid, fields: "before"},
		{of: "BankLooked", to: us | plaid, ids: "institution_id", fields: "at institution_name products fault"},
		{of: "DuplicatesFound", to: us, fields: "duplicates"},

		{of: "CaseClosed", to: all, fields: "at"},
		{of: "Retried Noted", to: us, fields: "at"},
		{of: "Noted", to: us, fields: "text"},
		{of: "Restored", to: us, fields: "from"},
		{of: "PartySet Confirmed AccountChosen ProcessorTokenRevealed SubmissionAsked FollowAsked Retried Cancelled CaseClosed DuplicateAccepted " +
			"Restored AccountAsked MoneyAsked GivenUp Noted RotationAsked RemovalAsked", to: us, fields: "by"},
	}
}

// moneyRulings are about the events at the partner.
func moneyRulings() []ruling {
	return []ruling{
		{of: "Submitted MethodDeactivated", to: us | prime, fields: "submission"},
		{of: "Followed", to: us | prime, fields: "follow_up ledger"},
		{of: "AccountAsked", to: us | prime, fields: "party"},
		{of: "AccountAsked", to: us, fields: "account_name"},
		{of: "AccountOpened", to: us | prime, fields: "opened"},
		{of: "MoneyAsked", to: us | prime, fields: "effect wish"},
		{of: "TransferMade TransferChanged", to: us | prime, fields: "transfer"},
		{of: "SandboxPlayed", to: us | prime, fields: "act"},
		{of: "GivenUp", to: us | prime, fields: "effect"},

		// Entry.Calls has the calls of all events.
		{of: "EffectFailed EffectUnknown EffectRetried LinkTokenCreated LinkTokenRenewed ItemExchanged BalancesRead ProcessorTokenCreated " +
			"Submitted MethodDeactivated Followed AccountOpened TransferMade TransferChanged SandboxPlayed ItemRemoved BankLooked", fields: "call", why: elsewhere},
		{of: "AccountsRead ItemRead AccessTokenRotated AccessTokenLost", fields: "calls", why: elsewhere},
		{of: "Followed", fields: "more_calls", why: elsewhere},
	}
}
