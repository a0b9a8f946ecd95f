// Package keys knows where a key or a password can live outside the history: the keyring of
// the operating system, a file, a pass-phrase in somebody's head. It knows nothing of the
// history and of cases; the command line brings the two together.
package keys
