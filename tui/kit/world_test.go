package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
)

// worldNames are names as people have them.
func worldNames() []string {
	return []string{"日本橋商店 株式会社", "한국은행 주식회사", "e\u0301milie Zoe\u0308 Nguye\u0302\u0303n", "ไทยพาณิชย์", "שָׁלוֹם כֹּהֵן", "محمد الأحمد", "Ltd שלום 123 محمد Inc",
		"👨\u200d👩\u200d👧 Family fund", "👍🏽 Tips ❤️ 1️⃣", "🇩🇪 Reise", "Donaudampfschifffahrtsgesellschaftskapitänsgattin", "Z͑ͫ̓ͪ̂ͫalgo", "\u3164", "葛\U000e0100飾"}
}

// clusters are the characters of a text as people count them.
func clusters(s string) []string {
	var out []string
	for s != "" {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		out, s = append(out, c), s[len(c):]
	}
	return out
}

// TestTerminalsAgreeOnWidths: some count code points, some what people call a character. Names
// must stand in line on both.
func TestTerminalsAgreeOnWidths(t *testing.T) {
	for _, name := range worldNames() {
		if safe := kit.Safe(name); ansi.StringWidth(safe) != ansi.StringWidthWc(safe) {
			t.Errorf("%q has %d cells or %d", safe, ansi.StringWidth(safe), ansi.StringWidthWc(safe))
		}
	}
}

// TestCutsKeepCharactersWhole cuts and breaks every name at every width.
func TestCutsKeepCharactersWhole(t *testing.T) {
	for _, name := range worldNames() {
		name = kit.Safe(name)
		whole := map[string]bool{"…": true, " ": true}
		for _, c := range clusters(name) {
			whole[c] = true
		}
		for w := range 30 {
			parts := append(kit.Wrap(name, w), kit.Cut(name, w), kit.CutMiddle(name, w), strings.TrimSpace(kit.Pad(name, w)))
			for _, part := range parts {
				if kit.Width(part) > w {
					t.Errorf("%q in %d cells: %q has %d", name, w, part, kit.Width(part))
				}
				for _, c := range clusters(part) {
					if !whole[c] {
						t.Errorf("%q in %d cells: %q has %q, which is part of a character", name, w, part, c)
					}
				}
			}
			if got := kit.Width(kit.Pad(name, w)); got != w {
				t.Errorf("%q padded to %d has %d cells", name, w, got)
			}
			if got := strings.Join(kit.Wrap(name, w), ""); w > 1 && strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(name, " ", "") {
				t.Errorf("%q in lines of %d: %q", name, w, got)
			}
		}
	}
}
