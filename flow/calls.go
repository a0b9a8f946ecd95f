package flow

// CallsOf lists the provider calls that an event records, in their order.
func CallsOf(ev Event) []Call {
	switch e := ev.(type) {
	case EffectFailed:
		return made(e.Call)
	case EffectUnknown:
		return made(e.Call)
	case EffectRetried:
		return made(e.Call)
	case LinkTokenCreated:
		return made(e.Call)
	case LinkTokenRenewed:
		return made(e.Call)
	case ItemRead:
		return e.Calls
	case AccessTokenRotated:
		return e.Calls
	case AccessTokenLost:
		return e.Calls
	case ItemRemoved:
		return made(e.Call)
	case BankLooked:
		return made(e.Call)
	case ItemExchanged:
		return made(e.Call)
	case AccountsRead:
		return e.Calls
	case BalancesRead:
		return made(e.Call)
	case ProcessorTokenCreated:
		return made(e.Call)
	case Submitted:
		return made(e.Call)
	case Followed:
		return append(made(e.Call), e.More...)
	case AccountOpened:
		return made(e.Call)
	case TransferMade:
		return made(e.Call)
	case TransferChanged:
		return made(e.Call)
	case MethodDeactivated:
		return made(e.Call)
	case SandboxPlayed:
		return made(e.Call)
	}
	return nil
}

func made(c Call) []Call {
	if c.Endpoint == "" {
		return nil
	}
	return []Call{c}
}
