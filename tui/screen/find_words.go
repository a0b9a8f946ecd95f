package screen

import "linkdesk/tui/kit"

// say stands where no case is.
func (f *find) say(p *kit.Page) {
	switch {
	case f.state == findLooking:
		p.Text(kit.Dim, "Looking …")
		return
	case f.state == findTyping && f.sought.Typed == "" && f.kind == "":
		return
	case f.kind != "" && !f.knowsIDs():
		p.Text(kit.Plain, "Nothing is looked up by a token at this desk.")
		return
	case f.kind == "access":
		p.Text(kit.Plain, "This is an access_token. Cases are not known by those, so it was not looked up.")
		p.Gap()
		p.Text(kit.Dim, "Search for the item_id instead, or for the link_token, public_token or processor_token.")
		return
	case f.kind != "":
		p.Text(kit.Plain, "No case has this "+f.kind+"_token.")
		p.Gap()
		p.Text(kit.Dim, "It has to be whole. It stays hidden here; only its hash was compared.")
		return
	case f.state == findDone:
		p.Heading(kit.Plain, "No case has "+kit.Quote(kit.Cut(f.sought.Typed, 40))+".")
		p.Text(kit.Dim, "An id is found whole or by its front, 4 characters at least, in its own small and capital letters; names and words in any.")
		p.Gap()
	}
	p.Text(kit.Plain, "Type or paste what you have in hand:")
	for _, what := range f.searchable() {
		p.Item(kit.Dim, "·", what)
	}
}

// searchable is what can be searched for, in fewer words where there are few lines.
func (f *find) searchable() []string {
	if f.h < 17 {
		return []string{"any id from its front, also with what stands around it", "an error code, a name, a bank, words of a note", "last digits (…0000), an amount ($25)",
			"a case by either end of its id", "a whole token: it stays hidden"}
	}
	return []string{
		"a request_id, link_session_id, item_id, account_id, client_user_id, institution_id, an id of " + partner(f.desk.Defaults().Processor) + "'s: from its front, also with what stands around it, or an error with several of them",
		"an error code or exit status, also one of earlier, and one behind a fault of " + partner(f.desk.Defaults().Processor) + "'s (25001)",
		"a name, a bank, a status, words of a note",
		"the last digits of an account (0000, x0000, …0000), an amount (25.00, $25)",
		"a case: the front or the end of its id",
		"a link_token, public_token or processor_token: whole; it stays hidden and only its hash is compared",
		"not searched: what providers said beside their codes, balances, requests and answers",
	}
}

func (f *find) status(sc Scene) kit.Line {
	switch {
	case f.trouble != "":
		return kit.Line{Tone: kit.Warn, Text: "? " + f.trouble}
	case f.state == findLooking && f.seen() > 0:
		return kit.Line{Tone: kit.Accent, Text: "◐ looked through " + f.through()}
	case f.state == findLooking:
		return kit.Line{Tone: kit.Accent, Text: "◐ looking up the ids"}
	case f.state == findStopped && f.seen() == 0:
		return kit.Line{Tone: kit.Dim, Text: "Stopped."}
	case f.state == findStopped:
		return kit.Line{Tone: kit.Dim, Text: "Stopped after " + f.through() + "."}
	case sc.W < narrow && f.grid.Cursor() < len(f.rows):
		return kit.Line{Tone: kit.Dim, Text: brief(f.rows[f.grid.Cursor()].Summary)}
	case f.state == findFull:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found so far. The last line looks on."}
	case f.state == findDone && f.seen() > 0 && len(f.rows) == 0:
		return kit.Line{Tone: kit.Dim, Text: "All " + f.through() + " were looked through."}
	case f.state == findDone && f.seen() > 0:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found. All " + f.through() + " were looked through."}
	case f.state == findDone && f.capped:
		return kit.Line{Tone: kit.Dim, Text: "These are the newest " + thousands(len(f.rows)) + ". A filter shows all cases of a bank."}
	case f.state == findDone && len(f.rows) > 0:
		return kit.Line{Tone: kit.Dim, Text: cases(len(f.rows)) + " found."}
	}
	return kit.Line{}
}

// seen is how much was looked through.
func (f *find) seen() int { return f.looked + f.events }

// through says how much that is.
func (f *find) through() string {
	switch {
	case f.events == 0:
		return cases(f.looked)
	case f.looked == 0:
		return thousands(f.events) + " events"
	}
	return cases(f.looked) + " and " + thousands(f.events) + " events"
}

// knowsIDs reports a desk that looks ids up.
func (f *find) knowsIDs() bool {
	_, is := f.desk.(Searcher)
	return is
}
