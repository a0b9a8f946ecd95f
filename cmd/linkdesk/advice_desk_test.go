package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

// counter is where a support desk works: one history and one simulator whose state goes on, in fake
// time. Everything is asked by command lines, as the program takes them.
type counter struct {
	t    *testing.T
	h    *house
	dir  string
	env  flow.Environment
	errs bytes.Buffer
}

// asks runs a command line and returns its lines of JSON and its exit code.
func (k *counter) asks(args ...string) ([]map[string]any, int) {
	k.t.Helper()
	var out bytes.Buffer
	k.errs.Reset()
	a := &app{streams: streams{strings.NewReader(""), &out, &k.errs}, arrange: func(o order) order {
		o.transport, o.listen = k.h.sim.Transport(), k.h.listen
		o.demo.world = &demoWorld{scenario: k.h.sim.Scenario(), seeded: k.h.sim.Seeded(), url: "http://127.0.0.1:1", visitor: k.h}
		return o
	}}
	root := a.root()
	root.SetArgs(append([]string{"--data", k.dir}, args...))
	root.SetOut(&out)
	root.SetErr(&k.errs)
	code := codeOf(root.ExecuteContext(k.t.Context()))
	var lines []map[string]any
	for line := range bytes.Lines(out.Bytes()) {
		var m map[string]any
		if err := json.Unmarshal(line, &m); err != nil {
			k.t.Fatalf("%v: %v: %s", args, err, line)
		}
		lines = append(lines, m)
	}
	return lines, code
}

// shown is the last line of history show --json.
type shown struct {
	Case, Status, Stop, Who, Advice, What, Tell string
	Code                                        string `json:"code"`
	WayOut                                      string `json:"way_out"`
	Fault                                       *struct {
		Code, Stop, Who, Message, Hint string
		RequestID                      string `json:"request_id"`
	}
	Helps     map[string]string
	Acts      []struct{ Act, Who, What, Key, Command string }
	Transfers []struct{ State flow.TransferState }
}

func (k *counter) show(id string) shown {
	k.t.Helper()
	lines, code := k.asks("history", "show", id, "--json")
	if code != exitOK || len(lines) == 0 {
		k.t.Fatalf("history show %s: exit %d\n%s", id, code, k.errs.String())
	}
	b, err := json.Marshal(lines[len(lines)-1])
	if err != nil {
		k.t.Fatal(err)
	}
	var s shown
	if err := json.Unmarshal(b, &s); err != nil {
		k.t.Fatal(err)
	}
	return s
}

// has reports whether an act is advised.
func (s shown) has(act string) bool {
	return slices.ContainsFunc(s.Acts, func(a struct{ Act, Who, What, Key, Command string }) bool { return a.Act == act })
}

// repaired reports a case that is where it was to go: nothing is the matter, and its money, if it
// has any, is on its way.
func (s shown) repaired(money bool) bool {
	at := s.Status == "submitted" || s.Status == "usable" || s.Status == "unusable" && money || s.Status == "token_ready"
	if n := len(s.Transfers); money && (n == 0 || s.Transfers[n-1].State != flow.TransferPending) {
		return false
	}
	return at && (s.Fault == nil || money)
}

// idsIn are the ids that the lines of a run hold, by kind: what a customer may forward. The first
// rows, which every case has in its history, name the counterparty and are no ids of this case alone.
func idsIn(lines []map[string]any) map[string]string {
	out := map[string]string{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for k, x := range v {
				if s, ok := x.(string); ok && s != "" && slices.Contains([]string{"request_id", "link_session_id", "item_id"}, k) {
					out[k] = s
				}
				walk(x)
			}
		}
	}
	for _, l := range lines {
		walk(l)
	}
	return out
}

// finds takes one id of a case and nothing else, and returns the case that the history knows by it.
func (k *counter) finds(kind, id string) string {
	k.t.Helper()
	lines, code := k.asks("history", "search", id, "--json")
	if code != exitOK || len(lines) != 1 {
		k.t.Fatalf("the %s %q finds %d cases, exit %d\n%s", kind, id, len(lines), code, k.errs.String())
	}
	return fmt.Sprint(lines[0]["case"])
}
