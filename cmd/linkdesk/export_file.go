package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"linkdesk/flow"
)

// exportName refuses the name of an export before anything is read.
func exportName(data, file string, force bool) error {
	refuse := func(why string) error { return fmt.Errorf("%s cannot be written: %s", flow.Clean(file), why) }
	abs, err := filepath.Abs(file)
	if err != nil {
		return refuse(reasonOf(err))
	}
	dir, err := os.Stat(filepath.Dir(abs))
	switch {
	case err != nil:
		return refuse("its directory: " + reasonOf(err))
	case !dir.IsDir():
		return refuse("its directory is none")
	}
	if ours, err := os.Stat(data); err == nil && os.SameFile(dir, ours) {
		return refuse("the histories themselves are in that directory: choose another one")
	}
	fi, err := os.Lstat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return refuse(reasonOf(err))
	case !fi.Mode().IsRegular():
		return refuse("it is there already and is not a regular file")
	case !force:
		return refuse("it is there already: choose another name, or replace it with --force")
	}
	return nil
}

// reasonOf is an error of the system without the names that were given to it.
func reasonOf(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return flow.Clean(err.Error())
}

// writeExport gives put standard output, or a file that has its name only once it is whole. Until then
// nobody else can read it, and afterwards neither: what is in it is about a customer.
func (a *app) writeExport(x exportFlags, put func(io.Writer) error) error {
	if x.file == "-" {
		return put(a.out)
	}
	abs, err := filepath.Abs(x.file)
	if err != nil {
		return usage(err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(abs), ".linkdesk-export-*") // 0600
	if err != nil {
		return usage(fmt.Errorf("%s cannot be written: %s", flow.Clean(x.file), reasonOf(err)))
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	err = put(tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s was not written: %w", flow.Clean(x.file), err)
	}
	if err := giveName(tmp.Name(), abs, x.force); errors.Is(err, fs.ErrExist) {
		return usage(fmt.Errorf("%s was not written: somebody made a file of that name meanwhile", flow.Clean(x.file)))
	} else if err != nil {
		return fmt.Errorf("%s was not written: %s", flow.Clean(x.file), reasonOf(err))
	}
	return nil
}

// giveName gives a finished file its name, and without force never takes that name from another one.
func giveName(tmp, file string, force bool) error {
	if force {
		return os.Rename(tmp, file)
	}
	err := os.Link(tmp, file)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Some file systems have no hard links. Looking first is what is left there.
	if _, err := os.Lstat(file); err == nil {
		return fs.ErrExist
	}
	return os.Rename(tmp, file)
}
