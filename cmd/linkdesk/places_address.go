package main

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"linkdesk/flow"
	"linkdesk/flow/link"
)

// checkRedirect refuses an address that the hand-off's page cannot be served at. Plaid takes
// http for localhost alone (plaid.com/docs/link/oauth).
func checkRedirect(address string) error {
	if err := redirectUnfit(address); err != nil {
		return fmt.Errorf("PLAID_REDIRECT_URI must be an address such as http://localhost:8123/oauth, where the console serves the hand-off's page: %w (unset it, and OAuth banks open in a pop-up)", err)
	}
	return nil
}

// redirectUnfit says in a clause why no page can be served at an address; none is fine.
func redirectUnfit(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err == nil && (u.Hostname() != "localhost" || u.Port() == "") {
		err = errors.New("it has to name localhost and a port")
	}
	if err == nil {
		err = link.CheckRedirectURI(address)
	}
	if fault := (*flow.Fault)(nil); errors.As(err, &fault) {
		err = errors.New(fault.Message)
	}
	return err
}

func loopbackOrHTTPS(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return errors.New("is not an address such as http://127.0.0.1:8787")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return errors.New("names a port that does not exist")
		}
	}
	if h := u.Hostname(); u.Scheme == "https" || u.Scheme == "http" && (h == "127.0.0.1" || h == "localhost" || h == "::1") {
		return nil
	}
	return errors.New("must be https, or http on this machine")
}
