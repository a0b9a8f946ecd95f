package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleanLimit caps one text from outside, in runes. Plaid's longest messages are a few
// hundred characters; 64 KB of one is an attack or a broken peer.
const cleanLimit = 500

// marksLimit caps the combining marks that may follow one character, so that stacked
// marks cannot paint over the lines above.
const marksLimit = 4

// tokenInText is a token as Plaid makes them, with enough behind its kind to be of use. What is pasted may stand
// right behind another word, or be in other letters.
var tokenInText = Pattern(`(?i)(link|public|access|processor)-(sandbox|production|development)-[0-9A-Za-z-]{8,}`)

// Clean makes a text from outside fit for a terminal: control characters of both sets,
// format and private-use characters (bidirectional overrides and tags among them) and
// invalid UTF-8 become U+FFFD, any white space becomes one plain space, and length and
// combining marks are capped. Letters that show nothing become U+FFFD too. Adapters call it when they decode, so that nothing above
// them ever holds a raw text.
//
// A token of Plaid's in it is masked: it has no business in a text.
func Clean(s string) string { return CleanTo(s, cleanLimit) }

// CleanTo is Clean with a limit of its own, in runes, for what is known to be long.
func CleanTo(s string, limit int) string {
	if strings.Count(s, "-") > 1 { // most texts have no token, and need no look for one
		s = tokenInText().ReplaceAllString(s, "$1-$2-[token]")
	}
	var b strings.Builder
	n, marks := 0, 0
	var before rune
	for i, r := range s {
		if n == limit {
			b.WriteRune('…')
			break
		}
		if r == joiner && joinsPictures(before, s[i:]) {
			continue
		}
		before = r
		switch {
		case r == utf8.RuneError && !validAt(s, i):
			r = unicode.ReplacementChar
		case unicode.IsSpace(r) && r != '\u0085':
			r = ' '
		case !unicode.IsPrint(r), blank(r):
			r = unicode.ReplacementChar
		}
		if unicode.Is(unicode.M, r) {
			if marks++; marks > marksLimit {
				continue
			}
		} else {
			marks = 0
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// CleanID is Clean for an id: it also refuses to keep more than 128 runes, since ids are
// opaque but never long.
func CleanID(s string) string {
	s = Clean(s)
	if r := []rune(s); len(r) > 128 {
		return string(r[:128])
	}
	return s
}

// joiner makes one picture of two, such as a family of its members.
const joiner = '\u200d'

// joinsPictures reports that a joiner stands between two pictures. It is left out there: the
// members are told one by one, and the rest of what a joiner can do stays visible.
func joinsPictures(before rune, at string) bool {
	after, _ := utf8.DecodeRuneInString(at[len(string(joiner)):])
	picture := func(r rune) bool {
		return r != utf8.RuneError && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == '\ufe0f')
	}
	return picture(before) && picture(after)
}

// blank reports letters that show nothing, which could make one name look like another.
func blank(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3164', '\uffa0':
		return true
	}
	return false
}

func validAt(s string, i int) bool {
	_, w := utf8.DecodeRuneInString(s[i:])
	return w > 1
}
