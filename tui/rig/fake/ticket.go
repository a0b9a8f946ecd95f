package fake

import (
	"context"

	"linkdesk/flow"
)

// Export implements screen.Exporter with a ticket of a few lines.
func (d *Desk) Export(_ context.Context, id flow.CaseID) (text string, left []string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.cases[id]
	switch {
	case d.fail != nil:
		return "", nil, bent(d, d.fail)
	case e == nil:
		return "", nil, flow.ErrNoCase
	}
	return bent(d, "# Case\n\n- Case: `"+string(id)+"`\n- Counterparty: `"+e.c.Party.LegalName+"`\n"), []string{"tokens and keys: no export has them", "hashes of tokens"}, nil
}
