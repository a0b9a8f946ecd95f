package store

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
)

// extras names the first rows of a bucket that no event gives. The rows that events do give
// are remembered by a hash of their keys, which is the least that tells them apart.
type extras struct {
	v     *verifier
	in    map[string]bool
	known map[string][]uint64
}

func (v *verifier) nameExtras(in map[string]bool) error {
	x := extras{v: v, in: in, known: map[string][]uint64{}}
	if _, _, err := v.each(x.learn); err != nil {
		return err
	}
	for _, name := range derived(schema) {
		if in[name] {
			slices.Sort(x.known[name])
			x.name(name)
		}
	}
	return v.ctx.Err()
}

func (x *extras) learn(key caseKey, places []uint64, _ bool) error {
	p := proved{key: key}
	for _, n := range places {
		p.add(x.v.trees[bucketEvents], n)
	}
	if len(p.records) == 0 {
		return x.v.ctx.Err()
	}
	rows, err := p.rows()
	for _, r := range rows {
		if x.in[r.bucket] {
			x.known[r.bucket] = append(x.known[r.bucket], keyHash(r.key))
		}
	}
	return cmp.Or(err, x.v.ctx.Err())
}

func (x *extras) name(bucket string) {
	cur := x.v.cursor(bucket)
	for k, _, more := cur.next(); more; k, _, more = cur.next() {
		key, ok := caseIn(bucket, k)
		if ok && x.v.bad[key] {
			continue
		}
		if _, is := slices.BinarySearch(x.known[bucket], keyHash(k)); is {
			continue
		}
		f := Finding{Part: bucket, What: "a row is there that no event gives"}
		if ok && x.v.has(key) {
			f.Case = key.id()
		} else {
			f.What = fmt.Sprintf("a row is there that is of no case (%x)", k[:min(len(k), 24)])
		}
		x.v.find(f)
	}
}

func keyHash(k []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(k)
	return h.Sum64()
}
