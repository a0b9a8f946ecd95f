package bundle

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

func list(t *testing.T, p Profile, all ...Export) (string, [][]string) {
	t.Helper()
	var b strings.Builder
	w, err := NewCSV(&b, p)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		if err := w.Write(x); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), rows
}

func TestAListIsRFC4180(t *testing.T) {
	c, records := full(t)
	c.Party.LegalName = "Quinn, \"Avery\"\r\n& Sons"
	for _, p := range Profiles() {
		text, rows := list(t, p, Make(order(p), c, records), Make(order(p), c, records))
		if strings.Count(text, "\r\n") != 3 || strings.Count(text, "\n") != 3 || !strings.HasSuffix(text, "\r\n") {
			t.Errorf("%s: the lines do not end with CRLF: %q", p, text)
		}
		if len(rows) != 3 || len(rows[0]) != len(columns(p)) {
			t.Fatalf("%s: %q", p, rows)
		}
		for i, name := range rows[0] {
			if rows[1][i] == "" {
				t.Errorf("%s: the column %s is empty for a case that has everything", p, name)
			}
		}
		if i := slices.Index(rows[0], "legal_name"); (i >= 0) != (p == Ticket) || i >= 0 && rows[1][i] != `Quinn, "Avery"  & Sons` {
			t.Errorf("%s: column %d of %q", p, i, rows)
		}
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", " =1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "|calc", "%0A=1", `=HYPERLINK("https://evil.example","zq")`} {
		c, records := said(t, text)
		for _, p := range Profiles() {
			_, rows := list(t, p, Make(order(p), c, records))
			marked := 0
			for _, got := range rows[1] {
				if bare := strings.TrimSpace(got); bare != "" && strings.ContainsAny(bare[:1]+string([]rune(bare)[0]), "=+-@＝＋－＠|%") || strings.HasPrefix(got, "\t") {
					t.Errorf("%s: %q stands as %q", p, text, got)
				}
				if strings.HasPrefix(got, "'") {
					marked++
				}
			}
			if marked == 0 {
				t.Errorf("%s: %q is nowhere: %q", p, text, rows[1])
			}
		}
	}
	for _, text := range []string{"a=1", "12", "2026-11-26", "Avery", "'=1"} {
		if got := cell(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestNumbersStayHere(t *testing.T) {
	for text, want := range map[string]string{
		"account 1111222233330000 at":                              "account ••• number at",
		"1111 2222 3333 0000":                                      "••• number",
		"SSN 123-45-6789.":                                         "SSN ••• number.",
		"card4111.1111.1111.1111":                                  "card••• number",
		"pay acct 1234-56-789012 please":                           "pay acct ••• number please",
		"0123-45-6789 and 1234_5678_9012 and 12/345/678/901":       "••• number and ••• number and ••• number",
		"4111–1111–1111–1111, 12  345  678  901":                   "••• number, ••• number",
		"١٢٣٤٥٦٧٨٩٠":                                               "••• number",
		"2012-11-226789012":                                        "••• number",
		"routing 011401533 ends 0000":                              "routing ••• number ends 0000",
		"until 2026-11-26 10:00 UTC":                               "until 2026-11-26 10:00 UTC",
		"at 2026-11-26T10:00:05Z":                                  "at 2026-11-26T10:00:05Z",
		"contact 2b6cdfb6-3b7e-4f3e-9a55-012345678901 is":          "contact 2b6cdfb6-3b7e-4f3e-9a55-012345678901 is",
		"ins_109508, 25.00 USD, HTTP 400, 1234567":                 "ins_109508, 25.00 USD, HTTP 400, 1234567",
		"2026-11-26 1111222233330000 2026-11-26":                   "2026-11-26 ••• number 2026-11-26",
		"access-sandbox-7c69d345-fda3-4b8f-9f2e-0d5a1b2c3d4e here": "access-sandbox-[token] here",
	} {
		c, records := full(t)
		records = append(records, flow.Record{Case: c.ID, Seq: 99, Time: noon(), Actor: "alice", Event: flow.Noted{Text: text, At: flow.StopAccount}})
		x := Make(order(Ticket), c, records)
		if got := mustFind(x.Timeline[len(x.Timeline)-1].Data, "text"); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
		if told := slices.Contains(x.LeftOut, numbers); told != strings.Contains(want, flow.HiddenNumber) {
			t.Errorf("%q: told %v", text, told)
		}
	}
}
