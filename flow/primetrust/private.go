package primetrust

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"linkdesk/flow"
)

// withheld stands where something private was.
const withheld = "[withheld]"

// privateIn are the values of an application that may be in no fault: tax ids, days of birth,
// addresses and telephone numbers, also as a refusal might write them.
func privateIn(app flow.Application) []string {
	app = app.Normal()
	people := []flow.Person{app.Owner}
	if app.Company != nil {
		people = append(people, app.Company.Related)
	}
	var all []string
	for _, p := range people {
		all = append(all, p.TaxID, p.DateOfBirth, p.Phone, p.Email, p.Address.Street1, p.Address.Street2, p.Address.City, p.Address.PostalCode)
		if id := p.TaxID; len(id) == 9 {
			all = append(all, id[:3]+"-"+id[3:5]+"-"+id[5:], id[:2]+"-"+id[2:], id[:3]+" "+id[3:5]+" "+id[5:])
		}
		if born, err := time.Parse(time.DateOnly, p.DateOfBirth); err == nil {
			for _, layout := range []string{"01/02/2006", "1/2/2006", "2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "2 January 2006"} {
				all = append(all, born.Format(layout))
			}
		}
	}
	return all
}

// withhold takes private values out of the body of a refusal, before anybody reads words from it.
func withhold(body []byte, private []string) []byte {
	var parts []string
	for _, p := range private {
		if utf8.RuneCountInString(p) >= 3 { // shorter ones are in any word
			parts = append(parts, regexp.QuoteMeta(p))
		}
	}
	if len(parts) == 0 {
		return body
	}
	// Longer ones come first, so that no piece of one is left over.
	slices.SortFunc(parts, func(a, b string) int { return len(b) - len(a) })
	values := regexp.MustCompile(`(?i)` + strings.Join(parts, "|"))
	var v any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return body // not JSON: no words are taken from it
	}
	out, err := json.Marshal(replaced(v, values))
	if err != nil {
		return nil
	}
	return out
}

func replaced(v any, values *regexp.Regexp) any {
	switch v := v.(type) {
	case string:
		return values.ReplaceAllString(v, withheld)
	case json.Number:
		if values.MatchString(v.String()) {
			return withheld
		}
	case []any:
		for i := range v {
			v[i] = replaced(v[i], values)
		}
	case map[string]any:
		for name := range v {
			if name != "status" && name != "code" { // a postal code may look like one
				v[name] = replaced(v[name], values)
			}
		}
	}
	return v
}
