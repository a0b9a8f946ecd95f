// Hello is what the first frame of linkdesk is measured against: the least that a program
// with Bubble Tea and bbolt does before it shows anything.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	bolt "go.etcd.io/bbolt"
)

type hello struct{ text string }

func (h hello) Init() tea.Cmd                       { return nil }
func (h hello) Update(tea.Msg) (tea.Model, tea.Cmd) { return h, nil }
func (h hello) View() tea.View {
	v := tea.NewView(h.text + "\n\nq quit")
	v.AltScreen = true
	return v
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.View(func(tx *bolt.Tx) error {
		tx.Bucket([]byte("b"))
		return nil
	})
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		_, err = tea.NewProgram(hello{"hello"}).Run()
	}
	return err
}
