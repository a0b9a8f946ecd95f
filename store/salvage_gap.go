package store

// gone reports whether a case was removed on purpose: it has a tombstone then.
func (x *salvager) gone(key caseKey) bool {
	if t, ok := x.trees[bucketTombs]; ok {
		if b, err := t.get(key[:]); err == nil && b != nil {
			return true
		}
	}
	return false
}

// claimed is the last record behind a gap that another one behind the gap follows: that much of
// its chain can be seen without those that are missing.
func (x *salvager) claimed(finds []found, from uint32) uint32 {
	last := uint32(0)
	for _, f := range finds {
		if f.seq <= from+1 {
			continue
		}
		b := x.bytes(f)
		if len(b) < len(chain{}) {
			continue
		}
		if len(x.follow([]*link{{chain: chain(b[len(b)-len(chain{}):])}}, finds, f.seq+1)) > 0 {
			last = max(last, f.seq+1)
		}
	}
	return last
}
