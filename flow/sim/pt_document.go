package sim

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"
)

// uploadPath is the one call that takes a file.
const uploadPath = "/v2/uploaded-documents"

// ptDocument is what is kept of an uploaded file: everything but the file.
type ptDocument struct {
	ID, ContactID, AccountID string
	Label, Description       string
	FileName, ContentType    string
	Public                   bool
	CreatedAt                time.Time
}

func (d *ptDocument) key() string { return d.ID }

func (c *ptCall) isForm() bool {
	kind, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	return err == nil && kind == "multipart/form-data"
}

// uploadDocument is the one call that takes a form: one file at a time.
func (c *ptCall) uploadDocument() ptAnswer {
	if !c.isForm() {
		return refuse(ptRefuse(http.StatusBadRequest, "Malformed form", "the body must be multipart/form-data"))
	}
	d := &ptDocument{CreatedAt: c.now}
	files, err := c.readForm(d)
	if err != nil {
		return refuse(ptRefuse(http.StatusBadRequest, "Malformed form", "the form cannot be read"))
	}
	p, contact := c.w.Contacts.get(d.ContactID)
	_, account := c.w.Accounts.get(d.AccountID)
	switch {
	case !contact && d.ContactID != "":
		return refuse(ptInvalid("contact-id", "must name an existing contact"))
	case !account && d.AccountID != "":
		return refuse(ptInvalid("account-id", "must name an existing account"))
	case !contact && !account:
		return refuse(ptInvalid("contact-id", "or account-id is required"))
	case files != 1:
		return refuse(ptInvalid("file", "is required, exactly one"))
	}
	if contact && d.AccountID == "" {
		d.AccountID = p.AccountID
	}
	d.ID, c.changed = c.w.IDs.uuid(), true
	c.w.Documents.put(d)
	return c.single(http.StatusCreated, c.document(d))
}

// readForm reads the fields and counts the files; a field has at most 1 KiB.
func (c *ptCall) readForm(d *ptDocument) (files int, err error) {
	_, params, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type")) // isForm parsed it
	form := multipart.NewReader(bytes.NewReader(c.body), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return files, err
		}
		if part.FormName() == "file" {
			files++
			d.FileName, d.ContentType = cut(part.FileName(), 255), cut(part.Header.Get("Content-Type"), 100)
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(part, 1<<10))
		if err != nil {
			return files, err
		}
		switch value := string(raw); strings.TrimPrefix(part.FormName(), "data.") {
		case "contact-id":
			d.ContactID = value
		case "account-id":
			d.AccountID = value
		case "label":
			d.Label = value
		case "description":
			d.Description = value
		case "public":
			d.Public = value == "true"
		}
	}
}

// cut shortens a text to n bytes of valid UTF-8.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}

func (c *ptCall) document(d *ptDocument) *resource {
	ext := strings.TrimPrefix(path.Ext(d.FileName), ".") // none without a dot
	r := newResource("uploaded-documents", d.ID, map[string]any{"created-at": rfc3339(d.CreatedAt), "description": d.Description,
		"extension": ext, "file-name": d.FileName, "file-url": nil, "label": d.Label, "mime-type": d.ContentType, "public": d.Public, "version-urls": nil})
	link(r, "contact", "contacts", d.ContactID, c.w.Contacts, c.contact)
	link(r, "account", "accounts", d.AccountID, c.w.Accounts, c.account)
	return r
}

func (c *ptCall) listDocuments() ptAnswer {
	return listOf(c, from(c.w.Documents), refs[*ptDocument]{
		"contact": func(d *ptDocument) string { return d.ContactID }, "account": func(d *ptDocument) string { return d.AccountID },
	}, c.document)
}

func (c *ptCall) showDocument() ptAnswer {
	return showOf(c, from(c.w.Documents), "uploaded-document", c.document)
}
