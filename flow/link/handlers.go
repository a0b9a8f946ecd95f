package link

import (
	"encoding/json"
	"errors"
	"net/http"

	"linkdesk/flow"
)

// maxEvents bounds what a page can write into the history in one flight; Link sends a few
// dozen events.
const maxEvents = 500

// token gives the link token to the page, which never carries it in its HTML.
func (f *flight) token(w http.ResponseWriter, r *http.Request) {
	var body struct{}
	if !read(w, r, &body) {
		return
	}
	if e, over := f.over(); over {
		answer(w, http.StatusConflict, e)
		return
	}
	f.leased().give(w)
}

func (f *flight) event(w http.ResponseWriter, r *http.Request) {
	var body eventBody
	if !read(w, r, &body) {
		return
	}
	if body.Name == "" {
		refuse(w, http.StatusBadRequest, "an event without a name")
		return
	}
	if !f.mayTell() {
		refuse(w, http.StatusTooManyRequests, "too many events")
		return
	}
	var err error
	if told := f.tell(func() { err = f.sink.Event(f.keep, body.asEvent()) }); !told || err != nil {
		refuse(w, http.StatusInternalServerError, "the event could not be kept")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (f *flight) mayTell() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.events++
	return f.events <= maxEvents
}

// result answers only when the result is kept, so that the last page can be true.
func (f *flight) result(w http.ResponseWriter, r *http.Request) {
	var body resultBody
	if !read(w, r, &body) {
		f.note("the customer's page sent an answer that cannot be read; the customer is asked to begin anew")
		return
	}
	res, err := body.asResult(f.req.Update)
	if err != nil {
		f.note("the customer's page sent an answer that cannot be used: " + err.Error())
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	e, won, err := f.settle(res)
	switch {
	case err != nil:
		f.note("the customer has finished, and that cannot be saved yet: " + err.Error())
		answer(w, http.StatusInternalServerError, notKept())
	case !won:
		answer(w, http.StatusConflict, e)
	default:
		answer(w, http.StatusOK, e)
	}
}

// beacon is a page's goodbye. It may also be a reload, which only time can tell.
func (f *flight) beacon(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Why string `json:"why"`
	}
	if !read(w, r, &body) {
		return
	}
	if body.Why != "closed" {
		refuse(w, http.StatusBadRequest, "an unknown reason")
		return
	}
	f.gone()
	w.WriteHeader(http.StatusNoContent)
}

// read decodes the body into v, or answers why it cannot.
func read(w http.ResponseWriter, r *http.Request, v any) bool {
	err := decode(r, v)
	var tooBig *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &tooBig):
		refuse(w, http.StatusRequestEntityTooLarge, "the body is larger than 64 KiB")
	default:
		refuse(w, http.StatusBadRequest, "the body is not what this address takes")
	}
	return false
}

func answer(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		refuse(w, http.StatusInternalServerError, "the answer could not be written")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a page that went away comes back or is noticed by wait
}

// note tells the operator how the flight is doing, as long as there is one.
func (f *flight) note(text string) { f.tell(func() { f.sink.Note(flow.Clean(text)) }) }
