package main

import (
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
)

// Proxy implements doctor.Machine, by the rules of the transport that carries the calls.
func (m *machine) Proxy() doctor.ProxyFacts {
	var f doctor.ProxyFacts
	// As the transport does, the name in capitals first and then the other.
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY"} {
		for _, n := range []string{name, strings.ToLower(name)} {
			v := os.Getenv(n)
			switch {
			case v == "":
				continue
			case name == "ALL_PROXY":
				f.Ignored = append(f.Ignored, n)
			case name == "NO_PROXY":
				f.Set = append(f.Set, n+"="+flow.Clean(v))
			default:
				shown, wrong := maskedProxy(v)
				f.Set = append(f.Set, n+"="+shown)
				if wrong != "" && f.Wrong == "" {
					f.Wrong = n + " " + wrong
				}
			}
			break
		}
	}
	own := map[flow.Environment][2]string{flow.Sandbox: {"https://sandbox.plaid.com", "https://sandbox.primetrust.com"},
		flow.Production: {"https://production.plaid.com", "https://api.primetrust.com"}}[m.order.env]
	for _, x := range [][3]string{{"Plaid", m.places.plaid, own[0]}, {"Prime Trust", m.places.prime, own[1]}} {
		address := x[1]
		if address == "" {
			address = x[2]
		}
		if r, ok := routeTo(x[0], address); ok {
			f.Routes = append(f.Routes, r)
		}
	}
	return f
}

// routeTo asks the transport's own rule which way a call takes.
func routeTo(provider, address string) (doctor.Route, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return doctor.Route{}, false
	}
	via, err := http.ProxyFromEnvironment(&http.Request{URL: u})
	if err != nil {
		return doctor.Route{}, false // which address is wrong is said by its variable
	}
	r := doctor.Route{Provider: provider, Host: flow.Clean(u.Host)}
	if via != nil {
		r.Via, _ = maskedProxy(via.String())
	}
	return r, true
}

// maskedProxy shows an address without its user name and password, and says what is wrong with it.
func maskedProxy(text string) (shown, wrong string) {
	address := text
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.Contains(u.Path+u.RawQuery+u.Fragment, "@") { // an "@" there: a password with a slash in it was cut off
		// The parser's own words quote the address, and that may hold a password.
		return "(not an address)", "is not an address"
	}
	if !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) {
		wrong = "names a proxy of a kind that is not known here (" + flow.CleanID(u.Scheme) + "): http, https and socks5 are"
	}
	user := ""
	if u.User != nil {
		user = "[masked]@"
	}
	return flow.Clean(u.Scheme + "://" + user + u.Host), wrong
}
