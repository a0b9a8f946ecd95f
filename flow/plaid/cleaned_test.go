package plaid

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// requestHeader is where an answer without a body of ours names its request.
const requestHeader = "X-Request-Id"

// planted is a transport whose answers have a hostile text in some of their strings. Which, is a
// matter of their names and of the bits: zero is all of them.
type planted struct {
	next http.RoundTripper
	text string
	bits uint64
	// spare leaves times and tokens as they are, without which some answers are none.
	spare bool
}

func (p *planted) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := p.next.RoundTrip(r)
	if err != nil || p.text == "" {
		return resp, err
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var answer any
	if json.Unmarshal(raw, &answer) == nil {
		raw, _ = json.Marshal(p.plant(answer, ""))
	}
	resp.Header.Set(requestHeader, strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1 // no header can carry it
		}
		return r
	}, p.text))
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	resp.Header.Del("Content-Length")
	return resp, nil
}

func (p *planted) plant(v any, name string) any {
	switch v := v.(type) {
	case string:
		if _, err := time.Parse(time.RFC3339, v); p.spare && (err == nil || strings.Contains(v, "-sandbox-") || strings.HasPrefix(v, "https://")) {
			return v
		}
		h := fnv.New64a()
		_, _ = h.Write([]byte(name))
		if p.bits == 0 || (h.Sum64()&p.bits)%3 != 0 {
			return v + p.text
		}
	case []any:
		for i := range v {
			v[i] = p.plant(v[i], name)
		}
	case map[string]any:
		for k := range v {
			v[k] = p.plant(v[k], name+"."+k)
		}
	}
	return v
}

// checkClean finds, by reflection, every text in a value and demands that flow.Clean has nothing to
// do there. A new field needs no line here.
func checkClean(t *testing.T, where string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		for _, line := range strings.Split(v.String(), "\n") {
			if got := flow.CleanTo(line, len(line)+1); got != line {
				t.Errorf("%s is %q", where, line)
			}
		}
		if strings.Contains(v.String(), "\n") && !strings.HasPrefix(where, "agreement") {
			t.Errorf("%s has lines: %q", where, v.String())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				checkClean(t, where+"."+v.Type().Field(i).Name, v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			checkClean(t, where, v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			checkClean(t, where, k)
			checkClean(t, where, v.MapIndex(k))
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			checkClean(t, where, v.Elem())
		}
	}
}

// hostileTexts want to steer a terminal, hide, look like a line of their own, or fill the memory.
func hostileTexts() []string {
	return []string{"\x1b]52;c;aGFjaw==\a\x1b[2J\u009b31m\u202e\u200b\u2066\ufeff\r\n✓ submitted\x00", strings.Repeat("a\u0301\u0301\u0301\u0301\u0301\u0301", 900),
		"\u2028\u2029\u0085\t\v\f\x7f\ue000\U000e0041\u115f"}
}

// TestEveryAnswerIsCleaned makes every call there is, with hostile answers of the simulator, and
// looks at everything that comes out: values, calls and faults.
func TestEveryAnswerIsCleaned(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	w := newWorld(t, sim.Options{}, true)
	wire := &planted{next: w.sim.Transport()}
	c := newClient(t, Config{Env: flow.Demo, BaseURL: w.url, Transport: wire})
	access := w.item()
	link, _, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "cp-1", Hosted: true})
	if err != nil {
		t.Fatal(err)
	}
	pick := [2]string{"select_institution", `{"institution_id":"ins_109508"}`}
	w.walk(link.Token, [2]string{"continue", "{}"}, pick, [2]string{"credentials", `{"username":"user_good","password":"error_ITEM_LOCKED"}`}, [2]string{"exit", "{}"})
	calls := everyCall()
	calls["accounts"] = func(t *testing.T, c *Client) (any, flow.Call, error) { return three(c.Accounts(t.Context(), access)) }
	calls["balances"] = func(t *testing.T, c *Client) (any, flow.Call, error) { return three(c.Balances(t.Context(), access)) }
	calls["item"] = func(t *testing.T, c *Client) (any, flow.Call, error) { return three(c.Item(t.Context(), access)) }
	calls["sessions"] = func(t *testing.T, c *Client) (any, flow.Call, error) {
		return three(c.LinkSessions(t.Context(), link.Token))
	}
	well := map[string]bool{}
	for name, call := range calls {
		for n := range 24 {
			wire.text, wire.bits = hostileTexts()[n%3], 0
			if wire.spare = n%2 == 0; n > 3 {
				wire.bits = r.Uint64() | 1
			}
			v, made, err := call(t, c)
			checkClean(t, name, reflect.ValueOf([]any{v, made, err}))
			well[name] = well[name] || err == nil
		}
	}
	for _, name := range []string{"accounts", "balances", "item", "sessions", "/institutions/get_by_id"} {
		if !well[name] {
			t.Errorf("%s never succeeded, so its values were not looked at", name)
		}
	}
}
