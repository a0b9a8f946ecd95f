package sim

import "maps"

// event records something that happened. The bank, the pane and the request
// come with every event that has them.
func (c *linkCall) event(name string, more map[string]string) {
	meta := map[string]string{"request_id": c.requestID}
	if b := c.institution(); b != nil {
		meta["institution_id"], meta["institution_name"] = b.InstitutionID, b.Name
	}
	if name == "TRANSITION_VIEW" {
		meta["view_name"] = c.ls.View
	}
	if c.ls.View == ViewMFA {
		meta["mfa_type"] = c.ls.Factor.Kind
	}
	for key, value := range more {
		if value != "" {
			meta[key] = value
		}
	}
	limit := maxSessionEvents
	if name == "HANDOFF" || name == "EXIT" {
		limit++ // how it ended is told however long it took
	}
	if len(c.ls.Events) < limit {
		c.ls.Events = append(c.ls.Events, linkEvent{Name: name, At: c.now, ID: c.w.IDs.uuid(), Metadata: meta})
	}
}

func (c *linkCall) errorEvent(f *plaidFail) { c.event("ERROR", c.errorMetadata(f)) }

func (c *linkCall) errorMetadata(f *plaidFail) map[string]string {
	return map[string]string{"error_type": plaidCodes[f.Code].kind, "error_code": f.Code, "error_message": f.Message}
}

// sdkEvent is an event as onEvent gets it.
type sdkEvent struct {
	Name     string         `json:"event_name"`
	Metadata map[string]any `json:"metadata"`
}

// sdkMembers are the metadata that onEvent always has, null when unknown
// (plaid.com/docs/link/web).
var sdkMembers = []string{"account_number_mask", "error_type", "error_code", "error_message", "exit_status", "institution_id", "institution_name",
	"institution_search_query", "is_update_mode", "match_reason", "mfa_type", "request_id", "routing_number", "selection", "view_name"}

func (e linkEvent) forSDK(session string) sdkEvent {
	meta := map[string]any{"link_session_id": session, "timestamp": e.At.UTC().Format("2006-01-02T15:04:05.000Z07:00")}
	for _, name := range sdkMembers {
		meta[name] = nil
		if value, ok := e.Metadata[name]; ok {
			meta[name] = value
		}
	}
	return sdkEvent{e.Name, meta}
}

// reportedEvent is an event as /link/token/get reports it: only members that
// have a value, all of them strings.
type reportedEvent struct {
	EventName     string            `json:"event_name"`
	Timestamp     string            `json:"timestamp"`
	EventID       string            `json:"event_id"`
	EventMetadata map[string]string `json:"event_metadata"`
}

func (e linkEvent) reported() reportedEvent {
	return reportedEvent{e.Name, rfc3339(e.At), e.ID, maps.Clone(e.Metadata)}
}

// outcome is how the session ended, nil while it runs: the arguments of
// onSuccess or onExit.
func (c *linkCall) outcome() map[string]any {
	switch {
	case !c.ls.ended():
		return nil
	case c.ls.Exited:
		return map[string]any{"kind": "exit", "error": c.ls.ExitError, "metadata": c.exitMetadata()}
	}
	meta := c.successMetadata()
	meta["account"] = nil // deprecated, and only in the browser
	if list := c.sharedAccounts(); len(list) > 0 {
		meta["account"] = list[0]
	}
	return map[string]any{"kind": "success", "public_token": c.ls.PublicToken, "metadata": meta}
}

// openMetadata says in OPEN that an Item is being mended.
func (c *linkCall) openMetadata() map[string]string {
	if c.lt.UpdateOf == "" {
		return nil
	}
	return map[string]string{"is_update_mode": "true"}
}

// sharedAccount is an account in onSuccess and in a session's results.
type sharedAccount struct {
	sharedChoice
	ClassType *string `json:"class_type"`
}

func (c *linkCall) successMetadata() map[string]any {
	return map[string]any{"institution": c.institution(), "accounts": c.sharedAccounts(), "link_session_id": c.ls.ID, "transfer_status": nil}
}

func (c *linkCall) sharedAccounts() []sharedAccount {
	list := []sharedAccount{}
	for _, a := range c.ls.Chosen {
		list = append(list, sharedAccount{shared(a), nil})
	}
	return list
}

func (c *linkCall) exitMetadata() map[string]any {
	meta := map[string]any{"institution": c.institution(), "status": nil, "link_session_id": c.ls.ID, "request_id": c.ls.ExitRequestID}
	if c.ls.ExitStatus != "" {
		meta["status"] = c.ls.ExitStatus
	}
	return meta
}
