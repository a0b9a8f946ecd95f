package flow

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"
)

// Query asks for a page of cases, newest first.
type Query struct {
	Limit int // 0 means 50, and 1000 is the most
	// Before is where the page before ended (Page.Next); empty for the newest page. After is
	// where the page behind began, to page back to newer cases; Beginning for the oldest page. At
	// most one of them is set.
	Before, After CaseID
	Filter        Filter
}

// Beginning is older than every case: the page After it is that of the oldest cases.
const Beginning CaseID = "00000000000000000000000000"

// Filter says which cases are wanted; what is empty is not asked for.
type Filter struct {
	Status Status
	Who    Who // who must act
	// Institution is an institution_id, or a part of a bank's name.
	Institution string
	// Since is the earliest time at which the case was opened.
	Since time.Time
	// Text are words that all have to be in what a row shows: name, client_user_id, bank, mask, code, id.
	Text string
}

// Empty reports a filter that lets every case through.
func (f Filter) Empty() bool { return f == Filter{} }

// Matches reports whether a row is one of those that are wanted. Upper and lower case are one.
func (f Filter) Matches(s Summary) bool {
	switch {
	case f.Status != "" && s.Status != f.Status,
		f.Who != "" && s.Who != f.Who,
		!f.Since.IsZero() && s.Created.Before(f.Since),
		f.Institution != "" && s.InstitutionID != f.Institution && !has(s.Institution, f.Institution):
		return false
	}
	if f.Text == "" {
		return true
	}
	for word := range strings.FieldsSeq(f.Text) {
		if !has(s.Name, word) && !has(s.User, word) && !has(s.Institution, word) && !has(s.Mask, word) &&
			!has(s.Code, word) && !has(string(s.ID), word) && !has(string(s.Status), word) {
			return false
		}
	}
	return true
}

// Found names the texts of a row that have one of the filter's words, in the order of a list.
func (f Filter) Found(s Summary) []string {
	var out []string
	for _, x := range [][2]string{{"name", s.Name}, {"client_user_id", s.User}, {"bank", s.Institution}, {"mask", s.Mask},
		{"code", s.Code}, {"case", string(s.ID)}, {"status", string(s.Status)}} {
		for word := range strings.FieldsSeq(f.Text) {
			if has(x[1], word) {
				out = append(out, x[0])
				break
			}
		}
	}
	return out
}

// has reports whether part is in text, upper and lower case being one. A search goes through a
// million rows and nearly all of their texts are ASCII, so those are compared without a copy.
func has(text, part string) bool {
	if !ascii(text) || !ascii(part) {
		return strings.Contains(strings.ToLower(text), strings.ToLower(part))
	}
	if part == "" {
		return true
	}
	first := lower(part[0])
	for i := 0; i+len(part) <= len(text); i++ {
		if lower(text[i]) == first && alike(text[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// alike compares two ASCII texts of one length.
func alike(a, b string) bool {
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Page is one page of cases, newest first.
type Page struct {
	Rows []Summary
	// More tells that there are cases beyond Next in the direction of the query. A page may have
	// fewer rows than the limit, or none, and More all the same: one look goes through so many
	// cases and not more, so that it is short.
	More bool
	// Next is where the look ended: Before, or After, of the next one.
	Next CaseID
	// Looked is how many cases the look went through, wanted or not.
	Looked int
}

// Finder finds cases by any id that somebody may have in hand.
type Finder interface {
	// Lookup returns the cases that an id belongs to: a request_id, link_session_id, item_id,
	// account_id, client_user_id, institution_id, an id of the partner's, a case id, or a token, of which
	// only the hash is known. At least 4 characters from the front of an id will do, and of a case id
	// also from its end. Whole ids come first, then newer cases; 100 hits at most.
	Lookup(ctx context.Context, text string) ([]Hit, error)
}
