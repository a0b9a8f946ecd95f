package primetrust

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"linkdesk/flow"
)

const loginPath = "/auth/jwts"

// session is a JWT and when it should not be used any more.
type session struct {
	token flow.Secret
	until time.Time
}

// early is how long before its end a JWT is given up, so that none runs out on its way.
const early = time.Minute

// blindLife is how long a JWT is used that does not say when it ends, or that has ended
// already by our clock, which may be wrong.
const blindLife = 10 * time.Minute

// do sends one request with a bearer token, and once more after a new login when the
// token is refused: a 401 comes before any work is done.
func (c *Client) do(ctx context.Context, r request) (answer, *flow.Fault) {
	for attempt := 1; ; attempt++ {
		token, a, f := c.bearer(ctx, r.op)
		if f != nil {
			return a, f
		}
		a = c.send(ctx, r, func(req *http.Request) {
			token.Use(func(b []byte) { req.Header.Set("Authorization", "Bearer "+string(b)) })
		})
		if a.err == nil && a.call.HTTPStatus == http.StatusUnauthorized && attempt == 1 {
			c.forget(ctx, token)
			continue
		}
		if a.call.HTTPStatus >= http.StatusBadRequest {
			a.body = withhold(a.body, r.private)
		}
		return a, c.judge(r, a)
	}
}

// bearer gives the token of the session, logging in when there is none. Only one caller
// logs in at a time; the others wait for it, or for their context.
func (c *Client) bearer(ctx context.Context, op string) (flow.Secret, answer, *flow.Fault) {
	var s session
	select {
	case s = <-c.session:
	case <-ctx.Done():
		a := answer{err: ctx.Err(), unsent: true}
		return flow.Secret{}, a, c.judge(request{op: op, path: loginPath}, a)
	}
	defer func() { c.session <- s }()
	if !s.token.Empty() && c.now().Before(s.until) {
		return s.token, answer{}, nil
	}
	fresh, a, f := c.login(ctx, op)
	if f != nil {
		return flow.Secret{}, a, f
	}
	s = fresh
	return s.token, a, nil
}

// forget gives up a token that was refused, unless somebody has a new one already.
func (c *Client) forget(ctx context.Context, token flow.Secret) {
	select {
	case s := <-c.session:
		if s.token.Hash() == token.Hash() {
			s = session{}
		}
		c.session <- s
	case <-ctx.Done(): // the next look at the session finds the same
	}
}

// login asks for a JWT by Basic authentication. The answer is flat, not JSON:API.
func (c *Client) login(ctx context.Context, op string) (session, answer, *flow.Fault) {
	r := request{op: op, method: http.MethodPost, path: loginPath}
	a := c.send(ctx, r, func(req *http.Request) {
		c.password.Use(func(b []byte) { req.SetBasicAuth(c.email, string(b)) })
	})
	if f := c.judge(r, a); f != nil {
		return session{}, a, beforeTheWork(f)
	}
	var out struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(a.body, &out); err != nil || out.Token == "" {
		return session{}, a, beforeTheWork(c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer to the login holds no token"))
	}
	return session{flow.NewSecret([]byte(out.Token)), c.lifeOf(out.Token)}, a, nil
}

// beforeTheWork says what a failed login means for the work that needed it: it was not
// begun, and a login may be tried again as often as one likes.
func beforeTheWork(f *flow.Fault) *flow.Fault {
	switch {
	case f.Kind == flow.Unknown:
		f.Kind = flow.Transient
	case f.HTTPStatus != 0 && f.Kind != flow.Transient:
		f.Kind = flow.Config // a refused login tells nothing about the work, whose key must be kept
	}
	f.Message = "the login at Prime Trust did not succeed, so nothing else was sent: " + f.Message
	return f
}

// lifeOf reads the end out of the token's claims. They are not verified: a wrong one only
// costs a 401 and a new login.
func (c *Client) lifeOf(token string) time.Time {
	now := c.now()
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if parts := strings.Split(token, "."); len(parts) == 3 {
		if raw, err := base64.RawURLEncoding.DecodeString(parts[1]); err == nil {
			_ = json.Unmarshal(raw, &claims) // claims of another shape leave Exp at zero
		}
	}
	if end := time.Unix(claims.Exp, 0).Add(-early); end.After(now) {
		return end
	}
	return now.Add(blindLife)
}

// notKnown says what a 401 means: of the login itself, and of a session that had begun just
// before, since one that has grown old is renewed first.
func (c *Client) notKnown(r request, a answer, text string) string {
	what := "Prime Trust does not take the session that it has just given: "
	if r.path == loginPath {
		what = "the e-mail address or the password is wrong: "
	}
	at, err := http.ParseTime(a.header.Get("Date"))
	off := c.now().Sub(at)
	if hours := off.Abs().Round(time.Hour).Hours(); err == nil && hours > 0 {
		way := "ahead of"
		if off < 0 {
			way = "behind"
		}
		text += fmt.Sprintf("; the clock of this machine is %.0f h %s Prime Trust's", hours, way)
	}
	return what + text
}
