//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clipboards puts programs of the given names and bodies alone into PATH, on a display.
func clipboards(t *testing.T, programs map[string]string) (out string) {
	t.Helper()
	dir := t.TempDir()
	for name, body := range programs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\nPATH=/usr/bin:/bin\n"+body+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	out = filepath.Join(dir, "out")
	for name, value := range map[string]string{"PATH": dir, "OUT": out, "DISPLAY": ":9", "WAYLAND_DISPLAY": "", "SSH_CONNECTION": "",
		"SSH_TTY": "", "SSH_CLIENT": "", "WSL_DISTRO_NAME": "", "WSL_INTEROP": ""} {
		t.Setenv(name, value)
	}
	return out
}

const clipped = "https://secure.example/hl/lp7f3c09"

func TestTheTextGoesToStandardInput(t *testing.T) {
	out := clipboards(t, map[string]string{"xclip": `{ echo "args: $*"; echo "text: $(cat)"; env; (: > /dev/tty) 2>/dev/null && echo "has a terminal"; } > "$OUT"; echo noise; echo noise >&2`})
	t.Setenv("PLAID_SECRET", "canary")
	t.Setenv("primetrust_password", "canary")
	t.Setenv("LINKDESK_DATA", "canary")
	how, sure, err := copyText(t.Context(), clipped)
	if how != "xclip" || !sure || err != nil {
		t.Fatalf("%q, %v, %v", how, sure, err)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	got := string(raw)
	if !strings.HasPrefix(got, "args: -selection clipboard\ntext: "+clipped+"\n") {
		t.Errorf("it was run as\n%s", got)
	}
	if strings.Contains(got, "canary") || strings.Contains(got, "has a terminal") {
		t.Errorf("it got our keys or our terminal:\n%s", got)
	}
}

func TestTheNextProgramIsTried(t *testing.T) {
	out := clipboards(t, map[string]string{"xclip": "exit 1", "xsel": `cat > "$OUT"`})
	if how, sure, err := copyText(t.Context(), clipped); how != "xsel" || !sure || err != nil {
		t.Errorf("%q, %v, %v", how, sure, err)
	}
	if raw, err := os.ReadFile(out); string(raw) != clipped {
		t.Errorf("%q, %v", raw, err)
	}
}

// A sentence, never a hang: neither a program that does not end nor one that leaves its
// keeper of the clipboard behind with our pipes.
func TestNoClipboardIsASentence(t *testing.T) {
	for name, tt := range map[string]struct {
		programs map[string]string
		want     string
	}{
		"none installed": {nil, "xclip or xsel is not installed"},
		"all refuse":     {map[string]string{"xclip": "exit 1"}, "xclip did not take it"},
		"it hangs":       {map[string]string{"xclip": "exec sleep 20"}, "xclip did not take it"},
	} {
		t.Run(name, func(t *testing.T) {
			clipboards(t, tt.programs)
			began := time.Now()
			how, sure, err := copyText(t.Context(), clipped)
			if how != "" || sure || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%q, %v, %v", how, sure, err)
			}
			if took := time.Since(began); took > 2*clipLimit {
				t.Errorf("it took %v", took)
			}
		})
	}
	clipboards(t, map[string]string{"xclip": "cat > /dev/null; sleep 20 & exit 0"})
	began := time.Now()
	if how, sure, err := copyText(t.Context(), clipped); how != "xclip" || !sure || err != nil || time.Since(began) > clipLimit {
		t.Errorf("a keeper in the background: %q, %v, %v after %v", how, sure, err, time.Since(began))
	}
}
