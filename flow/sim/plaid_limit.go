package sim

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"
)

// rateLimit is one row of the Sandbox's limits per minute
// (plaid.com/docs/errors/rate-limit-exceeded); 0 is no limit.
type rateLimit struct {
	perItem, perClient   int
	itemCode, clientCode string
}

// rateLimits has the paths with a published number. Of the two numbers that
// are published for a client's balances, the lower one stands here.
var rateLimits = map[string]rateLimit{
	"/accounts/get":           {100, 5000, "ACCOUNTS_LIMIT", "ACCOUNTS_LIMIT"},
	"/accounts/balance/get":   {25, 100, "BALANCE_LIMIT", "ACCOUNTS_BALANCE_GET_LIMIT"},
	"/auth/get":               {100, 500, "AUTH_LIMIT", "AUTH_LIMIT"},
	"/identity/get":           {100, 1000, "IDENTITY_LIMIT", "IDENTITY_LIMIT"},
	"/item/get":               {40, 5000, "ITEM_GET_LIMIT", "ITEM_GET_LIMIT"},
	"/item/remove":            {100, 500, "RATE_LIMIT", "RATE_LIMIT"},
	"/institutions/get":       {0, 10, "", "INSTITUTIONS_GET_LIMIT"},
	"/institutions/get_by_id": {0, 400, "", "INSTITUTIONS_GET_BY_ID_LIMIT"},
	"/processor/token/create": {0, 500, "", "RATE_LIMIT"},
}

// maxCounted bounds what one minute can make the limiter remember. Beyond it
// only what is already counted goes on being counted.
const maxCounted = 50_000

// limiter counts calls in whole minutes of simulated time. It belongs to the
// process, never to the world.
type limiter struct {
	mu     sync.Mutex
	minute time.Time
	counts map[string]int
}

func newLimiter() *limiter { return &limiter{counts: make(map[string]int)} }

// reset forgets the present minute; without limits there is nothing to forget.
func (l *limiter) reset() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counts = make(map[string]int)
}

// over counts one call of who and reports whether it is one too many.
func (l *limiter) over(now time.Time, who string, limit int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if minute := now.Truncate(time.Minute); !minute.Equal(l.minute) {
		l.minute, l.counts = minute, make(map[string]int)
	}
	n, counted := l.counts[who]
	if limit == 0 || !counted && len(l.counts) >= maxCounted {
		return false
	}
	l.counts[who] = n + 1
	return n >= limit
}

// limited refuses the call that is one too many, for the Item before the
// client. Refused calls count too; an unknown token counts for its client alone.
func (c *plaidCall) limited(path string, header http.Header) *plaidFail {
	if c.s.limits == nil {
		return nil
	}
	if strings.HasSuffix(path, olderEnds) {
		path = "/processor/token/create"
	}
	limit, published := rateLimits[path]
	if !published {
		return nil
	}
	var who struct {
		ClientID    string `json:"client_id"`
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(c.body, &who); err != nil {
		return nil // the handler says so
	}
	if who.ClientID == "" {
		who.ClientID = header.Get(clientIDHeader)
	}
	if it, ok := c.w.byAccess[who.AccessToken]; ok && c.s.limits.over(c.now, path+" "+it.ID, limit.perItem) {
		return failCode(limit.itemCode)
	}
	if c.s.limits.over(c.now, path+" "+who.ClientID, limit.perClient) {
		return failCode(limit.clientCode)
	}
	return nil
}
