package main

import (
	"context"

	"linkdesk/flow"
	"linkdesk/flow/bundle"
)

// Export implements screen.Exporter: what linkdesk history export CASE prints.
func (d *desk) Export(ctx context.Context, id flow.CaseID) (text string, left []string, err error) {
	made, err := exportOf(ctx, found{id: id, env: d.Env(), store: d.store}, exportFlags{reader: string(bundle.Ticket)})
	if err != nil {
		return "", nil, err
	}
	return made.Markdown(), made.Left(), nil
}
