package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// chooser is the page on which they are chosen.
type chooser struct {
	banks   []flow.TestBank
	users   []flow.TestUser
	bank    kit.Grid
	user    kit.Grid
	atUsers bool // the list with the keys
}

// newChooser begins at what would be used now.
func newChooser(now flow.SandboxLogin, chosen *testLogin) *chooser {
	ch := &chooser{banks: flow.TestBanks(), users: flow.TestUsers()}
	for i, b := range ch.banks {
		if b.ID == now.InstitutionID {
			ch.bank.Set(i, len(ch.banks))
		}
	}
	for i, u := range ch.users {
		if chosen != nil && u == chosen.user {
			ch.user.Set(i, len(ch.users))
		}
	}
	return ch
}

// keys are the table of the page.
func (ch *chooser) keys() []kit.Table {
	what := "bank"
	if ch.atUsers {
		what = "user"
	}
	return []kit.Table{{Scope: "Test login", Keys: append([]kit.Key{
		{Press: []string{"enter"}, Intent: IntentEnter, Help: "take both", Hint: true},
		{Press: []string{"tab", "shift+tab", "left", "right"}, Show: "tab", Intent: intentList, Help: "the other list", Hint: true},
	}, append(moves(what), back())...)}}
}

// actLogin carries out the keys of the page.
func (c *Case) actLogin(i kit.Intent) {
	ch := c.choosing
	grid, n := &ch.bank, len(ch.banks)
	if ch.atUsers {
		grid, n = &ch.user, len(ch.users)
	}
	switch i {
	case IntentEnter:
		c.login, c.choosing = &testLogin{ch.banks[ch.bank.Cursor()], ch.users[ch.user.Cursor()]}, nil
	case IntentBack:
		c.choosing = nil
	case intentList:
		ch.atUsers = !ch.atUsers
	case IntentUp:
		grid.Move(-1, n)
	case IntentDown:
		grid.Move(1, n)
	case IntentFirst:
		grid.Set(0, n)
	case IntentLast:
		grid.Set(n, n)
	}
}

// body draws the two lists beside each other, or the one with the keys where there is no
// room for both, and below them what the choice does.
func (ch *chooser) body(sc Scene) string {
	both := sc.W >= railFrom
	foot := kit.NewPage(sc.Theme, sc.W)
	foot.Labels(len("bank"))
	if b := ch.banks[ch.bank.Cursor()]; both || !ch.atUsers {
		foot.Pair("bank", b.Name+": "+b.Note)
	}
	if u := ch.users[ch.user.Cursor()]; both || ch.atUsers {
		foot.Pair("user", u.Username+" / "+u.Password+": "+u.Note)
	}
	h := max(sc.H-foot.Len()-1, 2)
	lists := ""
	if both {
		cols := kit.Rect{W: sc.W, H: h}.Columns(kit.Fill(1), kit.Fixed(3), kit.Fill(1))
		lists = kit.Beside(ch.list(sc, false, cols[0].W, h), kit.Fit("", 3, h), ch.list(sc, true, cols[2].W, h))
	} else {
		lists = ch.list(sc, ch.atUsers, sc.W, h)
	}
	return kit.Stack(lists, kit.Fit("", sc.W, 1), foot.Show(foot.Len(), 0))
}

// list draws one of the lists. The one with the keys is marked.
func (ch *chooser) list(sc Scene, users bool, w, h int) string {
	title, grid := "test bank", &ch.bank
	var rows [][]kit.Cell
	for _, b := range ch.banks {
		rows = append(rows, []kit.Cell{{Text: b.Name}})
	}
	if users {
		title, grid, rows = "test user", &ch.user, nil
		for _, u := range ch.users {
			rows = append(rows, []kit.Cell{{Text: u.Username + " / " + u.Password}})
		}
	}
	title += ", " + grid.Position(len(rows))
	if users == ch.atUsers {
		title = "▾ " + title
	}
	return grid.View(sc.Theme, []kit.Column{{Title: title}}, rows, w, h)
}
