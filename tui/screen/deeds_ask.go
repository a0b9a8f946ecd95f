package screen

import (
	"slices"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

func newestFirst(all []flow.Transfer) []flow.Transfer {
	out := slices.Clone(all)
	slices.Reverse(out)
	return out
}

func transferName(t flow.Transfer) string { return string(t.Kind) + " of " + t.Amount.String() }

// askUndo asks before a transfer is stopped.
func askUndo(t flow.Transfer, house string) *Ask {
	body := []string{kit.Safe(house + " is asked to cancel it while it is pending. A cancelled transfer cannot be taken up again.")}
	return &Ask{Dialog: kit.Ask(kit.Safe("Cancel the "+transferName(t)+"?"), "Cancel it", body...), Then: intentDeedYes, Status: "cancel a transfer"}
}

// askOwner asks before somebody gets another e-mail.
func askOwner(t flow.Transfer, house string) *Ask {
	body := []string{kit.Safe(house + " writes another e-mail to the owner of the " + transferName(t) + ". The money waits until the owner says yes.")}
	return &Ask{Dialog: kit.Ask("Ask the owner again?", "Send the e-mail", body...), Then: intentDeedYes, Status: "write to the owner again"}
}

// askEndMethod asks before the method is ended. In Production the name is typed for it.
func askEndMethod(cs flow.Case) *Ask {
	body := []string{"The bank account can then be neither debited nor credited at " + partner(cs.Processor) + ". A deactivated method cannot be used again; it takes a new submission."}
	for _, t := range cs.Transfers {
		if !t.Final() {
			body = append(body, "A transfer is still on its way.")
			break
		}
	}
	d := kit.Ask("Deactivate the method?", "Deactivate", body...)
	if cs.Env == flow.Production {
		d = kit.AskTyped("Deactivate the method? This is PRODUCTION", "Deactivate", cs.Party.LegalName, body...)
	}
	return &Ask{Dialog: d, Then: intentDeedYes, Status: "deactivate the method"}
}

// askReverse asks before a transfer of the sandbox is sent back.
func askReverse(t flow.Transfer) *Ask {
	body := []string{kit.Safe("The sandbox plays the bank that sends it back. No real money moves, and it cannot be undone.")}
	return &Ask{Dialog: kit.Ask(kit.Safe("Send back the "+transferName(t)+"?"), "Send it back", body...), Then: intentDeedYes, Status: "play a return"}
}

// sandboxDeeds are the documented sandbox calls that fit the account and its transfers now.
func (c *Case) sandboxDeeds() []deed {
	cs := c.snap.Case
	var out []deed
	play := func(words, act, id string, ask func() *Ask) {
		if id == "" {
			return
		}
		out = append(out, deed{words: "sandbox: " + words, cmd: flow.PlaySandbox{Act: flow.SandboxAct{Act: act, ID: id}, By: by},
			doing: "writing down the sandbox call", ask: ask, needs: flow.CmdPlay})
	}
	for _, t := range newestFirst(cs.Transfers) {
		name := transferName(t)
		switch t.State() {
		case flow.TransferPending:
			if t.Authorization == "pending" {
				play("the owner says yes to the "+name, flow.ActVerifyOwner, t.AuthorizationID, nil)
			}
			if t.Kind == flow.Disbursement && len(t.Holds) > 0 {
				play("clear the holds of the "+name, flow.ActClear, t.ID, nil)
			}
			play("settle the "+name, flow.ActSettle, t.ID, nil)
		case flow.TransferHeld:
			play("clear the holds of the "+name, flow.ActClear, t.ID, nil)
			play("the bank sends the "+name+" back", flow.ActReverse, t.ID, func() *Ask { return askReverse(t) })
		case flow.TransferAvailable, flow.TransferPaid:
			play("the bank sends the "+name+" back", flow.ActReverse, t.ID, func() *Ask { return askReverse(t) })
		}
	}
	if s := standing(cs); s == nil || s.AccountStatus != "opened" {
		play("open the account", flow.ActOpenAccount, cs.Party.PartnerAccount, nil)
	}
	if s := standing(cs); s == nil || !s.CIPCleared || !s.AMLCleared {
		play("clear the contact's CIP and AML", flow.ActClearContact, cs.Party.PartnerContact, nil)
	}
	return out
}

// standing is how the counterparty stood when it was last looked at, nil when nobody has looked.
func standing(cs flow.Case) *flow.Standing {
	if cs.Ledger == nil {
		return nil
	}
	return cs.Ledger.Standing
}
