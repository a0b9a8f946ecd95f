package store

// longestRow is more than any key or value has: entries end at 64 KB, and a case is the sum of
// its entries.
const longestRow = 16 << 20

// sane is a key or a value as bbolt gives it, or nil where its length cannot be true. bbolt
// believes the lengths in its pages. Behind a page of the mapping a read faults, and with ends it;
// but small buckets are copied to memory of our own, where a length of a gigabyte reads, copies and
// hashes whatever lies behind for minutes.
func sane(b []byte) []byte {
	if len(b) > longestRow {
		return nil
	}
	return b
}
