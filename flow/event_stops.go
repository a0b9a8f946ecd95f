package flow

// Stop is where the event belongs on the road.
func (CaseOpened) Stop() Stop { return StopEnvironment }

// Stop is where the event belongs on the road.
func (PartySet) Stop() Stop { return StopCounterparty }

// Stop is where the event belongs on the road.
func (ProcessorSet) Stop() Stop { return StopProcessorToken }

// Stop is where the event belongs on the road.
func (Confirmed) Stop() Stop { return StopCounterparty }

// Stop is where the event belongs on the road.
func (LinkTokenAsked) Stop() Stop { return StopLinkToken }

// Stop is the stop of the effect.
func (e Intent) Stop() Stop { return e.Effect.stop() }

// Stop is the stop of the effect.
func (e EffectFailed) Stop() Stop { return e.Effect.stop() }

// Stop is the stop of the effect.
func (e EffectUnknown) Stop() Stop { return e.Effect.stop() }

// Stop is the stop of the effect.
func (e EffectRetried) Stop() Stop { return e.Effect.stop() }

// Stop is where the event belongs on the road.
func (LinkTokenCreated) Stop() Stop { return StopLinkToken }

// Stop is where the event belongs on the road.
func (HandoffStarted) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (HandoffOpened) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (LinkEventSeen) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (LinkSucceeded) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (LinkExited) Stop() Stop { return StopHandoff }

// Stop is where the event belongs on the road.
func (ItemExchanged) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (AccountsRead) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (BalancesAsked) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (BalancesRead) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (AccountChosen) Stop() Stop { return StopAccount }

// Stop is where the event belongs on the road.
func (ProcessorTokenCreated) Stop() Stop { return StopProcessorToken }

// Stop is where the event belongs on the road.
func (ProcessorTokenRevealed) Stop() Stop { return StopProcessorToken }

// Stop is where the event belongs on the road.
func (SubmissionAsked) Stop() Stop { return StopSubmission }

// Stop is where the event belongs on the road.
func (Submitted) Stop() Stop { return StopSubmission }

// Stop is where the event belongs on the road.
func (FollowAsked) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (Followed) Stop() Stop { return StopFollowing }

// Stop is where the event belongs on the road.
func (e Retried) Stop() Stop { return e.At }

// Stop is the stop of the effect.
func (e Cancelled) Stop() Stop { return e.Effect.stop() }

// Stop is where the event belongs on the road.
func (e CaseClosed) Stop() Stop { return e.At }
