package tui_test

import (
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// theNote has letters that are keys of the case everywhere else.
const theNote = "called the bank: locked after 3 quick tries"

func noteScenes() []scene {
	return []scene{
		{name: "note", play: func(s *stage) { s.toSubmission().Press("W").Type(theNote) }},
		{name: "note_kept", play: func(s *stage) {
			s.toSubmission().Press("W").Type(theNote).Press("enter").After(workTime).Press("t", "end")
		}},
		{name: "note_refused", play: func(s *stage) {
			s.toSubmission().Press("W").Type("it was access-sandbox-3f2a9c1b-77d1-4a52-9f6e-2c8d1e0b4a55")
			s.Press("enter")
		}},
	}
}

// TestANoteIsKept: also where the case went on, or was closed, while it was written.
func TestANoteIsKept(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		s.toSubmission().Press("W").Press("enter").Sees("not now: a note needs words").Type(theNote)
		if err := s.desk.Do(t.Context(), s.id(), flow.CloseCase{By: "somebody"}); err != nil {
			t.Fatal(err)
		}
		s.After(workTime).Sees(theNote).Press("enter").After(workTime).SeesNot("What shall be remembered").Sees("✎ note: “called the bank:")
		notes := 0
		snap, err := s.desk.View(t.Context(), s.id())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range snap.Records {
			if n, ok := r.Event.(flow.Noted); ok && n.Text == theNote {
				notes++
			}
		}
		if notes != 1 {
			t.Errorf("the note is there %d times", notes)
		}
	})
}

// TestATokenIsNoNote: it is hidden as soon as it is there, refused, and can be taken out again.
func TestATokenIsNoNote(t *testing.T) {
	const token = "access-sandbox-3f2a9c1b-77d1-4a52-9f6e-2c8d1e0b4a55"
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toSubmission().Press("W").Paste("it was " + token).Sees("not pasted: this is an access token").Type("it was " + token)
		if strings.Contains(s.root.View().Content, "3f2a9c1b") {
			t.Error("the token is shown")
		}
		s.Press("enter").Sees("kept in clear and is handed on").Press("ctrl+u").Type("it was revealed").Sees("it was revealed")
		s.Press("enter").After(workTime).SeesNot("What shall be remembered")
		s.Press("W", "esc").SeesNot("What shall be remembered")
	})
}
