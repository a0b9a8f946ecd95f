package engine

import (
	"time"

	"linkdesk/flow"
)

// RetryPolicy says how often and how long transient faults are waited out. Waits double
// from First up to Max, less a random part of up to half, so that many consoles do not come
// back together.
type RetryPolicy struct {
	Tries int // calls in all, the first one included
	First time.Duration
	Max   time.Duration
}

// DefaultRetry tries four times within about five seconds.
func DefaultRetry() RetryPolicy {
	return RetryPolicy{Tries: 4, First: 600 * time.Millisecond, Max: 8 * time.Second}
}

// retryAfterCap bounds what a provider may ask us to wait; a longer wait is the operator's to
// decide.
const retryAfterCap = time.Minute

// again decides whether a fault is waited out and how long. A lost answer is repeated only
// where the rules of the effect allow it: calls whose repetition is harmless, the exchange
// once, because the same public token gives the same Item within its 30 minutes, the
// partner's POSTs, because they go out under the same key with the same bytes, and the rotation of
// an access token, because the old one is asked first whether anything was done.
func (e *Engine) again(kind flow.EffectKind, tries int, f *flow.Fault) (time.Duration, bool) {
	limit := e.cfg.Retry.Tries
	switch f.Kind {
	case flow.Transient:
	case flow.Unknown:
		switch {
		case kind.Repeatable(), kind.Keyed(), kind == flow.RotateAccess:
		case kind == flow.ExchangePublicToken:
			limit = min(limit, 2)
		default:
			return 0, false
		}
	default:
		return 0, false
	}
	if tries >= limit {
		return 0, false
	}
	wait := min(e.cfg.Retry.First<<(tries-1), e.cfg.Retry.Max)
	wait -= time.Duration(e.cfg.Jitter() * float64(wait) / 2)
	if asked := time.Duration(f.RetryAfter) * time.Second; asked > wait {
		wait = min(asked, retryAfterCap)
	}
	return wait, true
}
