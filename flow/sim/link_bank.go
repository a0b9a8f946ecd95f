package sim

import (
	"slices"
	"strings"
)

func (c *linkCall) search(in linkInput, _ []Fault) *linkRefusal {
	query := []rune(strings.TrimSpace(in.Query))
	c.ls.Query = string(query[:min(len(query), 100)])
	c.event("SEARCH_INSTITUTION", map[string]string{"institution_search_query": c.ls.Query})
	return nil
}

func (c *linkCall) choices() []bankChoice { return c.s.bankChoices(c.lt, c.ls.Query) }

// bankChoices are the banks of the token's countries that match a search.
func (s *Sim) bankChoices(lt *linkToken, query string) []bankChoice {
	list := []bankChoice{}
	for _, b := range s.banks {
		if slices.Contains(lt.Request.CountryCodes, b.Country) && strings.Contains(strings.ToLower(b.Name), strings.ToLower(query)) {
			list = append(list, bankChoice{bankName{b.ID, b.Name}, b.url()})
		}
	}
	return list
}

func (c *linkCall) selectInstitution(in linkInput, _ []Fault) *linkRefusal {
	if !c.choosable(in.InstitutionID) {
		return refused("INVALID_INSTITUTION", "this bank is not among those that can be chosen")
	}
	c.choose(in.InstitutionID)
	return nil
}

func (c *linkCall) choosable(id string) bool {
	b := c.s.bank(id)
	return b.ID != "" && slices.Contains(c.lt.Request.CountryCodes, b.Country)
}

// choose goes to a bank, as well as it is.
func (c *linkCall) choose(id string) {
	b := c.s.bank(id)
	c.ls.InstitutionID, c.ls.Query = b.ID, ""
	switch b.Health {
	case "DOWN":
		c.event("SELECT_DOWN_INSTITUTION", nil)
		c.refuse(failCode("INSTITUTION_DOWN"), exitNotFound)
		return
	case "UNSUPPORTED":
		c.event("SELECT_INSTITUTION", nil)
		c.refuse(failCode("INSTITUTION_NO_LONGER_SUPPORTED"), exitNotSupported)
		return
	case "DEGRADED":
		c.event("SELECT_DEGRADED_INSTITUTION", nil)
	default:
		c.event("SELECT_INSTITUTION", nil)
	}
	if c.instantDeposit() {
		c.askNumbers(numbersInstant)
		return
	}
	c.toBank()
}

// embeddedBanks answers the search that a page holds in itself; no session has
// begun yet, so nothing is recorded.
func (t *tx) embeddedBanks(requestID string, in linkInput) reply {
	lt, ok := t.w.LinkTokens.get(in.LinkToken)
	if !ok || t.now.After(lt.ExpiresAt) {
		return failCode("INVALID_LINK_TOKEN").reply(requestID)
	}
	query := []rune(strings.TrimSpace(in.Query))
	return linkReply(struct {
		Institutions []bankChoice `json:"institutions"`
		RequestID    string       `json:"request_id"`
	}{t.s.bankChoices(lt, string(query[:min(len(query), 100)])), requestID})
}
