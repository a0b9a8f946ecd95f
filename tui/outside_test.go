package tui_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
)

// patterns are the fields that are planted, one set after the other: all, then some and others.
func patterns(r *rand.Rand, n int) []uint64 {
	out := []uint64{0}
	for len(out) < n {
		out = append(out, r.Uint64()|1)
	}
	return out
}

// TestNothingFromOutsideSteersTheTerminal plants hostile texts in everything that every scene's
// desk gives away, by reflection, so that a new field needs no line here.
func TestNothingFromOutsideSteersTheTerminal(t *testing.T) {
	seed := rig.Seed(t)
	for i, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			texts := hostileTexts()
			for n, bits := range patterns(r, 2) {
				outside(t, sc, planter{texts[(i+n)%len(texts)], bits}, 80, 24, n == 1)
			}
		})
	}
}

// FuzzOutside does the same with texts and fields of its own.
func FuzzOutside(f *testing.F) {
	for i, text := range hostileTexts() {
		f.Add(text, uint64(i*977), uint8(i*31), i%2 == 0)
	}
	all := scenes()
	f.Fuzz(func(t *testing.T, text string, bits uint64, which uint8, fromStart bool) {
		sc := all[int(which)%len(all)]
		size := [][2]int{{80, 24}, {120, 40}, {40, 12}}[bits%3]
		outside(t, sc, planter{text, bits}, size[0], size[1], fromStart)
	})
}

// outside plays a scene among hostile texts, from its start or at its end.
func outside(t *testing.T, sc scene, p planter, w, h int, fromStart bool) {
	t.Helper()
	look := func(s *stage) { checkTame(s.t, s.root.View(), s.w, s.h) }
	if fromStart {
		setup := sc.setup
		sc.setup = func(d *fake.Desk) {
			if setup != nil {
				setup(d)
			}
			d.Bend(func(v any) any {
				if _, ok := v.(fake.Book); ok {
					return p.plant(v)
				}
				return v // the scene must find its way
			})
		}
		sc.watch = look
		if a := sc.keys; a != nil {
			planted := p.plant(*a).(fake.Answers)
			sc.keys = &planted
		}
	}
	sc.on(t, w, h, func(s *stage) {
		s.desk.Bend(p.plant)
		s.watch = look
		s.After(4 * time.Second).Paste(p.text)
		for _, size := range [][2]int{{w, h}, {120, 40}, {40, 12}} {
			s.w, s.h = size[0], size[1]
			s.root.Update(tea.WindowSizeMsg{Width: s.w, Height: s.h})
			look(s)
		}
		if key, found := kit.Find(rig.Key("y"), s.root.Keys()...); found && key.Off == "" && strings.Contains(key.Help, "copy") {
			s.Press("y").checkClipboard()
		}
	})
}

// TestEveryEventIsTame shows every kind of event there is, with every field of it planted.
func TestEveryEventIsTame(t *testing.T) {
	for _, sc := range scenes() {
		if sc.name != "timeline" {
			continue
		}
		for i, kind := range flow.EventKinds() {
			t.Run(string(kind), func(t *testing.T) {
				zero, err := flow.DecodeEvent(uint16(i+1), []byte("{}"))
				if err != nil {
					t.Fatal(err)
				}
				full := reflect.New(reflect.TypeOf(zero)).Elem()
				fill(full, 4)
				sc.on(t, 120, 40, func(s *stage) {
					for _, text := range hostileTexts() {
						event := planter{text: text}.plant(full.Interface()).(flow.Event)
						s.desk.Bend(func(v any) any {
							snap, ok := v.(flow.Snapshot)
							if !ok {
								return v
							}
							snap.Records = append([]flow.Record(nil), snap.Records...)
							for n := range snap.Records {
								snap.Records[n].Event = event
							}
							return snap
						})
						s.After(0)
						checkTame(s.t, s.root.View(), s.w, s.h)
					}
				})
			})
		}
	}
}
