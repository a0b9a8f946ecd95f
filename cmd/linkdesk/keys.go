package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"linkdesk/flow"
	"linkdesk/store"
	"linkdesk/store/keys"
)

// The values of LINKDESK_KEY_PROVIDER and of --to.
const (
	inKeyring    = "keyring"
	inFile       = "file"
	inPassPhrase = "passphrase"
)

// ring is where the keys of histories are in the keyring of the system.
func ring() keys.RingKey { return keys.RingKey{Ring: keys.Ring{Service: "linkdesk"}} }

// passPhrase asks for the pass-phrase of the order's history when it is first needed.
func (o order) passPhrase() *keys.PassPhrase {
	return &keys.PassPhrase{Ask: o.ask, Of: "the " + string(o.env) + " history"}
}

// vaultKeys says where the key of the vault may be. A file that was named comes before all; then
// the keyring, and where no real money moves a file beside the history. A pass-phrase is taken
// only when it was asked for, because without the person who knows it the tokens are lost.
//
// Demo keeps to its own file, and so never touches the operator's keyring.
func (o order) vaultKeys(into *store.Options) error {
	look := o.settings.of(o.env)
	file, err := look.find(setKeyFile)
	if err != nil {
		return usage(err)
	}
	into.KeyFile = file.text
	if o.env == flow.Demo {
		return nil
	}
	set, err := look.find(setProvider)
	if err != nil {
		return usage(err)
	}
	provider := set.text
	if into.KeyFile != "" && provider != "" && provider != inFile {
		return usage(fmt.Errorf("LINKDESK_KEY_FILE names a key file, and LINKDESK_KEY_PROVIDER=%s wants none: unset one of them", flow.CleanID(provider)))
	}
	if into.KeyFile == "" && (provider == "" || provider == inFile) {
		into.KeyFile, into.KeyFileOfSystemd = credentialFile()
	}
	switch provider {
	case "":
		if into.KeyFile == "" {
			if on, err := look.find(setKeyring); err == nil && on.text != "off" {
				into.Keys = []store.KeyPlace{ring()}
			}
			into.KnownKeys = []store.KeyPlace{o.passPhrase()}
		}
	case inFile:
	case inKeyring:
		into.Keys, into.OnlyKeys = []store.KeyPlace{ring()}, true
	case inPassPhrase:
		into.Keys, into.OnlyKeys = []store.KeyPlace{o.passPhrase()}, true
	default:
		return usage(fmt.Errorf("unknown LINKDESK_KEY_PROVIDER %q: use keyring, file or passphrase", flow.CleanID(provider)))
	}
	return nil
}

// credentialFile is the key that systemd gives to a service with LoadCredential=linkdesk.key:FILE.
func credentialFile() (path string, there bool) {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	if dir == "" {
		return "", false
	}
	path = filepath.Join(dir, "linkdesk.key")
	if _, err := os.Stat(path); err != nil {
		return "", false
	}
	return path, true
}

// openVault asks for the pass-phrase of a history now, where it has one: later a screen is in the
// way. What is wrong with other places is told when a token is needed.
func (o order) openVault(ctx context.Context, st *store.Store) error {
	if o.readOnly {
		return nil
	}
	provider, err := st.KeyProvider(ctx)
	if err != nil {
		return err
	}
	set, err := o.settings.of(o.env).find(setProvider)
	if err != nil {
		return usage(err)
	}
	if provider != keys.NamePassPhrase && (provider != "" || set.text != inPassPhrase || o.env == flow.Demo) {
		return nil
	}
	return st.Unlock(ctx)
}

var (
	errNoTerminal = errors.New("it has to be typed on a terminal, and there is none here")
	errScreenOpen = errors.New("it can only be typed before the screen opens: leave, and start with --env")
)
