package flow

import (
	"strings"
	"testing"
)

// A kind has a name of its own as long as it is known, and no longer: what verify and salvage
// believe of a vault hangs on it.
func TestKnownKinds(t *testing.T) {
	for k := range SecretKind(20) {
		if named := !strings.HasPrefix(k.String(), "secret kind"); named != k.Known() {
			t.Errorf("%d is called %s and known is %v", k, k, k.Known())
		}
	}
}
