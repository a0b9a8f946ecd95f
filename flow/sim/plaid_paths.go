package sim

import (
	"net/http"
	"strings"
)

// plaidHandlers is the subset of Plaid that the simulator plays. What each path
// may be sent is in the facts.
func plaidHandlers() map[string]plaidHandler {
	return map[string]plaidHandler{
		"/link/token/create":            (*plaidCall).linkTokenCreate,
		"/link/token/get":               (*plaidCall).linkTokenGet,
		"/item/public_token/exchange":   (*plaidCall).exchange,
		"/item/access_token/invalidate": (*plaidCall).invalidate,
		"/item/get":                     (*plaidCall).itemGet,
		"/item/remove":                  (*plaidCall).itemRemove,

		"/accounts/get":         (*plaidCall).accountsGet,
		"/accounts/balance/get": (*plaidCall).balanceGet,
		"/auth/get":             (*plaidCall).authGet,
		"/identity/get":         (*plaidCall).identityGet,

		"/institutions/get":       (*plaidCall).institutionsGet,
		"/institutions/get_by_id": (*plaidCall).institutionByID,
		"/institutions/search":    (*plaidCall).institutionsSearch,

		"/processor/token/create":                     (*plaidCall).processorTokenCreate,
		"/processor/token/permissions/get":            (*plaidCall).permissionsGet,
		"/processor/token/permissions/set":            (*plaidCall).permissionsSet,
		"/processor/stripe/bank_account_token/create": (*plaidCall).stripeToken,
		"/processor/account/get":                      (*plaidCall).processorAccountGet,
		"/processor/auth/get":                         (*plaidCall).processorAuthGet,
		"/processor/balance/get":                      (*plaidCall).processorBalanceGet,
		"/processor/identity/get":                     (*plaidCall).processorIdentityGet,

		"/user/create":       (*plaidCall).userCreate,
		"/user/items/get":    (*plaidCall).userItems,
		"/user/items/remove": (*plaidCall).userItemsRemove,

		"/sandbox/item/reset_login":             (*plaidCall).resetLogin,
		"/sandbox/item/set_verification_status": (*plaidCall).setVerificationStatus,
		"/sandbox/processor_token/create":       (*plaidCall).sandboxProcessorToken,
		"/sandbox/public_token/create":          (*plaidCall).sandboxPublicToken,
	}
}

// plaidEndpoints joins the handlers with the fields of their paths. While
// Prime Trust was listed, each processor still had a path of its own, which
// took what Stripe's takes.
func plaidEndpoints(era string) map[string]plaidEndpoint {
	fields, handlers := readFacts(requestFacts), plaidHandlers()
	endpoints := make(map[string]plaidEndpoint, len(handlers)+len(processors)+2)
	for path, handle := range handlers {
		endpoints[path] = newPlaidEndpoint(fields[path], handle)
	}
	if era != Era2023 {
		return endpoints
	}
	for _, name := range append([]string{"prime_trust", apexPath}, processors...) {
		endpoints[olderPath(name)] = newPlaidEndpoint(fields["/processor/stripe/bank_account_token/create"],
			func(c *plaidCall) (any, *plaidFail) { return c.olderToken(name) })
	}
	return endpoints
}

// apexPath is the short name under which Apex Clearing had its older path.
const apexPath = "apex"

const olderBegins, olderEnds = "/processor/", "/processor_token/create"

// olderPath is the way to a processor token before /processor/token/create,
// which classic clients still go.
func olderPath(processor string) string { return olderBegins + processor + olderEnds }

// elsewhere refuses a path that is not played. Two kinds of them are known to
// Plaid: Items made without Link, and the older ways to a processor token.
// Which of the latter Plaid has taken away is not published; that today all of
// them are NO_LONGER_AVAILABLE is the simulator's choice.
func (s *Sim) elsewhere(r *http.Request) *plaidFail {
	if r.Method != http.MethodPost {
		return fail("NOT_FOUND", "there is no such endpoint; every endpoint takes POST")
	}
	if r.URL.Path == "/item/create" {
		return failCode("DIRECT_INTEGRATION_NOT_ENABLED")
	}
	name, begins := strings.CutPrefix(r.URL.Path, olderBegins)
	name, ends := strings.CutSuffix(name, olderEnds)
	if begins && ends && (name == apexPath || everListed(name)) {
		return failCode("NO_LONGER_AVAILABLE")
	}
	return failCode("NOT_FOUND")
}
