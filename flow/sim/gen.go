package sim

import (
	"encoding/binary"
	"encoding/hex"
)

const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// gen is a seeded stream of numbers (splitmix64). Its position is an ordinary
// field, so a saved world goes on exactly where it stopped.
type gen struct {
	Seed uint64
	Pos  uint64
}

func (g *gen) next() uint64 {
	g.Pos++
	return mix(g.Seed + g.Pos*0x9E3779B97F4A7C15)
}

func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// uuid is a version 4 UUID in its usual text form.
func (g *gen) uuid() string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], g.next())
	binary.BigEndian.PutUint64(b[8:], g.next())
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	var out [36]byte
	hex.Encode(out[0:8], b[0:4])
	hex.Encode(out[9:13], b[4:6])
	hex.Encode(out[14:18], b[6:8])
	hex.Encode(out[19:23], b[8:10])
	hex.Encode(out[24:36], b[10:16])
	out[8], out[13], out[18], out[23] = '-', '-', '-', '-'
	return string(out[:])
}

// alnum is n letters and digits. A word gives eight of them: 62^8 fits well
// inside 64 bits, so the remainder stays close to even.
func (g *gen) alnum(n int) string {
	out := make([]byte, n)
	var word uint64
	for i := range out {
		if i%8 == 0 {
			word = g.next()
		}
		out[i] = alphanumerics[word%62]
		word /= 62
	}
	return string(out)
}

// digits is n decimal digits, the first of them not zero.
func (g *gen) digits(n int) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte('0' + g.next()%10)
	}
	if n > 0 && out[0] == '0' {
		out[0] = '1' + byte(g.next()%9)
	}
	return string(out)
}
