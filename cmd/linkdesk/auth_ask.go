package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"linkdesk/flow"
)

// askKeys asks at the terminal, or reads lines where there is none.
func (a *app) askKeys(ctx context.Context, env flow.Environment) (flow.Credentials, error) {
	in, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return readKeys(a.in, env)
	}
	q := questions{ctx, in, a.err, bufio.NewReader(in)}
	fmt.Fprintf(a.err, "Keys of %s. Plaid shows them at https://dashboard.plaid.com/developers/keys\n", env)
	var c flow.Credentials
	id, err := q.ask("client_id: ", false)
	if err == nil {
		err = usage(flow.CheckClientID(id))
	}
	if err != nil {
		return c, err
	}
	key, err := q.ask("secret of "+string(env)+" (not shown): ", true)
	if err == nil {
		err = usage(flow.CheckPlaidSecret(key))
	}
	if err != nil {
		return c, err
	}
	c.ClientID, c.Secret = id, secret(key)
	if c.Email, err = q.ask("Prime Trust e-mail (empty for none): ", false); err != nil || c.Email == "" {
		return c, err
	}
	password, err := q.ask("Prime Trust password (not shown): ", true)
	c.Password = secret(password)
	return c, err
}

// questions are asked at a terminal.
type questions struct {
	ctx  context.Context
	file *os.File
	out  io.Writer
	in   *bufio.Reader
}

// ask reads one line.
func (q questions) ask(what string, hidden bool) (string, error) {
	if hidden {
		text, err := readHidden(q.ctx, q.file, func() { fmt.Fprint(q.out, what) }, func() { fmt.Fprintln(q.out) })
		return q.answer(string(text), err)
	}
	fmt.Fprint(q.out, what)
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := q.in.ReadString('\n')
		if errors.Is(err, io.EOF) && text != "" {
			err = nil
		}
		done <- answer{text, err}
	}()
	select {
	case got := <-done:
		return q.answer(got.text, got.err)
	case <-q.ctx.Done():
		fmt.Fprintln(q.out)
		return "", q.ctx.Err()
	}
}

func (q questions) answer(text string, err error) (string, error) {
	if err != nil && q.ctx.Err() != nil {
		return "", q.ctx.Err()
	}
	if err != nil {
		return "", usage(errors.New("no answer: nothing was kept"))
	}
	return tidy(text), nil
}

// tidy takes off what copying brings along: blanks, line ends, and one pair of quotes.
func tidy(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = s[1 : n-1]
	}
	return s
}

// readKeys reads lines of NAME=value, such as those of a .env file. Names that are no keys are
// passed over, but a file that says it is of another environment is refused.
func readKeys(in io.Reader, env flow.Environment) (flow.Credentials, error) {
	var c flow.Credentials
	text, err := io.ReadAll(io.LimitReader(in, fileLimit))
	if err != nil {
		return c, usage(errors.New("the keys cannot be read from standard input"))
	}
	values := map[string]string{}
	for n, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "export "))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, v, ok := strings.Cut(line, "=")
		if !ok {
			return c, usage(fmt.Errorf("line %d of standard input is not NAME=value (the line is not shown, it may hold a key)", n+1))
		}
		values[strings.TrimSpace(name)] = tidy(v)
	}
	if said := values[setEnv.foreign]; said != "" && said != string(env) {
		return c, usage(fmt.Errorf("these keys say that they are of %s (PLAID_ENV), and --env is %s", flow.Clean(said), env))
	}
	for _, k := range []setting{setClientID, setSecret} {
		if values[k.foreign] == "" {
			return c, usage(fmt.Errorf("standard input has no line %s=...", k.foreign))
		}
	}
	return flow.Credentials{ClientID: values[setClientID.foreign], Secret: secret(values[setSecret.foreign]),
		Email: values[setEmail.foreign], Password: secret(values[setPassword.foreign])}, nil
}
