//go:build e2e

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow/snippet"
)

// snippets is a folder with the printed snippets in it, and the simulator they are run against.
type snippets struct {
	*clients
	home string // where the program that prints them lives
	env  []string
}

func newSnippets(t *testing.T, c *clients) *snippets {
	t.Helper()
	s := &snippets{clients: c, home: t.TempDir()}
	_, contact := seededIDs(t, s.address)
	s.env = []string{"PLAID_URL=" + s.address, "PRIMETRUST_URL=" + s.address, "PLAID_CLIENT_ID=" + sandboxClient, "PLAID_SECRET=" + sandboxSecret,
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=canary-Pass-1", "PRIMETRUST_CONTACT_ID=" + contact, `CLIENT_USER_ID=cu 77'`}
	return s
}

// print writes what linkdesk snippet prints into a file, as it is.
func (s *snippets) print(t *testing.T, lang snippet.Language, step snippet.Step, more ...string) (file string) {
	t.Helper()
	out, err := linkdesk(t, s.home, nil, append([]string{"snippet", string(step), "--lang", string(lang)}, more...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(s.dir, string(lang), snippetFile(lang, step))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// snippetFile is the name that a snippet gives its file.
func snippetFile(lang snippet.Language, step snippet.Step) string {
	switch lang {
	case snippet.InNode:
		return string(step) + ".mjs"
	case snippet.InPython:
		return string(step) + ".py"
	case snippet.InRuby:
		return string(step) + ".rb"
	case snippet.InGo:
		return filepath.Join(string(step), "main.go")
	case snippet.InJava:
		return map[snippet.Step]string{snippet.LinkToken: "LinkToken", snippet.Exchange: "Exchange", snippet.ProcessorToken: "ProcessorToken", snippet.Submission: "Submission"}[step] + ".java"
	}
	return string(step) + ".sh"
}

// runs is how a file of a language is run. Those of Go are built all together, so that linking is done once.
func (s *snippets) runs(t *testing.T, lang snippet.Language) func(file string, env []string) (string, error) {
	t.Helper()
	program := map[snippet.Language]string{snippet.InCurl: "sh", snippet.InNode: "node", snippet.InPython: "python3", snippet.InRuby: "ruby", snippet.InJava: "java", snippet.InGo: "go"}[lang]
	path := need(t, program)
	switch lang {
	case snippet.InCurl:
		need(t, "curl")
	case snippet.InNode:
		s.install(t)
	}
	return func(file string, env []string) (string, error) {
		args := []string{path, file}
		if lang == snippet.InGo {
			args = []string{filepath.Join(s.dir, "bin", filepath.Base(filepath.Dir(file)))}
		}
		cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
		cmd.Env = append(append(os.Environ(), s.env...), env...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
}

// exported is what a step printed, as the variables that the next one asks for.
func exported(t *testing.T, out string) (env []string) {
	t.Helper()
	if !strings.HasPrefix(out, "{") {
		for line := range strings.Lines(out) {
			value, _, _ := strings.Cut(strings.TrimSpace(line), " # ")
			env = append(env, value)
		}
		return env
	}
	for dec := json.NewDecoder(strings.NewReader(out)); dec.More(); {
		var answer object
		if err := dec.Decode(&answer); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		accounts, _ := answer["accounts"].([]any)
		for _, account := range accounts {
			env = append(env, "ACCOUNT_ID="+text(at(account, "account_id")))
		}
		for _, token := range []string{"link_token", "access_token", "processor_token"} {
			if answer[token] != nil {
				env = append(env, strings.ToUpper(token)+"="+text(answer[token]))
			}
		}
		if id := at(answer, "data", "id"); id != nil {
			env = append(env, "FUNDS_TRANSFER_METHOD_ID="+text(id))
		}
	}
	return env
}

func valueOf(env []string, name string) string {
	for _, e := range env {
		if value, is := strings.CutPrefix(e, name+"="); is {
			return value // the first account
		}
	}
	return ""
}
