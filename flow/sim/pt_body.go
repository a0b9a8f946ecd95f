package sim

import (
	"encoding/json"
	"net/http"
	"strings"
)

// maxAttributes bounds the attributes of one body, most of which are kept.
const maxAttributes = 16 << 10

// readAttributes opens the envelope. Prime Trust was lenient about data.type,
// so nobody looks at it; a call without a body is one without attributes, and
// a form is read by the one call that takes it.
func (c *ptCall) readAttributes() *ptFail {
	if len(c.body) == 0 || c.isForm() {
		return nil
	}
	var doc struct {
		Data struct {
			Attributes json.RawMessage `json:"attributes"`
		} `json:"data"`
	}
	if err := json.Unmarshal(c.body, &doc); err != nil {
		return ptRefuse(http.StatusUnprocessableEntity, "Invalid JSON", "the body is not a JSON:API document")
	}
	if len(doc.Data.Attributes) > maxAttributes {
		return ptRefuse(http.StatusUnprocessableEntity, "Request too large", "attributes have at most 16 KiB")
	}
	c.attrs = doc.Data.Attributes
	return nil
}

// into decodes the attributes; a value of the wrong kind is a refusal.
func (c *ptCall) into(v any) *ptFail {
	if c.attrs == nil {
		return nil
	}
	err := json.Unmarshal(c.attrs, v)
	if err == nil {
		return nil
	}
	wrong, ok := err.(*json.UnmarshalTypeError)
	if !ok || wrong.Field == "" {
		f := ptRefuse(http.StatusUnprocessableEntity, "Invalid Attribute", "attributes must be an object")
		f.Source = &ptSource{Pointer: "/data/attributes"}
		return f
	}
	return ptInvalid(strings.ReplaceAll(wrong.Field, ".", "/"), "has a value of the wrong kind")
}
