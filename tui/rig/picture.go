package rig

import (
	"image"
	"image/color"
)

// dot is the side in pixels of half a cell in a picture.
const dot = 4

// Picture is the screen as a camera sees it, for what is drawn with half blocks: each cell is
// one dot wide and two high. The terminal's own colours are white on black where dark is set,
// black on white elsewhere. Text is drawn as a blur.
func (p *Program) Picture(dark bool) *image.Gray {
	ink, paper := color.Color(color.Black), color.Color(color.White)
	if dark {
		ink, paper = paper, ink
	}
	w, h := p.screen.Width(), p.screen.Height()
	img := image.NewGray(image.Rect(0, 0, w*dot, 2*h*dot))
	for y := range h {
		for x := range w {
			fg, bg, content := ink, paper, " "
			if cell := p.screen.CellAt(x, y); cell != nil {
				content = cell.Content
				if cell.Style.Fg != nil {
					fg = cell.Style.Fg
				}
				if cell.Style.Bg != nil {
					bg = cell.Style.Bg
				}
			}
			top, bottom := halves(content, fg, bg)
			fillDot(img, x, 2*y, top)
			fillDot(img, x, 2*y+1, bottom)
		}
	}
	return img
}

// halves are the colours of the two halves of a cell.
func halves(content string, fg, bg color.Color) (top, bottom color.Color) {
	switch content {
	case "█":
		return fg, fg
	case "▀":
		return fg, bg
	case "▄":
		return bg, fg
	case " ", "":
		return bg, bg
	}
	return color.Gray{128}, color.Gray{128}
}

func fillDot(img *image.Gray, x, y int, c color.Color) {
	for i := range dot * dot {
		img.Set(x*dot+i%dot, y*dot+i/dot, c)
	}
}
