package screen

import (
	"testing"

	"linkdesk/flow"
)

// TestARefreshOfAnotherListIsDropped: a look that was asked for under another filter must not fill the list of
// this one.
func TestARefreshOfAnotherListIsDropped(t *testing.T) {
	h := NewHome(quietDesk{}, false)
	h.gen = 2
	page := flow.Page{Rows: []flow.Summary{{ID: "01JDEMO0000000000000000001", Name: "of another filter"}}, Next: "01JDEMO0000000000000000001"}
	h.Update(refreshed{gen: 1, newest: &page})
	if len(h.win.rows) != 0 {
		t.Errorf("the list has %q", h.win.rows[0].Name)
	}
	h.Update(refreshed{gen: 2, newest: &page})
	if len(h.win.rows) != 1 {
		t.Error("its own look was dropped too")
	}
}
