package sim

import (
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
)

// keyed is anything that knows the id it is filed under.
type keyed interface{ key() string }

// book files entries by id, remembers the order they came in, and drops the
// oldest once it holds limit of them, so that a simulator left running for a
// week does not grow without end.
type book[T keyed] struct {
	limit int
	at    map[string]T
	order []string
}

func newBook[T keyed](limit int) *book[T] {
	return &book[T]{limit: limit, at: make(map[string]T)}
}

func (b *book[T]) get(id string) (T, bool) {
	v, ok := b.at[id]
	return v, ok
}

// put files v. The entry it pushed out, if any, comes back so that the caller
// can drop what points at it.
func (b *book[T]) put(v T) (dropped T, full bool) {
	key, before := v.key(), len(b.at)
	if b.at[key] = v; len(b.at) > before {
		b.order = append(b.order, key)
	}
	if len(b.order) <= b.limit {
		return dropped, false
	}
	return b.shift()
}

func (b *book[T]) len() int { return len(b.order) }

// all lists the entries, oldest first.
func (b *book[T]) all() []T {
	list := make([]T, 0, len(b.order))
	for _, id := range b.order {
		list = append(list, b.at[id])
	}
	return list
}

// each goes through the entries, oldest first, without a copy of the list.
// Nothing may be put or dropped on the way.
func (b *book[T]) each() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, id := range b.order {
			if !yield(b.at[id]) {
				return
			}
		}
	}
}

// nth is the entry at a place, counted from the oldest.
func (b *book[T]) nth(i int) T { return b.at[b.order[i]] }

// shift takes the oldest entry out.
func (b *book[T]) shift() (oldest T, ok bool) {
	if len(b.order) == 0 {
		return oldest, false
	}
	oldest = b.at[b.order[0]]
	delete(b.at, b.order[0])
	b.order = b.order[1:]
	return oldest, true
}

// MarshalJSON writes the entries in order. The limit is code, not state.
func (b *book[T]) MarshalJSON() ([]byte, error) { return json.Marshal(b.all()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (b *book[T]) UnmarshalJSON(data []byte) error {
	var list []T
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	b.at = make(map[string]T, len(list))
	b.order = b.order[:0]
	for i, v := range list {
		if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
			return fmt.Errorf("entry %d is null", i)
		}
		b.put(v)
	}
	return nil
}

// drop takes an entry out.
func (b *book[T]) drop(id string) {
	delete(b.at, id)
	b.order = slices.DeleteFunc(b.order, func(other string) bool { return other == id })
}
