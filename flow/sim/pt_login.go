package sim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

func authRoutes() []ptRoute {
	return []ptRoute{
		{"POST", "/auth/jwts", (*ptCall).login},
		{"POST", "/auth/jwts/invalidate-session", (*ptCall).invalidateSession},
		{"GET", "/auth/current", (*ptCall).currentUser},
		{"POST", "/v2/users", (*ptCall).signUp},
		{"GET", "/v2/users/current", (*ptCall).showCurrentUser},
	}
}

// revoked is a token that was given back, by its claim auth_secret.
type revoked struct{ Secret string }

func (r *revoked) key() string { return r.Secret }

// login is POST /auth/jwts: Basic in, a flat token out, status 201. Who signed
// up needs that password; anyone else logs in with the options' credentials,
// or with any when there are none.
func (c *ptCall) login() ptAnswer {
	email, password, ok := c.r.BasicAuth()
	if !ok || email == "" || password == "" || !c.knows(email, password) {
		return refuse(ptUnauthorized("the e-mail or password is not right"))
	}
	var wish struct {
		TTL       *int64     `json:"ttl"` // seconds
		ExpiresAt *time.Time `json:"expires-at"`
	}
	if len(c.body) > 0 {
		if err := json.Unmarshal(c.body, &wish); err != nil {
			return refuse(ptRefuse(http.StatusUnprocessableEntity, "Invalid JSON", "the body is not a JSON object with valid members"))
		}
	}
	until := c.now.Add(jwtLife)
	switch {
	case wish.TTL != nil && *wish.TTL < 0:
		return refuse(ptRefuse(http.StatusUnprocessableEntity, "Invalid Attribute", "ttl must not be negative"))
	case wish.TTL != nil:
		until = c.now.Add(time.Duration(min(*wish.TTL, maxTTL)) * time.Second)
	case wish.ExpiresAt != nil:
		until = *wish.ExpiresAt
	}
	return ptAnswer{status: http.StatusCreated, plain: true, doc: map[string]string{"token": c.signJWT(jwtClaims{
		AuthSecret: c.s.secretUUID(), UserGroups: []string{}, Now: c.now.Unix(), Exp: until.Unix(), Email: email,
	})}}
}

func (t *tx) knows(email, password string) bool {
	if u, signedUp := t.w.PTUsers.get(email); signedUp {
		return hmac.Equal([]byte(u.Mark), []byte(t.mark(email, password)))
	}
	o := t.s.opts
	return (o.PTEmail == "" || email == o.PTEmail) && (o.PTPassword == "" || password == o.PTPassword)
}

// mark tells a password again without keeping it.
func (t *tx) mark(email, password string) string {
	mac := hmac.New(sha256.New, t.jwtKey())
	mac.Write([]byte(email + "\x00" + password))
	return hex.EncodeToString(mac.Sum(nil))
}

// readOnly is the simulator's own access policy, so that a 403 can be had: a
// login whose e-mail begins with "readonly" may read and nothing else.
func (c jwtClaims) readOnly() bool { return strings.HasPrefix(c.Email, "readonly") }

// invalidateSession gives the call's own token back.
func (c *ptCall) invalidateSession() ptAnswer {
	c.w.Revoked.put(&revoked{c.user.AuthSecret})
	c.changed = true
	return ptAnswer{status: http.StatusNoContent}
}

func (c *ptCall) currentUser() ptAnswer {
	name := ""
	if u, ok := c.w.PTUsers.get(c.user.Email); ok {
		name = u.Name
	}
	return ptAnswer{status: http.StatusOK, plain: true, doc: map[string]any{"disabled": false, "email": c.user.Email, "mfa-types": []string{}, "name": name}}
}
