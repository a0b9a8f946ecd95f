package sim

import "slices"

// bankStatus is how logins and requests for account numbers went lately.
type bankStatus struct {
	ItemLogins productStatus `json:"item_logins"`
	Auth       productStatus `json:"auth"`
}

type productStatus struct {
	Status           string    `json:"status"`
	LastStatusChange string    `json:"last_status_change"`
	Breakdown        breakdown `json:"breakdown"`
}

// breakdown are shares of all requests, which add up to one.
type breakdown struct {
	Success          float64 `json:"success"`
	ErrorPlaid       float64 `json:"error_plaid"`
	ErrorInstitution float64 `json:"error_institution"`
}

// bankDown reports a story in which the bank does not answer.
func (sc Scenario) bankDown() bool {
	return slices.ContainsFunc(sc.Faults, func(f Fault) bool { return f.Kind == "INSTITUTION_DOWN" })
}

// status is there for the unhealthy banks alone, and always the same.
func (b institution) status() *bankStatus {
	const since = "2026-11-01T06:00:00Z"
	switch b.Health {
	case "DEGRADED":
		bad := productStatus{"DEGRADED", since, breakdown{0.58, 0.04, 0.38}}
		return &bankStatus{bad, bad}
	case "DOWN":
		down := productStatus{"DOWN", since, breakdown{0, 0.02, 0.98}}
		return &bankStatus{down, down}
	}
	return nil
}
