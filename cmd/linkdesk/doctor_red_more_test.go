//go:build !windows

package main

import (
	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/sim"
)

const (
	keysPage         = "dashboard.plaid.com/developers/keys"
	integrationsPage = "dashboard.plaid.com/developers/integrations"
)

// production is a ward whose environment is Production, with the keys of it.
func production(w *ward) {
	w.order.env = flow.Production
	w.t.Setenv("PLAID_SECRET", wardProduction)
	w.t.Setenv("LINKDESK_KEY_FILE", goodKey(w))
}

func providerReds() []red {
	return []red{
		{check: "keys", how: "there are none", exit: exitUsage, detail: "PLAID_CLIENT_ID and PLAID_SECRET are not set for sandbox", cure: "auth login --env sandbox", page: keysPage,
			do: func(w *ward) { w.t.Setenv("PLAID_CLIENT_ID", ""); w.t.Setenv("PLAID_SECRET", "") }},
		{check: "keys", how: "the secret of Production in Sandbox", exit: exitRefused, detail: "the secret is the one of production", cure: "--env production", page: keysPage,
			do: func(w *ward) { w.t.Setenv("PLAID_SECRET", wardProduction) }},
		{check: "keys", how: "the secret of Sandbox in Production", exit: exitRefused, detail: "the secret is the one of sandbox", cure: "--env sandbox", page: keysPage,
			do: func(w *ward) { production(w); w.t.Setenv("PLAID_SECRET", wardSecret) }},
		{check: "keys", how: "a secret of nobody's", exit: exitRefused, detail: "INVALID_API_KEYS", cure: "copy the secret of sandbox", page: keysPage,
			do: func(w *ward) { w.t.Setenv("PLAID_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") }},
		{check: "keys", how: "the two are mixed up", exit: exitRefused, detail: "has the form of a secret", cure: "copy", page: keysPage,
			do: func(w *ward) { w.t.Setenv("PLAID_CLIENT_ID", wardSecret); w.t.Setenv("PLAID_SECRET", someID) }},
		{check: "keys", how: "Plaid cannot be reached", exit: exitRefused, detail: "NOT_SENT", cure: "proxy",
			do: func(w *ward) { w.between = unreachable("sandbox.plaid.com") }},
		{check: "products", how: "a product is not opened for the team", exit: exitRefused, detail: "INVALID_PRODUCT", cure: "PLAID_PRODUCTS",
			do: func(w *ward) { w.fault(w.sandbox, "/link/token/create", "INVALID_PRODUCT", 0) }},
		{check: "products", how: "auth is not among them", exit: exitUsage, detail: "without auth", cure: "PLAID_PRODUCTS=auth",
			do: func(w *ward) { w.t.Setenv("PLAID_PRODUCTS", "transactions") }},
		{check: "redirect_uri", how: "it has a query", exit: exitUsage, detail: "no query", cure: "unset it",
			do: func(w *ward) { w.t.Setenv("PLAID_REDIRECT_URI", "http://localhost:8123/oauth?a=b") }},
		{check: "redirect_uri", how: "it is http elsewhere", exit: exitUsage, detail: "http is for localhost", cure: "unset it",
			do: func(w *ward) { w.t.Setenv("PLAID_REDIRECT_URI", "http://desk.example.com/oauth") }},
		{check: "redirect_uri", how: "no page can be served there", exit: exitUsage, detail: "localhost and a port", cure: "unset it",
			do: func(w *ward) { w.t.Setenv("PLAID_REDIRECT_URI", "https://desk.example.com/oauth") }},
		{check: "redirect_uri", how: "it is not registered", exit: exitRefused, detail: "not on the list", cure: "exactly this address", page: "dashboard.plaid.com/developers/api",
			do: func(w *ward) { w.fault(w.sandbox, "/link/token/create", "INVALID_FIELD", 2) }},
		{check: "processor", how: "the integration is switched off", sim: sim.Options{ProcessorsOff: []string{"prime_trust"}}, exit: exitRefused, detail: "not switched on", cure: integrationsPage, page: integrationsPage,
			do: func(*ward) {}},
		{check: "processor", how: "today, when Plaid has dropped prime_trust", sim: sim.Options{Era: sim.EraToday}, exit: exitRefused, detail: "2024-03-21", cure: "--processor dwolla",
			do: func(*ward) {}},
		{check: "processor", how: "a name that Plaid never had", exit: exitRefused, detail: "no processor nobody_at_all", cure: "plaid.com/docs/auth/partnerships",
			do: func(w *ward) { w.flags.processor = "nobody_at_all" }},
		{check: "processor", how: "the accounts cannot be read", exit: exitRefused, detail: "SERVER_ERROR", cure: "status.plaid.com",
			do: func(w *ward) { w.fault(w.sandbox, "/accounts/get", sim.Kind502HTML, 0) }},
		{check: "processor", how: "the exchange's answer is lost twice", exit: exitRefused, detail: "may be left", cure: "costs nothing",
			do: func(w *ward) { w.fault(w.sandbox, "/item/public_token/exchange", sim.KindDropBefore, 0) }},
		{check: "processor", how: "the Item cannot be removed", exit: exitRefused, detail: "could not be removed again", cure: "costs nothing",
			do: func(w *ward) { w.fault(w.sandbox, "/item/remove", sim.Kind500, 0) }},
		{check: "processor", how: "nothing may be made here", state: doctor.Skipped, exit: exitOK, detail: "LINKDESK_READ_ONLY", cure: "--read-only=false",
			do: func(w *ward) { w.t.Setenv("LINKDESK_READ_ONLY", "true") }},
		{check: "processor", how: "Production has no throw-away Item", state: doctor.Skipped, exit: exitOK, detail: "2024-03-21", cure: integrationsPage, page: integrationsPage, do: production},
		{check: "partner_login", how: "the password is wrong", exit: exitRefused, detail: "does not take the login", cure: "PRIMETRUST_PASSWORD",
			do: func(w *ward) { w.t.Setenv("PRIMETRUST_PASSWORD", "not-the-password-1A") }},
		{check: "partner_login", how: "Prime Trust's host is gone", exit: exitRefused, detail: "2024-01-05", cure: "--processor dwolla",
			do: func(w *ward) { w.between = unreachable("sandbox.primetrust.com") }},
		{check: "partner_login", how: "Prime Trust's host is parked", exit: exitRefused, detail: "Prime Trust", cure: "",
			do: func(w *ward) { w.between = parked("sandbox.primetrust.com") }},
		{check: "partner_login", how: "there is none", state: doctor.Skipped, exit: exitOK, detail: "No login", cure: "PRIMETRUST_EMAIL",
			do: func(w *ward) { w.t.Setenv("PRIMETRUST_EMAIL", ""); w.t.Setenv("PRIMETRUST_PASSWORD", "") }},
		{check: "partner_login", how: "half a login is set", state: doctor.Skipped, exit: exitOK, detail: "only the e-mail address", cure: "PRIMETRUST_PASSWORD",
			do: func(w *ward) { w.t.Setenv("PRIMETRUST_PASSWORD", "") }},
		{check: "production_access", how: "the team may not use Production", exit: exitRefused, detail: "not opened Production", cure: "ask for access", page: "dashboard.plaid.com/overview/production",
			do: func(w *ward) {
				production(w)
				w.fault(w.production, "/institutions/get_by_id", "UNAUTHORIZED_ENVIRONMENT", 0)
			}},
	}
}

// guideReds leave entries of the guide open. That is no failure of its own.
func guideReds() []red {
	today := sim.Options{Era: sim.EraToday}
	none := func(*ward) {}
	return []red{
		{check: "guide_1_plaid_account", how: "there are no keys", state: doctor.ToDo, exit: exitUsage, page: keysPage, do: func(w *ward) { w.t.Setenv("PLAID_SECRET", "") }},
		{check: "guide_1_partner_account", how: "Prime Trust's host is gone", state: doctor.ToDo, exit: exitRefused, detail: "no accounts any more",
			do: func(w *ward) { w.between = unreachable("sandbox.primetrust.com") }},
		{check: "guide_1_integration", how: "the integration is switched off", sim: sim.Options{ProcessorsOff: []string{"prime_trust"}}, state: doctor.ToDo, exit: exitRefused, page: integrationsPage, do: none},
		{check: "guide_1_app_profile", how: "only a person can look", state: doctor.ToDo, exit: exitOK, page: "dashboard.plaid.com/settings/company/app-branding", do: none},
		{check: "guide_1_use_cases", how: "only a person can look", state: doctor.ToDo, exit: exitOK, page: "dashboard.plaid.com/link/data-transparency-v5", do: none},
		{check: "guide_4_account_select", how: "only a person can look", state: doctor.ToDo, exit: exitOK, page: "dashboard.plaid.com/link/account-select", do: none},
		{check: "guide_6_sandbox", how: "no token was made", sim: today, state: doctor.ToDo, exit: exitRefused, do: none},
		{check: "guide_6_production", how: "it was not asked", state: doctor.ToDo, exit: exitOK, page: "dashboard.plaid.com/overview/production", do: none},
		{check: "guide_6_partner_production", how: "Prime Trust gives none", state: doctor.ToDo, exit: exitOK, detail: "2024-01-05", do: none},
	}
}
