package plaid

import (
	"strings"

	"linkdesk/flow"
)

// What must not get out of a text from outside, even when the provider itself put it in:
// tokens, which Plaid's messages show by their pattern, and user names in addresses, which
// the error of a badly configured proxy shows.
var (
	tokenText = flow.Pattern(`(?i)\b(access|public|processor|link)-(sandbox|production)-[0-9a-z-]+`)
	userText  = flow.Pattern(`://[^/\s@]*@`)
)

func scrub(s string) string {
	return userText().ReplaceAllString(tokenText().ReplaceAllString(s, "$1-$2-[secret]"), "://")
}

// scrub also takes the secret of the API keys itself out.
func (c *Client) scrub(s string) string {
	c.secret.Use(func(b []byte) { s = strings.ReplaceAll(s, string(b), "[secret]") })
	return scrub(s)
}
