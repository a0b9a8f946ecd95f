package sim

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
)

// plaidBody reads, authenticates and checks a request body.
func (s *Sim) plaidBody(r *http.Request, endpoint plaidEndpoint) (body []byte, values sent, f *plaidFail) {
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		return nil, nil, failCode("INVALID_HEADERS")
	}
	if !isJSON(kind) {
		return nil, nil, fail("INVALID_BODY", "the body must be sent as application/json")
	}
	body, fits, err := readBody(r)
	if !fits {
		return nil, nil, failSize("1 MiB")
	}
	values, ok := decodeBody(body, endpoint)
	if err != nil || !ok {
		return nil, nil, failCode("INVALID_BODY")
	}
	if f := s.authenticate(r.Header, values); f != nil {
		return nil, nil, f
	}
	clientID, inBody := values.member("client_id")
	values.drop("client_id")
	values.drop("secret")
	var v verdict
	v.check(endpoint.fields, values, "")
	if values, ok := values.(object); ok && endpoint.nested {
		// An object that is there twice would be read as both of them together; what
		// was checked is the last. The limits want to know whose call it is.
		if inBody {
			values["client_id"] = clientID
		}
		body, _ = json.Marshal(values) // it came out of JSON
	}
	return body, values, v.fail()
}

func isJSON(kind string) bool {
	if kind == "application/json" {
		return true // as nearly everybody writes it
	}
	media, _, err := mime.ParseMediaType(kind)
	return err == nil && media == "application/json"
}

func failSize(limit string) *plaidFail {
	return &plaidFail{Code: "INVALID_BODY", Message: "the body is larger than " + limit, Status: http.StatusRequestEntityTooLarge}
}

// The lengths of Plaid's credentials, in hex digits.
const clientIDDigits, secretDigits = 24, 30

// hexDigits reports whether a text is so many hex digits. Regular expressions
// were an eighth of what a call costs here.
func hexDigits(text string, n int) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(text) == n
}

// The headers of the credentials, spelt as http.Header keeps them: another spelling
// is made anew for each look.
const clientIDHeader, secretHeader = "Plaid-Client-Id", "Plaid-Secret"

// authenticate takes credentials from the headers or the body. Plaid has no
// 401: absent keys are MISSING_FIELDS, wrong ones INVALID_API_KEYS, all 400. A
// public_key is of versions of the API before this one.
func (s *Sim) authenticate(h http.Header, body sent) *plaidFail {
	id, f := credential(h.Get(clientIDHeader), "client_id", body)
	secret, g := credential(h.Get(secretHeader), "secret", body)
	if f := firstFail(f, g); f != nil {
		return f
	}
	var missing []string
	if id == "" {
		missing = append(missing, "client_id")
	}
	if secret == "" {
		missing = append(missing, "secret")
	}
	_, old := body.member("public_key")
	switch {
	case old:
		return failCode("INCOMPATIBLE_API_VERSION")
	case missing != nil:
		return (&verdict{missing: missing}).fail()
	case !hexDigits(id, clientIDDigits):
		return failCredential("client_id")
	case !hexDigits(secret, secretDigits),
		s.opts.ClientID != "" && id != s.opts.ClientID,
		s.opts.Secret != "" && secret != s.opts.Secret:
		return failCode("INVALID_API_KEYS")
	}
	return nil
}

// credential is what the body says, which counts before the header. A member
// that is there and no text is not the same as one that is absent.
func credential(header, name string, body sent) (string, *plaidFail) {
	v, there := body.member(name)
	if !there {
		return header, nil
	}
	if text, ok := v.(string); ok && text != "" {
		return text, nil
	}
	return "", failCredential(name)
}

func failCredential(name string) *plaidFail {
	return fail("INVALID_FIELD", name+" must be a properly formatted, non-empty string")
}

// counts reports whether there is a number among the fields.
func counts(fields []field) bool {
	return slices.ContainsFunc(fields, func(f field) bool {
		return f.kind == "integer" || f.kind == "number" || counts(f.members) || f.element != nil && counts([]field{*f.element})
	})
}
