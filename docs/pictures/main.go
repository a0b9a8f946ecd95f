// Command pictures turns a terminal screen on standard input, as tmux captures it with its
// colours, into a PNG. It is a module of its own so that the program does not depend on
// fonts and images.
package main

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"log"
	"os"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Attribute bits of a cell, as the emulator keeps them.
const (
	bold    = 1 << 0
	reverse = 1 << 5
)

func main() {
	w := flag.Int("w", 80, "columns")
	h := flag.Int("h", 24, "rows")
	size := flag.Float64("size", 18, "font size in pixels")
	out := flag.String("o", "out.png", "file to write")
	regular := flag.String("font", "", "regular TrueType font with a fixed width")
	heavy := flag.String("bold", "", "its bold sister")
	light := flag.Bool("light", false, "the terminal has a light background")
	flag.Parse()
	screen, err := io.ReadAll(os.Stdin)
	check(err)
	img := paint(emulate(screen, *w, *h), *w, *h, *light, face(*regular, *size), face(*heavy, *size), int(*size))
	file, err := os.Create(*out)
	check(err)
	check(png.Encode(file, img))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// emulate plays the screen into a terminal. Its answers must be read, or it blocks.
func emulate(screen []byte, w, h int) *vt.Emulator {
	e := vt.NewEmulator(w, h)
	go func() { _, _ = io.Copy(io.Discard, e) }()
	screen = bytes.TrimSuffix(screen, []byte("\n"))
	_, err := e.Write(bytes.ReplaceAll(screen, []byte("\n"), []byte("\r\n")))
	check(err)
	return e
}

func face(path string, size float64) font.Face {
	b, err := os.ReadFile(path)
	check(err)
	f, err := opentype.Parse(b)
	check(err)
	fc, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	check(err)
	return fc
}

func paint(e *vt.Emulator, w, h int, light bool, regular, heavy font.Face, pad int) image.Image {
	adv, _ := regular.GlyphAdvance('M')
	m := regular.Metrics()
	cw, ch := adv.Round(), (m.Ascent + m.Descent).Ceil()
	img := image.NewRGBA(image.Rect(0, 0, w*cw+2*pad, h*ch+2*pad))
	ground, ink := color.Color(color.RGBA{0x15, 0x16, 0x1e, 255}), color.Color(color.RGBA{0xc8, 0xd0, 0xe0, 255})
	if light {
		ground, ink = color.RGBA{0xff, 0xff, 0xff, 255}, color.RGBA{0x24, 0x29, 0x2f, 255}
	}
	draw.Draw(img, img.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	for y := range h {
		for x := range w {
			c := e.CellAt(x, y)
			if c == nil || c.Width == 0 {
				continue
			}
			fg, bg := ink, ground
			if c.Style.Fg != nil {
				fg = c.Style.Fg
			}
			if c.Style.Bg != nil {
				bg = c.Style.Bg
			}
			if c.Style.Attrs&reverse != 0 {
				fg, bg = bg, fg
			}
			fc := regular
			if c.Style.Attrs&bold != 0 {
				fc = heavy
			}
			r := image.Rect(pad+x*cw, pad+y*ch, pad+(x+c.Width)*cw, pad+(y+1)*ch)
			draw.Draw(img, r, image.NewUniform(bg), image.Point{}, draw.Src)
			d := font.Drawer{Dst: img, Src: image.NewUniform(fg), Face: fc, Dot: fixed.P(r.Min.X, r.Min.Y+m.Ascent.Ceil())}
			d.DrawString(c.Content)
		}
	}
	return img
}
