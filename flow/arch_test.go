package flow

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	plaidGo = "github.com/plaid/plaid-go/v42/plaid"
	bbolt   = "go.etcd.io/bbolt"
)

// walls is the import table of the architecture: what a package may import of ours, and what it
// must not reach by any way. ARCHITECTURE.md says why each wall stands.
var walls = map[string]struct {
	may   []string // ours, without the module's name
	never []string
}{
	"cmd/linkdesk":    {may: []string{"*"}},
	"tui":             {may: []string{"tui/screen", "tui/kit", "flow", "flow/explain", "flow/snippet"}, never: []string{"net", bbolt, plaidGo}},
	"tui/screen":      {may: []string{"tui/kit", "flow", "flow/explain", "flow/snippet"}, never: []string{"net", bbolt, plaidGo}},
	"tui/plain":       {may: []string{"tui/screen", "tui/kit", "flow", "flow/explain"}, never: []string{"net", bbolt, plaidGo}},
	"tui/kit":         {never: []string{"net", bbolt, plaidGo}},
	"tui/rig":         {may: []string{"tui", "tui/screen", "tui/kit", "flow"}, never: []string{"net", bbolt, plaidGo}},
	"tui/rig/fake":    {may: []string{"tui/screen", "flow"}, never: []string{"net", bbolt, plaidGo}},
	"store":           {may: []string{"flow"}, never: []string{"net", plaidGo}},
	"store/keys":      {never: []string{bbolt, plaidGo}},
	"store/contract":  {may: []string{"flow"}, never: []string{"net", bbolt, plaidGo}},
	"store/gen":       {may: []string{"flow"}, never: []string{"net", bbolt, plaidGo}},
	"flow":            {never: []string{"net", bbolt, plaidGo, "third parties"}},
	"flow/engine":     {may: []string{"flow", "flow/explain"}, never: []string{"net", bbolt, plaidGo}},
	"flow/plaid":      {may: []string{"flow"}, never: []string{bbolt}},
	"flow/primetrust": {may: []string{"flow"}, never: []string{bbolt, plaidGo}},
	"flow/link":       {may: []string{"flow"}, never: []string{bbolt, plaidGo}},
	"flow/explain":    {may: []string{"flow"}, never: []string{"net", bbolt, plaidGo, "third parties"}},
	"flow/bundle":     {may: []string{"flow", "flow/explain"}, never: []string{"net", bbolt, plaidGo, "third parties"}},
	"flow/snippet":    {may: []string{"flow"}, never: []string{"net", bbolt, plaidGo, "third parties"}},
	"flow/doctor":     {may: []string{"flow", "flow/explain"}, never: []string{"net", bbolt, plaidGo, "third parties"}},
	"flow/glass":      {may: []string{"flow"}, never: []string{bbolt, plaidGo, "third parties"}},
	"flow/sim":        {never: []string{bbolt, plaidGo}},
}

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) map[string]pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...")
	cmd.Dir = ".."
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	all := map[string]pkg{}
	for dec := json.NewDecoder(&out); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}

func TestTheWallsStand(t *testing.T) {
	all := packages(t)
	for _, path := range []string{"net", bbolt, plaidGo} {
		if _, ok := all[path]; !ok {
			t.Errorf("%s is behind a wall but nobody imports it: the table is out of date", path)
		}
	}
	plaidUsers := 0
	for path, p := range all {
		name, ours := strings.CutPrefix(path, "linkdesk/")
		if !ours {
			continue
		}
		wall, ok := walls[name]
		if !ok {
			t.Errorf("%s is not in the table of walls", name)
			continue
		}
		for _, imp := range p.Imports {
			if of, ours := strings.CutPrefix(imp, "linkdesk/"); ours && !slices.Contains(wall.may, of) && !slices.Contains(wall.may, "*") {
				t.Errorf("%s imports %s", name, of)
			}
			if imp == plaidGo {
				plaidUsers++
			}
		}
		for _, dep := range p.Deps {
			if slices.Contains(wall.never, dep) {
				t.Errorf("%s reaches %s", name, dep)
			}
			if d := all[dep]; slices.Contains(wall.never, "third parties") && !d.Standard && !strings.HasPrefix(dep, "linkdesk/") && dep != "linkdesk" {
				t.Errorf("%s reaches the third party %s", name, dep)
			}
		}
	}
	if plaidUsers != 1 {
		t.Errorf("%d packages import plaid-go; it must be exactly one", plaidUsers)
	}
}

// banned lists what the source of a folder must not say, besides imports.
func TestThePureAndTheLeashedStaySo(t *testing.T) {
	clock := []string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.NewTimer", "time.NewTicker", "time.Tick"}
	for _, x := range []struct {
		dir     string
		deep    bool
		calls   []string
		imports []string
		noGo    bool
	}{
		{".", false, clock, []string{"os", "math/rand", "math/rand/v2", "crypto/rand", "os/exec"}, true},
		{"explain", true, clock, []string{"os"}, true},
		{"snippet", true, clock, []string{"os"}, true},
		{"bundle", true, clock, []string{"os"}, true},
		{"glass", true, clock, []string{"os"}, false},
		{"doctor", true, []string{"time.Now", "time.Since", "time.Sleep"}, []string{"os", "math/rand", "math/rand/v2", "crypto/rand"}, false},
		{".", true, []string{"context.Background", "context.TODO"}, nil, false},
		{"../tui", true, []string{"context.Background", "context.TODO", "time.Sleep", "fmt.Print", "fmt.Println", "fmt.Printf"}, []string{"os", "os/exec"}, false},
		{"../store", true, []string{"context.Background", "context.TODO", "fmt.Print", "fmt.Println", "fmt.Printf"}, []string{"math/rand"}, false},
		{"engine", true, []string{"time.Now", "time.Sleep"}, []string{"os", "math/rand", "math/rand/v2", "crypto/rand"}, false},
	} {
		for _, file := range sources(t, x.dir, x.deep) {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, imp := range f.Imports {
				if path := strings.Trim(imp.Path.Value, `"`); slices.Contains(x.imports, path) {
					t.Errorf("%s imports %s", file, path)
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					if x.noGo {
						t.Errorf("%s starts a goroutine", file)
					}
				case *ast.SelectorExpr:
					if p, ok := n.X.(*ast.Ident); ok && slices.Contains(x.calls, p.Name+"."+n.Sel.Name) {
						t.Errorf("%s says %s.%s", file, p.Name, n.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// sources lists the Go files of a folder that are not tests; rig is for tests only.
func sources(t *testing.T, dir string, deep bool) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != dir && (!deep || d.Name() == "rig" || d.Name() == "contract" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			out = append(out, path)
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%s: %d files, %v", dir, len(out), err)
	}
	return out
}

// The top level is fixed: whoever clones the project finds these and the usual dotfiles.
func TestTheTopLevelIsFixed(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		n := e.Name()
		if strings.HasPrefix(n, ".") || strings.HasSuffix(n, ".md") || slices.Contains([]string{"cmd", "tui", "flow", "store", "docs", "go.mod", "go.sum", "Makefile", "LICENSE", "linkdesk", "dist"}, n) {
			continue
		}
		t.Errorf("%s does not belong at the top level", n)
	}
}
