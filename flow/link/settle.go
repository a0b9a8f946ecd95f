package link

import "linkdesk/flow"

// giveUp settles the flight in the customer's stead. A result that comes just then wins, also
// after this end could not be kept.
func (f *flight) giveUp(status string) error {
	if _, _, err := f.settle(flow.LinkResult{ExitStatus: status}); err != nil {
		return f.cancelled(err)
	}
	return nil
}

// cancelled ends the flight without a result, so that none is taken from now on. A result
// that is just being kept wins over the operator's cancel.
func (f *flight) cancelled(cause error) error {
	f.settling <- struct{}{}
	defer func() { <-f.settling }()
	if f.ending.Ending != "" {
		return nil
	}
	f.ending = ending{Ending: endFailed, Text: "This visit was called off. " + askAgain}
	return cause
}

// settle gives r to the sink and makes it the flight's result. won is false when another
// result was first; the ending is then the winner's. An error leaves the flight open.
func (f *flight) settle(r flow.LinkResult) (is ending, won bool, err error) {
	f.settling <- struct{}{}
	defer func() { <-f.settling }()
	if f.ending.Ending != "" {
		return f.ending, false, nil
	}
	if err := f.sink.Result(f.keep, r); err != nil {
		return ending{}, false, err
	}
	f.ending = endingOf(r, f.req.Update)
	close(f.settled)
	return f.ending, true, nil
}

// over reports whether the flight has its result.
func (f *flight) over() (ending, bool) {
	f.settling <- struct{}{}
	defer func() { <-f.settling }()
	return f.ending, f.ending.Ending != ""
}
