package main

import (
	"slices"
	"strings"
	"testing"
)

func TestClipCommands(t *testing.T) {
	x11 := [][]string{{"xclip", "-selection", "clipboard"}, {"xsel", "--clipboard", "--input"}}
	for _, tt := range []struct {
		name, system string
		env          []string
		want         [][]string
		err          string
	}{
		{"mac", "darwin", nil, [][]string{{"pbcopy"}}, ""},
		{"windows", "windows", nil, [][]string{{"clip.exe"}}, ""},
		{"wayland", "linux", []string{"WAYLAND_DISPLAY"}, [][]string{{"wl-copy"}}, ""},
		{"x11", "linux", []string{"DISPLAY"}, x11, ""},
		{"wayland with x11", "linux", []string{"DISPLAY", "WAYLAND_DISPLAY"}, append([][]string{{"wl-copy"}}, x11...), ""},
		{"wsl", "linux", []string{"WSL_DISTRO_NAME"}, [][]string{{"clip.exe"}}, ""},
		{"wsl with a display", "linux", []string{"WSL_INTEROP", "DISPLAY"}, append([][]string{{"clip.exe"}}, x11...), ""},
		{"nothing", "linux", nil, nil, "no display"},
		{"ssh", "linux", []string{"DISPLAY", "SSH_CONNECTION"}, nil, "over SSH"},
		{"ssh to a mac", "darwin", []string{"SSH_TTY"}, nil, "over SSH"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := clipCommands(tt.system, func(name string) string {
				if slices.Contains(tt.env, name) {
					return "x"
				}
				return ""
			})
			if !slices.EqualFunc(got, tt.want, slices.Equal) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v", err)
			}
		})
	}
}
