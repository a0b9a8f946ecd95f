package store

import (
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func TestContract(t *testing.T) {
	contract.Journal(t, func(t *testing.T) flow.Journal { return newStore(t) })
	contract.Finder(t, func(t *testing.T) contract.JournalFinder { return newStore(t) })
}

// TestModel: the model that the random histories are compared with keeps the contract too.
func TestModel(t *testing.T) {
	contract.Journal(t, func(*testing.T) flow.Journal { return newModel() })
	contract.Finder(t, func(*testing.T) contract.JournalFinder { return newModel() })
}
