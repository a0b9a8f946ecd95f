package primetrust

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"linkdesk/flow"
)

// document is a JSON:API answer of one resource. Fields are read leniently: what the
// road does not need may have any shape.
type document[A any] struct {
	Data     resource[A]                 `json:"data"`
	Included []resource[json.RawMessage] `json:"included"`
}

type resource[A any] struct {
	Type          string          `json:"type"`
	ID            string          `json:"id"`
	Attributes    A               `json:"attributes"`
	Relationships json.RawMessage `json:"relationships"`
}

// sameType compares types of resources: the service was lenient about their number and spelling.
func sameType(a, b string) bool {
	plain := func(s string) string { return strings.TrimSuffix(strings.ReplaceAll(s, "_", "-"), "s") }
	return plain(a) == plain(b)
}

// included decodes the attributes of the first included resource of a type. It returns nil
// when there is none.
func included[A, B any](d document[A], kind string) (*B, error) {
	for _, r := range d.Included {
		if sameType(r.Type, kind) {
			var out B
			return &out, json.Unmarshal(r.Attributes, &out)
		}
	}
	return nil, nil
}

// text is a JSON string, or a number or null where a string was promised: Prime Trust's
// description and its answers disagreed on that for statuses, codes and money.
type text string

// UnmarshalJSON takes anything but an object or a list.
func (t *text) UnmarshalJSON(b []byte) error {
	switch {
	case bytes.Equal(b, []byte("null")):
		return nil
	case b[0] == '"':
		return json.Unmarshal(b, (*string)(t))
	case b[0] == '{' || b[0] == '[':
		return &json.UnmarshalTypeError{Value: "object or list"}
	}
	*t = text(b)
	return nil
}

func (t text) clean() string { return flow.Clean(scrub(string(t))) }

// decodeErrors reads the errors array: the code of the first entry, and the words of up to
// three. False when the body is no such thing. Prime Trust's description prints the business
// code in place of the status, its servers sent it beside; both are taken.
func decodeErrors(body []byte) (code, words string, ok bool) {
	var doc struct {
		Errors []struct {
			Status text `json:"status"`
			Code   text `json:"code"`
			Title  text `json:"title"`
			Detail text `json:"detail"`
			Source struct {
				Pointer text `json:"pointer"`
			} `json:"source"`
		} `json:"errors"`
	}
	// A member of an unexpected shape fails the decoding but not what was read before it.
	err := json.Unmarshal(body, &doc)
	if len(doc.Errors) == 0 || (err != nil && doc.Errors[0].Title == "" && doc.Errors[0].Detail == "") {
		return "", "", false
	}
	first := doc.Errors[0]
	if code = string(first.Code); code == "" {
		code = string(first.Status)
	}
	var parts []string
	for _, e := range doc.Errors[:min(3, len(doc.Errors))] {
		part := string(e.Title)
		if d := string(e.Detail); d != "" && d != part {
			part = strings.TrimPrefix(part+": "+d, ": ")
		}
		if e.Source.Pointer != "" {
			part += " (" + string(e.Source.Pointer) + ")"
		}
		parts = append(parts, part)
	}
	if n, err := strconv.ParseFloat(code, 64); err == nil && n == float64(int32(n)) {
		code = strconv.Itoa(int(n)) // 7300.0 is the same code
	}
	return code, scrubNumbers(strings.Join(parts, "; "), aboutAmounts(code)), true
}

// aboutAmounts are the refusals whose words name an amount and a limit: the pull limits, and
// those of payments.
func aboutAmounts(code string) bool {
	return len(code) == 4 && strings.HasPrefix(code, "73") || len(code) == 5 && strings.HasPrefix(code, "390")
}

// shape says why an answer cannot be read, without the names of this program's types.
func shape(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return "it has " + flow.Clean(wrong.Value) + " in the wrong place"
	}
	return err.Error()
}
