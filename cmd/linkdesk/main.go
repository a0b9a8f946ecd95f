// Command linkdesk is an operator's console for onboarding a counterparty's bank account
// through Plaid Link to Prime Trust. See README.md.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	harden()
	os.Exit(mainCode())
}

// mainCode is the whole program but for the exit itself, so that scripts can run it inside
// a test binary.
func mainCode() int {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup means that the terminal may go
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()
	// The first signal ends things in order, and waits for calls on their way. The second ends
	// at once: the next start finds out what became of them.
	context.AfterFunc(ctx, stop)
	return execute(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
}

// streams are the three standard streams. Results go to out, everything else to err.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}
