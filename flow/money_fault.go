package flow

import "slices"

// MoneyFault is what became of a case's money where that needs the operator: the newest transfer was
// sent back, cancelled, or is in a status that nobody knows. Nil when there is nothing to say.
func (c Case) MoneyFault() *Fault {
	for _, t := range slices.Backward(c.Transfers) {
		_, why := t.Waits()
		f := &Fault{Op: string(Follow), Kind: Refused, Message: why, Who: Operator}
		switch t.State() {
		case TransferReversed:
			f.Code = "TRANSFER_REVERSED"
		case TransferCancelled:
			f.Code, f.Who = "TRANSFER_CANCELLED", Nobody
		case TransferUnknown:
			f.Code = "TRANSFER_STATUS_UNKNOWN"
		default:
			return nil
		}
		return f
	}
	return nil
}

// AboutMoney reports an effect that moves money, or does something about money on its way.
func (k EffectKind) AboutMoney() bool { return k.aboutMoney() }
