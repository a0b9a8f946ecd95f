package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// TestACaseIsFoundByAllThatSomebodyHas: a case of the whole road is found by its request_ids, its Item, its
// account, its partner's ids, its bank and its tokens, in the console with the history on disk.
func TestACaseIsFoundByAllThatSomebodyHas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		for _, step := range road {
			p.Press(step.key)
		}
		st := d.open[flow.Demo].store
		page, err := st.List(t.Context(), flow.Query{})
		if err != nil || len(page.Rows) != 1 {
			t.Fatalf("%+v %v", page, err)
		}
		id := page.Rows[0].ID
		c, err := st.Case(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		token, err := st.Secret(t.Context(), id, flow.ProcessorToken)
		if err != nil {
			t.Fatal(err)
		}
		var plain string
		token.Use(func(b []byte) { plain = string(b) })
		p.Press("esc").Sees("Cases")
		for text, by := range map[string]string{
			c.Item.ID:            "item_id " + c.Item.ID[:16],
			c.AccountID:          "account_id " + c.AccountID[:12],
			c.Submission.ID[:13]: "partner_id " + c.Submission.ID[:12],
			c.Link.InstitutionID: "institution_id " + c.Link.InstitutionID,
			c.Party.ClientUserID: "client_user_id " + c.Party.ClientUserID[:4],
			string(id)[18:]:      "case ",
			page.Rows[0].Mask:    "mask",
			plain:                "token",
		} {
			p.Press("/").Paste(text).After(time.Second)
			p.Sees("▸ ", "Alberta Bobbeth", by)
			if text == plain && (strings.Contains(p.Screen(), plain[len(plain)-12:]) || p.Sent(plain[len(plain)-12:]) > 0) {
				t.Errorf("the token is shown:\n%s", p.Screen())
			}
			p.Press("esc").Sees("Cases")
		}
	})
}
