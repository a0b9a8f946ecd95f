package flow

// AccountAsked records the wish for a new account at the partner. The application itself is in
// the vault: it holds a tax id and a date of birth.
type AccountAsked struct {
	Party       Party  `json:"party"` // without the partner's ids
	AccountName string `json:"account_name"`
	By          string `json:"by"`
}

// AccountOpened records the account and its contact.
type AccountOpened struct {
	Opened OpenedAccount `json:"opened"`
	Call   Call          `json:"call"`
}

// Wish is a movement of money, or something to be done about one, that was agreed to and has no
// outcome yet.
type Wish struct {
	Kind     TransferKind `json:"kind,omitempty"`
	Amount   Money        `json:"amount,omitzero"`
	Transfer string       `json:"funds_transfer_id,omitempty"`
	Act      *SandboxAct  `json:"act,omitempty"`
}

// MoneyAsked records the operator's yes to something about money. Effect says what.
type MoneyAsked struct {
	Effect EffectKind `json:"effect"`
	Wish   Wish       `json:"wish"`
	By     string     `json:"by"`
}

// TransferMade records a contribution or a disbursement.
type TransferMade struct {
	Transfer Transfer `json:"transfer"`
	Call     Call     `json:"call"`
}

// TransferChanged records what a call about a transfer answered: a cancellation, another e-mail.
type TransferChanged struct {
	Transfer Transfer `json:"transfer"`
	Call     Call     `json:"call"`
}

// MethodDeactivated records the end of the funds-transfer-method.
type MethodDeactivated struct {
	Submission Submission `json:"submission"`
	Call       Call       `json:"call"`
}

// SandboxPlayed records a sandbox call. What it changed is learnt by looking.
type SandboxPlayed struct {
	Act  SandboxAct `json:"act"`
	Call Call       `json:"call"`
}

// Kind names the event.
func (AccountAsked) Kind() EventKind { return "account_asked" }

// Kind names the event.
func (AccountOpened) Kind() EventKind { return "account_opened" }

// Kind names the event.
func (MoneyAsked) Kind() EventKind { return "money_asked" }

// Kind names the event.
func (TransferMade) Kind() EventKind { return "transfer_made" }

// Kind names the event.
func (TransferChanged) Kind() EventKind { return "transfer_changed" }

// Kind names the event.
func (MethodDeactivated) Kind() EventKind { return "method_deactivated" }

// Kind names the event.
func (SandboxPlayed) Kind() EventKind { return "sandbox_played" }

// Stop is where the event belongs on the road.
func (AccountAsked) Stop() Stop { return StopCounterparty }

// Stop is where the event belongs on the road.
func (AccountOpened) Stop() Stop { return StopCounterparty }

// Stop is where the event belongs on the road.
func (MoneyAsked) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (TransferMade) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (TransferChanged) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (MethodDeactivated) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (SandboxPlayed) Stop() Stop { return StopFollowing }

func (AccountAsked) event()      {}
func (AccountOpened) event()     {}
func (MoneyAsked) event()        {}
func (TransferMade) event()      {}
func (TransferChanged) event()   {}
func (MethodDeactivated) event() {}
func (SandboxPlayed) event()     {}
