package flow

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

func TestFingerprint(t *testing.T) {
	const id, key = "0123456789abcdef01234567", "fedcba9876543210fedcba98765432"
	of := func(env Environment, id, key string) string {
		return Credentials{ClientID: id, Secret: NewSecret([]byte(key))}.Fingerprint(env)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte("sandbox\n"+id+"\n"+key+"\n")))
	if got, want := of(Sandbox, id, key), sum[:4]+"-"+sum[4:8]; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	seen := map[string]bool{}
	for _, print := range []string{of(Sandbox, id, key), of(Production, id, key),
		of(Sandbox, strings.Replace(id, "0", "1", 1), key), of(Sandbox, id, strings.Replace(key, "f", "e", 1))} {
		if seen[print] || len(print) != 9 {
			t.Errorf("%q is not new or has no form", print)
		}
		seen[print] = true
	}
	// What is not random could be guessed from its fingerprint.
	for _, x := range [][2]string{{"", ""}, {id, ""}, {"", key}, {id, "password"}, {"me", key}} {
		if got := of(Sandbox, x[0], x[1]); got != "" {
			t.Errorf("%q has the fingerprint %s", x, got)
		}
	}
}
