package main

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// forgetful loses the answer of one path, after the work was done.
type forgetful struct {
	inner http.RoundTripper
	path  string
}

func (f forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := f.inner.RoundTrip(r)
	if err == nil && r.URL.Path == f.path {
		_ = resp.Body.Close()
		return nil, errors.New("connection reset")
	}
	return resp, err
}

// theCase is the one case of a console, with the kinds of its events.
func theCase(t *testing.T, d *desks) (flow.Case, []string) {
	t.Helper()
	history := d.open[flow.Demo].store
	page, err := history.List(t.Context(), flow.Query{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	records, err := history.Records(t.Context(), page.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, r := range records {
		kinds = append(kinds, string(r.Event.Kind()))
	}
	c, err := flow.Replay(records)
	if err != nil {
		t.Fatal(err)
	}
	return c, kinds
}

// held lists the secrets that the vault has of a case.
func held(t *testing.T, d *desks, id flow.CaseID) (out []string) {
	t.Helper()
	for k := flow.LinkToken; k.Known(); k++ {
		if _, err := d.open[flow.Demo].store.Secret(t.Context(), id, k); err == nil {
			out = append(out, k.String())
		} else if !errors.Is(err, flow.ErrNoSecret) {
			t.Fatal(err)
		}
	}
	return out
}

// With every real part: a rotated access token is as good as the first, and a removed bank link
// leaves no token behind.
func TestABankLinkIsRotatedAndRemoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleOn(t, t.TempDir(), sim.Options{})
		for _, step := range road {
			p.Press(step.key)
			p.Sees(step.shows)
		}
		p.Press("T", "y").After(5 * time.Second)
		p.Press("h").After(5 * time.Second)
		p.Sees("The bank link works")
		c, kinds := theCase(t, d)
		if !slices.Contains(kinds, "access_token_rotated") || c.Fault != nil {
			t.Fatalf("%v, fault %v", kinds, c.Fault)
		}
		p.Press("D").Type(c.Party.LegalName).Press("enter").After(5 * time.Second)
		p.Sees("The bank link was removed")
		c, kinds = theCase(t, d)
		if c.ItemEnd != flow.ItemGone || !slices.Contains(kinds, "item_removed") || c.Phase != flow.PhaseSubmitted {
			t.Errorf("end %q, phase %s, %v", c.ItemEnd, c.Phase, kinds)
		}
		if left := held(t, d, c.ID); len(left) != 0 {
			t.Errorf("the vault still has %v", left)
		}
	})
}

// A rotation whose answer is lost on the way says so, and the submission goes on with the processor token.
func TestALostRotationSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := consoleThrough(t, t.TempDir(), sim.Options{}, func(inner http.RoundTripper) http.RoundTripper {
			return forgetful{inner, "/item/access_token/invalidate"}
		})
		for _, step := range road[:5] {
			p.Press(step.key)
			p.Sees(step.shows)
		}
		p.Press("T", "y").After(time.Minute)
		p.Sees("ACCESS_TOKEN_LOST")
		c, _ := theCase(t, d)
		if left := held(t, d, c.ID); !slices.Equal(left, []string{"processor_token"}) {
			t.Errorf("the vault has %v", left)
		}
		p.Press("enter").Sees("Submit to Prime Trust?")
		p.Press("y").After(10 * time.Second)
		p.Sees("Submitted to Prime Trust", "out of reach")
	})
}
