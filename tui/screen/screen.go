package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Screen is one page of the console. The root calls it from a single goroutine. Nothing in
// it may block: what takes time is handed back as a Job.
type Screen interface {
	// Start is called each time the screen comes to the front.
	Start() Out
	// Keys are its key tables now, innermost scope first.
	Keys() []kit.Table
	// Act carries out what a key meant.
	Act(kit.Intent) Out
	// Update takes the result of a job, a Tick, a paste, and key presses that no table knows.
	Update(msg any) Out
	// Asking is the open dialog, nil when there is none.
	Asking() *Ask
	// Face is what it shows: a function of its state and the scene alone.
	Face(Scene) Face
}

// Out is what a screen wants after it has dealt with something. The zero Out wants nothing.
type Out struct {
	Jobs  []Job
	Go    *Page             // a page to open on top of this one
	Back  bool              // leave this page
	Desk  Desk              // work at this desk from now on; Go, if any, opens on its home page
	Known []EnvironmentInfo // the environments, when they have been looked at
	Say   kit.Line          // a notice, which expires
	Fail  string            // an error, which stays
	Copy  Copy              // text for the clipboard
	Print Print             // text for the terminal's plain screen
	Give  any               // with Back: what the page behind this one gets in its Update
}

// Copy is a text for the clipboard. Or says how else it can be had, since a clipboard may
// give no answer: "u prints it". What goes on "copied" where it is not plain what was:
// "as curl".
type Copy struct{ Text, Or, What string }

// Print is a text to be shown unwrapped and alone on its line outside of the screen, below a
// remark.
type Print struct{ Remark, Text string }

// Job is work outside of Update. The root gives it a context that ends with the screen or
// after Limit, turns a panic into Crashed, and brings the result back to the screen that
// asked, if that is still there.
type Job struct {
	Limit time.Duration // 0 means as long as the screen lives
	Run   func(context.Context) any
}

// Tick comes once a second with the time.
type Tick struct{ Now time.Time }

// Crashed is the result of a job that panicked.
type Crashed struct{ Err error }

// Ask is an open dialog. Then is acted on after a Yes, IntentNo after a No.
type Ask struct {
	Dialog *kit.Dialog
	Then   kit.Intent
	// Status says what the console waits for while it is open.
	Status string
}

// Scene is what a screen is drawn for.
type Scene struct {
	Theme kit.Theme
	W, H  int // of the body, without the frame
	Now   time.Time
}

// Face is what a screen shows. The cursor is relative to the body.
type Face struct {
	Env     flow.Environment
	Title   string // the place; also part of the window's title, so it names nobody
	Subject string // whom it is about, on the screen only
	Right   string
	Status  kit.Line
	Body    string
	Cursor  *tea.Cursor
	// Repeats asks the terminal to tell a key that is held down from one that is pressed again.
	Repeats bool
	Program *tea.ProgramStatus
	Code    *CodePage // instead of all of it, when set
	// Busy says what would be cut short by leaving now, "" when nothing would.
	Busy string
	// Sent names the call that is on its way and cannot be taken back, "" when there is none: "a
	// submission to Prime Trust".
	Sent string
	// Done is how much of long work is done, in percent, for the terminal's progress bar; 0 is not
	// known.
	Done int
	// Mouse asks the terminal for the mouse. It then selects no text without Shift, so pages with
	// ids that people select leave it off.
	Mouse bool
}

// CodePage is a QR code on the whole terminal. Hint is the line below it; Else says in a
// clause what can be done where the code does not fit.
type CodePage struct {
	Code       kit.Code
	Hint, Else string
}

// The intents that several screens share.
const (
	IntentNo       kit.Intent = "no"
	IntentEnter    kit.Intent = "enter"
	IntentBack     kit.Intent = "back"
	IntentUp       kit.Intent = "up"
	IntentDown     kit.Intent = "down"
	IntentFirst    kit.Intent = "first"
	IntentLast     kit.Intent = "last"
	IntentPageUp   kit.Intent = "page_up"
	IntentPageDown kit.Intent = "page_down"
)

// moves are the rows that move a cursor in a list.
func moves(what string) []kit.Key {
	return []kit.Key{
		{Press: []string{"up", "k"}, Show: "↑", Intent: IntentUp, Help: what + " above"},
		{Press: []string{"down", "j"}, Show: "↓", Intent: IntentDown, Help: what + " below"},
		{Press: []string{"home", "g"}, Show: "home", Intent: IntentFirst, Help: "first " + what},
		{Press: []string{"end", "G"}, Show: "end", Intent: IntentLast, Help: "last " + what},
	}
}

// back is the row that leaves a page.
func back() kit.Key {
	return kit.Key{Press: []string{"esc"}, Intent: IntentBack, Help: "back", Hint: true}
}

// CameFrom tells the page behind a case which one it was, when that is left.
type CameFrom struct{ Case flow.CaseID }

// TokenFinder is a screen with a field that takes a token, hides it, and looks only for its hash.
type TokenFinder interface {
	// FindsTokens reports whether that field is in front now.
	FindsTokens() bool
}

// Pointer is a click, or a turn of the wheel, on the body of a screen whose Face asked for the mouse.
type Pointer struct {
	X, Y  int  // relative to the body
	Wheel int  // lines: -1 up, 1 down
	Click bool // the left button went down
}

// Focused tells a screen that its terminal came to the front again, as after a visit to the browser.
type Focused struct{}

// Resized tells a screen the size of its body, for moves by a page.
type Resized struct{ W, H int }
