package fake

import (
	"cmp"
	"context"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Book is what the partner's side of a fake desk knows of accounts. The zero Book has none.
type Book struct {
	Accounts []flow.PartnerAccount
	Contacts map[string][]flow.PartnerContact // by the account's id
	// Transfers are those of an account by its id, newest first.
	Transfers map[string][]flow.Transfer
	PerPage   int // accounts or transfers on a page; 0 is 25
	// Agreement is the preview; empty is a short one.
	Agreement string
	// Fault is what every question is answered with, while set.
	Fault error
	// Deaf answers late, also to who has stopped asking.
	Deaf bool
}

// SetBook changes what the partner knows from now on.
func (d *Desk) SetBook(b Book) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.book = b
}

// asked takes the desk's time for one question, and gives the book as it is then.
func (d *Desk) asked(ctx context.Context) (Book, error) {
	d.mu.Lock()
	d.questions++
	book := d.book
	d.mu.Unlock()
	if book.Deaf {
		ctx = context.WithoutCancel(ctx)
	}
	select {
	case <-time.After(d.delay):
		return bent(d, book), bent(d, book.Fault)
	case <-ctx.Done():
		d.mu.Lock()
		defer d.mu.Unlock()
		d.givenUp++
		return book, ctx.Err()
	}
}

// GivenUp is how many questions were ended by who had asked them.
func (d *Desk) GivenUp() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.givenUp
}

// Questions is how many times the partner was asked for accounts, contacts, transfers or an agreement.
func (d *Desk) Questions() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.questions
}

// Accounts lists those of the book whose name contains the text.
func (d *Desk) Accounts(ctx context.Context, text string, page int) (flow.AccountPage, error) {
	book, err := d.asked(ctx)
	if err != nil {
		return flow.AccountPage{}, err
	}
	per := cmp.Or(book.PerPage, 25)
	out := flow.AccountPage{Page: page}
	skip := (page - 1) * per
	for _, a := range book.Accounts {
		switch {
		case !strings.Contains(strings.ToLower(a.Name), strings.ToLower(text)):
		case skip > 0:
			skip--
		case len(out.Accounts) == per:
			out.More = true
		default:
			out.Accounts = append(out.Accounts, a)
		}
	}
	return out, nil
}

// Contacts lists those of an account in the book.
func (d *Desk) Contacts(ctx context.Context, accountID string) ([]flow.PartnerContact, error) {
	book, err := d.asked(ctx)
	return book.Contacts[accountID], err
}

// Transfers lists those of an account in the book.
func (d *Desk) Transfers(ctx context.Context, accountID string, page int) (all []flow.Transfer, more bool, err error) {
	book, err := d.asked(ctx)
	if err != nil {
		return nil, false, err
	}
	all = book.Transfers[accountID]
	per := cmp.Or(book.PerPage, 25)
	all = all[min((page-1)*per, len(all)):]
	return all[:min(per, len(all))], len(all) > per, nil
}

// Preview is the book's agreement.
func (d *Desk) Preview(ctx context.Context, a flow.Application) (string, error) {
	book, err := d.asked(ctx)
	if err == nil && book.Agreement == "" {
		return "AGREEMENT\nThe custodian opens the account for " + a.Owner.Name + ".", nil
	}
	return book.Agreement, err
}

// bare is a desk that can do nothing beyond what every desk can.
type bare struct{ screen.Desk }
