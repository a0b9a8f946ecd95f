package sim

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// fromElsewhere says why a request to /_link/ or /_sim/ may not be answered:
// it came from a page of another origin, or, while only this computer is served,
// under a name that is not ours (DNS rebinding). "" means it may. Requests through Transport always may.
func (s *Sim) fromElsewhere(r *http.Request) string {
	if r.Context().Value(inProcess{}) != nil {
		return ""
	}
	if !s.opts.AnyHost && !loopback(r.Host) {
		return "the simulator answers this path only under a loopback address, unless it was told to listen elsewhere"
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
	default:
		return "the simulator answers this path only to its own pages"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return ""
	}
	if u, err := url.Parse(origin); err != nil || !strings.EqualFold(u.Host, r.Host) {
		return "the simulator answers this path only to its own pages"
	}
	return ""
}

func loopback(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}
