package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) historySearchCmd() *cobra.Command {
	var l listFlags
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Find cases by any id, or by words; - reads the text from standard input",
		Long: `search finds the cases that an id belongs to: request_id, link_session_id, item_id, account_id,
client_user_id, institution_id, an id of Prime Trust's, a case, or a token, whole or from its front (at
least 4 characters; a token whole). Otherwise it looks for the words in the names of counterparties
and banks, in masks, error codes and ids.

A token does not belong on a command line, where other users can see it: give it on standard
input with "linkdesk history search -". Only its hash is compared; access_tokens are not indexed.`,
		Args: oneArg("TEXT"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.historySearch(cmd.Context(), args[0], l) },
	}
	l.register(cmd)
	return cmd
}

// longestSearch bounds what is read from standard input.
const longestSearch = 1024

func (a *app) searchText(arg string) (string, error) {
	if arg != "-" {
		if flow.Clean(arg) != arg {
			return "", usage(errors.New("a search text has no control characters, and no token belongs on a command line: give a token with \"linkdesk history search -\" on standard input"))
		}
		if arg = strings.TrimSpace(arg); arg == "" {
			return "", usage(errors.New("there is no text to search for; linkdesk history list shows all cases"))
		}
		return arg, nil
	}
	line, err := bufio.NewReader(io.LimitReader(a.in, longestSearch)).ReadString('\n')
	line = strings.TrimSpace(line)
	if err != nil && !errors.Is(err, io.EOF) || line == "" {
		return "", usage(errors.New("there is no text to search for on standard input"))
	}
	return line, nil
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
	hits, whole, err := lookup(ctx, all, text)
	if err != nil {
		return err
	}
	if filter.Text = text; whole || flow.Clean(text) != text {
		all = nil // an id that is known needs no search through the words, and a token is none
	}
	t := newCaseTable(a, l.json, true)
	if err := t.search(ctx, all, hits, filter, l.limit); err != nil {
		return err
	}
	if t.n == 0 {
		fmt.Fprintln(a.err, "no case matches; linkdesk history list shows all")
	}
	return t.flush()
}
