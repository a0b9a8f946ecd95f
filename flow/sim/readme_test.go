package sim

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeNamesEveryEndpoint: the README lists what is played, path by path for
// Plaid and resource by resource for Prime Trust, and what is left out.
func TestReadmeNamesEveryEndpoint(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)
	paths := []string{"/link/v2/stable/link-initialize.js", "/_sim/items", "/_sim/methods", "/_sim/calls", "/_sim/faults", "/_sim/clock", "/_sim/scenario", "/_sim/latency", "/_sim/reset"}
	for path := range plaidHandlers() {
		paths = append(paths, path)
	}
	for path := range notPlayed {
		paths = append(paths, path)
	}
	for pattern := range ptRoutes() {
		parts := strings.Split(pattern, "/")
		paths = append(paths, strings.Join(parts[:3], "/"))
	}
	for _, path := range paths {
		if !strings.Contains(readme, path+"`") && !strings.Contains(readme, path+" ") {
			t.Errorf("the README does not name %s", path)
		}
	}
}
