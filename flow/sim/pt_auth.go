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
	Email      string   `json:"email"` // our own: the real token told nobody whose it is
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

// ptAuthorized reads a token, and refuses one that is absent, forged, expired
// or given back.
func (t *tx) ptAuthorized(header string) (jwtClaims, *ptFail) {
	var claims jwtClaims
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") || token == "" {
		return claims, ptUnauthorized("a bearer token is required")
	}
	dot := strings.LastIndexByte(token, '.')
	if dot < 0 {
		return claims, ptUnauthorized("the token is not a JWT")
	}
	sum, err := base64.RawURLEncoding.DecodeString(token[dot+1:])
	if err != nil || !hmac.Equal(sum, t.jwtSum(token[:dot])) {
		return claims, ptUnauthorized("the token's signature is not right")
	}
	_, payload, _ := strings.Cut(token[:dot], ".")
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || json.Unmarshal(raw, &claims) != nil {
		return claims, ptUnauthorized("the token is not a JWT")
	}
	if t.now.Unix() >= claims.Exp {
		return claims, ptUnauthorized("the token has expired")
	}
	if _, back := t.w.Revoked.get(claims.AuthSecret); back {
		return claims, ptUnauthorized("the session was invalidated")
	}
	return claims, nil
}

func ptUnauthorized(detail string) *ptFail {
	return ptRefuse(http.StatusUnauthorized, "Unauthorized", detail)
}
