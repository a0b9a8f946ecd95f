package sim

import "net/http"

// plaidFail is a refusal by the simulated Plaid.
type plaidFail struct {
	Code    string
	Message string
	Status  int // 0 = the code's own
}

func fail(code, message string) *plaidFail { return &plaidFail{Code: code, Message: message} }

// failCode is the refusal of that code in its ordinary words.
func failCode(code string) *plaidFail { return fail(code, plaidCodes[code].message) }

// plaidError is the whole error object, every member present, in the order of
// live answers (plaid.com/docs/errors).
type plaidError struct {
	DisplayMessage   *string `json:"display_message"`
	DocumentationURL *string `json:"documentation_url"`
	ErrorCode        string  `json:"error_code"`
	ErrorMessage     string  `json:"error_message"`
	ErrorType        string  `json:"error_type"`
	RequestID        string  `json:"request_id"`
	SuggestedAction  *string `json:"suggested_action"`
}

// object is the error as it travels.
func (f *plaidFail) object(requestID string) *plaidError {
	code := plaidCodes[f.Code]
	e := &plaidError{ErrorCode: f.Code, ErrorMessage: f.Message, ErrorType: code.kind, RequestID: requestID}
	if code.display != "" {
		e.DisplayMessage = &code.display
	}
	if page := docPages[code.kind]; page != "" {
		url := "https://plaid.com/docs/?ref=error#" + page
		e.DocumentationURL = &url
	}
	return e
}

func (f *plaidFail) status() int {
	if f.Status != 0 {
		return f.Status
	}
	if s := plaidCodes[f.Code].status; s != 0 {
		return s
	}
	return http.StatusBadRequest
}

func (f *plaidFail) reply(requestID string) reply {
	rep := plaidReply(f.status(), f.object(requestID))
	rep.requestID, rep.code = requestID, f.Code
	return rep
}

// plaidCode is what is fixed about an error code. A status of 0 is 400, which
// Plaid uses for nearly everything. The words are our own.
type plaidCode struct {
	kind    string
	status  int
	message string // for developers
	display string // for the customer; "" = null, which it is for most codes
}

// docPages are the anchors of documentation_url.
var docPages = map[string]string{
	"API_ERROR":           "api-errors",
	"INSTITUTION_ERROR":   "institution-errors",
	"INVALID_INPUT":       "invalid-input-errors",
	"INVALID_REQUEST":     "invalid-request-errors",
	"ITEM_ERROR":          "item-errors",
	"RATE_LIMIT_EXCEEDED": "rate-limit-exceeded-errors",
}

// plaidCodes is the table of the codes that the simulator can answer.
var plaidCodes = map[string]plaidCode{
	"INTERNAL_SERVER_ERROR": {"API_ERROR", 500, "an unexpected error occurred inside plaid", ""},
	"PLANNED_MAINTENANCE":   {"API_ERROR", 503, "plaid is down for planned maintenance", ""},

	"MISSING_FIELDS":        {"INVALID_REQUEST", 0, "required fields are missing", ""},
	"UNKNOWN_FIELDS":        {"INVALID_REQUEST", 0, "fields are not recognized by this endpoint", ""},
	"INVALID_FIELD":         {"INVALID_REQUEST", 0, "a field is not valid", ""},
	"INVALID_BODY":          {"INVALID_REQUEST", 0, "the request body is not valid JSON", ""},
	"INVALID_HEADERS":       {"INVALID_REQUEST", 0, "the Content-Type header is missing", ""},
	"INVALID_CONFIGURATION": {"INVALID_REQUEST", 0, "the configuration in the request body is not properly formatted", ""},
	"NOT_FOUND":             {"INVALID_REQUEST", 404, "there is no such endpoint", ""},

	"INVALID_API_KEYS":        {"INVALID_INPUT", 0, "the client_id or secret is not valid for this environment", ""},
	"INVALID_LINK_TOKEN":      {"INVALID_INPUT", 0, "the link_token is not valid or has expired", ""},
	"INVALID_PUBLIC_TOKEN":    {"INVALID_INPUT", 0, "no public_token matches the one given", ""},
	"INVALID_ACCESS_TOKEN":    {"INVALID_INPUT", 0, "no access_token matches the one given", ""},
	"INVALID_PROCESSOR_TOKEN": {"INVALID_INPUT", 0, "no processor_token matches the one given", ""},
	"INVALID_ACCOUNT_ID":      {"INVALID_INPUT", 0, "the item has no account with the account_id given", ""},
	"INVALID_INSTITUTION":     {"INVALID_INPUT", 0, "the institution_id given is not valid", ""},
	"INVALID_PRODUCT":         {"INVALID_INPUT", 0, "the products given are not valid", ""},
	"INVALID_PROCESSOR":       {"INVALID_INPUT", 0, "the processor given is invalid", ""},

	"RATE_LIMIT":     {"RATE_LIMIT_EXCEEDED", 429, "too many requests for this endpoint, try again in a minute", ""},
	"ACCOUNTS_LIMIT": {"RATE_LIMIT_EXCEEDED", 429, "too many requests for the accounts of this item, try again in a minute", ""},
	"BALANCE_LIMIT":  {"RATE_LIMIT_EXCEEDED", 429, "too many balance requests for this item, try again in a minute", ""},

	"ITEM_LOGIN_REQUIRED":      {"ITEM_ERROR", 0, "the login of this item is no longer valid, the user has to log in again", ""},
	"ITEM_NOT_FOUND":           {"ITEM_ERROR", 0, "the item has been removed", ""},
	"ITEM_LOCKED":              {"ITEM_ERROR", 0, "the bank has locked the account", "Your bank has locked this account. Unlock it on the bank's website, then try again."},
	"ITEM_NOT_SUPPORTED":       {"ITEM_ERROR", 0, "this kind of account is not supported at this bank", "This account cannot be linked at this bank."},
	"INVALID_CREDENTIALS":      {"ITEM_ERROR", 0, "the credentials are not correct", "That login was not right. Please try again."},
	"INVALID_MFA":              {"ITEM_ERROR", 0, "the answer to the security question is not correct", "That answer was not right. Please try again."},
	"INVALID_SEND_METHOD":      {"ITEM_ERROR", 0, "the bank could not deliver the code that way", ""},
	"INSUFFICIENT_CREDENTIALS": {"ITEM_ERROR", 0, "the login was not finished", "INSUFFICIENT_CREDENTIALS"},
	"MFA_NOT_SUPPORTED":        {"ITEM_ERROR", 0, "the bank's multi-factor method is not supported", "This account's security feature is not supported."},
	"NO_ACCOUNTS":              {"ITEM_ERROR", 0, "no account can be shared", "No usable account was found at this bank."},
	"NO_AUTH_ACCOUNTS":         {"ITEM_ERROR", 0, "the account cannot be used for ACH", ""},
	"USER_INPUT_TIMEOUT":       {"ITEM_ERROR", 0, "the user did not answer in time", "We waited too long for an answer. Please try again."},
	"USER_SETUP_REQUIRED":      {"ITEM_ERROR", 0, "the user has to finish the setup of the account at the bank", "This account is not fully set up. Please visit your bank's website."},

	"COUNTRY_NOT_SUPPORTED":                  {"INSTITUTION_ERROR", 0, "the bank's country is not supported", ""},
	"INSTITUTION_DOWN":                       {"INSTITUTION_ERROR", 0, "the bank is not answering", "Your bank is not answering. Please try again later."},
	"INSTITUTION_NOT_RESPONDING":             {"INSTITUTION_ERROR", 0, "the bank is not responding", "Your bank is not answering. Please try again later."},
	"INSTITUTION_NOT_AVAILABLE":              {"INSTITUTION_ERROR", 0, "the bank is not available", "Your bank is not answering. Please try again later."},
	"INSTITUTION_NO_LONGER_SUPPORTED":        {"INSTITUTION_ERROR", 0, "the bank is no longer supported", "This bank is no longer supported."},
	"INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT": {"INSTITUTION_ERROR", 0, "the bank is not enabled in this environment", ""},

	"INSTANT_MATCH_FAILED":           {"ITEM_ERROR", 0, "the account cannot be verified by its numbers", ""},
	"ACCESS_NOT_GRANTED":             {"ITEM_ERROR", 0, "the user did not grant the access that is needed", "The permission that is needed was not given."},
	"INVALID_PHONE_NUMBER":           {"ITEM_ERROR", 0, "the phone number is not valid", "That phone number was not right. Please try again."},
	"INVALID_OTP":                    {"ITEM_ERROR", 0, "the code sent to the phone was not correct", "That code was not right. Please try again."},
	"PROFILE_AUTHENTICATION_FAILED":  {"INVALID_INPUT", 0, "the code sent to the phone was wrong too often", "Your saved login could not be verified. You can go on without it."},
	"INVALID_ACCOUNT_NUMBER":         {"INVALID_REQUEST", 0, "the account number does not fit the account", ""},
	"INCORRECT_DEPOSIT_VERIFICATION": {"INVALID_INPUT", 0, "the code of the deposit is not correct", ""},
	"TOO_MANY_VERIFICATION_ATTEMPTS": {"INVALID_INPUT", 0, "the code of the deposit was wrong too often", ""},

	"RECAPTCHA_BAD": {"RECAPTCHA_ERROR", 0, "the captcha was not passed", ""},

	"INCORRECT_LINK_TOKEN":             {"OAUTH_ERROR", 0, "the link_token is not the one that the oauth_state_id belongs to", ""},
	"OAUTH_STATE_ID_ALREADY_PROCESSED": {"OAUTH_ERROR", 208, "the oauth_state_id has been processed already", ""},
	"OAUTH_STATE_ID_NOT_FOUND":         {"OAUTH_ERROR", 404, "no oauth_state_id matches the one given", ""},

	"PAYMENT_INVALID_RECIPIENT": {"PAYMENT_ERROR", 0, "the recipient of the payment is not valid", ""},
}
