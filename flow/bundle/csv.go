package bundle

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
)

// column is a column of a list of cases: its name, and where its text is.
type column struct {
	name string
	of   func(Export) string
}

// columns are those of a reader. What they find has been through the lists, so a column cannot show what
// the reader does not get.
func columns(p Profile) []column {
	out := []column{of("case", "id"), of("env", "env")}
	switch p {
	case Ticket:
		out = append(out, column{"status", func(x Export) string { return string(x.Status) }},
			column{"stop", func(x Export) string { return string(x.Stop) }}, column{"who", func(x Export) string { return string(x.Who) }},
			of("client_user_id", "party.client_user_id"), of("legal_name", "party.legal_name"),
			of("institution_id", "item.institution_id", "link.institution_id"), of("institution", "item.institution_name", "link.institution_name"),
			column{"mask", func(x Export) string { return mustFind(x.Account, "mask") }},
			of("item_id", "item.id"), of("funds_transfer_method_id", "submission.id"))
	case Plaid:
		out = append(out, of("item_id", "item.id"), of("account_id", "account_id"), of("link_session_id", "link.link_session_id"),
			of("institution_id", "item.institution_id", "link.institution_id"), of("institution", "item.institution_name", "link.institution_name"),
			of("exit_status", "link.exit_status"), of("last_view", "link.last_view"))
	case PrimeTrust:
		out = append(out, column{"status", func(x Export) string { return string(x.Status) }},
			of("account_id", "party.partner_account"), of("contact_id", "party.partner_contact"),
			of("funds_transfer_method_id", "submission.id"), of("funds_transfer_ids", "transfers.funds_transfer_id"), of("order_ids", "transfers.order_id"))
	}
	for _, name := range []string{"code", "http_status", "request_id"} {
		out = append(out, column{name, func(x Export) string { return mustFind(x.Fault, name) }})
	}
	return append(out, of("opened", "created"), of("changed", "updated"))
}

// of is a column of the case: the first of the paths at which something stands.
func of(name string, paths ...string) column {
	return column{name, func(x Export) string {
		for _, p := range paths {
			if s, _ := x.Case.Find(p); s != "" {
				return s
			}
		}
		return ""
	}}
}

// CSV writes a list of cases as RFC 4180 has it: a line with names, then one for each case, all with
// CRLF. It is safe for spreadsheets: no cell begins as a formula does.
type CSV struct {
	w       *csv.Writer
	columns []column
}

// NewCSV writes the line with the names.
func NewCSV(w io.Writer, p Profile) (*CSV, error) {
	c := &CSV{csv.NewWriter(w), columns(p)}
	c.w.UseCRLF = true
	names := make([]string, len(c.columns))
	for i, col := range c.columns {
		names[i] = col.name
	}
	return c, c.write(names)
}

// Write adds a case. Its profile has to be that of the list.
func (c *CSV) Write(x Export) error {
	cells := make([]string, len(c.columns))
	for i, col := range c.columns {
		cells[i] = cell(col.of(x))
	}
	return c.write(cells)
}

func (c *CSV) write(cells []string) error {
	if err := c.w.Write(cells); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}

// cell puts an apostrophe before what a spreadsheet would take for a formula, also in the wide forms of
// those characters and behind white space.
func cell(s string) string {
	first := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if first != s && s[0] != ' ' || strings.IndexFunc(first, func(r rune) bool { return strings.ContainsRune("=+-@＝＋－＠|%", r) }) == 0 {
		return "'" + s
	}
	return s
}
