package sim

import (
	"maps"
	"slices"
)

// linkMetadata is what /link/token/get tells of the token's request.
type linkMetadata struct {
	InitialProducts []string                 `json:"initial_products"`
	Webhook         *string                  `json:"webhook"`
	CountryCodes    []string                 `json:"country_codes"`
	Language        string                   `json:"language"`
	InstitutionData *routingHint             `json:"institution_data,omitempty"`
	AccountFilters  map[string]subtypeFilter `json:"account_filters,omitempty"`
	RedirectURI     *string                  `json:"redirect_uri"`
	ClientName      string                   `json:"client_name"`
}

// linkSessions is absent until a session has begun.
type linkTokenReport struct {
	LinkToken    string          `json:"link_token"`
	CreatedAt    string          `json:"created_at"`
	Expiration   string          `json:"expiration"`
	LinkSessions []sessionReport `json:"link_sessions,omitempty"`
	Metadata     linkMetadata    `json:"metadata"`
	RequestID    string          `json:"request_id"`
	UserID       string          `json:"user_id,omitempty"`
}

type sessionReport struct {
	LinkSessionID string          `json:"link_session_id"`
	StartedAt     string          `json:"started_at"`
	FinishedAt    *string         `json:"finished_at"`
	OnSuccess     map[string]any  `json:"on_success"` // legacy
	OnExit        map[string]any  `json:"on_exit"`    // legacy
	Exit          map[string]any  `json:"exit"`
	Events        []reportedEvent `json:"events"`
	Results       *sessionResults `json:"results"`
}

// sessionResults has all five arrays, whatever they hold.
type sessionResults struct {
	ItemAddResults        []itemAddResult `json:"item_add_results"`
	CRAItemAddResults     []struct{}      `json:"cra_item_add_results"`
	CRAUpdateResults      []struct{}      `json:"cra_update_results"`
	BankIncomeResults     []struct{}      `json:"bank_income_results"`
	PayrollIncomeResults  []struct{}      `json:"payroll_income_results"`
	DocumentIncomeResults *struct{}       `json:"document_income_results"`
}

type itemAddResult struct {
	PublicToken string          `json:"public_token"`
	Accounts    []sharedAccount `json:"accounts"`
	Institution *bankName       `json:"institution"`
}

// linkTokenGet reports every session of a token. An expired token still
// answers; a session is forgotten six hours after its end.
func (c *plaidCall) linkTokenGet() (any, *plaidFail) {
	var req struct {
		LinkToken string `json:"link_token"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := checkToken("link", "INVALID_LINK_TOKEN", req.LinkToken); f != nil {
		return nil, f
	}
	lt, ok := c.w.LinkTokens.get(req.LinkToken)
	if !ok {
		return nil, failCode("INVALID_LINK_TOKEN")
	}
	asked := lt.Request
	report := linkTokenReport{
		LinkToken: lt.Token, CreatedAt: rfc3339(lt.CreatedAt), Expiration: rfc3339(lt.ExpiresAt), RequestID: c.requestID, UserID: asked.UserID,
		Metadata: linkMetadata{InitialProducts: asked.Products, Webhook: asked.Webhook, CountryCodes: asked.CountryCodes,
			Language: asked.Language, RedirectURI: asked.RedirectURI, ClientName: asked.ClientName, InstitutionData: asked.InstitutionData, AccountFilters: asked.shownFilters()},
	}
	if report.Metadata.InitialProducts == nil {
		report.Metadata.InitialProducts = []string{}
	}
	for _, id := range lt.Sessions {
		ls, ok := c.w.Sessions.get(id)
		if ok && (!ls.ended() || c.now.Before(ls.FinishedAt.Add(sessionKept))) {
			report.LinkSessions = append(report.LinkSessions, c.report(lt, ls))
		}
	}
	return report, nil
}

func (c *plaidCall) report(lt *linkToken, ls *linkSession) sessionReport {
	lc := &linkCall{tx: c.tx, requestID: c.requestID, lt: lt, ls: ls}
	rep := sessionReport{LinkSessionID: ls.ID, StartedAt: rfc3339Nano(ls.StartedAt), Events: []reportedEvent{}}
	for _, e := range ls.Events {
		rep.Events = append(rep.Events, e.reported())
	}
	slices.Reverse(rep.Events) // newest first, as in Plaid's samples
	if !ls.ended() {
		return rep
	}
	finished := rfc3339Nano(ls.FinishedAt)
	rep.FinishedAt = &finished
	if ls.Exited {
		meta := lc.exitMetadata()
		if meta["status"] == nil {
			delete(meta, "status") // a string where it exists
		}
		rep.Exit = map[string]any{"error": ls.ExitError, "metadata": meta}
		rep.OnExit = rep.Exit
		return rep
	}
	rep.OnSuccess = map[string]any{"public_token": ls.PublicToken, "metadata": lc.successMetadata()}
	rep.Results = &sessionResults{
		ItemAddResults:    []itemAddResult{{ls.PublicToken, lc.sharedAccounts(), lc.institution()}},
		CRAItemAddResults: []struct{}{}, CRAUpdateResults: []struct{}{}, BankIncomeResults: []struct{}{}, PayrollIncomeResults: []struct{}{},
	}
	return rep
}

// shownFilters are the filters as Plaid gives them back: without the one for
// the type other, which its answer has no member for.
func (r *linkTokenRequest) shownFilters() map[string]subtypeFilter {
	shown := maps.Clone(r.AccountFilters)
	delete(shown, "other")
	return shown
}
