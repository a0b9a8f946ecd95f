package doctor

import (
	"context"
	"strings"

	"linkdesk/flow"
)

// noMethod is an id that no funds-transfer-method has.
const noMethod = "00000000-0000-4000-8000-000000000000"

// The statuses of HTTP that tell a login. Package net/http is behind a wall here.
const (
	unauthorized = 401
	forbidden    = 403
	notFound     = 404
)

// partnerLogin asks Prime Trust for something that cannot exist: "not found" is the answer to a
// login that it takes.
func (v *visit) partnerLogin(ctx context.Context) Check {
	switch {
	case v.Processor != flow.PrimeTrust:
		return skipped("This program hands no token to " + v.Processor + " itself, so there is no login to try.")
	case v.Settings != "":
		return skipped("The settings cannot be used; see above.")
	case v.Partner == nil:
		return skipped(sentence(v.Login)+" The road leads to a processor_token without it.").cure(flow.Operator,
			"where you have one, linkdesk auth login --env "+string(v.Env)+" keeps it, or set PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD")
	}
	_, call, err := v.Partner.Follow(ctx, noMethod)
	f := flow.FaultOf(err, string(flow.Follow))
	switch {
	// A page that a parked address gives is "not found" too, and so would the login be there.
	case f == nil, f.HTTPStatus == notFound && f.Code != "REFUSED_BY_GATEWAY" && strings.Contains(call.Endpoint, "funds-transfer-methods"):
		return good("Prime Trust takes the login (" + v.Login + ").")
	case f.HTTPStatus == unauthorized, f.HTTPStatus == forbidden:
		return failed(Provider, "Prime Trust does not take the login ("+v.Login+"). "+says(f),
			"correct PRIMETRUST_EMAIL and PRIMETRUST_PASSWORD of "+string(v.Env)+", or leave both away").of(f)
	case f.Code == "PARTNER_UNREACHABLE":
		return ofFault(f, "Prime Trust").cure(flow.Operator,
			"there is nobody to log in to: take a living partner, such as linkdesk run --processor dwolla. The road as it was: linkdesk demo --era 2023, or LINKDESK_PRIMETRUST_URL at linkdesk sim")
	}
	return ofFault(f, "Prime Trust")
}
