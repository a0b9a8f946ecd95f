package store

import (
	"bytes"
	"encoding/hex"
	"os"
	"reflect"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestLayout pins the bytes on disk. When it fails, the layout has changed and needs a new
// version number; what was written before must still be read.
func TestLayout(t *testing.T) {
	key, ok := parseCase("01KAN00001Z6TQ8XW2BCV0FQ70")
	if !ok || key.id() != "01KAN00001Z6TQ8XW2BCV0FQ70" {
		t.Fatalf("the id became %s", key.id())
	}
	e := entry{caseKey: key, seq: 7, micros: contract.Start().UnixMicro(), number: 26, actor: "alice", payload: []byte(`{"x":1}`)}
	row := encodeSummary(flow.Summary{Env: flow.Demo, Status: flow.StatusOpen, Stop: flow.StopHandoff, Who: flow.Customer, Name: "Ada",
		User: "custom", InstitutionID: "ins_109508", Mask: "0000", Created: contract.Start(), Updated: contract.Start().Add(time.Hour)})
	index := accountRows(key, flow.Case{Item: flow.Item{ID: "item", InstitutionID: "ins_109508"}, Accounts: []flow.Account{{Name: "Plaid  Checking", Mask: "0000"}}})[0]
	for name, c := range map[string]struct {
		got  []byte
		want string
	}{
		"index": {append(index.key, index.value...), "928dd685020028e25f899ab8177f4361" + "019aaa000001f9b57477825b3607dce0" + "01"},
		"entry": {e.link(chain{1}, 9), "01" + "019aaa000001f9b57477825b3607dce0" + "00000007" + "000660da91ad5515" + "001a" + "0005" + "616c696365" + "7b2278223a317d" +
			"f1ca02525f3b0b781115621899af92db02a933114b5b2148f5839151877682dc"},
		"row": {checked(key[:], row), "02" + "000660da91ad5515" + "000660db6840f915" + "0464656d6f" + "046f70656e" + "0768616e646f6666" + "08637573746f6d6572" +
			"03416461" + "00" + "0430303030" + "00" + "06637573746f6d" + "0a696e735f313039353038" + "e89d7caf"},
	} {
		if got := hex.EncodeToString(c.got); got != c.want {
			t.Errorf("the %s is now\n%s", name, got)
		}
	}
}

// TestOldRow: a row of the list as schema 1 and 2 wrote it is read until it is made again.
func TestOldRow(t *testing.T) {
	key, _ := parseCase("01KAN00001Z6TQ8XW2BCV0FQ70")
	b, err := hex.DecodeString("01" + "000660da91ad5515" + "000660db6840f915" + "0464656d6f" + "046f70656e" + "0768616e646f6666" + "08637573746f6d6572" +
		"03416461" + "00" + "0430303030" + "00" + "e07b8255")
	if err != nil {
		t.Fatal(err)
	}
	want := flow.Summary{ID: key.id(), Env: flow.Demo, Status: flow.StatusOpen, Stop: flow.StopHandoff, Who: flow.Customer, Name: "Ada", Mask: "0000",
		Created: contract.Start().Truncate(time.Microsecond), Updated: contract.Start().Truncate(time.Microsecond).Add(time.Hour)}
	if got, err := decodeSummary(key, b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func FuzzEntry(f *testing.F) {
	e := entry{seq: 1, number: 5, actor: "alice", payload: []byte("{}")}
	f.Add(e.link(chain{}, 3), uint64(3))
	f.Add([]byte{}, uint64(0))
	f.Fuzz(func(t *testing.T, b []byte, key uint64) {
		var head chain
		if e, err := decodeEntry(b, head, key); err == nil {
			if again := e.link(head, key); !bytes.Equal(again, b) {
				t.Errorf("%x became %x", b, again)
			}
		}
		// The hash keeps strangers out, so the fields behind it are tried with one that fits.
		if len(b) > 0 {
			sum := linkOf(head, key, b)
			if e, err := decodeEntry(append(bytes.Clone(b), sum[:]...), head, key); err == nil {
				_, _ = e.record()
			}
		}
	})
}

func FuzzSummary(f *testing.F) {
	f.Add(encodeSummary(flow.Summary{Name: "Ada", Created: contract.Start(), Updated: contract.Start()}))
	f.Add([]byte{rowVersion})
	f.Fuzz(func(t *testing.T, b []byte) {
		var key caseKey
		s, err := decodeSummary(key, checked(key[:], bytes.Clone(b)))
		if err != nil {
			return
		}
		again, err := decodeSummary(key, checked(key[:], encodeSummary(s)))
		if err != nil || !reflect.DeepEqual(again, s) {
			t.Errorf("%+v became %+v, %v", s, again, err)
		}
	})
}

func FuzzHeader(f *testing.F) {
	s := newStore(f)
	contract.Put(f, s, contract.Road(contract.ID(1), flow.Demo)[0])
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[:headerAt+headerSize])
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := readHeader(bytes.NewReader(b), 0)
		if err == nil && (h.pageSize < 1024 || h.pageSize&(h.pageSize-1) != 0) {
			t.Errorf("a page size of %d passed", h.pageSize)
		}
	})
}
