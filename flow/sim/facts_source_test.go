package sim

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "make the tables of facts anew from the OpenAPI file")

// sourceFile is the part of Plaid's OpenAPI file that the tables are made from. It
// stands beside the checkout where the project is built, and nowhere else.
var sourceFile = filepath.Join("..", "..", "..", "shared", "reference", "plaid-openapi-subset.yml")

const factsHeader = "path\tmember\ttype\tneed\tsize\tenum\n"

// TestFactsAreThoseOfTheSource compares the checked-in tables with the file that
// they were made from.
func TestFactsAreThoseOfTheSource(t *testing.T) {
	raw, err := os.ReadFile(sourceFile)
	if err != nil {
		fmt.Printf("skipped: %s: Plaid's OpenAPI file is not beside this checkout\n", t.Name())
		t.SkipNow()
	}
	var src source
	if err := yaml.Unmarshal(raw, &src); err != nil {
		t.Fatal(err)
	}
	requests, responses := src.tables(t)
	for name, want := range map[string]string{"requests.tsv": requests, "responses.tsv": responses} {
		file := filepath.Join("facts", name)
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(want, "\n") {
			if lines := strings.Split(string(have), "\n"); i >= len(lines) || lines[i] != line {
				t.Fatalf("%s, line %d, is not what the OpenAPI file says:\n%s", file, i+1, line)
			}
		}
		if len(have) != len(want) {
			t.Errorf("%s has %d bytes more than the OpenAPI file gives", file, len(have)-len(want))
		}
	}
}

// source is as much of an OpenAPI file as the tables need.
type source struct {
	Paths map[string]struct {
		Post struct {
			RequestBody body            `yaml:"requestBody"`
			Responses   map[string]body `yaml:"responses"`
		} `yaml:"post"`
	} `yaml:"paths"`
	Components struct {
		Schemas map[string]*schema `yaml:"schemas"`
	} `yaml:"components"`
}

type body struct {
	Content map[string]struct {
		Schema *schema `yaml:"schema"`
	} `yaml:"content"`
}

type schema struct {
	Ref        string    `yaml:"$ref"`
	Type       string    `yaml:"type"`
	Nullable   bool      `yaml:"nullable"`
	Required   []string  `yaml:"required"`
	Properties yaml.Node `yaml:"properties"` // a node, because the order is the file's
	Items      *schema   `yaml:"items"`
	AllOf      []*schema `yaml:"allOf"`
	Enum       []any     `yaml:"enum"`
	MinLength  *int      `yaml:"minLength"`
	MaxLength  *int      `yaml:"maxLength"`
	MinItems   *int      `yaml:"minItems"`
	MaxItems   *int      `yaml:"maxItems"`
	Minimum    *int      `yaml:"minimum"`
	Maximum    *int      `yaml:"maximum"`
	Format     string    `yaml:"format"`
}

// member is one member of an object with its allOf resolved.
type member struct {
	name     string
	schema   *schema
	required bool
}

// tables are the rows of all requests and of all responses, "error" standing for
// the answer that is not a success.
func (s *source) tables(t *testing.T) (requests, responses string) {
	in, out := &rows{t: t, src: s}, &rows{t: t, src: s, formats: true}
	paths := make([]string, 0, len(s.Paths))
	for path := range s.Paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		post := s.Paths[path].Post
		in.path, out.path = path, path
		in.object(post.RequestBody.Content["application/json"].Schema, "", nil)
		out.object(post.Responses["200"].Content["application/json"].Schema, "", nil)
	}
	out.path = "error"
	out.object(s.Components.Schemas["PlaidError"], "", nil)
	return factsHeader + in.text.String(), factsHeader + out.text.String()
}

type rows struct {
	t       *testing.T
	src     *source
	path    string
	formats bool // date and date-time are types of their own
	text    strings.Builder
}

// resolve follows references.
func (r *rows) resolve(s *schema) *schema {
	for s.Ref != "" {
		name := s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
		if s = r.src.Components.Schemas[name]; s == nil {
			r.t.Fatalf("the OpenAPI file has no schema %s", name)
		}
	}
	return s
}

// members are those of a schema and of all that it is made of, later ones first
// to say what a member is.
func (r *rows) members(s *schema) []member {
	s = r.resolve(s)
	var list []member
	add := func(m member) {
		at := slices.IndexFunc(list, func(have member) bool { return have.name == m.name })
		if at < 0 {
			list = append(list, m)
			return
		}
		m.required = m.required || list[at].required
		list[at] = m
	}
	required := slices.Clone(s.Required)
	for _, part := range s.AllOf {
		for _, m := range r.members(part) {
			add(m)
		}
		required = append(required, r.resolve(part).Required...)
	}
	for i := 0; i+1 < len(s.Properties.Content); i += 2 {
		var of schema
		if err := s.Properties.Content[i+1].Decode(&of); err != nil {
			r.t.Fatal(err)
		}
		add(member{name: s.Properties.Content[i].Value, schema: &of})
	}
	for i := range list {
		list[i].required = list[i].required || slices.Contains(required, list[i].name)
	}
	return list
}

func (r *rows) object(s *schema, prefix string, within []string) {
	if s.Ref != "" {
		if slices.Contains(within, s.Ref) {
			return // an error inside of an error: once is enough
		}
		within = append(slices.Clone(within), s.Ref)
	}
	for _, m := range r.members(s) {
		if prefix == "" && (m.name == "client_id" || m.name == "secret") {
			continue // they may be headers too, so they are nobody's field
		}
		need := ""
		if m.required {
			need = "required"
		}
		r.row(m.schema, prefix+m.name, need, within)
	}
}

func (r *rows) row(s *schema, name, need string, within []string) {
	flat := r.flat(s)
	if flat.Nullable {
		need = strings.TrimSpace(need + " null")
	}
	var enum []string
	for _, e := range flat.Enum {
		if e != nil && e != "" {
			enum = append(enum, fmt.Sprint(e))
		}
	}
	fmt.Fprintln(&r.text, strings.Join([]string{r.path, name, r.kind(flat), need, flat.size(), strings.Join(enum, ",")}, "\t"))
	switch {
	case flat.Type == "array" && flat.Items != nil:
		r.row(flat.Items, name+"[]", "", within)
	case flat.Type == "object":
		r.object(s, name+".", within)
	}
}

// flat is a schema with what its allOf says about it itself.
func (r *rows) flat(s *schema) schema {
	flat := *r.resolve(s)
	for _, part := range flat.AllOf {
		of := r.flat(part)
		flat.Nullable = flat.Nullable || of.Nullable
		if flat.Type == "" {
			flat.Type, flat.Items, flat.Enum = of.Type, of.Items, of.Enum
		}
	}
	if flat.Type == "" {
		flat.Type = "object"
	}
	return flat
}

func (r *rows) kind(s schema) string {
	if r.formats && s.Type == "string" && (s.Format == "date" || s.Format == "date-time") {
		return s.Format
	}
	return s.Type
}

// size is low..high of a length, a count or a value.
func (s schema) size() string {
	for _, b := range [][2]*int{{s.MinLength, s.MaxLength}, {s.MinItems, s.MaxItems}, {s.Minimum, s.Maximum}} {
		if b[0] == nil && b[1] == nil {
			continue
		}
		low, high := "", ""
		if b[0] != nil {
			low = fmt.Sprint(*b[0])
		}
		if b[1] != nil {
			high = fmt.Sprint(*b[1])
		}
		return low + ".." + high
	}
	return ""
}
