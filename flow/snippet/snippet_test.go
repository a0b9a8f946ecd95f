package snippet_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
)

func tokenRequest() flow.Exchange {
	return flow.Exchange{Provider: flow.Plaid, Method: "POST", URL: "https://sandbox.plaid.com/processor/token/create", Endpoint: "/processor/token/create",
		Request: flow.Message{Body: `{"access_token":"access-sandbox-…a92c","account_id":"BxB","processor":"prime_trust"}`,
			Headers: []flow.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Plaid-Client-Id", Value: flow.Hidden}, {Name: "Plaid-Secret", Value: flow.Hidden}, {Name: "User-Agent", Value: "linkdesk"}}}}
}

func TestCurl(t *testing.T) {
	want := `curl -sS -g -X POST 'https://sandbox.plaid.com/processor/token/create' \
  -H 'Content-Type: application/json' \
  -H 'PLAID-CLIENT-ID: '"$PLAID_CLIENT_ID" \
  -H 'PLAID-SECRET: '"$PLAID_SECRET" \
  --data-binary '{"access_token":"'"$ACCESS_TOKEN"'","account_id":"BxB","processor":"prime_trust"}'`
	if got := snippet.Curl(tokenRequest()); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
	if got := snippet.Variables(tokenRequest()); !slices.Equal(got, []string{"PLAID_CLIENT_ID", "PLAID_SECRET", "ACCESS_TOKEN"}) {
		t.Errorf("%v", got)
	}
}

func TestVariablesAreToldApart(t *testing.T) {
	x := tokenRequest()
	x.Request.Body = `{"a":{"tax-id":"•••"},"b":{"tax-id":"•••"},"access_token":"access-sandbox-…a92c","c":["access-sandbox-…b777","access-sandbox-…a92c"],"n":"••• number","legal_name":"a ••• b","1":"•••"}`
	got := snippet.Curl(x)
	for _, want := range []string{`"'"$TAX_ID"'"`, `"'"$TAX_ID_2"'"`, `"access_token":"'"$ACCESS_TOKEN"'"`, `"n":'"$N"',`, `"legal_name":"'"$LEGAL_NAME"'"`, `"1":"'"$VALUE"'"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "•") || strings.Contains(got, "…") {
		t.Errorf("a mask is left in\n%s", got)
	}
}

func TestWhatIsNotWholeIsNoCommand(t *testing.T) {
	x := tokenRequest()
	x.Request.Note = "only the first 65536 of 131083 bytes were looked at"
	if got := snippet.Curl(x); !strings.HasPrefix(got, "# ") || strings.Contains(got, "\n") {
		t.Errorf("%s", got)
	}
}

// hostile is text that wants out of its quotes.
func hostile() []string {
	return []string{`it's`, `'; touch /tmp/x; '`, "`id`", `$(id)`, `$HOME "quoted" \'`, "!!", `\`, "a\nb", "\x1b]0;x\a", `"'"$PLAID_SECRET"'"`, "${IFS}", "ü‮x"}
}

// TestAShellReadsWhatWasMeant gives the command to real shells: they find nothing wrong with it, and
// every word is the text that it was made of.
func TestAShellReadsWhatWasMeant(t *testing.T) {
	for _, shell := range []string{"sh", "bash"} {
		path, err := exec.LookPath(shell)
		if err != nil {
			t.Logf("there is no %s here", shell)
			continue
		}
		for _, text := range hostile() {
			x := tokenRequest()
			x.URL += "?q=" + text
			x.Request.Headers = append(x.Request.Headers, flow.Header{Name: "X-Idempotent-Id-V2", Value: text})
			x.Request.Body = `{"access_token":"•••","client_user_id":"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"}`
			command := snippet.Curl(x)
			if strings.ContainsAny(command, "\x1b\a") || strings.Count(command, "\n") != 5 {
				t.Fatalf("%q makes\n%s", text, command)
			}
			if out, err := exec.CommandContext(t.Context(), path, "-n", "-c", command).CombinedOutput(); err != nil {
				t.Errorf("%s -n: %v %s\n%s", shell, err, out, command)
			}
			cmd := exec.CommandContext(t.Context(), path, "-c", "curl() { printf '%s\\n' \"$@\"; }\n"+command)
			cmd.Env = []string{"PLAID_CLIENT_ID=theid", "PLAID_SECRET=thesecret", "ACCESS_TOKEN=thetoken"}
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			clean := flow.CleanTo(text, 1000)
			body := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text)
			want := strings.Join([]string{"-sS", "-g", "-X", "POST", "https://sandbox.plaid.com/processor/token/create?q=" + clean,
				"-H", "Content-Type: application/json", "-H", "PLAID-CLIENT-ID: theid", "-H", "PLAID-SECRET: thesecret", "-H", "X-Idempotent-Id-V2: " + clean,
				"--data-binary", `{"access_token":"thetoken","client_user_id":"` + flow.CleanTo(body, 1000) + `"}`, ""}, "\n")
			if string(out) != want {
				t.Errorf("%s, %q:\n%s\nwant\n%s", shell, text, out, want)
			}
		}
	}
}

func TestACallOfThePast(t *testing.T) {
	c := flow.Case{ID: "c1", Env: flow.Sandbox, Processor: flow.PrimeTrust, AccountID: "BxB",
		Party: flow.Party{ClientUserID: "u-1", LegalName: "Avery O'Quinn", PartnerContact: "0a6d1f6e-0000-4000-8000-000000000002"},
		Link:  flow.LinkState{Hosted: true, RedirectURI: "https://example.com/back", InstitutionID: "ins_1"}}
	for _, x := range []struct {
		endpoint, key string
		want          []string // nothing when it cannot be written
	}{
		{"/link/token/create", "", []string{"'https://sandbox.plaid.com/link/token/create'", `"client_user_id":"u-1"`, `Avery O'\''Quinn`, `"country_codes":["US"]`, `"hosted_link":{}`, `"redirect_uri":"https://example.com/back"`, `"products":["auth"]`, `"account_filters":{"depository":{"account_subtypes":["checking","savings","cash management"]}}`}},
		{"/item/public_token/exchange", "", []string{`{"public_token":"'"$PUBLIC_TOKEN"'"}`}},
		{"/accounts/get", "", []string{`{"access_token":"'"$ACCESS_TOKEN"'"}`}},
		{"/processor/token/create", "", []string{`"account_id":"BxB","processor":"prime_trust"`}},
		{"/link/token/get", "", []string{`$LINK_TOKEN`}},
		{"/institutions/get_by_id", "", []string{`"institution_id":"ins_1"`}},
		{"/sandbox/public_token/create", "", []string{`$OVERRIDE_PASSWORD`, `ins_1`}},
		{"POST /auth/jwts", "", []string{`-u "$PRIMETRUST_EMAIL"':'"$PRIMETRUST_PASSWORD"`}},
		{"POST /v2/funds-transfer-methods", "k-1", []string{`?include=bank'`, `'Authorization: Bearer '"$PRIMETRUST_TOKEN"`, `'X-Idempotent-ID-V2: k-1'`, `"plaid-processor-token":"'"$PROCESSOR_TOKEN"'"`, `"ach-check-type":"personal"`}},
		{"POST /v2/funds-transfer-methods", "", []string{`'X-Idempotent-ID-V2: '"$IDEMPOTENCY_KEY"`}},
		{"GET /v2/funds-transfer-methods/1f0c", "", []string{`-X GET 'https://sandbox.primetrust.com/v2/funds-transfer-methods/1f0c?include=plaid-item'`}},
		{"POST /v2/contributions", "k-1", nil},
		{"/nothing/known", "", nil},
	} {
		made, ok := snippet.OfCall(c, flow.Call{Endpoint: x.endpoint}, x.key)
		if ok != (x.want != nil) {
			t.Errorf("%s: %v", x.endpoint, ok)
			continue
		}
		for _, want := range x.want {
			if got := snippet.Curl(made); !strings.Contains(got, want) {
				t.Errorf("%s: %s is missing in\n%s", x.endpoint, want, got)
			}
		}
	}
}
