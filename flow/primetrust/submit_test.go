package primetrust

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"testing"

	"linkdesk/flow"
)

// Following must not call a method usable on half an answer.
func TestFollowDoubts(t *testing.T) {
	for name, doc := range map[string]string{
		"without the flag":       `{"data":{"id":"` + methodID + `","attributes":{}}}`,
		"a flag of another kind": `{"data":{"id":"` + methodID + `","attributes":{"inactive":"no"}}}`,
		"another method":         `{"data":{"id":"` + accountID + `","attributes":{"inactive":false}}}`,
		"a list":                 `{"data":[]}`,
		"an unreadable item":     `{"data":{"id":"` + methodID + `","attributes":{"inactive":false}},"included":[{"type":"plaid-items","attributes":{"disabled":"no"}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			up, _, err := clientOf(t, loginOK(reply(200, jsonAPI, doc))).Follow(t.Context(), methodID)
			if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "ANSWER_UNREADABLE" || up.Usable {
				t.Errorf("got %s %s, %+v", f.Kind, f.Code, up)
			}
		})
	}
	inactive := `{"data":{"id":"` + methodID + `","attributes":{"inactive":true}},"included":[]}`
	up, _, err := clientOf(t, loginOK(reply(200, jsonAPI, inactive))).Follow(t.Context(), methodID)
	if err != nil || up.Usable || !up.Inactive || up.Who != flow.Operator {
		t.Errorf("an inactive method gives %+v, %v", up, err)
	}
}

func TestAcceptedIsLookedUp(t *testing.T) {
	for name, tc := range map[string]struct {
		header, where string
		get           http.HandlerFunc
		ok            bool
	}{
		"content location": {"Content-Location", methodsPath + "/" + methodID, reply(200, jsonAPI, goodMethod), true},
		"location":         {"Location", methodsPath + "/" + methodID, reply(200, jsonAPI, goodMethod), true},
		"not there yet":    {"Location", methodsPath + "/" + methodID, reply(404, jsonAPI, errorsBody(`{"status":404}`)), false},
		"another path":     {"Location", "/v2/users/1", reply(200, jsonAPI, goodMethod), false},
		"a way up":         {"Location", methodsPath + "/../users", reply(200, jsonAPI, goodMethod), false},
	} {
		t.Run(name, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					tc.get(w, r)
					return
				}
				w.Header().Set(tc.header, tc.where)
				w.WriteHeader(http.StatusAccepted)
			}))
			s, _, err := c.Submit(t.Context(), testSubmit())
			if tc.ok {
				if err != nil || s.ID != methodID || s.BankName != "First Platypus Bank" || s.LastFour != "0000" {
					t.Errorf("got %+v, %v", s, err)
				}
				return
			}
			if f := faultOf(t, err); f.Kind != flow.Unknown {
				t.Errorf("got %s %s", f.Kind, f.Code)
			}
		})
	}
}

// The digest in the journal is of the very bytes that go out.
func TestTheDigestIsOfTheBytesSent(t *testing.T) {
	var sent []byte
	var header http.Header
	c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
		sent, _ = io.ReadAll(r.Body)
		header = r.Header
		if got := r.URL.Query().Get("include"); got != "bank" {
			t.Errorf("include is %q", got)
		}
		reply(201, jsonAPI, goodMethod)(w, r)
	}))
	req := testSubmit()
	if _, _, err := c.Submit(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(sent)
	if got := c.SubmitDigest(req); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the digest %s is not of %s", got, sent)
	}
	want := `{"data":{"type":"funds-transfer-methods","attributes":{"ach-check-type":"personal","contact-id":"` + contactID +
		`","funds-transfer-type":"ach","plaid-processor-token":"` + canaryToken + `"}}}`
	if string(sent) != want {
		t.Errorf("the body is\n%s\nwant\n%s", sent, want)
	}
	if header.Get("X-Idempotent-ID-V2") != testKey || header.Get("Content-Type") != jsonAPI || header.Get("User-Agent") != "linkdesk" {
		t.Errorf("the headers are %v", header)
	}
	other := req
	other.Key = "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a002"
	if c.SubmitDigest(other) != c.SubmitDigest(req) {
		t.Error("the key changes the digest")
	}
	other.Party.Business = true
	if c.SubmitDigest(other) == c.SubmitDigest(req) {
		t.Error("another body has the same digest")
	}
}
