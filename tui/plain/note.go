package plain

import "context"

// keepNote asks for a text that is kept with the case.
func (v *visit) keepNote(ctx context.Context) error {
	v.say("A note is kept in the history in clear, with your name, and goes along when the case is handed on.")
	for {
		line, err := v.ask(ctx, "Note (empty: none)")
		if err != nil {
			return err
		}
		if line == "" {
			v.say("Nothing was done.")
			return nil
		}
		d, wrong := v.sheet.Note(ctx, line)
		if wrong == "" {
			return v.said(d)
		}
		v.say(wrong)
	}
}
