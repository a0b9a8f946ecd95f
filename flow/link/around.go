package link

import (
	"strings"

	"linkdesk/flow"
)

// Surroundings is where this program runs, as far as a hand-off cares.
type Surroundings struct {
	// Default is the hand-off that works here, and Why one clause that says what was seen.
	Default flow.HandoffKind
	Why     string
	// CanOpen tells whether a browser that is opened here is one that somebody sees.
	CanOpen bool
	// SSH and Tmux are for whoever copies: the clipboard is on another machine, and what is sent to
	// the terminal goes through tmux.
	SSH, Tmux bool
}

// Look finds out by the environment and by files that are there or not; goos is runtime.GOOS.
// It opens nothing and asks nobody. A browser command that the operator gave counts as BROWSER,
// so env should answer that name with it.
func Look(env func(name string) string, exists func(path string) bool, goos string) Surroundings {
	s := Surroundings{SSH: set(env, "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"), Tmux: set(env, "TMUX")}
	own := strings.TrimSpace(env("BROWSER")) != ""
	wsl := goos == "linux" && inWSL(env)
	switch {
	case s.SSH:
		s = s.hosted(own, "you work over SSH", "a browser here would open on the far machine")
	case inContainer(env, exists):
		s = s.hosted(own, "this is a container", "there is no browser, and nobody outside reaches a page on its 127.0.0.1")
	case wsl && own:
		s = s.browser("this is WSL, and your browser command can open a page on 127.0.0.1")
	case wsl && installed("wslview", env, exists):
		s = s.browser("this is WSL, and wslview opens the browser of Windows, which reaches a page on 127.0.0.1")
	case wsl:
		s = s.hosted(own, "this is WSL without wslview or BROWSER", "the browser of Windows cannot be opened from here")
	case noDisplay(env, goos):
		s = s.hosted(own, "there is no display here", "no browser can be opened")
	default:
		s = s.browser("a browser can be opened on this machine")
	}
	return s
}

// hosted is for where a browser of this machine is of no use. A command that somebody set up
// opens one all the same, as editors do that work on a far machine; where that browser runs is
// not known, and only a page of Plaid's can be reached from everywhere.
func (s Surroundings) hosted(own bool, where, so string) Surroundings {
	s.Default, s.Why, s.CanOpen = flow.HandoffHosted, where+", so "+so, own
	if own {
		s.Why = where + ", where your own browser command is sure to reach Plaid's page but not one on 127.0.0.1"
	}
	return s
}

func (s Surroundings) browser(why string) Surroundings {
	s.Default, s.Why, s.CanOpen = flow.HandoffBrowser, why, true
	return s
}

func set(env func(string) string, names ...string) bool {
	for _, name := range names {
		if env(name) != "" {
			return true
		}
	}
	return false
}

func inWSL(env func(string) string) bool { return set(env, "WSL_DISTRO_NAME", "WSL_INTEROP") }

func inContainer(env func(string) string, exists func(string) bool) bool {
	return set(env, "container", "KUBERNETES_SERVICE_HOST") || exists("/.dockerenv") || exists("/run/.containerenv")
}

// noDisplay is true where a graphical browser could not show itself.
func noDisplay(env func(string) string, goos string) bool {
	switch goos {
	case "windows", "darwin":
		return false
	}
	return !set(env, "DISPLAY", "WAYLAND_DISPLAY")
}

// installed looks for a program in PATH.
func installed(name string, env func(string) string, exists func(string) bool) bool {
	for dir := range strings.SplitSeq(env("PATH"), ":") {
		if dir != "" && exists(strings.TrimSuffix(dir, "/")+"/"+name) {
			return true
		}
	}
	return false
}
