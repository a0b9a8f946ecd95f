//go:build e2e

package main

import "testing"

// react runs an application with react-plaid-link, bundled here and now, under React's strict
// mode, which mounts everything twice.
func (c *clients) react(t *testing.T) {
	c.node(t, "node_modules/esbuild/bin/esbuild", "react.jsx", "--bundle", "--jsx=automatic", "--outfile=react.js", "--log-level=warning")
	const hook, button, inside = "/react.html?as=hook", "/react.html?as=button", "/react.html?as=embedded"
	open := []string{"says ready", "page Link a bank", "sees uses Plaid to link your bank"}
	gone := []string{"page Go elsewhere", "says elsewhere", "frames 0"}
	c.play(t, []scenario{
		{name: "a good login", page: hook, steps: join(open, toLogin[3:], login("pass_good"), toLinked), want: join(atLogin, tried, linked)},
		{name: "by the button", page: button, steps: join([]string{"until onLoad"}, open[1:], toLogin[3:], login("pass_good"), toLinked, gone), want: join(atLogin, tried, linked)},
		{name: "the customer leaves", page: hook, steps: join(open, []string{"click Leave", "answer Leave", "until onExit", "hidden"}, open[1:], []string{"sofar 7"}),
			want: join(atBanks[:3], leaving("", "", ""), atBanks[1:2])},
		{name: "the application has enough", page: hook, steps: join(open, []string{"page Enough", "until exited", "hidden"}), want: join(atBanks[:3], leaving("", "", ""), []string{"exited"})},
		{name: "never opened", page: hook, steps: join(open[:1], []string{"until onLoad"}, gone), want: []string{"onLoad"}},
		{name: "taken out while open", page: hook, steps: join(open, toBanks[3:], gone), want: join(atBanks, leaving("", "institution_not_found", ""))},
		{name: "taken out before it is there", page: hook, silent: true, steps: join([]string{"says ready", "both Link a bank = Go elsewhere", "says elsewhere", "frames 0"}), want: []string{"onExit"}},
		{name: "a search inside the page", page: inside,
			steps: join([]string{"pick First Platypus Bank"}, toConsent[2:], []string{"click Continue", "sees Enter your login"}, login("pass_good"), toLinked[:6], gone), want: embedded},
		{name: "another token", page: hook + "&more=" + c.linkToken(t, nil), steps: join(open[:1], []string{"until onLoad", "page Another token", "frames 1", "until onLoad"}, open, []string{"page Enough", "until exited"}),
			want: join([]string{"onLoad"}, atBanks[:3], leaving("", "", ""), []string{"exited"})},
	})
}
