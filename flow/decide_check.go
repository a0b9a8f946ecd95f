package flow

import "strings"

func decideOpen(m OpenCase) ([]Event, error) {
	if _, err := ParseEnvironment(string(m.Env)); err != nil {
		return nil, inputFault(err.Error())
	}
	if err := CheckProcessor(m.Processor); err != nil {
		return nil, err
	}
	if err := checkHandoff(m.Env, m.Handoff); err != nil {
		return nil, err
	}
	return one(CaseOpened{m.Env, m.Processor, m.Adapter, m.Handoff, m.Scenario})
}

func decideAccount(c Case, m ChooseAccount) ([]Event, error) {
	for _, a := range c.Accounts {
		if a.ID != m.AccountID {
			continue
		}
		if why := a.Unusable(); why != "" {
			return nil, inputFault("this account cannot be used: " + why)
		}
		return one(AccountChosen{a.ID, a.Mask, a.Name, m.By})
	}
	return nil, inputFault("there is no account with that id in this case")
}

// CheckProcessor returns an Input fault for what cannot be a processor's name. It lets any name through that can be one: Plaid's list grows, and Plaid itself
// refuses what is not on it (INVALID_PROCESSOR).
func CheckProcessor(name string) error {
	if name == "" || len(name) > 64 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return inputFault("a processor is a name such as prime_trust or dwolla: lower case letters, digits and underscores")
	}
	return nil
}
