package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// cardLine is an error card as JSON.
type cardLine struct {
	Kind     string     `json:"kind"` // "card"
	Code     string     `json:"code"`
	Provider string     `json:"provider"`
	What     string     `json:"what"`
	Who      flow.Who   `json:"who"`
	Do       string     `json:"do"`
	Tell     string     `json:"tell"`
	Doc      string     `json:"doc"`
	Helps    *helpsLine `json:"helps"`
	Acts     []actLine  `json:"acts"`
	WayOut   *string    `json:"way_out"`
}

func newCardLine(c explain.Card) cardLine {
	return cardLine{"card", c.Code, c.Provider, c.What, c.Who, c.Do, c.Tell, c.Doc, newHelpsLine(c.Helps), newActLines(c.Acts), some(c.WayOut())}
}

func (a *app) explainCmd() *cobra.Command {
	var list, asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [CODE]",
		Short: "What an error code means, who acts, and what to do",
		Long: `explain shows the card of an error code: of Plaid, of Plaid Link's exits, of Prime Trust, of a
returned ACH pull, or of this program: what happened, who acts, what to do step by step with the key and the
command for it, what helps, and what the customer may be told. Without a code it lists all of them.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return oneArg("CODE")(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || list {
				return a.listCards(asJSON, args)
			}
			return a.explain(args[0], asJSON)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "all codes, one on a line")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each card")
	return cmd
}

// explain prints all cards of one code.
func (a *app) explain(code string, asJSON bool) error {
	cards := explain.Find(code)
	if len(cards) == 0 {
		return usage(noCard(code))
	}
	if asJSON {
		return writeCards(a.out, cards)
	}
	for i, c := range cards {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		printCard(a.out, c)
	}
	return nil
}

func (a *app) listCards(asJSON bool, args []string) error {
	if len(args) > 0 {
		return usage(errors.New("--list shows all codes: leave the code away"))
	}
	if asJSON {
		return writeCards(a.out, explain.Cards())
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CODE\tPROVIDER\tACTS\tWHAT HAPPENED")
	for _, c := range explain.Cards() {
		first, _, _ := strings.Cut(c.What, ". ")
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", c.Code, c.Provider, c.Who, strings.TrimSuffix(first, "."))
	}
	return w.Flush()
}

func writeCards(w io.Writer, cards []explain.Card) error {
	lines := &jsonLines{w: w}
	for _, c := range cards {
		if err := lines.write(newCardLine(c)); err != nil {
			return err
		}
	}
	return nil
}

// noCard says which codes are near one that has no card. Providers add codes as they like, so that is
// no mistake of who asks.
func noCard(code string) error {
	code = flow.Clean(code)
	near := nearCodes(code)
	said := fmt.Sprintf("there is no card for %q; linkdesk explain --list has all", code)
	if len(near) > 0 {
		said += ", such as " + strings.Join(near, ", ")
	}
	return errors.New(said + ". Providers add codes: the request_id and the message are what their support needs")
}
