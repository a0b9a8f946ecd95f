package plaid

import "linkdesk/flow"

// verdict is what a code means for the engine and for people.
type verdict struct {
	kind flow.FaultKind
	who  flow.Who
}

// judgement looks a code up, then its type, then the HTTP status. Plaid adds codes without
// notice and calls that compatible, so an unknown one is ordinary.
func judgement(errorType, code string, status int) (flow.FaultKind, flow.Who) {
	if v, ok := byCode(code); ok {
		return v.kind, v.who
	}
	v := byType(errorType)
	switch {
	case v.kind != "":
	case status >= 500:
		v = verdict{flow.Unknown, flow.Operator}
	case status == 429:
		v = verdict{flow.Transient, flow.PlaidSide}
	default:
		v = verdict{flow.Refused, flow.Operator}
	}
	return v.kind, v.who
}

// byType is for codes that the table below does not have (plaid.com/docs/errors).
func byType(errorType string) verdict {
	switch errorType {
	case "INVALID_REQUEST", "INVALID_INPUT", "INVALID_RESULT", "USER_ERROR":
		return verdict{flow.Input, flow.Operator}
	case "ITEM_ERROR", "OAUTH_ERROR", "RECAPTCHA_ERROR", "MICRODEPOSITS_ERROR":
		return verdict{flow.CustomerFault, flow.Customer}
	case "INSTITUTION_ERROR":
		return verdict{flow.Refused, flow.BankSide}
	case "RATE_LIMIT_EXCEEDED":
		return verdict{flow.Transient, flow.PlaidSide}
	case "API_ERROR":
		return verdict{flow.Unknown, flow.PlaidSide}
	case "SANDBOX_ERROR", "PARTNER_ERROR":
		return verdict{flow.Config, flow.Operator}
	}
	return verdict{}
}

// byCode is the table of the codes that the road's calls and Link are known to give. Who
// acts agrees with the card of the code.
func byCode(code string) (verdict, bool) {
	switch code {
	case "MISSING_FIELDS", "UNKNOWN_FIELDS", "INVALID_FIELD", "INVALID_INSTITUTION", "INVALID_ACCOUNT_ID",
		"INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT":
		return verdict{flow.Input, flow.Operator}, true
	case "INVALID_API_KEYS", "INVALID_PRODUCT", "INVALID_LINK_CUSTOMIZATION", "INVALID_CONFIGURATION",
		"UNAUTHORIZED_ENVIRONMENT", "UNAUTHORIZED_ROUTE_ACCESS", "INVALID_BODY", "INVALID_HEADERS", "NOT_FOUND",
		"NO_LONGER_AVAILABLE", "INCOMPATIBLE_API_VERSION", "SANDBOX_ONLY", "CREDITS_EXHAUSTED",
		"UNAUTHORIZED_INSTITUTION", "INSTITUTION_REGISTRATION_REQUIRED", "PRODUCT_NOT_ENABLED":
		return verdict{flow.Config, flow.Operator}, true
	case "INVALID_PROCESSOR", "INVALID_LINK_TOKEN", "INVALID_ACCESS_TOKEN", "INVALID_PROCESSOR_TOKEN",
		"ITEM_NOT_FOUND", "ITEM_CONCURRENTLY_DELETED", "PRODUCTS_NOT_SUPPORTED":
		return verdict{flow.Refused, flow.Operator}, true
	case "UNSUPPORTED_RESPONSE":
		return verdict{flow.Refused, flow.PlaidSide}, true
	case "PRODUCT_NOT_READY":
		return verdict{flow.Refused, flow.BankSide}, true
	case "INSTITUTION_DOWN", "INSTITUTION_NOT_RESPONDING", "INSTITUTION_NOT_AVAILABLE", "INSTITUTION_RATE_LIMIT":
		return verdict{flow.Transient, flow.BankSide}, true
	case "PLANNED_MAINTENANCE", "RATE_LIMIT":
		return verdict{flow.Transient, flow.PlaidSide}, true
	case "INTERNAL_SERVER_ERROR":
		return verdict{flow.Unknown, flow.PlaidSide}, true
	case "INVALID_PUBLIC_TOKEN", "INSTITUTION_NO_LONGER_SUPPORTED", "COUNTRY_NOT_SUPPORTED", "ADDITIONAL_CONSENT_REQUIRED",
		"INCORRECT_DEPOSIT_VERIFICATION", "TOO_MANY_VERIFICATION_ATTEMPTS", "PROFILE_AUTHENTICATION_FAILED",
		"USER_PERMISSION_REVOKED", "INVALID_ACCOUNT_NUMBER":
		return verdict{flow.CustomerFault, flow.Customer}, true
	case "NOT_SENT", "NO_ANSWER", "ANSWER_UNREADABLE", "SERVER_ERROR", "REFUSED_BY_GATEWAY", "REDIRECT_REFUSED", "INTERNAL":
		// Our own; the kind was chosen where the code was.
		return verdict{flow.Unknown, flow.Operator}, true
	}
	return verdict{}, false
}
