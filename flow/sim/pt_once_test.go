package sim

import (
	"strings"
	"sync"
	"testing"
)

const onceKey = "3f0f8a52-1c1e-4d3a-9b52-0f7a3c1d2e4f"

func once(name, key string) map[string]string { return map[string]string{name: key} }

func TestIdempotency(t *testing.T) {
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	good := methodBody(s.Seeded().PTContactID, token)
	const path = "/v2/funds-transfer-methods"
	count := func(want int) {
		t.Helper()
		if got := c.pt("GET", path, nil, nil).want(200).at("meta resource-count"); got != float64(want) {
			t.Fatalf("%v methods, want %d", got, want)
		}
	}
	t.Run("bad key", func(t *testing.T) {
		for _, bad := range []string{"x", "3f0f8a52-1c1e-1d3a-9b52-0f7a3c1d2e4f", onceKey + "0"} {
			c.pt("POST", path, once(headerOnceV2, bad), good).ptRefused(400)
			c.pt("POST", path, once(headerOnceV1, bad), good).ptRefused(400)
		}
		count(0)
	})
	t.Run("v2 replays", func(t *testing.T) {
		first := c.pt("POST", path, once(headerOnceV2, onceKey), good).want(201)
		again := c.pt("POST", path, once("x-idempotent-id-v2", strings.ToUpper(onceKey)), good).want(201)
		other := c.pt("POST", path, once(headerOnceV2, onceKey), obj{}).want(201)
		if again.raw != first.raw || other.raw != first.raw {
			t.Error("a repeat has another body")
		}
		if again.header.Get(headerOnceV2) != strings.ToUpper(onceKey) || again.header.Get("Content-Type") != ptType {
			t.Errorf("headers %v", again.header)
		}
		count(1)
	})
	t.Run("v2 replays refusals", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "4f0f", 1)
		first := c.pt("POST", path, once(headerOnceV2, key), obj{})
		first.ptRefused(422)
		if again := c.pt("POST", path, once(headerOnceV2, key), good).want(422); again.raw != first.raw {
			t.Error("a repeat has another body")
		}
		count(1)
	})
	t.Run("v1 points at the first", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "5f0f", 1)
		c.pt("POST", path, once(headerOnceV1, key), obj{}).ptRefused(422)
		first := c.pt("POST", path, once(headerOnceV1, key), good).want(201)
		again := c.pt("POST", path, once(headerOnceV1, key), good).want(202)
		if at := again.header.Get("Content-Location"); at != first.str("data links self") || again.raw != "" {
			t.Errorf("Content-Location %q, body %q", at, again.raw)
		}
		count(2)
	})
	t.Run("no key runs again", func(t *testing.T) {
		c.pt("POST", path, nil, good).want(201)
		count(3)
	})
	t.Run("a bad token uses no key up", func(t *testing.T) {
		key := strings.Replace(onceKey, "3f0f", "7f0f", 1)
		head := once(headerOnceV2, key)
		head["Authorization"] = "Bearer x"
		c.pt("POST", path, head, good).ptRefused(401)
		c.pt("POST", path, once(headerOnceV2, key), good).want(201)
	})
}

// Two uses of a key at one moment are one use.
func TestIdempotencyAtOneMoment(t *testing.T) {
	s, c := start(t, Options{})
	token, _ := c.processorToken()
	good := methodBody(s.Seeded().PTContactID, token)
	const path = "/v2/funds-transfer-methods"
	c.get(path).want(200) // the login comes before
	bodies := make([]string, 16)
	var wg sync.WaitGroup
	for i := range bodies {
		wg.Go(func() {
			a, err := c.ptTry("POST", path, once(headerOnceV2, onceKey), good)
			if err == nil && a.status == 201 {
				bodies[i] = a.raw
			}
		})
	}
	wg.Wait()
	for i, b := range bodies {
		if b == "" || b != bodies[0] {
			t.Errorf("answer %d differs: %q", i, b)
		}
	}
	c.get(path).want(200).wantAt(map[string]any{"meta resource-count": 1.0})
}
