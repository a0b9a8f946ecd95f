//go:build e2e

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/glass"
	"linkdesk/flow/plaid"
	"linkdesk/flow/primetrust"
	"linkdesk/flow/snippet"
)

// TestClientRunsTheCurlOfTheGlass makes the calls of the road against the simulator as another
// process, and gives what is copied of each to a shell with the real curl. Nothing is changed in
// the text; the variables are exported, as a person would.
func TestClientRunsTheCurlOfTheGlass(t *testing.T) {
	need(t, "curl")
	shell, address := need(t, "bash", "sh"), startSim(t)
	account, contact := seededIDs(t, address)
	rec := glass.New(time.Now)
	watch := func(provider string) func(http.RoundTripper) http.RoundTripper {
		return func(base http.RoundTripper) http.RoundTripper { return rec.Wrap(provider, base) }
	}
	bank, err := plaid.New(plaid.Config{BaseURL: address, ClientID: sandboxClient, Secret: secret(sandboxSecret), Env: flow.Sandbox, Watch: watch(flow.Plaid)})
	if err != nil {
		t.Fatal(err)
	}
	partner, err := primetrust.New(primetrust.Config{BaseURL: address, Email: "desk@example.com", Password: secret("canary-Pass-1"), Env: flow.Sandbox, Watch: watch(flow.PrimeTrust)})
	if err != nil {
		t.Fatal(err)
	}
	party := flow.Party{ClientUserID: "cu-77", LegalName: `Alberta "Al" O'Bobbeth`, PartnerAccount: account, PartnerContact: contact}
	ctx := flow.WithErrand(t.Context(), flow.Errand{Case: "c1", Effect: flow.Submit, Attempt: 1})
	env := append(os.Environ(), "PLAID_CLIENT_ID="+sandboxClient, "PLAID_SECRET="+sandboxSecret, "PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=canary-Pass-1")
	c, env := walkRoad(t, ctx, bank, partner, party, env)
	run := func(command string) object {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), shell, "-c", command)
		cmd.Env = env
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		var answer object
		if err := cmd.Run(); err != nil || json.Unmarshal(out.Bytes(), &answer) != nil {
			t.Fatalf("%v %s %s\n%s", err, errs.String(), out.String(), command)
		}
		return answer
	}
	<-rec.Settled()
	calls := map[string]flow.Exchange{}
	for _, x := range rec.Exchanges("c1") {
		calls[x.Endpoint] = x
	}
	env = append(env, "PRIMETRUST_TOKEN="+text(run(snippet.Curl(calls["POST /auth/jwts"]))["token"]))
	for _, x := range []struct {
		endpoint string
		want     []string // where the answer has something
	}{
		{"/link/token/create", []string{"link_token"}},
		{"/accounts/get", []string{"item", "item_id"}},
		{"/processor/token/create", []string{"processor_token"}},
		{"POST /v2/funds-transfer-methods", []string{"data", "id"}},
		{"GET /v2/funds-transfer-methods/" + c.Submission.ID, []string{"data", "id"}},
	} {
		call, ok := calls[x.endpoint]
		if !ok {
			t.Errorf("%s was not seen", x.endpoint)
			continue
		}
		if got := run(snippet.Curl(call)); text(at(got, x.want...)) == "" {
			t.Errorf("%s: %v", x.endpoint, got)
		}
		// What an earlier session did is written again from the case, for the address of linkdesk sim.
		key := ""
		if strings.HasPrefix(x.endpoint, "POST /v2") {
			key = roadKey
		}
		past, ok := snippet.OfCall(c, flow.Call{Endpoint: x.endpoint}, key)
		if got := run(strings.ReplaceAll(snippet.Curl(past), "http://127.0.0.1:8787", address)); !ok || text(at(got, x.want...)) == "" {
			t.Errorf("%s of the past: %v", x.endpoint, got)
		}
	}
	// Under its key the submission was one, however often it was sent.
	if n := methods(t, address); n != 1 {
		t.Errorf("%d funds-transfer-methods", n)
	}
}

const roadKey = "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a001"

// walkRoad makes the calls of the road, and exports the tokens that came of them.
func walkRoad(t *testing.T, ctx context.Context, bank flow.Bank, partner flow.Partner, party flow.Party, env []string) (flow.Case, []string) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	export := func(name string, s flow.Secret) { s.Use(func(b []byte) { env = append(env, name+"="+string(b)) }) }
	link, _, err := bank.CreateLinkToken(ctx, flow.LinkTokenRequest{ClientUserID: party.ClientUserID, LegalName: party.LegalName})
	check(err)
	export("LINK_TOKEN", link.Token)
	public, _, err := bank.SandboxPublicToken(ctx, flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: secret("pass_good")})
	check(err)
	item, _, err := bank.Exchange(ctx, public)
	check(err)
	export("ACCESS_TOKEN", item.AccessToken)
	read, _, err := bank.Accounts(ctx, item.AccessToken)
	check(err)
	chosen := read.Accounts[0].ID
	processor, _, err := bank.CreateProcessorToken(ctx, item.AccessToken, chosen, flow.PrimeTrust)
	check(err)
	export("PROCESSOR_TOKEN", processor)
	sub, _, err := partner.Submit(ctx, flow.SubmitRequest{Key: roadKey, Party: party, Token: processor})
	check(err)
	_, _, err = partner.Follow(ctx, sub.ID)
	check(err)
	return flow.Case{ID: "c1", Env: flow.Demo, Party: party, Processor: flow.PrimeTrust, AccountID: chosen, Submission: &sub}, env
}
