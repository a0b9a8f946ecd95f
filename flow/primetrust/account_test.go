package primetrust

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// Sixty accounts come in three pages, newest first, each once.
func TestSixtyAccountsByPages(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		for i := range 60 {
			app := testPerson()
			app.AccountName = fmt.Sprintf("Savings %02d", i)
			if _, _, err := w.c.OpenAccount(t.Context(), fmt.Sprintf(otherKey, i), sealed(t, app)); err != nil {
				t.Fatal(err)
			}
			w.post("/_sim/clock", map[string]any{"advance": "1s"})
		}
		var names []string
		for page := 1; ; page++ {
			got, _, err := w.c.Accounts(t.Context(), " savings ", page)
			if err != nil || got.Page != page || page > 3 {
				t.Fatalf("page %d gives %+v, %v", page, got, err)
			}
			for _, a := range got.Accounts {
				names = append(names, a.Name)
			}
			if !got.More {
				break
			}
		}
		if len(names) != 60 || names[0] != "Savings 59" || names[59] != "Savings 00" || !slices.IsSortedFunc(names, func(a, b string) int { return strings.Compare(b, a) }) {
			t.Errorf("%d names: %v", len(names), names)
		}
		all, _, err := w.c.Accounts(t.Context(), "", 3)
		if err != nil || len(all.Accounts) != 11 || all.More {
			t.Errorf("the last page of all gives %+v, %v", all, err)
		}
		none, _, err := w.c.Accounts(t.Context(), "no such & account=", 1)
		if err != nil || len(none.Accounts) != 0 || none.More {
			t.Errorf("got %+v, %v", none, err)
		}
	})
}

func TestFlagsAndFreezes(t *testing.T) {
	w := newWorld(t, sim.Options{}, false)
	seeded := w.sim.Seeded()
	know := func() flow.PartnerContact {
		t.Helper()
		contacts, _, err := w.c.Contacts(t.Context(), seeded.PTAccountID)
		if err != nil || len(contacts) != 1 {
			t.Fatalf("got %+v, %v", contacts, err)
		}
		return contacts[0]
	}
	if got := know(); !got.Cleared || !got.CIP || !got.AML || got.Frozen || got.ID != seeded.PTContactID {
		t.Errorf("the seeded contact is %+v", got)
	}
	w.prime(http.MethodPatch, "/v2/contacts/"+seeded.PTContactID+"/sandbox", map[string]any{"aml-cleared": false})
	if got := know(); got.Cleared || !got.CIP || got.AML {
		t.Errorf("without AML: %+v", got)
	}
	w.prime(http.MethodPost, "/v2/contacts/"+seeded.PTContactID+"/sandbox/freeze", map[string]any{"freeze-type": "disbursements"})
	if !know().Frozen {
		t.Error("a frozen contact is not")
	}
	w.prime(http.MethodPost, "/v2/accounts/"+seeded.PTAccountID+"/sandbox/freeze", map[string]any{"freeze-type": "contributions"})
	page, _, err := w.c.Accounts(t.Context(), "", 1)
	if err != nil || len(page.Accounts) != 1 || !page.Accounts[0].Frozen || page.Accounts[0].Status != "opened" {
		t.Errorf("got %+v, %v", page, err)
	}
	if none, _, err := w.c.Contacts(t.Context(), accountID); err != nil || len(none) != 0 {
		t.Errorf("of an unknown account: %+v, %v", none, err)
	}
	for _, id := range []string{"", ".."} {
		if _, call, err := w.c.Contacts(t.Context(), id); faultOf(t, err).Kind != flow.Internal || call.HTTPStatus != 0 {
			t.Errorf("%q gives %v", id, err)
		}
	}
}

// A name that forces exceptions shows what stands against the contact until it is cleared.
func TestForcedExceptionsAreWanted(t *testing.T) {
	w := newWorld(t, sim.Options{}, false)
	app := testPerson()
	app.Owner.Name = "sandbox_exceptions 2 4 10"
	opened, _, err := w.c.OpenAccount(t.Context(), testKey, sealed(t, app))
	if err != nil {
		t.Fatal(err)
	}
	know := func() flow.PartnerContact {
		t.Helper()
		contacts, _, err := w.c.Contacts(t.Context(), opened.AccountID)
		if err != nil || len(contacts) != 1 {
			t.Fatalf("got %+v, %v", contacts, err)
		}
		return contacts[0]
	}
	want := []string{"identity (CIP): deceased_auto_check_failed", "identity (CIP): tax_id_number_auto_check_failed",
		"money laundering (AML): currency_risk_auto_check_failed"}
	if got := know(); got.CIP || got.AML || !slices.Equal(got.Required, want) {
		t.Errorf("got %+v", got)
	}
	w.prime(http.MethodPatch, "/v2/contacts/"+opened.ContactID+"/sandbox", map[string]any{"cip-cleared": true, "aml-cleared": true})
	if got := know(); !got.Cleared || len(got.Required) != 0 {
		t.Errorf("when cleared: %+v", got)
	}
}

func listOf(entries ...string) string {
	return `{"links":{"self":"/x"},"meta":{"page-count":1},"data":[` + strings.Join(entries, ",") + `]}`
}

func TestContactsInOtherSpellings(t *testing.T) {
	for name, tc := range map[string]struct {
		entry string
		want  flow.PartnerContact
	}{
		"kebab": {`{"id":"c","attributes":{"name":"A","contact-type":"natural_person","cip-cleared":true,"aml-cleared":true,"kyc-required-actions":null}}`,
			flow.PartnerContact{ID: "c", Name: "A", CIP: true, AML: true, Cleared: true}},
		"snake": {`{"id":"c","attributes":{"name":"A","contact_type":"c_corp","cip_cleared":true,"aml_cleared":null,"kyc_required_actions":["N01","N07"],"contributions_frozen":true}}`,
			flow.PartnerContact{ID: "c", Name: "A", Business: true, CIP: true, Frozen: true, Required: []string{"N01", "N07"}}},
		"the old type": {`{"id":"c","attributes":{"name":"A","type":"s-corp"}}`, flow.PartnerContact{ID: "c", Name: "A", Business: true}},
		"a map": {`{"id":"c","attributes":{"name":"A","kyc-required-actions":{"N03":"Proof of address","N02":null}}}`,
			flow.PartnerContact{ID: "c", Name: "A", Required: []string{"N02", "N03: Proof of address"}}},
		"a text":   {`{"id":"c","attributes":{"name":"A","kyc-required-actions":"N05"}}`, flow.PartnerContact{ID: "c", Name: "A", Required: []string{"N05"}}},
		"no flags": {`{"id":"c","attributes":{"name":7}}`, flow.PartnerContact{ID: "c", Name: "7"}},
		"a control character": {`{"id":"c","attributes":{"name":"A\u001b[2J","kyc-required-actions":["x\u0007y"]}}`,
			flow.PartnerContact{ID: "c", Name: "A\ufffd[2J", Required: []string{"x\ufffdy"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, err := clientOf(t, loginOK(reply(200, jsonAPI, listOf(tc.entry)))).Contacts(t.Context(), accountID)
			if err != nil || len(got) != 1 || fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", tc.want) {
				t.Errorf("got %+v, %v, want %+v", got, err, tc.want)
			}
		})
	}
}

func TestListsOfAnotherShapeAreUnknown(t *testing.T) {
	for name, doc := range map[string]string{
		"one resource":          `{"data":{"id":"a","attributes":{"name":"A","status":"opened"}}}`,
		"no list":               `{"meta":{}}`,
		"no id":                 listOf(`{"attributes":{"name":"A","status":"opened"}}`),
		"no status and no flag": listOf(`{"id":"a","attributes":{"name":"A","cip-cleared":"maybe"}}`),
		"a name of parts":       listOf(`{"id":"a","attributes":{"name":{"first":"A"},"status":"opened"}}`),
		"nothing at all":        ``,
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(reply(200, jsonAPI, doc)))
			page, _, err := c.Accounts(t.Context(), "", 1)
			if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || len(page.Accounts) != 0 {
				t.Errorf("accounts: %+v, %+v", page, *f)
			}
			contacts, _, err := c.Contacts(t.Context(), accountID)
			if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || contacts != nil {
				t.Errorf("contacts: %+v, %+v", contacts, *f)
			}
		})
	}
}

// A list without an end is not read without one.
func TestContactsWithoutEnd(t *testing.T) {
	asked := 0
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Query().Get("page[number]") != fmt.Sprint(asked) || r.URL.Query().Get("account.id") != accountID {
			t.Errorf("call %d asks for %s", asked, r.URL)
		}
		reply(200, jsonAPI, `{"links":{"next":"/v2/contacts?page=2"},"data":[{"id":"c","attributes":{"name":"A"}}]}`)(w, r)
	}))
	got, _, err := c.Contacts(t.Context(), accountID)
	if err != nil || len(got) != pagesLimit || asked != pagesLimit {
		t.Errorf("%d contacts in %d calls, %v", len(got), asked, err)
	}
}

func TestPreview(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		for _, app := range []flow.Application{testPerson(), testCompany()} {
			app.AccountName, app.Signature = "Tom & <b>Jerry</b>", ""
			text, call, err := w.c.Preview(t.Context(), app)
			if err != nil || call.HTTPStatus != 201 || call.Endpoint != "POST /v2/agreement-previews" {
				t.Fatalf("got %q, %+v, %v", text, call, err)
			}
			for _, want := range []string{"Account agreement\n\nThis text was made by a simulator.", "Account\nTom & <b>Jerry</b>\n",
				"Owner\n" + app.Owner.Name + "\n", "Signature\n(not signed)\n"} {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in\n%s", want, text)
				}
			}
			app.Signature = "Avery Quinn"
			if text, _, err = w.c.Preview(t.Context(), app); err != nil || !strings.Contains(text, "Signature\nAvery Quinn\n") {
				t.Errorf("signed: %q, %v", text, err)
			}
		}
		if w.accounts() != 1 {
			t.Errorf("a preview opened an account: there are %d", w.accounts())
		}
		app := testPerson()
		app.Owner.DateOfBirth = "2020-01-01"
		_, call, err := w.c.Preview(t.Context(), app)
		if f := nothingPrivate(t, err, call); f.Field != "owner.date_of_birth" || f.Code != "BAD_INPUT" || call.HTTPStatus != 0 {
			t.Errorf("a child: %+v", *f)
		}
		w.fault("POST /v2/agreement-previews", sim.KindDropAfter)
		_, call, err = w.c.Preview(t.Context(), testPerson())
		if f := nothingPrivate(t, err, call); f.Kind != flow.Transient {
			t.Errorf("a lost preview is %s", f.Kind)
		}
	})
}

// Every preview goes under a key of its own: under an old one the service would show the old text.
func TestPreviewsHaveKeysOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("X-Idempotent-ID-V2")
		if !uuid4().MatchString(key) || seen[key] {
			t.Errorf("the key is %q", key)
		}
		seen[key] = true
		reply(201, jsonAPI, `{"data":{"id":"p","attributes":{"content":"<p>x"}}}`)(w, r)
	}))
	for range 3 {
		if got, _, err := c.Preview(t.Context(), testPerson()); err != nil || got != "x" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	bad := newClient(t, Config{BaseURL: "http://127.0.0.1:1", NewKey: func() string { return "x" }, Now: time.Now})
	if _, _, err := bad.Preview(t.Context(), testPerson()); faultOf(t, err).Kind != flow.Internal {
		t.Errorf("got %v", err)
	}
}

func TestAPreviewWithoutTextIsUnreadable(t *testing.T) {
	for name, attributes := range map[string]string{"null": `{"content":null}`, "nothing": `{}`, "an object": `{"content":{}}`,
		"no text": `{"content":"<script>x</script><p>&nbsp;</p>"}`} {
		t.Run(name, func(t *testing.T) {
			text, _, err := clientOf(t, loginOK(reply(201, jsonAPI, `{"data":{"id":"p","attributes":`+attributes+`}}`))).Preview(t.Context(), testPerson())
			if f := faultOf(t, err); f.Code != "ANSWER_UNREADABLE" || f.Kind != flow.Unknown || text != "" {
				t.Errorf("got %q, %+v", text, *f)
			}
		})
	}
}

func TestAccountsInOtherSpellings(t *testing.T) {
	for name, tc := range map[string]struct {
		entry string
		want  flow.PartnerAccount
	}{
		"snake":          {`{"id":"a","attributes":{"name":"A","status":"pending_closure","disbursements_frozen":true}}`, flow.PartnerAccount{ID: "a", Name: "A", Status: "pending_closure", Frozen: true}},
		"a solid freeze": {`{"id":"a","attributes":{"name":"A","status":"opened","solid-freeze":true}}`, flow.PartnerAccount{ID: "a", Name: "A", Status: "opened", Frozen: true}},
		"nulls":          {`{"id":"a","attributes":{"name":null,"status":"opened","solid-freeze":null}}`, flow.PartnerAccount{ID: "a", Status: "opened"}},
		"a new status":   {`{"id":"a","attributes":{"name":"A","status":"moon\u001b[m"}}`, flow.PartnerAccount{ID: "a", Name: "A", Status: "moon\ufffd[m"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, err := clientOf(t, loginOK(reply(200, jsonAPI, listOf(tc.entry)))).Accounts(t.Context(), "", 0)
			if err != nil || got.Page != 1 || got.More || len(got.Accounts) != 1 || got.Accounts[0] != tc.want {
				t.Errorf("got %+v, %v, want %+v", got, err, tc.want)
			}
		})
	}
}
