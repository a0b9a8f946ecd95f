package sim

// Banks that behave in a way of their own.
const (
	capitalOne  = "ins_128026"
	pnc         = "ins_13"
	amex        = "ins_10"
	houndstooth = "ins_109512"
	windowpane  = "ins_135858"
)

// institution is one bank of the Sandbox (plaid.com/docs/sandbox/institutions).
type institution struct {
	ID      string
	Name    string
	Country string
	OAuth   bool
	Health  string // "", "DEGRADED", "DOWN" or "UNSUPPORTED"
	PIN     bool   // a login has a third field
	Asks    bool   // it always asks for a second factor
}

func institutions() []institution {
	return []institution{
		{ID: "ins_109508", Name: "First Platypus Bank", Country: "US"},
		{ID: "ins_130016", Name: "First Platypus Balance Bank", Country: "US"},
		{ID: "ins_109509", Name: "First Gingham Credit Union", Country: "US"},
		{ID: "ins_109510", Name: "Tattersall Federal Credit Union", Country: "US", PIN: true},
		{ID: "ins_109511", Name: "Tartan Bank", Country: "US"},
		{ID: houndstooth, Name: "Houndstooth Bank", Country: "US"},
		{ID: windowpane, Name: "Windowpane Bank", Country: "US"},
		{ID: "ins_133502", Name: "Platypus Bank RUX Auth", Country: "US"},
		{ID: "ins_133503", Name: "Platypus Bank RUX Match", Country: "US"},
		{ID: "ins_132363", Name: "Unhealthy Platypus Bank - Degraded", Country: "US", Health: "DEGRADED"},
		{ID: "ins_132361", Name: "Unhealthy Platypus Bank - Down", Country: "US", Health: "DOWN"},
		{ID: "ins_133402", Name: "Unsupported Platypus Bank", Country: "US", Health: "UNSUPPORTED"},
		{ID: "ins_43", Name: "Tartan-Dominion Bank of Canada", Country: "CA"},
		{ID: "ins_117650", Name: "Royal Bank of Plaid", Country: "GB"},
		{ID: "ins_116834", Name: "Flexible Platypus Open Banking", Country: "GB", OAuth: true},
		{ID: "ins_117181", Name: "Flexible Platypus Open Banking", Country: "GB", OAuth: true},
		{ID: "ins_127287", Name: "Platypus OAuth Bank", Country: "US", OAuth: true},
		{ID: "ins_132241", Name: "First Platypus OAuth App2App Bank", Country: "US", OAuth: true},
		{ID: "ins_56", Name: "Chase", Country: "US", OAuth: true},
		{ID: "ins_3", Name: "Chase", Country: "US", OAuth: true},
		{ID: pnc, Name: "PNC", Country: "US", OAuth: true},
		{ID: "ins_127990", Name: "U.S. Bank", Country: "US", OAuth: true, Asks: true},
		{ID: "ins_127989", Name: "Bank of America", Country: "US", OAuth: true, Asks: true},
		{ID: "ins_4", Name: "Wells Fargo", Country: "US", OAuth: true},
		{ID: "ins_20", Name: "Citizens Bank", Country: "US", OAuth: true},
		{ID: amex, Name: "American Express", Country: "US", OAuth: true},
		{ID: capitalOne, Name: "Capital One", Country: "US", OAuth: true},
	}
}

// bank is the institution of that id, or the zero one.
func (s *Sim) bank(id string) institution {
	for _, b := range s.banks {
		if b.ID == id {
			return b
		}
	}
	return institution{}
}
