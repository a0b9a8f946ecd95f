package doctor

import (
	"context"

	"linkdesk/flow"
)

// The partner guide of Plaid (plaid.com/docs/auth/partnerships; the one for Prime Trust stood at
// plaid.com/docs/prime-trust): step 1 sets up the accounts, step 6 gets ready for production. What
// a call has shown already is said here again, so that the list can be ticked off from the top.

// follows repeats an earlier check as an entry of the list.
func (v *visit) follows(name, good, otherwise, page string) Check {
	c := v.was(name)
	switch c.State {
	case Good:
		return Check{State: Good, Detail: good}
	case Failed:
		// It counts as a failure once, where it was found.
		if c.Page != "" {
			page = c.Page
		}
		return toDo("Not yet: see "+c.Title+" above.", "do what is said there", page)
	}
	return toDo(otherwise, "look at this page", page)
}

// atDashboard is what no call shows.
func (v *visit) atDashboard(detail, cure, page string) Check {
	if v.Simulated {
		return skipped("A simulator has no dashboard.").cure(flow.Operator, "with real keys, "+cure).at(page)
	}
	return toDo(detail, cure, page)
}

func (v *visit) guidePlaidAccount(context.Context) Check {
	return v.follows("keys", "There is an account at Plaid: it takes the keys.", "No keys were tried.", pageKeys)
}

func (v *visit) guidePartnerAccount(context.Context) Check {
	if v.Processor != flow.PrimeTrust {
		return toDo("An account at "+v.Processor+" is needed; this program has no login there to try.", "open one with the partner", pagePartners)
	}
	if v.was("partner_login").Code == "PARTNER_UNREACHABLE" {
		return toDo("Prime Trust opens no accounts any more; see partner login above.", "choose a living partner", pagePartners)
	}
	return v.follows("partner_login", "There is an account at Prime Trust: it takes the login.", "No login at Prime Trust was tried.", pagePartners)
}

func (v *visit) guideIntegration(context.Context) Check {
	return v.follows("processor", "The integration with "+v.Processor+" is switched on: Plaid made a token for it.",
		"Whether "+v.Processor+" is enabled was not tried here.", pageIntegrations)
}

func (v *visit) guideAppProfile(context.Context) Check {
	return v.atDashboard("Name, logo and website of your app are shown to customers, and some banks want them.", "complete the application profile", pageProfile)
}

func (v *visit) guideUseCases(context.Context) Check {
	return v.atDashboard("Link asks customers to agree to the use cases that you name.", "pick the use cases of Link", pageUseCases)
}

func (v *visit) guideSandbox(context.Context) Check {
	if v.Env == flow.Production {
		return toDo("The road is tried with test customers first.", "run linkdesk doctor --env sandbox and linkdesk run --env sandbox", pageKeys)
	}
	return v.follows("processor", "A test customer was taken to a processor_token.", "No test customer was taken to a processor_token.", pageIntegrations)
}

func (v *visit) guideAccountSelect(context.Context) Check {
	return v.atDashboard("A partner wants exactly one account.", "set Account Select to \"enabled for one account\"", pageAccountSelect)
}

func (v *visit) guideProduction(context.Context) Check {
	if v.Simulated {
		return v.atDashboard("", "ask for Production access", pageProduction)
	}
	return v.follows("production_access", "Plaid takes the keys in production.", "Real customers need Production access.", pageProduction)
}

func (v *visit) guidePartnerProduction(context.Context) Check {
	switch {
	case v.Simulated:
		return skipped("A simulated partner has one login. A real one gives others for production.")
	case v.Processor == flow.PrimeTrust:
		return toDo("Prime Trust gives no credentials any more: it is in liquidation since 2024-01-05.", "choose a living partner", pagePartners)
	case v.Env == flow.Production:
		return toDo("This program has no login at "+v.Processor+" to try.", "see that you have its production credentials", pagePartners)
	}
	return toDo("The partner has other credentials for production.", "ask "+v.Processor+" for them", pagePartners)
}
