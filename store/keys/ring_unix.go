//go:build unix && !darwin

package keys

import (
	"fmt"
	"os"
)

// noRing says why there can be no keyring here. Without it the library would start a session bus
// of its own, on which no keyring is.
func noRing() string {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return ""
	}
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(fmt.Sprintf("/run/user/%d/%s", os.Getuid(), name)); err == nil {
			return ""
		}
	}
	return "this session has none (there is no D-Bus session bus)"
}
