package screen_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// fullWindow is a list of 120 by 40 whose window is full, with the cursor in its middle.
func fullWindow(b *testing.B) (*screen.Home, screen.Scene) {
	b.Helper()
	d := fake.New(flow.Demo, silent, 0)
	d.Many(3000)
	h := screen.NewHome(d, true)
	body := kit.Body(120, 40)
	h.Update(screen.Resized{W: body.W, H: body.H})
	run := func(out screen.Out) {
		for len(out.Jobs) > 0 {
			out = h.Update(out.Jobs[0].Run(b.Context()))
		}
	}
	run(h.Start())
	for range 45 {
		run(h.Act(screen.IntentPageDown))
	}
	for range 10 {
		run(h.Act(screen.IntentPageUp))
	}
	return h, screen.Scene{Theme: kit.NewTheme(true, false), W: body.W, H: body.H, Now: time.Now()}
}

// BenchmarkHomeFrame is the list with a thousand rows in its window, drawn with its frame.
func BenchmarkHomeFrame(b *testing.B) {
	h, sc := fullWindow(b)
	b.ReportAllocs()
	for b.Loop() {
		f := h.Face(sc)
		chrome := kit.Chrome{Badge: screen.Badge(flow.Demo), Title: f.Title, Right: f.Right, Status: f.Status, Scopes: h.Keys()}
		chrome.Frame(sc.Theme, 120, 40, f.Body)
	}
}

// BenchmarkScrollStep is a step of the cursor within the window, up and down, without the frame.
func BenchmarkScrollStep(b *testing.B) {
	h, _ := fullWindow(b)
	b.ReportAllocs()
	for b.Loop() {
		h.Act(screen.IntentUp)
		h.Act(screen.IntentDown)
	}
}
