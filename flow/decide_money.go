package flow

import (
	"strings"
	"time"
)

// decideMoney turns a command about the partner's account or money into its events.
func decideMoney(c Case, cmd Command, at time.Time) ([]Event, error) {
	switch m := cmd.(type) {
	case OpenAccount:
		return decideAccountAsked(m, at)
	case MoveMoney:
		effect := MakeContribution
		if m.Move == Disbursement {
			effect = MakeDisbursement
		}
		switch {
		case m.Move != Contribution && m.Move != Disbursement:
			return nil, inputFault("money is moved by a contribution or a disbursement")
		case m.Seen != len(c.Transfers):
			return nil, refuse(m.Kind(), "money was moved meanwhile: look at the case, and ask again if it is still wanted")
		case m.Amount.Currency != USD:
			return nil, amountFault("ACH moves US dollars only")
		case m.Amount.Minor <= 0 || m.Amount.Minor > maxAmount:
			return nil, amountFault("the amount must be more than zero and at most 100,000,000.00")
		}
		return one(MoneyAsked{effect, Wish{Kind: m.Move, Amount: m.Amount}, m.By})
	case CancelMove:
		t, ok := c.Transfer(m.ID)
		if !ok || t.State() != TransferPending {
			return nil, inputFault("only a transfer of this case that is pending can be cancelled")
		}
		return one(MoneyAsked{CancelTransfer, Wish{Kind: t.Kind, Amount: t.Amount, Transfer: t.ID}, m.By})
	case AskOwner:
		t, ok := c.Transfer(m.ID)
		if !ok || t.Authorization != "pending" || t.State() != TransferPending {
			return nil, inputFault("no disbursement of this case waits for its owner")
		}
		return one(MoneyAsked{VerifyOwner, Wish{Kind: t.Kind, Amount: t.Amount, Transfer: t.ID}, m.By})
	case Deactivate:
		return one(MoneyAsked{DeactivateMethod, Wish{}, m.By})
	case PlaySandbox:
		return decidePlay(m)
	}
	return nil, Faultf("decide", Internal, "INTERNAL", "no rule for the command %s", cmd.Kind())
}

func decidePlay(m PlaySandbox) ([]Event, error) {
	for _, act := range SandboxActs() {
		if act == m.Act.Act && m.Act.ID != "" && CleanID(m.Act.ID) == m.Act.ID {
			act := m.Act
			return one(MoneyAsked{PlaySandboxAct, Wish{Act: &act}, m.By})
		}
	}
	return nil, inputFault("a sandbox can: " + strings.Join(SandboxActs(), ", "))
}

func decideAccountAsked(m OpenAccount, at time.Time) ([]Event, error) {
	p := m.Party
	p.ClientUserID, p.LegalName = strings.TrimSpace(p.ClientUserID), strings.TrimSpace(p.LegalName)
	p.PartnerAccount, p.PartnerContact = "", ""
	if err := p.Validate(false); err != nil {
		return nil, err
	}
	if err := m.Application.Validate(at); err != nil {
		return nil, err
	}
	return one(AccountAsked{p, strings.TrimSpace(m.Application.AccountName), m.By})
}

// moneyGuard is what the table cannot see about money.
func moneyGuard(c Case, k CommandKind) error {
	pulls, pays := c.Frozen()
	switch k {
	case CmdOpenAccount, CmdContribute, CmdDisburse, CmdCancelMove, CmdAskOwner, CmdDeactivate, CmdPlay:
	default:
		return nil
	}
	switch {
	case !c.Adapter:
		return refuse(k, "this program has no adapter for "+Clean(c.Processor))
	case k == CmdPlay && c.Env == Production:
		return refuse(k, "Production has no sandbox calls")
	case k == CmdDeactivate && c.Submission != nil && c.Submission.Inactive:
		return refuse(k, "the funds-transfer-method is inactive already")
	case k != CmdContribute && k != CmdDisburse:
	case c.Submission != nil && c.Submission.Inactive || c.FollowUp != nil && c.FollowUp.Inactive:
		return refuse(k, "the funds-transfer-method is inactive")
	case k == CmdContribute && c.FollowUp != nil && c.FollowUp.ReauthenticationRequired:
		return refuse(k, "the bank wants the customer to log in again first: relink")
	case k == CmdContribute && pulls:
		return refuse(k, "Prime Trust has frozen pulls into this account")
	case k == CmdDisburse && pays:
		return refuse(k, "Prime Trust has frozen payments out of this account")
	}
	return nil
}
