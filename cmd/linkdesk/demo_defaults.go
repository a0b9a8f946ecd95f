package main

import (
	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// defaults are what a new case starts with.
func (o order) defaults(d *demoWorld) screen.Defaults {
	def := screen.Defaults{Processor: flow.PrimeTrust, By: "operator"}
	o.handoffDefaults(&def)
	if o.env != flow.Production {
		def.Sandbox = flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: secret("pass_good")}
	}
	if d == nil {
		return def
	}
	d.tell(&def)
	return def
}

// tell makes a new case begin with the story that is played.
func (d *demoWorld) tell(def *screen.Defaults) {
	s := d.story()
	def.By, def.Scenario, def.AccountMask = "scenario", s.Name, s.AccountMask
	def.Party = flow.Party{ClientUserID: s.ClientUserID, LegalName: s.LegalName, Business: s.Business,
		PartnerAccount: d.seeded.PTAccountID, PartnerContact: d.seeded.PTContactID}
	def.Sandbox = flow.SandboxLogin{InstitutionID: s.InstitutionID, Username: s.Username, Password: secret(s.Password)}
	def.Handoff, def.HandoffWhy = flow.HandoffSandbox, "Demo needs no browser"
	if s.NeedsPage() {
		def.Handoff, def.HandoffWhy = flow.HandoffBrowser, "this story happens at the customer's page"
	}
	def.Cues = nil
	for _, c := range s.Cues() {
		def.Cues = append(def.Cues, screen.Cue(c))
	}
}
