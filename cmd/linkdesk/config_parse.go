package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"linkdesk/flow"
)

// parseConfig reads the text. An unknown key is an error: a misspelt one would silently be the
// default.
func parseConfig(path, text string) (*config, error) {
	var raw map[string]any
	if _, err := toml.Decode(text, &raw); err != nil {
		// The parser's message quotes the text, which may hold a secret.
		var at toml.ParseError
		if errors.As(err, &at) && at.Position.Line > 0 {
			return nil, fmt.Errorf("line %d cannot be read as TOML (a text stands in quotes)", at.Position.Line)
		}
		return nil, errors.New("it cannot be read as TOML")
	}
	c := &config{path: path, values: map[flow.Environment]map[string]string{"": {}}}
	tables := []flow.Environment{flow.Sandbox, flow.Production}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		v := raw[key]
		if env := flow.Environment(key); slices.Contains(tables, env) {
			table, ok := v.(map[string]any)
			if !ok {
				return nil, fmt.Errorf("%s%q is a table: write [%s] above its keys", lineOf(text, "", key), key, key)
			}
			for _, inner := range slices.Sorted(maps.Keys(table)) {
				if err := c.put(text, env, inner, table[inner]); err != nil {
					return nil, err
				}
			}
			continue
		}
		if err := c.put(text, "", key, v); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// put takes one key.
func (c *config) put(text string, env flow.Environment, key string, v any) error {
	i := slices.IndexFunc(configKeys(env), func(k setting) bool { return k.config == key })
	if i < 0 {
		return fmt.Errorf("%s%s", lineOf(text, env, key), unknownKey(env, key))
	}
	k := configKeys(env)[i]
	var words []string
	list, isList := v.([]any)
	if !isList {
		list = []any{v}
	}
	if len(list) == 0 { // it would be taken for "not set", and something that was meant to be would not be
		return fmt.Errorf("%s%q is an empty list: give it a value or leave it away", lineOf(text, env, key), flow.Clean(key))
	}
	for _, item := range list {
		word, ok := item.(string)
		if yes, is := item.(bool); k.truth {
			if !is || isList {
				return fmt.Errorf("%s%q is true or false, without quotes", lineOf(text, env, key), flow.Clean(key))
			}
			word, ok = strconv.FormatBool(yes), true
		}
		if !ok || isList && k.config != setCountries.config && k.config != setProducts.config {
			return fmt.Errorf("%s%q must be a text in quotes", lineOf(text, env, key), flow.Clean(key))
		}
		words = append(words, word)
	}
	value := strings.Join(words, ",")
	if rest, home := strings.CutPrefix(value, "~/"); k.path && home {
		dir, err := os.UserHomeDir()
		if err != nil {
			return fmt.Errorf("%s%q begins with ~, and there is no home directory here", lineOf(text, env, key), flow.Clean(key))
		}
		value = filepath.Join(dir, rest)
	}
	if k.path && value != "" && !filepath.IsAbs(value) {
		value = filepath.Join(filepath.Dir(c.path), value)
	}
	if c.values[env] == nil {
		c.values[env] = map[string]string{}
	}
	c.values[env][key] = value
	return nil
}

// configKeys are the keys that the top, or the table of an environment, may have.
func configKeys(env flow.Environment) []setting {
	both := []setting{setProvider, setKeyFile, setHandoff, setCountries, setProducts, setRedirect, setReadOnly}
	if env == "" {
		return append(both, setEnv, setData, setKeyring)
	}
	return append(both, credentialSettings()...)
}

func unknownKey(env flow.Environment, key string) string {
	key = flow.CleanID(key)
	switch {
	case env == "" && slices.ContainsFunc(credentialSettings(), func(k setting) bool { return k.config == key }):
		return fmt.Sprintf("%q belongs to one environment: write it below [sandbox] or [production]", key)
	case strings.HasSuffix(key, "_url"):
		return fmt.Sprintf("%q is not known: the providers' addresses are never read from a file", key)
	case env != "":
		return fmt.Sprintf("%q is not a key of [%s]; there are %s", key, env, keyNames(env))
	}
	return fmt.Sprintf("%q is not a key of this file; there are %s, and the tables [sandbox] and [production]", key, keyNames(env))
}

// keyNames tells the keys, since a guess is all that a newcomer has.
func keyNames(env flow.Environment) string {
	var names []string
	for _, k := range configKeys(env) {
		names = append(names, k.config)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// lineOf finds the line of a key, for a message. The parser does not tell it.
func lineOf(text string, env flow.Environment, key string) string {
	table := regexp.MustCompile(`^\s*\[+\s*([^\]]*?)\s*\]`)
	row := regexp.MustCompile(`^\s*(?:` + regexp.QuoteMeta(string(env)) + `\s*\.\s*)?["']?` + regexp.QuoteMeta(key) + `["']?\s*[=.]`)
	in := ""
	for i, line := range strings.Split(text, "\n") {
		if m := table.FindStringSubmatch(line); m != nil {
			if in = m[1]; env == "" && in == key {
				return fmt.Sprintf("line %d: ", i+1)
			}
			continue
		}
		if row.MatchString(line) && (in == string(env) || in == "" && strings.Contains(line, ".")) {
			return fmt.Sprintf("line %d: ", i+1)
		}
	}
	return ""
}
