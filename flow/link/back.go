package link

import "net/http"

const (
	// maxReturns bounds what a flight remembers of banks that sent the customer back.
	maxReturns = 16
	maxState   = 256 // bytes of an oauth_state_id; Plaid's is a UUID
)

// stateOf is the oauth_state_id of a visit to the path where the bank comes back, "" for any
// other request.
func (f *flight) stateOf(r *http.Request) string {
	if f.back == "" || r.URL.Path != f.back {
		return ""
	}
	return r.URL.Query().Get("oauth_state_id")
}

// comeBack serves the page that goes on where the bank left off. The bank's visit is the one
// that another site may begin; whoever comes later is asked to go on by a click.
func (f *flight) comeBack(w http.ResponseWriter, r *http.Request) {
	if !f.hasCookie(r) {
		f.strangerPage(w, r)
		return
	}
	if notLookedAt(w, r) {
		return
	}
	switch fresh, admitted := f.takeReturn(f.stateOf(r), r.Header.Get("Sec-Fetch-Site") == "same-origin"); {
	case admitted:
		f.document(w, true)
	case fresh && r.Header.Get("Sec-Fetch-Site") != "":
		// A click on a page of ours is no visit of another site, so the same address is good then.
		refusedPage(w, http.StatusGone, "Welcome back from your bank", "To finish with the answer of your bank, go on.", r.URL.EscapedPath()+"?"+r.URL.RawQuery)
	default:
		refusedPage(w, http.StatusGone, "This answer of your bank was used already", "You can go on and start with Plaid once more.", "/")
	}
}

// takeReturn claims a return. Each state is good once, and one return of the flight may come
// from another site; fresh tells that the state itself was not used yet.
func (f *flight) takeReturn(state string, own bool) (fresh, admitted bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.returns[state] || len(f.returns) >= maxReturns || len(state) > maxState {
		return false, false
	}
	if f.crossed && !own {
		return true, false
	}
	f.crossed = f.crossed || !own
	f.returns[state] = true
	return true, true
}
