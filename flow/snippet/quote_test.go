package snippet_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"linkdesk/flow/snippet"
)

// nasty are names that want out of their quotes in one language or another.
func nasty() []string {
	return append(hostile(), `#{exit 1}`, `#$0 #@x \#{x}`, `${process.exit(1)}`, "`${1}`", `""" '''`, `\u0041 \\u000a \x41 \101`, "\u2028\u2029", "tab\tcr\rnul\x00del\x7f",
		"Zoë 漢字 😀", "a\u200bb\U000e0041", "<<variables>> <<plaid_secret>> ?hosted", "%s %d %", "*/ // # --", `$'\n'`, `\`, `a\`, `"`, "\xff\xfe", "e\u0301\u0301\u0301\u0301\u0301\u0301", "７7\x007")
}

// programs print the names that a snippet holds, a JSON list in the order of nasty. Each is what
// the language itself makes of what stands in the snippet.
func programs() map[snippet.Language]struct {
	command                        []string
	file, before, item, sep, after string
} {
	return map[snippet.Language]struct {
		command                        []string
		file, before, item, sep, after string
	}{
		snippet.InNode:   {[]string{"node"}, "x.mjs", "console.log(JSON.stringify([", "%", ",\n", "]))"},
		snippet.InPython: {[]string{"python3"}, "x.py", "import json\nprint(json.dumps([", "%", ",\n", "]))"},
		snippet.InRuby:   {[]string{"ruby"}, "x.rb", "require 'json'\nputs JSON.generate([", "%", ",\n", "])"},
		snippet.InCurl:   {[]string{"sh"}, "x.sh", "printf '%s' '[", `"%"`, ",\n", "]'"},
		snippet.InJava: {[]string{"java"}, "X.java", `public class X { public static void main(String[] a) { for (String s : new String[] {`, "%", ",\n",
			`}) { StringBuilder b = new StringBuilder(); for (char c : s.toCharArray()) b.append(String.format("\\u%04x", (int) c));
System.out.print((s == null ? "" : "") + "\"" + b + "\" "); } } }`},
	}
}

// written is how a snippet writes a name: what stands behind legal_name in its link token.
func written(t *testing.T, lang snippet.Language, name string) string {
	t.Helper()
	const mark = "QQQ"
	around := snippet.Write(snippet.LinkToken, lang, snippet.Facts{ClientUserID: "u", LegalName: mark}).Text
	before, after, found := strings.Cut(around, mark)
	if !found {
		t.Fatalf("%s has no name", lang)
	}
	text := snippet.Write(snippet.LinkToken, lang, snippet.Facts{ClientUserID: "u", LegalName: name}).Text
	inner, ok := strings.CutPrefix(text, before)
	if !ok {
		t.Fatalf("%s: %q changes what stands before it\n%s", lang, name, text)
	}
	if inner, ok = strings.CutSuffix(inner, after); !ok {
		t.Fatalf("%s: %q changes what stands behind it\n%s", lang, name, text)
	}
	if strings.ContainsAny(inner, "\n\r\t\x00\x1b\x7f") || strings.ContainsAny(inner, "\u202e\u2028\u200b\U000e0041") {
		t.Errorf("%s: %q is written as %q", lang, name, inner)
	}
	if lang == snippet.InCurl {
		return inner
	}
	return `"` + inner + `"`
}

// TestEveryLanguageReadsWhatWasMeant gives nasty names to the languages that are here.
func TestEveryLanguageReadsWhatWasMeant(t *testing.T) {
	var want []string
	for _, name := range nasty() {
		want = append(want, strings.ToValidUTF8(name, "\ufffd"))
	}
	for lang, p := range programs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			path, err := exec.LookPath(p.command[0])
			if err != nil {
				t.Skip(p.command[0] + " is not installed")
			}
			var items []string
			for _, name := range nasty() {
				items = append(items, strings.Replace(p.item, "%", written(t, lang, name), 1))
			}
			file := filepath.Join(t.TempDir(), p.file)
			if err := os.WriteFile(file, []byte(p.before+strings.Join(items, p.sep)+p.after), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), path, file)
			cmd.Env = append(os.Environ(), "LC_ALL=C") // the snippet must not lean on the machine's encoding
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			var got []string
			for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
				var one any
				if err := dec.Decode(&one); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				if list, ok := one.([]any); ok {
					for _, v := range list {
						got = append(got, v.(string))
					}
				} else {
					got = append(got, one.(string))
				}
			}
			same(t, got, want)
		})
	}
	t.Run("go", func(t *testing.T) {
		var got []string
		for _, name := range nasty() {
			text, err := strconv.Unquote(written(t, snippet.InGo, name))
			if err != nil {
				t.Errorf("%q: %v", name, err)
			}
			got = append(got, text)
		}
		same(t, got, want)
	})
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d texts, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q became %q", want[i], got[i])
		}
	}
}
