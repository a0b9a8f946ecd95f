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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return execute(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
}

// streams are the three standard streams. Results go to out, everything else to err.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}
