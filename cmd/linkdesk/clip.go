package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"linkdesk/flow/link"
)

// clipLimit is how long a clipboard program may take. One that cannot reach its display hangs.
const clipLimit = 2 * time.Second

// copyText puts a text into the clipboard with a program of this machine; it is the
// tui.Copier of the console. Only a program that ended well is sure. The error says why there
// was none.
func copyText(ctx context.Context, text string) (how string, sure bool, err error) {
	tries, err := clipCommands(runtime.GOOS, os.Getenv)
	if err != nil {
		return "", false, err
	}
	ctx, cancel := context.WithTimeout(ctx, clipLimit)
	defer cancel()
	var missing []string
	for _, words := range tries {
		path, lookErr := exec.LookPath(words[0])
		if lookErr != nil {
			missing = append(missing, words[0])
			continue
		}
		if err = pipeTo(ctx, path, words[1:], text); err == nil {
			return words[0], true, nil
		}
		err = fmt.Errorf("%s did not take it", words[0])
	}
	if err == nil {
		err = fmt.Errorf("%s is not installed", strings.Join(missing, " or "))
	}
	return "", false, err
}

// pipeTo runs a program apart from our terminal with the text on its standard input: an
// argument could be read by everybody on this machine. It prints nothing, and it gets no
// variable that could hold our keys.
func pipeTo(ctx context.Context, path string, args []string, text string) error {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stdin, cmd.Env = strings.NewReader(text), link.WithoutKeys(os.Environ())
	// A program that never reads must not hold us by its pipe after it was ended.
	cmd.WaitDelay = clipLimit / 10
	apart(cmd)
	return cmd.Run()
}

// clipCommands lists what to try, by the surroundings. Over SSH there is nothing to try: a
// program here would fill the clipboard of a machine that nobody sits at.
func clipCommands(system string, env func(string) string) ([][]string, error) {
	if link.Look(env, func(string) bool { return false }, system).SSH {
		return nil, errors.New("over SSH a program here would fill the far machine's clipboard")
	}
	switch {
	case system == "darwin":
		return [][]string{{"pbcopy"}}, nil
	case system == "windows":
		return [][]string{{"clip.exe"}}, nil
	}
	var out [][]string
	if env("WSL_DISTRO_NAME") != "" || env("WSL_INTEROP") != "" {
		out = append(out, []string{"clip.exe"})
	}
	if env("WAYLAND_DISPLAY") != "" {
		out = append(out, []string{"wl-copy"})
	}
	if env("DISPLAY") != "" {
		out = append(out, []string{"xclip", "-selection", "clipboard"}, []string{"xsel", "--clipboard", "--input"})
	}
	if len(out) == 0 {
		return nil, errors.New("there is no display here whose clipboard a program could fill")
	}
	return out, nil
}
