package screen

import (
	"context"
	"strings"

	"linkdesk/tui/kit"
)

// The intents of the stage.
const (
	intentStage    kit.Intent = "stage"
	intentPlay     kit.Intent = "stage.play"
	intentAuto     kit.Intent = "stage.autoplay"
	intentSpeed    kit.Intent = "stage.speed"
	intentTime     kit.Intent = "stage.time"
	intentPass     kit.Intent = "stage.pass"
	intentClean    kit.Intent = "stage.clean"
	intentCleanYes kit.Intent = "stage.clean.yes"
)

// Act carries out an intent.
func (s *StageMenu) Act(i kit.Intent) Out {
	switch i {
	case intentPlay:
		return s.play()
	case intentAuto:
		return s.auto()
	case intentSpeed:
		return s.speed()
	case intentTime:
		s.passing, s.scroll = true, 0
	case intentPass:
		return s.pass()
	case intentClean:
		s.ask = s.askClean()
	case intentCleanYes:
		s.ask = nil
		return s.clean()
	case IntentNo:
		s.ask = nil
	case IntentEnter: // after a fault
		s.fault = ""
		return s.Start()
	case IntentBack:
		return s.leave()
	case IntentPageDown:
		s.scrollTo(s.scroll + max(s.h/3, 1))
	case IntentPageUp:
		s.scrollTo(s.scroll - max(s.h/3, 1))
	default:
		s.move(i)
	}
	return Out{}
}

// move shifts the cursor of the list in front.
func (s *StageMenu) move(i kit.Intent) {
	grid, n := &s.grid, len(s.found())
	if s.passing {
		grid, n = &s.spans, len(spans())
	}
	switch i {
	case IntentUp:
		grid.Move(-1, n)
	case IntentDown:
		grid.Move(1, n)
	case IntentFirst:
		grid.Set(0, n)
	case IntentLast:
		grid.Set(n, n)
	}
	s.scroll = 0
}

// leave goes one step back: out of a fault, out of the choice of a time, out of what was typed,
// out of the page.
func (s *StageMenu) leave() Out {
	switch {
	case s.fault != "":
		s.fault = ""
		return s.Start()
	case s.passing:
		s.passing = false
	case s.form.Value("text") != "":
		s.form.Set("text", "")
		s.grid.Set(0, len(s.st.Stories))
	default:
		return Out{Back: true}
	}
	return Out{}
}

// found are the stories that contain every word that was typed.
func (s *StageMenu) found() []Story {
	words := strings.Fields(strings.ToLower(s.form.Value("text")))
	var out []Story
	for _, story := range s.st.Stories {
		text := strings.ToLower(story.Group + " " + story.Name + " " + story.Title + " " + story.Text)
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			out = append(out, story)
		}
	}
	return out
}

// story is the one under the cursor.
func (s *StageMenu) story() (Story, bool) {
	all := s.found()
	if len(all) == 0 {
		return Story{}, false
	}
	return all[min(s.grid.Cursor(), len(all)-1)], true
}

// play makes the simulator take the story, and leads to a new case of it.
func (s *StageMenu) play() Out {
	story, ok := s.story()
	if !ok {
		return Out{}
	}
	dir := s.dir
	return s.wish("changing the story", func(ctx context.Context) (Out, error) {
		said := kit.Line{Tone: kit.Good, Text: "✓ the simulator plays " + kit.Quote(story.Title)}
		return Out{Say: said, Go: &Page{Kind: NewCasePage}}, dir.Play(ctx, story.Name)
	})
}

// auto lets the story play by itself in a new case, and shows that.
func (s *StageMenu) auto() Out {
	story, ok := s.story()
	if !ok {
		return Out{}
	}
	dir := s.dir
	return s.wish("beginning the story", func(ctx context.Context) (Out, error) {
		if err := dir.Play(ctx, story.Name); err != nil {
			return Out{}, err
		}
		id, err := dir.Autoplay(ctx)
		return Out{Go: &Page{Kind: CasePage, Case: id}}, err
	})
}

// speed goes to the next pace, from the fastest to the slowest.
func (s *StageMenu) speed() Out {
	next, dir := s.nextPace(), s.dir
	return s.wish("changing the speed", func(ctx context.Context) (Out, error) { return Out{}, dir.SetPace(ctx, next.Name) })
}

func (s *StageMenu) nextPace() Pace {
	for i, p := range s.st.Paces {
		if p.Name == s.st.Pace {
			return s.st.Paces[(i+1)%len(s.st.Paces)]
		}
	}
	return Pace{}
}
