package sim

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// stateFormat is the version in the first line of a state file.
const stateFormat = 1

// keeper holds the world and lends it to one request at a time. With a file,
// several processes share one world: an exclusive lock beside the file for each
// request, a reload when another process has written, and a new file renamed
// over the old one before the answer leaves. A kill at any moment therefore
// leaves the old world or the new one. The file is not synced: it survives
// every death of the process, not a power cut.
type keeper struct {
	file   string
	now    func() time.Time
	gate   chan struct{} // a channel, so that waiting honours a context
	w      *world        // nil = must be read again
	header string        // first line of the file that w came from

	seed   uint64
	boots  uint64
	seeded Seeded
}

func openKeeper(file string, seed uint64, now func() time.Time) (*keeper, error) {
	k := &keeper{file: file, now: now, gate: make(chan struct{}, 1), seed: seed}
	if file == "" {
		k.w = newWorld(seed, now().UTC())
		k.seeded = k.w.Seeded
		return k, nil
	}
	unlock, err := lockFile(nil, file+".lock")
	if err != nil {
		return nil, fmt.Errorf("simulator state %s: %w", file, err)
	}
	defer unlock()
	if err := k.refresh(); err != nil {
		return nil, err
	}
	// Each process of a world is numbered, so that no two of them draw the same
	// request ids from the same seed.
	k.w.Boots++
	if err := k.save(); err != nil {
		return nil, err
	}
	k.seed, k.boots, k.seeded = k.w.IDs.Seed, k.w.Boots, k.w.Seeded
	return k, nil
}

// with lends the world to fn, which reports whether it changed anything. The
// change is kept before with returns; if that fails, it is forgotten.
func (k *keeper) with(ctx context.Context, fn func(*world) (changed bool)) error {
	if err := k.enter(ctx); err != nil {
		return err
	}
	defer func() { <-k.gate }()
	if k.file == "" {
		fn(k.w)
		return nil
	}
	unlock, err := lockFile(ctx.Done(), k.file+".lock")
	if err != nil {
		return fmt.Errorf("simulator state %s: %w", k.file, err)
	}
	defer unlock()
	if err := k.refresh(); err != nil {
		return err
	}
	// A panic in fn may leave the world half changed; the file is still whole.
	w := k.w
	k.w = nil
	if fn(w) {
		k.w = w
		return k.save()
	}
	k.w = w
	return nil
}

// enter waits until the world is free. It mostly is, and then the context is not
// asked: its channel would be made for that alone.
func (k *keeper) enter(ctx context.Context) error {
	select {
	case k.gate <- struct{}{}:
		return nil
	default:
	}
	select {
	case k.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// refresh reads the file when it is not the one in memory. The first line
// alone tells: it names the world and counts its generations.
func (k *keeper) refresh() error {
	// A look first: opening a pipe waits for somebody who writes.
	if info, err := os.Stat(k.file); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("simulator state %s is no file: name one, or one that is not there yet", k.file)
	}
	f, err := os.Open(k.file)
	if errors.Is(err, fs.ErrNotExist) {
		k.w, k.header = newWorld(k.seed, k.now().UTC()), ""
		return nil
	}
	if err != nil {
		return fmt.Errorf("simulator state: %w", err)
	}
	defer f.Close()
	var first [64]byte
	n, err := io.ReadFull(f, first[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("simulator state %s is empty or unreadable: remove it to start a new world (%w)", k.file, err)
	}
	header, _, _ := bytes.Cut(first[:n], []byte("\n"))
	if k.w != nil && k.header != "" && k.header == string(header) {
		return nil
	}
	rest, err := io.ReadAll(f)
	if err != nil {
		return fmt.Errorf("simulator state %s: %w", k.file, err)
	}
	return k.parse(append(first[:n:n], rest...))
}

func (k *keeper) parse(data []byte) error {
	header, body, _ := bytes.Cut(data, []byte("\n"))
	var format, generation int
	var id string
	if _, err := fmt.Sscanf(string(header), "linkdesk-sim %d %s %d", &format, &id, &generation); err != nil {
		return fmt.Errorf("%s is not a simulator state file: name another one, or remove it", k.file)
	}
	if format != stateFormat {
		return fmt.Errorf("simulator state %s has format %d and this linkdesk knows %d: use the linkdesk that wrote it, or another file", k.file, format, stateFormat)
	}
	w := emptyWorld()
	err := json.Unmarshal(body, w)
	if err == nil {
		err = w.whole()
	}
	if err != nil {
		return fmt.Errorf("simulator state %s is damaged: remove it to start a new world (%w)", k.file, err)
	}
	w.index()
	k.w, k.header = w, string(header)
	return nil
}

func (k *keeper) save() (err error) {
	defer func() {
		if err != nil {
			k.w = nil // what was not kept did not happen
			err = fmt.Errorf("simulator state: %w", err)
		}
	}()
	header := nextHeader(k.header)
	body, err := json.Marshal(k.w)
	if err != nil {
		return err
	}
	temp := k.file + ".new"
	if err := os.WriteFile(temp, append([]byte(header+"\n"), body...), 0o600); err != nil {
		return err
	}
	if err := os.Rename(temp, k.file); err != nil {
		return err
	}
	k.header = header
	return nil
}

// nextHeader counts the generation on. A first header gets a random name, so
// that a world that was removed and begun anew is never taken for the old one.
func nextHeader(old string) string {
	var format, generation int
	var id string
	if _, err := fmt.Sscanf(old, "linkdesk-sim %d %s %d", &format, &id, &generation); err != nil {
		id = hex.EncodeToString(randomBytes(8))
	}
	return fmt.Sprintf("linkdesk-sim %d %s %d", stateFormat, id, generation+1)
}

// reset begins the world anew from the same seed.
func (k *keeper) reset(ctx context.Context) error {
	return k.with(ctx, func(w *world) bool {
		boots := w.Boots
		*w = *newWorld(w.IDs.Seed, k.now().UTC())
		w.Boots = boots
		return true
	})
}
