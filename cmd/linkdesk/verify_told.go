package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"linkdesk/flow"
	"linkdesk/store"
)

// maintained tells what an examination of a history, or work on one, came to.
type maintained struct {
	out  io.Writer
	env  flow.Environment
	path string
	json bool
}

// findingLine is one finding as JSON.
type findingLine struct {
	Kind    string           `json:"kind"`
	Env     flow.Environment `json:"env"`
	Case    *flow.CaseID     `json:"case"`
	Seq     *uint32          `json:"seq"`
	Part    string           `json:"part"`
	What    string           `json:"what"`
	Derived bool             `json:"derived"` // --rebuild cures it
}

// verifiedLine is the last line of a history.
type verifiedLine struct {
	Kind       string           `json:"kind"`
	Env        flow.Environment `json:"env"`
	Path       string           `json:"path"`
	Cases      int              `json:"cases"`
	Events     int              `json:"events"`
	Findings   int              `json:"findings"`
	Sound      bool             `json:"sound"`
	Unfinished bool             `json:"unfinished"`
	Backup     *string          `json:"backup"`
}

// report tells what was found. The error is the exit code where there is a finding.
func (t *maintained) report(r store.Report, backup string) error {
	var code error
	if len(r.Faults) > 0 {
		code = exitError{exitHistory}
	}
	if t.json {
		return errors.Join(t.lines(r, backup), code)
	}
	if len(r.Faults)+r.Cases == 0 {
		if _, err := os.Lstat(t.path); errors.Is(err, os.ErrNotExist) {
			fmt.Fprintf(t.out, "%s: there is no history yet\n", t.env)
			return nil
		}
	}
	if backup != "" {
		fmt.Fprintf(t.out, "%s: the lists and indexes were made again; the file as it was before is %s\n", t.env, flow.Clean(backup))
	}
	if len(r.Faults) == 0 {
		fmt.Fprintf(t.out, "%s: sound: the pages, %s%s\n", t.env, counted(r), derivedToo(r))
		return nil
	}
	fmt.Fprintf(t.out, "%s: %s in %s\n", t.env, number(len(r.Faults), "finding"), flow.Clean(t.path))
	for _, f := range r.Faults {
		fmt.Fprintln(t.out, "  "+flow.Clean(f.String()))
	}
	fmt.Fprintf(t.out, "  sound are %s. Nothing was changed in the file.\n", counted(r))
	fmt.Fprintln(t.out, "  "+t.next(r))
	return code
}

func (t *maintained) next(r store.Report) string {
	if len(r.Damaged()) == 0 {
		return fmt.Sprintf("Every event is sound. Make the lists and indexes again with: linkdesk history verify --rebuild --env %s", t.env)
	}
	return fmt.Sprintf("Keep the file. Put a backup in its place, or get what it still proves into a new file with: linkdesk history verify --salvage FILE --env %s", t.env)
}

func counted(r store.Report) string {
	return number(r.Cases, "case") + " with " + number(r.Events, "event")
}

func derivedToo(r store.Report) string {
	if r.Unfinished {
		return "; the lists and indexes are made again when it is next opened for writing, and were not compared"
	}
	return ", and all lists and indexes"
}

func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (t *maintained) lines(r store.Report, backup string) error {
	lines := &jsonLines{w: t.out}
	for _, f := range r.Faults {
		line := findingLine{Kind: "finding", Env: t.env, Part: f.Part, What: flow.Clean(f.What), Derived: f.Derived()}
		if f.Case != "" {
			line.Case = &f.Case
		}
		if f.Seq > 0 {
			line.Seq = &f.Seq
		}
		if err := lines.write(line); err != nil {
			return err
		}
	}
	return lines.write(verifiedLine{Kind: "verified", Env: t.env, Path: t.path, Cases: r.Cases, Events: r.Events,
		Findings: len(r.Faults), Sound: len(r.Faults) == 0, Unfinished: r.Unfinished, Backup: some(backup)})
}
