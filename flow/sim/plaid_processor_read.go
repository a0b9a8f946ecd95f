package sim

import "slices"

// processorRequest is the body of the partner's calls.
type processorRequest struct {
	ProcessorToken string `json:"processor_token"`
	Options        struct {
		MinLastUpdatedDatetime string `json:"min_last_updated_datetime"`
	} `json:"options"`
}

// processorNumber has one object for each kind of number, or null, where
// /auth/get has lists (OpenAPI: ProcessorNumber).
type processorNumber struct {
	ACH           achNumbers `json:"ach"`
	BACS          *struct{}  `json:"bacs"`
	EFT           *struct{}  `json:"eft"`
	International *struct{}  `json:"international"`
}

func (c *plaidCall) processorAuthGet() (any, *plaidFail) {
	var req processorRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	a, it, f := c.processorAuth(req.ProcessorToken)
	if f != nil {
		return nil, f
	}
	return struct {
		Account   accountObject   `json:"account"`
		Numbers   processorNumber `json:"numbers"`
		RequestID string          `json:"request_id"`
	}{c.accountObject(it, a), processorNumber{ACH: numbersOf(it, a)}, c.requestID}, nil
}

// processorBalanceGet has the rules of the balance of an Item.
func (c *plaidCall) processorBalanceGet() (any, *plaidFail) {
	var req processorRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, a, f := c.processorRead(req.ProcessorToken, "balance")
	if f == nil {
		f = c.balanceAge(it, []account{a}, req.Options.MinLastUpdatedDatetime)
	}
	if f != nil {
		return nil, f
	}
	return struct {
		Account   accountObject `json:"account"`
		RequestID string        `json:"request_id"`
	}{c.accountObject(it, a), c.requestID}, nil
}

// processorAccountGet needs no product.
func (c *plaidCall) processorAccountGet() (any, *plaidFail) {
	var req processorRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, a, f := c.processorRead(req.ProcessorToken, "")
	if f != nil {
		return nil, f
	}
	return struct {
		Account       accountObject `json:"account"`
		InstitutionID string        `json:"institution_id"`
		RequestID     string        `json:"request_id"`
	}{c.accountObject(it, a), it.InstitutionID, c.requestID}, nil
}

func (c *plaidCall) processorIdentityGet() (any, *plaidFail) {
	var req processorRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, a, f := c.processorRead(req.ProcessorToken, "identity")
	if f == nil && it.typedByHand() {
		f = failCode("PRODUCTS_NOT_SUPPORTED")
	}
	if f != nil {
		return nil, f
	}
	return struct {
		Account   ownedAccount `json:"account"`
		RequestID string       `json:"request_id"`
	}{c.ownedAccount(it, a), c.requestID}, nil
}

// permissionsSet says what the partner may read from now on; nothing listed
// means everything that the Item has.
func (c *plaidCall) permissionsSet() (any, *plaidFail) {
	var req struct {
		processorRequest
		Products []string `json:"products"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	pt, _, f := c.processorTokenOf(req.ProcessorToken)
	if f == nil {
		f = checkProducts(req.Products, knownProducts)
	}
	if f != nil {
		return nil, f
	}
	pt.Products = nil
	for _, p := range req.Products {
		if !slices.Contains(pt.Products, p) {
			pt.Products = append(pt.Products, p)
		}
	}
	c.changed = true
	return requestIDOnly{c.requestID}, nil
}

func (c *plaidCall) permissionsGet() (any, *plaidFail) {
	var req processorRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	pt, _, f := c.processorTokenOf(req.ProcessorToken)
	if f != nil {
		return nil, f
	}
	return struct {
		Products  []string `json:"products"`
		RequestID string   `json:"request_id"`
	}{append([]string{}, pt.Products...), c.requestID}, nil
}
