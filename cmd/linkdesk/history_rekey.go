package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/store"
	"linkdesk/store/keys"
)

// rekeyFlags are what history rekey takes.
type rekeyFlags struct {
	to    string
	file  string
	shred bool
	yes   bool
}

func (a *app) historyRekeyCmd() *cobra.Command {
	var r rekeyFlags
	cmd := &cobra.Command{
		Use:   "rekey",
		Short: "Give the tokens of a history a new key, or its key another place",
		Long: `rekey makes a new key, seals the vault of one history with it, proves that, and only then removes
the old key. A key file that you named yourself is never removed. Consoles that are open go on.

Backups from before open no tokens afterwards, unless their key was kept: by you, or here because
a history that was moved aside may need it. With --shred every token is sealed anew as well, so that
nothing that is left of the old seals can be opened once the old key is gone.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.historyRekey(cmd.Context(), r) },
	}
	f := cmd.Flags()
	f.StringVar(&r.to, "to", "", "keyring, file or passphrase: where the new key goes; default is where the old one is")
	f.StringVar(&r.file, "key-file", "", "with --to file: a file of yours that holds the new key")
	f.BoolVar(&r.shred, "shred", false, "seal every token anew, so that old seals are worthless")
	f.BoolVar(&r.yes, "yes", false, "do not ask")
	return cmd
}

func (a *app) historyRekey(ctx context.Context, r rekeyFlags) error {
	o, err := a.rekeyOrder(ctx, r)
	if err != nil {
		return err
	}
	st, err := openHistory(o)
	if err != nil {
		return err
	}
	from, err := st.KeyProvider(ctx)
	if err != nil {
		return err
	}
	if from == "" {
		return usage(fmt.Errorf("no token was sealed in the %s history yet, so there is no key to change", o.env))
	}
	to, err := o.rekeyPlace(st, r, from)
	if err != nil {
		return usage(err)
	}
	if !r.yes {
		ok, err := a.agreed(ctx, rekeyQuestion(o.env, st.KeyNotice(ctx), to.Where(), r.shred))
		if err != nil {
			return err
		}
		if !ok {
			fmt.Fprintln(a.err, "nothing was changed")
			return silent(exitUsage)
		}
	}
	done, err := st.Rekey(ctx, to, r.shred)
	if err != nil {
		return err
	}
	return a.toldRekeyed(ctx, o, st, r.file, done)
}

// rekeyOrder resolves environment and directory.
func (a *app) rekeyOrder(ctx context.Context, r rekeyFlags) (order, error) {
	s := a.settings()
	dir, err := a.dataDir(s)
	if err != nil {
		return order{}, err
	}
	env, err := a.environment(s)
	if err != nil {
		return order{}, err
	}
	switch {
	case env == "":
		err = errors.New("say which history: --env demo, --env sandbox or --env production")
	case r.file != "" && r.to != "" && r.to != inFile:
		err = fmt.Errorf("--key-file belongs to --to file, and this is --to %s", flow.CleanID(r.to))
	}
	if err == nil {
		err = s.mayWrite(env, "rekey changes a history")
	}
	return order{env: env, dir: dir, settings: s, ask: a.asker(ctx), onBusy: a.onBusy}, usage(err)
}

// rekeyPlace finds the place of the new key.
func (o order) rekeyPlace(st *store.Store, r rekeyFlags, from string) (store.KeyPlace, error) {
	to := r.to
	if r.file != "" {
		to = inFile
	} else if to == "" {
		to = map[string]string{keys.NameKeyring: inKeyring, keys.NamePassPhrase: inPassPhrase}[from]
	}
	switch to {
	case inKeyring:
		if o.env == flow.Demo {
			return nil, errors.New("Demo keeps its key in a file and leaves the keyring of this system alone")
		}
		return ring(), nil
	case inPassPhrase:
		if o.env == flow.Demo {
			return nil, errors.New("Demo keeps its key in a file: it must open without anybody")
		}
		return o.passPhrase(), nil
	case inFile, "":
		if r.file == "" && o.env == flow.Production {
			return nil, errors.New("in Production no key is kept beside the history: make a file in a safe place (openssl rand -hex 32 > FILE; chmod 600 FILE) and name it with --key-file")
		}
		return st.KeyFilePlace(r.file), nil
	}
	return nil, fmt.Errorf("unknown --to %q: use keyring, file or passphrase", flow.CleanID(to))
}

func rekeyQuestion(env flow.Environment, notice, to string, shred bool) string {
	what := fmt.Sprintf("%s\nThe %s history gets a new key, kept as %s. The old one is removed where linkdesk made it and\n"+
		"no history that was moved aside needs it; backups from before open no tokens without it.", notice, env, to)
	if shred {
		what += "\nEvery token is sealed anew, and nothing that is left of the old seals will open once the old key is gone."
	}
	return what + "\nGo on? [y/N] "
}
