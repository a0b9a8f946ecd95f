package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	intentCurl      kit.Intent = "copy_curl"
	intentCurlPrint kit.Intent = "print_curl"
	intentRequestID kit.Intent = "copy_request_id"
)

// glassKey leads to the page. Where something went wrong the line of hints has it.
func (c *Case) glassKey() kit.Key {
	k := kit.Key{Press: []string{"ctrl+g"}, Intent: intentGlass, Help: "the calls", Hint: c.snap.Case.Fault != nil}
	if !c.loaded {
		k.Off = "the case is still being read"
	}
	return k
}

// glassKeys are the table of the page.
func (c *Case) glassKeys() []kit.Table {
	g := c.glass
	x, any := g.under()
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "whole call", Hint: !g.open}
	leave := back()
	if g.open {
		enter.Help, leave.Help = "the list", "the list"
	}
	keys := []kit.Key{enter,
		{Press: []string{"c"}, Intent: intentCurl, Help: "copy as curl", Hint: true},
		{Press: []string{"y"}, Intent: intentRequestID, Help: "copy request_id", Hint: true},
		{Press: []string{"u"}, Intent: intentCurlPrint, Help: "print as curl"}}
	switch {
	case !any:
		for i := range keys {
			keys[i].Off = "no call was made yet"
		}
	case !x.able && x.past:
		keys[1].Off = "this call cannot be written again from what the history knows"
	case !x.able:
		keys[1].Off = "its request was not recorded whole"
	}
	keys[3].Off = keys[1].Off
	if any && x.RequestID == "" {
		keys[2].Off = "this call has no request_id"
	}
	keys = append(keys, moves("call")...)
	keys = append(keys, kit.Key{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "scroll up"},
		kit.Key{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "scroll down"},
		kit.Key{Press: []string{"ctrl+g"}, Intent: intentGlass, Help: "back to the stop"}, leave)
	return []kit.Table{{Scope: "Calls", Keys: keys}}
}

// actGlass carries out what the keys mean.
func (c *Case) actGlass(i kit.Intent) Out {
	g, n := c.glass, len(c.glass.calls)
	switch i {
	case IntentBack:
		if g.open {
			g.open, g.scroll = false, 0
			break
		}
		c.glass = nil
	case intentGlass:
		c.glass = nil
	case IntentEnter:
		g.open, g.scroll = !g.open, 0
	case IntentUp:
		g.moveTo(g.grid.Cursor() - 1)
	case IntentDown:
		g.moveTo(g.grid.Cursor() + 1)
	case IntentFirst:
		g.moveTo(0)
	case IntentLast:
		g.moveTo(n)
	case IntentPageUp:
		c.scrollGlass(-1)
	case IntentPageDown:
		c.scrollGlass(1)
	case intentRequestID:
		if x, ok := g.under(); ok {
			return Out{Copy: Copy{Text: kit.Safe(x.RequestID), What: "(request_id)", Or: "it stands in the call"}}
		}
	case intentCurl:
		text, _ := g.curl()
		return Out{Copy: Copy{Text: text, What: "as curl (secrets are variables)", Or: "u prints it"}}
	case intentCurlPrint:
		text, variables := g.curl()
		// The plain screen has one line for a text; there the shell needs no break in it.
		text = strings.ReplaceAll(text, " \\\n  ", " ")
		return Out{Print: Print{Text: text, Remark: "The call as curl" + saidOf(variables) + "."}}
	}
	return Out{}
}

// saidOf says what has to be set before a command runs.
func saidOf(variables []string) string {
	if len(variables) == 0 {
		return ""
	}
	return "; its secrets are variables: $" + strings.Join(variables, ", $")
}

// scrollGlass moves what is read of a call by half a page, and no further than its end.
func (c *Case) scrollGlass(pages int) {
	g := c.glass
	x, ok := g.under()
	_, r := g.areas(c.w, c.h)
	if !ok || r.H == 0 {
		return
	}
	sc := Scene{Theme: kit.NewTheme(true, true), W: c.w, H: c.h, Now: c.now}
	g.scroll = g.page(sc, x, r.W, c.snap.Case).Clamp(r.H, g.scroll+pages*max(r.H-2, 1))
}

// called says what a call was made for.
func called(x sawCall, c flow.Case) string {
	if x.Effect == "" {
		return "the " + strings.ToLower(x.stop.Title())
	}
	return effectWords(x.Effect, c.Processor)
}
