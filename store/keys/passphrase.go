package keys

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The work that one guess at a pass-phrase costs: about a tenth of a second and 64 MB. Changing
// it changes every key, so it would need a name of its own in saltLabel.
const (
	argonTime    = 3
	argonMemory  = 64 << 10 // in KiB
	argonThreads = 4
	saltLabel    = "linkdesk pass-phrase v1\x00"
)

// shortest is how many characters a new pass-phrase must have. What it guards can be copied and
// tried at leisure.
const shortest = 12

// NamePassPhrase is what a history remembers of PassPhrase.
const NamePassPhrase = "pass-phrase"

// PassPhrase derives the keys of histories from words that a person types. It asks once in its
// life, so a wrong pass-phrase costs a start of the program. It is a store.KeyPlace and safe for
// use by several goroutines.
type PassPhrase struct {
	// Ask shows a prompt and returns what was typed, without showing that. Nil means that nobody is
	// there to be asked.
	Ask func(prompt string) ([]byte, error)
	// Of says whose pass-phrase it is, for the prompt, such as "the sandbox history".
	Of string

	mu     sync.Mutex
	phrase []byte
	keys   map[string][]byte // entry -> key, since deriving one is slow on purpose
}

var errNobody = errors.New("it has to be typed on a terminal, and there is none here")

// Name implements store.KeyPlace.
func (*PassPhrase) Name() string { return NamePassPhrase }

// Where implements store.KeyPlace.
func (*PassPhrase) Where() string { return "the pass-phrase" }

// Ready asks for a new pass-phrase, twice, unless one was typed already.
func (p *PassPhrase) Ready() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.phrase != nil {
		return nil
	}
	first, err := p.ask("New pass-phrase for " + p.Of + ": ")
	if err != nil {
		return err
	}
	if !utf8.Valid(first) || utf8.RuneCount(first) < shortest {
		clear(first)
		return fmt.Errorf("a new one needs at least %d characters; four or five words are good", shortest)
	}
	again, err := p.ask("The same once more: ")
	if err == nil && !bytes.Equal(first, again) {
		err = errors.New("the two that were typed differ: start again")
	}
	clear(again)
	if err != nil {
		clear(first)
		return err
	}
	p.phrase = first
	return nil
}

// Load derives the key of an entry. The first time it asks for the pass-phrase.
func (p *PassPhrase) Load(entry string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if key, ok := p.keys[entry]; ok {
		return bytes.Clone(key), nil
	}
	if p.phrase == nil {
		phrase, err := p.ask("Pass-phrase of " + p.Of + ": ")
		if err != nil {
			return nil, err
		}
		p.phrase = phrase
	}
	return p.derive(entry), nil
}

// Make is Load for an entry that is new: nothing but the words in somebody's head is kept.
func (p *PassPhrase) Make(entry string) ([]byte, error) { return p.Load(entry) }

// Remove implements store.KeyPlace. There is nothing to remove, and the entry is forgotten.
func (p *PassPhrase) Remove(entry string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.keys, entry)
	return nil
}

func (p *PassPhrase) ask(prompt string) ([]byte, error) {
	if p.Ask == nil {
		return nil, errNobody
	}
	typed, err := p.Ask(prompt)
	if err == nil && len(typed) == 0 {
		err = errors.New("nothing was typed")
	}
	return typed, err
}

// derive makes the key. The salt comes from the entry, and so from the history's random id.
func (p *PassPhrase) derive(entry string) []byte {
	salt := sha256.Sum256([]byte(saltLabel + entry))
	key := argon2.IDKey(p.phrase, salt[:], argonTime, argonMemory, argonThreads, keySize)
	if p.keys == nil {
		p.keys = map[string][]byte{}
	}
	p.keys[entry] = bytes.Clone(key)
	return key
}
