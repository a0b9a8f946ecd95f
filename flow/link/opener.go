package link

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// startPatience is how long a browser command is watched for an early death. One that still
// runs then is a browser that stays in the foreground, which is as good.
const startPatience = 1500 * time.Millisecond

// OpenBrowser returns a function that opens an address in the customer's browser. command is
// the operator's own; empty means $BROWSER, then what the system uses. It is split into words
// and run without a shell; {} in a word stands for the address, which is the last word when
// no {} is there.
//
// The function returns an error when nothing could be started or what was started failed at
// once, and without a display it starts nothing by itself. It prints nothing, the browser cannot
// reach our terminal, and it gets no variable that could hold our keys.
func OpenBrowser(command string) func(ctx context.Context, address string) error {
	return func(ctx context.Context, address string) error {
		// Only addresses of pages: a word that begins with a dash would be an option.
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New("this is not the address of a page")
		}
		tries, err := commands(command, os.Getenv, runtime.GOOS)
		if err != nil {
			return err
		}
		var missing []string
		err = nil
		for _, words := range tries {
			switch e := start(ctx, fill(words, address)); {
			case e == nil || ctx.Err() != nil:
				return e
			case errors.Is(e, exec.ErrNotFound):
				missing = append(missing, words[0])
			default:
				err = e // one that is there and fails says more than one that is not
			}
		}
		if err == nil {
			err = fmt.Errorf("%s is not installed", strings.Join(missing, " or "))
		}
		return err
	}
}

// start runs the command apart from our terminal and watches it for startPatience.
func start(ctx context.Context, words []string) error {
	path, err := exec.LookPath(words[0])
	if err != nil {
		return fmt.Errorf("%s: %w", words[0], exec.ErrNotFound)
	}
	// Not CommandContext: the browser has to outlive the flight.
	cmd := exec.Command(path, words[1:]...)
	cmd.Env = WithoutKeys(os.Environ())
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s could not be started: %w", words[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // somebody has to reap it, whenever it ends
	watch := time.NewTimer(startPatience)
	defer watch.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s failed: %w", words[0], err)
		}
		return nil
	case <-watch.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// WithoutKeys drops the variables that may hold keys: a program that we start, a browser with
// its extensions for one, has no business with them.
func WithoutKeys(env []string) []string {
	out := make([]string, 0, len(env))
	for _, v := range env {
		name := strings.ToUpper(v)
		if strings.HasPrefix(name, "PLAID_") || strings.HasPrefix(name, "PRIMETRUST_") || strings.HasPrefix(name, "LINKDESK_") {
			continue
		}
		out = append(out, v)
	}
	return out
}

// Opener returns the name of the program that OpenBrowser would start, and starts nothing. The
// error says why there is none.
func Opener(command string) (name string, err error) {
	tries, err := commands(command, os.Getenv, runtime.GOOS)
	if err != nil {
		return "", err
	}
	var missing []string
	for _, words := range tries {
		if len(words) == 0 {
			continue
		}
		if _, err := exec.LookPath(words[0]); err == nil {
			return words[0], nil
		}
		missing = append(missing, words[0])
	}
	return "", fmt.Errorf("%s is not installed", strings.Join(missing, " or "))
}
