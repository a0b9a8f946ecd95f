package sim

import (
	"context"
	"fmt"
)

// decide is what the scenario's customer does on a pane.
func (v *visit) decide(ctx context.Context, p seenPane) (step, error) {
	sc := v.Scenario
	if p.View == sc.LeaveAt && p.View != "" {
		return step{action: "exit", body: nothing}, nil
	}
	switch p.View {
	case ViewConsent:
		if sc.Phone != "" && !v.phoned {
			v.phoned = true
			return step{action: "saved_login", body: nothing}, nil
		}
		return step{action: "continue", body: nothing}, nil
	case ViewConnected, ViewSameDay, ViewInstantDeposit:
		return step{action: "continue", body: nothing}, nil
	case ViewSubmitPhone, ViewVerifyPhone, ViewSavedInstitution:
		return v.remembered(p), nil
	case ViewSelectAuthType:
		return step{action: "auth_type", body: said{"selection": "instant"}}, nil
	case ViewSelectInstitution:
		return step{action: "select_institution", body: said{"institution_id": sc.InstitutionID}}, nil
	case ViewOAuth:
		return v.bank(ctx, p)
	case ViewCredential:
		return v.login(p), nil
	case ViewRecaptcha:
		return step{action: "recaptcha", body: nothing}, nil
	case ViewMFA:
		return step{action: "mfa", body: map[string][]string{"answers": v.answer(p)}}, nil
	case ViewSelectAccount, ViewSavedAccount:
		id, err := v.account(p.Accounts)
		return step{action: "accounts", body: map[string][]string{"account_ids": {id}}}, err
	case ViewNumbers:
		return v.numbers(p), nil
	case ViewError:
		return step{action: "exit", body: nothing}, nil // what the bank cannot do, the customer cannot mend
	}
	return step{}, fmt.Errorf("a pane %q that the customer does not know", p.View)
}

// said is a body of texts, and nothing one without any.
type said = map[string]string

var nothing = struct{}{}

func (v *visit) login(p seenPane) step {
	body := said{"username": v.Scenario.Username, "password": v.Scenario.Password}
	if v.Scenario.WrongPassword != "" && !v.refused {
		body["password"], v.refused = v.Scenario.WrongPassword, true
	}
	if p.PIN {
		body["pin"] = goodPIN
	}
	return step{action: "credentials", body: body}
}

func (v *visit) account(accounts []seenAccount) (string, error) {
	for _, a := range accounts {
		if a.Mask == v.Scenario.AccountMask {
			return a.ID, nil
		}
	}
	return "", fmt.Errorf("the bank offers no account ending in %s", v.Scenario.AccountMask)
}

// remembered uses the saved login that the story has, or goes on without.
func (v *visit) remembered(p seenPane) step {
	switch {
	case p.View == ViewSavedInstitution:
		return step{action: "saved_institution", body: said{"institution_id": p.Institutions[0].ID}}
	case v.Scenario.Phone == "":
		return step{action: "skip_phone", body: nothing}
	case p.View == ViewSubmitPhone:
		return step{action: "phone", body: said{"phone": v.Scenario.Phone}}
	}
	return step{action: "otp", body: said{"code": sandboxOTP}}
}

// numbers types the numbers of the Sandbox's account with that ending.
func (v *visit) numbers(p seenPane) step {
	return step{action: "numbers", body: said{"routing_number": "021000021", "account_number": "111122223333" + p.Numbers.Mask}}
}
