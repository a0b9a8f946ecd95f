package snippet

import (
	"strconv"
	"strings"

	"linkdesk/flow"
)

// variable names what a mask stands for. A second one of that name is another secret, unless both
// masks show the same token.
func (c *call) variable(name, mask string) piece {
	try := name
	for n := 2; ; n++ {
		known := false
		for _, v := range c.variables {
			if v.name == try && (mask != "" && mask != flow.Hidden && mask != flow.HiddenNumber && v.of == mask) {
				return piece{variable: try}
			}
			known = known || v.name == try
		}
		if !known {
			c.variables = append(c.variables, variable{try, mask})
			return piece{variable: try}
		}
		try = name + "_" + strconv.Itoa(n)
	}
}

// variableOf is a member's name as a shell variable, in the providers' own words where they have
// one.
func variableOf(member string) string {
	switch member {
	case "plaid-processor-token":
		return "PROCESSOR_TOKEN"
	case "plaid-public-token":
		return "PUBLIC_TOKEN"
	case "client_id":
		return "PLAID_CLIENT_ID"
	case "secret":
		return "PLAID_SECRET"
	}
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, member)
	if strings.Trim(name, "_") == "" || name[0] >= '0' && name[0] <= '9' {
		return "VALUE"
	}
	return name
}
