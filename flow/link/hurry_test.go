package link

import (
	"testing"
	"time"
)

// An operator who comes back to the console has Plaid asked at once, and not more than once in a
// second.
func TestItAsksAtOnceWhenSomebodyIsBack(t *testing.T) {
	var hurry chan struct{}
	host(t, func(f *hosting) {
		hurry = make(chan struct{}, 1) // in the bubble, or it would stop the bubble's time
		f.req.Hurry = hurry
		f.bank.visits(visitor("s", 0, 182*time.Second+100*time.Millisecond, linked("s"), "OPEN"))
	}, func(t *testing.T, f *hosting) {
		f.pass(181 * time.Second)
		before := f.bank.times()
		last := before[len(before)-1]
		f.pass(last + 1500*time.Millisecond - 181*time.Second) // 5 s lie between two questions by now
		hurry <- struct{}{}
		f.pass(0)
		if got := f.bank.times(); len(got) != len(before)+1 {
			t.Fatalf("asked at %s, and then at %s", before, got[len(before):])
		}
		hurry <- struct{}{}
		f.pass(900 * time.Millisecond)
		if n := len(f.bank.times()) - len(before); n != 1 {
			t.Errorf("asked %d times within a second", n)
		}
		f.pass(100 * time.Millisecond)
		if n := len(f.bank.times()) - len(before); n != 2 {
			t.Errorf("asked %d times after a second", n)
		}
		hurry <- struct{}{}
		f.pass(time.Second)
		if r := f.landed(); !r.Linked() {
			t.Errorf("%+v", r)
		}
	})
}
