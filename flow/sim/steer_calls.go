package sim

import (
	"net/http"
	"slices"
	"time"
)

// call is one request that was answered, as GET /_sim/calls tells it. Bodies are
// not kept: they hold tokens.
type call struct {
	Time      string `json:"time"` // by the process's clock, which POST /_sim/clock leaves alone
	Method    string `json:"method"`
	Path      string `json:"path"`
	Status    int    `json:"status"` // 0 = the connection was broken off
	RequestID string `json:"request_id"`
	ErrorCode string `json:"error_code"` // Plaid's, or Prime Trust's as text

	at time.Time // Time is written when somebody asks
}

// maxCalls is how many calls are remembered, and maxCallPath how much of a path.
const maxCalls, maxCallPath = 1_000, 200

// note remembers a call; the oldest gives way.
func (st *steering) note(r *http.Request, at time.Time, rep reply) {
	path := r.URL.Path
	c := call{at: at, Method: r.Method[:min(len(r.Method), 20)], Path: path[:min(len(path), maxCallPath)], Status: rep.status,
		RequestID: rep.requestID, ErrorCode: rep.code}
	if c.RequestID == "" {
		c.RequestID = rep.header.Get(ptRequestID)
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if len(st.log) < maxCalls {
		st.log = append(st.log, c)
		return
	}
	st.log[st.oldest] = c
	st.oldest = (st.oldest + 1) % maxCalls
}

// last are the newest calls, newest first.
func (st *steering) last(limit int) []call {
	st.mu.Lock()
	defer st.mu.Unlock()
	list := newest(slices.Concat(st.log[st.oldest:], st.log[:st.oldest]), limit)
	for i := range list {
		list[i].Time = rfc3339(list[i].at)
	}
	return list
}
