package sim

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// thirtyMethods are labelled m00 to m29, in that order.
func thirtyMethods(t *testing.T) (*Sim, *client) {
	t.Helper()
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	body := methodBody(s.Seeded().PTContactID, token)
	for i := range 30 {
		with(body["data"].(obj)["attributes"].(obj), obj{"label": fmt.Sprintf("m%02d", i)})
		c.pt("POST", "/v2/funds-transfer-methods", nil, body).want(201)
	}
	return s, c
}

func TestLists(t *testing.T) {
	s, c := thirtyMethods(t)
	const path = "/v2/funds-transfer-methods"
	first := c.pt("GET", path, nil, nil).want(200)
	if len(first.at("data").([]any)) != 25 || first.at("meta page-count") != 2.0 || first.at("meta resource-count") != 30.0 || first.at("links prev") != nil {
		t.Errorf("first page: %s", first.at("links"))
	}
	for first.at("links next") != nil {
		first = c.pt("GET", first.str("links next"), nil, nil).want(200)
	}
	if len(first.at("data").([]any)) != 5 || first.at("data 4 attributes label") != "m29" {
		t.Error("the second page has the last five")
	}
	c.pt("GET", first.str("links prev"), nil, nil).want(200)
	sorted := c.pt("GET", path+"?sort=-label&page%5Bsize%5D=1", nil, nil).want(200)
	if sorted.at("data 0 attributes label") != "m29" || sorted.at("meta page-count") != 30.0 {
		t.Errorf("sorted: %s", sorted.raw)
	}
	one := c.pt("GET", path+"?filter%5Blabel+eq%5D=m03&one", nil, nil).want(200)
	if one.at("data attributes label") != "m03" {
		t.Errorf("one: %s", one.raw)
	}
	c.pt("GET", path+"?contact.id=none&one", nil, nil).ptRefused(404)
	banks := c.pt("GET", path+"?include=bank", nil, nil).want(200)
	if len(banks.at("included").([]any)) != 1 {
		t.Error("one bank is included once")
	}
	items := c.pt("GET", "/v2/plaid-items?funds-transfer-method.id="+one.str("data id"), nil, nil).want(200)
	if items.at("meta resource-count") != 1.0 {
		t.Error(items.raw)
	}
	if many := c.pt("GET", "/v2/accounts?contacts.id=none", nil, nil).want(200); many.at("meta resource-count") != 1.0 {
		t.Errorf("a filter on a to-many is ignored: %s", many.raw)
	}
	if list := c.pt("GET", "/v2/accounts", nil, nil).want(200); list.at("data 0 id") != s.Seeded().PTAccountID {
		t.Error(list.raw)
	}
}

func TestListFilters(t *testing.T) {
	s, c := thirtyMethods(t)
	const path = "/v2/funds-transfer-methods"
	last := c.get(path + "?page%5Bnumber%5D=2").want(200).str("data 0 id")
	for query, want := range map[string]int{
		"contact.id=" + s.Seeded().PTContactID:             30,
		"contact.id=none":                                  0,
		"filter[contact.id eq]=" + s.Seeded().PTContactID:  30,
		"filter[contact.id neq]=" + s.Seeded().PTContactID: 0,
		"filter[id eq]=" + last:                            1,
		"filter[id]=" + last:                               1,
		"filter[label in]=m01,m02":                         2,
		"filter[label nin]=m01,m02":                        28,
		"filter[label like]=M1":                            10,
		"filter[label nlike]=M1":                           20,
		"filter[label sw]=M0":                              10,
		"filter[label gt]=m27":                             2,
		"filter[label gte]=m27":                            3,
		"filter[label lt]=m02":                             2,
		"filter[label lte]=m02":                            3,
		"filter[inactive eq]=false":                        30,
		"filter[iban eq]=x":                                0,
		"filter[nonsense eq]=x":                            30,
		"filter[label nonsense]=x":                         30,
		"page[number]=99999999999":                         30,
		"page[number]=x&page[size]=-1":                     30,
		"nonsense=1":                                       30,
	} {
		v := url.Values{}
		for _, pair := range strings.Split(query, "&") {
			key, value, _ := strings.Cut(pair, "=")
			v.Set(key, value)
		}
		a := c.pt("GET", path+"?"+v.Encode(), nil, nil).want(200)
		if got := a.at("meta resource-count"); got != float64(want) {
			t.Errorf("%s: %v, want %d", query, got, want)
		}
	}
}
