package glass

import "strings"

// kind is what the value of a member promises to be by its name.
type kind byte

const (
	secret  kind = iota + 1 // known to be none of anybody's business
	id                      // an opaque name of a thing
	word                    // one of a list of words or codes
	when                    // a day or a moment
	amount                  // money
	count                   // a small number
	text                    // the name of somebody or something that the console shows elsewhere too
	remark                  // somebody's sentence
	tail                    // the last digits of a number
	address                 // of a page or a resource
	agent                   // what a program says of itself, in a header
	moment                  // the day and hour of a header
)

// names is the list: the names of all members whose values may be seen, with hyphens for
// underscores. secret ones stand here too, because a request that holds nothing worse may have
// the words of its refusal shown.
func names() map[string]kind {
	out := map[string]kind{}
	for k, list := range map[kind]string{
		secret: `client-id secret access-token public-token link-token processor-token plaid-processor-token plaid-public-token token
			user-token hosted-link-url completion-redirect-uri override-username override-password`,
		id: `id request-id account-id item-id institution-id client-user-id link-session-id event-id contact-id
			funds-transfer-id funds-transfer-method-id disbursement-authorization-id`,
		word: `type subtype language country-codes products initial-products available-products billed-products consented-products
			account-subtypes processor verification-status iso-currency-code unofficial-currency-code error-type error-code
			error-code-reason suggested-action update-type status view-name event-name exit-status contact-type account-type
			funds-transfer-type ach-check-type hold-type currency-type bank-account-type special-type owner-verification-type
			code pointer parameter mime-type`,
		when: `expiration created-at updated-at started-at finished-at timestamp consent-expiration-time last-successful-update
			last-failed-update sent-at last-updated-datetime settled-at settled-on clears-on cancelled-at reversed-at
			contingencies-cleared-at contingencies-cleared-on cleared-at expires-on expires-at authorized-at effective-at
			owner-verified-at last-owner-verification-request-at`,
		amount:  `available current limit amount amount-expected settled disbursable contingent-hold non-contingent-hold pending-transfer reversed-amount`,
		count:   `page-count resource-count`,
		text:    `client-name legal-name name official-name institution-name bank-name contact-name account-name`,
		remark:  `error-message display-message title detail reversal-details cancellation-details failure-details settlement-details`,
		tail:    `mask last-4`,
		address: `self first next prev last related redirect-uri`,
	} {
		for _, name := range strings.Fields(list) {
			out[name] = k
		}
	}
	return out
}

// kindOf looks a member up; 0 is what nobody has thought of. Prime Trust used both spellings.
func (m *masker) kindOf(name string) kind {
	if k, ok := m.names[name]; ok {
		return k
	}
	if strings.ContainsAny(name, "_") {
		return m.names[strings.ReplaceAll(name, "_", "-")]
	}
	return 0
}
