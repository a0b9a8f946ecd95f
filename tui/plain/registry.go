package plain

import (
	"context"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// findAccount looks for an account at the partner by a part of its name, and for the contact who
// owns it. The choice is a person's, because names alone do not tell people apart. errBack when
// nothing was chosen.
func (c *console) findAccount(ctx context.Context, reg screen.Registry, text string, p *flow.Party) error {
	for page := 1; ; page++ {
		found, err := reg.Accounts(ctx, text, page)
		if err != nil {
			return c.unasked(ctx, err)
		}
		if len(found.Accounts) == 0 {
			c.say("No account has " + kit.Quote(text) + " in its name.")
			return errBack
		}
		items := accountItems(found)
		c.list(items)
		n, err := c.choose(ctx, "Account", items)
		switch {
		case err != nil:
			return err
		case n < len(found.Accounts):
			return c.findContact(ctx, reg, found.Accounts[n], p)
		}
	}
}

func accountItems(found flow.AccountPage) []item {
	var items []item
	for _, a := range found.Accounts {
		it := item{words: kit.Safe(a.Name + ", " + strings.ReplaceAll(a.Status, "_", " ") + ", account " + a.ID)}
		if a.Frozen {
			it.words += ", frozen"
		}
		switch a.Status {
		case "closed", "voided", "pending_closure":
			it.off = "nothing can be linked to it any more"
		}
		items = append(items, it)
	}
	more := item{words: "more accounts"}
	if !found.More {
		more.off = "there are no more of that name"
	}
	return append(items, more)
}

// findContact lists the contacts of an account and takes both.
func (c *console) findContact(ctx context.Context, reg screen.Registry, a flow.PartnerAccount, p *flow.Party) error {
	all, err := reg.Contacts(ctx, a.ID)
	if err != nil {
		return c.unasked(ctx, err)
	}
	if len(all) == 0 {
		c.say("This account has no contact, so there is nobody who could own a bank account.")
		return errBack
	}
	var items []item
	for _, x := range all {
		kind, cleared := "person", "cleared"
		if x.Business {
			kind = "company"
		}
		if !x.Cleared {
			cleared = "not cleared"
		}
		items = append(items, item{words: kit.Safe(x.Name + ", " + kind + ", CIP and AML " + cleared + ", contact " + x.ID)})
	}
	c.list(items)
	n, err := c.choose(ctx, "Contact", items)
	if err != nil {
		return err
	}
	p.PartnerAccount, p.PartnerContact = a.ID, all[n].ID
	return nil
}

// unasked says why the partner could not be asked, and goes back to the question.
func (c *console) unasked(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.say(screen.Trouble(err))
	return errBack
}
