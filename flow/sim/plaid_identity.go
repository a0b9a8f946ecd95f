package sim

// owner is who the bank says an account belongs to (OpenAPI: Owner).
type owner struct {
	Addresses    []ownerAddress `json:"addresses"`
	Emails       []ownerContact `json:"emails"`
	Names        []string       `json:"names"`
	PhoneNumbers []ownerContact `json:"phone_numbers"`
}

type ownerAddress struct {
	Data    addressData `json:"data"`
	Primary bool        `json:"primary"`
}

type addressData struct {
	City       string `json:"city"`
	Country    string `json:"country"`
	PostalCode string `json:"postal_code"`
	Region     string `json:"region"`
	Street     string `json:"street"`
}

// ownerContact is an e-mail address or a phone number.
type ownerContact struct {
	Data    string `json:"data"`
	Primary bool   `json:"primary"`
	Type    string `json:"type"`
}

// sandboxOwner owns every account of the Sandbox. The numbers and addresses
// are those of Plaid's own fixture and reach nobody.
func sandboxOwner() owner {
	return owner{
		Names: []string{accountHolder},
		Addresses: []ownerAddress{
			{addressData{City: "Malakoff", Country: "US", PostalCode: "14236", Region: "NY", Street: "2992 Cameron Road"}, true},
			{addressData{City: "San Matias", Country: "US", PostalCode: "93405-2255", Region: "CA", Street: "2493 Leisure Lane"}, false},
		},
		Emails: []ownerContact{
			{"accountholder0@example.com", true, "primary"},
			{"accountholder1@example.com", false, "secondary"},
			{"extraordinarily.long.email.username.123456@reallylonghostname.com", false, "other"},
		},
		PhoneNumbers: []ownerContact{
			{"2025550123", false, "home"},
			{"1112224444", false, "work"},
			{"1112225555", false, "mobile"},
		},
	}
}

// ownedAccount is an account with its owners (OpenAPI: AccountIdentity).
type ownedAccount struct {
	accountObject
	Owners []owner `json:"owners"`
}

func (c *plaidCall) ownedAccount(it *item, a account) ownedAccount {
	return ownedAccount{c.accountObject(it, a), []owner{sandboxOwner()}}
}

// identityGet tells who owns the accounts, as the bank knows it: an Item whose
// numbers were typed by hand has no bank that could say.
func (c *plaidCall) identityGet() (any, *plaidFail) {
	var req accountsRequest
	it, list, f := c.chosen(&req)
	switch {
	case f != nil:
	case it.typedByHand():
		f = failCode("PRODUCTS_NOT_SUPPORTED")
	default:
		f = c.consented(it, "identity")
	}
	if f != nil {
		return nil, f
	}
	owned := make([]ownedAccount, len(list))
	for i, a := range list {
		owned[i] = c.ownedAccount(it, a)
	}
	return struct {
		Accounts  []ownedAccount `json:"accounts"`
		Item      itemObject     `json:"item"`
		RequestID string         `json:"request_id"`
	}{owned, c.object(it), c.requestID}, nil
}
