//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"linkdesk/flow/snippet"
)

// snippets runs what linkdesk snippet prints, as it is, through the whole road. What a step prints is what
// the next one is given. Where Plaid's library cannot be had, the submission is run, which needs none.
func (c *clients) snippets(t *testing.T) {
	s := newSnippets(t, c)
	bank := s.item(t)
	account := text(at(s.plaid(t, "/accounts/get", object{"access_token": bank})["accounts"].([]any)[0], "account_id"))
	processor := text(s.plaid(t, "/processor/token/create", object{"access_token": bank, "account_id": account, "processor": "prime_trust"})["processor_token"])
	for i, lang := range snippet.Languages() {
		t.Run(string(lang), func(t *testing.T) {
			run := s.runs(t, lang)
			key := fmt.Sprintf("IDEMPOTENCY_KEY=2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6b00%d", i)
			env := []string{"PROCESSOR_TOKEN=" + processor, key}
			if lang == snippet.InCurl || lang == snippet.InNode || lang == snippet.InGo {
				env = append(s.road(t, lang, run), key)
			}
			before := methods(t, s.address)
			file := s.print(t, lang, snippet.Submission)
			if lang == snippet.InGo {
				s.build(t)
			}
			for range 2 { // a retry has the same key, and makes nothing
				out, err := run(file, env)
				if got := valueOf(exported(t, out), "FUNDS_TRANSFER_METHOD_ID"); err != nil || len(got) != 36 {
					t.Fatalf("submission: %v\n%s", err, out)
				}
			}
			if n := methods(t, s.address); n != before+1 {
				t.Errorf("%d funds-transfer-methods, want %d", n, before+1)
			}
			out, err := run(file, []string{"PROCESSOR_TOKEN=canary-processor-x", "PRIMETRUST_PASSWORD=canary-Pass-2", "PRIMETRUST_CONTACT_ID=nobody", key + "x"})
			if err == nil || strings.Contains(out, "canary") {
				t.Errorf("a refused submission: %v\n%s", err, out)
			}
		})
	}
	t.Run("of a case", s.ofCase)
}

// ofCase runs the submission of a case again, as printed for it: under its key there is still one.
func (s *snippets) ofCase(t *testing.T) {
	cmd := linkdesk(t, s.home, []string{"LINKDESK_PLAID_URL=" + s.address, "LINKDESK_PRIMETRUST_URL=" + s.address}, "run", "--env", "demo", "--json", "--reveal", "--name", `Zoë "O'Quinn"`)
	out, err := cmd.Output()
	out = bytes.TrimSpace(out)
	var last object
	if err != nil || json.Unmarshal(out[bytes.LastIndexByte(out, '\n')+1:], &last) != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	before, made := methods(t, s.address), text(last["funds_transfer_method_id"])
	for _, lang := range []snippet.Language{snippet.InCurl, snippet.InNode} {
		file := s.print(t, lang, snippet.Submission, "--case", text(last["case"]))
		out, err := s.runs(t, lang)(file, []string{"PROCESSOR_TOKEN=" + text(last["processor_token"])})
		if got := valueOf(exported(t, out), "FUNDS_TRANSFER_METHOD_ID"); err != nil || got == "" || got != made {
			t.Errorf("%s: %v %q, want %q\n%s", lang, err, got, made, out)
		}
	}
	if n := methods(t, s.address); n != before {
		t.Errorf("%d funds-transfer-methods, want %d", n, before)
	}
}

// road runs the steps before the submission and returns what they printed.
func (s *snippets) road(t *testing.T, lang snippet.Language, run func(string, []string) (string, error)) (env []string) {
	t.Helper()
	files := map[snippet.Step]string{}
	steps := []snippet.Step{snippet.LinkToken, snippet.Exchange, snippet.ProcessorToken}
	for _, step := range steps {
		files[step] = s.print(t, lang, step)
	}
	if lang == snippet.InGo {
		s.build(t)
	}
	public := text(s.plaid(t, "/sandbox/public_token/create", object{"institution_id": "ins_109508", "initial_products": []string{"auth"}})["public_token"])
	env = []string{"PUBLIC_TOKEN=" + public}
	prints := map[snippet.Step][]string{snippet.LinkToken: {"LINK_TOKEN"}, snippet.Exchange: {"ACCESS_TOKEN", "ACCOUNT_ID"}, snippet.ProcessorToken: {"PROCESSOR_TOKEN"}}
	for _, step := range steps {
		out, err := run(files[step], env)
		if err != nil {
			t.Fatalf("%s: %v\n%s", step, err, out)
		}
		for _, name := range prints[step] {
			value := valueOf(exported(t, out), name)
			if value == "" {
				t.Fatalf("%s printed no %s:\n%s", step, name, out)
			}
			env = append(env, name+"="+value)
		}
		// What it prints of a refusal has no key in it.
		out, err = run(files[step], append(env, "PLAID_SECRET=canary-secret", "PUBLIC_TOKEN=canary-public", "ACCESS_TOKEN=canary-access", "ACCOUNT_ID=x"))
		if err == nil || strings.Contains(out, "canary") || !strings.Contains(out, "INVALID_API_KEYS") {
			t.Errorf("%s with a wrong secret: %v\n%s", step, err, out)
		}
	}
	return env
}
