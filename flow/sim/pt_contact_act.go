package sim

import (
	"encoding/json"
	"fmt"
	"time"
)

// patchContact corrects what a person got wrong about itself. The checks stay
// as they are: whether the real service ran them again is not on record.
func (c *ptCall) patchContact() ptAnswer {
	return actOn(c, from(c.w.Contacts), "contact", c.contact, func(p *ptContact) *ptFail {
		given := p.Given.clone()
		if f := c.into(&given); f != nil {
			return f
		}
		given.ContactType, given.AccountID, given.AccountRoles = p.Given.ContactType, p.Given.AccountID, p.Given.AccountRoles
		if given.TaxIDNumber == "" {
			given.TaxIDNumber = "000000000" // for the check alone: it was given once
		}
		if f := given.check(""); f != nil {
			return f
		}
		given.TaxIDNumber = ""
		p.Given = given
		c.touch(&p.UpdatedAt)
		return nil
	})
}

// clone shares nothing with the original, so that a refused change leaves no
// trace in it.
func (r contactRequest) clone() (copied contactRequest) {
	raw, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(raw, &copied)
	}
	if err != nil {
		panic(fmt.Sprintf("sim: a contact cannot be copied: %v", err))
	}
	return copied
}

func (t *tx) touch(at *time.Time) { *at, t.changed = t.now, true }

// flagContact sets the flags as the sandbox lets one, whatever the checks say.
func (c *ptCall) flagContact() ptAnswer {
	var req struct {
		CIP *bool `json:"cip-cleared"`
		AML *bool `json:"aml-cleared"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return actOn(c, from(c.w.Contacts), "contact", c.contact, func(p *ptContact) *ptFail {
		if req.CIP != nil {
			p.CIP = *req.CIP
		}
		if req.AML != nil {
			p.AML = *req.AML
		}
		c.touch(&p.UpdatedAt)
		return nil
	})
}

func (c *ptCall) freezeContact() ptAnswer { return c.setContact(true) }

func (c *ptCall) unfreezeContact() ptAnswer { return c.setContact(false) }

func (c *ptCall) setContact(frozen bool) ptAnswer {
	return actOn(c, from(c.w.Contacts), "contact", c.contact, func(p *ptContact) *ptFail {
		f := c.freeze(&p.freezes, frozen)
		if f == nil {
			c.touch(&p.UpdatedAt)
		}
		return f
	})
}

// freeze reads what shall be frozen or free; without a word it is all.
func (c *ptCall) freeze(f *freezes, frozen bool) *ptFail {
	req := struct {
		Type string `json:"freeze-type"`
	}{"all"}
	if f := c.into(&req); f != nil {
		return f
	}
	switch req.Type {
	case "all":
		f.Contributions, f.Disbursements = frozen, frozen
	case "contributions":
		f.Contributions = frozen
	case "disbursements":
		f.Disbursements = frozen
	default:
		return ptInvalid("freeze-type", "must be all, contributions or disbursements")
	}
	return nil
}
