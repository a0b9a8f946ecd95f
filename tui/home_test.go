package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// Another console opens cases while somebody reads far down: no row moves, and the way back leads to
// what is new.
func TestOthersWriteWhileSomebodyReads(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.desk.Many(20_000)
		s.After(4*time.Second).Sees("customer 020000", "1 of 50+")
		for range 100 {
			s.Press("pgdown")
		}
		s.Press("up", "up").Sees("1,799 of 1,850+")
		at := slices.IndexFunc(strings.Split(s.Screen(), "\n"), func(l string) bool { return l == s.Row("▸") })
		for i := range 30 {
			s.desk.Past(fmt.Sprintf("wave %02d", i), false, fake.Happy, "")
			s.After(time.Second)
		}
		s.After(4 * time.Second)
		if row := s.Row("▸"); strings.Split(s.Screen(), "\n")[at] != row || s.Row("customer 018202") != row {
			t.Errorf("the cursor was on line %d and customer 018202:\n%s", at, s.Screen())
		}
		s.Sees("1,829 of 1,880+").Press("home").Sees("▸ ○ open         wave 29", "1 of 50+")
		s.Press("end").Sees("▸ ○ open         customer 000001", "the oldest")
		s.Press("enter").Sees("Case").Press("esc").Sees("▸ ○ open         customer 000001", "the oldest")
		s.Press("G", "g").Sees("▸ ○ open         wave 29")
	})
}

func TestAFilterIsSeenAndTakenOff(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		fillHistory(s.desk)
		s.After(4*time.Second).Press("f").Sees("Which cases do you want to see?", "That is every case.")
		for range 6 {
			s.Press("right")
		}
		s.Sees("◂ ✗ failed ▸", "That is: failed.").Press("down", "right", "enter")
		s.Sees("Cases  failed, you", "Noor Haddad", "1 of 1", "esc all cases").SeesNot("Kestrel", "Ottoline")
		s.desk.Past("Late Trouble", false, fake.Failing(flow.CreateProcessorToken, invalidProcessor()), flow.CreateProcessorToken)
		s.After(4*time.Second).Sees("Late Trouble", "2 of 2")
		s.through("enter").Sees("Noor Haddad").Press("esc").Sees("Cases  failed, you").Press("f").Sees("◂ ✗ failed ▸", "◂ you ▸")
		s.Press("esc").Sees("Cases  failed, you").Press("esc").Sees("Kestrel Freight").SeesNot("failed, you")
		if left, _ := s.Left(); left {
			t.Fatal("the first esc left the program")
		}
		s.Press("esc").Sees("q quits")
		if left, _ := s.Left(); left {
			t.Error("one esc too many left the program")
		}
	})
}

func TestFindAndFilterSurviveEverySize(t *testing.T) {
	for _, sc := range homeScenes() {
		t.Run(sc.name, func(t *testing.T) {
			sc.on(t, 80, 24, func(s *stage) {
				if err := s.End(); err != nil {
					s.t.Fatal(err)
				}
				for i := range 40 {
					w, h := 1+(i*37)%160, 1+(i*13)%60
					s.root.Update(tea.WindowSizeMsg{Width: w, Height: h})
					checkFits(t, s.root.View(), w, h)
				}
			})
		})
	}
}
