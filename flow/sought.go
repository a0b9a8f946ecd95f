package flow

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Sought is what a text may mean that somebody typed or pasted to find a case. A screenshot that was
// read by a machine, a line of a log and an error as JSON hold several things; each of them is tried.
type Sought struct {
	IDs    []string // that may be whole ids, the most likely first
	Codes  []string // error codes and exit statuses, Prime Trust's numbers among them
	Masks  []string // last digits of an account
	Amount Money    // zero where none was given
	// Words all have to stand in one row, or in one note; empty where a whole document was pasted.
	Words string
	// Typed is the text without what stands around it.
	Typed string
}

const (
	// mostSought bounds each list of a pasted document.
	mostSought = 16
	// mostWords tells what somebody typed from what was pasted.
	mostWords = 8
	// shortestID is the least of an id that stands alone in a text: words are shorter.
	shortestID = 8
)

// The shapes of what is looked for. They are never written to.
var (
	labelled    = Pattern(`(?i)\b(?:request_id|link_session_id|item_id|account_id|client_user_id|institution_id|contact_id|funds_transfer_id|case|x-request-id|id)["'\x60]?\s*[:=]\s*["'\x60]?([^\s"'\x60,;{}\[\]()<>]+)`)
	labelCode   = Pattern(`(?i)\b(?:error_code|code)["'\x60]?\s*[:=]?\s*["'\x60]?([A-Za-z0-9_]{3,})`)
	codeShape   = Pattern(`\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b`)
	bareCode    = Pattern(`^(?:[0-9]{3,6}|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z]{4,}|[Rr][0-9]{2})$`)
	maskShape   = Pattern(`(?i)(?:^|[^0-9a-z])(?:[x*•·…#]{1,12}|\.{2,4}|(?:ending|ends|mask|account)(?: in| with)?[:= ]{1,3})[ -]?"?([0-9]{2,4})(?:$|[^0-9a-z])`)
	bareMask    = Pattern(`^[0-9]{4}$`)
	moneyShape  = Pattern(`\$\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|\b[0-9][0-9,]*\.[0-9]{2}\b(?: ?USD\b)?`)
	document    = Pattern(`[{\n]|["'\x60]\s*:`)
	institution = Pattern(`\bins_[0-9]+\b`)
	// short are codes that stand among words without a label: returns of Nacha, and Prime Trust's numbers.
	short   = Pattern(`\b(?:R[0-9]{2}|AF01|730[0-4]|2500[0-3])\b`)
	colours = Pattern(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)`)
)

// Seek says what a text may mean. It holds no token: cut those out before (TokenIn).
func Seek(text string) Sought {
	text = colours().ReplaceAllString(text, "") // of a terminal's output that was pasted whole
	s := Sought{Typed: bare(strings.Join(strings.Fields(text), " "))}
	if s.Typed == "" {
		return s
	}
	isDocument := document().MatchString(strings.TrimSpace(text)) || len(strings.Fields(s.Typed)) > mostWords || labelled().MatchString(text)
	if !isDocument {
		s.add(&s.IDs, s.Typed)
		if bareCode().MatchString(s.Typed) {
			s.add(&s.Codes, s.Typed)
		}
		if bareMask().MatchString(s.Typed) {
			s.add(&s.Masks, s.Typed)
		}
		if m, err := ParseAmount(s.Typed); err == nil {
			s.Amount = m
		}
	}
	s.inside(text)
	if s.Words = s.Typed; isDocument && len(s.IDs)+len(s.Codes)+len(s.Masks) > 0 {
		s.Words = ""
	}
	if s.onlySigns() {
		s.Words = "" // several ids or codes in a row are no words of one row
	}
	if maskShape().MatchString(s.Typed) && len(strings.Fields(s.Typed)) == 1 || strings.HasPrefix(s.Typed, "$") {
		s.Words = "" // no row and no note is meant by such signs
	}
	return s
}

// onlySigns reports several ids, codes and masks with no word between them.
func (s Sought) onlySigns() bool {
	fields := strings.Fields(s.Typed)
	for _, f := range fields {
		if !(len(f) >= shortestID && idLike(f)) && !codeShape().MatchString(f) && !maskShape().MatchString(f) {
			return false
		}
	}
	return len(fields) > 1
}

// inside finds what stands in a longer text.
func (s *Sought) inside(text string) {
	for _, shape := range []*regexp.Regexp{labelled(), institution()} {
		for _, m := range shape.FindAllStringSubmatch(text, -1) {
			s.add(&s.IDs, bare(m[len(m)-1]))
		}
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
		if len(word) >= shortestID && idLike(word) {
			s.add(&s.IDs, strings.Trim(word, "-_"))
		}
	}
	for _, m := range codeShape().FindAllString(text, -1) {
		s.add(&s.Codes, m)
	}
	for _, m := range short().FindAllString(text, -1) {
		s.add(&s.Codes, m)
	}
	for _, m := range labelCode().FindAllStringSubmatch(text, -1) {
		if bareCode().MatchString(m[1]) {
			s.add(&s.Codes, m[1])
		}
	}
	for _, m := range maskShape().FindAllStringSubmatch(text, -1) {
		s.add(&s.Masks, m[1])
	}
	if m := moneyShape().FindString(text); m != "" && s.Amount == (Money{}) {
		if amount, err := ParseAmount(strings.ReplaceAll(m, "$ ", "$")); err == nil {
			s.Amount = amount
		}
	}
}

// add puts a text into a list once.
func (s *Sought) add(to *[]string, text string) {
	if text != "" && len(*to) < mostSought && !slices.Contains(*to, text) {
		*to = append(*to, text)
	}
}

// idLike tells an id from a word: it has a digit, or capitals in its middle beside small letters.
func idLike(word string) bool {
	var digit, inner, small bool
	for i, r := range word {
		digit = digit || unicode.IsDigit(r)
		inner = inner || i > 0 && unicode.IsUpper(r)
		small = small || unicode.IsLower(r)
	}
	return digit || inner && small
}

// bare takes off what screens and logs put around what is meant: quotation marks, commas, the dots of a
// shortened id.
func bare(text string) string { return strings.Trim(text, " \t\r\n\"'`“”‘’,;:….•()[]{}<>") }
