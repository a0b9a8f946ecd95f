package store

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"
)

// overturnAll lets children turn the bytes over, with a time limit for each, and counts what
// they say.
func overturnAll(t *testing.T, s *Store, all []overturn) map[string]int {
	t.Helper()
	seen := map[string]int{}
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	for len(all) > 0 {
		if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
			t.Fatal(err)
		}
		done, end := overturnSome(t, s, all[:min(len(all), 1000)], seen)
		if end != "" {
			t.Errorf("%s, at byte %d of the file", end, all[done].at)
			seen[end]++
			done++
		}
		all = all[done:]
	}
	if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return seen
}

// overturnSome runs one child. It returns how many bytes it survived, and how it ended.
func overturnSome(t *testing.T, s *Store, some []overturn, seen map[string]int) (done int, end string) {
	t.Helper()
	cmd, lines, in := start(t, "flip", s)
	defer func() { _ = cmd.Wait() }()
	defer func() { _ = in.Close() }()
	said := make(chan string)
	go func() {
		defer close(said)
		for lines.Scan() {
			said <- lines.Text()
		}
	}()
	for _, turn := range some {
		if _, err := fmt.Fprintln(in, turn); err != nil {
			return done, "a crash"
		}
		select {
		case word, ok := <-said:
			if !ok {
				return done, "a crash"
			}
			if seen[word]++; word != "damaged" && word != "the same" && word != hidden {
				t.Errorf("%s, at byte %d of the file", word, turn.at)
			}
		case <-time.After(20 * time.Second):
			_ = cmd.Process.Kill()
			for range said { // until it has ended
			}
			return done, "a hang"
		}
		done++
	}
	return done, ""
}

// whereIs are the places of every byte of value in the file.
func whereIs(whole, value []byte) (places []int64) {
	at := bytes.LastIndex(whole, value)
	for i := range value {
		places = append(places, int64(at+i))
	}
	return places
}
