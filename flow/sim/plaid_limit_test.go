package sim

import (
	"fmt"
	"testing"
	"time"
)

// A minute later the calls are free again; another Item's were all along.
func TestRateLimitsPassWithTime(t *testing.T) {
	clock := newClock()
	s, c := start(t, Options{RateLimits: true, Now: clock.now})
	access, other := c.itemAt("ins_109508", nil, "auth"), c.itemAt("ins_109508", nil, "auth")
	get := func(token string) answer { return c.plaid("/item/get", obj{"access_token": token}) }
	for range 40 {
		get(access).want(200)
	}
	get(access).refused(429, "ITEM_GET_LIMIT")
	get(other).want(200)
	c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	clock.add(time.Minute)
	get(access).want(200)
	for range 39 {
		get(access).want(200)
	}
	get(access).refused(429, "ITEM_GET_LIMIT")
	c.steer("reset", obj{}).want(200)
	if len(s.limits.counts) != 0 {
		t.Error("a reset counts on")
	}
}

// A client is the one of the keys, wherever they stand.
func TestRateLimitOfAClient(t *testing.T) {
	_, c := start(t, Options{RateLimits: true})
	body := obj{"count": 1, "offset": 0, "country_codes": []string{"US"}}
	for range 10 {
		c.plaid("/institutions/get", body).want(200)
	}
	c.plaid("/institutions/get", body).refused(429, "INSTITUTIONS_GET_LIMIT")
	c.sent("/institutions/get", plaidHeaders(), with(copied(body), obj{"client_id": "76543210fedcba9876543210"})).want(200)
	header := map[string]string{"Content-Type": "application/json"}
	c.sent("/institutions/get", header, with(copied(body), obj{"client_id": testClient, "secret": testSecret})).refused(429, "INSTITUTIONS_GET_LIMIT")
}

func TestRateLimitsAreOff(t *testing.T) {
	_, c := start(t, Options{})
	for range 12 {
		c.plaid("/institutions/get", obj{"count": 1, "offset": 0, "country_codes": []string{"US"}}).want(200)
	}
}

// The limiter forgets every minute, and within one it counts so many at most.
func TestLimiterIsBounded(t *testing.T) {
	l, now := newLimiter(), newClock().now()
	for i := range maxCounted + 100 {
		if l.over(now, fmt.Sprint(i), 1) {
			t.Fatalf("call %d is refused", i)
		}
	}
	if len(l.counts) != maxCounted {
		t.Errorf("%d are counted", len(l.counts))
	}
	if !l.over(now, "7", 1) {
		t.Error("who is counted is not counted on")
	}
	if l.over(now.Add(time.Minute), "7", 1) || len(l.counts) != 1 {
		t.Error("the minute before is remembered")
	}
}
