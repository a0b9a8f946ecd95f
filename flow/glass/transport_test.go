package glass

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow"
)

// through makes a call through a pane, and returns what the Recorder has of it.
func through(t *testing.T, base http.RoundTripper, req *http.Request) (*http.Response, error, []flow.Exchange) {
	t.Helper()
	rec := New(at)
	resp, err := rec.Wrap(flow.Plaid, base).RoundTrip(req)
	if err == nil {
		if _, err := io.ReadAll(resp.Body); err != nil {
			t.Logf("the body ends with %v", err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return resp, err, rec.seen()
}

// seen are the calls when all of them have been masked.
func (r *Recorder) seen() []flow.Exchange {
	<-r.Settled()
	return r.Exchanges("c1")
}

type answering func(*http.Request) (*http.Response, error)

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) { return a(r) }

func answer(status int, contentType, body string) answering {
	return func(r *http.Request) (*http.Response, error) {
		_, _ = io.Copy(io.Discard, r.Body)
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {contentType}, "Set-Cookie": {"sid=cookiesecret"}},
			Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
}

func TestACallIsKeptMasked(t *testing.T) {
	req := testRequest(t, "https://sandbox.plaid.com/accounts/get", `{"access_token":"access-sandbox-0123456789ab-a92c"}`)
	req.Header.Set("PLAID-CLIENT-ID", "0123456789abcdef01234567")
	req.Header.Set("PLAID-SECRET", "fedcba9876543210")
	req.Header.Set("X-Strange", "strangesecret")
	resp, err, all := through(t, answer(400, "application/json", `{"error_code":"INVALID_X","error_message":"no fedcba9876543210","request_id":"r1"}`), req)
	if err != nil || resp.Request != req || len(all) != 1 {
		t.Fatalf("%v, %v, %d calls", err, resp.Request == req, len(all))
	}
	x := all[0]
	if x.Status != 400 || x.RequestID != "r1" || x.Endpoint != "/accounts/get" || x.URL != "https://sandbox.plaid.com/accounts/get" || x.Effect != flow.ReadAccounts || x.Problem != "" {
		t.Errorf("%+v", x)
	}
	if x.Request.Body != `{"access_token":"access-sandbox-…a92c"}` || x.Answer.Body != `{"error_code":"INVALID_X","error_message":"•••","request_id":"r1"}` {
		t.Errorf("%s\n%s", x.Request.Body, x.Answer.Body)
	}
	whole := fmt.Sprintf("%+v", x)
	for _, secret := range []string{"0123456789abcdef", "fedcba", "strangesecret", "cookiesecret", "0123456789ab"} {
		if strings.Contains(whole, secret) {
			t.Errorf("%s is in %s", secret, whole)
		}
	}
	if !strings.Contains(whole, "Plaid-Secret") || !strings.Contains(whole, "X-Strange") {
		t.Errorf("a header is missing: %s", whole)
	}
}

func TestWhatIsNotJSONIsNotShown(t *testing.T) {
	for _, x := range []struct{ contentType, body, note string }{
		{"text/html; charset=utf-8", "<p>your secret is fedcba9876543210</p>", "38 bytes, text/html; what is not JSON is not shown"},
		{"", "fedcba9876543210", "16 bytes, of no known type; what is not JSON is not shown"},
		{"application/json", "<p>fedcba9876543210", "19 bytes that call themselves application/json and cannot be read as JSON; they are not shown"},
		{"application/json", `{"name":"` + strings.Repeat("x ", bodyLimit) + `"}`, "only the first 65536 of 131083 bytes were looked at"},
	} {
		_, _, all := through(t, answer(502, x.contentType, x.body), testRequest(t, "https://h/x", `{}`))
		if got := all[0].Answer; got.Note != x.note || strings.Contains(got.Body, "fedcba") || len(got.Body) > bodyLimit {
			t.Errorf("%q: %q, %q", x.contentType, got.Note, got.Body)
		}
	}
}

func TestWhyThereIsNoAnswer(t *testing.T) {
	leaky := errors.New("proxyconnect: http://user:fedcba9876543210@proxy")
	for _, x := range []struct {
		err  error
		want string
	}{
		{context.Canceled, "the call was ended before its answer was there"},
		{fmt.Errorf("post: %w", context.DeadlineExceeded), "no answer came within the time limit"},
		{io.ErrUnexpectedEOF, "the connection ended before the answer did"},
		{leaky, "the connection failed before the answer was there"},
	} {
		_, err, all := through(t, answering(func(*http.Request) (*http.Response, error) { return nil, x.err }), testRequest(t, "https://h/x", `{}`))
		if err != x.err || len(all) != 1 || all[0].Problem != x.want || all[0].Status != 0 {
			t.Errorf("%v: %+v", err, all)
		}
		_, err, all = through(t, answering(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"a":`), broken{x.err}))}, nil
		}), testRequest(t, "https://h/x", `{}`))
		if err != nil || len(all) != 1 || all[0].Problem != x.want || all[0].Status != 200 {
			t.Errorf("in the body, %v: %+v", err, all)
		}
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestAPanicPassesAndIsKept(t *testing.T) {
	rec := New(at)
	defer func() {
		if v := recover(); v != "boom" {
			t.Errorf("recovered %v", v)
		}
		if all := rec.seen(); len(all) != 1 || all[0].Problem == "" {
			t.Errorf("%+v", all)
		}
	}()
	_, _ = rec.Wrap(flow.Plaid, answering(func(*http.Request) (*http.Response, error) { panic("boom") })).RoundTrip(testRequest(t, "https://h/x", `{}`))
}

func TestACallForNoCasePassesUnseen(t *testing.T) {
	rec := New(at)
	req := httptest.NewRequest(http.MethodPost, "https://h/x", strings.NewReader("{}"))
	body := req.Body
	resp, err := rec.Wrap(flow.Plaid, answering(func(r *http.Request) (*http.Response, error) {
		if r != req || r.Body != body {
			t.Error("the request is another one")
		}
		return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
	})).RoundTrip(req)
	if err != nil || resp.Body != http.NoBody || len(rec.Exchanges("")) != 0 {
		t.Errorf("%v %+v", err, resp)
	}
}

// TestTheAnswerIsNotHeldBack: the first bytes of a stream reach the client while the server still
// writes, and a request's body reaches the server byte for byte.
func TestTheAnswerIsNotHeldBack(t *testing.T) {
	goOn := make(chan struct{})
	var got bytes.Buffer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(&got, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"request_id":`)
		w.(http.Flusher).Flush()
		<-goOn
		_, _ = io.WriteString(w, `"r1"}`)
	}))
	defer server.Close()
	rec := New(at)
	sent := `{"client_name":"` + strings.Repeat("y", 200<<10) + `"}`
	resp, err := rec.Wrap(flow.Plaid, http.DefaultTransport).RoundTrip(testRequest(t, server.URL+"/x", sent))
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 5)
	if _, err := io.ReadFull(resp.Body, first); err != nil || len(rec.Exchanges("c1")) != 0 {
		t.Fatalf("%q %v", first, err)
	}
	close(goOn)
	rest, err := io.ReadAll(resp.Body)
	if err != nil || string(first)+string(rest) != `{"request_id":"r1"}` || got.String() != sent {
		t.Errorf("%q %v, %d bytes arrived", rest, err, got.Len())
	}
	if all := rec.seen(); len(all) != 1 || all[0].RequestID != "r1" || all[0].Request.Note == "" {
		t.Errorf("%+v", all)
	}
}

// TestTheRingIsBounded: by calls, by bytes, and by calls that are alike; the newest stay.
func TestTheRingIsBounded(t *testing.T) {
	var r ring
	for i := range 3 * mostCalls {
		r.add(flow.Exchange{Errand: flow.Errand{Case: flow.CaseID(fmt.Sprint(i))}})
	}
	if len(r.all) != mostCalls || r.all[mostCalls-1].Case != flow.CaseID(fmt.Sprint(3*mostCalls-1)) {
		t.Errorf("%d calls, the last of %s", len(r.all), r.all[len(r.all)-1].Case)
	}
	for i := range 200 {
		r.add(flow.Exchange{Errand: flow.Errand{Case: flow.CaseID(fmt.Sprint("big", i))}, Answer: flow.Message{Body: strings.Repeat("x", bodyLimit)}})
	}
	sum := 0
	for _, x := range r.all {
		sum += weight(x)
	}
	if sum != r.bytes || sum > mostBytes || len(r.all) < mostBytes/bodyLimit-2 {
		t.Errorf("%d bytes in %d calls, %d counted", sum, len(r.all), r.bytes)
	}
	road := flow.Exchange{Errand: flow.Errand{Case: "c1", Effect: flow.CreateLinkToken}, Endpoint: "/link/token/create"}
	r.add(road)
	for i := range 100 {
		r.add(flow.Exchange{Errand: flow.Errand{Case: "c1", Effect: flow.OpenLink}, Endpoint: "/link/token/get", RequestID: fmt.Sprint(i)})
	}
	all := r.of("c1")
	if len(all) != mostAlike+1 || all[0].RequestID != "99" || all[mostAlike].Endpoint != road.Endpoint {
		t.Errorf("%d calls: %+v", len(all), all)
	}
}

func TestManyCallsAtOnce(t *testing.T) {
	rec := New(time.Now)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json") // answered before the request is read
		_, _ = io.WriteString(w, `{"request_id":"r1"}`)
	}))
	defer server.Close()
	wrapped := rec.Wrap(flow.Plaid, http.DefaultTransport)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				resp, err := wrapped.RoundTrip(testRequest(t, server.URL+"/x", strings.Repeat(" ", 100)+`{"client_name":"x"}`))
				if err != nil {
					continue // the server may close a connection whose request it did not read
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				_ = rec.Exchanges("c1")
			}
		})
	}
	wg.Wait()
	if n := len(rec.seen()); n != mostAlike {
		t.Errorf("%d calls", n)
	}
}

// BenchmarkCall is a call over a socket with and without somebody looking; compare the two.
func BenchmarkCall(b *testing.B) {
	body := accountsAnswer()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}))
	defer server.Close()
	for name, transport := range map[string]http.RoundTripper{"bare": http.DefaultTransport, "glass": New(time.Now).Wrap(flow.Plaid, http.DefaultTransport)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				resp, err := transport.RoundTrip(testRequest(b, server.URL+"/accounts/get", `{"access_token":"access-sandbox-0123456789ab-a92c"}`))
				if err != nil {
					b.Fatal(err)
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			}
		})
	}
}

// TestAMistakeInMaskingCostsNoCall: what cannot be masked is not shown, and the client has its answer.
func TestAMistakeInMaskingCostsNoCall(t *testing.T) {
	req := testRequest(t, "https://h/x", `{"secret":"fedcba9876543210"}`)
	req.URL = nil // nothing that any client sends; it stands for our own mistakes
	resp, err, all := through(t, answer(200, "application/json", `{"request_id":"r1"}`), req)
	if err != nil || resp.StatusCode != 200 || len(all) != 1 || all[0].Problem == "" || all[0].Request.Body != "" || all[0].Answer.Body != "" {
		t.Errorf("%v %+v", err, all)
	}
}
