package screen

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// filterPage asks which cases are wanted. It lies in front of the list.
type filterPage struct {
	home *Home
	form *kit.Form
	now  time.Time
}

// The answers to since when.
const (
	sinceEver  = ""
	sinceToday = "today"
	sinceWeek  = "week"
	sinceMonth = "month"
	sinceDate  = "date"
)

func sinceOptions() []kit.Option {
	return []kit.Option{{Value: sinceEver, Label: "ever"}, {Value: sinceToday, Label: "today"}, {Value: sinceWeek, Label: "7 days"},
		{Value: sinceMonth, Label: "30 days"}, {Value: sinceDate, Label: "a date"}}
}

func newFilterPage(h *Home) *filterPage {
	f := &filterPage{home: h}
	status := []kit.Option{{Label: "any status"}}
	for _, s := range flow.Statuses() {
		status = append(status, kit.Option{Value: string(s), Label: statusCell(s).Text})
	}
	who := []kit.Option{{Label: "anybody"}}
	for _, w := range flow.Parties() {
		who = append(who, kit.Option{Value: string(w), Label: whoName(w, h.desk.Defaults().Processor)})
	}
	since, date := sinceEver, ""
	if !h.filter.Since.IsZero() {
		since, date = sinceDate, h.filter.Since.Format(time.DateOnly)
	}
	f.form = kit.NewForm(
		kit.Field{Name: "status", Label: "Status", Value: string(h.filter.Status), Options: status},
		kit.Field{Name: "who", Label: "Who must act", Value: string(h.filter.Who), Options: who},
		kit.Field{Name: "bank", Label: "Bank", Value: h.filter.Institution, Hint: "a part of its name, or its institution_id"},
		kit.Field{Name: "since", Label: "Opened since", Value: since, Options: sinceOptions()},
		kit.Field{Name: "date", Label: "Date", Value: date, Hint: "year-month-day, such as 2026-11-01", Check: f.checkDate})
	return f
}

// filterWords says what a filter asks for: "failed, you, since 2026-11-01".
func filterWords(f flow.Filter, processor string) string {
	var parts []string
	if f.Status != "" {
		parts = append(parts, strings.ReplaceAll(string(f.Status), "_", " "))
	}
	if f.Who != "" {
		parts = append(parts, whoName(f.Who, processor))
	}
	if f.Institution != "" {
		parts = append(parts, "bank "+kit.Quote(f.Institution))
	}
	if !f.Since.IsZero() {
		parts = append(parts, "since "+f.Since.Format(time.DateOnly))
	}
	return strings.Join(parts, ", ")
}

func (f *filterPage) checkDate(text string) string {
	if f.form.Value("since") != sinceDate {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "Write the date as year-month-day, such as 2026-11-01."
	}
	return ""
}

// filter is what the form asks for. A day begins at midnight where the operator is.
func (f *filterPage) filter() flow.Filter {
	out := flow.Filter{Status: flow.Status(f.form.Value("status")), Who: flow.Who(f.form.Value("who")), Institution: f.form.Value("bank")}
	y, m, d := f.now.Date()
	day := func(back int) time.Time { return time.Date(y, m, d-back, 0, 0, 0, 0, f.now.Location()) }
	switch f.form.Value("since") {
	case sinceToday:
		out.Since = day(0)
	case sinceWeek:
		out.Since = day(7)
	case sinceMonth:
		out.Since = day(30)
	case sinceDate:
		out.Since, _ = time.ParseInLocation(time.DateOnly, f.form.Value("date"), f.now.Location())
	}
	return out
}

func (f *filterPage) start() Out { return Out{} }

func (f *filterPage) act(i kit.Intent) Out {
	switch i {
	case intentNext:
		f.form.Move(1)
	case intentPrev:
		f.form.Move(-1)
	case intentRight:
		f.form.Choose(1)
	case intentLeft:
		f.form.Choose(-1)
	case IntentEnter:
		if f.form.Valid() {
			return f.home.show(f.filter())
		}
	}
	return Out{}
}

func (f *filterPage) update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		f.now = m.Now
	case tea.KeyPressMsg, tea.PasteMsg:
		before := f.form.Value("date")
		f.form.Update(m)
		if now := f.form.Value("date"); now != "" && now != before {
			f.form.Set("since", sinceDate) // who writes a date means it
		}
	}
	return Out{}
}
