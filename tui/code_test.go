package tui_test

import (
	"image"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
)

// read is what a phone reads from a picture.
func read(img image.Image) (string, error) {
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	got, err := qrcode.NewQRCodeReader().Decode(bmp, nil)
	if err != nil {
		return "", err
	}
	return got.GetText(), nil
}

// checkCode compares what is on a screen of w by h, above a line with a hint, with the code
// of an address, module by module and with the light zone around it.
func checkCode(t *testing.T, img *image.Gray, url string, w, h, air int) {
	t.Helper()
	code, ok := kit.NewCode(url)
	if !ok {
		t.Fatal("no code")
	}
	n, _ := code.Needs()
	n -= 4
	side := n + 2*air
	rows := (side + 1) / 2
	left, top := (w-side)/2+air, 2*((h-1-rows)/2)+air
	for y := -air; y < 2*rows-air; y++ {
		for x := -air; x < n+air; x++ {
			if got, want := img.GrayAt((left+x)*4+1, (top+y)*4+1).Y < 128, code.Dark(x, y); got != want {
				t.Fatalf("module %d,%d is dark=%v, want %v", x, y, got, want)
			}
		}
	}
}

// What is drawn is read back from the cells of the terminal, on dark and on light, with and
// without colours, with the whole quiet zone and with the least.
func TestAPhoneReadsTheCode(t *testing.T) {
	for name, tc := range map[string]struct {
		dark bool
		size int
		air  int
		opts []tea.ProgramOption
	}{
		"dark":             {true, 100, 4, nil},
		"light":            {false, 100, 4, nil},
		"dark, long":       {true, 130, 2, nil},
		"light, long":      {false, 130, 2, nil},
		"mono dark":        {true, 100, 4, []tea.ProgramOption{tea.WithColorProfile(colorprofile.ASCII)}},
		"mono light":       {false, 100, 4, []tea.ProgramOption{tea.WithColorProfile(colorprofile.ASCII)}},
		"mono dark, long":  {true, 130, 2, []tea.ProgramOption{tea.WithColorProfile(colorprofile.ASCII)}},
		"mono light, long": {false, 130, 2, []tea.ProgramOption{tea.WithColorProfile(colorprofile.ASCII)}},
		"16 colours":       {true, 130, 2, []tea.ProgramOption{tea.WithColorProfile(colorprofile.ANSI)}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				desk := fake.New(flow.Sandbox, fake.Hanging(flow.OpenLink), workTime)
				s := begin(t, desk, fake.One(desk), flow.Sandbox, 80, 24, tc.opts...)
				s.Background(tc.dark)
				s.waiting(hosted(tc.size)).Press("c").Sees("Any key goes back")
				img := s.Picture(tc.dark)
				if got, err := read(img); got != hosted(tc.size) {
					t.Errorf("read %q, error %v, from\n%s", got, err, s.Screen())
				}
				checkCode(t, img, hosted(tc.size), 80, 24, tc.air)
			})
		})
	}
}

func TestTheCodeGoesAwayWithAnyKey(t *testing.T) {
	play(t, flow.Sandbox, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
		s.toHandoff().Press("c").Sees("not now: no hand-off with an address")
		s.Press("w", "enter")
		s.desk.Offer(s.id(), hosted(62), "")
		s.After(time.Second).Press("c").Sees("not now: the page is served on this machine").Press("x").After(time.Second)
		s.waitingAgain(hosted(62))
		for _, key := range []string{"c", "esc", "q", "?", "z", "space", "x"} {
			s.Press("c").Sees("Any key goes back").SeesNot("SANDBOX").Press(key).Sees("SANDBOX", "way              hosted")
		}
		s.Press("c", "y").Sees("sent to the terminal, which does not", "SANDBOX")
		s.Press("c").Resize(60, 16).Sees("The QR code needs", "has 60x16", "copies the address, u prints it").Resize(80, 24).Sees("Any key goes back")
		s.desk.Offer(s.id(), "", "")
		s.After(time.Second).SeesNot("Any key goes back").Sees("SANDBOX")
		s.Press("ctrl+c").gone()
	})
}
