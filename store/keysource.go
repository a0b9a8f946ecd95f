package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"linkdesk/flow"
)

// KeyPlace is where the key lives that the vault's own key is wrapped with. It is never in the
// history, so that a stolen history opens nothing. An entry names one key: environment, history
// and a number that grows with every change of the key, so that the old one and the new one can
// both be there until the change is done.
//
// Errors of a place are for people and hold no key.
type KeyPlace interface {
	// Name is remembered in the history, so that another start does not take a second key.
	Name() string
	// Where is the place for people, such as "the keyring of this system".
	Where() string
	// Ready proves that a key can be made and read here, and leaves nothing behind.
	Ready() error
	// Load returns the 32 bytes of an entry, or an error that is fs.ErrNotExist.
	Load(entry string) ([]byte, error)
	// Make makes the key of an entry, or takes the one that is there already, and returns it as it
	// was read back from the place.
	Make(entry string) ([]byte, error)
	// Remove ends a key that was made here. A place whose keys are somebody else's returns
	// ErrNotOurs and leaves it alone.
	Remove(entry string) error
}

// ErrNotOurs says that a key was not removed, because linkdesk did not make it.
var ErrNotOurs = errors.New("it is not ours to remove")

// The names of places that the store has words for; others only have their own.
const (
	keyFileNamed  = "key file"
	keyFileBeside = "key file beside the history"
	passPhrase    = "pass-phrase"
)

// places are where a new history's key may be made, in the order of trying. Where no real money
// can be moved, a file of our own beside the history is the last of them. Production never gets
// such a file: whoever copies the directory would have both.
func (s *Store) places() []KeyPlace {
	if s.opt.KeyFile != "" {
		return []KeyPlace{fileKey{s: s, path: s.opt.KeyFile, systemd: s.opt.KeyFileOfSystemd}}
	}
	all := slices.Clone(s.opt.Keys)
	if s.opt.Env != flow.Production && !s.opt.OnlyKeys {
		all = append(all, fileKey{s: s, own: true})
	}
	return all
}

// KeyFilePlace is a key file as a place: the one at path, or with "" the one of our own beside
// the history.
func (s *Store) KeyFilePlace(path string) KeyPlace {
	return fileKey{s: s, path: path, own: path == ""}
}

// placeOf returns the place that a history remembers.
func (s *Store) placeOf(w wrapped) (KeyPlace, error) {
	for _, p := range append(s.places(), s.opt.KnownKeys...) {
		if p.Name() == w.place {
			return bind(p, s.entryOf(w.id, w.number)), nil
		}
	}
	cure := "start as you did then (LINKDESK_KEY_PROVIDER and LINKDESK_KEY_FILE choose the place)"
	if w.place == keyFileNamed {
		cure = "name that file in LINKDESK_KEY_FILE"
	}
	return nil, &SetupError{What: "the vault of " + string(s.opt.Env), Why: fmt.Sprintf(
		"its tokens are sealed with the %s, and this start looks for keys elsewhere: %s, or move the key with linkdesk history rekey", flow.CleanID(w.place), cure)}
}

// choose picks the first place that is fit for the key of a new history.
func (s *Store) choose() (KeyPlace, error) {
	var against []string
	all := s.places()
	for _, p := range all {
		err := p.Ready()
		if err == nil {
			return p, nil
		}
		if s.opt.OnlyKeys || s.opt.KeyFile != "" {
			return nil, unusable(p, err) // it was chosen by name, so there is no other
		}
		against = append(against, flow.Clean(err.Error()))
	}
	why := "there is no key to seal tokens with"
	if s.opt.Env == flow.Production {
		why += ", and none is kept beside the history in Production"
	}
	if len(against) > 0 {
		why += " (" + strings.Join(against, "; ") + ")"
	}
	return nil, &SetupError{What: "the vault of " + string(s.opt.Env), Why: why + ": unlock the keyring of this system, or make a key file in a safe place " +
		"(openssl rand -hex 32 > FILE; chmod 600 FILE) and name it in LINKDESK_KEY_FILE, or set LINKDESK_KEY_PROVIDER=passphrase"}
}

// unusable puts the error of a place into the words of the store.
func unusable(p KeyPlace, err error) error {
	if setup := (*SetupError)(nil); errors.As(err, &setup) || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &SetupError{What: p.Where(), Why: "the key is missing there, and the tokens in the history cannot be opened without it: put it back"}
	}
	return &SetupError{What: p.Where(), Why: flow.Clean(err.Error())}
}

// entryOf names the key of a history.
func (s *Store) entryOf(id dbID, number uint32) string {
	return fmt.Sprintf("history-key/%s/%s/%d", s.opt.Env, id, number)
}

// noPlaceForKeys tells an Append early that this start knows no place for a key at all.
func (s *Store) noPlaceForKeys() error {
	if len(s.places())+len(s.opt.KnownKeys) > 0 {
		return nil
	}
	_, err := s.choose()
	return err
}
