package kit_test

import (
	"strings"
	"testing"

	"linkdesk/tui/kit"
)

// The promise to the hand-off: an address of 130 characters and a line below it fit 80x24.
func TestACodeFits(t *testing.T) {
	for _, tc := range []struct {
		chars, w, h int
		fits        bool
	}{
		{1, 25, 13, true}, {1, 24, 13, false}, {1, 25, 12, false},
		{106, 80, 23, true}, {130, 80, 23, true}, {134, 80, 23, true}, {135, 80, 23, false},
		{130, 45, 23, true}, {130, 44, 23, false}, {130, 45, 22, false},
		{62, 38, 11, false}, {2000, 200, 100, true}, {62, 0, 0, false}, {62, -1, -1, false},
	} {
		code, ok := kit.NewCode(strings.Repeat("x", tc.chars))
		if !ok {
			t.Fatalf("%d characters: no code", tc.chars)
		}
		for _, theme := range []kit.Theme{kit.NewTheme(true, false), kit.NewTheme(false, true), kit.NewTheme(true, true)} {
			block, ok := code.View(theme, tc.w, tc.h)
			if ok != tc.fits {
				t.Errorf("%d characters in %dx%d: fits=%v", tc.chars, tc.w, tc.h, ok)
			}
			if !ok {
				continue
			}
			lines := strings.Split(block, "\n")
			if len(lines) != tc.h {
				t.Errorf("%d rows, want %d", len(lines), tc.h)
			}
			for _, line := range lines {
				if kit.Width(line) != tc.w {
					t.Errorf("a row of %d cells, want %d", kit.Width(line), tc.w)
				}
			}
		}
	}
}

func TestThereIsNotAlwaysACode(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("x", 4000)} {
		if code, ok := kit.NewCode(text); ok || !code.Empty() {
			t.Errorf("%d characters have a code", len(text))
		}
	}
	if _, ok := (kit.Code{}).View(kit.NewTheme(true, false), 80, 24); ok {
		t.Error("no code was drawn")
	}
}
