package sim

import "slices"

// recognised goes to what is saved, or on as ever when nothing is.
func (c *linkCall) recognised() {
	saved := c.savedBanks()
	switch {
	case len(saved) == 0:
		c.toBanks()
	case c.ls.Phone.Number == autoSelectPhone:
		c.ls.InstitutionID = saved[0].InstitutionID
		c.event("SELECT_INSTITUTION", map[string]string{"match_reason": "AUTO_SELECT_SAVED_INSTITUTION"})
		c.loggedIn()
		if c.ls.View == ViewSelectAccount {
			c.ls.Chosen = c.ls.Offered[:1]
			c.show(ViewConnected)
		}
	default:
		c.show(ViewSavedInstitution)
	}
}

func (c *linkCall) savedBanks() []bankChoice {
	return slices.DeleteFunc(c.s.bankChoices(c.lt, ""), func(b bankChoice) bool {
		return !slices.Contains(savedLogins[c.ls.Phone.Number], b.InstitutionID)
	})
}

func (c *linkCall) savedInstitution(in linkInput, _ []Fault) *linkRefusal {
	if !slices.ContainsFunc(c.savedBanks(), func(b bankChoice) bool { return b.InstitutionID == in.InstitutionID }) {
		return refused("INVALID_INSTITUTION", "there is no saved login at this bank")
	}
	c.ls.InstitutionID = in.InstitutionID
	c.event("MATCHED_SELECT_INSTITUTION", map[string]string{"match_reason": "returning_user"})
	if c.s.bank(in.InstitutionID).OAuth || c.ls.Phone.Number == newDevicePhone {
		c.toBank()
		return nil
	}
	if c.offer() {
		c.show(ViewSavedAccount)
	}
	return nil
}

// otherBank leaves what is saved for the list of all banks.
func (c *linkCall) otherBank(linkInput, []Fault) *linkRefusal {
	c.ls.Offered = nil
	c.toBanks()
	return nil
}
