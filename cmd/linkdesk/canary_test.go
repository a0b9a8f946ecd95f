package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// canaries are the texts that must be nowhere, by what they are. It is safe for many goroutines.
type canaries struct {
	mu    sync.Mutex
	texts map[string]string // text -> what it is
}

// word makes a random word that is in nothing else, and only of letters, so that no way of
// escaping changes it.
func word() string {
	b := make([]byte, 14)
	for i := range b {
		b[i] = byte('a' + rand.IntN(26))
	}
	return "Zq" + string(b)
}

func (c *canaries) add(what, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts == nil {
		c.texts = map[string]string{}
	}
	c.texts[text] = what
}

// forms are the ways in which a text may be written down: as it is, and as programs write it.
func forms(text string) map[string]string {
	out := map[string]string{"plain": text, "hex": hex.EncodeToString([]byte(text)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(text))),
		"URL": url.QueryEscape(text), "path": url.PathEscape(text), "small letters": strings.ToLower(text)}
	quoted, _ := json.Marshal(text)
	out["JSON"] = strings.Trim(string(quoted), `"`)
	again, _ := json.Marshal(out["JSON"])
	out["JSON in JSON"] = strings.Trim(string(again), `"`)
	// Within a longer text base64 has three forms; the characters that its neighbours share are
	// cut off.
	for shift := range 3 {
		padded := append(bytes.Repeat([]byte{0}, shift), text...)
		padded = padded[:len(padded)-len(padded)%3]
		from := (shift*8 + 5) / 6
		for name, enc := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 of URLs": base64.RawURLEncoding} {
			out[fmt.Sprintf("%s, shift %d", name, shift)] = enc.EncodeToString(padded)[from:]
		}
	}
	return out
}

// in says which canaries a text holds, and in which form.
func (c *canaries) in(b []byte, but ...string) (found []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for text, what := range c.texts {
		if strings.Contains(strings.Join(but, " "), what) {
			continue
		}
		for form, needle := range forms(text) {
			if bytes.Contains(b, []byte(needle)) {
				found = append(found, what+" ("+form+")")
			}
		}
	}
	return found
}

// absent fails the test when a canary is in a text. The text itself is not printed.
func (c *canaries) absent(t *testing.T, where string, b []byte, but ...string) {
	t.Helper()
	for _, f := range c.in(b, but...) {
		t.Errorf("%s holds a canary: %s", where, f)
	}
}

// absentBelow searches all bytes of all files below a folder, also those of a database that
// nothing points to any more. The simulator's own state is exempt: it plays the providers, and
// they know their tokens.
func (c *canaries) absentBelow(t *testing.T, dir string) (files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), "demo-sim.json") {
			return err
		}
		b, err := os.ReadFile(path)
		files++
		c.absent(t, path, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestACanaryIsFound proves that the search can fail: a canary that is hidden in each form,
// at each place of a text and of a file, is found.
func TestACanaryIsFound(t *testing.T) {
	var c canaries
	secret := word() + `+/"&é<` + word()
	c.add("a secret", secret)
	c.add("a key", "5f3c2d11aa0bbccdd5f3c2d11aa0bb")
	for text := range c.texts {
		for form, needle := range forms(text) {
			if got := c.in([]byte("before " + needle + " behind")); len(got) == 0 {
				t.Errorf("%q as %s is not found", text, form)
			}
		}
		for shift := range 7 {
			whole := strings.Repeat("x", shift) + text + "y"
			for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
				if got := c.in([]byte(enc.EncodeToString([]byte(whole)))); len(got) == 0 {
					t.Errorf("%q behind %d bytes in base64 is not found", text, shift)
				}
			}
		}
	}
	if got := c.in([]byte("nothing of it")); len(got) != 0 {
		t.Errorf("found %v", got)
	}
	if got := c.in([]byte(secret), "a secret"); len(got) != 0 {
		t.Errorf("found what was exempt: %v", got)
	}
}
