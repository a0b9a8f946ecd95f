package screen

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// searchLooks is how many looks a search without a screen takes before it asks whether to go on.
const searchLooks = 50

// Search is the search for a front that has no screen: the same text is looked for in the same
// ways. It is used from one goroutine, and Look may block.
type Search struct {
	f    *find
	jobs []Job // what is to be looked at next
}

// NewSearch begins a search for what somebody typed or pasted.
func NewSearch(desk Desk, text string) *Search {
	f := &find{desk: desk, form: kit.NewForm(kit.Field{Name: "text", Value: gist(text)}), h: tall}
	return &Search{f, f.search().Jobs}
}

// Look goes through the history until enough was found for now, or there was much to look at.
func (s *Search) Look(ctx context.Context) {
	f := s.f
	switch {
	case len(s.jobs) > 0 || !f.canGoOn():
	case f.looked == 0 && f.events == 0:
		s.jobs = f.search().Jobs
	default:
		f.most = len(f.rows) + foundAtOnce
		s.jobs = f.goOn().Jobs
	}
	for n := 0; n < searchLooks && len(s.jobs) > 0 && ctx.Err() == nil; n++ {
		job := s.jobs[0]
		s.jobs = append(f.update(safely(ctx, job)).Jobs, s.jobs[1:]...)
	}
}

// More reports that there is more to look at.
func (s *Search) More() bool { return len(s.jobs) > 0 || s.f.canGoOn() }

// Hit is a case that was found, and by what in words.
type Hit struct {
	Row flow.Summary
	By  string
}

// Hits are the cases found so far, the likeliest first.
func (s *Search) Hits() []Hit {
	var out []Hit
	for _, r := range s.f.rows {
		out = append(out, Hit{r.Summary, kit.Safe(r.words())})
	}
	return out
}

// Told says in lines of at most w columns how far the search is, and why nothing was found.
func (s *Search) Told(w int) []string {
	f := s.f
	p := kit.NewLines(w)
	through := ""
	switch {
	case f.trouble != "":
		p.Text(kit.Plain, sentence(kit.Safe(f.trouble)))
	case len(s.jobs) > 0:
		p.Text(kit.Plain, cases(len(f.rows))+" found yet in "+f.through()+"; more looks on.")
	case len(f.rows) == 0 && f.kind != "":
		f.say(p)
	case len(f.rows) == 0:
		if f.seen() > 0 {
			through = " All " + f.through() + " were looked through."
		}
		p.Text(kit.Plain, "Nothing found."+through+" An id is found whole or by its front, in its own small and capital letters; names and words in any.")
	case f.canGoOn():
		p.Text(kit.Plain, cases(len(f.rows))+" found so far, the likeliest first; more looks on.")
	default:
		p.Text(kit.Plain, cases(len(f.rows))+" found, the likeliest first.")
	}
	return p.Lines()
}
