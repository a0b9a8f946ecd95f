package sim

import (
	"slices"
	"strings"
	"testing"
)

func TestInstitutionsGet(t *testing.T) {
	sim, c := start(t, Options{})
	get := func(changes obj) answer {
		return c.plaid("/institutions/get", with(obj{"count": 500, "offset": 0, "country_codes": []string{"US", "CA", "GB"}}, changes))
	}
	all := get(nil).want(200)
	if n := len(all.at("institutions").([]any)); n != len(sim.banks) || all.at("total") != float64(n) {
		t.Errorf("%d of %v", n, all.at("total"))
	}
	page := get(obj{"count": 2, "offset": 3}).want(200)
	if ids := accountIDs(page, "institutions", "institution_id"); !slices.Equal(ids, accountIDs(all, "institutions", "institution_id")[3:5]) ||
		page.at("total") != all.at("total") {
		t.Errorf("a page: %s", page.raw)
	}
	if past := get(obj{"offset": 1000}).want(200); len(past.at("institutions").([]any)) != 0 || past.at("total") != all.at("total") {
		t.Errorf("past the end: %s", past.raw)
	}
	for _, tt := range []struct {
		name    string
		changes obj
		want    []string
	}{
		{"Canada", obj{"country_codes": []string{"CA"}}, []string{"ins_43"}},
		{"nowhere", obj{"country_codes": []string{"FI"}}, nil},
		{"a routing number", obj{"options": obj{"routing_numbers": []string{"333333334"}}}, []string{windowpane}},
		{"a routing number and nonsense", obj{"options": obj{"routing_numbers": []string{"333333334", "333333333", "x"}}}, []string{windowpane}},
		{"two routing numbers of one bank", obj{"options": obj{"routing_numbers": []string{"021000021", "322271627"}}}, []string{"ins_56", "ins_3"}},
		{"OAuth in Britain", obj{"country_codes": []string{"GB"}, "options": obj{"oauth": true}}, []string{"ins_116834", "ins_117181"}},
		{"no OAuth in Britain", obj{"country_codes": []string{"GB"}, "options": obj{"oauth": false}}, []string{"ins_117650"}},
		{"payments", obj{"country_codes": []string{"US", "GB"}, "options": obj{"products": []string{"payment_initiation"}, "oauth": false}}, []string{"ins_117650"}},
	} {
		if ids := accountIDs(get(tt.changes).want(200), "institutions", "institution_id"); !slices.Equal(ids, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, ids, tt.want)
		}
	}
	get(obj{"options": obj{"routing_numbers": []string{"333333333"}}}).refused(400, "INVALID_FIELD")
	get(obj{"count": 0}).refused(400, "INVALID_FIELD")
	get(obj{"options": obj{"products": []string{"auth", "gold"}}}).refused(400, "INVALID_PRODUCT")
	c.plaid("/institutions/search", obj{"query": "a", "country_codes": []string{"US"}, "products": []string{"gold"}}).refused(400, "INVALID_PRODUCT")
}

func TestInstitutionsSearch(t *testing.T) {
	_, c := start(t, Options{})
	search := func(query string, changes obj) []string {
		t.Helper()
		a := c.plaid("/institutions/search", with(obj{"query": query, "country_codes": []string{"US"}}, changes)).want(200)
		return accountIDs(a, "institutions", "institution_id")
	}
	if ids := search("  HOUNDSTOOTH ", nil); !slices.Equal(ids, []string{houndstooth}) {
		t.Errorf("by name: %v", ids)
	}
	if ids := search("a", nil); len(ids) != searchLimit {
		t.Errorf("%d found", len(ids))
	}
	if ids := search("nothing of the kind", nil); len(ids) != 0 {
		t.Errorf("found %v", ids)
	}
	if ids := search("chase", obj{"options": obj{"oauth": false}}); len(ids) != 0 {
		t.Errorf("found %v", ids)
	}
	if ids := search("american", obj{"products": []string{"auth"}}); len(ids) != 0 {
		t.Errorf("cards alone have no auth: %v", ids)
	}
	if ids := search("american", obj{"products": null}); !slices.Equal(ids, []string{amex}) {
		t.Errorf("without products: %v", ids)
	}
}

func TestInstitutionDetails(t *testing.T) {
	s, c := start(t, Options{})
	for _, b := range s.banks {
		a := c.plaid("/institutions/get_by_id", obj{"institution_id": b.ID, "country_codes": []string{b.Country}, "options": obj{
			"include_optional_metadata": true, "include_auth_metadata": true, "include_payment_initiation_metadata": true}}).want(200)
		if colour := a.str("institution primary_color"); len(colour) != 7 || colour[0] != '#' {
			t.Errorf("%s: colour %q", b.ID, colour)
		}
		if url := a.str("institution url"); !strings.HasPrefix(url, "https://") {
			t.Errorf("%s: url %q", b.ID, url)
		}
		for _, n := range a.at("institution routing_numbers").([]any) {
			if !isRouting(n.(string)) {
				t.Errorf("%s: routing number %v", b.ID, n)
			}
		}
		if (a.at("institution payment_initiation_metadata") != nil) != (b.Country == "GB") {
			t.Errorf("%s: payments %s", b.ID, a.raw)
		}
		methods := a.at("institution auth_metadata supported_methods").(obj)
		hasAuth := slices.Contains(a.at("institution products").([]any), any("auth"))
		if hasAuth && !slices.Contains([]any{methods["instant_auth"], methods["instant_match"]}, any(true)) || !hasAuth && methods["instant_auth"] == true {
			t.Errorf("%s: products and methods disagree: %s", b.ID, a.raw)
		}
	}
	c.plaid("/institutions/get_by_id", obj{"institution_id": "ins_43", "country_codes": []string{"US"}}).refused(400, "INVALID_INSTITUTION")
	c.plaid("/sandbox/public_token/create", obj{"institution_id": amex, "initial_products": []string{"auth"}}).refused(400, "INVALID_PRODUCT")
}
