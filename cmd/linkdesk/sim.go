package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

func (a *app) simCmd() *cobra.Command {
	var (
		opts sim.Options
		addr string
		list bool
	)
	cmd := &cobra.Command{
		Use:   "sim",
		Short: "The simulator alone: Plaid, Link and Prime Trust on one address, for any client",
		Long: `sim serves a simulated Plaid (with Link) and a simulated Prime Trust on one address. Point any
client at it. It prints "listening on URL" when it is ready and ends on SIGTERM or Ctrl+C.
GET /_sim/state shows what it holds.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if list {
				return a.listScenarios()
			}
			return a.serveSim(cmd.Context(), addr, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:8787", "address to listen on; port 0 takes a free one")
	f.StringVar(&opts.Era, "era", "", "2023 (Plaid lists prime_trust; default) or today (it does not)")
	f.Uint64Var(&opts.Seed, "seed", 0, "seed of all ids; 0 is random, and printed")
	f.DurationVar(&opts.Latency, "latency", 0, "added to every answer")
	f.StringVar(&opts.Scenario, "scenario", "", "the story to play; see --list")
	f.BoolVar(&list, "list", false, "list the scenarios")
	f.StringVar(&opts.StateFile, "state", "", "keep the state in this file")
	f.BoolVar(&opts.RateLimits, "rate-limits", false, "refuse with 429 where Plaid's Sandbox does")
	f.StringSliceVar(&opts.ProcessorsOff, "processors-off", nil, "processors that Plaid lists but your keys are not switched on for")
	f.BoolVar(&opts.VerifyNames, "verify-names", false, "Prime Trust compares the bank's owner with the contact (25000, 25002, 25003)")
	f.StringVar(&opts.ClientID, "client-id", "", "take this client_id only (otherwise any 24 hex digits)")
	f.StringVar(&opts.Secret, "secret", "", "take this secret only (otherwise any 30 hex digits)")
	f.StringVar(&opts.PTEmail, "pt-email", "", "take this Prime Trust login only (otherwise any)")
	f.StringVar(&opts.PTPassword, "pt-password", "", "with --pt-email")
	return cmd
}

func (a *app) listScenarios() error {
	for _, s := range sim.Scenarios() {
		fmt.Fprintf(a.out, "%-26s %s\n%26s %s\n", s.Name, s.Title, "", s.Story)
	}
	return nil
}

func (a *app) serveSim(ctx context.Context, addr string, opts sim.Options) error {
	if opts.Latency < 0 {
		return usage(errors.New("--latency cannot be negative"))
	}
	if err := checkPins(opts); err != nil {
		return usage(err)
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return usage(fmt.Errorf("cannot listen on %s: %s", flow.Clean(addr), flow.Clean(err.Error())))
	}
	defer ln.Close()
	if tcp, ok := ln.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		opts.AnyHost = true
		fmt.Fprintf(a.err, "warning: %s can be reached from other machines, and everybody there can read and steer the simulator\n", tcp)
	}
	s, err := sim.New(opts)
	if err != nil {
		return usage(err)
	}
	if opts.Seed != 0 && opts.Seed != s.Seed() {
		fmt.Fprintf(a.err, "note: the state file keeps the seed that it was made with; --seed %d counts for a new file\n", opts.Seed)
	}
	roomForGarbage()
	server := s.Server()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(ln) }()
	fmt.Fprintf(a.err, "seed %d; %s\n", s.Seed(), seededLine(s))
	fmt.Fprintf(a.out, "listening on %s\n", addressOf(ln))
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
	return nil
}

// heapRoom is the heap up to which the simulator lets garbage lie.
const heapRoom = 768 << 20

// roomForGarbage collects garbage less often while there is room: many small answers
// cost a tenth less so. GOGC and GOMEMLIMIT still have the last word.
func roomForGarbage() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(heapRoom)
	}
}

// addressOf is an address to call: one that stands for every interface is told as
// this computer's own.
func addressOf(ln net.Listener) string {
	if tcp, ok := ln.Addr().(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + ln.Addr().String()
}

// checkPins refuses pinned credentials that no client could ever match.
func checkPins(o sim.Options) error {
	switch {
	case o.ClientID != "" && flow.CheckClientID(o.ClientID) != nil:
		return errors.New("--client-id must be 24 hex digits: the simulator refuses others as Plaid does")
	case o.Secret != "" && flow.CheckPlaidSecret(o.Secret) != nil:
		return errors.New("--secret must be 30 hex digits: the simulator refuses others as Plaid does")
	case (o.PTEmail == "") != (o.PTPassword == ""):
		return errors.New("--pt-email and --pt-password belong together")
	}
	return nil
}

func seededLine(s *sim.Sim) string {
	d := s.Seeded()
	return fmt.Sprintf("Prime Trust account %s, contact %s (%s)", d.PTAccountID, d.PTContactID, d.ContactName)
}
