package rig

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// Seed is what a test with chance in it begins with, and prints it. LINKDESK_SEED says another one: a number, or
// "random", which is what the long examination says. The everyday one is fixed, so that a test that fails does
// so for the one who broke it.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed := uint64(20_261_126)
	switch text := os.Getenv("LINKDESK_SEED"); text {
	case "":
	case "random":
		seed = rand.Uint64()
	default:
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("LINKDESK_SEED=%q: %v", text, err)
		}
		seed = n
	}
	t.Logf("seed %d", seed)
	return seed
}
