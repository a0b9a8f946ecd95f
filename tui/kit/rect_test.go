package kit_test

import (
	"reflect"
	"testing"

	"linkdesk/tui/kit"
)

func TestRows(t *testing.T) {
	area := kit.Rect{X: 2, Y: 3, W: 10, H: 10}
	for name, tc := range map[string]struct {
		sizes []kit.Size
		want  []int
	}{
		"header, body, footer": {[]kit.Size{kit.Fixed(2), kit.Fill(1), kit.Fixed(1)}, []int{2, 7, 1}},
		"shares":               {[]kit.Size{kit.Fill(1), kit.Fill(2)}, []int{3, 7}},
		"no room for a fill":   {[]kit.Size{kit.Fixed(10), kit.Fill(1)}, []int{10, 0}},
		"too much asked":       {[]kit.Size{kit.Fixed(8), kit.Fixed(8)}, []int{8, 2}},
		"only fixed":           {[]kit.Size{kit.Fixed(3)}, []int{3}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []int
			y := area.Y
			for _, r := range area.Rows(tc.sizes...) {
				if r.X != area.X || r.W != area.W || r.Y != y {
					t.Errorf("part %+v does not continue at row %d", r, y)
				}
				y += r.H
				got = append(got, r.H)
			}
			if !reflect.DeepEqual(got, tc.want) {
				t.Errorf("heights %v, want %v", got, tc.want)
			}
		})
	}
}

func TestColumnsAndPlaces(t *testing.T) {
	area := kit.Rect{X: 1, Y: 1, W: 9, H: 4}
	got := area.Columns(kit.Fixed(4), kit.Fill(1))
	want := []kit.Rect{{X: 1, Y: 1, W: 4, H: 4}, {X: 5, Y: 1, W: 5, H: 4}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("columns %+v, want %+v", got, want)
	}
	if got, want := area.Inset(1, 2), (kit.Rect{X: 2, Y: 3, W: 7, H: 0}); got != want {
		t.Errorf("inset %+v, want %+v", got, want)
	}
	if got, want := area.Center(3, 10), (kit.Rect{X: 4, Y: 1, W: 3, H: 4}); got != want {
		t.Errorf("center %+v, want %+v", got, want)
	}
}

func TestStackAndBeside(t *testing.T) {
	if got, want := kit.Stack("a", "", "b"), "a\nb"; got != want {
		t.Errorf("stack %q, want %q", got, want)
	}
	if got, want := kit.Beside("a \nb ", "", "1\n2"), "a 1\nb 2"; got != want {
		t.Errorf("beside %q, want %q", got, want)
	}
}
