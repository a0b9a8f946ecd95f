package flow

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// idMembers are the JSON members that hold an id by which somebody outside knows a case. "id" is
// one as well, but for a Link event's own id.
func idMembers() []string {
	return []string{"request_id", "link_session_id", "token_hash", "item_id", "account_id", "client_user_id", "institution_id",
		"partner_account", "partner_contact", "contact_id", "funds_transfer_id", "order_id", "disbursement_authorization_id", "resource_id", "id"}
}

// TestRefsOfEveryEvent fills every event with texts that are unlike one another and expects
// every id among them. A member of a new event that RefsOf forgets fails here.
func TestRefsOfEveryEvent(t *testing.T) {
	// What a case only repeats of another one, or asked of a test bank, is not an id of it.
	exempt := []string{"duplicates_found", "link_token_asked", "handoff_started"}
	for _, et := range eventTypes() {
		zero, err := et.decode([]byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.New(reflect.TypeOf(zero)).Elem()
		f := filler{want: map[string]bool{}}
		f.fill(v, "")
		got := map[string]bool{}
		for _, ref := range RefsOf(v.Interface().(Event)) {
			got[ref.ID] = true
		}
		if slices.Contains(exempt, string(et.kind)) {
			if len(got) != 0 {
				t.Errorf("%s is exempt and gives %v", et.kind, got)
			}
			continue
		}
		if !reflect.DeepEqual(got, f.want) {
			t.Errorf("%s gives %v; want %v", et.kind, got, f.want)
		}
	}
}

type filler struct {
	n    int
	want map[string]bool
}

func (f *filler) fill(v reflect.Value, member string) {
	switch v.Kind() {
	case reflect.String:
		f.n++
		text := fmt.Sprintf("%s-%d", member, f.n)
		v.SetString(text)
		if slices.Contains(idMembers(), member) {
			f.want[text] = true
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			f.fill(v.Field(i), tag)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), member)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			f.fill(v.Index(i), member)
		}
	}
}
