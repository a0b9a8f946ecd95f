package sim

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// query asks a list with parameters written plainly.
func (c *client) query(path, plain string) answer {
	c.t.Helper()
	v := url.Values{}
	for _, pair := range strings.Split(plain, "&") {
		key, value, _ := strings.Cut(pair, "=")
		v.Set(key, value)
	}
	return c.get(path + "?" + v.Encode())
}

func TestFilterByKind(t *testing.T) {
	b := newBench(t, Options{})
	for _, amount := range []any{"9.00", "10.00", "100.50", "25"} {
		b.pull(amount)
	}
	_, tr := b.pull(1)
	b.settle(tr).want(200)
	for query, want := range map[string]float64{
		"filter[amount eq]=10":                             1,
		"filter[amount eq]=10.00":                          1,
		"filter[amount neq]=10":                            4,
		"filter[amount gt]=9":                              3,
		"filter[amount gte]=9":                             4,
		"filter[amount lt]=100.5":                          4,
		"filter[amount lte]=100.5":                         5,
		"filter[amount in]=9,25.0":                         2,
		"filter[amount nin]=9,25.0":                        3,
		"filter[amount like]=10":                           2,
		"filter[amount sw]=1":                              3,
		"filter[status eq]=settled":                        1,
		"filter[status in]=settled,pending":                5,
		"filter[settled-at gte]=2026-11-22":                1,
		"filter[settled-at eq]=2026-11-22T09:00:00.000Z":   1,
		"filter[settled-at lte]=2026-11-22T09:00:00.000Z":  1,
		"filter[settled-at lt]=2026-11-22T09:00:00.500Z":   1,
		"filter[settled-at gt]=2026-11-22T10:30:00+02:00":  1,
		"filter[settled-at gt]=2026-11-22T11:00:00+02:00":  0,
		"filter[settled-at eq]=":                           4,
		"filter[settled-at neq]=":                          1,
		"filter[reversed-amount eq]=":                      5,
		"filter[amount neq]=":                              5,
		"filter[settled-at gt]=2026-11-23":                 0,
		"filter[settled-at lt]=2026-11-23":                 1,
		"filter[clears-on eq]=2026-12-02":                  1,
		"filter[clears-on neq]=2026-12-02":                 4,
		"filter[contact.name eq]=" + accountHolder:         5,
		"filter[contact.name neq]=" + accountHolder:        0,
		"filter[disbursement.amount gt]=1":                 0,
		"account.id=" + b.account:                          5,
		"account.id=" + b.account + "&filter[amount]=25":   1,
		"contact.id=none":                                  0,
		"id=none":                                          5,
		"id.id=none":                                       5,
		"funds-transfer-method.id=" + b.method:             5,
		"filter[funds-transfer-method.id neq]=" + b.method: 0,
		"filter[id eq]=" + tr:                              1,
		"filter[id eq]=" + tr + "&account.id=none":         0,
		"filter[id neq]=" + tr:                             4,
		"filter[id in]=" + tr + ",none":                    1,
	} {
		if got := b.query("/v2/funds-transfers", query).want(200).at("meta resource-count"); got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	for _, bad := range []string{"filter[amount eq]=ten", "filter[amount gt]=1e9", "filter[settled-at gt]=5", "filter[amount in]=9,x"} {
		b.query("/v2/funds-transfers", bad).ptRefused(500)
	}
	for range 20 {
		b.query("/v2/funds-transfers", "filter[amount eq]=ten&filter[status eq]=none").ptRefused(500)
	}
	b.get("/v2/funds-transfers?x=%zz").ptRefused(400)
	b.get("/v2/funds-transfers?filter[amount+eq]=25").want(200).wantAt(map[string]any{"meta resource-count": 1.0,
		"links self":  "/v2/funds-transfers?filter%5Bamount+eq%5D=25",
		"links first": "/v2/funds-transfers?filter%5Bamount+eq%5D=25&page%5Bnumber%5D=1"})
}

func TestSort(t *testing.T) {
	b := newBench(t, Options{})
	second := b.newContact(b.account, nil) // Jo Doe comes after Alberta
	for _, amount := range []string{"100", "9", "25", "9"} {
		b.pull(amount)
	}
	b.post("/v2/contributions", with(b.pullBody(7), obj{"contact-id": second})).want(201)
	for sort, want := range map[string]string{
		"amount": "7 9 9 25 100", "-amount": "100 25 9 9 7", "-contact.name,amount": "7 9 9 25 100", "contact.name,-amount": "100 25 9 9 7",
		"nonsense": "100 9 25 9 7", "contact.nonsense": "100 9 25 9 7", "settled-at": "100 9 25 9 7", "created-at,-amount": "100 25 9 9 7",
	} {
		a := b.query("/v2/funds-transfers", "sort="+sort).want(200)
		var got []string
		for i := range 5 {
			got = append(got, fmt.Sprint(a.at("data "+strconv.Itoa(i)+" attributes amount")))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", sort, got, want)
		}
	}
}

func TestIncludes(t *testing.T) {
	b := newBench(t, Options{})
	_, tr := b.pull(5)
	b.settle(tr).want(200)
	types := func(a answer) string {
		var list []string
		for _, inc := range a.want(200).at("included").([]any) {
			list = append(list, inc.(obj)["type"].(string))
		}
		return strings.Join(list, " ")
	}
	for include, want := range map[string]string{
		"": "", "nonsense": "", "account": "accounts", "contribution,account": "accounts contributions", "contingent-holds": "contingent-holds contingent-holds",
		"funds-transfer-method.bank": "banks funds-transfer-methods", "contribution.account,contribution.contact": "accounts contacts contributions",
		"funds-transfer-method.bank.x": "funds-transfer-methods", "disbursement": "", "children": "",
	} {
		if got := types(b.get("/v2/funds-transfers/" + tr + "?include=" + include)); got != want {
			t.Errorf("include=%s brings %q, want %q", include, got, want)
		}
	}
	if got := types(b.get("/v2/funds-transfers?include=account.contacts")); got != "accounts contacts" {
		t.Errorf("of a list: %q", got)
	}
	b.get("/v2/contingent-holds?funds-transfer.id=" + tr + "&filter%5Bhold-type%5D=funds_not_cleared&one").want(200).wantAt(map[string]any{"data attributes status": "pending"})
	// Includes on calls that write.
	id, _ := b.pull(5)
	b.pt("DELETE", "/v2/contributions/"+id+"?include=funds-transfer", nil, nil).want(200).wantAt(map[string]any{"included 0 attributes status": "cancelled"})
}

// An include is no way to make the simulator build the whole world.
func TestIncludeIsBounded(t *testing.T) {
	b := newBench(t, Options{})
	for range 130 {
		b.pull("0.01")
	}
	a := b.get("/v2/funds-transfers?page%5Bsize%5D=1000&include=account.funds-transfers,account.contributions,account.contacts,funds-transfer-method.contributions").want(200)
	if n := len(a.at("included").([]any)); n == 0 || n > includeBudget {
		t.Errorf("%d resources are included", n)
	}
	first, last := a.at("data 0 relationships account data"), a.at("data 129 relationships account links related")
	if first == nil || last == nil {
		t.Errorf("the first has %v, the last %v: nothing stays a link", first, last)
	}
}

// A list by ids builds what it shows and nothing else.
func TestListsAreLazy(t *testing.T) {
	s, _ := start(t, Options{})
	w := s.state.w
	for i := range 300 {
		w.Cash.put(&ptCash{ID: strconv.Itoa(i), AccountID: strconv.Itoa(i % 3)})
	}
	for query, want := range map[string]int{
		"": 25, "account.id=1": 25, "filter[id eq]=7": 1, "filter[id eq]=7&account.id=2": 0, "account.id=1&page[size]=10": 10, "page[number]=99": 0,
		"filter[amount eq]=0&account.id=1": 100, "filter[id eq]=7&sort=amount": 1, "one=": 1,
	} {
		v, _ := url.ParseQuery(query)
		r, _ := http.NewRequestWithContext(t.Context(), "GET", "/v2/cash-transactions", nil)
		c := &ptCall{tx: &tx{s: s, w: w}, r: r, query: v}
		built := 0
		listOf(c, from(w.Cash), refs[*ptCash]{"account": func(x *ptCash) string { return x.AccountID }}, func(x *ptCash) *resource {
			built++
			return c.cash(x)
		})
		if built != want {
			t.Errorf("%q builds %d resources, want %d", query, built, want)
		}
	}
}

func TestRouter(t *testing.T) {
	router := ptRoutes()
	n := 0
	for pattern, rows := range router {
		n += len(rows)
		path := strings.Replace(pattern, "{id}", "some-id", 1)
		for method, row := range rows {
			found, id := router.find(path)
			if found[method].name() != row.name() || (id == "some-id") != strings.Contains(pattern, "{id}") {
				t.Errorf("%s leads to %s with id %q", path, found[method].name(), id)
			}
		}
	}
	if n < 70 {
		t.Errorf("%d routes", n)
	}
	for _, path := range []string{"/v2/", "/v2/contacts/", "/v2/contacts/{id}/x", "/v2/none", "/v2/contacts/a/b/c", "/auth/jwts/x", "/v1/contacts/a", ""} {
		if rows, _ := router.find(path); rows != nil {
			t.Errorf("%q leads somewhere", path)
		}
	}
}
