package bundle

import (
	"strings"
	"sync"

	"linkdesk/flow"
)

// readers is a set of profiles.
type readers uint8

const (
	us    readers = 1 << iota // the desk's own ticket
	plaid                     // Plaid's support
	prime                     // Prime Trust's support

	all = us | plaid | prime
	// byEffect marks kinds whose readers depend on what was being done.
	byEffect readers = 1 << 7
)

// bit is the profile as a set.
func (p Profile) bit() readers {
	switch p {
	case Ticket:
		return us
	case Plaid:
		return plaid
	case PrimeTrust:
		return prime
	}
	return 0 // nobody gets nothing
}

// Why a field stays here. The reasons are read at the end of an export.
const (
	hashes    = "hashes of tokens, and of requests that hold one"
	balances  = "balances, at the bank and at the partner"
	testUsers = "the test users of a sandbox"
	machine   = "what this machine says of itself"
	actors    = "the processes and machines that wrote the events"
	workings  = "the inner state of this program"
	numbers   = "long numbers in texts, which may be of accounts"
	unlisted  = "what has no rule in this version of the program"
	// elsewhere is no secret: the export says it in another place.
	elsewhere = "told elsewhere"
)

// ruling says who gets some fields of a type. Ids are texts that are handed on as they are, fields
// are everything else; both by their names in JSON. A ruling with a reason is for nobody.
type ruling struct {
	of          string
	to          readers
	ids, fields string
	why         string
}

// kindRuling says who gets some kinds of event.
type kindRuling struct {
	to    readers
	kinds string
}

// kindRulings is the list of the kinds of event. What is not on it is not exported.
func kindRulings() []kindRuling {
	return []kindRuling{
		{all, "case_opened processor_set case_closed"},
		{byEffect, "intent effect_failed effect_unknown effect_retried cancelled"},
		{us | plaid, "link_token_asked link_token_created link_token_renewed handoff_started handoff_opened link_event link_succeeded link_exited"},
		{us | plaid, "item_exchanged accounts_read balances_asked balances_read account_chosen processor_token_created"},
		{us | plaid, "relink_asked relinked item_asked item_read rotation_asked access_token_rotated access_token_lost removal_asked item_removed bank_looked"},
		{us | prime, "party_set account_asked account_opened submission_asked submitted follow_asked followed"},
		{us | prime, "money_asked transfer_made transfer_changed method_deactivated sandbox_played given_up"},
		{us, "confirmed processor_token_revealed retried duplicates_found duplicate_accepted restored noted"},
	}
}

// effectRulings says at whose service an effect works.
func effectRulings() map[flow.EffectKind]readers {
	out := map[flow.EffectKind]readers{}
	for _, k := range []flow.EffectKind{flow.CreateLinkToken, flow.OpenLink, flow.ExchangePublicToken, flow.ReadAccounts,
		flow.ReadBalances, flow.CreateProcessorToken, flow.ReadItem, flow.RotateAccess, flow.RemoveItem} {
		out[k] = us | plaid
	}
	for _, k := range []flow.EffectKind{flow.Submit, flow.Follow, flow.OpenNewAccount, flow.MakeContribution, flow.MakeDisbursement,
		flow.CancelTransfer, flow.VerifyOwner, flow.DeactivateMethod, flow.PlaySandboxAct} {
		out[k] = us | prime
	}
	return out
}

// fieldName is a field of a type, by its name in JSON.
type fieldName struct{ of, name string }

// fieldRule is what the lists say of one field.
type fieldRule struct {
	to  readers
	id  bool
	why string
}

// lists are the rulings, ready to be looked up in.
type lists struct {
	kinds   map[flow.EventKind]readers
	effects map[flow.EffectKind]readers
	fields  map[fieldName]fieldRule
	twice   []string // fields with two rulings
}

// listed is the lists, made once. They are never written to.
var listed = sync.OnceValue(makeLists)

func makeLists() *lists {
	l := &lists{kinds: map[flow.EventKind]readers{}, effects: effectRulings(), fields: map[fieldName]fieldRule{}}
	for _, k := range kindRulings() {
		for kind := range strings.FieldsSeq(k.kinds) {
			l.kinds[flow.EventKind(kind)] = k.to
		}
	}
	for _, rulings := range [][]ruling{caseRulings(), linkRulings(), partnerRulings(), eventRulings(), moneyRulings()} {
		for _, r := range rulings {
			for of := range strings.FieldsSeq(r.of) {
				l.add(of, r.ids, fieldRule{r.to, true, r.why})
				l.add(of, r.fields, fieldRule{r.to, false, r.why})
			}
		}
	}
	return l
}

func (l *lists) add(of, names string, rule fieldRule) {
	for name := range strings.FieldsSeq(names) {
		key := fieldName{of, name}
		if _, there := l.fields[key]; there {
			l.twice = append(l.twice, of+"."+name)
		}
		l.fields[key] = rule
	}
}
