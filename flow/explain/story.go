package explain

import (
	"strings"
	"unicode"

	"linkdesk/flow"
)

// story is the more telling code of a fault, or "".
func story(f *flow.Fault, c flow.Case) string {
	if f.Kind == flow.Unknown || c.ItemDoubt != "" {
		switch flow.EffectKind(f.Op) {
		case flow.RotateAccess:
			return "ROTATION_IN_DOUBT"
		case flow.RemoveItem:
			return "REMOVAL_IN_DOUBT"
		}
	}
	switch f.Code {
	case "LINK_EXITED":
		return c.Link.ExitStatus
	case "INVALID_PROCESSOR":
		// Without a case the question is about the default processor.
		if c.Processor == flow.PrimeTrust || c.Processor == "" {
			return "INVALID_PROCESSOR:" + flow.PrimeTrust
		}
	case "25001":
		// Prime Trust passes Plaid's own code on inside the detail.
		if strings.Contains(f.Message, "ITEM_LOGIN_REQUIRED") {
			return "25001:ITEM_LOGIN_REQUIRED"
		}
		if strings.Contains(f.Message, "ITEM_NOT_FOUND") {
			return "25001:ITEM_NOT_FOUND"
		}
	case "TRANSFER_REVERSED":
		// The bank's reason stands in what Prime Trust passes on.
		return nachaCode(f.Message)
	}
	return ""
}

// nachaCode finds the code of a return in a text, "" when there is none.
func nachaCode(text string) string {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) == 3 && word[0] == 'R' && strings.Trim(word[1:], "0123456789") == "" {
			return word
		}
	}
	return ""
}

// named puts the id of a case where a card says CASE.
func named(text string, c flow.Case) string {
	if c.ID == "" {
		return text
	}
	if c.Side != nil && c.Side.Relink && !strings.Contains(text, "--relink") {
		text = strings.ReplaceAll(text, "--resume CASE", "--resume CASE --relink") // otherwise nobody is handed over
	}
	return strings.ReplaceAll(text, "--resume CASE", "--resume "+string(c.ID))
}
