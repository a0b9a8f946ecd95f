package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The intents about the money of a submitted case.
const (
	intentMoney      kit.Intent = "money"
	intentContribute kit.Intent = "contribute"
	intentDisburse   kit.Intent = "disburse"
	intentUndo       kit.Intent = "cancel_transfer"
	intentOwner      kit.Intent = "ask_owner"
	intentEndMethod  kit.Intent = "deactivate"
	intentDeedYes    kit.Intent = "deed.yes"
)

// deed is one thing that can be asked for about the money of a case.
type deed struct {
	intent kit.Intent // of its kind on the case's page; empty for the sandbox calls
	words  string
	off    string            // why it cannot be asked for now
	cmd    flow.Command      // nil for what asks for an amount first
	move   flow.TransferKind // what asks for an amount
	ask    func() *Ask       // the question before it; nil when it asks none
	doing  string            // what goes on while it is written down
	needs  flow.CommandKind  // empty for a page that only reads
	page   *Page             // what it opens instead of asking for anything
	pass   bool              // lets a day of the simulator pass, and then looks
}

// deeds are all of them, in the order of the menu. What fits several transfers is there once for
// each, the newest first.
func (c *Case) deeds() []deed {
	cs := c.snap.Case
	house := partner(cs.Processor)
	out := []deed{
		{intent: intentContribute, words: "contribution: pull money from the bank account", move: flow.Contribution, needs: flow.CmdContribute},
		{intent: intentDisburse, words: "disbursement: pay money out to the bank account", move: flow.Disbursement, needs: flow.CmdDisburse},
		{intent: intentBalances, words: "balances of now, from the bank", cmd: flow.AskBalances{}, doing: "asking the bank", needs: flow.CmdBalances},
		c.transfersDeed(),
	}
	out = append(out, c.undoDeeds(house)...)
	out = append(out, c.ownerDeeds(house)...)
	out = append(out, deed{intent: intentEndMethod, words: "deactivate the funds-transfer-method", cmd: flow.Deactivate{By: by},
		doing: "writing down the deactivation", ask: func() *Ask { return askEndMethod(cs) }, needs: flow.CmdDeactivate})
	if cs.Env != flow.Production {
		out = append(out, c.sandboxDeeds()...)
	}
	if c.desk.Defaults().Clock {
		out = append(out, deed{words: "simulator: a day passes", pass: true, needs: flow.CmdFollow})
	}
	for i := range out {
		if out[i].off == "" && out[i].needs != "" {
			out[i].off = c.able(kit.Key{}, out[i].needs).Off
		}
	}
	return out
}

// undoDeeds are the cancellations of what is pending.
func (c *Case) undoDeeds(house string) []deed {
	var out []deed
	for _, t := range newestFirst(c.snap.Case.Transfers) {
		if t.State() != flow.TransferPending {
			continue
		}
		out = append(out, deed{intent: intentUndo, words: "cancel the " + transferName(t), cmd: flow.CancelMove{ID: t.ID, By: by},
			doing: "writing down the cancellation", ask: func() *Ask { return askUndo(t, house) }, needs: flow.CmdCancelMove})
	}
	if len(out) == 0 {
		return []deed{{intent: intentUndo, words: "cancel a transfer", off: c.offOr(flow.CmdCancelMove, "no transfer is pending")}}
	}
	return out
}

// ownerDeeds are the e-mails to the owners of payments that wait for one.
func (c *Case) ownerDeeds(house string) []deed {
	var out []deed
	for _, t := range newestFirst(c.snap.Case.Transfers) {
		if t.Authorization != "pending" || t.State() != flow.TransferPending {
			continue
		}
		out = append(out, deed{intent: intentOwner, words: "ask the owner of the " + transferName(t) + " again", cmd: flow.AskOwner{ID: t.ID, By: by},
			doing: "writing down the e-mail to the owner", ask: func() *Ask { return askOwner(t, house) }, needs: flow.CmdAskOwner})
	}
	if len(out) == 0 {
		return []deed{{intent: intentOwner, words: "ask the owner of a disbursement again", off: c.offOr(flow.CmdAskOwner, "no disbursement waits for its owner")}}
	}
	return out
}

// offOr is flow's reason against a command, or ours.
func (c *Case) offOr(k flow.CommandKind, ours string) string {
	if off := c.able(kit.Key{}, k).Off; off != "" {
		return off
	}
	return ours
}

// moneyKeys are the keys of the deeds on the case's page. All of them are in the menu too, so
// that the line of hints has room for the way to it.
func (c *Case) moneyKeys() []kit.Key {
	if !c.snap.Case.Adapter {
		return nil
	}
	menu := kit.Key{Press: []string{"m"}, Intent: intentMoney, Help: "money", Hint: true}
	if err := flow.Can(c.snap.Case, flow.CmdFollow); err != nil && !(c.snap.Case.Submission != nil && resting(c.snap.Case.Phase)) {
		menu.Off = err.Error()
	}
	return append([]kit.Key{menu}, c.deedKeys(c.deeds())...)
}

// deedKeys are the letters of deeds, each with the reason of the first one of its kind.
func (c *Case) deedKeys(all []deed) []kit.Key {
	keys := []kit.Key{
		{Press: []string{"f"}, Intent: intentContribute, Help: "pull money", Hint: true},
		{Press: []string{"s"}, Intent: intentDisburse, Help: "pay money out"},
		{Press: []string{"z"}, Intent: intentUndo, Help: "cancel a transfer"},
		{Press: []string{"a"}, Intent: intentOwner, Help: "ask the owner again"},
		{Press: []string{"X"}, Intent: intentEndMethod, Help: "deactivate the method"},
	}
	for i := range keys {
		for _, d := range all {
			if d.intent == keys[i].Intent {
				keys[i].Off = d.off
				break
			}
		}
	}
	return keys
}
