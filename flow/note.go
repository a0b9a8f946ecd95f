package flow

import (
	"strings"
	"unicode/utf8"
)

// CmdNote writes a note into a case.
const CmdNote CommandKind = "note"

// maxNote is the length of a note in characters: a paragraph, not a protocol.
const maxNote = 500

// Note is what a person wants to be remembered with a case. It changes nothing, so it can be written at any
// time, also into a closed case.
type Note struct{ Text, By string }

// Kind names the command.
func (Note) Kind() CommandKind { return CmdNote }

func (Note) command() {}

// Noted records a note, and where the case stood then. Its author is the record's actor.
type Noted struct {
	Text string `json:"text"`
	By   string `json:"by"`
	At   Stop   `json:"at"`
}

// Kind names the event.
func (Noted) Kind() EventKind { return "noted" }

// Stop is where the case stood.
func (e Noted) Stop() Stop { return e.At }

func (Noted) event() {}

// decideNote refuses what would be cut, and what must not stand in a history in clear.
func decideNote(c Case, m Note) ([]Event, error) {
	text := strings.Join(strings.Fields(m.Text), " ")
	switch {
	case text == "":
		return nil, inputFault("a note needs words")
	case utf8.RuneCountInString(text) > maxNote:
		return nil, inputFault("a note has at most 500 characters")
	case tokenInText().MatchString(text):
		return nil, inputFault("a note is kept in clear and is handed on: leave the token out of it")
	}
	return one(Noted{Clean(text), m.By, c.Stop()})
}
