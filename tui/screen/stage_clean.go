package screen

import (
	"context"

	"linkdesk/tui/kit"
)

// doingClean says that a clean start is under way. It cannot be left, because its end brings another desk.
const doingClean = "making a clean start"

// clean begins the Demo anew. From then on the console works at another desk.
func (s *StageMenu) clean() Out {
	dir := s.dir
	return s.wish(doingClean, func(ctx context.Context) (Out, error) {
		desk, kept, err := dir.CleanStart(ctx)
		said := "✓ a clean start"
		if kept != "" {
			said += "; the old history is kept: " + kept
		}
		return Out{Desk: desk, Say: kit.Line{Tone: kit.Good, Text: said}}, err
	})
}

// askClean asks before the list is emptied.
func (s *StageMenu) askClean() *Ask {
	body := []string{
		"The list of cases will be empty. The history of now is kept as a file beside the new one and never deleted.",
		"The simulator forgets every Item, account and transfer and begins again from its seed, with the time of now.",
	}
	if s.st.Where != "" {
		body = append(body, "It runs at "+kit.Safe(s.st.Where)+" and begins anew for everybody who uses it.")
	}
	body = append(body, "Story and speed stay.")
	return &Ask{Dialog: kit.Ask("Begin the Demo anew?", "Clean start", body...), Then: intentCleanYes, Status: "begin the Demo anew"}
}
