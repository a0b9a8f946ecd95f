package main

import (
	"path/filepath"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/rig"
)

// otherExecutions are the acts of a case whose history was put back from a backup.
func otherExecutions() []execution {
	return []execution{
		{act: explain.AfterRestore, brings: putBack, hands: confirms, wrote: `"kind":"retried"`},
		{act: explain.CloseCase, brings: putBack, hands: confirms, wrote: `"kind":"case_closed"`},
	}
}

// putBack is a case of a history that is a backup's now.
func putBack(k *counter) string {
	id := k.runs()
	backup := filepath.Join(k.t.TempDir(), "backup")
	for _, args := range [][]string{{"history", "backup", backup}, {"history", "restore", backup, "--force", "--yes"}} {
		if code := k.says(args...); code != exitOK {
			k.t.Fatalf("%v: exit %d\n%s", args, code, k.errs.String())
		}
	}
	return id
}

// newest is the case that was opened last.
func (k *counter) newest(d *desks) string {
	page, err := d.open[k.env].store.List(k.t.Context(), flow.Query{})
	if err != nil || len(page.Rows) == 0 {
		k.t.Fatalf("%+v %v", page, err)
	}
	return string(page.Rows[0].ID)
}

// rotationLost is a case with a processor token, whose access token was rotated and never arrived.
func rotationLost(k *counter) string {
	id := ""
	k.console(func(o *order) { o.transport = forgetful{o.transport, "/item/access_token/invalidate"} }, func(p *rig.Program, d *desks) {
		for _, key := range []string{"enter", "enter", "enter", "enter", "T", "y"} {
			p.Press(key)
			k.rests(p, d)
		}
		id = k.newest(d)
	})
	return id
}

// says runs a command that answers in words.
func (k *counter) says(args ...string) int {
	k.t.Helper()
	code, _, errs := runHere(k.t, k.t.Context(), append([]string{"--data", k.dir}, args...)...)
	k.errs.Reset()
	k.errs.WriteString(errs)
	return code
}
