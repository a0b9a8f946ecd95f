package store

import (
	"encoding/binary"
	"encoding/hex"
	"strings"

	"github.com/oklog/ulid/v2"
	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// schema is the version of buckets, keys and rows. A history of a newer one is refused, an
// older one is read as it is and brought up to this one before it is written to (upgrade.go).
//
//	1  the first
//	2  adds the index of linked accounts
//	3  adds the indexes of ids and of the status, and the bank's id and the client_user_id to the list
const schema = 3

// The buckets. All integers in keys and rows are big-endian, so that the order of keys is
// the order of numbers.
const (
	bucketMeta   = "meta"   // schema, db_id, env, created, keycheck, provider, key_number
	bucketEvents = "ev"     // u64 sequence -> entry; the truth
	bucketOfCase = "ix_ev"  // case + u64 sequence -> 1
	bucketCases  = "sess"   // case -> hash of the newest entry, JSON of the case, checksum
	bucketList   = "list"   // case -> a short row, checksum
	bucketSecret = "secret" // case + kind + u16 generation -> sealed secret
	bucketKeys   = "keys"   // u32 key number -> wrapped key
	// bucketAccounts is there since schema 2: hash of bank, name and mask + case -> 1.
	bucketAccounts = "ix_acct"
	// Since schema 3: the ids by which a case is known, id + 0 + case -> u32 place of the event
	// that brought it; the state of a case, status u8 + who u8 + case -> 1; and case ids from behind.
	bucketRequests     = "ix_req"
	bucketSessions     = "ix_ls"
	bucketTokens       = "ix_tok"
	bucketItems        = "ix_item"
	bucketItemAccounts = "ix_aid"
	bucketUsers        = "ix_cuid"
	bucketBanks        = "ix_bank"
	bucketPartners     = "ix_ext"
	bucketStatus       = "ix_status"
	bucketTails        = "ix_tail"
)

// truth are the parts that cannot be made again, and derived those that can, of a version.
func truth() []string { return []string{bucketMeta, bucketEvents, bucketSecret, bucketKeys} }

func derived(version uint32) []string {
	all := []string{bucketOfCase, bucketCases, bucketList}
	if version > 1 {
		all = append(all, bucketAccounts)
	}
	if version > 2 {
		all = append(all, bucketRequests, bucketSessions, bucketTokens, bucketItems, bucketItemAccounts,
			bucketUsers, bucketBanks, bucketPartners, bucketStatus, bucketTails)
	}
	return all
}

// buckets are the parts that a history of a version must have.
func buckets(version uint32) []string { return append(truth(), derived(version)...) }

// The keys of the bucket meta.
const (
	metaSchema   = "schema"
	metaID       = "db_id"
	metaEnv      = "env"
	metaCreated  = "created"
	metaKeycheck = "keycheck"
	metaProvider = "provider"
	// metaRebuild is there while derived rows are being made again; see rebuild.go.
	metaRebuild = "migration"
	// metaKeyNumber is the number of the key that wraps, u32; absent is 1.
	metaKeyNumber = "key_number"
)

// dbID tells one history from every other.
type dbID [16]byte

func (id dbID) String() string { return hex.EncodeToString(id[:]) }

// caseKey is a case id as a key: the 16 bytes of its ULID.
type caseKey [16]byte

// parseCase accepts the canonical text of an id only, so that one case has one key.
func parseCase(id flow.CaseID) (caseKey, bool) {
	u, err := ulid.ParseStrict(string(id))
	if err != nil || u.String() != string(id) {
		return caseKey{}, false
	}
	return caseKey(u), true
}

func (k caseKey) id() flow.CaseID { return flow.CaseID(ulid.ULID(k).String()) }

func sequenceKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// checkMeta is the first thing in every transaction: is this the history we think it is,
// and can this program read it?
func (s *Store) checkMeta(tx *bolt.Tx) error {
	if err := s.checkTruth(tx); err != nil {
		return err
	}
	for _, name := range derived(versionOf(tx)) {
		if tx.Bucket([]byte(name)) == nil {
			return s.damaged("its part %q is missing; make it again with: linkdesk history verify --rebuild --env %s", name, s.opt.Env)
		}
	}
	return nil
}

// checkTruth is checkMeta without the parts that can be made again.
func (s *Store) checkTruth(tx *bolt.Tx) error {
	meta := tx.Bucket([]byte(bucketMeta))
	if meta == nil {
		return s.damaged("its part %q is missing; restore a backup", bucketMeta)
	}
	version := versionOf(tx)
	switch {
	case version == 0:
		return s.damaged("it does not say which version wrote it; restore a backup")
	case version > schema:
		return s.damaged("a newer linkdesk wrote it (schema %d, this one knows up to %d): use that version", version, schema)
	}
	for _, name := range truth() {
		if tx.Bucket([]byte(name)) == nil {
			return s.damaged("its part %q is missing; restore a backup", name)
		}
	}
	if env := string(sane(meta.Get([]byte(metaEnv)))); env != string(s.opt.Env) {
		return s.damaged("it is the history of %q, put in the place of %s", flow.Clean(strings.ToValidUTF8(env, "?")), s.opt.Env)
	}
	var id dbID
	if copy(id[:], meta.Get([]byte(metaID))) != len(id) || id == (dbID{}) {
		return s.damaged("it has no id; restore a backup")
	}
	return s.meet(id)
}

// versionOf reads the schema of a history that has a bucket meta; 0 where it says none.
func versionOf(tx *bolt.Tx) uint32 {
	b := tx.Bucket([]byte(bucketMeta)).Get([]byte(metaSchema))
	if len(b) != 4 {
		return 0
	}
	return binary.BigEndian.Uint32(b)
}

func putVersion(tx *bolt.Tx, version uint32) error {
	return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaSchema), binary.BigEndian.AppendUint32(nil, version))
}

// meet remembers the first history that was opened and refuses another one under its name.
func (s *Store) meet(id dbID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == (dbID{}) {
		s.known = id
	}
	if s.known != id {
		return s.damaged("another history was put in its place while it was in use: start this program again")
	}
	return nil
}
