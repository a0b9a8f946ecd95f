//go:build !unix || darwin

package keys

// noRing says why there can be no keyring here.
func noRing() string { return "" }
