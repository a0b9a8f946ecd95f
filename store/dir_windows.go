package store

import "io/fs"

// modesMatter tells whether permission bits mean what they say. On Windows access is a
// matter of access lists, and a user's own data directory inherits private ones.
const modesMatter = false

// noFollow has no counterpart here.
const noFollow = 0

func ownerOf(fs.FileInfo) (uid int, known bool) { return 0, false }

func accessible(string, bool) error { return nil }

// syncDir does nothing: NTFS journals names by itself.
func syncDir(string) error { return nil }
