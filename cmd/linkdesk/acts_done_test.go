package main

import (
	"regexp"
	"strings"

	"linkdesk/tui/rig"
)

// pressesKey presses the key that the card names, on the page of the case.
func (k *counter) pressesKey(e execution, a actAdvised, id string) {
	k.t.Helper()
	before := k.journal()
	k.console(nil, func(p *rig.Program, d *desks) {
		if e.list {
			p.Press("esc")
		}
		p.Press(a.Key)
		k.rests(p, d)
		if e.hands != nil {
			e.hands(k, p)
			k.rests(p, d)
		}
		if e.sees != nil {
			p.Sees(e.sees(k, id))
		}
	})
	k.wrote(before, e)
}

// capitals is a word that a command of a card leaves to whoever runs it.
var capitals = regexp.MustCompile(`--[a-z-]+ (ID|AMOUNT|ENV|USER|NAME)\b|\bCASE\b`)

// runsCommand runs the command as the card prints it, with the words in capitals filled in.
func (k *counter) runsCommand(e execution, a actAdvised, id string) {
	k.t.Helper()
	before := k.journal()
	command := strings.ReplaceAll(a.Command, " CASE", " "+id)
	if e.fills != nil {
		command = capitals.ReplaceAllStringFunc(command, func(found string) string {
			flag, _, _ := strings.Cut(found, " ")
			return flag + " " + e.fills(k, flag)
		})
	}
	words := shellWords(command)
	if words[0] != "linkdesk" || capitals.MatchString(command) {
		k.t.Fatalf("%s cannot be run", command)
	}
	if _, code := k.asks(append(words[1:], "--json")...); code == exitUsage {
		k.t.Fatalf("%s: exit %d\n%s", command, code, k.errs.String())
	}
	k.wrote(before, e)
}
