package doctor

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

func good(detail string) Check { return Check{State: Good, Detail: detail} }

func skipped(detail string) Check { return Check{State: Skipped, Detail: detail} }

func unclear(detail string) Check { return Check{State: Unclear, Detail: detail} }

// toDo is for a person at a page.
func toDo(detail, cure, page string) Check {
	return Check{State: ToDo, Detail: detail}.cure(flow.Operator, cure).at(page)
}

// failed is the operator's to cure. cure is a clause without its full stop.
func failed(where Fault, detail, cure string) Check {
	return Check{State: Failed, Detail: detail, Fault: where}.cure(flow.Operator, cure)
}

// cure says who does what.
func (c Check) cure(who flow.Who, what string) Check {
	c.Who, c.Cure = who, ""
	if what = strings.TrimSuffix(what, "."); what != "" {
		c.Cure = actor(who) + ": " + what + "."
	}
	return c
}

// at names the exact page; it stands in the cure too, where people read.
func (c Check) at(page string) Check {
	c.Page = page
	if c.Cure != "" && !strings.Contains(c.Cure, page) {
		c.Cure = strings.TrimSuffix(c.Cure, ".") + " (https://" + page + ")."
	}
	return c
}

func (c Check) code(code string) Check {
	c.Code = code
	return c
}

func actor(who flow.Who) string {
	switch who {
	case flow.PlaidSide:
		return "Plaid"
	case flow.Partners:
		return "The partner"
	case flow.BankSide:
		return "The bank"
	case flow.Customer:
		return "The customer"
	case flow.Nobody:
		return "Nobody"
	}
	return "Operator"
}

// ofFault is a check that failed by a fault which has no better words: those of its card.
func ofFault(f *flow.Fault, provider string) Check {
	what := ""
	if card, ok := explain.For(f, flow.Case{}); ok {
		what = card.What + " "
	}
	c := Check{State: Failed, Fault: Provider, Detail: what + says(f)}.of(f)
	switch f.Code {
	case "NOT_SENT":
		return c.cure(flow.Operator, "check the network, the proxy and the clock of this machine, then run linkdesk doctor again")
	case "NO_ANSWER", "ANSWER_UNREADABLE", "SERVER_ERROR", "INTERNAL_SERVER_ERROR", "PLANNED_MAINTENANCE", "429", "RATE_LIMIT":
		c = c.cure(flow.Operator, "wait a little and run linkdesk doctor again")
		if provider == "Plaid" {
			c.Cure += " Whether Plaid is in trouble stands at https://status.plaid.com."
		}
		return c
	case "REFUSED_BY_GATEWAY", "REDIRECT_REFUSED":
		return c.cure(flow.Operator, "see the proxy above and whether this network asks for a login first; what answered is not "+provider)
	case "BAD_CONFIG":
		c.Fault = Here
		return c.cure(flow.Operator, "correct the setting that the message names; linkdesk auth status shows where each one is from")
	case "UNAUTHORIZED_ENVIRONMENT", "CREDITS_EXHAUSTED":
		return c.cure(flow.Operator, "ask for Production access, or use --env sandbox").at(pageProduction)
	}
	more := ""
	if codeShape().MatchString(f.Code) { // it comes from outside, and this is a command to copy
		more = "linkdesk explain " + f.Code + " says more; "
	}
	return c.cure(flow.Operator, more+"give the request_id to "+provider+"'s support")
}

// of takes what a fault is known by.
func (c Check) of(f *flow.Fault) Check {
	c.Code, c.RequestID = f.Code, f.RequestID
	return c
}

// says repeats the provider's own words with their code.
func says(f *flow.Fault) string {
	text := "It said " + f.Code
	if f.Message != "" {
		text += ": " + strings.TrimSuffix(f.Message, ".")
	}
	if f.RequestID != "" {
		text += " (request_id " + f.RequestID + ")"
	}
	return text + "."
}

// noAnswer reports that a provider was not heard at all, so that asking it again within this
// examination would only take more time.
func noAnswer(c Check) bool {
	switch c.Code {
	case "NOT_SENT", "NO_ANSWER", "REFUSED_BY_GATEWAY", "REDIRECT_REFUSED":
		return c.State == Failed
	}
	return false
}

var codeShape = flow.Pattern(`^[A-Za-z0-9_.]{1,64}$`)
