package sim

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// Customer is the customer that a scenario brings along: it goes through Link by
// HTTP alone, as the scenario's story says, and is as strict as a browser about
// what it is told at the end. It knows the server side of Link only by its paths.
type Customer struct {
	Scenario Scenario
	Client   *http.Client                    // nil = a plain one; its cookies and redirects are not used
	Pause    func(ctx context.Context) error // between two steps, so that people can watch; nil = none
}

// customerPatience is how long one answer may take: longer than a slow simulator,
// shorter than a person would wait for a page.
const customerPatience = time.Minute

// Walk opens the address of a hand-off page or of a hosted session and goes
// through Link to the end of the story. It returns an error when something did
// not answer as it must, and when the last page did not tell the truth. A story
// that ends without a linked account is no error.
func (c *Customer) Walk(ctx context.Context, address string) error {
	start, err := url.Parse(address)
	if err != nil || start.Host == "" {
		return errors.New("the customer was given no address of a page")
	}
	b, err := newBrowser(c.Client)
	if err != nil {
		return err
	}
	if strings.HasPrefix(start.Path, hostedPath) {
		return c.hostedWalk(ctx, b, start)
	}
	return c.pageWalk(ctx, b, start)
}

var (
	scriptAddress = pattern(`"(https?://[^"\s]+)/link/v2/stable/link-initialize\.js"`)
	hostedToken   = pattern(`data-token="([^"]+)"`)
)

// pageWalk is a visit to a page that embeds Link and passes its callbacks on.
func (c *Customer) pageWalk(ctx context.Context, b *browser, start *url.URL) error {
	html, home, err := b.open(ctx, start)
	if err != nil {
		return fmt.Errorf("the hand-off page: %w", err)
	}
	found := scriptAddress().FindStringSubmatch(html)
	if found == nil {
		return errors.New("the hand-off page names no link-initialize.js")
	}
	page := caller{b, home}
	link := caller{b, found[1]}
	if _, err := b.read(ctx, found[1]+"/link/v2/stable/link-initialize.js"); err != nil {
		reason := map[string]any{"kind": "failed", "reason": "the script could not be loaded"}
		return errors.Join(fmt.Errorf("Link's script: %w", err), c.report(ctx, page, reason, "failed"))
	}
	var given struct {
		LinkToken string `json:"link_token"`
	}
	if err := page.call(ctx, "/token", struct{}{}, &given); err != nil {
		return fmt.Errorf("the hand-off page's token: %w", err)
	}
	visit := &visit{Customer: c, link: link, event: func(e told) error { return page.call(ctx, "/event", e, nil) }}
	end, err := visit.walk(ctx, given.LinkToken)
	if err != nil {
		// Whoever gives up closes the tab, and the page's owner need not wait for more.
		bye := page.call(ctx, "/beacon", map[string]string{"why": "closed"}, nil)
		return errors.Join(err, bye)
	}
	return c.report(ctx, page, end, end.truth())
}

// report hands the result over and holds the last page to it.
func (c *Customer) report(ctx context.Context, page caller, result any, want string) error {
	var last struct {
		Ending string `json:"ending"`
		Text   string `json:"text"`
	}
	if err := page.call(ctx, "/result", result, &last); err != nil {
		return fmt.Errorf("the hand-off page did not keep the result: %w", err)
	}
	if last.Ending != want {
		return fmt.Errorf("the last page says %q after a visit that ended as %q", last.Ending, want)
	}
	return nil
}

// hostedWalk is a visit to Plaid's own page: nobody but Plaid hears how it went.
func (c *Customer) hostedWalk(ctx context.Context, b *browser, start *url.URL) error {
	html, home, err := b.open(ctx, start)
	if err != nil {
		return fmt.Errorf("the hosted page: %w", err)
	}
	found := hostedToken().FindStringSubmatch(html)
	if found == nil {
		return errors.New("the hosted page is no page of this simulator")
	}
	visit := &visit{Customer: c, link: caller{b, home}, hosted: true, event: func(told) error { return nil }}
	_, err = visit.walk(ctx, found[1])
	return err
}

// newBrowser has cookies of its own, and follows redirects itself to see them.
func newBrowser(from *http.Client) (*browser, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Jar: jar, Timeout: customerPatience}
	if from != nil {
		client.Transport = from.Transport
		if from.Timeout > 0 {
			client.Timeout = from.Timeout
		}
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{client}, nil
}
