package sim

// processorOrder asks for a token. The older paths say the processor themselves,
// and none in the body.
type processorOrder struct {
	AccessToken string `json:"access_token"`
	AccountID   string `json:"account_id"`
	Processor   string `json:"processor"`
}

func (r *processorOrder) fill(p *plain) {
	r.AccessToken, r.AccountID, r.Processor = p.get("access_token"), p.get("account_id"), p.get("processor")
}
