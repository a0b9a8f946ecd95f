package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// childFlip turns over the bytes that its input names, reads everything, says what it saw and
// turns the byte back.
func childFlip(ctx context.Context, dir string) error {
	o := Options{Dir: dir, Env: flow.Demo, Now: contract.Start, ReadOnly: true}
	good := lookAtAll(ctx, o)
	f, err := os.OpenFile((&Store{opt: o}).file(".db"), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	for scan := bufio.NewScanner(os.Stdin); scan.Scan(); {
		var turn overturn
		if _, err := fmt.Sscan(scan.Text(), &turn.at, &turn.with); err != nil {
			return err
		}
		if err := turn.over(f); err != nil {
			return err
		}
		fmt.Println(verdict(good, lookAtAll(ctx, o)))
		if err := turn.over(f); err != nil {
			return err
		}
	}
	return nil
}

func (o overturn) over(f *os.File) error {
	var b [1]byte
	if _, err := f.ReadAt(b[:], o.at); err != nil {
		return err
	}
	b[0] ^= o.with
	_, err := f.WriteAt(b[:], o.at)
	return err
}

// sight is one answer of the history: a hash of it, or why there is none.
type sight struct {
	name string
	sum  [sha256.Size]byte
	err  error
}

// lookAtAll asks for everything that a screen or a command shows.
func lookAtAll(ctx context.Context, o Options) (all []sight) {
	s, err := Open(o)
	if err != nil {
		return []sight{{name: "Open", err: err}}
	}
	add := func(name string, v any, err error) {
		all = append(all, sight{name, sha256.Sum256(fmt.Appendf(nil, "%#v", v)), err})
	}
	page, err := s.List(ctx, flow.Query{})
	add("List", page, err)
	for n := 1; n <= 3; n++ {
		id := contract.ID(n)
		records, err := s.Records(ctx, id)
		var text strings.Builder
		for _, r := range records {
			_, payload, _ := flow.EncodeEvent(r.Event)
			fmt.Fprintln(&text, r.Case, r.Seq, r.Time, r.Actor, string(payload))
		}
		add("Records", text.String(), err)
		c, err := s.Case(ctx, id)
		add("Case", fmt.Sprintf("%+v", flow.Summarize(c)), err)
		found, err := s.Find(ctx, string(id))
		add("Find", found, err)
		for _, kind := range []flow.SecretKind{flow.LinkToken, flow.PublicToken, flow.AccessToken} {
			secret, err := s.Secret(ctx, id, kind)
			add("Secret", contract.Plain(secret), err)
		}
	}
	return all
}

// hidden is the verdict on a key of the vault that is turned over: its secret is not found, and
// no other row says that there is one. The case stops there as it does for a token that is gone.
const hidden = "a secret is not found"

// verdict compares what was seen with what is right. A row whose key is turned over is not
// found, and something else that was asked for has to say that the history is damaged.
func verdict(good, now []sight) string {
	var damaged *flow.DamagedError
	var setup *SetupError
	if now[0].name == "Open" {
		good = []sight{{name: "Open"}}
	}
	noticed, missing := false, ""
	for i, g := range good {
		n := now[i]
		switch {
		case n.err == nil && g.err == nil && n.sum == g.sum:
		case errors.As(n.err, &damaged), errors.As(n.err, &setup):
			noticed = true
		case errors.Is(n.err, flow.ErrNoSecret):
			if !errors.Is(g.err, flow.ErrNoSecret) {
				missing = hidden
			}
		case errors.Is(n.err, flow.ErrNoCase):
			missing = n.name + " finds nothing"
		case n.err != nil:
			return fmt.Sprintf("%s fails with %T", n.name, n.err)
		default:
			return n.name + " shows something wrong"
		}
	}
	switch {
	case noticed:
		return "damaged"
	case missing != "":
		return missing
	}
	return "the same"
}
