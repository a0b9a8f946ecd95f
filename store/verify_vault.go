package store

import (
	"encoding/binary"
	"fmt"

	"linkdesk/flow"
)

// vault looks at the shape of the seals. Whether they open needs the key, and is not tried.
func (v *verifier) vault() error {
	keys := v.cursor(bucketKeys)
	known := map[uint32]bool{}
	for k, b, more := keys.next(); more; k, b, more = keys.next() {
		if len(k) != 4 || len(b) < 2 || b[0] != sealFormat {
			v.find(Finding{Part: bucketKeys, What: fmt.Sprintf("the key %x of the vault is damaged", k[:min(len(k), 4)])})
			continue
		}
		known[binary.BigEndian.Uint32(k)] = true
	}
	v.broken(bucketKeys, keys)
	cur := v.cursor(bucketSecret)
	for k, b, more := cur.next(); more; k, b, more = cur.next() {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		if why := v.seal(k, b, known); why != "" {
			f := Finding{Part: bucketSecret, What: why}
			if len(k) == secretKeySize && v.has(caseKey(k)) {
				f.Case = caseKey(k).id()
			}
			v.find(f)
		}
	}
	v.broken(bucketSecret, cur)
	return nil
}

// secretKeySize is the length of a place: case, kind, generation.
const secretKeySize = 16 + 1 + 2

func (v *verifier) seal(k, b []byte, keys map[uint32]bool) string {
	if len(k) != secretKeySize || len(b) <= sealedSize || b[0] != sealFormat {
		return "a sealed secret is damaged"
	}
	kind := flow.SecretKind(k[16])
	switch {
	case !kind.Known():
		return "a sealed secret is of a kind that nobody knows"
	case !keys[binary.BigEndian.Uint32(b[1:])]:
		return fmt.Sprintf("the key of the sealed %s is not in the vault", kind)
	case v.rows && !v.has(caseKey(k)):
		return fmt.Sprintf("a sealed %s is of no case", kind)
	}
	return ""
}
