package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// pressed works in the console on the newest case, by the keys that the advice names.
func (k *counter) pressed(amount string, keys ...string) {
	k.t.Helper()
	ctx, cancel := context.WithCancel(k.t.Context())
	d := &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: k.h.order(k.dir)}
	p := rig.Start(k.t, tui.New(ctx, tui.Options{Desks: d, Env: flow.Demo, Now: time.Now()}), 100, 50)
	p.Press("enter")
	atRest(k.t, p, d)
	for _, key := range keys {
		p.Press(key)
		if key == "f" {
			p.Type(amount).Press("enter")
			for _, r := range amount { // the second time is no paste
				p.Press(string(r))
			}
			p.Press("enter")
		}
		atRest(k.t, p, d)
	}
	d.close(ctx, io.Discard)
	cancel()
}

// shellWords splits a command as a shell does whose quotes are single ones.
func shellWords(command string) []string {
	var out []string
	in, word, some := false, "", false
	for _, r := range command {
		switch {
		case r == '\'':
			in, some = !in, true
		case r == ' ' && !in:
			if some || word != "" {
				out = append(out, word)
			}
			word, some = "", false
		default:
			word += string(r)
		}
	}
	if some || word != "" {
		out = append(out, word)
	}
	return out
}

// follows does what the card says, in its order, until the case is repaired. What somebody does
// outside happens in the simulator: its story changes to one in which all goes well, but where a
// repair is advised, which the story's own customer walks through.
func (k *counter) follows(s shown, money bool) (repaired bool, out string) {
	k.t.Helper()
	steer := !s.has("relink")
	for i, a := range s.Acts {
		// What a customer does in Link happens while the command runs that hands over.
		if steer && (a.Act == "outside" || i+1 < len(s.Acts) && s.Acts[i+1].Act == "outside" && s.Acts[i+1].Who == "customer") {
			if err := k.h.sim.Play("happy"); err != nil {
				k.t.Fatal(err)
			}
		}
		switch {
		case a.Act == "outside" && a.Who == "partner":
			k.thaws()
		case a.Act == "outside":
		case a.Command == "":
			k.pressed("25.00", a.Key)
		case strings.HasPrefix(a.Command, "linkdesk run "):
			command := strings.NewReplacer("AMOUNT", "25.00").Replace(a.Command)
			lines, code := k.asks(append(shellWords(command)[1:], "--json")...)
			if code == exitUsage || len(lines) == 0 {
				k.t.Errorf("%s: exit %d\n%s", command, code, k.errs.String())
				return false, ""
			}
			if a.Act == "new_case" {
				now := k.show(fmt.Sprint(lines[len(lines)-1]["case"]))
				return now.repaired(money), now.Case
			}
		}
		if now := k.show(s.Case); now.repaired(money) {
			return true, now.Case
		}
	}
	return false, s.Case
}

// thaws is what Prime Trust's support does with an account that a return has frozen.
func (k *counter) thaws() {
	k.t.Helper()
	client := &http.Client{Transport: k.h.sim.Transport()}
	post := func(path string, login func(*http.Request)) []byte {
		req, err := http.NewRequestWithContext(k.t.Context(), http.MethodPost, "http://127.0.0.1:1"+path, nil)
		if err != nil {
			k.t.Fatal(err)
		}
		login(req)
		res, err := client.Do(req)
		if err != nil {
			k.t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode >= 300 {
			k.t.Fatalf("%s: %d %v %s", path, res.StatusCode, err, b)
		}
		return b
	}
	var pass struct{ Token string }
	if err := json.Unmarshal(post("/auth/jwts", func(r *http.Request) { r.SetBasicAuth("desk@example.com", "pw") }), &pass); err != nil {
		k.t.Fatal(err)
	}
	post("/v2/accounts/"+k.h.sim.Seeded().PTAccountID+"/sandbox/unfreeze", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+pass.Token) })
}
