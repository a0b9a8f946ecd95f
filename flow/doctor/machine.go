package doctor

import (
	"context"
	"fmt"
	"strings"

	"linkdesk/flow"
)

// store looks at the directory and the history in it, which serves the three checks after it.
func (v *visit) store(ctx context.Context) Check {
	f := v.Machine.History(ctx)
	c := v.judgeStore(f)
	c.history = &f
	return c
}

func (v *visit) judgeStore(f HistoryFacts) Check {
	switch {
	case f.Place != "":
		return failed(Here, sentence(f.Place), "do what the message says, or name another directory with --data DIR")
	case f.File != "" && f.Damaged:
		return failed(History, sentence(f.File), "see what is left with linkdesk history verify --env "+string(v.Env)+", and put a backup back with linkdesk history restore FILE").code("HISTORY_DAMAGED")
	case f.File != "":
		return failed(Here, sentence(f.File), "do what the message says, then run linkdesk doctor again")
	case f.Busy:
		return unclear("The history is held by another process, so it was not looked into: " + f.Path + ".")
	case f.New:
		return good("There is no history yet; the first case makes " + f.Path + ".")
	case f.Schema < f.Newest:
		return good(fmt.Sprintf("%s can be used. It has schema %d and is brought up to %d, behind a copy, when it is next written to.", f.Path, f.Schema, f.Newest))
	}
	return good(fmt.Sprintf("%s opens (schema %d); whether all of it is sound, linkdesk history verify tells.", f.Path, f.Schema))
}

func (v *visit) storeLock(context.Context) Check {
	switch f := v.history; {
	case f == nil || f.Place != "" || f.File != "":
		return skipped("The history cannot be used; see above.")
	case f.Busy:
		who := f.Holder
		if who == "" {
			who = "another process"
		}
		return failed(History, "The history is held by "+who+".", "wait until that is done, or end it, then run linkdesk doctor again").code("HISTORY_BUSY")
	}
	return good("Nobody holds the history.")
}

func (v *visit) storeKey(context.Context) Check {
	switch f := v.history; {
	case f == nil || f.Place != "" || f.File != "" || f.Busy:
		return skipped("The history cannot be looked into; see above.")
	case f.Key != "":
		return failed(Here, sentence(f.Key), "do what the message says; linkdesk auth status shows where keys are looked for")
	default:
		return good(f.Sealed)
	}
}

func (v *visit) storeSpace(context.Context) Check {
	f := v.history
	if f == nil || !f.FreeKnown {
		return unclear("How much room the disk has cannot be told here.")
	}
	free := fmt.Sprintf("The disk of %s has %s free", f.Dir, size(f.Free))
	if f.Free < f.Least {
		return failed(Here, free+"; below "+size(f.Least)+" nothing that gives a token is started.", "make room on that disk, or name another directory with --data DIR")
	}
	return good(free + ".")
}

func size(bytes uint64) string {
	if bytes >= 10<<30 {
		return fmt.Sprintf("%d GB", bytes>>30)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

func (v *visit) keyring(ctx context.Context) Check {
	f := v.Machine.Keyring(ctx)
	switch {
	case f.Off != "":
		return skipped("The keyring is not used: " + strings.TrimSuffix(f.Off, ".") + ".")
	case f.Wrong != "" && f.Needed == "":
		return skipped(sentence(f.Wrong) + " Nothing depends on it here.")
	case f.Wrong != "":
		return failed(Here, sentence(f.Wrong)+" It is needed, because "+f.Needed+".",
			"unlock the keyring of this system, or do without: keys of providers in a .env file, the history's key by LINKDESK_KEY_FILE, and LINKDESK_KEYRING=off")
	}
	return good("The keyring of this system answers.")
}

func (v *visit) browser(context.Context) Check {
	f := v.Machine.Handoff()
	want := f.Default
	if f.Chosen != "" {
		want = f.Chosen
	}
	hosted := "hand over with --handoff hosted, which works over SSH and on the customer's own phone"
	switch {
	case want == flow.HandoffSandbox:
		return skipped("The sandbox hand-off needs no browser (" + f.From + ").")
	case want == flow.HandoffBrowser && !f.CanOpen:
		return failed(Here, "The browser hand-off is chosen ("+f.From+"), but "+f.Why+".", hosted)
	case f.CanOpen && f.Missing != "":
		return failed(Here, "No browser can be opened: "+strings.TrimSuffix(f.Missing, ".")+".", "install one, or name it in BROWSER; or "+hosted)
	case want == flow.HandoffBrowser:
		return good("The browser hand-off works here: " + f.Why + " (" + f.Opener + ").")
	case f.CanOpen:
		return good("The hosted hand-off works here: " + f.Why + " (" + f.Opener + ").")
	}
	return good("The hosted hand-off works here; its address is shown to be opened elsewhere: " + f.Why + ".")
}

func (v *visit) settings(context.Context) Check {
	if v.Settings != "" {
		return failed(Here, sentence(v.Settings), "correct it; linkdesk auth status --env "+string(v.Env)+" shows where each setting is from")
	}
	return good("The settings can be read.")
}

// sentence makes one of an error's words.
func sentence(text string) string {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".")
	if text == "" {
		return ""
	}
	if first := text[:1]; !strings.HasPrefix(text, "linkdesk ") {
		text = strings.ToUpper(first) + text[1:]
	}
	return text + "."
}
