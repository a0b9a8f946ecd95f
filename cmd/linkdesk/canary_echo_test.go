package main

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"linkdesk/flow/sim"
)

var (
	anyToken  = regexp.MustCompile(`\b(link|public|access|processor)-sandbox-[0-9A-Za-z]{4,}[0-9A-Za-z-]*`)
	tokenHead = regexp.MustCompile(`\b(link|public|access|processor)-sandbox-([0-9a-f]{8}-)`)
)

// parrot stands before the simulator. It puts the canary into every token on its way out and
// takes it off on its way in. And it repeats in every error what it was sent, as a careless
// provider or a gateway does.
type parrot struct {
	*canaries
	inner http.RoundTripper
	word  string

	mu     sync.Mutex
	panics map[string]int // path -> so many calls break down in the adapter, with a token in hand
	said   int            // errors that repeated a token
}

func newParrot(t *testing.T, opts sim.Options) (*parrot, *sim.Sim) {
	t.Helper()
	s, err := sim.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	p := &parrot{canaries: &canaries{}, inner: s.Transport(), word: word(), panics: map[string]int{}}
	p.add("a token", p.word)
	for _, number := range []string{"1111222233330000", "1111222233331111", "1111222233339002"} { // of the simulator's accounts
		p.add("an account number", number)
	}
	return p, s
}

// RoundTrip implements http.RoundTripper.
func (p *parrot) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		var err error
		if sent, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	off := func(s string) string { return strings.ReplaceAll(s, p.word+"-", "") }
	in := r.Clone(r.Context())
	body := off(string(sent))
	in.Body, in.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	in.URL.Path, in.URL.RawPath, in.URL.RawQuery = off(r.URL.Path), "", off(r.URL.RawQuery)
	p.mu.Lock()
	breaks := p.panics[r.URL.Path] > 0
	if breaks {
		p.panics[r.URL.Path]--
	}
	p.mu.Unlock()
	if breaks {
		panic("the adapter broke down with " + string(sent))
	}
	res, err := p.inner.RoundTrip(in)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	got = tokenHead.ReplaceAll(got, []byte("$1-sandbox-"+p.word+"-$2"))
	p.learn(got)
	if res.StatusCode >= 400 {
		got = p.repeat(got, secretsOf(r, string(sent)))
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(got)), int64(len(got))
	res.Header.Del("Content-Length")
	return res, nil
}

// secretsOf is what a request carried: tokens, keys and sessions.
func secretsOf(r *http.Request, sent string) []string {
	all := anyToken.FindAllString(sent+r.URL.RawQuery, -1)
	var keys struct {
		Secret string `json:"secret"`
	}
	_ = json.Unmarshal([]byte(sent), &keys)
	_, session, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	_, password, _ := r.BasicAuth()
	return slices.DeleteFunc(append(all, keys.Secret, r.Header.Get("Plaid-Secret"), session, password),
		func(s string) bool { return s == "" })
}

// learn takes the other secrets from an answer: Prime Trust's session, and the address of a
// hosted page, which whoever has it can open.
func (p *parrot) learn(answer []byte) {
	var a struct {
		Token  string `json:"token"`
		Hosted string `json:"hosted_link_url"`
	}
	if json.Unmarshal(answer, &a) != nil {
		return
	}
	if _, page, is := strings.Cut(a.Hosted, "/hl/"); is {
		p.add("the customer's address", page)
	}
	if strings.Count(a.Token, ".") == 2 {
		p.add("a session of Prime Trust's", strings.Split(a.Token, ".")[2])
	}
}

// repeat puts what was sent into all texts of an error.
func (p *parrot) repeat(answer []byte, sent []string) []byte {
	var doc any
	if len(sent) == 0 || json.Unmarshal(answer, &doc) != nil {
		return answer
	}
	p.mu.Lock()
	p.said++
	p.mu.Unlock()
	var into func(v any) any
	into = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k, member := range v {
				text, is := member.(string)
				if is && slices.Contains([]string{"error_message", "display_message", "title", "detail"}, k) {
					v[k] = text + ": " + strings.Join(sent, ", ")
				} else {
					v[k] = into(member)
				}
			}
		case []any:
			for i := range v {
				v[i] = into(v[i])
			}
		}
		return v
	}
	out, err := json.Marshal(into(doc))
	if err != nil {
		return answer
	}
	return out
}

// serve puts the parrot behind a socket for programs of their own.
func (p *parrot) serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := r.Clone(r.Context())
		out.URL.Scheme, out.URL.Host = "http", r.Host
		res, err := p.RoundTrip(out)
		if err != nil {
			panic(http.ErrAbortHandler) // a lost answer
		}
		maps.Copy(w.Header(), res.Header)
		w.WriteHeader(res.StatusCode)
		_, _ = io.Copy(w, res.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
