package screen

import "testing"

func TestHintsNameKeys(t *testing.T) {
	const id = "01M8AC3BEC8H86NKWXTSB1AJT1"
	for in, want := range map[string]string{
		"Hand over again with linkdesk run --resume " + id + ".":                                      "Hand over again with enter.",
		"Continue with linkdesk run --resume CASE when you are ready.":                                "Continue with enter when you are ready.",
		"Repair it: linkdesk run --resume " + id + " --relink. Item and tokens stay the same.":        "Repair it: R. Item and tokens stay the same.",
		"Hand over with linkdesk run --resume " + id + " --handoff hosted, which needs no page here.": "Hand over with enter (w changes the way), which needs no page here.",
		"Say which: linkdesk run --resume " + id + " --account-id ID, or --account-mask 0000.":        "Say which: linkdesk run --resume " + id + " --account-id ID, or --account-mask 0000.",
		"otherwise go on with: linkdesk run --resume " + id + " --after-restore":                      "otherwise go on with: enter",
		"Continue with linkdesk run --resume " + id + ": it asks what became of it.":                  "Continue with enter: it asks what became of it.",
	} {
		if got := byKey(in); got != want {
			t.Errorf("%q\nbecomes %q\nwant    %q", in, got, want)
		}
	}
}
