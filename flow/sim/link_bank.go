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

// bankChoices are the banks that the link token allows and that match a
// search. One that the token names by a routing number comes first.
func (s *Sim) bankChoices(lt *linkToken, query string) []bankChoice {
	list := []bankChoice{}
	for _, b := range s.banks {
		if !lt.Request.allows(b) || !strings.Contains(strings.ToLower(b.Name), strings.ToLower(query)) {
			continue
		}
		choice := bankChoice{bankName{b.ID, b.Name}, b.url()}
		if lt.Request.hints(b) {
			list = slices.Insert(list, 0, choice)
			continue
		}
		list = append(list, choice)
	}
	return list
}

// allows: a bank of the token's countries that has every one of its products.
func (r *linkTokenRequest) allows(b institution) bool {
	return slices.Contains(r.CountryCodes, b.Country) && len(b.supported(r.Products)) == len(r.Products)
}

// hints reports the bank whose routing number the application has given.
func (r *linkTokenRequest) hints(b institution) bool {
	hint := r.InstitutionData
	return hint != nil && hint.RoutingNumber != nil && slices.Contains(b.routingNumbers(), *hint.RoutingNumber)
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
	return b.ID != "" && c.lt.Request.allows(b)
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
		if c.lt.Request.hints(b) {
			c.event("MATCHED_SELECT_INSTITUTION", map[string]string{"match_reason": "routing_number"})
			break
		}
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
