package primetrust

import (
	"context"
	"encoding/json"
	"net/http"

	"linkdesk/flow"
)

const previewsPath = "/v2/agreement-previews"

// unsigned stands in for the signature in a preview that is read before anything is signed: the
// call wants one all the same.
const unsigned = "(not signed)"

// Preview is the agreement that opening the account would sign, as plain text with line breaks. It
// signs nothing: without a signature the text says so. The application is checked first; the
// signature may be missing. Errors are faults; one about a field names it.
func (c *Client) Preview(ctx context.Context, app flow.Application) (string, flow.Call, error) {
	app = app.Normal()
	if app.Signature == "" {
		app.Signature = unsigned
	}
	r := request{op: "agreement_preview", method: http.MethodPost, path: previewsPath, key: c.newKey(),
		body: accountBody("agreement-previews", app), private: privateIn(app)}
	none := flow.Call{Endpoint: r.method + " " + previewsPath}
	if err := app.Validate(c.now()); err != nil {
		return "", none, err
	}
	if f := checkKey(r.op, r.key); f != nil {
		return "", none, f
	}
	a, f := c.write(ctx, r, place{base: previewsPath})
	if f != nil {
		return "", a.call, beforeTheSignature(named(f, a))
	}
	var doc document[struct {
		Content *string `json:"content"`
	}]
	if err := json.Unmarshal(a.body, &doc); err != nil || doc.Data.Attributes.Content == nil {
		return "", a.call, beforeTheSignature(c.unreadable(r, a, "Prime Trust's answer holds no agreement to show"))
	}
	text := plainText(*doc.Data.Attributes.Content)
	if text == "" {
		return "", a.call, beforeTheSignature(c.unreadable(r, a, "the agreement that Prime Trust sent holds no text"))
	}
	return text, a.call, nil
}

// beforeTheSignature: a preview binds nobody, so it may be asked for again whatever became of it.
func beforeTheSignature(f *flow.Fault) *flow.Fault {
	if f.Kind == flow.Unknown && f.Code != "ANSWER_UNREADABLE" {
		f.Kind = flow.Transient
	}
	return f
}
