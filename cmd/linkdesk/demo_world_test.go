package main

import (
	"net"
	"path/filepath"
	"testing"
)

// The address of a hosted page that a customer has is still good after the demo was started
// anew; a second demo beside it takes another port and leaves that one alone.
func TestTheDemoKeepsItsPort(t *testing.T) {
	file := filepath.Join(t.TempDir(), "demo-sim.port")
	open := func() net.Listener {
		t.Helper()
		ln, err := listenAgain(t.Context(), file, false)
		if err != nil {
			t.Fatal(err)
		}
		return ln
	}
	first := open()
	second := open()
	if second.Addr().String() == first.Addr().String() {
		t.Error("two simulators on one port")
	}
	_, _ = second.Close(), first.Close()
	third := open()
	defer third.Close()
	if third.Addr().String() != first.Addr().String() {
		t.Errorf("the address was %s and is %s", first.Addr(), third.Addr())
	}
}
