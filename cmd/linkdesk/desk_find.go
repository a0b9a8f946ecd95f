package main

import (
	"context"

	"linkdesk/flow"
)

// Lookup implements screen.Searcher.
func (d *desk) Lookup(ctx context.Context, text string) ([]flow.Hit, error) {
	return d.store.Lookup(ctx, text)
}

// Row implements screen.Searcher.
func (d *desk) Row(ctx context.Context, id flow.CaseID) (flow.Summary, error) {
	c, err := d.store.Case(ctx, id)
	if err != nil {
		return flow.Summary{}, err
	}
	return flow.Summarize(c), nil
}

// Sift implements flow.Sifter.
func (d *desk) Sift(ctx context.Context, q flow.SiftQuery) (flow.SiftPage, error) {
	return d.store.Sift(ctx, q)
}

// Alike implements flow.Rememberer.
func (d *desk) Alike(ctx context.Context, q flow.AlikeQuery) (flow.AlikePage, error) {
	return d.store.Alike(ctx, q)
}
