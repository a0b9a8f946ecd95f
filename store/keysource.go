package store

import (
	"errors"
	"io/fs"
	"os"

	"linkdesk/flow"
)

// keySource is where the key lives that the vault's own key is wrapped with. It is never in
// the history, so that a stolen history opens nothing.
type keySource struct {
	name    string // remembered in the history, for the sentence on a wrong key
	path    string
	own     bool  // a file that we make ourselves
	refusal error // why there is no key, or nil
}

// keySource picks the source: a key file that was named, else, where no real money can be
// moved, a file of our own beside the history. Production never gets such a file: whoever
// copies the directory would have both.
func (s *Store) keySource() keySource {
	switch {
	case s.opt.KeyFile != "":
		return keySource{name: "key file", path: s.opt.KeyFile}
	case s.opt.Env != flow.Production:
		return keySource{name: "key file beside the history", path: s.file(".key"), own: true}
	}
	return keySource{name: "none", refusal: &SetupError{What: "the vault of production",
		Why: "there is no key to seal tokens with, and none is kept beside the history in Production: make a key file on a safe place (openssl rand -hex 32 > FILE; chmod 600 FILE) and name it in LINKDESK_KEY_FILE"}}
}

// KeyNotice says in one sentence where the key is that seals the tokens.
func (s *Store) KeyNotice() string {
	k := s.keySource()
	switch {
	case k.refusal != nil:
		return "There is no key to seal tokens with, so nothing that gives a token can be started: name a key file in LINKDESK_KEY_FILE."
	case k.own:
		return "Tokens are sealed with the key file " + flow.Clean(k.path) + " beside the history: whoever can read both files can read the tokens."
	}
	return "Tokens are sealed with the key file " + flow.Clean(k.path) + "."
}

// load reads the key. For a file of our own that is not there it returns fs.ErrNotExist.
func (s *Store) loadKey(k keySource) ([]byte, error) {
	if k.refusal != nil {
		return nil, k.refusal
	}
	fault := func(why string) error {
		return &SetupError{What: "the key file", Path: k.path, Why: why}
	}
	look := os.Stat
	if k.own {
		look = os.Lstat
	}
	fi, err := look(k.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && k.own:
		return nil, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault("there is no such file")
	case err != nil:
		return nil, fault(reason(err))
	}
	if why := s.privately(fi, k.path); why != "" {
		return nil, fault(why)
	}
	if fi.Size() > 4096 {
		return nil, fault("it is too long to be a key")
	}
	text, err := os.ReadFile(k.path)
	if err != nil {
		return nil, fault(reason(err))
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, fault(err.Error())
	}
	return key, nil
}
