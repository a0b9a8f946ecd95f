package snippet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
)

// Step is a call of the guide.
type Step string

// The steps in the order of the road.
const (
	LinkToken      Step = "link_token"
	Exchange       Step = "exchange"
	ProcessorToken Step = "processor_token"
	Submission     Step = "submission"
)

// Steps lists all steps.
func Steps() []Step { return []Step{LinkToken, Exchange, ProcessorToken, Submission} }

// Language is what a guide's call can be written in.
type Language string

// The languages. Plaid has a library for all but the shell; Prime Trust never had one.
const (
	InCurl   Language = "curl"
	InNode   Language = "node"
	InPython Language = "python"
	InRuby   Language = "ruby"
	InGo     Language = "go"
	InJava   Language = "java"
)

// Languages lists all languages.
func Languages() []Language { return []Language{InCurl, InNode, InPython, InRuby, InGo, InJava} }

// ParseStep and ParseLanguage refuse another word with the list of those that there are.
func ParseStep(s string) (Step, error)         { return parse("step", s, Steps()) }
func ParseLanguage(s string) (Language, error) { return parse("language", s, Languages()) }

func parse[T ~string](what, s string, all []T) (T, error) {
	if i := slices.Index(all, T(s)); i >= 0 {
		return all[i], nil
	}
	words := make([]string, len(all))
	for i, x := range all {
		words[i] = string(x)
	}
	last := len(words) - 1
	return "", fmt.Errorf("unknown %s %q: use %s or %s", what, flow.Clean(s), strings.Join(words[:last], ", "), words[last])
}

// Facts are what a snippet shows of a case. There is no place in it for a token or a key to a
// provider: those are always variables. What is empty becomes a variable too.
type Facts struct {
	Env                 flow.Environment // empty is Sandbox
	Products, Countries []string         // empty: auth, and US
	ClientUserID        string
	LegalName           string // empty is left out
	Business            bool
	Hosted              bool
	RedirectURI         string // empty is left out
	Repair              bool   // the link token is for update mode
	SelectAccounts      bool   // in which the accounts are chosen again
	AccountID           string
	Processor           string // empty is prime_trust
	ContactID           string // at Prime Trust
	Key                 string // the idempotency key of the submission, a UUID
}

// FactsOf takes from a case what a snippet shows. key is the idempotency key of its submission, ""
// when there is none.
func FactsOf(c flow.Case, key string) Facts {
	f := Facts{Env: c.Env, ClientUserID: c.Party.ClientUserID, LegalName: c.Party.LegalName, Business: c.Party.Business,
		Hosted: c.Link.Hosted, RedirectURI: c.Link.RedirectURI, AccountID: c.AccountID, Processor: c.Processor,
		ContactID: c.Party.PartnerContact, Key: key}
	if c.Side != nil && c.Side.Relink {
		f.Repair, f.SelectAccounts = true, c.Side.SelectAccounts
	}
	return f
}

var uuid = flow.Pattern(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// whole fills in what has a default, and takes away what must not be shown: a text with a token
// in it, and a key that is none.
func (f Facts) whole() Facts {
	for _, s := range []*string{&f.ClientUserID, &f.LegalName, &f.RedirectURI, &f.AccountID, &f.Processor, &f.ContactID} {
		if _, _, is := flow.TokenIn(*s); is {
			*s = ""
		}
	}
	if !uuid().MatchString(f.Key) {
		f.Key = ""
	}
	f.Processor = cmp.Or(f.Processor, flow.PrimeTrust)
	if len(f.Products) == 0 {
		f.Products = []string{"auth"}
	}
	if len(f.Countries) == 0 {
		f.Countries = []string{"US"}
	}
	if f.Env == "" {
		f.Env = flow.Sandbox
	}
	return f
}

// plaidAt and primeTrustAt are where the providers are.
func plaidAt(env flow.Environment) string {
	return base(env, "https://sandbox.plaid.com", "https://production.plaid.com")
}

func primeTrustAt(env flow.Environment) string {
	return base(env, "https://sandbox.primetrust.com", "https://api.primetrust.com")
}

// base is one of them; a Demo has its own, and another program finds that under the address of
// linkdesk sim.
func base(env flow.Environment, sandbox, production string) string {
	switch env {
	case flow.Production:
		return production
	case flow.Sandbox:
		return sandbox
	}
	return "http://127.0.0.1:8787"
}

func checkType(business bool) string {
	if business {
		return "business"
	}
	return "personal"
}
