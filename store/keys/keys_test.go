package keys

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
)

func refused(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no refusal; want one with %q", words)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// TestNoKeyring: where there is none, or it refuses, no key is made and none is invented. The
// library keeps its stand-in for good once it was asked for one, so the real one is tried first.
func TestNoKeyring(t *testing.T) {
	k := RingKey{Ring{Service: "linkdesk-test"}}
	t.Run("absent", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
		tryAll(t, k, "the keyring of this system could not")
	})
	t.Run("denies", func(t *testing.T) {
		keyring.MockInitWithError(errors.New("access denied"))
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
		tryAll(t, k, "the keyring of this system could not", "access denied")
	})
	t.Run("a system without one", func(t *testing.T) {
		keyring.MockInitWithError(keyring.ErrUnsupportedPlatform)
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
		tryAll(t, k, "this system has none")
	})
	t.Run("forgets", func(t *testing.T) {
		keyring.MockInitWithError(keyring.ErrNotFound)
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
		if _, err := k.Load("one"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
		if err := k.Remove("one"); err != nil {
			t.Error(err)
		}
	})
}

func tryAll(t *testing.T, k RingKey, words ...string) {
	t.Helper()
	refused(t, k.Ready(), words...)
	key, err := k.Load("one")
	refused(t, err, words...)
	if made, err := k.Make("one"); key != nil || made != nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key came from nowhere: %v", err)
	}
	refused(t, k.Remove("one"), words...)
}

// TestRingHangs: a locked keyring waits for a dialog, and we do not wait with it.
func TestRingHangs(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	synctest.Test(t, func(t *testing.T) {
		locked := make(chan struct{})
		defer close(locked)
		wait := func() (string, error) { <-locked; return "late", nil }
		began := time.Now()
		_, err := Ring{}.bounded(nil, "read", wait)
		refused(t, err, "did not answer within 3s", "locked")
		if took := time.Since(began); took != ringLimit {
			t.Errorf("it took %s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = Ring{}.bounded(ctx.Done(), "read", wait)
		refused(t, err, "interrupted")
	})
}

// typist answers the questions for a pass-phrase, in order.
type typist struct {
	prompts []string
	answers []string
}

func (y *typist) ask(prompt string) ([]byte, error) {
	y.prompts = append(y.prompts, prompt)
	if len(y.answers) == 0 {
		return nil, errors.New("nobody answers")
	}
	a := y.answers[0]
	y.answers = y.answers[1:]
	return []byte(a), nil
}

func TestPassPhrase(t *testing.T) {
	const words = "four words are enough"
	y := &typist{answers: []string{words, words}}
	p := &PassPhrase{Ask: y.ask, Of: "the demo history"}
	if err := errors.Join(p.Ready(), p.Ready()); err != nil {
		t.Fatal(err)
	}
	one, err := p.Make("history-key/demo/aa/1")
	if err != nil || len(one) != keySize || len(y.prompts) != 2 || !strings.Contains(y.prompts[0], "New pass-phrase for the demo history") {
		t.Errorf("asked %q, %d bytes, %v", y.prompts, len(one), err)
	}
	// The same words give another history and another number another key, and the same one again.
	y = &typist{answers: []string{words}}
	p = &PassPhrase{Ask: y.ask, Of: "the demo history"}
	for entry, same := range map[string]bool{"history-key/demo/aa/1": true, "history-key/demo/aa/2": false, "history-key/demo/bb/1": false} {
		if key, err := p.Load(entry); err != nil || bytes.Equal(key, one) != same {
			t.Errorf("%s: %v", entry, err)
		}
	}
	if len(y.prompts) != 1 {
		t.Errorf("asked %q", y.prompts)
	}
	for name, c := range map[string]struct {
		answers []string
		say     string
	}{
		"short":           {[]string{"eleven char"}, "at least 12"},
		"not text":        {[]string{strings.Repeat("\xff", 20)}, "at least 12"},
		"two that differ": {[]string{words, words + "."}, "differ"},
		"nothing":         {[]string{""}, "nothing was typed"},
		"nobody":          {nil, "nobody answers"},
	} {
		p := &PassPhrase{Ask: (&typist{answers: c.answers}).ask}
		err := p.Ready()
		refused(t, err, c.say)
		if err != nil && strings.Contains(err.Error(), words) {
			t.Errorf("%s: the error repeats what was typed", name)
		}
	}
	refused(t, (&PassPhrase{}).Ready(), "typed on a terminal")
	_, err = (&PassPhrase{}).Load("x")
	refused(t, err, "typed on a terminal")
}

// BenchmarkPassPhrase is what one guess costs.
func BenchmarkPassPhrase(b *testing.B) {
	p := &PassPhrase{phrase: []byte("four words are enough")}
	for b.Loop() {
		p.derive("history-key/demo/aa/1")
	}
}
