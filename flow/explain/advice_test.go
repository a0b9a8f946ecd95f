package explain

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

// TestEveryCardIsAdvised: one line for every card and for every kind of fault, and no line more.
func TestEveryCardIsAdvised(t *testing.T) {
	rows, err := table()
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	for code := range rows {
		left[code] = true
	}
	for _, c := range Cards() {
		if !left[c.Code] {
			t.Errorf("%s has no line in advice.txt", c.Code)
		}
		delete(left, c.Code)
	}
	for _, k := range []flow.FaultKind{flow.Input, flow.Config, flow.CustomerFault, flow.Refused, flow.Transient, flow.Unknown, flow.Internal} {
		if !left["kind:"+string(k)] {
			t.Errorf("the kind %s has no line in advice.txt", k)
		}
		delete(left, "kind:"+string(k))
	}
	for code := range left {
		t.Errorf("advice.txt has %s, which has no card", code)
	}
	for _, c := range Cards() {
		h := c.Helps
		if len(c.Acts) == 0 || h.Retry == "" || h.Relink == "" || h.NewLinkToken == "" || h.OtherAccount == "" {
			t.Errorf("%s: %+v %v", c.Code, h, c.Acts)
		}
		for _, a := range c.Acts {
			if a.What == "" || a.Who == "" || flow.Clean(a.What) != a.What || a.Own() == (a.Key == "" && a.Command == "") {
				t.Errorf("%s: the act %+v", c.Code, a)
			}
		}
	}
	t.Logf("%d cards, each with four answers and its acts", len(Cards()))
}

// TestABadLineIsFound: the reader is strict, so that the test above finds what is misspelt.
func TestABadLineIsFound(t *testing.T) {
	for _, line := range []string{"X yes no no retry", "X yes no no perhaps retry", "X yes no no no retri", "X yes no no no", "X yes no no no somebody: act",
		"X yes no no no customer: ", "X yes no no no retry;", "X yes no no no retry\nX yes no no no retry"} {
		if rows, err := readAdvice(line); err == nil {
			t.Errorf("%q was read as %v", line, rows)
		}
	}
	if rows, err := readAdvice("# a remark\n\n X after no yes no  customer: act; retry \n"); err != nil || len(rows["X"].acts) != 2 || rows["X"].helps != (Helps{After, No, Yes, No}) {
		t.Errorf("%+v %v", rows, err)
	}
}

// says are the words by which a sentence for people advises an act of this program.
func says() map[ActName]*regexp.Regexp {
	return map[ActName]*regexp.Regexp{
		Retry:        regexp.MustCompile(`ontinue|try again|submitted once more|Retry|look again|ask for the token again|asks again|go on with|Go on|then again|the road goes on|and go on`),
		HandOffAgain: regexp.MustCompile(`[Hh]ands? over again|goes through Link once more|then linkdesk run --resume CASE|--institution ins_|Make a new link_token: linkdesk`),
		NewLinkToken: regexp.MustCompile(`new link.token`),
		Relink:       regexp.MustCompile(`--relink`),
		OtherWay:     regexp.MustCompile(`--handoff|or hosted`),
		OtherAccount: regexp.MustCompile(`--account-(id|mask)`),
		CorrectParty: regexp.MustCompile(`--pt-account|Correct (the value|what)`),
		SetProcessor: regexp.MustCompile(`--processor`),
		Reveal:       regexp.MustCompile(`--reveal`),
		Accept:       regexp.MustCompile(`Otherwise go on`),
		OtherCase:    regexp.MustCompile(`with its id`),
		CheckBalance: regexp.MustCompile(`b on the case`),
		Pull:         regexp.MustCompile(`pull again|for it again in the console|pull in the console|the pull is made|pull again in the console|Write it like`),
		Money:        regexp.MustCompile(`m on the case`),
		Follow:       regexp.MustCompile(`--follow|look at the status|look at it again`),
		AfterRestore: regexp.MustCompile(`--after-restore`),
		CloseCase:    regexp.MustCompile(`close the case`),
		NewCase:      regexp.MustCompile(`new case`),
		Settings:     regexp.MustCompile(`PLAID_|LINKDESK_|PRIMETRUST_|HTTPS_PROXY|address|setting|keys`),
		Version:      regexp.MustCompile(`linkdesk version`),
		OldRoad:      regexp.MustCompile(`--era 2023`),
	}
}

// TestTheSentenceAndTheActsAgree: what people read and what programs read is one advice. What a
// sentence names is among the acts, and the ways out of a case are named in the sentence.
func TestTheSentenceAndTheActsAgree(t *testing.T) {
	named := []ActName{Relink, NewLinkToken, OtherWay, OtherAccount, SetProcessor, Reveal, CheckBalance, Money, Follow, AfterRestore, CloseCase, NewCase, Version, OldRoad, HandOffAgain}
	must := slices.Concat(named, []ActName{Retry})
	words := says()
	for _, c := range Cards() {
		for _, name := range named {
			if words[name].MatchString(c.Do) && !hasAct(c, name) {
				t.Errorf("%s: the sentence has %s, the acts have not: %s", c.Code, name, c.Do)
			}
		}
		for _, name := range must {
			if hasAct(c, name) && !words[name].MatchString(c.Do) {
				t.Errorf("%s: the acts have %s, the sentence has not: %s", c.Code, name, c.Do)
			}
		}
	}
}

func hasAct(c Card, name ActName) bool {
	return slices.ContainsFunc(c.Acts, func(a Act) bool { return a.Name == name })
}

// TestTheAnswersAndTheActsAgree: what helps is advised, and what is advised helps.
func TestTheAnswersAndTheActsAgree(t *testing.T) {
	for _, c := range Cards() {
		for _, x := range []struct {
			answer Answer
			what   string
			acts   []ActName
		}{
			{c.Helps.Retry, "a retry", []ActName{Retry, Submit}},
			{c.Helps.Relink, "a relink", []ActName{Relink}},
			{c.Helps.OtherAccount, "another account", []ActName{OtherAccount}},
		} {
			if x.answer == No && slices.ContainsFunc(x.acts, func(n ActName) bool { return hasAct(c, n) }) && c.Code != "ACCOUNT_ALREADY_LINKED" {
				t.Errorf("%s advises %s and says that it does not help", c.Code, x.what)
			}
		}
		first := c.Acts[0]
		if first.Own() && first.Name == Retry && c.Helps.Retry != Yes {
			t.Errorf("%s begins with a retry, which helps %s", c.Code, c.Helps.Retry)
		}
		if c.Helps.Retry == After && (first.Name == Retry || !slices.ContainsFunc(c.Acts, func(a Act) bool { return !a.Own() || a.Name == Settings || a.Name == CorrectParty || a.Name == Follow })) {
			t.Errorf("%s: a retry helps after nothing", c.Code)
		}
		if hasAct(c, NewLinkToken) && c.Helps.NewLinkToken == No && c.Helps.OtherAccount == No {
			t.Errorf("%s advises a new link_token and says that it does not help", c.Code)
		}
		if c.WayOut() != "" && !strings.Contains(c.Do, "new case") {
			t.Errorf("%s does not say its way out: %s", c.Code, c.Do)
		}
	}
}

// TestEveryActIsAdvised: an act that nothing advises is one that nobody tests.
func TestEveryActIsAdvised(t *testing.T) {
	seen := map[ActName]bool{}
	rows, _ := table()
	for _, r := range rows {
		for _, a := range r.acts {
			seen[a.Name] = true
		}
	}
	fitting := []ActName{OpenAccount} // only a case can call for it
	once := map[ActName]bool{}
	for _, a := range Acts() {
		if !seen[a.Name] && !slices.Contains(fitting, a.Name) {
			t.Errorf("no card advises %s", a.Name)
		}
		if once[a.Name] || a.Who != flow.Operator || strings.Contains(a.Command, "  ") {
			t.Errorf("%+v", a)
		}
		once[a.Name] = true
	}
}

// TestWhoActsHasAnAct: the party that a card names has something to do in it.
func TestWhoActsHasAnAct(t *testing.T) {
	for _, c := range Cards() {
		if !slices.ContainsFunc(c.Acts, func(a Act) bool { return a.Who == c.Who || a.Who == Developers && c.Who == flow.Operator }) {
			t.Errorf("%s acts in %s and has no act: %+v", c.Who, c.Code, c.Acts)
		}
	}
}

// TestADoubtIsSettledByALook: after a rotation or a removal whose answer was lost, the card names the
// look at the Item and nothing that goes on as if it were known.
func TestADoubtIsSettledByALook(t *testing.T) {
	for op, code := range map[flow.EffectKind]string{flow.RotateAccess: "ROTATION_IN_DOUBT", flow.RemoveItem: "REMOVAL_IN_DOUBT"} {
		c := flow.Case{ID: "01CASE", Phase: flow.PhaseTokenReady, Item: flow.Item{ID: "item1"}, ItemDoubt: op}
		f := &flow.Fault{Op: string(op), Kind: flow.Unknown, Code: "NO_ANSWER"}
		card := Advise(f, c)
		if card.Code != code || len(card.Acts) != 1 || card.Acts[0].Name != CheckItem {
			t.Errorf("%s: %s, %+v", op, card.Code, card.Acts)
		}
		if hint := Hinted(f, c).Hint; strings.Contains(hint, "--resume") {
			t.Errorf("%s: %s", op, hint)
		}
	}
}
