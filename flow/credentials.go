package flow

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Credentials are an operator's keys to the providers in one environment.
type Credentials struct {
	ClientID string // Plaid's, the same in every environment
	Secret   Secret // Plaid's, another one in each environment
	Email    string // of the login at Prime Trust, empty where there is none
	Password Secret
}

var (
	clientIDShape = Pattern(`^[0-9a-f]{24}$`)
	secretShape   = Pattern(`^[0-9a-f]{30}$`)
)

// CheckClientID refuses what cannot be a client_id of Plaid's (24 hex digits). Its error never
// holds the value.
func CheckClientID(id string) error {
	switch {
	case clientIDShape().MatchString(id):
		return nil
	case secretShape().MatchString(id):
		return inputFault("this has the form of a secret; the client_id is the shorter one, 24 hex digits")
	}
	return inputFault("a client_id is 24 hex digits, in small letters: copy it whole from the dashboard")
}

// CheckPlaidSecret refuses what cannot be a secret of Plaid's (30 hex digits). Its error never
// holds the value.
func CheckPlaidSecret(secret string) error {
	switch {
	case secretShape().MatchString(secret):
		return nil
	case clientIDShape().MatchString(secret):
		return inputFault("this has the form of a client_id; the secret is the longer one, 30 hex digits")
	}
	return inputFault("a secret is 30 hex digits, in small letters: copy it whole from the dashboard")
}

// CheckLogin refuses half a login and what cannot be one. No login at all is fine.
func CheckLogin(email, password string) error {
	switch {
	case email == "" && password == "":
		return nil
	case email == "":
		return inputFault("the password has no e-mail address: give both or neither")
	case password == "":
		return inputFault("the e-mail address has no password: give both or neither")
	case !emailShape().MatchString(email), strings.ContainsAny(email, " \t"), Clean(email) != email:
		return inputFault("this is not an e-mail address")
	case Clean(password) != password, len(password) > 200:
		return inputFault("the password holds a control character or is longer than 200 bytes")
	}
	return nil
}

// Validate returns an Input fault that names the first thing wrong with the form of the keys.
func (c Credentials) Validate() error {
	if err := CheckClientID(c.ClientID); err != nil {
		return err
	}
	var err error
	c.Secret.Use(func(b []byte) { err = CheckPlaidSecret(string(b)) })
	if err != nil {
		return err
	}
	c.Password.Use(func(b []byte) { err = CheckLogin(c.Email, string(b)) })
	return err
}

// Fingerprint tells Plaid's keys of an environment from others without showing them: the first
// eight hex digits of the SHA-256 of the environment, the client_id and the secret, each followed
// by a newline. Two people can compare it by phone. Keys of another form than Plaid's have none,
// since what is not random could be guessed from it.
func (c Credentials) Fingerprint(env Environment) string {
	var out string
	c.Secret.Use(func(b []byte) {
		if CheckClientID(c.ClientID) != nil || CheckPlaidSecret(string(b)) != nil {
			return
		}
		sum := sha256.Sum256([]byte(string(env) + "\n" + c.ClientID + "\n" + string(b) + "\n"))
		hexed := hex.EncodeToString(sum[:4])
		out = hexed[:4] + "-" + hexed[4:]
	})
	return out
}
