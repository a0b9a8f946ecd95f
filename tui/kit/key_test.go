package kit_test

import (
	"testing"

	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
)

func scopes(inner kit.Leak) []kit.Table {
	return []kit.Table{
		{Scope: "inner", Leak: inner, Keys: []kit.Key{
			{Press: []string{"enter"}, Intent: "open", Help: "open"},
			{Press: []string{"r"}, Intent: "retry", Help: "retry", Off: "nothing failed"},
		}},
		{Scope: "program", Keys: []kit.Key{
			{Press: []string{"q"}, Intent: "quit", Help: "quit"},
			{Press: []string{"ctrl+c"}, Intent: "leave", Help: "leave"},
			{Press: []string{"space"}, Intent: "mark", Help: "mark"},
			{Press: []string{"enter"}, Intent: "outer", Help: "hidden by the inner scope"},
		}},
	}
}

func TestFind(t *testing.T) {
	for name, tc := range map[string]struct {
		leak  kit.Leak
		press string
		want  kit.Intent
	}{
		"inner first":               {kit.LeakAll, "enter", "open"},
		"leaks outward":             {kit.LeakAll, "q", "quit"},
		"typing keeps letters":      {kit.LeakControl, "q", ""},
		"typing keeps the space":    {kit.LeakControl, "space", ""},
		"typing lets control out":   {kit.LeakControl, "ctrl+c", "leave"},
		"a dialog keeps everything": {kit.LeakNone, "ctrl+c", ""},
		"off keys are found too":    {kit.LeakAll, "r", "retry"},
		"unknown":                   {kit.LeakAll, "z", ""},
	} {
		t.Run(name, func(t *testing.T) {
			k, found := kit.Find(rig.Key(tc.press), scopes(tc.leak)...)
			if k.Intent != tc.want || found != (tc.want != "") {
				t.Errorf("%q means %q (found %v), want %q", tc.press, k.Intent, found, tc.want)
			}
		})
	}
}

// What help shows must be what Find does: a row that can never be reached
// must not be listed.
func TestVisibleAgreesWithFind(t *testing.T) {
	for _, leak := range []kit.Leak{kit.LeakAll, kit.LeakControl, kit.LeakNone} {
		all := scopes(leak)
		listed := map[kit.Intent]bool{}
		for _, scope := range kit.Visible(all...) {
			for _, k := range scope.Keys {
				for _, press := range k.Press {
					listed[k.Intent] = true
					if got, _ := kit.Find(rig.Key(press), all...); got.Intent != k.Intent {
						t.Errorf("leak %d: help says %q is %q, it is %q", leak, press, k.Intent, got.Intent)
					}
				}
			}
		}
		for _, scope := range all {
			for _, k := range scope.Keys {
				if got, found := kit.Find(rig.Key(k.Press[0]), all...); found && !listed[got.Intent] {
					t.Errorf("leak %d: %q works but is not listed", leak, got.Intent)
				}
			}
		}
	}
}
