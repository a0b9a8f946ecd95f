package sim

import "testing"

// The whole road, from the link token to the funds-transfer-method, by HTTP
// alone.
func TestHappyRoad(t *testing.T) {
	s, c := start(t, Options{})
	c.plaid("/link/token/create", linkTokenBody()).want(200)
	token, _ := c.processorToken()
	made := c.pt("POST", "/v2/funds-transfer-methods?include=bank", nil, methodBody(s.Seeded().PTContactID, token)).want(201)
	for path, want := range map[string]any{
		"data type":                         "funds-transfer-methods",
		"data attributes routing-number":    achRouting,
		"data attributes last-4":            "0000",
		"data attributes bank-account-type": "checking",
		"data attributes inactive":          false,
		"data attributes contact-name":      s.Seeded().ContactName,
		"included 0 attributes name":        "First Platypus Bank",
	} {
		if got := made.at(path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	id := made.str("data id")
	c.pt("GET", "/v2/funds-transfer-methods/"+id, nil, nil).want(200)
	state, err := c.do("GET", "/_sim/state", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"items": 1, "processor_tokens": 1, "funds_transfer_methods": 1, "contributions": 0} {
		if got := state.at(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
