package flow

// RefKind says what an id is. The numbers never change.
type RefKind uint8

// The ids by which somebody outside knows a case.
const (
	RefRequest     RefKind = 1 // request_id of a call
	RefSession     RefKind = 2 // link_session_id
	RefToken       RefKind = 3 // hex SHA-256 of a link_token, public_token or processor_token
	RefItem        RefKind = 4 // item_id
	RefAccount     RefKind = 5 // account_id
	RefUser        RefKind = 6 // client_user_id
	RefInstitution RefKind = 7 // institution_id
	RefPartner     RefKind = 8 // the partner's account, contact and funds-transfer-method
	RefCase        RefKind = 9 // the case's own id
)

// RefKinds lists the kinds of ids that events bring.
func RefKinds() []RefKind {
	return []RefKind{RefRequest, RefSession, RefToken, RefItem, RefAccount, RefUser, RefInstitution, RefPartner}
}

func (k RefKind) String() string {
	switch k {
	case RefRequest:
		return "request_id"
	case RefSession:
		return "link_session_id"
	case RefToken:
		return "token"
	case RefItem:
		return "item_id"
	case RefAccount:
		return "account_id"
	case RefUser:
		return "client_user_id"
	case RefInstitution:
		return "institution_id"
	case RefPartner:
		return "partner_id"
	case RefCase:
		return "case"
	}
	return "unknown"
}

// Ref is one id that an event brings into a case.
type Ref struct {
	Kind RefKind
	ID   string
}

// Hit is a case that an id belongs to. Seq is the event that brought the id; 0 where the id is
// the case's own.
type Hit struct {
	Case CaseID  `json:"case"`
	Kind RefKind `json:"-"`
	ID   string  `json:"id"`
	Seq  uint32  `json:"seq"`
}

// RefsOf lists the ids that an event brings, in a fixed order, also those of failed calls: the
// request_id of a refusal is what a provider's support asks for. A case is found by every
// id that it ever had, so an id counts also after the case has got another one.
func RefsOf(ev Event) []Ref {
	var out refs
	for _, c := range CallsOf(ev) {
		out.add(RefRequest, c.RequestID)
	}
	switch e := ev.(type) {
	case EffectFailed:
		out.fault(e.Fault)
	case EffectUnknown:
		out.fault(e.Fault)
	case EffectRetried:
		out.fault(e.Fault)
	case PartySet:
		out.add(RefUser, e.Party.ClientUserID)
		out.add(RefPartner, e.Party.PartnerAccount)
		out.add(RefPartner, e.Party.PartnerContact)
	case LinkTokenCreated:
		out.add(RefToken, e.TokenHash)
	case LinkTokenRenewed:
		out.add(RefToken, e.TokenHash)
	case LinkEventSeen:
		out.add(RefRequest, e.Event.RequestID)
		out.add(RefSession, e.Event.SessionID)
		out.add(RefInstitution, e.Event.InstitutionID)
	case LinkSucceeded:
		out.visit(e.RequestID, e.SessionID, e.InstitutionID)
		out.add(RefToken, e.TokenHash)
		out.shared(e.Accounts)
	case AccessTokenLost:
		out.fault(e.Fault)
	case BankLooked:
		out.add(RefInstitution, e.InstitutionID)
		out.fault(e.Fault)
	case LinkExited:
		out.visit("", e.SessionID, e.InstitutionID)
		out.fault(e.Fault)
	case Relinked:
		out.visit(e.RequestID, e.SessionID, e.InstitutionID)
		out.shared(e.Accounts)
	case ItemExchanged:
		out.add(RefItem, e.ItemID)
	case AccountsRead:
		out.item(e.Item)
		out.accounts(e.Accounts)
	case ItemRead:
		out.item(e.Item)
		out.accounts(e.Accounts)
	case AccountChosen:
		out.add(RefAccount, e.AccountID)
	case BalancesRead:
		out.accounts(e.Accounts)
	case ProcessorTokenCreated:
		out.add(RefToken, e.TokenHash)
		out.add(RefAccount, e.AccountID)
	case Submitted:
		out.add(RefPartner, e.Submission.ID)
	default:
		out.money(ev)
	}
	return out
}

type refs []Ref

func (r *refs) add(kind RefKind, id string) {
	if id != "" {
		*r = append(*r, Ref{kind, id})
	}
}

// money adds the ids at the partner: account and contact, funds-transfers and what they were
// ordered by.
func (r *refs) money(ev Event) {
	switch e := ev.(type) {
	case AccountAsked:
		r.add(RefUser, e.Party.ClientUserID)
		r.add(RefPartner, e.Party.PartnerAccount)
		r.add(RefPartner, e.Party.PartnerContact)
	case AccountOpened:
		r.add(RefPartner, e.Opened.AccountID)
		r.add(RefPartner, e.Opened.ContactID)
	case MoneyAsked:
		r.add(RefPartner, e.Wish.Transfer)
		if e.Wish.Act != nil {
			r.add(RefPartner, e.Wish.Act.ID)
		}
	case TransferMade:
		r.transfer(e.Transfer)
	case TransferChanged:
		r.transfer(e.Transfer)
	case MethodDeactivated:
		r.add(RefPartner, e.Submission.ID)
	case SandboxPlayed:
		r.add(RefPartner, e.Act.ID)
	case Followed:
		if e.Ledger != nil {
			for _, t := range e.Ledger.Transfers {
				r.transfer(t)
			}
		}
	}
}

func (r *refs) transfer(t Transfer) {
	r.add(RefPartner, t.ID)
	r.add(RefPartner, t.Order)
	r.add(RefPartner, t.AuthorizationID)
}

func (r *refs) fault(f *Fault) {
	if f != nil {
		r.add(RefRequest, f.RequestID)
	}
}

func (r *refs) visit(request, session, institution string) {
	r.add(RefRequest, request)
	r.add(RefSession, session)
	r.add(RefInstitution, institution)
}

func (r *refs) item(i Item) {
	r.add(RefItem, i.ID)
	r.add(RefInstitution, i.InstitutionID)
	r.fault(i.Error)
	r.shared(i.Accounts)
}

func (r *refs) accounts(all []Account) {
	for _, a := range all {
		r.add(RefAccount, a.ID)
	}
}

func (r *refs) shared(all []LinkAccount) {
	for _, a := range all {
		r.add(RefAccount, a.ID)
	}
}
