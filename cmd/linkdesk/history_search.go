package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

func (a *app) historySearchCmd() *cobra.Command {
	var l listFlags
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Find cases by anything that somebody has in hand; - reads the text from standard input",
		Long: `search finds cases by a request_id, link_session_id, item_id, account_id, client_user_id, institution_id,
an id of Prime Trust's, a case, or a token: whole or from its front (at least 4 characters; a token whole). It
finds them by the last digits of an account (0000, x0000, …0000), by an amount ("25.00", "$25"), by an error
code or exit status, also one of earlier and the one behind a fault of Prime Trust's (25001), and by words: of
names, banks, statuses and notes. What stands around an id does no harm: "request_id: abc", quotation marks, a
whole error as JSON, the text of a screenshot. Each id in it is tried.

What is likeliest comes first: a whole id, an error code (open cases before closed ones), a name, a mask, an
amount, other words, notes; of each the newest. FOUND BY says what it was, and of which event.

Not searched: what providers said beside their codes, balances, requests and answers of calls.

A token does not belong on a command line, where other users can see it: give it on standard
input with "linkdesk history search -". Only its hash is compared; access_tokens are not indexed.`,
		Args: oneArg("TEXT"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.historySearch(cmd.Context(), args[0], l) },
	}
	l.register(cmd)
	return cmd
}

// longestSearch bounds what is read of a text: an error as JSON with all that a log put around it.
const longestSearch = 16 << 10

func (a *app) searchText(arg string) (string, error) {
	if arg != "-" {
		if _, _, token := flow.TokenIn(arg); token {
			return "", usage(errors.New("no token belongs on a command line, where others can see it: give it with \"linkdesk history search -\" on standard input"))
		}
		flat := strings.Join(strings.Fields(arg), " ")
		if len(arg) > longestSearch || flow.CleanTo(flat, longestSearch) != flat {
			return "", usage(errors.New("a search text is no longer than 16 KB and has no control characters"))
		}
		if flat == "" {
			return "", usage(errors.New("there is no text to search for; linkdesk history list shows all cases"))
		}
		return arg, nil
	}
	in := io.LimitReader(a.in, longestSearch+1)
	var b []byte
	var err error
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b, err = bufio.NewReader(in).ReadBytes('\n') // whoever types ends with Enter
	} else {
		b, err = io.ReadAll(in)
	}
	text := strings.TrimSpace(strings.ToValidUTF8(string(b), "�"))
	if err != nil && !errors.Is(err, io.EOF) || text == "" {
		return "", usage(errors.New("there is no text to search for on standard input"))
	}
	if len(b) > longestSearch {
		return "", usage(errors.New("that is more than 16 KB: give the part of it that has the id"))
	}
	return text, nil
}

func (a *app) historySearch(ctx context.Context, arg string, l listFlags) error {
	text, err := a.searchText(arg)
	if err != nil {
		return err
	}
	all, filter, err := a.narrowed(ctx, l)
	if err != nil {
		return err
	}
	s := a.newSearch(flow.Seek(text), filter)
	var hits []*hit
	switch token, kind, is := flow.TokenIn(text); {
	case is && strings.EqualFold(kind, "access"):
		fmt.Fprintln(a.err, "cases are not known by access_tokens, so it was not looked up; search for the item_id instead")
		return nil
	case is:
		hits, err = s.token(ctx, all, token)
	default:
		hits, err = s.run(ctx, all)
	}
	if err != nil {
		return err
	}
	t := newCaseTable(a, l.json, true)
	for n, h := range hits {
		if l.limit > 0 && n == l.limit {
			break
		}
		if err := t.row(ctx, h.at, *h.row, h.by); err != nil {
			return err
		}
	}
	switch {
	case len(hits) == 0:
		fmt.Fprintln(a.err, "no case matches; linkdesk history list shows all")
	case s.capped:
		fmt.Fprintf(a.err, "these are %d of more cases; --since, --status and --institution narrow the search\n", mostRanked)
	}
	return t.flush()
}

// searchLine tells a person who waits how far a search is.
func (a *app) searchLine(text string) {
	if errs, ok := a.err.(*os.File); ok && term.IsTerminal(int(errs.Fd())) {
		a.upkeepLine(text)
	}
}

// quotedNote is the front of a note in quotation marks.
func quotedNote(text string) string { return kit.Quote(kit.Cut(text, 48)) }
