package sim

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: a program that
// carries the simulator shall not pay for it at every start. It panics when expr is none; a
// test compiles all.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
