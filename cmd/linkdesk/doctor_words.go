package main

import (
	"fmt"
	"strings"

	"linkdesk/flow/doctor"
)

// word is a state as sign and word of one width. The colour says nothing of its own.
func (r *doctorReport) word(s doctor.State) string {
	sign, word, colour := "–", string(s), "2"
	switch s {
	case doctor.Good:
		sign, colour = "✓", "32"
	case doctor.Failed:
		sign, word, colour = "✗", "FAILED", "1;31"
	case doctor.Unclear:
		sign, colour = "?", "33"
	case doctor.ToDo:
		sign, colour = "○", "36"
	}
	text := fmt.Sprintf("%s %-7s ", sign, word)
	if r.colour {
		return "\x1b[" + colour + "m" + text + "\x1b[0m"
	}
	return text
}

// sum is the last line, and what failed once more, because the list is long.
func (r *doctorReport) sum() {
	count := map[doctor.State]int{}
	var wrong []string
	for _, c := range r.all {
		if count[c.State]++; c.State == doctor.Failed {
			wrong = append(wrong, c.Title)
		}
	}
	var parts []string
	for _, s := range []doctor.State{doctor.Good, doctor.Failed, doctor.Unclear, doctor.Skipped, doctor.ToDo} {
		if count[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[s], s))
		}
	}
	fmt.Fprintf(r.app.out, "\n%s.\n", strings.Join(parts, ", "))
	if len(wrong) > 0 {
		fmt.Fprintf(r.app.out, "Failed: %s.\n", strings.Join(wrong, ", "))
	}
}
