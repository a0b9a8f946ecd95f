package flow

// tokenBegun is a token of Plaid's, or the front of one that is still being typed.
var tokenBegun = Pattern(`(?i)(link|public|access|processor)-(?:sandbox|development|production)-[0-9A-Za-z-]*`)

// TokenIn finds a token of Plaid's in a text that somebody typed or pasted, also when its end is
// still missing. Such a text must not be shown. The kind is "link", "public", "access" or "processor".
func TokenIn(text string) (token, kind string, is bool) {
	m := tokenBegun().FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	return m[0], m[1], true
}
