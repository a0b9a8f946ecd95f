package store

import (
	"context"
	"strings"

	"linkdesk/flow"
)

// KeyProvider is the name of the place that the history remembers for its key, or "" where no
// token was sealed yet.
func (s *Store) KeyProvider(ctx context.Context) (string, error) {
	w, err := s.closedVault(ctx)
	if w.check == nil {
		return "", err
	}
	return flow.CleanID(w.place), err
}

// KeyNotice says in one sentence where the key is that seals the tokens. A history without a
// token has its place chosen for that, as Probe would, except when it is only read.
func (s *Store) KeyNotice(ctx context.Context) string {
	w, err := s.closedVault(ctx)
	if err != nil {
		return "Where the key is that seals the tokens is not known, because the history cannot be read."
	}
	if w.check != nil {
		place, err := s.placeOf(w)
		if err != nil {
			return "Tokens are sealed with the " + flow.CleanID(w.place) + ", which this start does not look at: nothing that gives a token can be started."
		}
		return notice("Tokens are", place)
	}
	if s.opt.ReadOnly {
		return "No token was sealed here yet."
	}
	place, err := s.choose()
	if err != nil {
		return "There is no key to seal tokens with, so nothing that gives a token can be started: " + flow.Clean(err.Error()) + "."
	}
	return notice("Tokens will be", place)
}

func notice(tokens string, place KeyPlace) string {
	switch place.Name() {
	case keyFileBeside:
		path := strings.TrimPrefix(place.Where(), "the key file ")
		return tokens + " sealed with a key file beside the history (" + path + "): whoever can read both files can read the tokens."
	case keyFileNamed, passPhrase:
		return tokens + " sealed with " + place.Where() + "."
	}
	return tokens + " sealed with a key in " + place.Where() + "."
}
