package link

import (
	"errors"
	"net/http"

	"linkdesk/flow"
)

// maxRenewals bounds how often a flight asks for another link token, so that a token that is
// dead on arrival cannot go round in circles.
const maxRenewals = 3

const (
	noteRenewing = "Link says that its link_token is no longer valid; a new one is being made"
	noteRenewed  = "the link_token was no longer valid; the customer goes on with a new one"
)

var (
	errTooOften = errors.New("the link_token was renewed too often")
	errIsOver   = errors.New("the flight is over")
)

// lease is the link token of a flight. The number counts its tokens from 1, so that a page can
// say which of them is dead without showing it.
type lease struct {
	token  flow.Secret
	number int
}

func (l lease) give(w http.ResponseWriter) {
	l.token.Use(func(token []byte) {
		answer(w, http.StatusOK, struct {
			Token  string `json:"link_token"`
			Number int    `json:"number"`
		}{string(token), l.number})
	})
}

func (f *flight) leased() lease {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.lease
}

// renew answers a page whose Link says that its token is dead. Of two pages with the same dead
// token the second gets what the first one's asking brought.
func (f *flight) renew(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Number int `json:"number"` // of the dead token; 0 = the newest
	}
	if !read(w, r, &body) {
		return
	}
	f.renewing <- struct{}{}
	defer func() { <-f.renewing }()
	is, err := f.leased(), error(nil)
	switch e, over := f.over(); {
	case over:
		answer(w, http.StatusConflict, e)
		return
	case body.Number < 0 || body.Number > is.number:
		refuse(w, http.StatusBadRequest, "there is no such link_token")
		return
	case body.Number == 0 || body.Number == is.number:
		is, err = f.newLease()
	}
	e, over := f.over() // it may have ended meanwhile
	switch {
	case over:
		answer(w, http.StatusConflict, e)
	case err != nil:
		refuse(w, http.StatusBadGateway, "no new link_token could be made")
	default:
		is.give(w)
	}
}

// newLease has the sink make a link token, and lets wait know how long it lives.
func (f *flight) newLease() (lease, error) {
	if f.renewals == maxRenewals {
		return lease{}, errTooOften
	}
	f.renewals++
	var made flow.LinkTokenAnswer
	err := errIsOver
	f.tell(func() {
		f.sink.Note(noteRenewing)
		made, err = f.sink.Renew(f.live)
		switch {
		case err == nil && made.Token.Empty():
			err = errors.New("Plaid answered without a link_token")
			fallthrough
		case err != nil:
			f.sink.Note("no new link_token could be made: " + flow.Clean(err.Error()))
		default:
			f.sink.Note(noteRenewed)
		}
	})
	if err != nil {
		return lease{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lease = lease{made.Token, f.lease.number + 1}
	f.renewed <- f.lives(made.Expiration) // there is room for maxRenewals
	return f.lease, nil
}
