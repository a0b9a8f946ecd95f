package sim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// jwtLife is the default life of a token, read off the guide's sample.
const jwtLife = 7 * 24 * time.Hour

// maxTTL keeps a wished life, in seconds, within a time.Duration.
const maxTTL = 100 * 365 * 24 * 3600

type jwtClaims struct {
	AuthSecret string   `json:"auth_secret"`
	UserGroups []string `json:"user_groups"`
	Now        int64    `json:"now"`
	Exp        int64    `json:"exp"`
}

// ptLogin is POST /auth/jwts: Basic in, a flat token out, status 201.
func (t *tx) ptLogin(r *http.Request, body []byte) reply {
	email, password, ok := r.BasicAuth()
	o := t.s.opts
	if !ok || email == "" || password == "" || o.PTEmail != "" && email != o.PTEmail || o.PTPassword != "" && password != o.PTPassword {
		return ptUnauthorized("the e-mail or password is not right").reply()
	}
	var wish struct {
		TTL       *int64     `json:"ttl"` // seconds
		ExpiresAt *time.Time `json:"expires-at"`
	}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &wish); err != nil {
			return ptRefuse(http.StatusUnprocessableEntity, "Invalid JSON", "the body is not a JSON object with valid members").reply()
		}
	}
	until := t.now.Add(jwtLife)
	switch {
	case wish.TTL != nil && *wish.TTL < 0:
		return ptRefuse(http.StatusUnprocessableEntity, "Invalid Attribute", "ttl must not be negative").reply()
	case wish.TTL != nil:
		until = t.now.Add(time.Duration(min(*wish.TTL, maxTTL)) * time.Second)
	case wish.ExpiresAt != nil:
		until = *wish.ExpiresAt
	}
	return jsonReply(http.StatusCreated, "application/json", map[string]string{"token": t.signJWT(jwtClaims{
		AuthSecret: t.s.secretUUID(), UserGroups: []string{}, Now: t.now.Unix(), Exp: until.Unix(),
	})})
}

// jwtKey follows from the seed, so that a token outlives the process like
// everything else in the world.
func (t *tx) jwtKey() []byte {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("prime trust jwt "), t.w.IDs.Seed))
	return sum[:]
}

func (t *tx) signJWT(claims jwtClaims) string {
	payload, _ := json.Marshal(claims) // strings and numbers always marshal
	signed := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(payload)
	return signed + "." + base64.RawURLEncoding.EncodeToString(t.jwtSum(signed))
}

func (t *tx) jwtSum(signed string) []byte {
	mac := hmac.New(sha256.New, t.jwtKey())
	mac.Write([]byte(signed))
	return mac.Sum(nil)
}

// ptAuthorized refuses an absent, forged or expired token.
func (t *tx) ptAuthorized(header string) *ptFail {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") || token == "" {
		return ptUnauthorized("a bearer token is required")
	}
	dot := strings.LastIndexByte(token, '.')
	if dot < 0 {
		return ptUnauthorized("the token is not a JWT")
	}
	sum, err := base64.RawURLEncoding.DecodeString(token[dot+1:])
	if err != nil || !hmac.Equal(sum, t.jwtSum(token[:dot])) {
		return ptUnauthorized("the token's signature is not right")
	}
	_, payload, _ := strings.Cut(token[:dot], ".")
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	var claims jwtClaims
	if err != nil || json.Unmarshal(raw, &claims) != nil {
		return ptUnauthorized("the token is not a JWT")
	}
	if t.now.Unix() >= claims.Exp {
		return ptUnauthorized("the token has expired")
	}
	return nil
}

func ptUnauthorized(detail string) *ptFail {
	return ptRefuse(http.StatusUnauthorized, "Unauthorized", detail)
}
