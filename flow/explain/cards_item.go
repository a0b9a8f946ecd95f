package explain

import "linkdesk/flow"

// itemCards are about the Item as a whole (plaid.com/docs/errors/item).
func itemCards() []Card {
	other := "Please choose another account or another bank; this one cannot be linked."
	return family("item", []Card{
		{Code: "ITEM_LOGIN_REQUIRED", Who: flow.Customer, Tell: "Your bank wants you to log in again. Please open the link once more.",
			What: "The login at the bank is no longer valid: a new password, a consent that ran out, or a move of the bank.",
			Do:   "Repair the bank link with the customer: linkdesk run --resume CASE --relink. Item and tokens stay the same, and the road goes on."},
		{Code: "ITEM_NOT_FOUND", Who: flow.Operator, Tell: "The connection to your bank was removed; you will get a new link.",
			What: "The Item was removed: by your team, by the customer at my.plaid.com, or by Plaid's support.",
			Do:   "Open a new case for this customer. Every token of the old Item is dead."},
		{Code: "ITEM_CONCURRENTLY_DELETED", Who: flow.Operator, Tell: "The connection to your bank was removed; you will get a new link.",
			What: "The Item was removed while the call ran.",
			Do:   "Find out who removed it, then open a new case for this customer."},
		{Code: "ITEM_NOT_SUPPORTED", Who: flow.Customer, Tell: other,
			What: "Plaid cannot read this kind of account or login at this bank.",
			Do:   "Ask the customer for another account or bank, and hand over again with linkdesk run --resume CASE."},
		{Code: "ACCESS_NOT_GRANTED", Who: flow.Customer, Tell: "At your bank's page, please tick everything that is asked for.",
			What: "The customer did not tick the box for account details at the bank's page, or does not own the account.",
			Do:   "Hand over again with linkdesk run --resume CASE and ask the customer to tick every box."},
		{Code: "NO_ACCOUNTS", Who: flow.Customer, Tell: "Please share a checking or savings account that is open.",
			What: "No account was left: none is open, none fits, or the customer shared none.",
			Do:   "Hand over again with linkdesk run --resume CASE and ask for an open checking or savings account."},
		{Code: "NO_AUTH_ACCOUNTS", Who: flow.Customer, Tell: "Please share a checking or savings account; the ones shared cannot be debited.",
			What: "None of the shared accounts has ACH numbers. Only checking, savings and cash management accounts have.",
			Do:   "Hand over again with linkdesk run --resume CASE and ask for a checking or savings account."},
		{Code: "PRODUCT_NOT_READY", Who: flow.BankSide, Tell: "Your bank is still confirming the account; this takes one or two days.",
			What: "The account's verification is still under way at the bank.",
			Do:   "Wait for it, one or two days with small deposits, then continue with linkdesk run --resume CASE."},
		{Code: "PRODUCT_NOT_ENABLED", Who: flow.Operator, Tell: "You will get a new link, because the first one left something out.",
			What: "The Item was linked without the product that this call needs.",
			Do:   "Check that PLAID_PRODUCTS holds auth, and open a new case for this customer."},
		{Code: "PRODUCTS_NOT_SUPPORTED", Who: flow.Operator, Tell: other,
			What: "The bank or this Item does not have the product, such as balances of an account verified by small deposits.",
			Do:   "Go on without it where you can; for the processor_token ask the customer for another bank and make a new link_token (l on the case)."},
		{Code: "INSTANT_MATCH_FAILED", Who: flow.Customer, Tell: "Please open the link once more and choose another way to confirm the account.",
			What: "The typed account number could not be matched with the bank's data.",
			Do:   "Hand over again with linkdesk run --resume CASE; Link offers small deposits instead."},
	})
}

// loginCards are what goes wrong between the customer and the bank (plaid.com/docs/errors/item).
func loginCards() []Card {
	again := "Hand over again with linkdesk run --resume CASE; the link_token stays good until it runs out."
	return family("item", []Card{
		{Code: "INVALID_CREDENTIALS", Who: flow.Customer, Do: again, Tell: "That user name or password was not right. Please try again with the login of your bank's website.",
			What: "The user name or password was wrong, or the customer chose another bank than their own."},
		{Code: "INVALID_MFA", Who: flow.Customer, Do: again, Tell: "That code or answer was not right. Please try again.",
			What: "The answer to the bank's second question was wrong."},
		{Code: "INVALID_SEND_METHOD", Who: flow.Customer, Do: again, Tell: "Your bank could not send the code that way. Please choose another way, or try later.",
			What: "The bank could not deliver its code the way the customer chose."},
		{Code: "INVALID_OTP", Who: flow.Customer, Do: again, Tell: "That code was not right. Please try again.",
			What: "The code of Plaid's saved login was wrong; the third wrong one ends it."},
		{Code: "INVALID_PHONE_NUMBER", Who: flow.Customer, Do: again, Tell: "That phone number was not right. Please correct it, or go on without it.",
			What: "The phone number for Plaid's saved login is not one of the US or Canada."},
		{Code: "INVALID_UPDATED_USERNAME", Who: flow.Customer, Do: again, Tell: "Please use the same login as the first time.",
			What: "The customer logged in with another user name than the Item was made with."},
		{Code: "INVALID_ACCOUNT_NUMBER", Who: flow.Customer, Do: again, Tell: "That account number does not fit the account. Please type it again.",
			What: "The typed account number does not end like the chosen account."},
		{Code: "INSUFFICIENT_CREDENTIALS", Who: flow.Customer, Do: again, Tell: "The login at your bank was not finished. Please open the link once more.",
			What: "The customer did not finish at the bank's own page."},
		{Code: "ITEM_LOCKED", Who: flow.Customer, Tell: "Your bank has locked the login. Please unlock it on your bank's website, then open the link again.",
			What: "The bank locked the login after three to five wrong tries.",
			Do:   "Ask the customer to unlock it at the bank, then hand over again with linkdesk run --resume CASE."},
		{Code: "PASSWORD_RESET_REQUIRED", Who: flow.Customer, Tell: "Your bank wants a new password. Please set one on your bank's website, then open the link again.",
			What: "The bank demands a new password first.",
			Do:   "Ask the customer to set one at the bank, then hand over again with linkdesk run --resume CASE."},
		{Code: "USER_SETUP_REQUIRED", Who: flow.Customer, Tell: "Your bank wants something from you first. Please log in on its website and finish what it shows you.",
			What: "The bank waits for the customer: terms to accept, or access by third parties to switch on.",
			Do:   "Ask the customer to finish it at the bank, then hand over again with linkdesk run --resume CASE."},
		{Code: "MFA_NOT_SUPPORTED", Who: flow.Customer, Tell: "Your bank's way of confirming a login cannot be used here. Please choose another bank.",
			What: "Plaid cannot handle this bank's second proof, or the bank asks for it at every login.",
			Do:   "Ask for another bank, or for the setting to be eased at the bank, and hand over again."},
		{Code: "USER_INPUT_TIMEOUT", Who: flow.Customer, Do: again, Tell: "The page waited too long for you. Please open the link once more.",
			What: "The customer left a page of Link open for more than five minutes."},
	})
}
