package link

import (
	"context"
	"errors"
	"net"
	"syscall"

	"linkdesk/flow"
)

// listen opens the listeners of a place. It refuses every one that others could reach, also
// one it was given.
func (b Browser) listen(ctx context.Context, at place) ([]net.Listener, error) {
	open := b.Listen
	if open == nil {
		open = func(ctx context.Context, network, address string) (net.Listener, error) {
			var lc net.ListenConfig
			return lc.Listen(ctx, network, address)
		}
	}
	first, err := open(ctx, "tcp4", net.JoinHostPort("127.0.0.1", at.port))
	if err != nil {
		return nil, notServed(at, err)
	}
	all := []net.Listener{first}
	if at.name == "localhost" {
		// Browsers may take the name for ::1. A machine without it is well; a stranger's program
		// there is not, for it would be shown the one-time address.
		switch second, err := open(ctx, "tcp6", net.JoinHostPort("::1", at.port)); {
		case err == nil:
			all = append(all, second)
		case inUse(err):
			_ = first.Close()
			return nil, notServed(at, err)
		}
	}
	for i, ln := range all {
		if !servedAt(ln.Addr(), []string{"127.0.0.1", "::1"}[i], at) {
			closeAll(all)
			return nil, flow.Faultf(string(flow.OpenLink), flow.Internal, "NOT_LOOPBACK", "the page may be served on 127.0.0.1 only")
		}
	}
	return all, nil
}

func servedAt(addr net.Addr, ip string, at place) bool {
	host, port, err := net.SplitHostPort(addr.String())
	return err == nil && host == ip && (at.back == "" || port == at.port)
}

func closeAll(all []net.Listener) {
	for _, ln := range all {
		_ = ln.Close() // nobody was served yet
	}
}

func notServed(at place, err error) error {
	f := &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Config, Code: "NO_LOOPBACK_PAGE", Who: flow.Operator,
		Message: "the page for the customer cannot be served: " + flow.Clean(err.Error()),
		Hint:    "use the hosted hand-off, which needs no page on this machine"}
	if at.back == "" {
		return f
	}
	f.Code = "REDIRECT_PORT_NOT_FREE"
	f.Hint = "unset PLAID_REDIRECT_URI, so that banks open in a pop-up and any port will do, or use the hosted hand-off"
	if inUse(err) {
		f.Message = "port " + at.port + " of PLAID_REDIRECT_URI is in use on this machine, by another program or by the page of another case"
		f.Hint = "end what uses port " + at.port + " and try again; or " + f.Hint
	}
	return f
}

// wsaAddrInUse is what Windows says; its syscall.EADDRINUSE is a number of Go's own.
const wsaAddrInUse = syscall.Errno(10048)

func inUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaAddrInUse)
}
