package flow

// Rotate exchanges the access token of the Item for a new one; the old one dies. Processor tokens
// live on.
type Rotate struct{ By string }

// Remove removes the Item at Plaid. Every token of it dies, processor tokens included, so screens ask
// for a typed confirmation first.
type Remove struct{ By string }

// RotationAsked records the wish for another access token.
type RotationAsked struct {
	By string `json:"by"`
}

// AccessTokenRotated records that the Item has another access token, which is in the vault in the
// place of the old one.
type AccessTokenRotated struct {
	Calls []Call `json:"calls"`
}

// AccessTokenLost records that the access token was rotated and that nobody holds the new one.
type AccessTokenLost struct {
	Fault *Fault `json:"fault"`
	Calls []Call `json:"calls"`
}

// RemovalAsked records the wish to remove the Item.
type RemovalAsked struct {
	By string `json:"by"`
}

// ItemRemoved records that the Item is gone at Plaid. The tokens of the case are destroyed in the
// same transaction.
type ItemRemoved struct {
	Call Call `json:"call"`
	// Before: Plaid said that it was gone already.
	Before bool `json:"before,omitempty"`
}

// Kind names the command.
func (Rotate) Kind() CommandKind { return CmdRotate }

// Kind names the command.
func (Remove) Kind() CommandKind { return CmdRemove }

func (Rotate) command() {}
func (Remove) command() {}

// Kind names the event.
func (RotationAsked) Kind() EventKind { return "rotation_asked" }

// Kind names the event.
func (AccessTokenRotated) Kind() EventKind { return "access_token_rotated" }

// Kind names the event.
func (AccessTokenLost) Kind() EventKind { return "access_token_lost" }

// Kind names the event.
func (RemovalAsked) Kind() EventKind { return "removal_asked" }

// Kind names the event.
func (ItemRemoved) Kind() EventKind { return "item_removed" }

// Stop is where the event belongs on the road.
func (RotationAsked) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (AccessTokenRotated) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (AccessTokenLost) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (RemovalAsked) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (ItemRemoved) Stop() Stop { return StopAccount }

func (RotationAsked) event()      {}
func (AccessTokenRotated) event() {}
func (AccessTokenLost) event()    {}
func (RemovalAsked) event()       {}
func (ItemRemoved) event()        {}
