package kit_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"linkdesk/tui/kit"
)

func TestSafe(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"plain":           {"First Platypus Bank", "First Platypus Bank"},
		"accents stay":    {"Crédit Agricole é", "Crédit Agricole é"},
		"breaks":          {"a\nb\r\tc", "a b  c"},
		"colour":          {"\x1b[31mred", "\ufffd[31mred"},
		"title":           {"\x1b]0;owned\a", "\ufffd]0;owned\ufffd"},
		"utf-8 C1 CSI":    {"\u009b31m", "\ufffd31m"},
		"raw C1 byte":     {"\x9b31m", "\ufffd31m"},
		"bidi override":   {"acct\u202e0000", "acct\ufffd0000"},
		"zero width":      {"0\u200b0", "0\ufffd0"},
		"tag characters":  {"a\U000e0041", "a\ufffd"},
		"line separator":  {"a\u2028b", "a b"},
		"private use":     {"\ue0b0", "\ufffd"},
		"backspace, null": {"a\bb\x00", "a\ufffdb\ufffd"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := kit.Safe(tc.in); got != tc.want {
				t.Errorf("Safe(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"", "a\x1b[2Jb", "\x90q\x9c", "\u202e", "é", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := kit.Safe(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Safe(%q) = %q: not UTF-8", s, got)
		}
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) {
				t.Fatalf("Safe(%q) = %q: lets %U through", s, got, r)
			}
		}
	})
}

func TestCuts(t *testing.T) {
	for name, tc := range map[string]struct{ got, want string }{
		"short enough":      {kit.Cut("bank", 4), "bank"},
		"cut":               {kit.Cut("banking", 4), "ban…"},
		"no room":           {kit.Cut("bank", 0), ""},
		"wide characters":   {kit.Cut("日本銀行", 5), "日本…"},
		"middle keeps ends": {kit.CutMiddle("01JD7Q4ZP0A92C", 9), "01JD…A92C"},
		"middle, no need":   {kit.CutMiddle("01JD", 9), "01JD"},
		"middle, tiny":      {kit.CutMiddle("01JD7Q", 2), "0…"},
		"pad":               {kit.Pad("ab", 4), "ab  "},
		"pad cuts":          {kit.Pad("abcdef", 4), "abc…"},
		"pad left":          {kit.PadLeft("12", 4), "  12"},
		"quote":             {kit.Quote("a\x1bb"), "“a\ufffdb”"},
		"fit":               {kit.Fit("ab\nc\nd", 3, 2), "ab \nc  "},
		"fit adds rows":     {kit.Fit("ab", 2, 2), "ab\n  "},
		"fit nothing":       {kit.Fit("ab", 0, 5), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", name, tc.got, tc.want)
		}
	}
}

func TestWrapKeepsWidth(t *testing.T) {
	text := "The counterparty chooses the bank in Plaid Link, not here. " + strings.Repeat("x", 50)
	for w := 1; w < 70; w++ {
		for _, line := range kit.Wrap(text, w) {
			if kit.Width(line) > w {
				t.Fatalf("at %d: line %q has %d cells", w, line, kit.Width(line))
			}
		}
	}
	if got := kit.Wrap("anything", 0); got != nil {
		t.Errorf("no width, yet %q", got)
	}
}
