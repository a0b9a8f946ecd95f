package screen_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// TestACallInLines prints the calls of a case for a console without a screen: one line for each, then the
// last one whole, with the same curl as the glass copies.
func TestACallInLines(t *testing.T) {
	desk := fake.New(flow.Demo, fake.Happy, 0)
	id := desk.Past("Avery Quinn", false, fake.Happy, flow.Submit)
	at := time.Now().UTC().Add(time.Hour) // newer than all that the desk made by itself
	desk.See(flow.Exchange{Errand: flow.Errand{Case: id, Effect: flow.CreateProcessorToken, Attempt: 1}, Provider: flow.Plaid, Method: "POST",
		URL: "https://sandbox.plaid.com/processor/token/create", Endpoint: "/processor/token/create", Status: 200, RequestID: "req77", At: at, Took: time.Second,
		Request: flow.Message{Body: `{"access_token":"access-sandbox-…a92c","account_id":"acc-2"}`}, Answer: flow.Message{Body: `{"request_id":"req77"}`}})
	snap, err := desk.View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	sheet := screen.NewSheet(desk, id)
	sheet.Take(snap, at)
	if !slices.ContainsFunc(sheet.Choices(), func(c screen.Choice) bool { return c.Kind == screen.ChoiceCalls && c.Off == "" }) {
		t.Error("the calls are no choice")
	}
	all := strings.Join(sheet.Calls(100), "\n")
	for _, want := range []string{"/processor/token/create, answer 200, request_id req77", `"account_id": "acc-2"`, "curl ", "$ACCESS_TOKEN"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "\x1b") {
		t.Errorf("a control sequence in\n%q", all)
	}
	if sheet.Place() == "" || strings.Contains(strings.Join(sheet.Facts(60), "\n"), "curl") {
		t.Error("the sheet stays behind the glass")
	}
}
