package main

import (
	"net/http"
	"strings"
	"testing"
)

// fault plans a fault at a simulator.
func fault(t *testing.T, url, body string) {
	t.Helper()
	res, err := http.Post(url+"/_sim/faults", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode/100 != 2 {
		t.Fatalf("the simulator refuses the fault: HTTP %d", res.StatusCode)
	}
}
