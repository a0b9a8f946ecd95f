package primetrust

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func TestAPageBecomesText(t *testing.T) {
	for name, tc := range map[string][2]string{
		"words":                 {"a  b\n c", "a b\nc"},
		"lines without a tag":   {"one\r\n\r\n\r\n\r\ntwo\nthree", "one\n\ntwo\nthree"},
		"paragraphs":            {"<p>one</p><p>two\n  three</p>", "one\n\ntwo three"},
		"inline elements":       {"<b>a</b> <i>b</i>c", "a bc"},
		"headings":              {"<h1>T</h1>x<div>y</div>z", "T\n\nx\ny\nz"},
		"breaks":                {"a<br>b<br/><br />c<br><br><br>d", "a\nb\n\nc\n\nd"},
		"entities":              {"Tom &amp; Co&#46; &lt;b&gt; &quot;&eacute;&quot; &#x41;&nbsp;&nbsp;b &unknown;", "Tom & Co. <b> \"é\" A b &unknown;"},
		"a decoded tag":         {"&lt;script&gt;x&lt;/script&gt;<i>", "<script>x</script>"},
		"control characters":    {"a&#27;[31mb\x1b]0;t\x07c\x00d&#x9b;e", "a\ufffd[31mb\ufffd]0;t\ufffdc\ufffdd›e"},
		"a text turned round":   {"a&#x202e;b\u2066c", "a\ufffdb\ufffdc"},
		"broken bytes":          {"<p>a\xffb", "a\ufffdb"},
		"scripts":               {"a<script>if (a</b) '</scripted>' x</SCRIPT >b<style>p{}</style>c", "abc"},
		"the page's name":       {"<head><title>T</title></head><body>x", "x"},
		"comments":              {"a<!-- <p>b</p> -->c<!-->d<!--->e<!--x--!>f<!doctype html>g<?php ?>h</ >i", "acdefghi"},
		"a tag's values":        {`a<a href="x>y" title='"'>b</a><p class=x>c`, "ab\n\nc"},
		"no tag":                {"1 < 2 <3 a<", "1 < 2 <3 a<"},
		"a list":                {"<ul><li>a</li><li>b<ol><li>c<li>d</ol></ul>e", "- a\n- b\n\n1. c\n2. d\n\ne"},
		"numbered clauses":      {"<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n\n2. b"},
		"empty entries":         {"<ul><li></li><li><li>a</ul>b", "-\n-\n- a\n\nb"},
		"a table":               {"<table><tr><th>a<th>b<tr><td>c</td><td>d</td></table>", "a b\nc d"},
		"kept lines":            {"<pre>a\nb\n\n\nc</pre>d\ne", "a\nb\n\nc\n\nd e"},
		"an unfinished comment": {"a<!-- b", "a\n\n" + cutShort},
		"an unfinished tag":     {`a<a href="b`, "a\n\n" + cutShort},
		"an unfinished script":  {"a<script>b", "a\n\n" + cutShort},
		"nothing":               {"<p> &nbsp; </p>", ""},
		"nothing but a script":  {"<script>x", ""},
		"stacked marks":         {"<p>a" + strings.Repeat("\u0301", 50) + "b", "a" + strings.Repeat("\u0301", 4) + "b"},
		"a token":               {"<p>processor-sandbox-0ca9a4ff-0000-4000</p>", "processor-sandbox-[token]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := plainText(tc[0]); got != tc[1] {
				t.Errorf("%q gives\n%q, want\n%q", tc[0], got, tc[1])
			}
		})
	}
}

func TestALongPageIsCutAndSaysSo(t *testing.T) {
	for name, page := range map[string]string{
		"paragraphs": strings.Repeat("<p>word word</p>", 1<<16),
		"one word":   strings.Repeat("x", 1<<20),
		"one tag":    strings.Repeat("<p", 1<<19),
	} {
		got := plainText(page)
		if len(got) > textLimit+len(cutShort)+10 || name != "one tag" && !strings.HasSuffix(got, "\n\n"+cutShort) {
			t.Errorf("%s: %d bytes, ending in %q", name, len(got), got[max(0, len(got)-60):])
		}
	}
	if got := plainText("<p>" + strings.Repeat("x ", textLimit/4) + "end"); !strings.HasSuffix(got, "x end") {
		t.Errorf("a text within the limit ends in %q", got[len(got)-60:])
	}
}

// Nobody's page may take longer than in proportion to its length.
func TestOddPagesAreNotSlow(t *testing.T) {
	began := time.Now()
	for _, part := range []string{"<!--x-->", "<!--", "<script>", "</", "<a b='", "&", "&amp", "<", "<li>", "<ol><li>", "</script", "<br>", "\u0301", "<!--x--!>"} {
		plainText(strings.Repeat(part, (1<<20)/len(part)))
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// safe holds of any text that plainText gives.
func safe(t *testing.T, page, got string) {
	t.Helper()
	if !utf8.ValidString(got) || strings.TrimSpace(got) != got || strings.Contains(got, "\n\n\n") || len(got) > 4*textLimit {
		t.Fatalf("%q gives %q", page, got)
	}
	for _, r := range got {
		if r != '\n' && r != unicode.ReplacementChar && !unicode.IsPrint(r) {
			t.Fatalf("%q gives %q with %U", page, got, r)
		}
	}
}

func FuzzPlainText(f *testing.F) {
	for _, seed := range []string{"<p>a</p>", "a<!--b-->c", "<script>x</script>y", "&lt;&#27;&nbsp;", "<ol><li>a<ul><li>b", "<pre>\n a", "<a b='\">c", "<", "\xff\x00\x1b[2J\u202e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		got := plainText(page)
		safe(t, page, got)
		// Words without any markup all arrive.
		word := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, page)
		if len(word) < 1000 && !strings.Contains(plainText("<p>"+word+"</p>"), word) {
			t.Fatalf("%q is not in the text", word)
		}
	})
}
