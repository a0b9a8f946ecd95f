package plain

import (
	"strings"
	"testing"
	"testing/synctest"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// TestTheTicketIsPrinted: in lines there is no clipboard, so it stands whole, with what was left out behind it.
func TestTheTicketIsPrinted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		id := d.Past("Ida Lund", false, fake.Happy, flow.CreateLinkToken)
		said := script(t, opts, "1", "print the case", "b", "q")
		for _, want := range []string{"\n# Case\n\n- Case: `" + string(id) + "`\n", "linkdesk history export " + string(id), "Left out of the ticket: tokens and keys"} {
			if !strings.Contains(strings.ReplaceAll(said, "\n  ", " "), want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
	})
}
