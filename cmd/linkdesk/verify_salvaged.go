package main

import (
	"fmt"

	"linkdesk/flow"
	"linkdesk/store"
)

// salvagedCaseLine is one case of a salvage as JSON.
type salvagedCaseLine struct {
	Kind  string      `json:"kind"`
	Case  flow.CaseID `json:"case"`
	Kept  uint32      `json:"kept"` // records 1 to kept
	Last  uint32      `json:"last_known"`
	Whole bool        `json:"whole"`
}

// salvagedLine is the last line of a salvage.
type salvagedLine struct {
	Kind    string           `json:"kind"`
	Env     flow.Environment `json:"env"`
	From    string           `json:"from"`
	File    string           `json:"file"`
	Cases   int              `json:"cases"`
	Events  int              `json:"events"`
	Secrets int              `json:"secrets"`
	Lost    int              `json:"secrets_lost"`
	Notes   []string         `json:"notes"`
}

// salvaged tells what is in the new file, case by case, and what is not.
func (t *maintained) salvaged(got store.Salvaged, file string) error {
	lines := &jsonLines{w: t.out}
	kept := 0
	for _, c := range got.Cases {
		if c.Kept > 0 {
			kept++
		}
		if !t.json {
			fmt.Fprintf(t.out, "case %s: %s\n", c.Case, salvagedCase(c))
		} else if err := lines.write(salvagedCaseLine{"salvaged_case", c.Case, c.Kept, c.Last, c.Whole}); err != nil {
			return err
		}
	}
	if t.json {
		return lines.write(salvagedLine{"salvaged", t.env, t.path, file, kept, got.Events, got.Secrets, got.Lost, append([]string{}, got.Notes...)})
	}
	for _, note := range got.Notes {
		fmt.Fprintln(t.out, note)
	}
	fmt.Fprintf(t.out, "%s is a new history of %s with %s, %s and %s. The damaged file was not touched.\n", flow.Clean(file), t.env,
		number(kept, "case"), number(got.Events, "event"), number(got.Secrets, "sealed secret"))
	// Put there by hand, a case that lost the end of its journal would go on as if that never happened.
	fmt.Fprintf(t.out, "To work with it run: linkdesk history restore --force --env %s -- %s. It moves the damaged file aside, and cases that are not closed wait for a look.\n",
		t.env, flow.Clean(file))
	return nil
}

func salvagedCase(c store.SalvagedCase) string {
	switch {
	case c.Whole:
		return fmt.Sprintf("complete, %s", number(int(c.Kept), "record"))
	case c.Kept == 0:
		return fmt.Sprintf("lost; %s are known to have been there", number(int(c.Last), "record"))
	case c.Last > c.Kept+1:
		return fmt.Sprintf("records 1 to %d; lost are %d to %d", c.Kept, c.Kept+1, c.Last)
	case c.Last > c.Kept:
		return fmt.Sprintf("records 1 to %d; lost is %d", c.Kept, c.Last)
	}
	return fmt.Sprintf("records 1 to %d, and nothing says whether there were more", c.Kept)
}
