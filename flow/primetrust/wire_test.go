package primetrust

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// deadAddress is one where nobody listens.
func deadAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return "http://" + l.Addr().String()
}

func TestNotSentIsProved(t *testing.T) {
	plainHTTP := httptest.NewServer(loginOK(reply(201, jsonAPI, goodMethod)))
	defer plainHTTP.Close()
	stranger := httptest.NewUnstartedServer(loginOK(reply(201, jsonAPI, goodMethod)))
	stranger.Config.ErrorLog = quietLog()
	stranger.StartTLS()
	defer stranger.Close()
	for name, base := range map[string]string{
		"refused":                deadAddress(t),
		"TLS to a plain server":  strings.Replace(plainHTTP.URL, "http:", "https:", 1),
		"an unknown certificate": stranger.URL,
	} {
		t.Run(name, func(t *testing.T) {
			_, call, err := newClient(t, Config{BaseURL: base}).Submit(t.Context(), testSubmit())
			f := faultOf(t, err)
			if f.Kind != flow.Transient || f.Code != "NOT_SENT" || call.HTTPStatus != 0 {
				t.Errorf("got %s %s %s", f.Kind, f.Code, f.Message)
			}
		})
	}
	t.Run("stopped before it began", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, _, err := newClient(t, Config{BaseURL: plainHTTP.URL}).Submit(ctx, testSubmit())
		if f := faultOf(t, err); f.Kind != flow.Transient || f.Code != "NOT_SENT" {
			t.Errorf("got %s %s", f.Kind, f.Code)
		}
	})
}

// The company's own addresses are gone, and the fault says so instead of asking for patience.
func TestTheRealHostIsGone(t *testing.T) {
	refused := roundTrip(func(r *http.Request) (*http.Response, error) {
		return (&http.Transport{Proxy: nil, DialContext: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}
		}}).RoundTrip(r)
	})
	for _, env := range []flow.Environment{flow.Sandbox, flow.Production} {
		c := newClient(t, Config{Env: env, Transport: refused})
		req := testSubmit()
		req.Token = flow.NewSecret([]byte("processor-" + string(env) + "-0001"))
		_, _, err := c.Submit(t.Context(), req)
		f := faultOf(t, err)
		if f.Code != "PARTNER_UNREACHABLE" || f.Kind != flow.Refused || !strings.Contains(f.Message, "liquidation since 2024-01-05") {
			t.Errorf("%s: got %s %s: %s", env, f.Kind, f.Code, f.Message)
		}
	}
}

// lose answers the login, takes a request and closes its connection.
func lose(count *atomic.Int32) http.HandlerFunc {
	return loginOK(func(http.ResponseWriter, *http.Request) {
		count.Add(1)
		panic(http.ErrAbortHandler)
	})
}

func TestALostAnswerIsUnknownAndNotResent(t *testing.T) {
	for name, start := range map[string]func(*httptest.Server) http.RoundTripper{
		"HTTP/1.1": func(s *httptest.Server) http.RoundTripper { s.Start(); return nil },
		"HTTP/2": func(s *httptest.Server) http.RoundTripper {
			s.EnableHTTP2 = true
			s.StartTLS()
			return s.Client().Transport
		},
	} {
		t.Run(name, func(t *testing.T) {
			var count atomic.Int32
			s := httptest.NewUnstartedServer(lose(&count))
			transport := start(s)
			defer s.Close()
			_, _, err := newClient(t, Config{BaseURL: s.URL, Transport: transport}).Submit(t.Context(), testSubmit())
			if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" {
				t.Errorf("got %s %s: %s", f.Kind, f.Code, f.Message)
			}
			if count.Load() != 1 {
				t.Errorf("the server saw the submission %d times", count.Load())
			}
		})
	}
}

// A transport that reports nothing to httptrace proves nothing.
func TestAForeignTransportProvesNothing(t *testing.T) {
	c := newClient(t, Config{BaseURL: "http://127.0.0.1:1", Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.GetBody != nil {
			t.Errorf("%s can be repeated by the transport", r.URL.Path)
		}
		if r.URL.Path == "/auth/jwts" {
			w := httptest.NewRecorder()
			loginOK(nil)(w, r)
			return w.Result(), nil
		}
		return nil, errors.New("gone")
	})})
	_, _, err := c.Submit(t.Context(), testSubmit())
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" {
		t.Errorf("got %s %s", f.Kind, f.Code)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		var here atomic.Int32
		c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
			here.Add(1)
			http.Redirect(w, r, other.URL+r.URL.Path, status)
		}))
		_, _, err := c.Submit(t.Context(), testSubmit())
		if f := faultOf(t, err); f.Code != "REDIRECT_REFUSED" || f.Kind != flow.Unknown {
			t.Errorf("%d: the submission gives %s %s", status, f.Kind, f.Code)
		}
		_, _, err = c.Follow(t.Context(), methodID)
		if f := faultOf(t, err); f.Code != "REDIRECT_REFUSED" || f.Kind != flow.Config {
			t.Errorf("%d: following gives %s %s", status, f.Kind, f.Code)
		}
		if here.Load() != 2 || elsewhere.Load() != 0 {
			t.Errorf("%d: %d requests here and %d elsewhere", status, here.Load(), elsewhere.Load())
		}
	}
}

func TestAnEndlessAnswerIsCutOff(t *testing.T) {
	c := clientOf(t, loginOK(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonAPI)
		chunk := []byte(strings.Repeat(" ", 64<<10))
		for {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}))
	_, _, err := c.Submit(t.Context(), testSubmit())
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || !strings.Contains(f.Message, "1 MiB") {
		t.Errorf("got %s %s %s", f.Kind, f.Code, f.Message)
	}
}

func TestAnAnswerThatBreaksOff(t *testing.T) {
	c := clientOf(t, loginOK(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonAPI)
		w.Header().Set("Content-Length", "5000")
		w.WriteHeader(201)
		_, _ = io.WriteString(w, goodMethod[:40])
	}))
	_, call, err := c.Submit(t.Context(), testSubmit())
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "NO_ANSWER" || call.HTTPStatus != 201 {
		t.Errorf("got %s %s, status %d", f.Kind, f.Code, call.HTTPStatus)
	}
}

// A peer that never answers, or answers a byte at a time, is given up after the limit.
func TestTheLimitHolds(t *testing.T) {
	for name, body := range map[string]func(context.Context) io.Reader{
		"silence": nil,
		"a byte now and then": func(ctx context.Context) io.Reader {
			return readerFunc(func(p []byte) (int, error) {
				select {
				case <-time.After(time.Second):
					p[0] = ' '
					return 1, nil
				case <-ctx.Done():
					return 0, ctx.Err()
				}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, Config{BaseURL: "http://127.0.0.1:1", Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
					w := httptest.NewRecorder()
					if r.URL.Path == "/auth/jwts" {
						loginOK(nil)(w, r)
						return w.Result(), nil
					}
					if body == nil {
						<-r.Context().Done()
						return nil, r.Context().Err()
					}
					w.Header().Set("Content-Type", jsonAPI)
					resp := w.Result()
					resp.Body = io.NopCloser(body(r.Context()))
					return resp, nil
				})})
				began := time.Now()
				_, call, err := c.Submit(t.Context(), testSubmit())
				f := faultOf(t, err)
				if f.Kind != flow.Unknown || f.Code != "NO_ANSWER" || !strings.Contains(f.Message, "within 30s") {
					t.Errorf("got %s %s %s", f.Kind, f.Code, f.Message)
				}
				if took := time.Since(began); took != callLimit || call.TookMS != callLimit.Milliseconds() {
					t.Errorf("it took %v, the call says %d ms", took, call.TookMS)
				}
			})
		})
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestAddresses(t *testing.T) {
	for _, tc := range []struct {
		env  flow.Environment
		base string
		want string // "" = refused
	}{
		{flow.Sandbox, "", "https://sandbox.primetrust.com"},
		{flow.Production, "", "https://api.primetrust.com"},
		{flow.Production, "https://api.primetrust.com/", "https://api.primetrust.com"},
		{flow.Production, "https://api.primetrust.com:8443", ""},
		{flow.Production, "http://127.0.0.1:8787", ""},
		{flow.Sandbox, "https://api.primetrust.com", ""},
		{flow.Sandbox, "https://API.primetrust.com.", ""},
		{flow.Demo, "", ""},
		{flow.Demo, "http://127.0.0.1:8787/", "http://127.0.0.1:8787"},
		{flow.Demo, "http://localhost:1", "http://localhost:1"},
		{flow.Demo, "http://[::1]:8787", "http://[::1]:8787"},
		{flow.Sandbox, "http://192.0.2.7", ""},
		{flow.Sandbox, "http://127.0.0.1.example.com", ""},
		{flow.Sandbox, "https://user:pass@example.com", ""},
		{flow.Sandbox, "https://example.com/v2", ""},
		{flow.Sandbox, "https://example.com?x=1", ""},
		{flow.Sandbox, "ftp://127.0.0.1", ""},
		{flow.Sandbox, "example.com", ""},
		{flow.Sandbox, "://", ""},
	} {
		c, err := New(Config{Env: tc.env, BaseURL: tc.base, Email: "a@b", Password: flow.NewSecret([]byte("x"))})
		switch {
		case tc.want == "":
			if err == nil {
				t.Errorf("%s in %s was taken", tc.base, tc.env)
				continue
			}
			if f := faultOf(t, err); f.Kind != flow.Config || strings.Contains(f.Message, "pass@") {
				t.Errorf("%s: %+v", tc.base, *f)
			}
		case err != nil:
			t.Errorf("%s in %s: %v", tc.base, tc.env, err)
		case c.base.String() != tc.want:
			t.Errorf("%s in %s became %s", tc.base, tc.env, c.base)
		}
	}
	if _, err := New(Config{Env: flow.Sandbox}); err == nil {
		t.Error("a client without a login was made")
	}
}
