//go:build !windows

package main

import (
	"strings"
	"testing"

	"linkdesk/flow/snippet"
)

// TestNoCanaryInSnippets prints all snippets of a case whose every token is a canary, with keys in the
// environment that are canaries too.
func TestNoCanaryInSnippets(t *testing.T) {
	d := newCanaryDesk(t)
	last, code := d.sandbox()
	if code != exitOK || last.Status != "submitted" {
		t.Fatalf("exit %d, %+v", code, last)
	}
	n := 0
	for _, lang := range snippet.Languages() {
		d.said.Reset()
		for _, step := range snippet.Steps() {
			if _, code := d.run("snippet", string(step), "--case", last.Case, "--lang", string(lang)); code != exitOK {
				t.Errorf("%s in %s: exit %d", step, lang, code)
			}
			n++
		}
		// It is this case that was searched.
		said := d.said.String()
		for _, want := range []string{"cu-77", "Alberta Bobbeth Charleson", strings.TrimPrefix(d.env[8], "CANARY_CONTACT="), "PUBLIC_TOKEN", "ACCESS_TOKEN", "PROCESSOR_TOKEN"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not have %s", lang, want)
			}
		}
	}
	if n != 24 {
		t.Errorf("%d snippets", n)
	}
}
