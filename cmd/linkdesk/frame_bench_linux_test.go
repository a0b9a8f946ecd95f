package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// start is a program that is started again and again, and the texts that its first whole frame has.
type start struct {
	name   string
	args   []string
	data   string
	frame  []string
	timing []time.Duration
	used   []time.Duration // of the processors
}

// BenchmarkFirstFrame is the time from the start of the program to the last byte of its first
// whole frame, list and all, on a terminal of its own. The programs take turns, so that whatever
// else the machine does meets all of them, and the median counts:
//
//	hello   Bubble Tea and bbolt, and nothing else
//	empty   linkdesk with a history that has no case yet
//	full    linkdesk with the history of CASES cases that the benchmarks of store left
//	        in LINKDESK_BENCH_DIR
func BenchmarkFirstFrame(b *testing.B) {
	dir := b.TempDir()
	build := func(name, from string) string {
		path := filepath.Join(dir, name)
		if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", path, from).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return path
	}
	program := build("linkdesk", ".")
	console := []string{program, "--env", "demo"}
	all := []*start{
		{name: "hello", args: []string{build("hello", "./testdata/hello"), filepath.Join(dir, "hello.db")}, frame: []string{"hello", "quit"}},
		{name: "empty", args: console, data: filepath.Join(dir, "data"), frame: []string{"quit"}},
	}
	if kept := os.Getenv("LINKDESK_BENCH_DIR"); kept != "" {
		cases := os.Getenv("CASES")
		if cases == "" {
			cases = "20000"
		}
		all = append(all, &start{name: "full", args: console, data: filepath.Join(kept, cases), frame: []string{"1 of 50+", "quit"}})
	}
	for round := range 16 {
		for _, p := range all {
			took, used := p.firstFrame(b)
			if round > 0 { // the first one reads the programs from the disk
				p.timing, p.used = append(p.timing, took), append(p.used, used)
			}
		}
	}
	for _, p := range all {
		slices.Sort(p.timing)
		slices.Sort(p.used)
		b.Run(p.name, func(b *testing.B) {
			b.ReportMetric(float64(p.timing[len(p.timing)/2].Nanoseconds()), "ns/op")
			b.ReportMetric(float64(p.used[len(p.used)/2].Nanoseconds()), "cpu-ns/op")
		})
	}
}

func (p *start) firstFrame(b *testing.B) (took, used time.Duration) {
	b.Helper()
	master, slave := openTerminal(b)
	defer func() { _ = master.Close() }()
	cmd := exec.CommandContext(b.Context(), p.args[0], p.args[1:]...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LINKDESK_DATA="+p.data, "HOME="+b.TempDir())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	_ = slave.Close()
	if err := master.SetReadDeadline(began.Add(30 * time.Second)); err != nil {
		b.Fatal(err)
	}
	var seen []byte
	for buf := make([]byte, 1<<16); !holds(seen, p.frame); {
		n, err := master.Read(buf)
		if err != nil {
			b.Fatalf("%s: %v\n%q", p.name, err, seen)
		}
		seen = append(seen, buf[:n]...)
	}
	took = time.Since(began)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func holds(screen []byte, texts []string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !bytes.Contains(screen, []byte(s)) })
}

// openTerminal makes a terminal of 120 x 40 and returns both of its ends.
func openTerminal(b *testing.B) (master, slave *os.File) {
	b.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_CLOEXEC|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		b.Skip("there is no terminal to be had: ", err)
	}
	master = os.NewFile(uintptr(fd), "terminal")
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		b.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 120})
	}
	if err != nil {
		b.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		b.Fatal(err)
	}
	return master, slave
}
