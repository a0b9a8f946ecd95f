package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/screen"
)

// tell sets what the terminal is told besides text: its title, which names nobody, what the
// program is doing, and whether it wants the mouse.
func (r *Root) tell(v *tea.View, face screen.Face) {
	if face.Env != "" {
		v.WindowTitle += " " + screen.Badge(face.Env).Word
	}
	v.WindowTitle += ": " + face.Title
	v.KeyboardEnhancements.ReportEventTypes = face.Repeats
	v.ProgramStatus, v.ProgressBar = face.Program, progress(face)
	if ask := r.asking(); ask != nil {
		v.ProgramStatus = &tea.ProgramStatus{State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindPermission, Message: ask.Status}
	}
	if r.leaving {
		// The terminal keeps the last status after the program has gone.
		v.ProgramStatus, v.ProgressBar = &tea.ProgramStatus{State: tea.ProgramStateIdle}, nil
		return
	}
	if r.mouse(face) {
		v.MouseMode = tea.MouseModeCellMotion
	}
}

// progress is the bar that some terminals show in their tab: under way, gone wrong, or none.
func progress(face screen.Face) *tea.ProgressBar {
	switch {
	case face.Done > 0:
		return tea.NewProgressBar(tea.ProgressBarDefault, face.Done)
	case face.Program == nil:
		return nil
	case face.Program.State == tea.ProgramStateWorking:
		return tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	case face.Program.State == tea.ProgramStateError:
		return tea.NewProgressBar(tea.ProgressBarError, 100)
	}
	return nil
}
