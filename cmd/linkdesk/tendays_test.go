package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow/sim"
	"linkdesk/tui/rig"
)

// staff is the bank, the owner and Prime Trust's staff: the documented sandbox calls, made by
// somebody who is not the console.
type staff struct {
	t     *testing.T
	inner http.RoundTripper
	token string
}

func (s *staff) login() {
	s.t.Helper()
	s.token = ""
	s.token = s.call("POST", "/auth/jwts")["token"].(string)
}

func (s *staff) call(method, path string) map[string]any {
	s.t.Helper()
	return s.send(method, path, "{}")
}

func (s *staff) send(method, path, with string) map[string]any {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, "http://127.0.0.1:1"+path, strings.NewReader(with))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if s.token == "" {
		req.SetBasicAuth("staff@example.com", "Staff-only-1")
	} else {
		req.Header.Set("Authorization", "Bearer "+s.token)
	}
	res, err := s.inner.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	var out map[string]any
	if err != nil || res.StatusCode/100 != 2 || json.Unmarshal(body, &out) != nil {
		s.t.Fatalf("%s %s: HTTP %d %s", method, path, res.StatusCode, body)
	}
	return out
}

// attributes is a body of Prime Trust's form.
func attributes(members string) string { return `{"data":{"attributes":{` + members + `}}}` }

// newest is the id of the newest resource of a list.
func (s *staff) newest(path string, filters ...string) string {
	s.t.Helper()
	query := strings.Join(append(filters, "sort=-created-at"), "&")
	all, _ := s.call("GET", path+"?"+query)["data"].([]any)
	if len(all) == 0 {
		s.t.Fatalf("there is none of %s", path)
	}
	return all[0].(map[string]any)["id"].(string)
}

// does makes a sandbox call about the newest resource of a list.
func (s *staff) does(list, act string) {
	s.t.Helper()
	s.call("POST", list+"/"+s.newest(list)+"/sandbox/"+act)
}

// listener counts the console's own calls to Prime Trust that are no reading.
type listener struct {
	inner http.RoundTripper
	mu    sync.Mutex
	wrote []string
}

func (l *listener) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, "/v2/") && r.Method != http.MethodGet {
		l.mu.Lock()
		l.wrote = append(l.wrote, r.Method+" "+r.URL.Path)
		l.mu.Unlock()
	}
	return l.inner.RoundTrip(r)
}

// took returns what was written since it was asked last.
func (l *listener) took() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := strings.Join(l.wrote, ", ")
	l.wrote = nil
	return out
}

// tenDays is a console in fake time, whose simulator has the same clock.
type tenDays struct {
	*rig.Program
	t     *testing.T
	staff *staff
	ears  *listener
	dir   string
}

func newTenDays(t *testing.T) *tenDays {
	t.Helper()
	ears := &listener{}
	dir := t.TempDir()
	p, _ := consoleThrough(t, dir, sim.Options{}, func(inner http.RoundTripper) http.RoundTripper {
		ears.inner = inner
		return ears
	})
	s := &staff{t: t, inner: ears.inner}
	s.login()
	p.Resize(100, 60) // the pane as a whole
	return &tenDays{p, t, s, ears, dir}
}

func (d *tenDays) keys(names ...string) *tenDays {
	d.t.Helper()
	for _, k := range names {
		d.Press(k)
		d.After(time.Second)
	}
	return d
}

// byHand types at the pace of a hand.
func (d *tenDays) byHand(text string) *tenDays {
	for _, r := range text {
		d.Type(string(r))
	}
	return d
}

// soon lets the longest wait between two looks in the background pass.
func (d *tenDays) soon() *tenDays {
	d.After(11 * time.Minute)
	return d
}

// passes lets time pass for the simulator alone.
func (d *tenDays) passes(span string) *tenDays {
	d.t.Helper()
	d.staff.send("POST", "/_sim/clock", `{"advance":"`+span+`"}`)
	d.staff.login() // a session lasts seven days
	return d
}

// wrote checks what the console itself asked Prime Trust to do since the last check.
func (d *tenDays) wrote(want string) {
	d.t.Helper()
	if got := d.ears.took(); got != want {
		d.t.Errorf("the console asked for %q, want %q; the screen:\n%s", got, want, d.Screen())
	}
}

// opens walks a new customer through a new account, Link and the submission.
func (d *tenDays) opens(user, name string) {
	d.t.Helper()
	d.keys("n")
	d.Press("ctrl+u")
	d.Type(user)
	d.Press("tab", "ctrl+u")
	d.Type(name)
	d.keys("ctrl+f", "ctrl+o").Sees("New account")
	d.applies(name)
	d.Sees("make the link token")
	d.wrote("POST /v2/agreement-previews, POST /v2/accounts")
	d.keys("enter").Sees("hand over")
	d.keys("enter").Sees("choose this account")
	d.keys("enter").Sees("submit to Prime Trust")
	d.keys("enter", "y").Sees("last four")
	d.wrote("POST /v2/funds-transfer-methods")
}

// applies fills in the form of a new account, reads the agreement and signs it.
func (d *tenDays) applies(name string) {
	d.t.Helper()
	for _, a := range []string{"=", name, "=", name, "1961-03-07", "123-45-6789", "=", "NY", "avery@example.com", "+1 415 555 0010",
		"2992 Cameron Road", "", "Malakoff", "NY", "14236", "="} {
		if a != "=" && a != "" {
			d.Press("ctrl+u")
			d.Type(a)
		}
		d.Press("tab")
	}
	d.SeesNot("6789")
	d.keys("enter").Sees("Agreement")
	for range 40 { // the agreement is read to its end before it can be signed
		d.Press("pgdown")
	}
	d.Type(name)
	d.keys("enter").Sees("Open the account?")
	d.keys("y")
}

// keepsNot searches the history and everything beside it, but for the simulator's own state.
func (d *tenDays) keepsNot(private ...string) {
	d.t.Helper()
	files, err := filepath.Glob(d.dir + "/*")
	if err != nil || len(files) == 0 {
		d.t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, p := range private {
			if bytes.Contains(text, []byte(p)) {
				d.t.Errorf("%s of an application is in %s", p, filepath.Base(file))
			}
		}
	}
}

// moves asks for an amount, twice.
func (d *tenDays) moves(key, amount string) *tenDays {
	d.t.Helper()
	d.Press(key)
	d.Type(amount)
	d.Press("enter")
	d.byHand(amount)
	return d.keys("enter")
}

// TestTenDays is the whole of Prime Trust in one walk on the screen: an account and a contact are
// opened, a bank account is linked and submitted, 25.00 is pulled, settled, held and free after
// ten days, and paid out again; on a second account a pull comes back and the account is frozen.
// Nothing moves but by the clock and by sandbox calls that others make, and the console learns it by
// reading alone.
func TestTenDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newTenDays(t)
		d.opens("cu-2001", "Avery Quinn")
		d.soon().Sees("Prime Trust reviews the account (pending)")
		d.staff.send("PATCH", "/v2/contacts/"+d.staff.newest("/v2/contacts", "filter%5Bname%5D=Avery+Quinn")+"/sandbox", attributes(`"cip-cleared":true,"aml-cleared":true`))
		d.staff.does("/v2/accounts", "open")
		d.soon().SeesNot("Prime Trust reviews")

		d.moves("f", "25.00").Sees("pending: contribution of 25.00 USD")
		d.wrote("POST /v2/contributions")
		d.passes("120h").soon().Sees("pending: contribution of 25.00 USD") // nobody has settled it
		d.staff.does("/v2/funds-transfers", "settle")
		settled := time.Now().Add(120 * time.Hour) // by the simulator's clock
		d.soon().Sees("held until "+settled.AddDate(0, 0, 10).UTC().Format(time.DateOnly), "hold funds_not_cleared: pending", "settled          25.00", "held             25.00")
		d.passes("216h").soon().Sees("held until")
		d.passes("25h").soon().Sees("available: contribution of 25.00 USD", "free             25.00").SeesNot("held until")
		d.wrote("")

		d.moves("s", "10.00").Sees("pending: disbursement of 10.00 USD")
		d.wrote("POST /v2/disbursements")
		d.soon().Sees("Waits for the customer", "authorization: pending", "promised         10.00")
		d.staff.does("/v2/disbursement-authorizations", "verify-owner")
		d.soon().Sees("authorization: authorized")
		d.staff.call("POST", "/v2/funds-transfers/"+d.staff.newest("/v2/funds-transfers")+"/sandbox/clear")
		d.staff.does("/v2/funds-transfers", "settle")
		d.soon().Sees("paid: disbursement of 10.00 USD", "settled          15.00", "free             15.00")
		d.keys("m", "down", "down", "down", "enter").Sees("Transfers", "●  ✓ paid       10.00 USD  disbursement", "●  ✓ available  25.00 USD  contribution", "1 of 2")
		d.keys("enter").Sees("This case asked for it.").SeesNot("did not ask")
		d.keys("esc", "esc", "esc").Sees("paid: disbursement of 10.00 USD")
		d.wrote("")

		d.keys("esc")
		d.opens("cu-2002", "Bobby Charles")
		d.staff.does("/v2/accounts", "open")
		d.soon().moves("f", "40.00").Sees("pending: contribution of 40.00 USD")
		d.staff.does("/v2/funds-transfers", "settle")
		d.soon().Sees("held until")
		d.staff.reverses("R01 Insufficient Funds")
		d.staff.does("/v2/accounts", "freeze")
		d.wrote("POST /v2/contributions")
		d.soon().Sees("reversed: contribution of 40.00 USD", "R01 Insufficient Funds", "Prime Trust has frozen")
		d.keys("f").SeesNot("Pull money")
		d.wrote("")
		d.keepsNot("123-45-6789", "123456789", "1961-03-07", "Cameron Road", "415 555")
	})
}

// reverses sends the newest pull back.
func (s *staff) reverses(why string) {
	s.t.Helper()
	s.send("POST", "/v2/funds-transfers/"+s.newest("/v2/funds-transfers")+"/sandbox/reverse", attributes(`"reversal-details":"`+why+`","comments-1":"returned"`))
}
