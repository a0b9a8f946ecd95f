package kit

import "strings"

// Rect is an area of the screen in cells, origin at the top left.
type Rect struct{ X, Y, W, H int }

// Size is the extent of one part when a Rect is divided.
type Size struct {
	cells  int
	weight int
}

// Fixed asks for n cells.
func Fixed(n int) Size { return Size{cells: n} }

// Fill asks for a share of what the fixed parts leave.
func Fill(weight int) Size { return Size{weight: max(weight, 1)} }

// Rows divides r from top to bottom. Parts that find no room have no height.
func (r Rect) Rows(sizes ...Size) []Rect {
	out, y := make([]Rect, len(sizes)), r.Y
	for i, n := range divide(r.H, sizes) {
		out[i] = Rect{r.X, y, r.W, n}
		y += n
	}
	return out
}

// Columns divides r from left to right. Parts that find no room have no width.
func (r Rect) Columns(sizes ...Size) []Rect {
	out, x := make([]Rect, len(sizes)), r.X
	for i, n := range divide(r.W, sizes) {
		out[i] = Rect{x, r.Y, n, r.H}
		x += n
	}
	return out
}

// Inset takes dx columns off both sides and dy rows off top and bottom.
func (r Rect) Inset(dx, dy int) Rect {
	return Rect{r.X + dx, r.Y + dy, max(r.W-2*dx, 0), max(r.H-2*dy, 0)}
}

// Center places a box of w by h in the middle of r, clipped to r.
func (r Rect) Center(w, h int) Rect {
	w, h = min(w, r.W), min(h, r.H)
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

// divide hands out total: fixed parts first, in order, then the rest by
// weight. The last filling part takes what rounding left, so no cell is lost.
func divide(total int, sizes []Size) []int {
	out := make([]int, len(sizes))
	left, weights, last := max(total, 0), 0, -1
	for i, s := range sizes {
		if s.weight > 0 {
			weights += s.weight
			last = i
			continue
		}
		out[i] = min(max(s.cells, 0), left)
		left -= out[i]
	}
	rest := left
	for i, s := range sizes {
		if s.weight > 0 && i != last {
			out[i] = left * s.weight / weights
			rest -= out[i]
		}
	}
	if last >= 0 {
		out[last] = rest
	}
	return out
}

// Stack puts blocks under each other. Empty blocks take no row.
func Stack(blocks ...string) string {
	kept := blocks[:0:0]
	for _, b := range blocks {
		if b != "" {
			kept = append(kept, b)
		}
	}
	return strings.Join(kept, "\n")
}

// Beside puts blocks next to each other. Each must already be a full
// rectangle, as Fit makes it; all must have the same number of rows.
func Beside(blocks ...string) string {
	left := make([]string, 0, len(blocks))
	size := 0
	for _, b := range blocks {
		if b != "" {
			left, size = append(left, b), size+len(b)
		}
	}
	var out strings.Builder
	out.Grow(size)
	for more := len(left) > 0; more; {
		more = false
		for i, b := range left {
			row, rest, found := strings.Cut(b, "\n")
			out.WriteString(row)
			left[i], more = rest, more || found
		}
		if more {
			out.WriteByte('\n')
		}
	}
	return out.String()
}
