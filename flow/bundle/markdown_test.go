package bundle

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"linkdesk/flow"
)

// rendered is what a ticket system makes of Markdown that trusts its users: with tables, with addresses
// made links, with HTML as it comes.
func rendered(t testing.TB, md string) string {
	t.Helper()
	var b bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := m.Convert([]byte(md), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	tag     = regexp.MustCompile(`<[^>]*>`)
	inCode  = regexp.MustCompile(`(?s)<code>.*?</code>`)
	ours    = regexp.MustCompile(`^</?(h1|h2|ul|li|p|code|table|thead|tbody|tr|th|td)>$`)
	cardDoc = regexp.MustCompile(`<a href="https://plaid\.com/docs/[a-z0-9/#_-]*">|</a>`)
)

// harmless fails when a rendered export has anything that this program did not put there: a tag, a
// heading, a row or a cell too many, or an outside text that is not within code.
func harmless(t testing.TB, page, outside string) {
	t.Helper()
	for _, found := range tag.FindAllString(page, -1) {
		if !ours.MatchString(found) && !cardDoc.MatchString(found) {
			t.Errorf("%q makes the tag %s", outside, found)
		}
	}
	for _, row := range strings.Split(page, "<tr>")[1:] {
		row, _, _ = strings.Cut(row, "</tr>")
		if n := strings.Count(row, "<td>") + strings.Count(row, "<th>"); n != 6 {
			t.Errorf("%q makes a row of %d cells: %s", outside, n, row)
		}
	}
	if n := strings.Count(page, "<h1>"); n != 1 {
		t.Errorf("%q makes %d titles", outside, n)
	}
	if rest := inCode.ReplaceAllString(page, ""); strings.Contains(rest, "zq") {
		at := strings.Index(rest, "zq")
		t.Errorf("%q stands outside of code: %s", outside, rest[max(at-60, 0):min(at+60, len(rest))])
	}
}

// said puts a text into every field of a case and of its events.
func said(t testing.TB, text string) (flow.Case, []flow.Record) {
	t.Helper()
	var c flow.Case
	filled(reflect.ValueOf(&c).Elem(), "", "")
	into(reflect.ValueOf(&c).Elem(), text)
	var records []flow.Record
	for _, e := range []flow.Event{&flow.LinkExited{}, &flow.EffectFailed{}, &flow.Followed{}, &flow.Noted{}, &flow.AccountsRead{}, &flow.LinkEventSeen{}, &flow.DuplicatesFound{}} {
		v := reflect.ValueOf(e).Elem()
		filled(v, "", "")
		into(v, text)
		made, _ := v.Interface().(flow.Event)
		if failed, is := made.(flow.EffectFailed); is {
			failed.Effect = flow.Submit
			made = failed
		}
		records = append(records, flow.Record{Case: c.ID, Seq: uint32(len(records) + 1), Time: noon(), Actor: text, Event: made})
	}
	return c, records
}

func into(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				into(v.Field(i), text)
			}
		}
	case reflect.Pointer:
		into(v.Elem(), text)
	case reflect.Slice:
		for i := range v.Len() {
			into(v.Index(i), text)
		}
	case reflect.String:
		v.SetString(text)
	}
}

// hostile are texts that want to be more than text.
func hostile() []string {
	return []string{"zq", "<script>alert('zq')</script>", "<img src=x onerror=zq()>", "[zq](https://evil.example)", "![zq](https://evil.example/x.png)",
		"https://evil.example/zq", "www.evil.example/zq", "zq@evil.example", "@zq", "`zq`", "``` zq", "`` ` zq", "zq`", "`zq", "zq\\", "\\`zq", "\\|zq", "zq|zq|zq", "|zq",
		"zq\\|[zq](https://evil.example)", "**zq**", "# zq", "zq\n# zq", "zq\r\n\r\n<b>zq</b>", "zq\n\n    zq", "- [ ] zq", "zq\u2028# zq", "zq\x00zq", "&lt;zq&gt;", "<!-- zq", "~~zq~~",
		"zq[^1]", "[zq]: https://evil.example", "<https://evil.example/zq>", "zq\u202egpj.exe", "zq\x1b]8;;https://evil.example\x07", "$zq$", "{{zq}}", ":zq:", " zq ", "\tzq", "zq ` <b>zq</b> ` zq"}
}

func TestNoTextFromOutsideIsMoreThanText(t *testing.T) {
	for _, text := range hostile() {
		c, records := said(t, text)
		for _, p := range Profiles() {
			md := Make(order(p), c, records).Markdown()
			harmless(t, rendered(t, md), text)
			if strings.ContainsAny(md, "\x00\x1b\x07\r\u2028\u202e") {
				t.Errorf("%q: a character that steers is left", text)
			}
			if !strings.Contains(md, "zq") {
				t.Errorf("%q is not there at all", text)
			}
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, records := said(t, text)
		for _, p := range Profiles() {
			harmless(t, rendered(t, Make(order(p), c, records).Markdown()), text)
		}
	})
}

// Our own words are set as they are written, with all their signs.
func TestOurWordsAreShownAsTheyAre(t *testing.T) {
	for _, words := range []string{"a link_token and a processor_token", "linkdesk run --resume CASE --relink", "<id>", "*no* [list] #1 a|b ~x~ {y} $5 & more", "5 > 4"} {
		page := rendered(t, prose(words))
		if got := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", `"`).Replace(tag.ReplaceAllString(page, "")); strings.TrimSpace(got) != words {
			t.Errorf("%q is shown as %q", words, got)
		}
	}
}
