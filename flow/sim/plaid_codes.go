package sim

import "maps"

// plaidCode is what is fixed about an error code. A status of 0 is 400, which
// Plaid uses for nearly everything. The words are our own.
type plaidCode struct {
	kind    string
	status  int
	message string // for developers
	display string // for the customer; "" = null, which it is for most codes
}

// docPages are the anchors of documentation_url, one for each family.
var docPages = map[string]string{
	"API_ERROR":           "api-errors",
	"BANK_TRANSFER_ERROR": "bank-transfers-errors",
	"INSTITUTION_ERROR":   "institution-errors",
	"INVALID_INPUT":       "invalid-input-errors",
	"INVALID_REQUEST":     "invalid-request-errors",
	"INVALID_RESULT":      "invalid-result-errors",
	"ITEM_ERROR":          "item-errors",
	"OAUTH_ERROR":         "oauth-errors",
	"PAYMENT_ERROR":       "payment-errors",
	"RATE_LIMIT_EXCEEDED": "rate-limit-exceeded-errors",
	"RECAPTCHA_ERROR":     "recaptcha-errors",
	"SANDBOX_ERROR":       "sandbox-errors",
	"USER_ERROR":          "user-errors",
}

// plaidCodes is the table of the codes that can occur on this road
// (plaid.com/docs/errors). Each of them can be provoked; the test
// TestEveryPlaidCodeCanBeProvoked says how.
var plaidCodes = joined(requestCodes(), inputCodes(), limitCodes(), itemCodes(), bankCodes(), otherCodes())

func joined(tables ...map[string]plaidCode) map[string]plaidCode {
	all := make(map[string]plaidCode)
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

func requestCodes() map[string]plaidCode {
	return map[string]plaidCode{
		"MISSING_FIELDS":           {"INVALID_REQUEST", 0, "required fields are missing", ""},
		"UNKNOWN_FIELDS":           {"INVALID_REQUEST", 0, "fields are not recognized by this endpoint", ""},
		"INVALID_FIELD":            {"INVALID_REQUEST", 0, "a field is not valid", ""},
		"INVALID_BODY":             {"INVALID_REQUEST", 0, "the request body is not valid JSON", ""},
		"INVALID_HEADERS":          {"INVALID_REQUEST", 0, "the Content-Type header is missing", ""},
		"INVALID_CONFIGURATION":    {"INVALID_REQUEST", 0, "the configuration in the request body is not properly formatted", ""},
		"INVALID_ACCOUNT_NUMBER":   {"INVALID_REQUEST", 0, "the account number does not match the mask of the account", ""},
		"INCOMPATIBLE_API_VERSION": {"INVALID_REQUEST", 0, "a public_key cannot be used with version " + plaidVersion + " of the API, use client_id and secret", ""},
		"NOT_FOUND":                {"INVALID_REQUEST", 404, "there is no such endpoint", ""},
		"NO_LONGER_AVAILABLE":      {"INVALID_REQUEST", 404, "this endpoint is no longer available", ""},
	}
}

func inputCodes() map[string]plaidCode {
	return map[string]plaidCode{
		"INVALID_API_KEYS":               {"INVALID_INPUT", 0, "the client_id or secret is not valid for this environment", ""},
		"UNAUTHORIZED_ENVIRONMENT":       {"INVALID_INPUT", 0, "the team is not enabled for this environment", ""},
		"UNAUTHORIZED_ROUTE_ACCESS":      {"INVALID_INPUT", 0, "the team is not enabled for this endpoint", ""},
		"DIRECT_INTEGRATION_NOT_ENABLED": {"INVALID_INPUT", 0, "items are made through link, not by a direct call", ""},
		"INVALID_LINK_TOKEN":             {"INVALID_INPUT", 0, "the link_token is not valid or has expired", ""},
		"INVALID_LINK_CUSTOMIZATION":     {"INVALID_INPUT", 0, "the link customization does not fit this session", ""},
		"INVALID_PUBLIC_TOKEN":           {"INVALID_INPUT", 0, "no public_token matches the one given", ""},
		"INVALID_ACCESS_TOKEN":           {"INVALID_INPUT", 0, "no access_token matches the one given", ""},
		"INVALID_PROCESSOR_TOKEN":        {"INVALID_INPUT", 0, "no processor_token matches the one given", ""},
		"INVALID_ACCOUNT_ID":             {"INVALID_INPUT", 0, "the item has no account with the account_id given", ""},
		"INVALID_INSTITUTION":            {"INVALID_INPUT", 0, "the institution_id given is not valid", ""},
		"INVALID_PRODUCT":                {"INVALID_INPUT", 0, "the products given are not valid", ""},
		"INVALID_PROCESSOR":              {"INVALID_INPUT", 0, "the processor given is invalid", ""},
		"INVALID_STRIPE_ACCOUNT":         {"INVALID_INPUT", 0, "stripe does not take this account", ""},
		"INVALID_USER_ID":                {"INVALID_INPUT", 0, "the user_id is malformed; it begins with usr_", ""},
		"INVALID_USER_TOKEN":             {"INVALID_INPUT", 0, "no user_token matches the one given; this client uses user_id", ""},
		"ADDITIONAL_CONSENT_REQUIRED":    {"INVALID_INPUT", 0, "the customer has not consented to this product", ""},
		"INCORRECT_DEPOSIT_VERIFICATION": {"INVALID_INPUT", 0, "the code of the deposit is not correct", ""},
		"TOO_MANY_VERIFICATION_ATTEMPTS": {"INVALID_INPUT", 0, "no attempts are left for the code of the deposit", ""},
		"PROFILE_AUTHENTICATION_FAILED":  {"INVALID_INPUT", 0, "the code was wrong three times", "We could not verify that this Plaid account is yours."},
	}
}

func limitCodes() map[string]plaidCode {
	limit := func(what string) plaidCode {
		return plaidCode{"RATE_LIMIT_EXCEEDED", 429, "too many requests for " + what + ", try again in a minute", ""}
	}
	return map[string]plaidCode{
		"RATE_LIMIT":                   limit("this endpoint"),
		"ACCOUNTS_LIMIT":               limit("the accounts of this item"),
		"ACCOUNTS_BALANCE_GET_LIMIT":   limit("the balances of this client"),
		"BALANCE_LIMIT":                limit("the balances of this item"),
		"AUTH_LIMIT":                   limit("the numbers of this item"),
		"IDENTITY_LIMIT":               limit("the owners of this item"),
		"ITEM_GET_LIMIT":               limit("this item"),
		"INSTITUTIONS_GET_LIMIT":       limit("the list of institutions"),
		"INSTITUTIONS_GET_BY_ID_LIMIT": limit("an institution"),
		"INSTITUTION_RATE_LIMIT":       {"RATE_LIMIT_EXCEEDED", 429, "the bank refuses more requests for now, try again later", ""},
		"CREDITS_EXHAUSTED":            {"RATE_LIMIT_EXCEEDED", 429, "the calls of limited production are used up", ""},
	}
}
