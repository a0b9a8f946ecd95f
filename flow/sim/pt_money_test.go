package sim

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAmounts(t *testing.T) {
	for text, want := range map[string]cents{
		`1`: 100, `"1"`: 100, `0.01`: 1, `"0.01"`: 1, `25.00`: 2500, `25.5`: 2550, `"25.50"`: 2550, `0.1`: 10, `0.29`: 29, `999999999.99`: 99999999999,
	} {
		if got, f := readAmount(json.RawMessage(text), "amount"); f != nil || got != want {
			t.Errorf("%s is %d (%v), want %d", text, got, f, want)
		}
	}
	for _, text := range []string{``, `null`, `0`, `"0.00"`, `-1`, `"-1"`, `+1`, `"+1"`, `1e2`, `"1e2"`, `1.005`, `"1.000"`, `"NaN"`, `"Infinity"`, `""`, `" 1"`,
		`"1 "`, `"1,000"`, `"0x10"`, `"."`, `"1."`, `".5"`, `"01"`, `1000000000`, `99999999999999999999`, `"` + strings.Repeat("9", 400) + `"`,
		`true`, `{}`, `[1]`, `"١"`, `"\ud800"`} {
		if got, f := readAmount(json.RawMessage(text), "amount"); f == nil {
			t.Errorf("%s was taken for %d", text, got)
		} else if f.Source == nil || f.Source.Pointer != "/data/attributes/amount" {
			t.Errorf("%s: %v", text, f)
		}
	}
}

func TestAmountsAsJSON(t *testing.T) {
	for n, want := range map[cents]string{0: "0.0", 1: "0.01", 10: "0.1", 100: "1.0", 2550: "25.5", 2505: "25.05", -1: "-0.01", -100: "-1.0", -2555: "-25.55", 99999999999: "999999999.99"} {
		raw, err := json.Marshal(n)
		if err != nil || string(raw) != want {
			t.Errorf("%d is written %s, want %s", int64(n), raw, want)
		}
		var back cents
		if err := json.Unmarshal(raw, &back); err != nil || back != n {
			t.Errorf("%s is read as %d: %v", raw, int64(back), err)
		}
	}
	var n cents
	if err := json.Unmarshal([]byte(`"1"`), &n); err == nil {
		t.Error("a string in the state is taken for money")
	}
}
