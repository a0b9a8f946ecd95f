package store

import (
	"bytes"

	"linkdesk/flow"
)

// compare holds the rows of a case against what its events give, byte for byte.
func (v *verifier) compare(p proved) error {
	rows, err := p.rows()
	if err != nil {
		return err
	}
	for i, r := range rows {
		t, ok := v.trees[r.bucket]
		if !v.compares(r.bucket) || !ok {
			continue
		}
		v.want[r.bucket]++
		f := Finding{Case: p.key.id(), Part: r.bucket}
		if i < len(p.places) {
			f.Seq = uint32(i) + 1
		}
		got, err := t.get(r.key)
		switch {
		case err != nil:
			f.What = "a row cannot be read: " + err.Error()
		case got == nil:
			f.What = "a row is missing"
		case !bytes.Equal(got, r.value):
			f.What = "a row is not what the events give"
		default:
			continue
		}
		if got == nil {
			v.want[r.bucket]-- // it is not among those that are counted either
		}
		v.find(f)
	}
	return nil
}

func (v *verifier) compares(bucket string) bool {
	return v.order && bucket == bucketOfCase || v.rows
}

// counts finds rows that no event gives: with every expected row found, a bucket that has more
// of them has some too many. Rows of damaged cases are left out, since nobody knows what they
// should be.
func (v *verifier) counts() error {
	tooMany := map[string]bool{}
	for _, name := range derived(schema) {
		if !v.compares(name) {
			continue
		}
		n := 0
		cur := v.cursor(name)
		for k, _, more := cur.next(); more; k, _, more = cur.next() {
			if key, ok := caseIn(name, k); !ok || !v.bad[key] {
				n++
			}
			if n%4096 == 0 && v.ctx.Err() != nil {
				return v.ctx.Err()
			}
		}
		if name != bucketOfCase && name != bucketCases { // those were gone through before
			v.broken(name, cur)
		}
		if n > v.want[name] {
			tooMany[name] = true
		}
	}
	if len(tooMany) == 0 {
		return nil
	}
	return v.nameExtras(tooMany)
}

// caseIn is the case whose row has a key.
func caseIn(bucket string, k []byte) (key caseKey, ok bool) {
	switch {
	case bucket == bucketTails:
		return parseCase(flow.CaseID(backwards(string(k))))
	case bucket == bucketOfCase && len(k) == len(key)+8, len(k) == len(key):
		return caseKey(k), true
	case bucket != bucketOfCase && len(k) > len(key):
		return caseKey(k[len(k)-len(key):]), true
	}
	return key, false
}

// has reports whether a case has a summary or a row in the list. A history that lacks both parts
// cannot tell.
func (v *verifier) has(key caseKey) bool {
	tell := false
	for _, name := range []string{bucketCases, bucketList} {
		if t, ok := v.trees[name]; ok {
			tell = true
			if b, err := t.get(key[:]); err != nil || b != nil {
				return true
			}
		}
	}
	return !tell
}
