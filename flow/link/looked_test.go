package link

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"linkdesk/flow"
)

// ask asks for the page with one more header.
func (b *bubble) ask(name, value string) got {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodGet, "http://"+testHost+"/", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set(name, value)
	return b.do(req)
}

// Who does not show the page to a customer does not get it, and does not count as one.
func TestThePageIsForLookingAt(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		for name, head := range map[string][2]string{
			"a picture": {"Sec-Fetch-Dest", "image"}, "a frame": {"Sec-Fetch-Dest", "iframe"},
			"a script": {"Sec-Fetch-Dest", "script"}, "a prefetch": {"Sec-Purpose", "prefetch;prerender"},
		} {
			got := b.ask(head[0], head[1])
			if got.status != http.StatusForbidden && got.status != http.StatusServiceUnavailable || strings.Contains(got.body, "<script") {
				t.Errorf("%s gets %d", name, got.status)
			}
		}
		if got := b.ask("Sec-Fetch-Dest", "document"); got.status != http.StatusOK {
			t.Errorf("the customer gets %d", got.status)
		}
		b.stillGood()
	})
}

// A refused connection is closed: a few that stay open would shut the customer out.
func TestARefusalEndsTheConnection(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		c, err := b.mem.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "GET /elsewhere HTTP/1.1\r\nHost: "+testHost+"\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(c) // it would last as long as the connection is kept
		if err != nil || !strings.Contains(string(all), "Connection: close") {
			t.Errorf("the answer is %q, %v", all, err)
		}
	})
}

// What the customer's page sends and cannot be kept, the operator hears of.
func TestTheOperatorHearsOfAnAnswerThatCannotBeKept(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.failing = 1 }, func(t *testing.T, b *bubble) {
		s := b.sink
		b.boot()
		b.post("/result", success)
		b.post("/result", `{"kind":"success","public_token":7}`)
		if len(s.said) != 2 || !strings.Contains(s.said[0], "cannot be saved yet") || !strings.Contains(s.said[1], "cannot be read") {
			t.Errorf("the operator hears %q", s.said)
		}
		b.stillGood()
	})
}
