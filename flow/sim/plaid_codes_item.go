package sim

// itemCodes are about one login at one bank.
func itemCodes() map[string]plaidCode {
	return map[string]plaidCode{
		"ITEM_LOGIN_REQUIRED":       {"ITEM_ERROR", 0, "the login of this item is no longer valid, the user has to log in again", ""},
		"ITEM_NOT_FOUND":            {"ITEM_ERROR", 0, "the item has been removed", ""},
		"ITEM_LOCKED":               {"ITEM_ERROR", 0, "the bank has locked the account", "Your bank has locked this account. Unlock it on the bank's website, then try again."},
		"ITEM_NOT_SUPPORTED":        {"ITEM_ERROR", 0, "this kind of account is not supported at this bank", "This account cannot be linked at this bank."},
		"ITEM_CONCURRENTLY_DELETED": {"ITEM_ERROR", 0, "the item was removed while the call was running", ""},
		"ACCESS_NOT_GRANTED":        {"ITEM_ERROR", 0, "the user did not grant access to this data", "A permission that is needed was not granted. Please try again and grant it."},
		"INSUFFICIENT_CREDENTIALS":  {"ITEM_ERROR", 0, "the login was not finished", "INSUFFICIENT_CREDENTIALS"},
		"INVALID_CREDENTIALS":       {"ITEM_ERROR", 0, "the credentials are not correct", "That login was not right. Please try again."},
		"INVALID_MFA":               {"ITEM_ERROR", 0, "the answer to the security question is not correct", "That answer was not right. Please try again."},
		"INVALID_SEND_METHOD":       {"ITEM_ERROR", 0, "the bank could not deliver the code that way", ""},
		"INVALID_PHONE_NUMBER":      {"ITEM_ERROR", 0, "the phone number is not valid", "That phone number was not right. Please try again."},
		"INVALID_OTP":               {"ITEM_ERROR", 0, "the code is not correct", "That code was not right. Please try again."},
		"INVALID_UPDATED_USERNAME":  {"ITEM_ERROR", 0, "the login is not the one that the item was made with", ""},
		"MFA_NOT_SUPPORTED":         {"ITEM_ERROR", 0, "the bank's multi-factor method is not supported", "This account's security feature is not supported."},
		"NO_ACCOUNTS":               {"ITEM_ERROR", 0, "no account can be shared", "No usable account was found at this bank."},
		"NO_AUTH_ACCOUNTS":          {"ITEM_ERROR", 0, "the account cannot be used for ACH", ""},
		"INSTANT_MATCH_FAILED":      {"ITEM_ERROR", 0, "the numbers could not be matched at once", ""},
		"PASSWORD_RESET_REQUIRED":   {"ITEM_ERROR", 0, "the bank asks for a new password", "Your password has to be reset. Please visit your bank's website."},
		"USER_INPUT_TIMEOUT":        {"ITEM_ERROR", 0, "the user did not answer in time", "We waited too long for an answer. Please try again."},
		"USER_SETUP_REQUIRED":       {"ITEM_ERROR", 0, "the user has to finish the setup of the account at the bank", "This account is not fully set up. Please visit your bank's website."},
		"USER_PERMISSION_REVOKED":   {"ITEM_ERROR", 0, "the user has withdrawn the permission for this item", ""},
		"PRODUCT_NOT_ENABLED":       {"ITEM_ERROR", 0, "the product was not initialized for this item", ""},
		"PRODUCT_NOT_READY":         {"ITEM_ERROR", 0, "the data of this product is not there yet, try again later", ""},
		"PRODUCTS_NOT_SUPPORTED":    {"ITEM_ERROR", 0, "the item or its bank does not support this product", ""},
	}
}

const bankAway = "Your bank is not answering. Please try again later."

// bankCodes are about a bank.
func bankCodes() map[string]plaidCode {
	return map[string]plaidCode{
		"COUNTRY_NOT_SUPPORTED":                  {"INSTITUTION_ERROR", 0, "the bank's country is not supported", ""},
		"INSTITUTION_DOWN":                       {"INSTITUTION_ERROR", 0, "the bank is not answering", bankAway},
		"INSTITUTION_NOT_RESPONDING":             {"INSTITUTION_ERROR", 0, "the bank is not responding", bankAway},
		"INSTITUTION_NOT_AVAILABLE":              {"INSTITUTION_ERROR", 0, "the bank is not available", bankAway},
		"INSTITUTION_NO_LONGER_SUPPORTED":        {"INSTITUTION_ERROR", 0, "the bank is no longer supported", "This bank is no longer supported."},
		"INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT": {"INSTITUTION_ERROR", 0, "the bank is not enabled in this environment", ""},
		"INSTITUTION_REGISTRATION_REQUIRED":      {"INSTITUTION_ERROR", 0, "the bank wants the application to be registered first", "This bank cannot be linked here yet."},
		"UNAUTHORIZED_INSTITUTION":               {"INSTITUTION_ERROR", 0, "the team is not approved for this bank", "This bank cannot be linked here."},
		"UNSUPPORTED_RESPONSE":                   {"INSTITUTION_ERROR", 0, "the bank's answer cannot be used", "The data of this bank cannot be used."},
	}
}

// otherCodes are those of the small families, and of Plaid in trouble.
func otherCodes() map[string]plaidCode {
	return map[string]plaidCode{
		"INTERNAL_SERVER_ERROR": {"API_ERROR", 500, "an unexpected error occurred inside plaid", ""},
		"PLANNED_MAINTENANCE":   {"API_ERROR", 503, "plaid is down for planned maintenance", ""},

		"LAST_UPDATED_DATETIME_OUT_OF_RANGE": {"INVALID_RESULT", 0, "no balance is as new as min_last_updated_datetime asks for", ""},

		"INCORRECT_LINK_TOKEN":             {"OAUTH_ERROR", 0, "the link_token is not the one that the login at the bank began with", ""},
		"INCORRECT_OAUTH_NONCE":            {"OAUTH_ERROR", 0, "the nonce is not the one that the login at the bank began with", ""},
		"OAUTH_STATE_ID_ALREADY_PROCESSED": {"OAUTH_ERROR", 208, "the oauth_state_id was already used", ""},
		"OAUTH_STATE_ID_NOT_FOUND":         {"OAUTH_ERROR", 404, "there is no such oauth_state_id", ""},

		"RECAPTCHA_BAD":      {"RECAPTCHA_ERROR", 0, "the captcha was not passed", ""},
		"RECAPTCHA_REQUIRED": {"RECAPTCHA_ERROR", 0, "a captcha has to be passed", ""},

		"SANDBOX_PRODUCT_NOT_ENABLED": {"SANDBOX_ERROR", 0, "the item is not in the flow that this call is for", ""},

		"USER_NOT_FOUND":             {"USER_ERROR", 0, "no user matches the user_id given", ""},
		"INVALID_USER_IDENTITY_DATA": {"USER_ERROR", 403, "the identity data of the user is not valid", ""},

		"BANK_TRANSFER_ACCOUNT_BLOCKED": {"BANK_TRANSFER_ERROR", 0, "an earlier deposit to this account failed", ""},
		"PAYMENT_INVALID_RECIPIENT":     {"PAYMENT_ERROR", 0, "the recipient of the payment is not valid", ""},
	}
}
