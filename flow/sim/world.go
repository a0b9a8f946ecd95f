package sim

import (
	"fmt"
	"reflect"
	"time"
)

// world is everything that the simulated providers remember. It is what the
// state file holds; it has no locks and no references to the process.
type world struct {
	IDs   gen
	Boots uint64        // processes that opened this world; keeps request ids apart
	Skew  time.Duration // how far POST /_sim/clock has moved time on

	LinkTokens *book[*linkToken]
	Sessions   *book[*linkSession]
	Publics    *book[*publicToken]
	Items      *book[*item]
	Processors *book[*processorToken]
	Users      *book[*plaidUser]

	Accounts   *book[*ptAccount]
	Contacts   *book[*ptContact]
	Methods    *book[*ptMethod]
	Banks      *book[*ptBank]
	PlaidItems *book[*ptPlaidItem]
	Replays    *book[*replay]

	PTUsers       *book[*ptUser]
	Revoked       *book[*revoked]
	Contributions *book[*ptContribution]
	Transfers     *book[*ptTransfer]
	Cash          *book[*ptCash]
	Disbursements *book[*ptDisbursement]
	CIPChecks     *book[*ptCheck]
	AMLChecks     *book[*ptCheck]
	DocChecks     *book[*ptDocCheck]
	Documents     *book[*ptDocument]

	Seeded Seeded

	byAccess map[string]*item // derived from Items
	byHosted map[string]*linkToken
	byClient map[string]*plaidUser // by client_user_id, derived from Users
	prime    primeIndex
}

// emptyWorld has the limits and nothing else; a saved world is read into it.
func emptyWorld() *world {
	return &world{
		LinkTokens: newBook[*linkToken](5_000),
		Sessions:   newBook[*linkSession](1_000),
		Publics:    newBook[*publicToken](20_000),
		Items:      newBook[*item](100_000),
		Processors: newBook[*processorToken](100_000),
		Users:      newBook[*plaidUser](20_000),
		Accounts:   newBook[*ptAccount](20_000),
		Contacts:   newBook[*ptContact](100_000),
		Methods:    newBook[*ptMethod](100_000),
		Banks:      newBook[*ptBank](1_000),
		PlaidItems: newBook[*ptPlaidItem](100_000),
		Replays:    newBook[*replay](100_000),
		byAccess:   make(map[string]*item),
		byHosted:   make(map[string]*linkToken),
		byClient:   make(map[string]*plaidUser),

		PTUsers:       newBook[*ptUser](1_000),
		Revoked:       newBook[*revoked](10_000),
		Contributions: newBook[*ptContribution](100_000),
		Transfers:     newBook[*ptTransfer](100_000),
		Cash:          newBook[*ptCash](200_000),
		Disbursements: newBook[*ptDisbursement](100_000),
		CIPChecks:     newBook[*ptCheck](100_000),
		AMLChecks:     newBook[*ptCheck](100_000),
		DocChecks:     newBook[*ptDocCheck](20_000),
		Documents:     newBook[*ptDocument](20_000),

		prime: newPrimeIndex(),
	}
}

// newWorld is the world on its first day: one open Prime Trust account with one
// cleared contact, whose name is that of the Sandbox account holder.
func newWorld(seed uint64, now time.Time) *world {
	w := emptyWorld()
	w.IDs.Seed = seed
	w.seedParty(now)
	return w
}

// whole refuses a world that lacks one of its books: a null in its file.
func (w *world) whole() error {
	books := reflect.ValueOf(w).Elem()
	for i := range books.NumField() {
		if f := books.Field(i); f.Kind() == reflect.Pointer && f.IsNil() {
			return fmt.Errorf("%s is null", books.Type().Field(i).Name)
		}
	}
	return nil
}

// index rebuilds what is derived, after a load.
func (w *world) index() {
	for _, it := range w.Items.all() {
		w.byAccess[it.AccessToken] = it
	}
	for _, u := range w.Users.all() {
		w.byClient[u.ClientUserID] = u
	}
	for _, lt := range w.LinkTokens.all() {
		if lt.HostedID != "" {
			w.byHosted[lt.HostedID] = lt
		}
	}
	w.indexPrime()
}

type linkToken struct {
	Token     string
	CreatedAt time.Time
	ExpiresAt time.Time
	Request   linkTokenRequest
	HostedID  string   // last part of the hosted URL, "" when not hosted
	UpdateOf  string   // item id in update mode
	Sessions  []string // link session ids, oldest first
}

func (t *linkToken) key() string { return t.Token }

type publicToken struct {
	Token     string
	ItemID    string
	ExpiresAt time.Time
	Exchanged bool
}

func (t *publicToken) key() string { return t.Token }

type processorToken struct {
	Token     string
	ItemID    string
	AccountID string
	Processor string
	Products  []string `json:",omitempty"` // what the partner may read; empty = everything
}

func (t *processorToken) key() string { return t.Token }
