package sim

import (
	"strings"
	"testing"
)

func (c *client) newContact(account string, changes obj) string {
	c.t.Helper()
	return c.post("/v2/contacts", with(contactAttrs(account), changes)).want(201).str("data id")
}

func TestChecksMakeTheFlags(t *testing.T) {
	b := newBench(t, Options{})
	id := b.newContact(b.account, nil)
	path := "/v2/contacts/" + id
	flags := func(cip, aml, documents, residence, confirmed bool) {
		t.Helper()
		b.get(path).want(200).wantAt(map[string]any{"data attributes cip-cleared": cip, "data attributes aml-cleared": aml, "data attributes identity-documents-verified": documents,
			"data attributes proof-of-address-documents-verified": residence, "data attributes identity-confirmed": confirmed})
	}
	flags(false, true, false, false, false)
	cip := b.get("/v2/cip-checks?contact.id=" + id).want(200).wantAt(map[string]any{"meta resource-count": 1.0, "data 0 attributes status": "pending"}).str("data 0 id")
	aml := b.get("/v2/aml-checks?contact.id=" + id).want(200).wantAt(map[string]any{"data 0 attributes status": "approved", "data 0 attributes name": "Jo Doe"}).str("data 0 id")
	b.post("/v2/cip-checks/"+cip+"/sandbox/approve", nil).want(200).wantAt(map[string]any{"data attributes status": "approved"})
	flags(true, true, false, false, false)
	b.post("/v2/aml-checks/"+aml+"/sandbox/deny", nil).want(200).wantAt(map[string]any{"data attributes status": "denied"})
	flags(true, false, false, false, false)
	b.post("/v2/aml-checks/"+aml+"/sandbox/approve", nil).want(200)

	upload := b.upload(obj{"contact-id": id, "label": "front"}).want(201).wantAt(map[string]any{"data attributes label": "front", "data attributes file-name": "id.png"}).str("data id")
	document := obj{"contact-id": id, "uploaded-document-id": upload, "kyc-document-type": "drivers_license", "identity": true}
	first := b.post("/v2/kyc-document-checks", document).want(201).wantAt(map[string]any{"data attributes status": "pending"}).str("data id")
	b.post("/v2/kyc-document-checks/"+first+"/sandbox/fail", nil).pointed("failure-details")
	b.post("/v2/kyc-document-checks/"+first+"/sandbox/fail", obj{"failure-details": "blurred"}).want(200).wantAt(map[string]any{
		"data attributes status": "failed", "data attributes failure-details": "blurred"})
	b.post("/v2/kyc-document-checks/"+first+"/sandbox/verify", nil).stated()
	flags(true, true, false, false, false)
	second := b.post("/v2/kyc-document-checks", document).want(201).str("data id")
	b.post("/v2/kyc-document-checks/"+second+"/sandbox/verify", nil).want(200)
	flags(true, true, true, false, false)
	third := b.post("/v2/kyc-document-checks", with(document, obj{"identity": nil, "proof-of-address": true, "kyc-document-type": "utility_bill"})).want(201).str("data id")
	b.post("/v2/kyc-document-checks/"+third+"/sandbox/verify", nil).want(200)
	flags(true, true, true, true, true)
	b.post("/v2/cip-checks/"+cip+"/sandbox/deny", nil).want(200)
	flags(false, true, true, true, false)
	for pointer, changes := range map[string]obj{"contact-id": {"contact-id": "none"}, "uploaded-document-id": {"uploaded-document-id": "none"},
		"kyc-document-type": {"kyc-document-type": "x"}, "backside-document-id": {"backside-document-id": "none"}} {
		b.post("/v2/kyc-document-checks", with(obj{"contact-id": id, "uploaded-document-id": upload, "kyc-document-type": "passport"}, changes)).pointed(pointer)
	}
}

// upload posts one small file with the fields given.
func (b *bench) upload(fields obj) answer {
	b.t.Helper()
	return b.uploadFile(fields, "id.png", "not a picture")
}

func (b *bench) uploadFile(fields obj, name, content string) answer {
	b.t.Helper()
	var body strings.Builder
	for name, value := range fields {
		body.WriteString("--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value.(string) + "\r\n")
	}
	body.WriteString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n--x--\r\n")
	return b.pt("POST", "/v2/uploaded-documents", map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, body.String())
}

// A photograph is larger than what any other call may send, and nothing is endless.
func TestUploadSize(t *testing.T) {
	b := newBench(t, Options{})
	for size, want := range map[int]int{3 << 20: 201, maxUpload: 413} {
		if a := b.uploadFile(obj{"contact-id": b.contact}, "id.png", strings.Repeat("x", size)); a.status != want {
			t.Errorf("a file of %d bytes: status %d, want %d", size, a.status, want)
		}
	}
	for name, want := range map[string]string{"id.png": "png", "passport": "", "a.b.jpg": "jpg"} {
		b.uploadFile(obj{"contact-id": b.contact}, name, "x").want(201).wantAt(map[string]any{"data attributes extension": want})
	}
}

func TestUploadRefusals(t *testing.T) {
	b := newBench(t, Options{})
	b.upload(obj{}).pointed("contact-id")
	b.upload(obj{"contact-id": "none"}).pointed("contact-id")
	b.upload(obj{"account-id": "none"}).pointed("account-id")
	b.upload(obj{"account-id": b.account}).want(201)
	b.post("/v2/uploaded-documents", obj{"contact-id": b.contact}).ptRefused(400)
	form := map[string]string{"Content-Type": "multipart/form-data; boundary=x"}
	b.pt("POST", "/v2/uploaded-documents", form, "--x\r\nbroken").ptRefused(400)
	b.pt("POST", "/v2/uploaded-documents", form, "--x\r\nContent-Disposition: form-data; name=\"contact-id\"\r\n\r\n"+b.contact+"\r\n--x--\r\n").pointed("file")
	b.get("/v2/uploaded-documents?account.id=" + b.account).want(200).wantAt(map[string]any{"meta resource-count": 1.0})
}

func TestForcedExceptions(t *testing.T) {
	for name, want := range map[string][2]string{
		"Jo Doe": {}, "sandbox_exceptions": {}, "sandbox_exceptions0": {"access", "access"}, "sandbox_exceptions 13": {"address date_of_birth", ""},
		"sandbox_exceptions_10": {"tax_id_number", ""}, "sandbox_exceptions89 Doe": {"", "sanctions_screening"}, "sandbox_exceptions1, 0": {"address access", "access"},
		"sandbox_exceptions 2 4": {"deceased", "currency_risk"}, "sandbox_exceptions 5": {},
	} {
		for i, of := range [][]int{cipExceptions, amlExceptions} {
			list := forcedExceptions(name, of)
			if got := strings.ReplaceAll(strings.Join(list, " "), "_auto_check_failed", ""); got != want[i] {
				t.Errorf("%q forces %v, want %v", name, list, want[i])
			}
		}
	}
	b := newBench(t, Options{})
	id := b.newContact(b.account, obj{"name": "sandbox_exceptions_8"})
	b.get("/v2/contacts/" + id).wantAt(map[string]any{"data attributes aml-cleared": false})
	b.get("/v2/cip-checks?contact.id=" + id).wantAt(map[string]any{"data 0 attributes exceptions 0": nil, "data 0 attributes status": "pending"})
	b.get("/v2/aml-checks?contact.id=" + id).wantAt(map[string]any{"data 0 attributes exceptions 0": "sanctions_screening_auto_check_failed", "data 0 attributes status": "pending"})
}

// A denial closes an account that was never opened and holds nothing.
func TestDenialClosesTheAccount(t *testing.T) {
	for name, tt := range map[string]struct {
		before func(b *bench, account string)
		want   string
	}{
		"never opened":    {func(*bench, string) {}, "closed"},
		"opened":          {func(b *bench, a string) { b.post("/v2/accounts/"+a+"/sandbox/open", nil).want(200) }, "opened"},
		"with money":      {func(b *bench, a string) { b.post("/v2/accounts/"+a+"/sandbox/fund", obj{"amount": 1}).want(201) }, "pending"},
		"of two contacts": {func(b *bench, a string) { b.newContact(a, nil) }, "pending"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, Options{})
			owner := contactAttrs("")
			delete(owner, "account-id")
			account := b.post("/v2/accounts", obj{"account-type": "custodial", "name": "Jo's", "authorized-signature": "Jo Doe", "owner": owner}).want(201).str("data id")
			contact := b.get("/v2/accounts/" + account + "?include=owners").str("included 0 id")
			tt.before(b, account)
			check := b.get("/v2/cip-checks?contact.id=" + contact).str("data 0 id")
			b.post("/v2/cip-checks/"+check+"/sandbox/deny", nil).want(200)
			b.get("/v2/accounts/" + account).wantAt(map[string]any{"data attributes status": tt.want})
			if tt.want == "closed" {
				b.post("/v2/accounts/"+account+"/sandbox/open", nil).stated()
				b.post("/v2/accounts/"+account+"/pending-close", nil).stated()
			}
		})
	}
}

func TestAccountSandbox(t *testing.T) {
	b := newBench(t, Options{})
	path := "/v2/accounts/" + b.account
	b.post(path+"/sandbox/freeze", nil).want(200).wantAt(map[string]any{"data attributes contributions-frozen": true, "data attributes disbursements-frozen": true, "data attributes solid-freeze": true})
	b.post("/v2/contributions", b.pullBody(1)).stated()
	b.post(path+"/sandbox/unfreeze", obj{"freeze-type": "contributions"}).want(200).wantAt(map[string]any{"data attributes contributions-frozen": false, "data attributes disbursements-frozen": true, "data attributes solid-freeze": false})
	b.pull(1)
	b.post(path+"/sandbox/freeze", obj{"freeze-type": "x"}).pointed("freeze-type")
	b.post("/v2/contacts/"+b.contact+"/sandbox/freeze", obj{"freeze-type": "contributions"}).want(200)
	b.post("/v2/contributions", with(b.pullBody(1), obj{"contact-id": b.contact})).stated()
	b.post("/v2/contributions", b.pullBody(1)).stated() // the contact is the method's
	token, _ := b.processorToken()
	inline := methodBody(b.contact, token)["data"].(obj)["attributes"]
	b.post("/v2/contributions", obj{"account-id": b.account, "amount": 1, "funds-transfer-method": inline}).stated()
	b.get("/v2/funds-transfer-methods").want(200).wantAt(map[string]any{"meta resource-count": 1.0})
	b.pt("PATCH", path+"/sandbox", nil, attributes(obj{"name": "Renamed"})).want(200).wantAt(map[string]any{"data attributes name": "Renamed"})
	b.pt("PATCH", path+"/sandbox", nil, attributes(obj{"name": ""})).pointed("name")
	b.post(path+"/sandbox/fund", obj{"amount": "12.50", "currency-type": "EUR"}).want(201).wantAt(map[string]any{"data type": "cash-transactions",
		"data attributes funds-transfer-type": "sandbox", "data attributes currency-type": "EUR", "data attributes amount": 12.5})
	b.post(path+"/sandbox/fund", obj{"amount": 1}).want(201)
	rows := b.get("/v2/account-cash-totals?account.id=" + b.account).want(200).wantAt(map[string]any{"meta resource-count": 2.0,
		"data 0 attributes currency-type": "EUR", "data 1 attributes currency-type": "USD", "data 1 attributes disbursable": 1.0, "data 0 attributes non-contingent-hold": 0.0})
	b.get(rows.str("data 0 links self")).want(200).wantAt(map[string]any{"data attributes settled": 12.5})
	b.get("/v2/account-asset-totals?account.id=" + b.account).want(200).wantAt(map[string]any{"meta resource-count": 0.0})
	b.get(b.get("/v2/assets").want(200).str("data 0 links self")).want(200).wantAt(map[string]any{"data attributes unit-name": "BTC"})
	b.post("/v2/accounts/none/sandbox/open", nil).ptRefused(404)
}

func TestAgreementPreview(t *testing.T) {
	b := newBench(t, Options{})
	attrs := obj{"account-type": "custodial", "name": "<b>Jo</b>", "authorized-signature": "Jo & Co", "contact-id": b.contact}
	content := b.post("/v2/agreement-previews", attrs).want(201).str("data attributes content")
	for _, want := range []string{"&lt;b&gt;Jo&lt;/b&gt;", "Jo &amp; Co", accountHolder, "made by a simulator"} {
		if !strings.Contains(content, want) {
			t.Errorf("%q is not in %s", want, content)
		}
	}
	b.post("/v2/agreement-previews", with(attrs, obj{"name": nil})).pointed("name")
}

func TestPatchContact(t *testing.T) {
	b := newBench(t, Options{})
	path := "/v2/contacts/" + b.contact
	both := b.get(path + "?include=primary-address,primary-phone-number").want(200).wantAt(map[string]any{
		"included 0 attributes street-1": "2992 Cameron Road", "included 0 attributes street-2": nil, "included 1 attributes number": "415-555-0010"})
	b.get(both.str("included 0 links self")).want(200)
	b.get(both.str("included 1 links self")).want(200)
	b.newContact(b.account, nil)
	b.query("/v2/contacts", "sort=primary-address.street-1").want(200).wantAt(map[string]any{"data 0 attributes name": "Jo Doe"})
	b.query("/v2/addresses", "contact.id="+b.contact).want(200).wantAt(map[string]any{"meta resource-count": 1.0})
	b.pt("PATCH", path, nil, attributes(obj{"name": "Alberta Charleson", "contact-type": "llc"})).want(200).wantAt(map[string]any{
		"data attributes name": "Alberta Charleson", "data attributes contact-type": "natural_person", "data attributes email": "accountholder0@example.com"})
	b.pt("PATCH", path, nil, attributes(obj{"tax-id-number": "12"})).pointed("tax-id-number")
	if a := b.pt("PATCH", path, nil, attributes(obj{"tax-id-number": "987654321"})).want(200); strings.Contains(a.raw, "987654321") {
		t.Error("the tax id came back")
	}
	for _, name := range []string{"identity-fingerprint", "integrator-notes", "review-details"} {
		if v, there := b.get(path).at("data attributes").(obj)[name]; !there || v != nil {
			t.Errorf("%s is %v", name, v)
		}
	}
	b.pt("PATCH", path, nil, attributes(obj{"email": "", "date-of-birth": "1999-09-09", "primary-address": obj{"street-1": "9 Elsewhere"}})).pointed("email")
	b.get(path + "?include=primary-address").wantAt(map[string]any{"data attributes date-of-birth": "1980-01-01", "included 0 attributes street-1": "2992 Cameron Road"})
	b.get(path).wantAt(map[string]any{"data attributes email": "accountholder0@example.com"})
}
