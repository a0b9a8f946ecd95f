package primetrust

import (
	"strings"

	"linkdesk/flow"
)

// What must not get out of a provider's text, even when the provider itself put it in:
// Plaid's tokens, bearer values and user names in addresses. What could be an account or
// routing number is scrubNumbers' business.
var (
	tokenText  = flow.Pattern(`(?i)\b(access|public|processor|link)-(sandbox|production)-[0-9a-z-]+`)
	bearerText = flow.Pattern(`(?i)\b(bearer|basic)\s+[0-9a-z+/=._~-]+`)
	jwtText    = flow.Pattern(`eyJ[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)+`)
	userText   = flow.Pattern(`://[^/\s@]*@`)
)

func scrub(s string) string {
	s = tokenText().ReplaceAllString(s, "$1-$2-[secret]")
	s = bearerText().ReplaceAllString(s, "$1 [secret]")
	s = jwtText().ReplaceAllString(s, "[secret]")
	return userText().ReplaceAllString(s, "://")
}

// scrub also takes the password itself out.
func (c *Client) scrub(s string) string {
	c.password.Use(func(b []byte) { s = strings.ReplaceAll(s, string(b), "[secret]") })
	return scrub(s)
}
