// Package flow is the ground floor of linkdesk: what a case is, what can happen
// in it, what an operator may ask of it, and what has to be done for it.
//
// Rules of the package:
//
//   - It is pure. No clock, no randomness, no files, no network, no goroutine, no
//     third-party import: times and ids come in with events. The same journal gives
//     the same case, for ever.
//   - Facts are events, wishes are commands, work is effects: three sealed sets. A
//     wish may be refused with a reason, a fact may not, work may fail.
//   - One table (table.go) says what each command does in each phase. Every pair is
//     a permission or a refusal with its reason, and Can gives a screen the same words
//     that Decide gives a caller.
//   - Ports belong here, because this is the side that needs them; adapters know this
//     package and never one another.
//   - A token is only ever carried in a Secret, and never inside an event.
package flow
