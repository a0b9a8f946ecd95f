package plain

import (
	"bufio"
	"context"
	"io"
	"strings"

	"linkdesk/flow"
)

// maxLine is the longest line that is read; a longer one ends the input.
const maxLine = 64 << 10

// lines are those of the input. One is read when it is wanted and not before, because somebody else
// may ask at the same terminal in between, as for a pass-phrase.
type lines struct {
	wanted chan struct{}
	next   chan string // closed at the end of the input
	out    bool        // one is wanted and was not taken yet
}

// read makes the lines of an input. The goroutine that reads a terminal cannot be ended; it dies
// with the program.
func read(ctx context.Context, in io.Reader) *lines {
	l := &lines{wanted: make(chan struct{}, 1), next: make(chan string)}
	go func() {
		defer close(l.next)
		s := bufio.NewScanner(in)
		s.Buffer(make([]byte, 0, 4096), maxLine)
		for {
			select {
			case <-l.wanted:
			case <-ctx.Done():
				return
			}
			if !s.Scan() {
				return
			}
			select {
			case l.next <- strings.TrimSpace(flow.Clean(s.Text())):
			case <-ctx.Done():
				return
			}
		}
	}()
	return l
}

// want is where the next line comes. Whoever takes it says so with took.
func (l *lines) want() <-chan string {
	if !l.out {
		l.out = true
		select {
		case l.wanted <- struct{}{}:
		default: // nobody reads any more: the input is at its end, and next is closed
		}
	}
	return l.next
}

func (l *lines) took() { l.out = false }
