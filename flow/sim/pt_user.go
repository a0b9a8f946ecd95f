package sim

import (
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ptUser is an API user who signed up. Of the password there is only a mark.
type ptUser struct {
	ID, Name, Email, Mark string
	CreatedAt             time.Time
}

func (u *ptUser) key() string { return u.Email }

// signUp is the one resource that is made without a token: the guide does it
// so, although the specification marks the call as protected.
func (c *ptCall) signUp() ptAnswer {
	if f := c.readAttributes(); f != nil {
		return refuse(f)
	}
	var req struct {
		Name     string `json:"name"`
		Email    string `json:"email"`
		Password string `json:"password"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	_, taken := c.w.PTUsers.get(req.Email)
	switch {
	case req.Name == "":
		return refuse(ptInvalid("name", "is required"))
	case !strings.Contains(req.Email, "@") || len(req.Email) > 254:
		return refuse(ptInvalid("email", "must be an e-mail address"))
	case taken || c.s.opts.PTEmail != "" && req.Email == c.s.opts.PTEmail:
		return refuse(ptInvalid("email", "has already been taken"))
	case !strong(req.Password):
		return refuse(ptInvalid("password", "needs at least 8 characters with a lower case letter, an upper case letter and a digit"))
	case utf8.RuneCountInString(req.Name) > 80:
		return refuse(ptInvalid("name", "must have at most 80 characters"))
	}
	u := &ptUser{ID: c.w.IDs.uuid(), Name: req.Name, Email: req.Email, Mark: c.mark(req.Email, req.Password), CreatedAt: c.now}
	c.w.PTUsers.put(u)
	c.changed = true
	return c.single(http.StatusCreated, u.resource())
}

func (u *ptUser) resource() *resource {
	at := rfc3339(u.CreatedAt)
	return newResource("users", u.ID, map[string]any{"claims": nil, "created-at": at, "disabled": false,
		"email": u.Email, "mfa-types": []string{}, "name": u.Name, "updated-at": at})
}

// showCurrentUser knows those who signed up; of others it knows the e-mail.
func (c *ptCall) showCurrentUser() ptAnswer {
	u, ok := c.w.PTUsers.get(c.user.Email)
	if !ok {
		u = &ptUser{ID: derivedID("users", c.user.Email), Email: c.user.Email, CreatedAt: time.Unix(c.user.Now, 0).UTC()}
	}
	return c.single(http.StatusOK, u.resource())
}

func strong(password string) bool {
	return len([]rune(password)) >= 8 && strings.ContainsFunc(password, unicode.IsLower) &&
		strings.ContainsFunc(password, unicode.IsUpper) && strings.ContainsFunc(password, unicode.IsDigit)
}
