package glass

import (
	"io"
	"sync"
)

// copied is the beginning of a body. The transport may still write a request while its answer is
// read.
type copied struct {
	mu    sync.Mutex
	bytes []byte
	size  int64
}

func (c *copied) add(b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size += int64(len(b))
	c.bytes = append(c.bytes, b[:min(len(b), bodyLimit-len(c.bytes))]...)
}

func (c *copied) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bytes, c.size = nil, 0
}

func (c *copied) get() ([]byte, int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes, c.size
}

// tee copies what is read of a body, and says when there is no more.
type tee struct {
	io.ReadCloser
	copied *copied
	end    func(why string) // nil for the body of a request
}

func (t *tee) Read(b []byte) (int, error) {
	n, err := t.ReadCloser.Read(b)
	t.copied.add(b[:n])
	if err != nil && t.end != nil {
		t.end(problem(err))
	}
	return n, err
}

func (t *tee) Close() error {
	err := t.ReadCloser.Close()
	if t.end != nil {
		t.end("")
	}
	return err
}
