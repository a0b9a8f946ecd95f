package flow

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestAllPatternsCompile finds every regular expression that is compiled at its first use and
// compiles it: a slip would otherwise wait for the one who needs it.
func TestAllPatternsCompile(t *testing.T) {
	n := 0
	for _, root := range []string{".", "../cmd", "../tui", "../store"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(node ast.Node) bool {
				call, ok := node.(*ast.CallExpr)
				if !ok || !isPattern(call.Fun) {
					return true
				}
				expr, ok := literal(call.Args[0])
				if !ok {
					t.Errorf("%s: a pattern that is no constant cannot be tried here", path)
				} else if _, err := regexp.Compile(expr); err != nil {
					t.Errorf("%s: %v", path, err)
				}
				n++
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 40 {
		t.Errorf("only %d patterns were found", n)
	}
}

func isPattern(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "Pattern" || f.Name == "pattern"
	case *ast.SelectorExpr:
		return f.Sel.Name == "Pattern"
	}
	return false
}

// literal is a string, or strings put together.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		a, okA := literal(e.X)
		b, okB := literal(e.Y)
		return a + b, okA && okB && e.Op == token.ADD
	}
	return "", false
}
