package flow

import (
	"strings"
	"unicode/utf8"
)

// Party is the counterparty of a case and, where the partner needs them, its account
// and contact there.
type Party struct {
	ClientUserID   string `json:"client_user_id"`
	LegalName      string `json:"legal_name"`
	Business       bool   `json:"business,omitempty"`
	PartnerAccount string `json:"partner_account,omitempty"`
	PartnerContact string `json:"partner_contact,omitempty"`
}

var (
	emailShape = Pattern(`\S@\S`)
	phoneShape = Pattern(`^(\+[0-9][0-9 ().-]{6,}|\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4})$`)
	uuidShape  = Pattern(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

// CheckClientUserID refuses what Plaid refuses in user.client_user_id: nothing at all, an
// e-mail address or a phone number (plaid.com/docs/api/link, PII in client_user_id is
// INVALID_FIELD), and what an index key cannot hold.
func CheckClientUserID(id string) error {
	switch {
	case strings.TrimSpace(id) == "":
		return inputFault("client_user_id is empty: give the id this counterparty has in your own system")
	case emailShape().MatchString(id):
		return inputFault("client_user_id looks like an e-mail address, which Plaid refuses: use an id of your own system that tells nothing about the person")
	case phoneShape().MatchString(id):
		return inputFault("client_user_id looks like a phone number, which Plaid refuses: use an id of your own system that tells nothing about the person")
	case len(id) > 128:
		return inputFault("client_user_id is longer than 128 bytes")
	case Clean(id) != id || strings.ContainsRune(id, 0):
		return inputFault("client_user_id holds a control or invisible character, or a token")
	}
	return nil
}

// Validate returns an Input fault that names the first thing wrong with the party.
// With needPartner the partner's account and contact must be there too, as UUIDs
// (Prime Trust's ids are UUIDv4).
func (p Party) Validate(needPartner bool) error {
	if err := CheckClientUserID(p.ClientUserID); err != nil {
		return err
	}
	name := strings.TrimSpace(p.LegalName)
	switch {
	case name == "":
		return inputFault("the legal name is empty: Prime Trust compares it with the name at the bank")
	case utf8.RuneCountInString(name) > 80:
		return inputFault("the legal name is longer than the 80 characters Prime Trust keeps")
	case Clean(name) != name:
		return inputFault("the legal name holds a control or invisible character, or a token")
	}
	for _, x := range [][2]string{{"account", p.PartnerAccount}, {"contact", p.PartnerContact}} {
		if x[1] == "" && !needPartner {
			continue
		}
		if !uuidShape().MatchString(x[1]) {
			return inputFault("the Prime Trust " + x[0] + " id is not a UUID such as 6ba7b810-9dad-41d1-80b4-00c04fd430c8")
		}
	}
	return nil
}

func inputFault(message string) *Fault {
	return &Fault{Op: "input", Kind: Input, Code: "BAD_INPUT", Message: message, Who: Operator}
}
