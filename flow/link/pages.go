package link

// came and gone count the pages of the flight. There can be several: a reload, a second tab.
func (f *flight) came() { f.count(+1) }
func (f *flight) gone() { f.count(-1) }

func (f *flight) count(by int) {
	f.mu.Lock()
	f.pages = max(f.pages+by, 0)
	f.mu.Unlock()
	select {
	case f.nudge <- struct{}{}:
	default: // wait has one nudge before it already and will see this too
	}
}

// noteAway tells the operator when every page is gone and when one is back; was is what it
// said last.
func (f *flight) noteAway(was bool) (is bool) {
	is = f.left()
	switch {
	case is && f.back != "":
		f.sink.Note("the page was left: the customer is at the page of the bank, or has closed it")
	case is:
		f.sink.Note("the page was closed; it may be a reload")
	case was:
		f.sink.Note("")
	}
	return is
}

// left reports whether the customer was there and every page is closed.
func (f *flight) left() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.taken && f.pages == 0
}
