package doctor

import "time"

// The limits of a look: at this machine, at a keyring that may wait for a dialog, at a provider
// by one call, and by the several calls of a trial.
const (
	nearLimit  = 5 * time.Second
	ringLimit  = 10 * time.Second
	callLimit  = 20 * time.Second
	trialLimit = 60 * time.Second
	// cleanLimit is for the removal of the throw-away Item, whatever became of the trial.
	cleanLimit = 15 * time.Second
)

// plan lists the checks in their order. Names are part of the JSON and never change.
func plan() []step {
	const here, plaid, guide1, guide6 = "This machine", "The providers", "Step 1 of Plaid's partner guide", "Steps 4 and 6 of Plaid's partner guide"
	return []step{
		{section: here, name: "store", title: "history", limit: ringLimit, look: (*visit).store, apart: true},
		{section: here, name: "store_lock", title: "history lock", limit: nearLimit, look: (*visit).storeLock},
		{section: here, name: "store_key", title: "history key", limit: nearLimit, look: (*visit).storeKey},
		{section: here, name: "store_space", title: "free space", limit: nearLimit, look: (*visit).storeSpace},
		{section: here, name: "keyring", title: "keyring", limit: ringLimit, look: (*visit).keyring, apart: true},
		{section: here, name: "browser", title: "browser", limit: nearLimit, look: (*visit).browser, apart: true},
		{section: here, name: "proxy", title: "proxy", limit: nearLimit, look: (*visit).proxy, apart: true},
		{section: here, name: "settings", title: "settings", limit: nearLimit, look: (*visit).settings},
		{section: plaid, name: "keys", title: "Plaid keys", limit: callLimit, look: (*visit).keys},
		{section: plaid, name: "products", title: "products", limit: callLimit, look: (*visit).products},
		{section: plaid, name: "redirect_uri", title: "redirect URI", limit: callLimit, look: (*visit).redirect},
		{section: plaid, name: "processor", title: "processor", limit: trialLimit, look: (*visit).processor},
		{section: plaid, name: "partner_login", title: "partner login", limit: callLimit, look: (*visit).partnerLogin},
		{section: plaid, name: "clock", title: "clock", limit: nearLimit, look: (*visit).clock},
		{section: plaid, name: "production_access", title: "Production", limit: nearLimit, look: (*visit).productionAccess},
		{section: guide1, name: "guide_1_plaid_account", title: "Plaid", limit: nearLimit, look: (*visit).guidePlaidAccount},
		{section: guide1, name: "guide_1_partner_account", title: "partner", limit: nearLimit, look: (*visit).guidePartnerAccount},
		{section: guide1, name: "guide_1_integration", title: "integration", limit: nearLimit, look: (*visit).guideIntegration},
		{section: guide1, name: "guide_1_app_profile", title: "app profile", limit: nearLimit, look: (*visit).guideAppProfile},
		{section: guide1, name: "guide_1_use_cases", title: "use cases", limit: nearLimit, look: (*visit).guideUseCases},
		{section: guide6, name: "guide_6_sandbox", title: "Sandbox", limit: nearLimit, look: (*visit).guideSandbox},
		{section: guide6, name: "guide_4_account_select", title: "one account", limit: nearLimit, look: (*visit).guideAccountSelect},
		{section: guide6, name: "guide_6_production", title: "Production", limit: nearLimit, look: (*visit).guideProduction},
		{section: guide6, name: "guide_6_partner_production", title: "partner keys", limit: nearLimit, look: (*visit).guidePartnerProduction},
	}
}

// The pages of Plaid's dashboard (plaid.com/docs/auth/partnerships, plaid.com/docs/link/oauth).
const (
	pageKeys          = "dashboard.plaid.com/developers/keys"
	pageIntegrations  = "dashboard.plaid.com/developers/integrations"
	pageRedirects     = "dashboard.plaid.com/developers/api"
	pageProduction    = "dashboard.plaid.com/overview/production"
	pageProfile       = "dashboard.plaid.com/settings/company/app-branding"
	pageUseCases      = "dashboard.plaid.com/link/data-transparency-v5"
	pageAccountSelect = "dashboard.plaid.com/link/account-select"
	pageSupport       = "dashboard.plaid.com/support/new"
	pagePartners      = "plaid.com/docs/auth/partnerships"
)
