package glass

import (
	"strings"

	"linkdesk/flow"
)

var (
	whenShape = flow.Pattern(`^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]([T ][0-9:.]{5,18}(Z|[+-][0-9:]{4,6})?)?$`)
	// worse is what may be in no text: tokens and sessions, e-mail addresses, and digits enough for
	// an account, a routing number or a tax id. UUIDs and days are passed over.
	worse = flow.Pattern(`(?i)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\b)` +
		`|\b(?:link|public|access|processor)-(?:sandbox|production)-[0-9a-z-]+|\b(?:bearer|basic)\s+\S+|eyJ[0-9A-Za-z_-]+\.\S+` +
		`|[^\s@"<>]+@[^\s@"<>]+|[0-9](?:[ ./_-]?[0-9]){4,}`)
)

// seen is a value as it may be seen, and whether any of it may.
func (m *masker) seen(k kind, s string) (string, bool) {
	if m.told(s) {
		return "", false
	}
	switch k {
	case id:
		return s, uuid(s) || of(s, 128, "_.:-") && !numeric(s, 6) && !worseThan(s)
	case word:
		return s, of(s, 128, "_.:-/+ []") && !numeric(s, 6) && !worseThan(s)
	case when:
		return s, whenShape().MatchString(s)
	case amount:
		return s, decimal(s, 9, 8)
	case count:
		return s, decimal(s, 5, 0)
	case tail:
		return s, of(s, 4, "")
	case text:
		return clean(s, 120), true
	case remark:
		return clean(s, 500), !m.private
	case address:
		return m.url(s)
	case agent:
		return s, of(s, 128, "_.:-/+ ;,=()*") && !worseThan(s)
	case moment:
		return s, of(s, 40, ", :") && len(s) >= 29
	}
	return "", false
}

// worseThan reports a token or a session within a text that is otherwise of the right shape.
func worseThan(s string) bool {
	return strings.Contains(s, "-sandbox-") || strings.Contains(s, "-production-") || strings.Contains(s, "eyJ")
}

// clean takes out of a text what may be in none.
func clean(s string, limit int) string {
	if !suspicious(s) {
		if len(s) <= limit && of(s, limit, " .,:;/_%'()&#-") {
			return s // as most are
		}
		return flow.CleanTo(s, limit)
	}
	s = worse().ReplaceAllStringFunc(s, func(found string) string {
		if uuid(found) || whenShape().MatchString(found) {
			return found
		}
		return flow.Hidden
	})
	return flow.CleanTo(s, limit)
}

// suspicious reports that a text is worth the search: most are names without a digit.
func suspicious(s string) bool {
	return digitsIn(s) > 4 || strings.IndexByte(s, '@') >= 0 || worseThan(s) || strings.Contains(s, "asic") || strings.Contains(s, "earer") ||
		strings.Contains(s, "ASIC") || strings.Contains(s, "EARER")
}

// told reports that a text repeats a value that was masked in the request, or a credential.
func (m *masker) told(s string) bool {
	if len(s) < shortest {
		return false
	}
	for _, v := range m.hidden {
		if strings.Contains(s, v) {
			return true
		}
	}
	return false
}

// shortest is the least length of a masked value that is looked for elsewhere: shorter ones are in
// any word.
const shortest = 4

// hide makes the mask of a value, and remembers it so that it is found where it is repeated.
func (m *masker) hide(k kind, s string) string {
	if len(s) >= shortest {
		m.hidden = append(m.hidden, s)
	}
	if k != secret && m.asking {
		m.private = true
	}
	if worseThan(s) {
		if masked := flow.NewSecret([]byte(s)).Masked(); flow.IsHidden(masked) {
			return masked
		}
	}
	return flow.Hidden
}
