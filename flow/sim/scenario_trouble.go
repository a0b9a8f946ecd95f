package sim

import "time"

// troubleScenarios are the stories of keys, lost answers and services in trouble.
func troubleScenarios() []Scenario {
	return []Scenario{
		{Name: "wrong-keys", Title: "Wrong API keys",
			Story:  "Plaid refuses the client_id and secret with INVALID_API_KEYS. The operator has to correct them.",
			Faults: []Fault{{Path: AnyPath, Kind: "INVALID_API_KEYS"}}},
		{Name: "lost-answer-exchange", Title: "The exchange's answer is lost",
			Story:  "Plaid exchanges the public_token and the connection breaks before the answer. A second try answers the same Item.",
			Faults: []Fault{{Path: "/item/public_token/exchange", Nth: 1, Kind: KindDropAfter}}},
		{Name: "one-time-exchange", Title: "The exchange works only once",
			Story:           "The exchange's answer is lost and the second try is refused: an Item exists that nobody holds the token of. The customer has to link again.",
			OneTimeExchange: true,
			Faults:          []Fault{{Path: "/item/public_token/exchange", Nth: 1, Kind: KindDropAfter}}},
		{Name: "processor-off", Title: "The integration is not switched on",
			Story: "Plaid lists Prime Trust but refuses the processor token with INVALID_PRODUCT, because the integration is not switched on " +
				"in the dashboard. The operator has to switch it on.",
			ProcessorsOff: []string{"prime_trust"}},
		{Name: "rate-limited", Title: "Too many calls",
			Story: "Plaid answers 429 to the processor token twice, then works.",
			Faults: []Fault{{Path: "/processor/token/create", Nth: 1, Kind: Kind429},
				{Path: "/processor/token/create", Nth: 2, Kind: Kind429}}},
		{Name: "plaid-500", Title: "Plaid has an internal error",
			Story:  "Plaid answers 500 INTERNAL_SERVER_ERROR to the processor token once, then works.",
			Faults: []Fault{{Path: "/processor/token/create", Nth: 1, Kind: Kind500}}},
		{Name: "html-502", Title: "A proxy answers in HTML",
			Story:  "The first reading of the accounts meets an HTML page with status 502 instead of JSON; the next one works.",
			Faults: []Fault{{Path: "/accounts/get", Nth: 1, Kind: Kind502HTML}}},
		{Name: "dropped-connection", Title: "The connection breaks",
			Story:  "The connection breaks before Plaid has read the request for the processor token; nothing was done, and the next try works.",
			Faults: []Fault{{Path: "/processor/token/create", Nth: 1, Kind: KindDropBefore}}},
		{Name: "slow-balance", Title: "The balance takes long",
			Story:  "A real-time balance takes eleven seconds, as one in twenty does; everything else is quick. For clients that ask for one, such as run --fund --check-balance.",
			Faults: []Fault{{Path: "/accounts/balance/get", Kind: KindDelay, Delay: 11 * time.Second}}},
		{Name: "expired-public-token", Title: "The exchange comes too late",
			Story:  "Half an hour passes between Link and the exchange: the public_token has expired (INVALID_PUBLIC_TOKEN). The customer has to link again.",
			Faults: []Fault{{Path: "/item/public_token/exchange", Nth: 1, Kind: "INVALID_PUBLIC_TOKEN"}}},
	}
}
