package flow

import (
	"strings"
	"testing"
)

// A public_token of another visit than the one that Link reported is noticed before anything
// is chosen, and a run does not go on by itself.
func TestALinkThatIsNotTheCustomers(t *testing.T) {
	shared := func(bank string, ids ...string) Case {
		success := LinkSucceeded{InstitutionID: bank, InstitutionName: "Chase"}
		for _, id := range ids {
			success.Accounts = append(success.Accounts, LinkAccount{ID: id})
		}
		all := until("accounts_read", 1)
		for i, e := range all {
			switch e.(type) {
			case LinkSucceeded:
				all[i] = success
			case AccountsRead:
				all[i] = AccountsRead{Accounts: twoAccounts, Item: Item{ID: "item1", InstitutionID: "ins_1", InstitutionName: "First Platypus Bank"}}
			}
		}
		return story(t, all...)
	}
	for _, x := range []struct {
		name string
		c    Case
		stop bool
		why  string
	}{
		{"as shared", shared("ins_1", "acc1", "acc9"), false, ""},
		{"nothing listed", shared(""), false, ""},
		{"another bank", shared("ins_56", "acc1"), false, "Link reported Chase, and the bank link is at First Platypus Bank"},
		{"other accounts", shared("ins_1", "not-there"), true, "not the ones"},
	} {
		why, stop := x.c.Foreign()
		if stop != x.stop || !strings.Contains(why, x.why) || (why == "") != (x.why == "") {
			t.Errorf("%s: %q %v", x.name, why, stop)
		}
		_, err := Next(x.c, Plan{}, noon)
		if f := FaultOf(err, ""); x.stop != (err != nil && f.Code == "LINK_MISMATCH") {
			t.Errorf("%s: a run says %v", x.name, err)
		}
	}
	if move, err := Next(shared("ins_1", "not-there"), Plan{AccountID: "acc1", AccountBy: "flag"}, noon); err != nil || move.Command != (ChooseAccount{"acc1", "flag"}) {
		t.Errorf("named by the operator: %+v %v", move, err)
	}
}

func TestNoTokenInAText(t *testing.T) {
	for in, want := range map[string]string{
		"bad link-sandbox-0f3c2d11-aaaa-bbbb end":                       "bad link-sandbox-[token] end",
		`"access-` + `production-0f3c2d11-aaaa-bbbb-cccc-00000000a92c"`: `"access-production-[token]"`,
		"processor-sandbox-…a92c":                                       "processor-sandbox-…a92c",
		"public-sandbox-x":                                              "public-sandbox-x",
		"the link-sandbox-environment":                                  "the link-sandbox-[token]",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
