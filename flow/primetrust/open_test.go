package primetrust

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

func TestOpenFindAndKnow(t *testing.T) {
	for name, app := range map[string]flow.Application{"person": testPerson(), "company": testCompany()} {
		t.Run(name, func(t *testing.T) {
			both(t, sim.Options{}, func(t *testing.T, w *world) {
				opened, call, err := w.c.OpenAccount(t.Context(), testKey, sealed(t, app))
				if err != nil || opened.AccountID == "" || opened.ContactID == "" || opened.AccountStatus != "pending" {
					t.Fatalf("got %+v, %v", opened, err)
				}
				if call.HTTPStatus != 201 || call.RequestID == "" || call.Endpoint != "POST /v2/accounts" {
					t.Errorf("the call is %+v", call)
				}
				again, _, err := w.c.OpenAccount(t.Context(), testKey, sealed(t, app))
				if err != nil || again != opened || w.accounts() != 2 {
					t.Errorf("the same key gives %+v, %v and %d accounts", again, err, w.accounts())
				}
				page, call, err := w.c.Accounts(t.Context(), strings.ToUpper(app.AccountName[:5]), 1)
				if err != nil || len(page.Accounts) != 1 || page.More || page.Page != 1 || call.Endpoint != "GET /v2/accounts" {
					t.Fatalf("the search gives %+v, %v", page, err)
				}
				if got := page.Accounts[0]; got != (flow.PartnerAccount{ID: opened.AccountID, Name: app.AccountName, Status: "pending"}) {
					t.Errorf("the account is %+v", got)
				}
				contacts, _, err := w.c.Contacts(t.Context(), opened.AccountID)
				if err != nil || len(contacts) != 1 {
					t.Fatalf("the contacts are %+v, %v", contacts, err)
				}
				if got := contacts[0]; got.ID != opened.ContactID || got.Name != app.Owner.Name || got.Business != (app.Company != nil) ||
					got.CIP || !got.AML || got.Cleared || got.Frozen || len(got.Required) != 0 {
					t.Errorf("the contact is %+v", got)
				}
				party := flow.Party{ClientUserID: "c", LegalName: app.Owner.Name, PartnerAccount: opened.AccountID, PartnerContact: opened.ContactID}
				if check, _, err := w.c.CheckParty(t.Context(), party); err != nil || check.AccountStatus != "pending" || check.Cleared {
					t.Errorf("the check gives %+v, %v", check, err)
				}
			})
		})
	}
}

// The point of the key: the answer is lost, the account is there, the repeat finds it.
func TestALostAnswerToANewAccount(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		w.fault("POST /v2/accounts", sim.KindDropAfter)
		_, call, err := w.c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
		if f := nothingPrivate(t, err, call); f.Kind != flow.Unknown {
			t.Errorf("the lost answer is %s", f.Kind)
		}
		there := w.accounts()
		opened, _, err := w.c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
		if err != nil || opened.ContactID == "" || there != 2 || w.accounts() != 2 {
			t.Errorf("the repeat gives %+v, %v; %d accounts, then %d", opened, err, there, w.accounts())
		}
	})
}

// What the simulator refuses by itself names a field that the form has.
func TestRefusalsOfAnApplicationNameTheField(t *testing.T) {
	w := newWorld(t, sim.Options{}, false)
	for i, tc := range []struct {
		field string
		spoil func(*flow.Application)
	}{
		{"account_name", func(a *flow.Application) { a.AccountName = "" }},
		{"authorized_signature", func(a *flow.Application) { a.Signature = "" }},
		{"owner.name", func(a *flow.Application) { a.Owner.Name = strings.Repeat("x", 81) }},
		{"owner.tax_id", func(a *flow.Application) { a.Owner.TaxID = "98765432" }},
		{"owner.tax_state", func(a *flow.Application) { a.Owner.TaxState, a.Owner.TaxCountry = "", "US" }},
		{"owner.phone", func(a *flow.Application) { a.Owner.Phone = strings.Repeat("5", 26) }},
		{"owner.address.street_1", func(a *flow.Application) { a.Owner.Address = flow.Address{} }},
		{"company.kind", func(a *flow.Application) { a.Company.Kind = "club" }},
		{"company.incorporated", func(a *flow.Application) { a.Company.Incorporated = "1985-03-07x" }},
		{"company.related.name", func(a *flow.Application) { a.Company.Related.Name = "" }},
		{"company.related_label", func(a *flow.Application) { a.Company.RelatedLabel = "" }},
		{"account_questionnaire.purpose-of-account", func(a *flow.Application) { a.Questions["purpose-of-account"] = "no" }},
	} {
		t.Run(tc.field, func(t *testing.T) {
			app := testCompany()
			tc.spoil(&app)
			_, call, err := w.c.OpenAccount(t.Context(), fmt.Sprintf(otherKey, i), sealed(t, app))
			f := nothingPrivate(t, err, call)
			if f.Kind != flow.Input || f.Code != "422" || f.Field != tc.field || f.Op != openOp {
				t.Errorf("got %+v", *f)
			}
			if found := app.Check(w.c.now()); !slices.ContainsFunc(found, func(x flow.FieldFault) bool { return x.Field == tc.field }) {
				t.Errorf("the form would have let it pass: %v", found)
			}
		})
	}
	if w.accounts() != 1 {
		t.Errorf("there are %d accounts", w.accounts())
	}
}

// A server that repeats what it was sent must not bring it into a fault, in any spelling.
func TestARefusalRepeatsNothingPrivate(t *testing.T) {
	for name, tc := range map[string]struct{ entry, field, want string }{
		"plural":                 {`{"status":422,"title":"Invalid Attribute","detail":"987654321 is no tax id","source":{"pointer":"/data/attributes/owner/tax-id-number"}}`, "owner.tax_id", "[withheld] is no tax id"},
		"singular and dashes":    {`{"status":"422","title":"Invalid Attribute","detail":"987-65-4321?","source":{"pointer":"/data/attribute/owner/tax_id_number"}}`, "owner.tax_id", "[withheld]?"},
		"a day of birth":         {`{"status":422,"title":"born 1985-03-07 or 03/07/1985","detail":"x","source":{"pointer":"/data/attributes/owner/date-of-birth"}}`, "owner.date_of_birth", "born [withheld] or [withheld]"},
		"an address in capitals": {`{"status":422,"title":"Invalid","detail":"no SUITE 5 at 2992 CAMERON ROAD, MALAKOFF 14236"}`, "", "no [withheld] at [withheld], [withheld] [withheld]"},
		"a number":               {`{"status":422,"title":"Invalid","detail":987654321}`, "", "[withheld]"},
		"the second entry":       {`{"status":422,"title":"Invalid"},{"title":"x","source":{"pointer":"owner.email"}}`, "owner.email", "Invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(reply(422, jsonAPI, errorsBody(tc.entry))))
			for _, act := range []func() (flow.Call, error){
				func() (flow.Call, error) {
					_, call, err := c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
					return call, err
				},
				func() (flow.Call, error) { _, call, err := c.Preview(t.Context(), testPerson()); return call, err },
			} {
				call, err := act()
				if f := nothingPrivate(t, err, call); f.Field != tc.field || f.Kind != flow.Input || !strings.Contains(f.Message, tc.want) {
					t.Errorf("got %+v", *f)
				}
			}
		})
	}
}

// A postal code that looks like a status must not turn a refusal into another one.
func TestACodeIsNotWithheld(t *testing.T) {
	app := testPerson()
	app.Owner.Address = flow.Address{Street1: "Street", City: "City", PostalCode: "422", Country: "IS"}
	c := clientOf(t, loginOK(reply(422, jsonAPI, errorsBody(`{"status":"422","title":"no 422"}`))))
	_, _, err := c.OpenAccount(t.Context(), testKey, sealed(t, app))
	if f := faultOf(t, err); f.Code != "422" || f.Kind != flow.Input || !strings.Contains(f.Message, "no [withheld]") {
		t.Errorf("got %+v", *f)
	}
}

const openedBody = `{"data":{"type":"account","id":"` + accountID + `","attributes":{"name":"A","status":"incomplete"}%s},"included":[]}`

// The recorded shapes of a good answer.
func TestOpenedInOtherSpellings(t *testing.T) {
	owner := `"data":[{"type":"contacts","id":"` + ownerID + `"}]`
	for name, relationships := range map[string]string{
		"owners":     `,"relationships":{"owners":{` + owner + `},"contacts":{"data":[]}}`,
		"one owner":  `,"relationships":{"owners":{"data":{"type":"contacts","id":"` + ownerID + `"}}}`,
		"contacts":   `,"relationships":{"owners":{"links":{"related":"/v2/contacts?account.id=x"}},"contacts":{` + owner + `}}`,
		"links only": `,"relationships":{"owners":{"links":{"related":"/v2/contacts?account.id=x"}}}`,
		"nothing":    ``,
		"null":       `,"relationships":null`,
	} {
		t.Run(name, func(t *testing.T) {
			looked := 0
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					looked++
					reply(200, jsonAPI, `{"links":{},"data":[{"id":"x","attributes":{"name":"Another","contact_type":"natural_person"}},
						{"id":"`+ownerID+`","attributes":{"name":"avery quinn","contact_type":"natural_person"}}]}`)(w, r)
					return
				}
				reply(200, jsonAPI, fmt.Sprintf(openedBody, relationships))(w, r)
			}))
			got, call, err := c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
			if err != nil || got != (flow.OpenedAccount{AccountID: accountID, ContactID: ownerID, AccountStatus: "incomplete"}) || call.HTTPStatus != 200 {
				t.Errorf("got %+v, %v", got, err)
			}
			if wanted := !strings.Contains(relationships, ownerID); (looked == 1) != wanted {
				t.Errorf("looked %d times", looked)
			}
		})
	}
}

func TestAnAcceptedAccountIsLookedUp(t *testing.T) {
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.Header().Set("Content-Location", accountsPath+"/"+accountID)
			w.WriteHeader(http.StatusAccepted)
			return
		}
		if r.URL.Path != accountsPath+"/"+accountID || r.URL.Query().Get("include") != "owners,contacts" {
			t.Errorf("asked for %s", r.URL)
		}
		reply(200, jsonAPI, fmt.Sprintf(openedBody, `,"relationships":{"owners":{"data":[{"id":"`+ownerID+`"}]}}`))(w, r)
	}))
	if got, _, err := c.OpenAccount(t.Context(), testKey, sealed(t, testPerson())); err != nil || got.AccountID != accountID || got.ContactID != ownerID {
		t.Errorf("got %+v, %v", got, err)
	}
}

// Half an answer is not an account, and not a refusal either: the account may be open.
func TestAnUnreadableAccountIsUnknown(t *testing.T) {
	for name, doc := range map[string]string{
		"nothing": ``, "a list": `{"data":[]}`, "no id": `{"data":{"attributes":{"status":"pending"}}}`,
		"no status":      `{"data":{"id":"` + accountID + `","attributes":{"status":null}}}`,
		"a wrong status": `{"data":{"id":"` + accountID + `","attributes":{"status":{"987654321":1}}}}`,
		"nobody owns it": fmt.Sprintf(openedBody, ""),
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					reply(200, jsonAPI, `{"data":[]}`)(w, r)
					return
				}
				reply(201, jsonAPI, doc)(w, r)
			}))
			_, call, err := c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
			if f := nothingPrivate(t, err, call); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" {
				t.Errorf("got %+v", *f)
			}
		})
	}
}

func TestTheDigestOfAnApplicationIsOfTheBytesSent(t *testing.T) {
	var sent []byte
	var header http.Header
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		sent, _ = io.ReadAll(r.Body)
		header = r.Header
		reply(201, jsonAPI, fmt.Sprintf(openedBody, `,"relationships":{"owners":{"data":[{"id":"`+ownerID+`"}]}}`))(w, r)
	}))
	for _, app := range []flow.Application{testPerson(), testCompany()} {
		app.Salt = "salt-of-this-one"
		s := sealed(t, app)
		if _, _, err := c.OpenAccount(t.Context(), testKey, s); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(append([]byte("salt-of-this-one\n"), sent...))
		if got := c.OpenDigest(s); got != hex.EncodeToString(sum[:]) {
			t.Errorf("the digest %s is not of %s", got, sent)
		}
	}
	if header.Get("X-Idempotent-ID-V2") != testKey || header.Get("Content-Type") != jsonAPI {
		t.Errorf("the headers are %v", header)
	}
	want := `{"data":{"type":"accounts","attributes":{"account-type":"custodial","name":"Avery Quinn","authorized-signature":"Avery Quinn","owner":` +
		`{"contact-type":"natural_person","name":"Avery Quinn","email":"avery@example.com","date-of-birth":"1985-03-07","tax-id-number":"987654321",` +
		`"tax-country":"US","tax-state":"NY","primary-address":{"street-1":"2992 Cameron Road","street-2":"Suite 5","city":"Malakoff","region":"NY",` +
		`"postal-code":"14236","country":"US"},"primary-phone-number":{"number":"+1 415 555 0123"}}}}}`
	if got := string(accountBody("accounts", testPerson())); got != want {
		t.Errorf("the body is\n%s\nwant\n%s", got, want)
	}
	if c.OpenDigest(flow.Secret{}) != "" || c.OpenDigest(flow.NewSecret([]byte("x"))) != "" {
		t.Error("nothing has a digest")
	}
	for _, key := range []string{"", "2b6cdfb6-3b7e-1f3e-9a55-0d7f3ad6a001"} {
		if _, call, err := c.OpenAccount(t.Context(), key, sealed(t, testPerson())); faultOf(t, err).Code != "INTERNAL" || call.HTTPStatus != 0 {
			t.Errorf("the key %q: %v", key, err)
		}
	}
	if _, _, err := c.OpenAccount(t.Context(), testKey, flow.NewSecret([]byte(`{"owner":987654321}`))); nothingPrivate(t, err).Kind != flow.Internal {
		t.Errorf("got %v", err)
	}
}

// The account was opened: whatever becomes of the look for its owner, it is not refused.
func TestARefusedLookForTheOwnerIsUnknown(t *testing.T) {
	for _, status := range []int{403, 404, 429, 500} {
		c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				reply(status, jsonAPI, errorsBody(fmt.Sprintf(`{"status":%d,"title":"no"}`, status)))(w, r)
				return
			}
			reply(201, jsonAPI, fmt.Sprintf(openedBody, ""))(w, r)
		}))
		_, call, err := c.OpenAccount(t.Context(), testKey, sealed(t, testPerson()))
		if f := nothingPrivate(t, err, call); f.Kind != flow.Unknown || f.Op != openOp || !strings.Contains(f.Message, "opened the account") {
			t.Errorf("%d: %+v", status, *f)
		}
	}
}
