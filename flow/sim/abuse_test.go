package sim

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// onSocket serves a simulator as the program does, with a shorter patience where
// a test has to wait for it.
func onSocket(t *testing.T, o Options, patience time.Duration) (*Sim, *httptest.Server) {
	t.Helper()
	o.Seed = 7
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	server.Config = s.Server()
	if patience > 0 {
		s.patience, server.Config.ReadTimeout, server.Config.ReadHeaderTimeout = patience, patience, patience
	}
	server.Start()
	t.Cleanup(server.Close)
	return s, server
}

// endless is a body that never ends by itself.
type endless struct{ left int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = '['
	}
	e.left -= int64(len(p))
	return len(p), nil
}

// TestHugeBodies: a hundred megabytes get the error of the side that they were
// sent to, and are not kept.
func TestHugeBodies(t *testing.T) {
	_, server := onSocket(t, Options{}, 0)
	before := heap()
	for _, path := range []string{"/accounts/get", "/v2/contacts", "/_link/sessions", "/_sim/faults", "/no/such/path"} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", server.URL+path, &endless{100 << 20})
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		res, err := server.Client().Do(r)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		raw, err := io.ReadAll(res.Body)
		var doc obj
		if err != nil || json.Unmarshal(raw, &doc) != nil || res.StatusCode != 413 && res.StatusCode != 404 {
			t.Errorf("%s: status %d, %v: %s", path, res.StatusCode, err, raw)
		}
		_ = res.Body.Close()
	}
	if grown := int64(heap()) - int64(before); grown > 8<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestOddRequests: whatever the method and the headers, the answer is JSON of the
// right side, and the next request is served as ever.
func TestOddRequests(t *testing.T) {
	_, server := onSocket(t, Options{}, 0)
	methods := []string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", strings.Repeat("M", 3000)}
	for _, method := range methods {
		for _, path := range []string{"/accounts/get", "/v2/contacts", "/_link/sessions", "/_sim/state/x", "/auth/jwts", "//", "/%2e%2e/"} {
			head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Odd: %s\r\nAuthorization: Bearer \xff\xfe\r\nConnection: close\r\n\r\n",
				method, path, strings.Repeat("x", 4000))
			status, kind, body := raw(t, server, head)
			if !strings.Contains(kind, "json") && method != "HEAD" || status < 400 || status > 499 {
				t.Errorf("%s %s: %d %s %.80q", method[:min(9, len(method))], path, status, kind, body)
			}
		}
	}
	for name, header := range map[string]string{
		"two lengths":   "POST /accounts/get HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
		"bad chunks":    "POST /accounts/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"no host":       "POST /accounts/get HTTP/1.1\r\n\r\n",
		"huge header":   "POST /accounts/get HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
		"not HTTP":      "hello\r\n\r\n",
		"half a body":   "POST /accounts/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{",
		"wrong version": "POST /accounts/get HTTP/9.9\r\nHost: a\r\n\r\n",
	} {
		if status, _, body := raw(t, server, header); status < 400 || status > 505 {
			t.Errorf("%s: %d %.80q", name, status, body)
		}
	}
	if status, _, _ := raw(t, server, "GET /_sim/state HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"); status != 200 {
		t.Errorf("afterwards the state is %d", status)
	}
}

// raw sends bytes as they are and reads an answer.
func raw(t *testing.T, server *httptest.Server, text string) (status int, kind, body string) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	go func() {
		_, _ = io.WriteString(conn, text)
		// Only what breaks off is ended: after a whole request an end is a client that gave up.
		if tcp, ok := conn.(*net.TCPConn); ok && !strings.HasSuffix(text, "\r\n\r\n") {
			_ = tcp.CloseWrite()
		}
	}()
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.40q: %v", text, err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, res.Header.Get("Content-Type"), string(b)
}

// TestSlowClients: who sends a byte now and then is cut off, and who is merely
// answered late is not.
func TestSlowClients(t *testing.T) {
	const patience = 300 * time.Millisecond
	_, server := onSocket(t, Options{Latency: 2 * patience}, patience)
	for _, begun := range []string{"POST /acc", "POST /accounts/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
		_, _ = io.WriteString(conn, begun)
		if _, err := io.Copy(io.Discard, conn); err != nil && strings.Contains(err.Error(), "timeout") {
			t.Errorf("%.12q was never cut off", begun)
		}
		_ = conn.Close()
	}
	c := &client{t: t, rt: rebased{server.URL[len("http://"):]}}
	c.plaid("/accounts/get", obj{"access_token": "access-sandbox-x"}).refused(400, "INVALID_ACCESS_TOKEN")
}

// TestClientsThatDoNotRead: who asks and asks and never reads holds its connection no
// longer than the patience with it, however full the buffers between are.
func TestClientsThatDoNotRead(t *testing.T) {
	_, server := onSocket(t, Options{}, 200*time.Millisecond)
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	ask := strings.Repeat("GET /_sim/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 1000)
	for range 1000 {
		if _, err = io.WriteString(conn, ask); err != nil {
			break
		}
	}
	if err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("the client was never cut off: %v", err)
	}
}

// rebased sends what the client's kit addresses to sim.test to a real address.
type rebased struct{ host string }

func (r rebased) RoundTrip(req *http.Request) (*http.Response, error) {
	req.URL.Host = r.host
	return http.DefaultTransport.RoundTrip(req)
}
