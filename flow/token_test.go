package flow

import "testing"

func TestTokenIn(t *testing.T) {
	for text, want := range map[string][2]string{
		"processor-sandbox-0a1b2c3d-4e5f":            {"processor-sandbox-0a1b2c3d-4e5f", "processor"},
		` {"access_token": "access-production-9f"} `: {"access-production-9f", "access"},
		"link-sandbox-":                         {"link-sandbox-", "link"},
		"?token=public-development-1&x":         {"public-development-1", "public"},
		"PROCESSOR-SANDBOX-9":                   {"PROCESSOR-SANDBOX-9", "PROCESSOR"},
		"processor-sandbox":                     {},
		"Link Sandbox Ltd":                      {},
		"ins_109508":                            {},
		"DWVAAPWq4RHGlEaNyGKRTAnPLaEmo8Cvq7na6": {},
		"6ba7b810-9dad-41d1-80b4-00c04fd430c8 is a contact's id": {},
	} {
		token, kind, is := TokenIn(text)
		if token != want[0] || kind != want[1] || is != (want[0] != "") {
			t.Errorf("%q: %q, %q, %v", text, token, kind, is)
		}
	}
}
