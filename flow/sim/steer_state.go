package sim

import "slices"

// stateReport is GET /_sim/state. The counts are of the world; the calls are
// those that this process has seen since its start or the last reset.
type stateReport struct {
	Era                  string         `json:"era"`
	Scenario             string         `json:"scenario"`
	Latency              string         `json:"latency"` // as POST /_sim/latency takes it; a story's own comes on top
	Seed                 uint64         `json:"seed"`
	Now                  string         `json:"now"`
	Advanced             string         `json:"advanced"` // how far POST /_sim/clock has moved the time on
	LinkTokens           int            `json:"link_tokens"`
	LinkSessions         int            `json:"link_sessions"`
	Items                int            `json:"items"` // without the removed ones
	ProcessorTokens      int            `json:"processor_tokens"`
	Accounts             int            `json:"accounts"`
	Contacts             int            `json:"contacts"`
	FundsTransferMethods int            `json:"funds_transfer_methods"`
	Contributions        int            `json:"contributions"`
	Calls                map[string]int `json:"calls"`
	Seeded               seededReport   `json:"seeded"`
}

// seededReport names the account and contact that every world begins with, for a client that
// is pointed at a simulator it did not start.
type seededReport struct {
	PTAccountID string `json:"pt_account_id"`
	PTContactID string `json:"pt_contact_id"`
	ContactName string `json:"contact_name"`
}

func (s *Sim) report(t *tx) stateReport {
	rep := stateReport{
		Era: s.opts.Era, Scenario: s.Scenario().Name, Latency: s.Latency().String(), Seed: t.w.IDs.Seed, Now: rfc3339(t.now), Advanced: t.w.Skew.String(),
		LinkTokens: t.w.LinkTokens.len(), LinkSessions: t.w.Sessions.len(), ProcessorTokens: t.w.Processors.len(),
		Accounts: t.w.Accounts.len(), Contacts: t.w.Contacts.len(), FundsTransferMethods: t.w.Methods.len(),
		Contributions: t.w.Contributions.len(),
		Calls:         s.steering.seen(), Seeded: seededReport(s.Seeded()),
	}
	for _, it := range t.w.Items.all() {
		if !it.Removed {
			rep.Items++
		}
	}
	return rep
}

// itemReport is an Item as GET /_sim/items tells it: what a test asks about, and
// no token of any kind.
type itemReport struct {
	ItemID          string          `json:"item_id"`
	InstitutionID   string          `json:"institution_id"`
	Products        []string        `json:"products"`
	CreatedAt       string          `json:"created_at"`
	Removed         bool            `json:"removed"`
	Error           string          `json:"error"` // Plaid's code, "" while it works
	Accounts        []accountReport `json:"accounts"`
	ProcessorTokens int             `json:"processor_tokens"`
}

type accountReport struct {
	AccountID          string `json:"account_id"`
	Mask               string `json:"mask"`
	Subtype            string `json:"subtype"`
	VerificationStatus string `json:"verification_status"`
}

// itemReports are the newest Items, newest first.
func (t *tx) itemReports(limit int) []itemReport {
	tokens := make(map[string]int)
	for _, p := range t.w.Processors.all() {
		tokens[p.ItemID]++
	}
	list := []itemReport{}
	for _, it := range newest(t.w.Items.all(), limit) {
		t.settle(it)
		rep := itemReport{ItemID: it.ID, InstitutionID: it.InstitutionID, Products: it.Products, CreatedAt: rfc3339(it.CreatedAt),
			Removed: it.Removed, ProcessorTokens: tokens[it.ID], Accounts: []accountReport{}}
		if f := t.broken(it); f != nil {
			rep.Error = f.Code
		}
		for _, a := range it.Accounts {
			rep.Accounts = append(rep.Accounts, accountReport{a.ID, a.Mask, a.Subtype, a.Verification})
		}
		list = append(list, rep)
	}
	return list
}

// methodReport is a funds-transfer-method as GET /_sim/methods tells it.
type methodReport struct {
	ID        string `json:"id"`
	ContactID string `json:"contact_id"`
	ItemID    string `json:"item_id"` // Plaid's
	Last4     string `json:"last_4"`
	Inactive  bool   `json:"inactive"`
}

// methodReports are the newest funds-transfer-methods, newest first.
func (t *tx) methodReports(limit int) []methodReport {
	list := []methodReport{}
	for _, m := range newest(t.w.Methods.all(), limit) {
		rep := methodReport{ID: m.ID, ContactID: m.ContactID, Last4: m.Last4, Inactive: m.Inactive}
		if it, ok := t.w.PlaidItems.get(m.PlaidItemID); ok {
			rep.ItemID = it.ItemID
		}
		list = append(list, rep)
	}
	return list
}

// newest turns a list that has the oldest first, and keeps at most limit.
func newest[T any](list []T, limit int) []T {
	slices.Reverse(list)
	return list[:min(limit, len(list))]
}
