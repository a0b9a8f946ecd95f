package explain

import "linkdesk/flow"

// Hinted returns a copy of f in which Hint and Who are filled, from the card that fits
// or, when none does, by the fault's kind. What is already there stays. Hinting twice is the
// same as once, and nil stays nil.
func Hinted(f *flow.Fault, c flow.Case) *flow.Fault {
	if f == nil {
		return nil
	}
	out := *f
	hint, who := general(f)
	if card, ok := For(f, c); ok {
		hint, who = card.Do, card.Who
	}
	if out.Hint == "" {
		out.Hint = named(hint, c)
	}
	if out.Who == "" {
		out.Who = who
	}
	return &out
}

// general is the hint of a kind. The set of provider codes is open, so a code without a
// card is ordinary and must still leave the operator with a way on.
func general(f *flow.Fault) (string, flow.Who) {
	switch f.Kind {
	case flow.Input:
		return "Correct what the message names, then continue with linkdesk run --resume CASE.", flow.Operator
	case flow.Config:
		return "Correct the setting that the message names, then continue with linkdesk run --resume CASE.", flow.Operator
	case flow.CustomerFault:
		return "Ask the customer to do it, then continue with linkdesk run --resume CASE.", flow.Customer
	case flow.Refused:
		return "Give the request_id to the provider's support and ask for the reason. The case keeps its place.", flow.Operator
	case flow.Transient:
		return "Wait a little, then continue with linkdesk run --resume CASE.", provider(f)
	case flow.Unknown:
		return "Continue with linkdesk run --resume CASE: it asks what became of the request and does nothing twice.", flow.Operator
	}
	return "Nothing is lost. Report this together with what linkdesk version prints.", flow.Operator
}

// provider says whose service the fault's call went to.
func provider(f *flow.Fault) flow.Who {
	if k := flow.EffectKind(f.Op); k == flow.Follow || k.Keyed() {
		return flow.Partners
	}
	return flow.PlaidSide
}
