package screen

import "linkdesk/tui/kit"

func (f *filterPage) keys() []kit.Table {
	keys := []kit.Key{
		{Press: []string{"enter"}, Intent: IntentEnter, Help: "show them", Hint: true},
		{Press: []string{"tab", "down"}, Intent: intentNext, Help: "next field", Hint: true},
		{Press: []string{"shift+tab", "up"}, Intent: intentPrev, Help: "field before"},
	}
	if f.form.Choosing() {
		keys = append(keys,
			kit.Key{Press: []string{"right", "space"}, Show: "←→", Intent: intentRight, Help: "choose", Hint: true},
			kit.Key{Press: []string{"left"}, Intent: intentLeft, Help: "choose the one before"})
	}
	return []kit.Table{{Scope: "Filter", Leak: kit.LeakControl, Keys: append(keys, toList())}}
}

// toList is the row that leads back to the list.
func toList() kit.Key {
	return kit.Key{Press: []string{"esc"}, Intent: intentToList, Help: "the list", Hint: true}
}

func (f *filterPage) face(sc Scene) Face {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Labels(len("Who must act"))
	roomy := sc.H >= 17
	if roomy {
		p.Heading(kit.Plain, "Which cases do you want to see?")
		p.Gap()
	}
	cursor := f.form.View(sc.Theme, p, roomy)
	p.Gap()
	switch words := filterWords(f.filter(), f.home.desk.Defaults().Processor); {
	case f.checkDate(f.form.Value("date")) != "":
		p.Text(kit.Dim, "The date is missing, or is none.")
	case words == "":
		p.Text(kit.Dim, "That is every case.")
	default:
		p.Text(kit.Dim, "That is: "+words+".")
	}
	if roomy {
		p.Gap()
		p.Action(f.keys()[0].Keys[0])
	}
	return Face{Env: f.home.desk.Env(), Title: "Filter", Body: p.Show(sc.H, 0), Cursor: cursor}
}
