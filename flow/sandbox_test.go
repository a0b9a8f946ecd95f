package flow

import "testing"

func TestTestLogins(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range TestBanks() {
		if b.ID == "" || b.Name == "" || b.Note == "" || seen[b.ID] || Clean(b.Name) != b.Name || CleanID(b.ID) != b.ID {
			t.Errorf("%+v", b)
		}
		seen[b.ID] = true
	}
	for _, u := range TestUsers() {
		if key := u.Username + "\x00" + u.Password; u.Username == "" || u.Password == "" || u.Note == "" || seen[key] {
			t.Errorf("%+v", u)
		} else {
			seen[key] = true
		}
	}
	if b, u := TestBanks()[0], TestUsers()[0]; b.ID != "ins_109508" || u.Username != "user_good" || u.Password != "pass_good" {
		t.Errorf("the usual ones are %s, %s", b.ID, u.Username)
	}
}
