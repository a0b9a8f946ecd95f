package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// commandLine is a command of ours in a hint: the case, and at most one more flag with its value.
var commandLine = flow.Pattern(`linkdesk run --resume (?:[0-9A-Z]{26}|CASE)((?: --[a-z-]+)?(?: [A-Za-z0-9_]+)?)`)

// byKey puts the keys of this console into a hint in the place of the commands that do the
// same: whoever reads it here has the case before them.
func byKey(hint string) string { return byWay(hint, "enter") }

// hinted is byKey for a page. Where there are no keys, the one thing to do is the first choice. goOn is
// another key for it, "" for none.
func hinted(p *kit.Page, hint, goOn string) string {
	switch {
	case goOn != "":
		return byWay(hint, goOn)
	case p.Plain():
		return byWay(hint, "choice 1")
	}
	return byKey(hint)
}

// byWay puts the letters of the keys, and the way to do the one obvious thing, into a hint.
func byWay(hint, primary string) string {
	return commandLine().ReplaceAllStringFunc(hint, func(all string) string {
		rest := commandLine().FindStringSubmatch(all)[1]
		flag, value, _ := strings.Cut(strings.TrimSpace(rest), " ")
		switch {
		case flag == "--relink":
			return strings.TrimRight("R "+value, " ")
		case flag == "--follow":
			return strings.TrimRight(primary+" "+value, " ")
		case flag == "--new-link-token":
			return strings.TrimRight("l "+value, " ")
		case flag == "--after-restore":
			return strings.TrimRight(primary+" "+value, " ")
		case flag == "--handoff":
			return primary + " (w changes the way)"
		case strings.HasPrefix(flag, "--"):
			return all
		}
		return primary + rest // what follows is the sentence
	})
}
