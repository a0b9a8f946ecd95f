// Package store keeps the history of one environment: the journal, what is derived from it,
// and the vault. It implements flow.Journal on bbolt.
//
// Rules of the package:
//
//   - Nothing is held open. Every method takes the side lock, opens the file, runs one
//     transaction and closes it again, so that several consoles share one history.
//   - There is one writer of events, Append. A call of it is in one transaction, whole or not at
//     all; calls that wait at the same time share one.
//   - The truth is the bucket "ev". The rows of cases, of the list and of all indexes are derived
//     from it by pure functions (project, refRows) and can be made again from it (rebuild.go).
//   - What comes from the file is doubted: every derived row carries a checksum, every event
//     a link of its case's hash chain, every secret an authenticated seal. What does not agree
//     is a *flow.DamagedError that names the case, never a guess.
//   - A context bounds waiting, never writing: a transaction that has begun is finished.
//
// The files of an environment, all of mode 0600:
//
//	sandbox.db    the history
//	sandbox.id    its id, so that a lost history is not taken for a new one
//	sandbox.lock  the side lock, with a line on who holds it; never renamed or removed
//	sandbox.db.schema1.bak
//	              the history as it was before a newer version changed its layout
//	sandbox.db.before-compact
//	              the history as it was before it was compacted, until the next good start
//	sandbox.db.aside-20260131T120000Z
//	              what was here before a restore, or before a new history was begun
//	sandbox.db.restore.new, sandbox.db.compact.new
//	              of a restore or a compacting that runs, or that died and is begun anew
//	sandbox.db.before-rebuild-20260131T120000Z.bak
//	              what was here before lists and indexes were made again on request
//	sandbox.db.again
//	              of a history that is written anew after a failed sync
//	sandbox.key   the key that the vault's key is wrapped with, where no better place is there
//	              (Demo and Sandbox only); later ones have the history's id and a number in their name
package store
