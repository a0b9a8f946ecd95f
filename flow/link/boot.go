package link

import (
	"net/http"
	"strings"
)

// boot answers the one-time address. Whoever asks second is either the same customer, who
// finds the way back, or somebody who read the address, which the operator should know.
func (f *flight) boot(w http.ResponseWriter, r *http.Request) {
	if prefetched(r) {
		// A browser that guesses ahead must not use up the address before the customer goes there.
		refuse(w, http.StatusServiceUnavailable, "this address is not for prefetching")
		return
	}
	first, alarm := f.take(f.hasCookie(r))
	if !first {
		if alarm {
			<-f.announced
			f.note(secondVisit)
		}
		f.gonePage(w, r)
		return
	}
	close(f.booted)
	<-f.announced
	http.SetCookie(w, &http.Cookie{Name: f.cookieName, Value: f.cookie, Path: "/", HttpOnly: true, SameSite: f.sameSite()})
	w.Header().Set("Location", "/")
	w.WriteHeader(http.StatusSeeOther)
}

// prefetched reports a browser that guesses where its user goes next.
func prefetched(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch")
}

// sameSite lets the cookie come with the bank's way back, which another site begins. Without
// such a way no other site has any business here.
func (f *flight) sameSite() http.SameSite {
	if f.back != "" {
		return http.SameSiteLaxMode
	}
	return http.SameSiteStrictMode
}

const secondVisit = "the address was opened a second time and was refused; if that was not you or your customer, cancel and start over"

// take claims the one-time address. alarm is true for the first stranger who comes late.
func (f *flight) take(known bool) (first, alarm bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.taken {
		f.taken = true
		return true, false
	}
	alarm = !known && !f.alarm
	f.alarm = f.alarm || alarm
	return false, alarm
}
