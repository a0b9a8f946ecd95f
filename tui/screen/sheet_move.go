package screen

import (
	"context"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Moving reports that an amount is asked for, twice, and says what for.
func (s *Sheet) Moving() (question string, ok bool) {
	if s.c.moving == nil {
		return "", false
	}
	return moveQuestion(s.c.moving.kind), true
}

// Amount takes the amount as it was typed first. It says what is known about whether it is covered,
// and why it is no amount.
func (s *Sheet) Amount(text string, w int) (known []string, wrong string) {
	m := newMover(s.c.moving.kind, s.c.moving.seen)
	m.form = kit.NewForm(kit.Field{Name: fieldAmount, Value: text}, kit.Field{Name: fieldAgain})
	s.c.moving = m
	if _, err := m.first(); err != nil {
		return nil, sentence(faultWords(err))
	}
	p := kit.NewLines(w)
	s.c.addMoveFacts(p, Scene{Theme: kit.NewTheme(true, true), W: w, H: tall, Now: s.c.now}, true)
	tone, sign, words, risk := s.c.covered(s.c.now)
	words, _, _ = strings.Cut(words, " ctrl+b") // a key of the screen; the list about money has the same
	p.Item(tone, sign, words+" "+risk)
	return p.Lines(), ""
}

// Again takes the amount as it was typed the second time, written out with its cents. In
// Production a question is open afterwards.
func (s *Sheet) Again(ctx context.Context, text string) (Done, string) {
	m := s.c.moving
	amount, err := m.first()
	if err != nil {
		return Done{}, sentence(faultWords(err))
	}
	m.form = kit.NewForm(kit.Field{Name: fieldAmount, Value: m.form.Value(fieldAmount)}, kit.Field{Name: fieldAgain, Value: text})
	switch {
	case !m.same(amount):
		return Done{}, moveMismatch(text, amount)
	case s.c.snap.Case.Env == flow.Production:
		m.amount = amount
		s.c.ask = askMove(s.c.snap.Case, m.kind, amount)
		return Done{}, ""
	}
	return s.run(ctx, s.c.moveNow(amount)), ""
}
