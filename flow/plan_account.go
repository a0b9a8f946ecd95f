package flow

import (
	"fmt"
	"strings"
)

// names reports whether the plan names another account than the case has chosen.
func (p Plan) names(c Case) bool {
	chosen, _ := c.Account()
	return p.AccountID != "" && p.AccountID != chosen.ID || p.AccountMask != "" && p.AccountMask != chosen.Mask
}

// choose takes the account of the plan, or the only one that can be used. It never takes
// one of several by itself.
func (p Plan) choose(c Case) (Command, error) {
	if why, stop := c.Foreign(); stop && p.AccountID == "" {
		return nil, &Fault{Op: "account", Kind: Input, Code: "LINK_MISMATCH", Who: Operator, Message: why,
			Hint: "Ask the customer which bank and account were linked. To use one of them all the same, name it: linkdesk run --resume " + string(c.ID) + " --account-id ID; otherwise close the case."}
	}
	if p.AccountID != "" {
		return ChooseAccount{p.AccountID, p.AccountBy}, nil
	}
	if p.AccountMask != "" {
		var hits []Account
		for _, a := range c.Accounts {
			if a.Mask == p.AccountMask {
				hits = append(hits, a)
			}
		}
		switch len(hits) {
		case 1:
			return ChooseAccount{hits[0].ID, p.AccountBy}, nil
		case 0:
			return nil, accountFault(c.ID, "ACCOUNT_NOT_CHOSEN", "no account of this case ends in "+Clean(p.AccountMask), c.Accounts)
		}
		return nil, accountFault(c.ID, "ACCOUNT_NOT_CHOSEN", "several accounts end in "+Clean(p.AccountMask), hits)
	}
	usable := UsableAccounts(c.Accounts)
	switch len(usable) {
	case 1:
		return ChooseAccount{usable[0].ID, "only_usable"}, nil
	case 0:
		return nil, accountFault(c.ID, "NO_USABLE_ACCOUNT", "none of the accounts can be debited by ACH", c.Accounts)
	}
	return nil, accountFault(c.ID, "ACCOUNT_NOT_CHOSEN", "several accounts can be used, and this program never picks one by itself", usable)
}

func accountFault(id CaseID, code, why string, accounts []Account) *Fault {
	var list []string
	for _, a := range accounts {
		line := fmt.Sprintf("%s …%s %s", a.Name, a.Mask, a.ID)
		if no := a.Unusable(); no != "" {
			line += " (" + no + ")"
		}
		list = append(list, line)
	}
	hint := "Go on with: linkdesk run --resume " + string(id) + " --account-id ID"
	who := Operator
	if code == "NO_USABLE_ACCOUNT" {
		hint, who = "Ask the customer to link a checking or savings account; linkdesk run --resume "+string(id)+" hands over again.", Customer
	}
	return &Fault{Op: "account", Kind: Input, Code: code, Message: why + ": " + strings.Join(list, "; "), Hint: hint, Who: who}
}
