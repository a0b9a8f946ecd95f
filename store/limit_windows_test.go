package store

import "errors"

// limitFiles has no counterpart here; the test that needs it is for other systems.
func limitFiles(uint64) error { return errors.New("not on Windows") }
