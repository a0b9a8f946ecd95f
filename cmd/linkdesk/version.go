package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Version, commit, Go and the libraries inside",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.version() },
	}
}

// version prints what the linker knows: nothing here is written by hand, so nothing can be
// out of date.
func (a *app) version() error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("this binary carries no build information")
	}
	commit, modified := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (with changes)"
		}
	}
	fmt.Fprintf(a.out, "linkdesk %s\ncommit   %s%s\ngo       %s %s/%s\n", info.Main.Version, commit, modified, info.GoVersion, runtime.GOOS, runtime.GOARCH)
	for _, d := range info.Deps {
		fmt.Fprintf(a.out, "%-45s %s\n", d.Path, d.Version)
	}
	return nil
}

// versions is what an export says of the program that made it: no more than a provider's support asks for.
func versions() []string {
	out := []string{"linkdesk", runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	out[0] += " " + info.Main.Version
	for _, d := range info.Deps {
		if strings.HasPrefix(d.Path, "github.com/plaid/plaid-go/") {
			out = append(out, d.Path+" "+d.Version)
		}
	}
	return out
}
