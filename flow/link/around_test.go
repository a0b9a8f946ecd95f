package link

import (
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

func TestSurroundings(t *testing.T) {
	const browser, hosted = flow.HandoffBrowser, flow.HandoffHosted
	for _, tt := range []struct {
		name, goos string
		env        []string
		files      []string
		want       flow.HandoffKind
		canOpen    bool
		why        string
		ssh, tmux  bool
	}{
		{"a desk", "linux", []string{"DISPLAY=:0"}, nil, browser, true, "on this machine", false, false},
		{"Wayland", "linux", []string{"WAYLAND_DISPLAY=wayland-0"}, nil, browser, true, "on this machine", false, false},
		{"a desk under tmux", "linux", []string{"DISPLAY=:0", "TMUX=/tmp/tmux-0/default,1,0"}, nil, browser, true, "on this machine", false, true},
		{"a mac", "darwin", nil, nil, browser, true, "on this machine", false, false},
		{"Windows", "windows", nil, nil, browser, true, "on this machine", false, false},
		{"Windows does not count as WSL", "windows", []string{"WSL_INTEROP=x"}, nil, browser, true, "on this machine", false, false},
		{"SSH_CONNECTION", "linux", []string{"SSH_CONNECTION=a b"}, nil, hosted, false, "you work over SSH, so a browser here would open on the far machine", true, false},
		{"SSH_TTY", "linux", []string{"SSH_TTY=/dev/pts/0"}, nil, hosted, false, "over SSH", true, false},
		{"SSH_CLIENT", "freebsd", []string{"SSH_CLIENT=a"}, nil, hosted, false, "over SSH", true, false},
		{"SSH with a forwarded display", "linux", []string{"SSH_CONNECTION=a b", "DISPLAY=localhost:10.0"}, nil, hosted, false, "over SSH", true, false},
		{"SSH to a mac, in tmux", "darwin", []string{"SSH_TTY=/dev/ttys000", "TMUX=x"}, nil, hosted, false, "over SSH", true, true},
		{"SSH to Windows", "windows", []string{"SSH_CLIENT=a"}, nil, hosted, false, "over SSH", true, false},
		{"SSH with BROWSER", "linux", []string{"SSH_CONNECTION=a b", "BROWSER=/x/helper.sh"}, nil, hosted, true, "over SSH, where your own browser command", true, false},
		{"SSH into WSL", "linux", []string{"SSH_CONNECTION=a b", "WSL_DISTRO_NAME=Ubuntu", "PATH=/usr/bin"}, []string{"/usr/bin/wslview"}, hosted, false, "over SSH", true, false},
		{"docker", "linux", []string{"DISPLAY=:0"}, []string{"/.dockerenv"}, hosted, false, "container, so", false, false},
		{"podman", "linux", nil, []string{"/run/.containerenv"}, hosted, false, "container", false, false},
		{"Kubernetes", "linux", []string{"KUBERNETES_SERVICE_HOST=10.0.0.1"}, nil, hosted, false, "container", false, false},
		{"nspawn", "linux", []string{"container=systemd-nspawn"}, nil, hosted, false, "container", false, false},
		{"a container with BROWSER", "linux", []string{"BROWSER=/x/helper.sh"}, []string{"/.dockerenv"}, hosted, true, "container, where your own browser command", false, false},
		{"WSL with wslview", "linux", []string{"WSL_DISTRO_NAME=Ubuntu", "PATH=:/bin:/usr/bin/"}, []string{"/usr/bin/wslview"}, browser, true, "wslview opens the browser of Windows", false, false},
		{"WSL by its other name", "linux", []string{"WSL_INTEROP=/run/WSL/8_interop", "PATH=/usr/bin"}, []string{"/usr/bin/wslview"}, browser, true, "wslview", false, false},
		{"WSL with BROWSER", "linux", []string{"WSL_DISTRO_NAME=Ubuntu", "BROWSER=explorer.exe"}, nil, browser, true, "your browser command", false, false},
		{"WSL alone", "linux", []string{"WSL_DISTRO_NAME=Ubuntu", "PATH=/usr/bin", "DISPLAY=:0"}, []string{"/usr/local/bin/wslview"}, hosted, false, "without wslview or BROWSER", false, false},
		{"no display", "linux", nil, nil, hosted, false, "there is no display here, so no browser can be opened", false, false},
		{"no display on a BSD", "openbsd", nil, nil, hosted, false, "no display", false, false},
		{"an empty display", "linux", []string{"DISPLAY="}, nil, hosted, false, "no display", false, false},
		{"no display, BROWSER", "linux", []string{"BROWSER=lynx"}, nil, hosted, true, "no display here, where your own browser command", false, false},
		{"BROWSER of blanks", "linux", []string{"BROWSER= "}, nil, hosted, false, "no display", false, false},
		{"BROWSER at a desk", "linux", []string{"BROWSER=firefox", "DISPLAY=:0"}, nil, browser, true, "on this machine", false, false},
	} {
		got := Look(environ(tt.env...), func(path string) bool { return slices.Contains(tt.files, path) }, tt.goos)
		if got.Default != tt.want || got.CanOpen != tt.canOpen || got.SSH != tt.ssh || got.Tmux != tt.tmux || !strings.Contains(got.Why, tt.why) {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if len(got.Why) > 140 || strings.HasSuffix(got.Why, ".") {
			t.Errorf("%s: %q is more than a clause", tt.name, got.Why)
		}
	}
}
