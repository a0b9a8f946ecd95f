package screen

import (
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// moreDetail adds what an event alone does not know: the pane and the bank where the customer left, and
// which try a call was where there was more than one.
func moreDetail(detail string, upTo []flow.Record, calls []flow.CallMade) string {
	last := upTo[len(upTo)-1]
	if _, is := last.Event.(flow.LinkExited); is {
		if left, ok := flow.LastLeft(upTo); ok {
			detail = strings.NewReplacer(" at ", "\nat ", ", ", "\n").Replace(kit.Safe(left.Words()))
		}
	}
	for _, call := range calls {
		if call.Attempt > 1 {
			return detail + fmt.Sprintf("\ntry %d", call.Attempt)
		}
	}
	return detail
}
