package link

import (
	"crypto/subtle"
	"mime"
	"net/http"
)

// maxBody is the largest body of a POST. Link's longest metadata is a few kilobytes.
const maxBody = 64 << 10

// ServeHTTP refuses in a fixed order, from what costs least to find out. A refused request
// changes nothing: the flight goes on for the customer it belongs to.
func (f *flight) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	headers(w.Header())
	// The name first: a page that rebinds its own name to 127.0.0.1 is same-origin with itself,
	// so nothing after this check would notice it.
	if r.Host != f.host {
		refuse(w, http.StatusMisdirectedRequest, "this address is not served here")
		return
	}
	if f.stateOf(r) != "" {
		f.only(w, r, http.MethodGet, f.comeBack)
		return
	}
	switch r.URL.Path {
	case "/" + f.nonce:
		f.only(w, r, http.MethodGet, f.boot)
	case "/":
		f.only(w, r, http.MethodGet, f.page)
	case "/token":
		f.only(w, r, http.MethodPost, f.guarded(f.token))
	case "/renew":
		f.only(w, r, http.MethodPost, f.guarded(f.renew))
	case "/event":
		f.only(w, r, http.MethodPost, f.guarded(f.event))
	case "/result":
		f.only(w, r, http.MethodPost, f.guarded(f.result))
	case "/beacon":
		f.only(w, r, http.MethodPost, f.guarded(f.beacon))
	default:
		refuse(w, http.StatusNotFound, "there is no such page")
	}
}

func (f *flight) only(w http.ResponseWriter, r *http.Request, method string, next http.HandlerFunc) {
	if r.Method != method {
		w.Header().Set("Allow", method)
		refuse(w, http.StatusMethodNotAllowed, "this address takes "+method+" only")
		return
	}
	next(w, r)
}

// guarded lets a POST through that our own page sent.
func (f *flight) guarded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !f.hasCookie(r):
			refuse(w, http.StatusForbidden, "this request does not come from the page that was opened")
		case len(r.Header["Origin"]) != 1 || r.Header.Get("Origin") != f.origin():
			refuse(w, http.StatusForbidden, "this request comes from another page")
		case !ownFetch(r):
			refuse(w, http.StatusForbidden, "this request comes from another site")
		case !isJSON(r):
			refuse(w, http.StatusUnsupportedMediaType, "the body has to be application/json")
		default:
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next(w, r)
		}
	}
}

// hasCookie compares in constant time, since another user of this machine may guess.
func (f *flight) hasCookie(r *http.Request) bool {
	c, err := r.Cookie(f.cookieName)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(f.cookie)) == 1
}

// ownFetch accepts a missing Sec-Fetch-Site, which older browsers do not send; Origin is
// required of them all the same.
func ownFetch(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return false
}

// isJSON keeps forms out: a cross-site form can send text/plain without asking first.
func isJSON(r *http.Request) bool {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset, given := params["charset"]
	return err == nil && kind == "application/json" && (!given || charset == "utf-8" || charset == "UTF-8")
}

// headers go on every answer, refusals among them.
func headers(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups") // OAuth banks open a pop-up
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Connection", "close") // a stranger's connection is no use to anybody
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(why + "\n")) // whoever was refused may be gone already
}
