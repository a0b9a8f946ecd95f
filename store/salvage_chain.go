package store

import (
	"bytes"
	"cmp"
	"slices"

	"linkdesk/flow"
)

// prove follows the chain of every case through the events that claim to be of it.
func (x *salvager) prove() error {
	x.kept, x.cases = nil, map[caseKey]state{}
	x.out.Cases, x.out.Events = nil, 0
	slices.SortFunc(x.finds, func(a, b found) int {
		inTree := 0
		if a.inTree != b.inTree {
			inTree = 1
			if a.inTree {
				inTree = -1
			}
		}
		return cmp.Or(bytes.Compare(a.key[:], b.key[:]), cmp.Compare(a.seq, b.seq), inTree, cmp.Compare(a.at, b.at))
	})
	x.finds = slices.CompactFunc(x.finds, func(a, b found) bool { return a.at == b.at && a.place == b.place })
	for at := 0; at < len(x.finds); {
		end := at + 1
		for end < len(x.finds) && x.finds[end].key == x.finds[at].key {
			end++
		}
		if err := x.ctx.Err(); err != nil {
			return err
		}
		x.proveCase(x.finds[at:end])
		at = end
	}
	for key, end := range x.ends {
		if _, kept := x.cases[key]; !kept && end.seq > 0 && !x.gone(key) {
			x.out.Cases = append(x.out.Cases, SalvagedCase{Case: key.id(), Last: end.seq})
		}
	}
	slices.SortFunc(x.out.Cases, func(a, b SalvagedCase) int { return cmp.Compare(a.Case, b.Case) })
	return nil
}

// link is an event whose place in the chain is proved, by way of those before it.
type link struct {
	found
	chain  chain
	before *link
}

// proveCase keeps the longest chain that the events of a case give. There may be several: a
// change whose commit failed lies about in loose pages beside the one that took its place.
func (x *salvager) proveCase(finds []found) {
	key, seq := finds[0].key, uint32(0)
	end, known := x.ends[key]
	inTree := slices.ContainsFunc(finds, func(f found) bool { return f.inTree })
	if x.gone(key) || !x.broken && !known && !inTree {
		return
	}
	last := end.seq
	ends := []*link{{}}
	for {
		next := x.follow(ends, finds, seq+1)
		if len(next) == 0 || known && end.inTree && seq == end.seq {
			break
		}
		ends, seq = next, seq+1
	}
	best := ends[0]
	for _, e := range ends {
		if e.chain == end.head {
			best = e
		}
	}
	kept := x.keep(key, best)
	last = max(last, kept, x.claimed(finds, seq))
	if kept > 0 || known {
		x.out.Cases = append(x.out.Cases, SalvagedCase{Case: key.id(), Kept: kept, Last: last,
			Whole: end.inTree && kept == end.seq && best.chain == end.head})
	}
	if kept == 0 {
		delete(x.ends, key) // it is told already
	}
}

// follow gives the events of a sequence that follow one of ends, each chain once.
func (x *salvager) follow(ends []*link, finds []found, seq uint32) []*link {
	at, _ := slices.BinarySearchFunc(finds, seq, func(f found, seq uint32) int { return cmp.Compare(f.seq, seq) })
	var out []*link
	for ; at < len(finds) && finds[at].seq == seq; at++ {
		b := x.bytes(finds[at])
		for _, e := range ends {
			got, err := decodeEntry(b, e.chain, finds[at].place)
			if err == nil && !slices.ContainsFunc(out, func(l *link) bool { return l.chain == got.chain }) {
				out = append(out, &link{finds[at], got.chain, e})
			}
		}
	}
	return out
}

func (x *salvager) bytes(f found) []byte {
	b := make([]byte, f.length)
	if _, err := x.file.f.ReadAt(b, f.at); err != nil {
		return nil
	}
	return b
}

// keep takes the events of a chain as far as they add up to a case.
func (x *salvager) keep(key caseKey, end *link) uint32 {
	var chained []*link
	for ; end.before != nil; end = end.before {
		chained = append(chained, end)
	}
	slices.Reverse(chained)
	p := proved{key: key}
	for _, l := range chained {
		if p.take(x.bytes(l.found), l.place) != nil {
			break
		}
		x.kept = append(x.kept, l.found)
	}
	if len(p.records) > 0 {
		x.cases[key] = state{p.c.Status() == flow.StatusClosed, p.c.Item.ID != ""}
		x.out.Events += len(p.records)
	}
	return uint32(len(p.records))
}
