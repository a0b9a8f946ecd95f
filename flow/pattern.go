package flow

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that is compiled when it is first used and not when the
// program starts: forty of them cost a tenth of the time to the first frame. The returned function
// panics when expr is no regular expression; a test compiles all.
func Pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
