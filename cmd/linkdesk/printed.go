package main

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// printed is standard output, and remembers whether something could not be printed. Most results
// are printed line by line, and a command that ended with 0 must have told all of them.
type printed struct {
	w  io.Writer
	mu sync.Mutex

	err error // of the first write that failed
}

func (p *printed) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.err == nil {
			p.err = err
		}
	}
	return n, err
}

// lost is the error of a result that was not printed whole.
func (p *printed) lost() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		return nil
	}
	return fmt.Errorf("what was to be done is done, but the result could not be printed: %w", p.err)
}

// fileOf is the file behind a stream, where it is one.
func fileOf(w io.Writer) (*os.File, bool) {
	if p, ok := w.(*printed); ok {
		w = p.w
	}
	f, ok := w.(*os.File)
	return f, ok
}
