package plaid

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// LinkSessions posts /link/token/get. A link token has several sessions when its page was
// opened again; those that still run have no result, and none may be left out.
func (c *Client) LinkSessions(ctx context.Context, linkToken flow.Secret) ([]flow.LinkSession, flow.Call, error) {
	e := endpoint{op: "link_token_get", path: "/link/token/get"}
	if f := c.ofThisEnvironment(e.op, linkToken); f != nil {
		return nil, flow.Call{Endpoint: e.path}, f
	}
	body := api.NewLinkTokenGetRequest(open(linkToken))
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.LinkTokenGetResponse, *http.Response, error) {
		return c.api.LinkTokenGet(ctx).LinkTokenGetRequest(*body).Execute()
	})
	if f == nil && got.GetLinkToken() == "" {
		f = c.incomplete(e, made, "link_token")
	}
	if f != nil {
		return nil, made, f
	}
	// Until somebody opens the page, the key link_sessions is absent.
	var out []flow.LinkSession
	for _, s := range got.GetLinkSessions() {
		out = append(out, c.session(s))
	}
	slices.SortStableFunc(out, func(a, b flow.LinkSession) int { return a.Started.Compare(b.Started) })
	return out, made, nil
}

func (c *Client) session(s api.LinkTokenGetSessionsResponse) flow.LinkSession {
	out := flow.LinkSession{ID: flow.CleanID(s.GetLinkSessionId()), Started: s.GetStartedAt().UTC()}
	if at := s.FinishedAt.Get(); at != nil {
		out.Finished = at.UTC()
	}
	out.Events = events(s.GetEvents(), out.ID)
	if r := c.result(s); r != nil {
		r.SessionID = cmp.Or(r.SessionID, out.ID)
		out.Result = r
	}
	return out
}

// result looks in four places: results is how Plaid says it now, on_success and on_exit are
// what some teams still get alone. A public token beats an exit wherever it is.
func (c *Client) result(s api.LinkTokenGetSessionsResponse) *flow.LinkResult {
	for _, item := range results(s) {
		if unfit(item.GetPublicToken()) {
			continue
		}
		r := &flow.LinkResult{PublicToken: seal(item.GetPublicToken()), Accounts: linkAccounts(item.GetAccounts())}
		if bank := item.Institution.Get(); bank != nil {
			r.InstitutionID, r.InstitutionName = flow.CleanID(bank.GetInstitutionId()), flow.Clean(bank.GetName())
		}
		return r
	}
	if old := s.OnSuccess.Get(); old != nil && old.PublicToken != "" {
		r := &flow.LinkResult{PublicToken: seal(old.PublicToken)}
		if meta := old.Metadata.Get(); meta != nil {
			r.SessionID, r.Accounts = flow.CleanID(meta.GetLinkSessionId()), linkAccounts(meta.GetAccounts())
			if bank := meta.Institution.Get(); bank != nil {
				r.InstitutionID, r.InstitutionName = flow.CleanID(bank.GetInstitutionId()), flow.Clean(bank.GetName())
			}
		}
		return r
	}
	if exit := s.Exit.Get(); exit != nil {
		return c.exit(exit.Error.Get(), exit.Metadata.Get())
	}
	if old := s.OnExit.Get(); old != nil {
		return c.exit(old.Error.Get(), old.Metadata.Get())
	}
	return nil
}

func results(s api.LinkTokenGetSessionsResponse) []api.LinkSessionItemAddResult {
	if r := s.Results.Get(); r != nil {
		return r.GetItemAddResults()
	}
	return nil
}

// exit is a session that ended without a public token. A customer who simply leaves gives
// no error, only the pane that was left.
func (c *Client) exit(e *api.PlaidError, meta *api.LinkSessionExitMetadata) *flow.LinkResult {
	r := &flow.LinkResult{Fault: c.within(string(flow.OpenLink), e)}
	if meta == nil {
		return r
	}
	r.SessionID, r.RequestID = flow.CleanID(meta.GetLinkSessionId()), flow.CleanID(meta.GetRequestId())
	r.ExitStatus = flow.CleanID(meta.GetStatus())
	if bank := meta.Institution.Get(); bank != nil {
		r.InstitutionID, r.InstitutionName = flow.CleanID(bank.GetInstitutionId()), flow.Clean(bank.GetName())
	}
	return r
}

func linkAccounts(all []api.LinkSessionSuccessMetadataAccount) []flow.LinkAccount {
	var out []flow.LinkAccount
	for _, a := range all {
		out = append(out, flow.LinkAccount{ID: flow.CleanID(a.GetId()), Name: flow.Clean(a.GetName()),
			Mask: flow.CleanID(a.GetMask()), Type: flow.CleanID(a.GetType()), Subtype: flow.CleanID(a.GetSubtype())})
	}
	return out
}
