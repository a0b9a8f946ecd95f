package screen

import "linkdesk/tui/kit"

// From stageBeside on the story and the world stand beside the list, in stageSide columns.
const (
	stageBeside = 100
	stageSide   = 46
)

// Face shows the stories, and how it stands.
func (s *StageMenu) Face(sc Scene) Face {
	f := Face{Env: s.desk.Env(), Title: "Stage", Status: s.status()}
	switch {
	case s.fault != "":
		f.Body = s.faultPage(sc).Show(sc.H, s.scroll)
		return f
	case s.passing:
		f.Title, f.Body = "Clock", s.passPage(sc).Show(sc.H, 0)
		return f
	}
	f.Right = s.grid.Position(len(s.found()))
	head := kit.NewPage(sc.Theme, sc.W)
	head.Labels(len("Find"))
	f.Cursor = s.form.View(sc.Theme, head, false)
	top := head.Show(head.Len(), 0)
	if sc.W >= stageBeside {
		h := sc.H - head.Len() - 1
		cols := kit.Rect{W: sc.W, H: h}.Columns(kit.Fill(1), kit.Fixed(3), kit.Fixed(stageSide))
		f.Body = kit.Stack(top, kit.Fit("", sc.W, 1), kit.Beside(s.list(sc, cols[0].W, h), kit.Fit("", 1, h), bar(sc, h), s.details(sc, stageSide).Show(h, s.scroll)))
		return f
	}
	h := s.listHeight(sc)
	below := max(sc.H-head.Len()-h, 1)
	f.Body = kit.Stack(top, s.list(sc, sc.W, h), s.details(sc, sc.W).Show(below, s.scroll))
	return f
}

// listHeight leaves the details as much room as they need, and the list at least four rows.
func (s *StageMenu) listHeight(sc Scene) int {
	return max(sc.H-1-s.details(sc, sc.W).Len(), min(4, sc.H-2))
}

// scrollTo moves the details, and no further than their last page.
func (s *StageMenu) scrollTo(line int) {
	sc := Scene{Theme: kit.NewTheme(true, true), W: s.w, H: s.h, Now: s.now}
	switch {
	case s.fault != "":
		s.scroll = s.faultPage(sc).Clamp(s.h, line)
	case s.w >= stageBeside:
		s.scroll = s.details(sc, stageSide).Clamp(s.h-2, line)
	default:
		s.scroll = s.details(sc, s.w).Clamp(max(s.h-1-s.listHeight(sc), 1), line)
	}
}

// status is what the simulator is being asked, or what goes on there.
func (s *StageMenu) status() kit.Line {
	switch {
	case s.doing != "":
		return kit.Line{Tone: kit.Accent, Text: "◐ " + s.doing + " …"}
	case s.st.Auto != "" && s.dir.Plays(s.st.Auto) != "":
		return kit.Line{Tone: kit.Accent, Text: "▶ case " + shortID(s.st.Auto) + " plays by itself; ctrl+p ends that and begins anew"}
	}
	for _, story := range s.st.Stories {
		if story.Name == s.st.Playing {
			return kit.Line{Tone: kit.Dim, Text: "● the simulator plays " + kit.Quote(story.Title)}
		}
	}
	return kit.Line{}
}

// list are the stories in their groups.
func (s *StageMenu) list(sc Scene, w, h int) string {
	found := s.found()
	if s.loaded && len(found) == 0 {
		p := kit.NewPage(sc.Theme, w)
		p.Gap()
		p.Text(kit.Plain, "No story has these words.")
		p.Text(kit.Dim, "esc shows all stories.")
		return p.Show(h, 0)
	}
	rows := make([][]kit.Cell, len(found))
	group := ""
	for i, story := range found {
		title := kit.Cell{Text: "  " + story.Title}
		if story.Name == s.st.Playing {
			title = kit.Cell{Tone: kit.Good, Text: "● " + story.Title}
		}
		rows[i] = []kit.Cell{{}, title, {Tone: kit.Dim, Text: story.Name}}
		if story.Group != group {
			rows[i][0] = kit.Cell{Text: story.Group}
		}
		group = story.Group
	}
	cols := []kit.Column{{Title: "kind", Width: 11, Drop: 1}, {Title: "  story", Min: 36}, {Title: "--scenario", Width: 25, Drop: 2}}
	return s.grid.View(sc.Theme, cols, rows, w, h)
}

// details are the story under the cursor in full, and the world that it would be played in.
func (s *StageMenu) details(sc Scene, w int) *kit.Page {
	p := kit.NewPage(sc.Theme, w)
	p.Labels(len("clock (ctrl+t)"))
	if !s.loaded {
		p.Text(kit.Dim, "Looking what is played …")
		return p
	}
	beside := w != sc.W
	story, ok := s.story()
	switch {
	case ok && beside:
		p.Heading(kit.Plain, story.Title)
		p.Text(kit.Plain, story.Text)
		p.Gap()
		p.Pair("--scenario", story.Name)
	case ok && sc.H >= 16:
		p.Rule(story.Name)
		p.Text(kit.Plain, story.Text)
	case ok:
		p.Text(kit.Plain, story.Text)
	}
	p.Pair("speed (tab)", s.paceWords())
	p.Pair("clock (ctrl+t)", s.clockWords())
	p.Pair("anew (ctrl+r)", "an empty list, and the simulator from its seed")
	p.Pair("era", s.st.Era)
	if s.st.Where != "" {
		p.Pair("simulator", s.st.Where+", shared with everybody who uses it")
	}
	return p
}
