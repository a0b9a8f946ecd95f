package store

import (
	"os"
	"strings"
	"time"

	"linkdesk/flow"
)

// readSign turns the line of a lock file into words such as "alice, pid 412, since 10:02:31".
// A line that is not one of ours gives "".
func readSign(line string) string {
	parts := strings.Split(strings.TrimRight(line, " \n"), "\t")
	if len(parts) == 4 { // of an older version
		parts = append(parts, "")
	}
	if len(parts) != 5 {
		return ""
	}
	for i, p := range parts {
		parts[i] = flow.CleanID(p)
	}
	words := parts[0] + ", pid " + parts[1]
	if host, _ := os.Hostname(); oneWord(host) != parts[2] {
		words += " on " + parts[2]
	}
	if at, err := time.Parse(time.RFC3339, parts[3]); err == nil {
		words += ", since " + at.Local().Format("15:04:05")
	}
	if parts[4] != "" {
		words += ", " + parts[4]
	}
	return words
}

// workIn is the long work that the line of a lock file speaks of, or "".
func workIn(line string) string {
	parts := strings.Split(strings.TrimRight(line, " \n"), "\t")
	if len(parts) != 5 {
		return ""
	}
	return parts[4]
}

// oneWord keeps the separators of the line out of its fields.
func oneWord(s string) string {
	return strings.ReplaceAll(flow.CleanID(s), "\t", " ")
}
