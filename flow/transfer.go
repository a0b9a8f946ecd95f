package flow

// TransferKind is the direction of money.
type TransferKind string

// A contribution pulls money from the counterparty's bank account, a disbursement pays it out.
const (
	Contribution TransferKind = "contribution"
	Disbursement TransferKind = "disbursement"
)

// Transfer is money on its way. Prime Trust tells of it by the funds-transfer; the status of the
// contribution or disbursement itself says nothing (its own guide says to ignore it).
type Transfer struct {
	ID     string       `json:"funds_transfer_id"`
	Kind   TransferKind `json:"kind"`
	Order  string       `json:"order_id"` // the contribution's or disbursement's id
	Amount Money        `json:"amount"`   // positive in both directions
	// Asked is what was asked for, where a look shows another amount or the other direction.
	Asked *Money `json:"asked_amount,omitempty"`
	// Status is Prime Trust's word: pending, settled, cancelled, reversed, or one that is not known.
	Status    string `json:"status"`
	Created   string `json:"created_at,omitempty"` // times and dates as Prime Trust wrote them, UTC
	SettledAt string `json:"settled_at,omitempty"`
	// ClearsOn is the day on which money that came in is free; ClearedAt says that it is.
	ClearsOn         string `json:"clears_on,omitempty"`
	ClearedAt        string `json:"contingencies_cleared_at,omitempty"`
	CancelledAt      string `json:"cancelled_at,omitempty"`
	Cancellation     string `json:"cancellation_details,omitempty"`
	ReversedAt       string `json:"reversed_at,omitempty"`
	Reversed         *Money `json:"reversed_amount,omitempty"`
	Reversal         string `json:"reversal_details,omitempty"` // why the bank sent it back
	Holds            []Hold `json:"holds,omitempty"`
	AuthorizationID  string `json:"disbursement_authorization_id,omitempty"`
	Authorization    string `json:"disbursement_authorization,omitempty"` // pending, owner_verified, authorized
	VerificationKind string `json:"owner_verification_type,omitempty"`
}

// Hold is one contingent-hold of a transfer.
type Hold struct {
	Type    string `json:"hold_type"` // such as funds_not_cleared
	Status  string `json:"status"`    // pending or cleared
	Message string `json:"message,omitempty"`
}

// TransferState is what a transfer's status, holds and dates mean.
type TransferState string

// The states of a transfer.
const (
	TransferPending   TransferState = "pending"
	TransferHeld      TransferState = "held"      // it came in and is not free yet
	TransferAvailable TransferState = "available" // it came in and is free
	TransferPaid      TransferState = "paid"      // it went out
	TransferCancelled TransferState = "cancelled"
	TransferReversed  TransferState = "reversed"
	TransferUnknown   TransferState = "unknown" // a word that this program does not know: never a success
)

// State says what the transfer is now.
func (t Transfer) State() TransferState {
	if t.Asked != nil || t.Status != "reversed" && (t.Reversed != nil || t.ReversedAt != "") || t.Status != "cancelled" && t.CancelledAt != "" {
		return TransferUnknown // it contradicts itself, or what was asked for
	}
	switch t.Status {
	case "pending":
		return TransferPending
	case "settled":
		switch {
		case t.Kind == Disbursement:
			return TransferPaid
		case t.ClearedAt == "" || t.held():
			return TransferHeld
		}
		return TransferAvailable
	case "cancelled":
		return TransferCancelled
	case "reversed":
		return TransferReversed
	}
	return TransferUnknown
}

// asked is the amount that was agreed to.
func (t Transfer) asked() Money {
	if t.Asked != nil {
		return *t.Asked
	}
	return t.Amount
}

func (t Transfer) held() bool {
	for _, h := range t.Holds {
		if h.Status != "cleared" {
			return true
		}
	}
	return false
}

// Final reports that waiting alone changes nothing any more. A pull that is available can still
// come back: banks take weeks for some returns.
func (t Transfer) Final() bool {
	switch t.State() {
	case TransferAvailable, TransferPaid, TransferCancelled, TransferReversed:
		return true
	}
	return false
}

// Waits says who must act next on a transfer, and what happens or has happened, as a clause.
func (t Transfer) Waits() (Who, string) {
	name := string(t.Kind) + " of " + t.Amount.String()
	switch t.State() {
	case TransferPending:
		return t.pendingWaits(name)
	case TransferHeld:
		return Partners, "the " + name + " is settled and held" + t.until()
	case TransferAvailable:
		return Nobody, "the " + name + " is available"
	case TransferPaid:
		return Nobody, "the " + name + " is paid out"
	case TransferCancelled:
		return Nobody, "the " + name + " was cancelled" + because(t.Cancellation)
	case TransferReversed:
		return Operator, "the " + name + " was sent back" + because(t.Reversal)
	}
	return Operator, t.oddWords(name)
}

// oddWords says what is not to be believed about a transfer.
func (t Transfer) oddWords(name string) string {
	switch {
	case t.Asked != nil:
		return "Prime Trust shows a " + name + " where " + t.Asked.String() + " was asked for"
	case t.Status != "reversed" && (t.Reversed != nil || t.ReversedAt != ""):
		return "the " + name + " is called " + quote(t.Status) + " and sent back at once"
	case t.Status != "cancelled" && t.CancelledAt != "":
		return "the " + name + " is called " + quote(t.Status) + " and cancelled at once"
	}
	return "the " + name + " is in a status that this program does not know: " + quote(t.Status)
}

func (t Transfer) pendingWaits(name string) (Who, string) {
	switch {
	case t.Kind == Contribution:
		return Partners, "the " + name + " is pending: Prime Trust has not pulled it yet"
	case t.Authorization == "pending":
		return Customer, "the " + name + " waits for its owner, who got an e-mail from Prime Trust"
	case t.held():
		return Partners, "the " + name + " is held until Prime Trust has checked it"
	}
	return Partners, "the " + name + " is pending: Prime Trust has not paid it yet"
}

func (t Transfer) until() string {
	if t.ClearsOn == "" {
		return ""
	}
	return " until " + t.ClearsOn
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

func quote(s string) string {
	if s == "" {
		return "none"
	}
	return `"` + s + `"`
}
