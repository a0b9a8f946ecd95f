package bundle

// The list of the fields. A type of package flow stands here with everything that an event or a case
// reaches by it. What is new there has no ruling, and stays here until it gets one.

// caseRulings are about the case itself, and about what all providers share.
func caseRulings() []ruling {
	return []ruling{
		{of: "Case", to: all, ids: "id", fields: "env created updated processor"},
		{of: "Case", to: us, fields: "scenario adapter confirmed relinked_at wanted duplicates orphan_possible extra_token_possible restored_from"},
		{of: "Case", to: us | plaid, ids: "account_id", fields: "link item item_end item_doubt bank_health processor_token"},
		{of: "Case", to: us | prime, fields: "party submission follow_up transfers ledger"},
		{of: "Case", fields: "seq phase halted open attempts repeated wish side wanted_accounts duplicate_ok", why: workings},
		{of: "Case", fields: "worker", why: actors},
		{of: "Case", fields: "sent_keys", why: machine},
		{of: "Case", fields: "fault fault_stop refused accounts times", why: elsewhere},

		{of: "Party", to: us, ids: "client_user_id", fields: "legal_name"},
		{of: "Party", to: us | prime, ids: "partner_account partner_contact", fields: "business"},

		{of: "Call", to: all, ids: "endpoint request_id", fields: "http_status took_ms"},
		{of: "Fault", to: all, ids: "request_id", fields: "op kind code type message http_status retry_after"},
		{of: "Fault", to: us, fields: "who hint"},
		{of: "Fault", to: us | plaid, fields: "display"},
		{of: "Fault", to: us | prime, fields: "field"},
		{of: "Money", to: us | prime, fields: "minor currency"},
	}
}

// linkRulings are about Link, the Item and its accounts.
func linkRulings() []ruling {
	return []ruling{
		{of: "LinkState", to: us | plaid, ids: "link_session_id institution_id", fields: "handoff hosted redirect_uri expiration institution_name exit_status last_view"},
		{of: "LinkState", fields: "token_hash", why: hashes},
		{of: "LinkState", fields: "test_institution test_user", why: testUsers},
		{of: "LinkState", fields: "go", why: workings},
		{of: "LinkState", fields: "accounts", why: elsewhere},

		{of: "LinkEvent", to: us | plaid, ids: "event_id institution_id link_session_id request_id", fields: "name view institution_name error_code exit_status mfa_type at"},
		{of: "Item", to: us | plaid, ids: "id institution_id", fields: "institution_name error notice notice_at accounts consent_expires"},

		{of: "BankHealth", to: us | plaid, ids: "institution_id", fields: "institution_name products at"},
		{of: "ProductHealth", to: us | plaid, fields: "product status success_percent error_plaid_percent error_institution_percent since"},

		{of: "Account LinkAccount", to: us | plaid, ids: "id", fields: "mask type subtype"},
		{of: "Account LinkAccount", to: us, fields: "name"},
		{of: "Account", to: us | plaid, fields: "verification_status"},
		{of: "Account", to: us, fields: "official_name"},
		{of: "Account", fields: "available current", why: balances},

		{of: "Duplicate", to: us, ids: "case", fields: "institution_name name mask at"},
	}
}

// partnerRulings are about Prime Trust.
func partnerRulings() []ruling {
	return []ruling{
		{of: "Submission", to: us | prime, ids: "id", fields: "bank_name last_four account_type inactive"},
		{of: "FollowUp", to: us | prime, fields: "usable inactive reauthentication_required detail who"},
		{of: "OpenedAccount", to: us | prime, ids: "account_id contact_id", fields: "account_status"},
		{of: "Ledger", to: us | prime, fields: "standing transfers"},
		{of: "Ledger", fields: "totals assets", why: balances},
		{of: "Standing", to: us | prime, fields: "account_status contributions_frozen disbursements_frozen solid_freeze freeze_reason cip_cleared aml_cleared identity_confirmed contact_frozen kyc_required_actions"},
		{of: "Standing", to: us, fields: "account_name contact_name"},
		{of: "Transfer", to: us | prime, ids: "funds_transfer_id order_id disbursement_authorization_id",
			fields: "kind amount asked_amount status created_at settled_at clears_on contingencies_cleared_at cancelled_at cancellation_details reversed_at reversed_amount reversal_details holds disbursement_authorization owner_verification_type"},
		{of: "Hold", to: us | prime, fields: "hold_type status message"},
		{of: "Wish", to: us | prime, ids: "funds_transfer_id", fields: "kind amount act"},
		{of: "SandboxAct", to: us | prime, ids: "resource_id", fields: "act"},
	}
}
