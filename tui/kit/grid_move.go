package kit

// Shift moves cursor and view together: delta rows came in above them, or went.
func (g *Grid) Shift(delta int) {
	g.cursor, g.top = max(g.cursor+delta, 0), max(g.top+delta, 0)
}

// Scroll moves the view by delta of n rows and keeps the cursor inside of it.
func (g *Grid) Scroll(delta, n, h int) {
	room := max(h-1, 1)
	top := max(min(g.Top(n, h)+delta, n-room), 0)
	g.Set(min(max(g.cursor, top), top+room-1), n)
	g.top = top
}

// At is the row that is drawn in line y of a grid of h lines; false on the header and where no
// row is.
func (g *Grid) At(y, n, h int) (int, bool) {
	i := g.Top(n, h) + y - 1
	return i, y > 0 && y < h && i < n
}
