package flow

// applyTokens applies the events from the exchange to the following.
func applyTokens(c Case, ev Event) Case {
	switch e := ev.(type) {
	case DuplicatesFound:
		c.Duplicates = e.Duplicates
	case DuplicateAccepted:
		c.DuplicateOK = true
	case ItemExchanged:
		c.enter(PhaseExchanged)
		c.ItemEnd, c.ItemDoubt = "", ""
		c.Item = Item{ID: e.ItemID, InstitutionID: c.Link.InstitutionID, InstitutionName: c.Link.InstitutionName}
	case AccountsRead:
		c.enter(PhaseChoosing)
		c.Accounts = e.Accounts
		keep(&c.Item.InstitutionID, e.Item.InstitutionID)
		keep(&c.Item.InstitutionName, e.Item.InstitutionName)
		c.Item.Error = e.Item.Error
	case BalancesAsked:
		if c.Phase == PhaseSubmitted {
			c.step(Side{}, PhaseBalances)
			return c
		}
		c.enter(PhaseBalances)
	case BalancesRead:
		c.Accounts = e.Accounts
		if c.Side != nil {
			c.leaveSide(nil)
			return c
		}
		c.enter(PhaseChoosing)
	case AccountChosen:
		c.enter(PhaseChosen)
		c.AccountID = e.AccountID
	case ProcessorTokenCreated:
		c.enter(PhaseTokenReady)
		c.Masked = e.Masked
	case ProcessorTokenRevealed:
		// Only for the record: who saw it, and when.
	case SubmissionAsked:
		c.enter(PhaseWantSubmit)
	case Submitted:
		c.enter(PhaseSubmitted)
		s := e.Submission
		c.Submission, c.FollowUp = &s, nil
	case FollowAsked:
		c.enter(PhaseWantFollow)
	case Followed:
		c.enter(PhaseSubmitted)
		f := e.FollowUp
		c.FollowUp = &f
		c.keepLedger(e.Ledger)
		if c.Refused != nil {
			c.fail(StopFollowing, c.Refused)
		}
	}
	return c
}
