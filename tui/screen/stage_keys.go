package screen

import "linkdesk/tui/kit"

// stageKey leads to the stage; a desk that has none has no such key.
func stageKey(d Desk, press ...string) []kit.Key {
	if _, ok := director(d); !ok {
		return nil
	}
	return []kit.Key{{Press: press, Intent: intentStage, Help: "stage", Hint: true, Off: d.Defaults().ReadOnly}}
}

// Keys is the table of the page. In the list, letters belong to the search.
func (s *StageMenu) Keys() []kit.Table {
	switch {
	case s.fault != "":
		again := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "look again", Hint: true}
		return []kit.Table{{Scope: "Stage", Keys: append(append([]kit.Key{again}, reading()...), back())}}
	case s.passing:
		pass := s.off(kit.Key{Press: []string{"enter"}, Intent: intentPass, Help: "let it pass", Hint: true})
		leave := back()
		leave.Help = "not now"
		return []kit.Table{{Scope: "Clock", Keys: append(append([]kit.Key{pass}, moves("span")...), leave)}}
	}
	leave := back()
	if s.form.Value("text") != "" {
		leave.Help = "all stories"
	}
	if s.doing == doingClean {
		leave.Off = "one moment: " + doingClean
	}
	keys := []kit.Key{s.enter(),
		s.chosen(kit.Key{Press: []string{"ctrl+p"}, Intent: intentAuto, Help: "autoplay", Hint: true}),
		s.off(kit.Key{Press: []string{"ctrl+t"}, Intent: intentTime, Help: "let time pass", Hint: true}),
		s.off(kit.Key{Press: []string{"tab"}, Intent: intentSpeed, Help: "speed (next: " + s.nextPace().Name + ")", Hint: true}),
		s.off(kit.Key{Press: []string{"ctrl+r"}, Intent: intentClean, Help: "clean start", Hint: true}),
		{Press: []string{"up"}, Show: "↑", Intent: IntentUp, Help: "story above"},
		{Press: []string{"down"}, Show: "↓", Intent: IntentDown, Help: "story below"},
		{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "read back"},
		{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "read on"},
		leave}
	return []kit.Table{{Scope: "Stage", Leak: kit.LeakControl, Keys: keys}}
}

// enter is the one thing to do: to play the story under the cursor.
func (s *StageMenu) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: intentPlay, Help: "play it", Hint: true}
	if story, ok := s.story(); ok && story.Name == s.st.Playing {
		k.Help = "a new case of it"
	}
	return s.chosen(k)
}

// chosen switches a key off that needs a story.
func (s *StageMenu) chosen(k kit.Key) kit.Key {
	k = s.off(k)
	if _, ok := s.story(); !ok && k.Off == "" {
		k.Off = "no story has these words"
	}
	return k
}

// off switches a key off while the simulator cannot be asked.
func (s *StageMenu) off(k kit.Key) kit.Key {
	switch {
	case s.desk.Defaults().ReadOnly != "":
		k.Off = s.desk.Defaults().ReadOnly
	case s.dir == nil:
		k.Off = "only Demo has a stage"
	case s.doing != "":
		k.Off = "one moment: " + s.doing
	case !s.loaded:
		k.Off = "it is not known yet what is played"
	}
	return k
}
