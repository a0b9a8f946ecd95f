package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// browser is as much of one as a customer needs who cannot see: cookies,
// redirects, and the headers by which a server knows where a request comes from.
type browser struct{ client *http.Client }

// maxPage is the largest page that is read.
const maxPage = 1 << 20

// open goes to an address as if it had been typed in, and returns the page and
// the origin at which it ended.
func (b *browser) open(ctx context.Context, at *url.URL) (html, origin string, err error) {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return "", "", err
		}
		req.Header.Set("Accept", "text/html")
		req.Header.Set("Sec-Fetch-Site", "none")
		req.Header.Set("Sec-Fetch-Mode", "navigate")
		req.Header.Set("Sec-Fetch-Dest", "document")
		status, header, body, err := b.do(req)
		if err != nil {
			return "", "", err
		}
		if status < 300 || status > 399 {
			if status != http.StatusOK {
				return "", "", fmt.Errorf("it answered %d", status)
			}
			return string(body), at.Scheme + "://" + at.Host, nil
		}
		next, err := at.Parse(header.Get("Location"))
		if err != nil {
			return "", "", fmt.Errorf("it redirects to nowhere: %w", err)
		}
		at = next
	}
	return "", "", fmt.Errorf("it redirects in a circle")
}

// read gets a script of another origin.
func (b *browser) read(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	req.Header.Set("Sec-Fetch-Mode", "no-cors")
	req.Header.Set("Sec-Fetch-Dest", "script")
	status, _, body, err := b.do(req)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("it answered %d", status)
	}
	return body, err
}

func (b *browser) do(req *http.Request) (int, http.Header, []byte, error) {
	res, err := b.client.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxPage))
	return res.StatusCode, res.Header, body, err
}

// caller is the script of a page: it calls the page's own origin.
type caller struct {
	b    *browser
	home string
}

// refusal is an answer that is not a success.
type refusal struct {
	status int
	path   string
	body   []byte
}

func (r *refusal) Error() string {
	return fmt.Sprintf("%s answered %d: %s", r.path, r.status, bytes.TrimSpace(r.body[:min(len(r.body), 300)]))
}

// call posts JSON and reads the answer into v unless v is nil. An answer of
// another status than 200 and 204 is a *refusal.
func (c caller) call(ctx context.Context, path string, body, v any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.home+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", c.home)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("Sec-Fetch-Mode", "cors")
	req.Header.Set("Sec-Fetch-Dest", "empty")
	status, _, answer, err := c.b.do(req)
	if err != nil {
		return err
	}
	if status != http.StatusOK && status != http.StatusNoContent {
		return &refusal{status, path, answer}
	}
	if v == nil {
		return nil
	}
	if err := json.Unmarshal(answer, v); err != nil {
		return fmt.Errorf("%s answered what is no JSON of its kind: %w", path, err)
	}
	return nil
}
