package sim

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// requestFacts is what may be sent to each of Plaid's paths, a row a member. The
// table is made from Plaid's OpenAPI file by facts_source_test.go and checked in,
// so that a strict answer never rests on what somebody typed from memory. The
// columns are path, member, type, need, size and enum; a member of an object is
// told by a dot and an element of an array by [].
//
//go:embed facts/requests.tsv
var requestFacts string

// readFacts makes the fields of every path out of the table. The table is part of
// the program, so a row that cannot be read is a broken build.
func readFacts(table string) map[string][]field {
	paths := make(map[string][]field)
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 6 {
			panic("sim: a row of the facts has not six cells: " + line)
		}
		path, member := cells[0], cells[1]
		paths[path] = addFact(paths[path], member, factField(member, cells[2:]))
	}
	return paths
}

// factField reads the cells type, need, size and enum.
func factField(member string, cells []string) field {
	name := member[strings.LastIndexByte(member, '.')+1:]
	f := field{name: name, kind: cells[0], least: math.MinInt, most: math.MaxInt}
	f.required = strings.Contains(cells[1], "required")
	f.nullable = strings.Contains(cells[1], "null")
	if low, high, sized := strings.Cut(cells[2], ".."); sized {
		f.least, f.most = bound(low, f.least), bound(high, f.most)
	}
	if cells[3] != "" && !f.judged(member) {
		f.enum = strings.Split(cells[3], ",")
	}
	if f.filled() {
		f.least = max(f.least, 1)
	}
	return f
}

// judged are the members whose values have a refusal of their own, by the
// endpoint: INVALID_PRODUCT and INVALID_PROCESSOR.
func (f field) judged(member string) bool {
	return f.name == "processor" || strings.HasSuffix(member, "products[]")
}

// filled are the members that may not be empty though the OpenAPI file does not
// say so. It was seen of client_name and country_codes; that no required text may
// be empty, nor an access_token, is read from that.
func (f field) filled() bool {
	return f.kind == "string" && f.required || f.name == "country_codes" || f.name == "access_token"
}

func bound(text string, otherwise int) int {
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(fmt.Sprintf("sim: the facts have the size %q", text))
	}
	return n
}

// addFact hangs a field below the one that its name leads to. Rows come after
// the row of what they belong to.
func addFact(fields []field, member string, f field) []field {
	head, rest, nested := strings.Cut(member, ".")
	if name, isElement := strings.CutSuffix(head, "[]"); isElement && !nested {
		owner := &fields[indexOf(fields, name)]
		owner.element = &f
		return fields
	}
	if !nested {
		return append(fields, f)
	}
	name, isElement := strings.CutSuffix(head, "[]")
	owner := &fields[indexOf(fields, name)]
	if isElement {
		owner = owner.element
	}
	owner.members = addFact(owner.members, rest, f)
	return fields
}

func indexOf(fields []field, name string) int {
	for i, f := range fields {
		if f.name == name {
			return i
		}
	}
	panic("sim: the facts have a member of " + name + " before " + name)
}
