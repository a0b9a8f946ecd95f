package bundle

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

// eventTypes are the types of all events that there are.
func eventTypes(t *testing.T) []flow.Event {
	t.Helper()
	var out []flow.Event
	for n := range flow.EventKinds() {
		e, err := flow.DecodeEvent(uint16(n+1), []byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func noon() time.Time { return time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC) }

// marker is the text with which a field is filled: only of letters, so that nothing changes it.
func marker(of, name string) string {
	return "Zq" + strings.Map(func(r rune) rune {
		if r == '_' {
			return 'X'
		}
		return r
	}, of+"Y"+name) + "qZ"
}

// filled fills every field of a value: each text with its marker, each list with one element, each number,
// time and switch with something that is not nothing.
func filled(v reflect.Value, of, name string) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(noon()))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if v.Type().Field(i).IsExported() && tag != "" {
				filled(v.Field(i), v.Type().Name(), tag)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), of, name)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0), of, name)
	case reflect.String:
		v.SetString(marker(of, name))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64, reflect.Int32:
		v.SetInt(7)
	case reflect.Uint32, reflect.Uint64:
		v.SetUint(7)
	}
}

// full is a case of which every field is filled, and a journal with every event that there is; those
// whose readers depend on the effect are there once for each service.
func full(t *testing.T) (flow.Case, []flow.Record) {
	t.Helper()
	var c flow.Case
	filled(reflect.ValueOf(&c).Elem(), "", "")
	c.Fault.Op, c.Refused.Op, c.Accounts[0].ID = "", string(flow.MakeContribution), c.AccountID
	c.Phase, c.Env, c.FaultStop = flow.PhaseTokenReady, flow.Sandbox, flow.StopSubmission
	var records []flow.Record
	for _, e := range eventTypes(t) {
		for _, effect := range []flow.EffectKind{flow.CreateProcessorToken, flow.Submit} {
			v := reflect.New(reflect.TypeOf(e)).Elem()
			filled(v, "", "")
			if f := v.FieldByName("Effect"); f.IsValid() {
				f.SetString(string(effect))
			} else if effect == flow.Submit {
				continue
			}
			made, _ := v.Interface().(flow.Event)
			records = append(records, flow.Record{Case: c.ID, Seq: uint32(len(records) + 1), Time: noon().Add(time.Duration(len(records)) * time.Second),
				Actor: "alice@zqhost:412:88123:5f1c2a9e", Event: made})
		}
	}
	return c, records
}

// formats are the ways in which an export is written down.
func formats(t *testing.T, x Export) map[string]string {
	t.Helper()
	b, err := x.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	w, err := NewCSV(&list, x.For)
	if err == nil {
		err = w.Write(x)
	}
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"json": string(b), "md": x.Markdown(), "csv": list.String()}
}

func order(p Profile) Order {
	return Order{For: p, Made: noon(), Versions: []string{"linkdesk v0.8.0", "go1.26.8 linux/amd64"}}
}
