package main

import (
	"os"
	"runtime"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/link"
	"linkdesk/tui/screen"
)

// lookAround finds the hand-off that works where this program runs. command is the operator's
// own to open a browser with, which counts like BROWSER.
func lookAround(command string) link.Surroundings {
	env := func(name string) string {
		if name == "BROWSER" && command != "" {
			return command
		}
		return os.Getenv(name)
	}
	exists := func(path string) bool {
		_, err := os.Stat(path)
		return err == nil
	}
	return link.Look(env, exists, runtime.GOOS)
}

// handoffs makes the ways to give a counterparty to Link.
func (o order) handoffs(bank flow.Bank, p places, demo *demoWorld) map[flow.HandoffKind]flow.Handoff {
	open := o.open
	if !o.around.CanOpen {
		open = nil // it would open where nobody sees it
	}
	if demo != nil && o.demo.customer {
		open = demo.walk
	}
	browser := link.Browser{Open: open, Listen: o.listen}
	if p.link != "" {
		browser.LinkScriptURL = strings.TrimRight(p.link, "/") + "/link/v2/stable/link-initialize.js"
	}
	if p.plaid != "" {
		browser.PlaidAPI = strings.TrimRight(p.plaid, "/")
	}
	if demo != nil {
		browser.Now = demo.now
	}
	all := map[flow.HandoffKind]flow.Handoff{flow.HandoffBrowser: demo.cast(browser),
		flow.HandoffHosted: &link.Hosted{Bank: bank, Open: open, Return: o.returnPage || o.settings.own("RETURN_PAGE") == "1"}}
	if o.env != flow.Production {
		all[flow.HandoffSandbox] = link.Sandbox{Bank: bank}
	}
	return all
}

// handoffDefaults are the ways to hand over here, and the one to begin with.
func (o order) handoffDefaults(def *screen.Defaults) {
	def.Handoffs = []flow.HandoffKind{flow.HandoffBrowser, flow.HandoffHosted}
	if o.env != flow.Production {
		def.Handoffs = append(def.Handoffs, flow.HandoffSandbox)
	}
	def.Handoff, def.Page, def.HandoffWhy = o.around.Default, o.around.Default, o.around.Why
}
