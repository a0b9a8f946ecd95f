package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// asker gives the function that asks for a pass-phrase on the terminal, without showing what is
// typed. It refuses while a screen is drawn, whose keys it would take.
func (a *app) asker(ctx context.Context) func(prompt string) ([]byte, error) {
	return func(prompt string) ([]byte, error) {
		in, ok := a.in.(*os.File)
		switch {
		case a.screen.Load():
			return nil, errScreenOpen
		case !ok || !term.IsTerminal(int(in.Fd())):
			return nil, errNoTerminal
		}
		return readHidden(ctx, in, func() { fmt.Fprint(a.err, prompt) }, func() { fmt.Fprintln(a.err) })
	}
}

// readHidden reads a line without echo. It asks, with before, only when the echo is off: who types
// at the sight of the question must not see a secret. A read cannot be cancelled, so when ctx ends
// the terminal is put back to what it was and the read is left behind.
func readHidden(ctx context.Context, in *os.File, before, after func()) ([]byte, error) {
	fd := int(in.Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return nil, errNoTerminal
	}
	type answer struct {
		text []byte
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		done <- answer{text, err}
	}()
	echoEnds(fd, *state)
	before()
	select {
	case got := <-done:
		after()
		if got.err != nil {
			return nil, errors.New("nothing was typed")
		}
		return got.text, nil
	case <-ctx.Done():
		_ = term.Restore(fd, state)
		after()
		return nil, ctx.Err()
	}
}

// echoEnds waits until the terminal is no longer as it was, which is what the read does first. A
// terminal whose echo is off already never changes, so this ends by itself.
func echoEnds(fd int, was term.State) {
	for range 500 {
		if now, err := term.GetState(fd); err != nil || *now != was {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// agreed asks a question whose answer is no unless somebody says yes.
func (a *app) agreed(ctx context.Context, question string) (bool, error) {
	if in, ok := a.in.(*os.File); ok && !term.IsTerminal(int(in.Fd())) {
		return false, usage(errors.New("this asks first, and nobody is here to answer: give --yes when it shall be done"))
	}
	fmt.Fprint(a.err, question)
	line := make(chan string, 1)
	go func() {
		text, _ := bufio.NewReader(io.LimitReader(a.in, 1024)).ReadString('\n')
		line <- text
	}()
	select {
	case text := <-line:
		text = strings.ToLower(strings.TrimSpace(text))
		return text == "y" || text == "yes", nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}
