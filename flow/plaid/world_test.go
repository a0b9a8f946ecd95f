package plaid

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// world is a simulator and a client of it, over a real socket or in process.
type world struct {
	t   *testing.T
	sim *sim.Sim
	url string
	c   *Client
}

func newWorld(t *testing.T, opts sim.Options, inProcess bool) *world {
	t.Helper()
	opts.Seed = 7
	if opts.Secret == "" {
		opts.ClientID, opts.Secret = clientID, canarySecret
	}
	s, err := sim.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, sim: s, url: "http://127.0.0.1:1"}
	cfg := Config{Env: flow.Demo, Now: opts.Now}
	if inProcess {
		cfg.Transport = s.Transport()
	} else {
		server := httptest.NewServer(s)
		t.Cleanup(server.Close)
		w.url = server.URL
	}
	cfg.BaseURL = w.url
	w.c = newClient(t, cfg)
	return w
}

// both runs a test over a socket and in process, as tests of the whole console do.
func both(t *testing.T, opts sim.Options, run func(*testing.T, *world)) {
	t.Run("socket", func(t *testing.T) { run(t, newWorld(t, opts, false)) })
	t.Run("in process", func(t *testing.T) { run(t, newWorld(t, opts, true)) })
}

// post is a bare call to the simulator, for what the client has no method for.
func (w *world) post(path string, in any) map[string]any {
	w.t.Helper()
	body, _ := json.Marshal(in)
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.url+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "PLAID-CLIENT-ID": clientID, "PLAID-SECRET": canarySecret} {
		r.Header.Set(name, value)
	}
	resp, err := w.sim.Transport().RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, _ := io.ReadAll(resp.Body)
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil || resp.StatusCode != 200 {
		w.t.Fatalf("%s: HTTP %d %s", path, resp.StatusCode, raw)
	}
	return out
}

// item makes an Item and returns its access token.
func (w *world) item() flow.Secret {
	w.t.Helper()
	public, _, err := w.c.SandboxPublicToken(w.t.Context(), flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: secretOf("pass_good")})
	if err != nil {
		w.t.Fatal(err)
	}
	got, _, err := w.c.Exchange(w.t.Context(), public)
	if err != nil {
		w.t.Fatal(err)
	}
	return got.AccessToken
}
