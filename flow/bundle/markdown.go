package bundle

import (
	"fmt"
	"strings"
)

// Markdown is the export for a ticket system. Whatever did not come from this program's own source
// stands between backquotes, where nothing is a link, a picture, a tag, or the name of a person to be told.
func (x Export) Markdown() string {
	var d doc
	d.line("# " + x.title(code))
	d.line("")
	d.fact("Case", code(mustFind(x.Case, "id")))
	d.fact("Environment", code(mustFind(x.Case, "env")))
	d.fact("Status", code(string(x.Status))+", at "+place(x.Stop))
	if x.Who != "" {
		d.fact("Acts now", party(x.Who))
	}
	d.fact("Opened", code(short(mustFind(x.Case, "created"))))
	d.fact("Last change", code(short(mustFind(x.Case, "updated"))))
	x.failed(&d)
	x.known(&d)
	x.calls(&d)
	x.timeline(&d)
	d.section("Made by")
	for _, v := range x.Versions {
		d.line("- " + code(v))
	}
	d.line("- " + code(short(stamp(x.Made))) + ", for: " + prose(string(x.For)))
	d.section("Left out")
	for _, l := range x.Left() {
		d.line("- " + prose(l))
	}
	return d.String()
}

// failed says what failed, and what that means.
func (x Export) failed(d *doc) {
	d.section("What failed")
	if x.Fault == nil {
		d.line("Nothing has failed" + x.service() + " that is not got over.")
		return
	}
	d.fact("Where", place(x.FaultStop))
	var said []string
	if x.Card != nil {
		said = []string{"hint"} // is what the card says
	}
	for _, f := range x.Fault.Flat(said...) {
		d.fact(prose(f[0]), code(f[1]))
	}
	if x.Card == nil {
		return
	}
	d.section("What it means")
	d.line(prose(x.Card.What))
	d.line("")
	d.fact("Acts", party(x.Card.Who))
	d.fact("Do", prose(x.Card.Do))
	d.fact("To the customer", prose(x.Card.Tell))
	d.fact("Read", where(x.Card.Doc))
}

// known is what a support asks for: ids, and how things stand.
func (x Export) known(d *doc) {
	d.section("What is known")
	for _, m := range append(x.Case.Flat("id", "env", "created", "updated", "ledger.transfers", "account_id"), Members{{"account", x.Account}}.Flat()...) {
		d.fact(prose(m[0]), code(m[1]))
	}
}

func (x Export) calls(d *doc) {
	d.section("Calls")
	d.row("Event", "Time (UTC)", "Call", "HTTP", "ms", "request\\_id")
	d.row("---", "---", "---", "---", "---", "---")
	n := 0
	for _, e := range x.Timeline {
		for _, c := range e.Calls {
			d.row(fmt.Sprint(e.Seq), code(short(stamp(e.Time))), code(mustFind(c, "endpoint")), code(mustFind(c, "http_status")), code(mustFind(c, "took_ms")), code(mustFind(c, "request_id")))
			n++
		}
	}
	if n == 0 {
		d.row("", "", "none", "", "", "")
	}
}

func (x Export) timeline(d *doc) {
	d.section("Timeline")
	d.row("Event", "Time (UTC)", "After", "Where", "What", "With")
	d.row("---", "---", "---", "---", "---", "---")
	for _, e := range x.Timeline {
		var with []string
		for _, m := range e.Data.Flat("fault.op", "fault.kind", "fault.who", "fault.hint") {
			with = append(with, strings.TrimPrefix(strings.TrimPrefix(m[0], "fault."), "event.")+" "+m[1])
		}
		if e.By != "" {
			with = append(with, "by "+e.By)
		}
		d.row(fmt.Sprint(e.Seq), code(short(stamp(e.Time))), prose(after(e.After)), place(e.Stop), code(string(e.Kind)), code(strings.Join(with, ", ")))
	}
}
