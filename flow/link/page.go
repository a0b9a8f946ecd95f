package link

import (
	"crypto/rand"
	_ "embed"
	"html"
	"net/http"
	"strings"

	"linkdesk/flow"
)

// The page's parts. They are put into one answer, so that the flight has one path for a
// document and the policy needs no second source.
var (
	//go:embed assets/page.html
	pageHTML string
	//go:embed assets/page.css
	pageCSS string
	//go:embed assets/say.js
	sayJS string
	//go:embed assets/page.js
	pageJS string
	//go:embed assets/refused.html
	refusedHTML string
)

// page serves the document to the browser that took the one-time address.
func (f *flight) page(w http.ResponseWriter, r *http.Request) {
	if !f.hasCookie(r) || f.back != "" && sentAcross(r) {
		f.strangerPage(w, r)
		return
	}
	if notLookedAt(w, r) {
		return
	}
	f.document(w, false)
}

// notLookedAt refuses who asks for a document and shows it to nobody: a browser that guesses
// ahead, or another page that puts it into a picture or a frame.
func notLookedAt(w http.ResponseWriter, r *http.Request) bool {
	switch dest := r.Header.Get("Sec-Fetch-Dest"); {
	case prefetched(r):
		refuse(w, http.StatusServiceUnavailable, "this address is not for prefetching")
	case dest != "" && dest != "document":
		refuse(w, http.StatusForbidden, "this is a page and no part of one")
	default:
		return false
	}
	return true
}

// document is the page itself. received tells it that its address is the bank's answer.
func (f *flight) document(w http.ResponseWriter, received bool) {
	nonce := rand.Text()
	w.Header().Set("Content-Security-Policy", f.policy(nonce))
	f.came()
	write(w, http.StatusOK, pageHTML, strings.NewReplacer(
		"{{nonce}}", nonce,
		"{{css}}", pageCSS,
		"{{js}}", sayJS+pageJS,
		"{{received}}", yes(received),
		"{{update}}", yes(f.req.Update),
		"{{title}}", pageTitle(f.req.Update),
		"{{script}}", html.EscapeString(f.where.script),
		"{{env}}", html.EscapeString(string(f.req.Env)),
		"{{flight}}", html.EscapeString(f.cookieName),
		"{{notice}}", html.EscapeString(envNotice(f.req.Env)),
	))
}

// policy allows our own script by nonce and Link by address. Link sets styles on the frame it
// adds, hence 'unsafe-inline' for styles alone.
func (f *flight) policy(nonce string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'nonce-" + nonce + "' " + f.where.script,
		"style-src 'unsafe-inline'",
		"frame-src " + f.where.frame + "/",
		"connect-src 'self' " + f.where.api,
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"object-src 'none'",
	}, "; ")
}

// envNotice tells the customer when nothing here is real.
func envNotice(env flow.Environment) string {
	switch env {
	case flow.Demo:
		return "Demo: the bank and Plaid are simulated on this computer."
	case flow.Sandbox:
		return "Plaid Sandbox: test banks only, never a real login."
	}
	return ""
}

func pageTitle(update bool) string {
	if update {
		return "Repair your bank login"
	}
	return "Connect your bank account"
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// strangerPage answers who has no cookie.
func (f *flight) strangerPage(w http.ResponseWriter, r *http.Request) {
	text := "It can be used only in the browser that opened its link first. " + askAgain
	if sentAcross(r) {
		text = "It can be used only in the browser that opened its link. If that is this one, go on."
	}
	refusedPage(w, http.StatusForbidden, "This page belongs to another browser", text, wayOn(r))
}

// gonePage answers the one-time address from its second visit on.
func (f *flight) gonePage(w http.ResponseWriter, r *http.Request) {
	if f.hasCookie(r) {
		refusedPage(w, http.StatusGone, "This link was used already", "It was opened in this browser, so you can go on where you left off.", "/")
		return
	}
	refusedPage(w, http.StatusGone, "This link was used already", "Each link works once. "+askAgain, wayOn(r))
}

// sentAcross reports a visit that a page of another site began, a terminal in a browser for
// one. The browser holds its strict cookie back then, and sends it when the customer goes on
// from a page of ours.
func sentAcross(r *http.Request) bool { return r.Header.Get("Sec-Fetch-Site") == "cross-site" }

// wayOn is where a visitor may find the page after all, "" for nowhere.
func wayOn(r *http.Request) string {
	if sentAcross(r) {
		return "/"
	}
	return ""
}

// refusedPage says why there is no page. next is where its link leads; "" leaves it out.
func refusedPage(w http.ResponseWriter, status int, title, text, next string) {
	w.Header().Set("Content-Security-Policy",
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	hidden, state := "hidden", endFailed
	if next != "" {
		hidden, state = "", endLeft // nothing is lost yet
	}
	write(w, status, refusedHTML, strings.NewReplacer("{{css}}", pageCSS, "{{hidden}}", hidden, "{{state}}", state, "{{next}}", html.EscapeString(next),
		"{{title}}", html.EscapeString(title), "{{text}}", html.EscapeString(text)))
}

func write(w http.ResponseWriter, status int, page string, fill *strings.Replacer) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fill.WriteString(w, page) // whoever asked may be gone already
}
