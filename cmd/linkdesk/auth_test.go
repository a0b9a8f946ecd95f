package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/store/keys"
)

const (
	someID     = "0123456789abcdef01234567"
	someSecret = "fedcba9876543210fedcba98765432"
)

// says runs a command in this process and returns what it printed, and its exit code.
func says(t *testing.T, in string, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = execute(t.Context(), args, streams{in: strings.NewReader(in), out: &o, err: &e})
	for _, secret := range []string{someSecret, "canary-Pass-1"} {
		if strings.Contains(o.String()+e.String(), secret) {
			t.Errorf("%v printed a secret:\n%s%s", args, &o, &e)
		}
	}
	return o.String(), e.String(), code
}

// withSim is a bare program whose Sandbox is a simulator.
func withSim(t *testing.T) (url string) {
	t.Helper()
	bare(t)
	s, err := sim.New(sim.Options{Seed: 7, PTEmail: "desk@example.com", PTPassword: "canary-Pass-1"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	for _, name := range []string{"PLAID", "LINK", "PRIMETRUST"} {
		t.Setenv("LINKDESK_"+name+"_URL", server.URL)
	}
	t.Setenv("LINKDESK_DATA", t.TempDir())
	return server.URL
}

const keyLines = "# from the dashboard\nexport PLAID_CLIENT_ID=\"" + someID + "\"\nPLAID_SECRET = " + someSecret + " \r\nPLAID_PRODUCTS=auth\n"

func TestLoginStatusLogout(t *testing.T) {
	withSim(t)
	out, errs, code := says(t, keyLines+"PRIMETRUST_EMAIL=desk@example.com\nPRIMETRUST_PASSWORD=canary-Pass-1\n", "auth", "login")
	if code != 0 || !strings.Contains(out, "Plaid takes the keys") || !strings.Contains(out, "Prime Trust takes the login") {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	for name, want := range map[string]string{"PLAID_CLIENT_ID": someID, "PLAID_SECRET": someSecret, "PRIMETRUST_EMAIL": "desk@example.com", "PRIMETRUST_PASSWORD": "canary-Pass-1"} {
		if got, err := keyring.Get("linkdesk", "sandbox/"+name); err != nil || got != want {
			t.Errorf("%s in the keyring: %v", name, err)
		}
	}
	out, _, code = says(t, "", "auth", "status", "--json")
	finger := secret(someSecret).Hash()[:8]
	for _, want := range []string{
		`"env":"sandbox","name":"PLAID_SECRET","set":true,"origin":"keyring","value":null,"fingerprint":"` + finger + `"`,
		`"env":"sandbox","name":"PRIMETRUST_PASSWORD","set":true,"origin":"keyring","value":null,"fingerprint":null`,
		`"env":"production","name":"PLAID_SECRET","set":false`, `"kind":"sealing","env":"sandbox"`,
	} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %s in\n%s", code, want, out)
		}
	}
	// The keys open the Sandbox.
	if _, errs, code = says(t, "", "run", "--env", "sandbox", "--processor", "dwolla", "--user", "u", "--name", "N"); code != exitRefused || !strings.Contains(errs, "accounts read") {
		t.Errorf("run: exit %d\n%s", code, errs)
	}
	t.Setenv("PLAID_SECRET", someSecret)
	out, errs, code = says(t, "", "auth", "logout", "--env", "sandbox")
	if code != 0 || !strings.Contains(out, "4 keys of sandbox were removed") || !strings.Contains(errs, "PLAID_SECRET is still set: PLAID_SECRET") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if _, err := keyring.Get("linkdesk", "sandbox/PLAID_SECRET"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the secret is still in the keyring: %v", err)
	}
	if out, _, code = says(t, "", "auth", "logout", "--env", "sandbox"); code != 0 || !strings.Contains(out, "no keys of sandbox") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

// TestKeysThatAreRefused: nothing is written, whoever says no.
func TestKeysThatAreRefused(t *testing.T) {
	for _, x := range []struct {
		name, in, fault, want string
		code                  int
	}{
		{"wrong keys", keyLines, `{"path":"*","kind":"INVALID_API_KEYS"}`, "Each environment has its own secret", exitRefused},
		{"no answer", keyLines, `{"path":"/institutions/get_by_id","nth":0,"kind":"drop-after"}`, "Nothing was kept", exitRefused},
		{"wrong login", keyLines + "PRIMETRUST_EMAIL=a@b.c\nPRIMETRUST_PASSWORD=canary-Pass-1\n", "", "Correct the e-mail address or the password", exitRefused},
		{"too short", "PLAID_CLIENT_ID=" + someID + "\nPLAID_SECRET=fedcba\n", "", "a secret is 30 hex digits", exitUsage},
		{"swapped", "PLAID_CLIENT_ID=" + someSecret + "\nPLAID_SECRET=" + someID + "\n", "", "has the form of a secret", exitUsage},
		{"half a login", keyLines + "PRIMETRUST_EMAIL=a@b.c\n", "", "both or neither", exitUsage},
		{"no secret", "PLAID_CLIENT_ID=" + someID + "\n", "", "no line PLAID_SECRET", exitUsage},
		{"another environment", keyLines + "PLAID_ENV=production\n", "", "they are of production", exitUsage},
		{"no lines", someSecret, "", "line 1 of standard input", exitUsage},
	} {
		t.Run(x.name, func(t *testing.T) {
			url := withSim(t)
			if x.fault != "" {
				fault(t, url, x.fault)
			}
			out, errs, code := says(t, x.in, "auth", "login", "--env", "sandbox")
			if code != x.code || !strings.Contains(errs, x.want) || out != "" {
				t.Errorf("exit %d, want %d with %q\n%s%s", code, x.code, x.want, out, errs)
			}
			if _, err := keyring.Get("linkdesk", "sandbox/PLAID_CLIENT_ID"); !errors.Is(err, keyring.ErrNotFound) {
				t.Errorf("something is in the keyring: %v", err)
			}
		})
	}
}

// TestAPartnerThatIsGoneIsNoReason: Prime Trust's servers do not exist any more.
func TestAPartnerThatIsGoneIsNoReason(t *testing.T) {
	fault(t, withSim(t), `{"path":"/auth/jwts","nth":0,"kind":"drop-before"}`)
	out, errs, code := says(t, keyLines+"PRIMETRUST_EMAIL=desk@example.com\nPRIMETRUST_PASSWORD=canary-Pass-1\n", "auth", "login")
	if code != 0 || !strings.Contains(errs, "could not be checked") || strings.Contains(out, "takes the login") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if v, err := keyring.Get("linkdesk", "sandbox/PRIMETRUST_PASSWORD"); err != nil || v != "canary-Pass-1" {
		t.Errorf("the login is not in the keyring: %v", err)
	}
}

// halfRing fails at one write, or forgets one entry.
type halfRing struct {
	has     map[string]string
	failAt  int
	forgets bool
	sets    int
}

func (r *halfRing) Get(_ context.Context, entry string) (string, error) {
	if v, ok := r.has[entry]; ok {
		return v, nil
	}
	return "", fs.ErrNotExist
}

func (r *halfRing) Set(_ context.Context, entry, value string) error {
	if r.sets++; r.sets == r.failAt {
		return &keys.RingError{Op: "write", Why: "it is full"}
	}
	if !r.forgets || strings.HasSuffix(entry, "ID") {
		r.has[entry] = value
	}
	return nil
}

func (r *halfRing) Delete(_ context.Context, entry string) error {
	delete(r.has, entry)
	return nil
}

func TestAKeyringThatFailsHalfWayIsPutBack(t *testing.T) {
	for name, broken := range map[string]*halfRing{"at the third write": {failAt: 3}, "it forgets": {forgets: true}} {
		t.Run(name, func(t *testing.T) {
			broken.has = map[string]string{"sandbox/PLAID_CLIENT_ID": "old"}
			err := keep(t.Context(), broken, flow.Sandbox, pairs(flow.Credentials{ClientID: someID, Secret: secret(someSecret), Email: "a@b.c", Password: secret("p")}))
			if err == nil || len(broken.has) != 1 || broken.has["sandbox/PLAID_CLIENT_ID"] != "old" {
				t.Errorf("%v; the keyring has %d entries", err, len(broken.has))
			}
		})
	}
}
