package fake

// Bend lets a test change everything that the desk gives away from now on: f gets a value as a
// screen would and returns the one that it shall get, of the same type. Nil ends that.
func (d *Desk) Bend(f func(any) any) {
	d.bend.Store(&f)
	if f == nil {
		d.bend.Store(nil)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.cases {
		d.touch(e)
	}
}

// bent is a value as the desk gives it away.
func bent[T any](d *Desk, v T) T {
	if f := d.bend.Load(); f != nil && any(v) != nil {
		return (*f)(v).(T)
	}
	return v
}
