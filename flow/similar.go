package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// mostAlike bounds the cases that are gone through for what happened before.
const mostAlike = 2000

// Similar is what the history knows of a trouble from other cases.
type Similar struct {
	Code          string     `json:"code"` // with what tells it from others of that code
	InstitutionID string     `json:"institution_id,omitempty"`
	Institution   string     `json:"institution,omitempty"`
	Seen          int        `json:"seen"`
	Since         time.Time  `json:"since,omitzero"`
	Solved        int        `json:"solved"`
	By            []Solution `json:"by"` // what helped, most often first
	Looked        int        `json:"looked"`
	More          bool       `json:"more,omitempty"` // older cases were not looked at
}

// Solution is a remedy and how often it helped.
type Solution struct {
	How   Remedy `json:"how"`
	Times int    `json:"times"`
}

// Recall asks what became of the trouble that a case stands at, in other cases of its bank, or in all
// where no bank is known yet. False where the case stands at none.
func Recall(ctx context.Context, m Rememberer, c Case) (Similar, bool, error) {
	q := AlikeQuery{Key: c.Trouble(), Not: c.ID, Bank: Summarize(c).InstitutionID}
	if q.Key == "" {
		return Similar{}, false, nil
	}
	var all []Past
	s := Similar{More: true}
	for s.More && s.Looked < mostAlike {
		page, err := m.Alike(ctx, q)
		if err != nil {
			return Similar{}, false, err
		}
		all = append(all, page.Past...)
		s.Looked, s.More, q.Before = s.Looked+page.Looked, page.More, page.Next
	}
	out := SumUp(all)
	out.Code, out.InstitutionID, out.Institution = q.Key, q.Bank, cmp.Or(Summarize(c).Institution, q.Bank)
	out.Looked, out.More = s.Looked, s.More
	return out, true, nil
}

// SumUp counts what happened.
func SumUp(all []Past) Similar {
	s := Similar{Seen: len(all), By: []Solution{}}
	times := map[Remedy]int{}
	for _, p := range all {
		if s.Since.IsZero() || p.At.Before(s.Since) {
			s.Since = p.At
		}
		if p.By != RemedyNone {
			times[p.By]++
			s.Solved++
		}
	}
	for how, n := range times {
		s.By = append(s.By, Solution{how, n})
	}
	slices.SortFunc(s.By, func(a, b Solution) int { return cmp.Or(b.Times-a.Times, weight(b.How)-weight(a.How)) })
	return s
}

// Words say it in a sentence, such as "Seen 6 times with First Platypus Bank since March 2026, 5
// solved: 4 by relink, 1 by retry."
func (s Similar) Words() string {
	where := ""
	if s.Institution != "" {
		where = " with " + s.Institution
	}
	among := ""
	if s.More {
		among = fmt.Sprintf(" among the newest %d cases", s.Looked)
	}
	if s.Seen == 0 {
		return s.Code + " was not seen before" + where + among + "."
	}
	out := s.Code + " was seen " + often(s.Seen) + " before" + where + among + " since " + s.Since.UTC().Format("January 2006")
	switch {
	case s.Solved == 0:
		return out + ", never solved."
	case len(s.By) == 1:
		return out + fmt.Sprintf(", %d solved by %s.", s.Solved, s.By[0].How)
	}
	out += fmt.Sprintf(", %d solved:", s.Solved)
	for i, by := range s.By {
		if i > 0 {
			out += ","
		}
		out += fmt.Sprintf(" %d by %s", by.Times, by.How)
	}
	return out + "."
}

func often(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// Brief is Words behind a label that says "seen before", such as "6 times with Chase since March 2026,
// 5 solved by relink."
func (s Similar) Brief() string {
	words := strings.TrimPrefix(s.Words()[len(s.Code)+1:], "was ")
	if s.Seen == 0 {
		return "never" + strings.TrimPrefix(words, "not seen before")
	}
	return strings.Replace(strings.TrimPrefix(words, "seen "), " before", "", 1)
}
