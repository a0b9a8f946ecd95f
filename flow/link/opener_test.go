package link

import (
	"slices"
	"strings"
	"testing"
)

const address = "http://127.0.0.1:4711/NONCE"

func TestCommands(t *testing.T) {
	for _, tt := range []struct {
		name, own, browser, system string
		want                       [][]string
	}{
		{"own", "firefox -P work", "chromium", "linux", [][]string{{"firefox", "-P", "work", address}}},
		{"own with a place", "open -a {} --now", "", "darwin", [][]string{{"open", "-a", address, "--now"}}},
		{"place inside a word", "x --url={}", "", "linux", [][]string{{"x", "--url=" + address}}},
		{"quotes", `"C:\Program Files\x.exe" 'a b' c"d e"f ""`, "", "windows", [][]string{{`C:\Program Files\x.exe`, "a b", "cd ef", "", address}}},
		{"no shell", "x; rm -rf $HOME `y` | z", "", "linux", [][]string{{"x;", "rm", "-rf", "$HOME", "`y`", "|", "z", address}}},
		{"BROWSER", "", "chromium --incognito", "linux", [][]string{{"chromium", "--incognito", address}}},
		{"BROWSER list", " ", "lynx %s:w3m", "linux", [][]string{{"lynx", address}, {"w3m", address}}},
		{"BROWSER on Windows", "", `C:\x.exe`, "windows", [][]string{{`C:\x.exe`, address}}},
		{"mac", "", "", "darwin", [][]string{{"open", address}}},
		{"windows", "", "", "windows", [][]string{{"rundll32", "url.dll,FileProtocolHandler", address}}},
		{"linux", "", "", "linux", [][]string{{"xdg-open", address}, {"x-www-browser", address}, {"www-browser", address}, {"wslview", address}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := commands(tt.own, environ("DISPLAY=:0", "BROWSER="+tt.browser), tt.system)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i] = fill(got[i], address)
			}
			if !slices.EqualFunc(got, tt.want, slices.Equal) {
				t.Errorf("%q\nwant %q", got, tt.want)
			}
		})
	}
	for _, bad := range []string{`x "y`, `x 'y`} {
		if _, err := commands(bad, environ(), "linux"); err == nil || !strings.Contains(err.Error(), "quote") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// environ is an environment of these variables.
func environ(all ...string) func(string) string {
	return func(name string) string {
		for _, v := range all {
			if value, ok := strings.CutPrefix(v, name+"="); ok {
				return value
			}
		}
		return ""
	}
}

// Without a display the system's opener would find a browser made of text, so it is not asked.
func TestCommandsWithoutADisplay(t *testing.T) {
	for _, tt := range []struct {
		name, own, system string
		env               []string
		want              [][]string // nil = refused
	}{
		{"nothing", "", "linux", nil, nil},
		{"nothing on a BSD", "", "freebsd", nil, nil},
		{"an empty display", "", "linux", []string{"DISPLAY=", "WAYLAND_DISPLAY="}, nil},
		{"an empty list", "", "linux", []string{"BROWSER= : "}, nil},
		{"an empty list with a display", "", "linux", []string{"BROWSER=:", "DISPLAY=:0"}, [][]string{{"xdg-open"}, {"x-www-browser"}, {"www-browser"}, {"wslview"}}},
		{"a command", "x", "linux", nil, [][]string{{"x"}}},
		{"BROWSER", "", "linux", []string{"BROWSER=lynx"}, [][]string{{"lynx"}}},
		{"Wayland", "", "linux", []string{"WAYLAND_DISPLAY=wayland-0"}, [][]string{{"xdg-open"}, {"x-www-browser"}, {"www-browser"}, {"wslview"}}},
		{"WSL", "", "linux", []string{"WSL_DISTRO_NAME=Ubuntu"}, [][]string{{"wslview"}}},
		{"mac", "", "darwin", nil, [][]string{{"open"}}},
		{"windows", "", "windows", nil, [][]string{{"rundll32", "url.dll,FileProtocolHandler"}}},
	} {
		got, err := commands(tt.own, environ(tt.env...), tt.system)
		if !slices.EqualFunc(got, tt.want, slices.Equal) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if (err != nil) != (tt.want == nil) || err != nil && !strings.Contains(err.Error(), "no display") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestScrubbed(t *testing.T) {
	in := []string{"HOME=/h", "PLAID_SECRET=s", "PRIMETRUST_PASSWORD=p", "LINKDESK_DATA=d", "plaid_secret=s", "DISPLAY=:0", "XPLAID_=1", "PATH=/bin"}
	if got := WithoutKeys(in); !slices.Equal(got, []string{"HOME=/h", "DISPLAY=:0", "XPLAID_=1", "PATH=/bin"}) {
		t.Errorf("%q", got)
	}
}

func TestOnlyAddressesOfPagesAreOpened(t *testing.T) {
	open := OpenBrowser("true")
	for _, bad := range []string{"", "--version", "file:///etc/passwd", "javascript:alert(1)", "http:", "//host/x", "\x00"} {
		if err := open(t.Context(), bad); err == nil {
			t.Errorf("%q was opened", bad)
		}
	}
}
