package flow

import "testing"

func TestCleanOfInvisibleLetters(t *testing.T) {
	for in, want := range map[string]string{
		"👨\u200d👩\u200d👧 fund":    "👨👩👧 fund",    // members one by one
		"❤\ufe0f\u200d🔥":          "❤\ufe0f🔥",    //
		"Aver\u200dy":             "Aver\ufffdy", // nothing may hide in a name
		"\u200d👨":                 "\ufffd👨",     //
		"👨\u200d":                 "👨\ufffd",     //
		"\u3164":                  "\ufffd",      // a letter that shows nothing
		"A\u115f\u1160\uffa0very": "A\ufffd\ufffd\ufffdvery",
		"a\u034fb":                "a\ufffdb",
		"שָׁלוֹם":                 "שָׁלוֹם",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
