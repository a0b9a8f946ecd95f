package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// cmdDamage breaks a history as a failing disk would: damage FILE text WORD turns over the first
// letter of a word wherever it stands, damage FILE headers wipes both header pages, damage FILE
// part NAME removes a part.
func cmdDamage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	if args[1] == "part" {
		db, err := bolt.Open(path, 0o600, nil)
		ts.Check(err)
		ts.Check(db.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(args[2])) }))
		ts.Check(db.Close())
		return
	}
	b, err := os.ReadFile(path)
	ts.Check(err)
	if args[1] == "headers" {
		clear(b[:2*os.Getpagesize()])
	} else {
		other := []byte(args[2])
		other[0] ^= 1
		if !bytes.Contains(b, []byte(args[2])) {
			ts.Fatalf("%s does not hold %q", args[0], args[2])
		}
		b = bytes.ReplaceAll(b, []byte(args[2]), other)
	}
	ts.Check(os.WriteFile(path, b, 0o600))
}

// TestCheckApart: a file that takes the process with it that reads it is a finding, and so is
// one that is too slow; what is sound is sound.
func TestCheckApart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "some.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("ev"))
		for i := 0; err == nil && i < 300; i++ {
			err = b.Put([]byte(time.Unix(int64(i), 0).UTC().Format(time.RFC3339)), bytes.Repeat([]byte{1}, 100))
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	asProgram(t)
	if err := checkApart(t.Context(), path); err != nil {
		t.Fatalf("a sound file: %v", err)
	}
	var damaged *flow.DamagedError
	if err := checkWithin(t.Context(), path, time.Nanosecond); !errors.As(err, &damaged) || !strings.Contains(damaged.Why, "was not done after") {
		t.Errorf("no time: %v", err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	crashed := 0
	for at := 2 * os.Getpagesize(); at < len(whole); at += os.Getpagesize() {
		b := bytes.Clone(whole)
		switch b[at+8] {
		case 1: // a branch, in which every child is made the page itself
			for i := range int(b[at+10]) {
				copy(b[at+16+16*i+8:at+16+16*i+16], b[at:at+8])
			}
		case 2: // a leaf, whose second key is made to lie far behind the file
			b[at+16+16+4+3] = 0x70
		default:
			continue
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		err := checkApart(t.Context(), path)
		if err != nil && !errors.As(err, &damaged) { // some of the pages are free
			t.Errorf("page %d: %v", at/os.Getpagesize(), err)
		}
		if err != nil && strings.Contains(err.Error(), "ended the process") {
			crashed++
		}
		if crashed > 2 {
			break
		}
	}
	if crashed == 0 {
		t.Error("no page took the process with it: this test tests nothing")
	}
	if err := checkApart(t.Context(), filepath.Join(t.TempDir(), "nothing")); !errors.As(err, &damaged) {
		t.Errorf("no file: %v", err)
	}
}

// asProgram makes this test binary, started again, be the program.
func asProgram(t *testing.T) {
	name := os.Args[0]
	os.Args[0] = "linkdesk"
	t.Cleanup(func() { os.Args[0] = name })
}
