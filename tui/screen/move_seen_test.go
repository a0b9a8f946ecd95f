package screen

import (
	"testing"

	"linkdesk/flow"
)

type quietDesk struct{ Desk }

func (quietDesk) Defaults() Defaults    { return Defaults{} }
func (quietDesk) Env() flow.Environment { return flow.Sandbox }

// TestAPageAboutMoneyIsVoidWhenOthersMovedSome: the amount was typed by somebody who saw no transfer, so it
// must not be agreed to after another console has made one.
func TestAPageAboutMoneyIsVoidWhenOthersMovedSome(t *testing.T) {
	c := NewCaseView(quietDesk{}, "x")
	snap := flow.Snapshot{Case: flow.Case{ID: "x", Env: flow.Sandbox, Phase: flow.PhaseSubmitted, Processor: flow.PrimeTrust}, Version: 1}
	c.take(snap)
	c.moving = newMover(flow.Contribution, 0)
	c.ask = askMove(snap.Case, flow.Contribution, flow.Money{Minor: 2500, Currency: flow.USD})
	snap.Version = 2
	c.seen(seen{id: "x", snap: snap})
	if c.moving == nil {
		t.Fatal("a look that shows nothing new closed the page")
	}
	snap.Version, snap.Case.Transfers = 3, []flow.Transfer{{Amount: flow.Money{Minor: 2500, Currency: flow.USD}}}
	out := c.seen(seen{id: "x", snap: snap})
	if c.moving != nil || c.ask != nil || out.Say.Text == "" {
		t.Errorf("the page stays open: %v, question %v, said %q", c.moving != nil, c.ask != nil, out.Say.Text)
	}
}
