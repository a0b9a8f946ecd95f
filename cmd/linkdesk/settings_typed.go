package main

import (
	"sync"

	"linkdesk/flow"
)

// typedKeys are keys that were typed into this console. They are gone with it.
type typedKeys struct {
	mu  sync.Mutex
	all map[flow.Environment]map[string]string
}

func (t *typedKeys) get(env flow.Environment, k setting) string {
	if t == nil || !k.key {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all[env][k.foreign]
}

// take keeps keys for as long as the console runs.
func (t *typedKeys) take(env flow.Environment, c flow.Credentials) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all == nil {
		t.all = map[flow.Environment]map[string]string{}
	}
	t.all[env] = map[string]string{}
	for _, k := range pairs(c) {
		t.all[env][k.foreign] = k.text
	}
}

// pair is a key with its value.
type pair struct {
	setting
	text string
}

// pairs are the keys that c holds.
func pairs(c flow.Credentials) []pair {
	out := []pair{{setClientID, c.ClientID}, {setSecret, opened(c.Secret)}}
	if c.Email != "" {
		out = append(out, pair{setEmail, c.Email}, pair{setPassword, opened(c.Password)})
	}
	return out
}

// opened is the text of a secret, for the places that take nothing else.
func opened(s flow.Secret) (text string) {
	s.Use(func(b []byte) { text = string(b) })
	return text
}
