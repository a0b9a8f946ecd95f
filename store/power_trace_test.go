//go:build e2e && linux

package store

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// op is one system call of a trace that succeeded.
type op struct {
	call    string
	fd      int
	strings []string // paths and data
	numbers []int64  // the other arguments, in order
	flags   string
	result  int64
}

var (
	wholeCall      = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	unfinishedCall = regexp.MustCompile(`^(\d+) +(\w+\(.*) <unfinished \.\.\.>$`)
	resumedCall    = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)
	quoted         = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?`)
)

// readTrace reads what strace -f -xx wrote. A call that another thread interrupts counts from
// where it ends.
func readTrace(r io.Reader) ([]op, error) {
	var ops []op
	open := map[string]string{}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		line := scan.Text()
		if m := unfinishedCall.FindStringSubmatch(line); m != nil {
			open[m[1]] = m[2]
			continue
		}
		if m := resumedCall.FindStringSubmatch(line); m != nil {
			line = m[1] + " " + open[m[1]] + m[2]
		}
		m := wholeCall.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(m[4], "-") {
			continue // a signal, the end of a thread, a call that failed
		}
		o, err := readCall(m[2], m[3])
		if err != nil {
			return nil, fmt.Errorf("%.200s: %w", line, err)
		}
		if o.result, err = strconv.ParseInt(m[4], 10, 64); err != nil {
			return nil, err
		}
		ops = append(ops, o)
	}
	return ops, scan.Err()
}

func readCall(call, args string) (op, error) {
	o := op{call: call, fd: -1}
	var bad error
	rest := quoted.ReplaceAllStringFunc(args, func(q string) string {
		b, err := hex.DecodeString(strings.NewReplacer(`\x`, "", `"`, "").Replace(q))
		if err != nil {
			bad = err // data that strace cut short ends in dots
		}
		o.strings = append(o.strings, string(b))
		return "STRING"
	})
	for i, a := range strings.Split(rest, ", ") {
		n, err := strconv.ParseInt(a, 0, 64)
		switch {
		case err == nil && i == 0:
			o.fd = int(n)
		case err == nil:
			o.numbers = append(o.numbers, n)
		case strings.Contains(a, "O_"):
			o.flags = a
		}
	}
	return o, bad
}
