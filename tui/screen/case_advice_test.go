package screen_test

import (
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/rig/fake"
)

// TestEveryKeyOfACardIsOnThePage: a letter that a card names is a row of the case's table, off or on.
// What a case shows only in one state is named here.
func TestEveryKeyOfACardIsOnThePage(t *testing.T) {
	c, _, _ := open(t, flow.Demo, fake.Happy, flow.Submit)
	var have []string
	for _, table := range c.Keys() {
		for _, k := range table.Keys {
			have = append(have, k.Press...)
		}
	}
	elsewhere := []explain.ActName{explain.GiveUp, explain.OpenAccount, explain.NewCase}
	for _, a := range explain.Acts() {
		if a.Key != "" && !slices.Contains(have, a.Key) && !slices.Contains(elsewhere, a.Name) {
			t.Errorf("the key %s of %s is not on the page: %v", a.Key, a.Name, have)
		}
	}
}
