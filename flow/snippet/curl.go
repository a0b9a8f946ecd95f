package snippet

import (
	"strings"

	"linkdesk/flow"
)

// Curl writes a call for a POSIX shell with curl. It runs as it stands once its variables are
// exported; nothing in it is expanded but they. A call whose request was not recorded whole has a
// remark on its first line instead of a command that would do something else.
func Curl(x flow.Exchange) string {
	c := read(x)
	if c.cut || c.method == "" || len(c.url) == 0 {
		return "# This request was not recorded whole, so there is no command for it."
	}
	// Brackets in an address are curl's own patterns without -g.
	method := c.method
	if strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		method = quoted([]piece{{text: method}})
	}
	lines := []string{"curl -sS -g -X " + method + " " + quoted(c.url)}
	if len(c.user) > 0 {
		lines = append(lines, "-u "+quoted(c.user))
	}
	for _, h := range c.headers {
		lines = append(lines, "-H "+quoted(append([]piece{{text: h.name + ": "}}, h.value...)))
	}
	if len(c.body) > 0 {
		lines = append(lines, "--data-binary "+quoted(c.body))
	}
	return strings.Join(lines, " \\\n  ")
}

// quoted is one word of a shell. What stands there is in single quotes, in which nothing has a
// meaning; a variable is in double quotes of its own.
func quoted(pieces []piece) string {
	var b strings.Builder
	text := ""
	for i, p := range pieces {
		text += p.text
		if last := i == len(pieces)-1; text != "" && (last || p.variable != "" || pieces[i+1].variable != "") {
			b.WriteString(`'` + strings.ReplaceAll(shown(text), `'`, `'\''`) + `'`)
			text = ""
		}
		if p.variable != "" {
			b.WriteString(`"$` + p.variable + `"`)
		}
	}
	return b.String()
}

// shown keeps what could end the line or steer a terminal out of a command that is pasted.
func shown(s string) string { return flow.CleanTo(s, len(s)) }
