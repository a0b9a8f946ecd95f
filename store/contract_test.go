package store

import (
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func TestContract(t *testing.T) {
	contract.Journal(t, func(t *testing.T) flow.Journal { return newStore(t) })
}
