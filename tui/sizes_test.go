package tui_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
)

// sizesEach is on how many sizes every scene is drawn.
const sizesEach = 200

// sizes are drawn from a seed: half of them around what is promised, where layouts change, the
// rest from one cell to more than any wall has.
func sizes(r *rand.Rand) [][2]int {
	out := [][2]int{{1, 1}, {300, 100}, {kit.MinWidth, kit.MinHeight}, {kit.MinWidth - 1, kit.MinHeight}, {1, 100}, {300, 1}}
	for len(out) < sizesEach {
		out = append(out, [2]int{1 + r.IntN(300), 1 + r.IntN(100)}, [2]int{35 + r.IntN(100), 8 + r.IntN(30)})
	}
	return out
}

// TestEverySizeSurvives draws every scene, with and without the help page in front of it, at 200
// sizes, and before that in every look. It also looks whether some scene shows every kind of fault that there is.
func TestEverySizeSurvives(t *testing.T) {
	seed := rig.Seed(t)
	missing := map[flow.FaultKind]bool{}
	for _, kind := range faultKinds(t) {
		missing[kind] = true
	}
	for i, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			sc.on(t, 80, 24, func(s *stage) {
				s.faults(func(f *flow.Fault) { delete(missing, f.Kind) })
				// The model alone from here on: what a terminal does with so many sizes is not in
				// question.
				if err := s.End(); err != nil {
					s.t.Fatal(err)
				}
				for _, l := range looks() {
					checkColours(s.t, s.wear(l).root.View().Content, s.w, s.h, l)
				}
				for n, size := range sizes(rand.New(rand.NewPCG(seed, uint64(i)))) {
					if n == sizesEach/2 {
						s.root.Update(rig.Key("f1"))
					}
					w, h := size[0], size[1]
					s.root.Update(tea.WindowSizeMsg{Width: w, Height: h})
					checkFits(s.t, s.root.View(), w, h)
				}
			})
		})
	}
	if !t.Failed() && !partly() {
		for kind := range missing {
			t.Errorf("no scene shows a fault of the kind %q", kind)
		}
	}
}

// faults calls have for each fault that a case of the desk rests with.
func (s *stage) faults(have func(*flow.Fault)) {
	s.desk.Fail(nil)
	page, err := s.desk.List(s.t.Context(), flow.Query{})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, row := range page.Rows {
		snap, err := s.desk.View(s.t.Context(), row.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		if snap.Case.Fault != nil {
			have(snap.Case.Fault)
		}
	}
}

func checkFits(t *testing.T, v tea.View, w, h int) {
	t.Helper()
	lines := strings.Split(v.Content, "\n")
	if len(lines) != h {
		t.Fatalf("%dx%d: %d rows", w, h, len(lines))
	}
	for i, line := range lines {
		if got := kit.Width(line); got > w {
			t.Fatalf("%dx%d: row %d has %d cells: %q", w, h, i, got, line)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Fatalf("%dx%d: the cursor is at %d,%d", w, h, c.X, c.Y)
	}
}
