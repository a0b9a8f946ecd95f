//go:build e2e

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
)

// module makes the folder of the Go snippets a module that asks for what this one asks for, so that
// plaid-go is the very package that is compiled already.
func (s *snippets) module(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(s.dir, string(snippet.InGo))
	for _, name := range []string{"go.mod", "go.sum"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func (s *snippets) goTool(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), need(t, "go"), args...)
	cmd.Dir = s.module(t)
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", args, err, out)
	}
}

// build makes programs of all Go snippets that were printed.
func (s *snippets) build(t *testing.T) {
	t.Helper()
	s.goTool(t, "build", "-o", filepath.Join(s.dir, "bin")+"/", "./...")
}

// parser is javac without the types, for which Plaid's library would have to be there.
const parser = `import com.sun.source.util.JavacTask;
import java.io.File;
import java.util.*;
import javax.tools.*;

public class Parse {
  public static void main(String[] args) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    StandardJavaFileManager files = javac.getStandardFileManager(said, null, null);
    List<File> all = new ArrayList<>();
    for (String arg : args) all.add(new File(arg));
    ((JavacTask) javac.getTask(null, files, said, null, null, files.getJavaFileObjectsFromFiles(all))).parse();
    said.getDiagnostics().forEach(System.err::println);
    System.exit(said.getDiagnostics().isEmpty() ? 0 : 1);
  }
}
`

// TestClientSyntaxOfSnippets gives every snippet, also one with a name that wants out of its quotes, to
// the compiler or interpreter of its language.
func TestClientSyntaxOfSnippets(t *testing.T) {
	s := &snippets{clients: &clients{dir: t.TempDir()}}
	repair := snippet.Facts{Repair: true, SelectAccounts: true, Hosted: true, RedirectURI: "https://example.com/?a=1", ClientUserID: "u"}
	nasty := snippet.Facts{Env: flow.Production, ClientUserID: `u-1'"`, LegalName: "O'Quinn \"x\" \\ `id` $(id) ${HOME} #{1} \n\u2028 \u202e 漢 \U000e0041", Hosted: true, RedirectURI: "https://example.com/?a='",
		Products: []string{"auth", "identity"}, Countries: []string{"US", "CA"}, AccountID: `a"b`, Processor: `x\`, ContactID: "c\n'", Business: true}
	files := map[snippet.Language][]string{}
	for _, lang := range snippet.Languages() {
		for name, f := range map[string]snippet.Facts{"empty": {}, "nasty": nasty, "repair": repair} {
			for _, step := range snippet.Steps() {
				file := filepath.Join(s.dir, string(lang), name, snippetFile(lang, step))
				if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(snippet.Write(step, lang, f).Text), 0o600); err != nil {
					t.Fatal(err)
				}
				files[lang] = append(files[lang], file)
			}
		}
	}
	check := func(t *testing.T, name string, args ...string) {
		t.Helper()
		if out, err := exec.CommandContext(t.Context(), need(t, name), args...).CombinedOutput(); err != nil {
			t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
	}
	each := func(t *testing.T, lang snippet.Language, name string, args ...string) {
		t.Helper()
		for _, file := range files[lang] {
			check(t, name, append(args, file)...)
		}
	}
	t.Run("curl", func(t *testing.T) { each(t, snippet.InCurl, "bash", "-n") })
	t.Run("node", func(t *testing.T) { each(t, snippet.InNode, "node", "--check") })
	t.Run("python", func(t *testing.T) {
		check(t, "python3", append([]string{"-m", "py_compile"}, files[snippet.InPython]...)...)
	})
	t.Run("ruby", func(t *testing.T) { each(t, snippet.InRuby, "ruby", "-c") })
	t.Run("java", func(t *testing.T) {
		need(t, "javac")
		file := filepath.Join(s.dir, "Parse.java")
		if err := os.WriteFile(file, []byte(parser), 0o600); err != nil {
			t.Fatal(err)
		}
		check(t, "java", append([]string{file}, files[snippet.InJava]...)...)
		check(t, "javac", "-Xlint", "-d", t.TempDir(), filepath.Join(s.dir, "java", "nasty", "Submission.java"))
	})
	t.Run("go", func(t *testing.T) {
		s.goTool(t, "vet", "./...")
		if out, err := exec.CommandContext(t.Context(), need(t, "gofmt"), "-l", filepath.Join(s.dir, "go")).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("gofmt: %v\n%s", err, out)
		}
	})
}
