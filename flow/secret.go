package flow

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// mask is what every careless way of printing a Secret shows.
const mask = "[secret]"

// errMarshal turns a leak through an encoder into a failing test.
var errMarshal = errors.New("flow: refusing to marshal a secret")

// Secret carries one token or password in memory. It holds a closure, because a
// reflecting printer finds only a code pointer there: a string type with methods
// still leaks when it sits in an unexported field of a printed struct.
type Secret struct{ f func(func([]byte)) }

// NewSecret copies b. An empty b gives a Secret for which Empty is true.
func NewSecret(b []byte) Secret {
	if len(b) == 0 {
		return Secret{}
	}
	c := bytes.Clone(b)
	return Secret{func(g func([]byte)) { g(c) }}
}

// Use hands the bytes to g and is the only way in. Only the provider clients and the
// vault may call it, and g must not keep the slice.
func (s Secret) Use(g func([]byte)) {
	if s.f == nil {
		g(nil)
		return
	}
	s.f(g)
}

// Empty reports whether there is nothing inside.
func (s Secret) Empty() bool { return s.f == nil }

// Hash is the hex SHA-256 of the bytes. An index may keep it where a token may not be kept.
func (s Secret) Hash() string {
	var out string
	s.Use(func(b []byte) {
		sum := sha256.Sum256(b)
		out = hex.EncodeToString(sum[:])
	})
	return out
}

// Masked shows the kind and environment of a Plaid token and its last four
// characters, such as "processor-sandbox-…a92c", which is enough to tell two tokens
// apart and too little to use one. Anything of another shape shows no character at all.
func (s Secret) Masked() string {
	out := mask
	s.Use(func(b []byte) {
		parts := bytes.SplitN(b, []byte("-"), 3)
		if len(parts) < 3 || len(parts[2]) < 12 || !tokenPrefix(string(parts[0]), string(parts[1])) {
			return
		}
		last := parts[2][len(parts[2])-4:]
		out = fmt.Sprintf("%s-%s-…%s", parts[0], parts[1], last)
	})
	return out
}

func tokenPrefix(kind, env string) bool {
	switch kind {
	case "link", "public", "access", "processor":
		return env == "sandbox" || env == "production"
	}
	return false
}

// Format covers every verb of package fmt.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

func (s Secret) String() string   { return mask }
func (s Secret) GoString() string { return mask }

// LogValue keeps a Secret out of structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalJSON always fails.
func (s Secret) MarshalJSON() ([]byte, error) { return nil, errMarshal }

// MarshalText always fails.
func (s Secret) MarshalText() ([]byte, error) { return nil, errMarshal }

// GobEncode always fails.
func (s Secret) GobEncode() ([]byte, error) { return nil, errMarshal }

// SecretKind says what a secret of a case is. The numbers are part of the vault's keys
// and never change.
type SecretKind uint8

// The secrets of a case, in the order in which the road makes them.
const (
	LinkToken       SecretKind = 1
	PublicToken     SecretKind = 2
	AccessToken     SecretKind = 3
	ProcessorToken  SecretKind = 4
	HostedURL       SecretKind = 5 // opens the customer's session
	ApplicationKind SecretKind = 6 // the application for an account, with a tax id and a date of birth
)

// Known reports whether this version has a secret of that kind.
func (k SecretKind) Known() bool { return k >= LinkToken && k <= ApplicationKind }

func (k SecretKind) String() string {
	switch k {
	case LinkToken:
		return "link_token"
	case PublicToken:
		return "public_token"
	case AccessToken:
		return "access_token"
	case ProcessorToken:
		return "processor_token"
	case HostedURL:
		return "hosted_link_url"
	case ApplicationKind:
		return "application"
	}
	return fmt.Sprintf("secret kind %d", uint8(k))
}
