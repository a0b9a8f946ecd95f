package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow/bundle"
)

// ran is what one command printed, and its exit code.
func ranHere(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = execute(t.Context(), args, streams{strings.NewReader(""), &o, &e})
	return o.String(), e.String(), code
}

// A file is one's own, whole, and the only one; a writer that fails leaves nothing.
func TestAnExportIsAFileOfOnesOwn(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "ticket.md")
	x := exportFlags{file: name}
	a := &app{}
	names := func() (out []string) {
		all, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			out = append(out, e.Name())
		}
		return out
	}
	put := func(text string, fails error) error {
		return a.writeExport(x, func(w io.Writer) error {
			if fi, err := os.Stat(filepath.Join(dir, names()[0])); err != nil || fi.Mode().Perm() != 0o600 {
				t.Errorf("others could read it while it is written: %v %v", fi.Mode(), err)
			}
			_, err := io.WriteString(w, text)
			return errors.Join(err, fails)
		})
	}
	if err := put("half", errors.New("the disk is full")); err == nil || !strings.Contains(err.Error(), "the disk is full") || len(names()) != 0 {
		t.Errorf("%v, %v is left", err, names())
	}
	if err := put("first", nil); err != nil || len(names()) != 1 {
		t.Fatalf("%v, %v", err, names())
	}
	if err := put("second", nil); codeOf(err) != exitUsage {
		t.Errorf("a file that came meanwhile was replaced: %v", err)
	}
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "first" {
		t.Errorf("%s %v", b, err)
	}
	x.force = true
	if err := put("half", errors.New("the disk is full")); err == nil {
		t.Error("no error")
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "first" {
		t.Errorf("a failure took the old file: %s %v", b, err)
	}
	if err := put("third", nil); err != nil || len(names()) != 1 {
		t.Errorf("%v, %v", err, names())
	}
	fi, err := os.Stat(name)
	if b, readErr := os.ReadFile(name); err != nil || readErr != nil || string(b) != "third" || fi.Mode().Perm() != 0o600 {
		t.Errorf("%s %v %v", b, fi.Mode(), err)
	}
}

// allExports is every export that there can be of the cases of a directory, by what it is.
func allExports(t *testing.T, dir string, ids ...string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, p := range bundle.Profiles() {
		for _, format := range exportFormats() {
			for _, id := range ids {
				args := []string{"history", "export", id, "--data", dir, "--format", format, "--for", string(p)}
				out, errs, code := ranHere(t, args...)
				if code != exitOK || out == "" {
					t.Fatalf("%v: exit %d, %s", args, code, errs)
				}
				all[strings.Join(args, " ")] = out + errs
			}
		}
		out, errs, code := ranHere(t, "history", "export", "--format", "csv", "--for", string(p), "--data", dir)
		if code != exitOK {
			t.Fatalf("exit %d, %s", code, errs)
		}
		all["the list for "+string(p)] = out + errs
	}
	return all
}
