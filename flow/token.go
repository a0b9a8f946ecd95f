package flow

import "strings"

// tokenBegun is a token of Plaid's, or the front of one that is still being typed.
var tokenBegun = Pattern(`(?i)(link|public|access|processor)-(?:sandbox|development|production)-[0-9A-Za-z-]*`)

// TokenIn finds a token of Plaid's in a text that somebody typed or pasted, also when its end is
// still missing. Such a text must not be shown. The kind is "link", "public", "access" or "processor".
func TokenIn(text string) (token, kind string, is bool) {
	for _, m := range tokenBegun().FindAllStringSubmatchIndex(text, -1) {
		// One that this program has masked ("processor-sandbox-…a92c") is told by everything that it prints.
		if rest := text[m[1]:]; strings.HasPrefix(rest, "…") && strings.HasSuffix(text[:m[1]], "-") {
			continue
		}
		return text[m[0]:m[1]], text[m[2]:m[3]], true
	}
	return "", "", false
}
