package explain

import (
	"slices"
	"strings"

	"linkdesk/flow"
)

// Matter is what a case has to be explained by: its fault, what became of its money, or what its
// bank link wants the customer for. Nil when nothing is the matter.
func Matter(c flow.Case) *flow.Fault {
	if c.Phase == flow.PhaseClosed || c.Fault != nil {
		return c.Fault
	}
	if f := c.MoneyFault(); f != nil {
		return f
	}
	if code, _ := c.RelinkReason(); code != "" && c.Side == nil {
		return &flow.Fault{Op: string(flow.ReadItem), Kind: flow.CustomerFault, Code: code, Who: flow.Customer,
			Message: "the bank link wants the customer"}
	}
	return nil
}

// Advise is For for a case at rest: the acts are those that the case allows, and a code without a
// card degrades to the raw facts with what its kind asks for. Do is the fault's own hint where it
// has one that the card does not know. f must not be nil.
func Advise(f *flow.Fault, c flow.Case) Card {
	card, ok := For(f, c)
	if !ok {
		card = unknown(f, c)
	}
	plain := card.Do
	if c.Phase != flow.PhaseNone && c.Side == nil {
		card = fitted(card, f, c)
	}
	if f.Hint != "" && f.Hint != plain {
		card.Do = f.Hint
	}
	if f.Who != "" {
		card.Who = f.Who
	}
	card.Acts = slices.Clone(card.Acts)
	for i := range card.Acts {
		card.Acts[i].Command = filled(card.Acts[i].Command, c)
	}
	return card
}

// WayOut says that a case ends here, "" where it can be repaired.
func (c Card) WayOut() string {
	ends := func(a Act) bool { return a.Name == NewCase }
	switch {
	case !slices.ContainsFunc(c.Acts, ends):
		return ""
	case slices.ContainsFunc(c.Acts, func(a Act) bool { return a.Own() && a.Name != Settings && !ends(a) }):
		return "If that does not help, this case cannot be repaired: open a new one."
	}
	return "This case cannot be repaired: open a new one."
}

// unknown makes a card of the raw facts. The set of provider codes is open, so that is ordinary.
func unknown(f *flow.Fault, c flow.Case) Card {
	hint, who := general(f)
	card := Card{Code: f.Code, Provider: Plaid, What: "There is no card for this code: " + f.Message, Who: who, Do: named(hint, c), Tell: quiet,
		Doc: "https://plaid.com/docs/errors/"}
	switch {
	case f.HTTPStatus == 0 && f.RequestID == "" && f.Type == "":
		card.Provider, card.Doc = Own, "linkdesk help run"
	case provider(f) == flow.Partners:
		card.Provider, card.Doc = PrimeTrust, "Prime Trust API v2 (not online any more)"
	}
	if f.Kind == flow.CustomerFault {
		card.Tell = "Please open the link once more."
	}
	rows, _ := table()
	row := rows["kind:"+string(f.Kind)]
	card.Helps, card.Acts = row.helps, slices.Clone(row.acts)
	for i, a := range card.Acts {
		if !a.Own() && a.Who == flow.Nobody {
			card.Acts[i].Who = provider(f) // the table cannot know whose call it was
		}
	}
	return card
}

// filled puts what a case knows where a command has a word in capitals.
func filled(command string, c flow.Case) string {
	if c.ID == "" {
		return command
	}
	command = named(command, c)
	if strings.Contains(command, "--env ") && c.Processor != "" && c.Processor != flow.PrimeTrust {
		command += " --processor " + quoted(c.Processor)
	}
	if c.Party.PartnerAccount == "" {
		command = strings.Replace(command, " --pt-account ID --pt-contact ID", "", 1)
	}
	for _, x := range [][2]string{{"--env ENV", string(c.Env)}, {"--user USER", c.Party.ClientUserID}, {"--name NAME", c.Party.LegalName},
		{"--pt-account ID", c.Party.PartnerAccount}, {"--pt-contact ID", c.Party.PartnerContact}} {
		if flag, _, _ := strings.Cut(x[0], " "); x[1] != "" && strings.Contains(command, "--env ") {
			command = strings.Replace(command, x[0], flag+" "+quoted(x[1]), 1)
		}
	}
	return command
}

// quoted makes one word of a value for a shell.
func quoted(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
