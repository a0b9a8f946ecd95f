package sim

import (
	"iter"
	"net/http"
)

// catalog is where a list takes its entries from, oldest first.
type catalog[T keyed] struct {
	each iter.Seq[T]
	get  func(id string) (T, bool)
	book *book[T] // nil where the entries are not simply a book's
}

func from[T keyed](b *book[T]) catalog[T] { return catalog[T]{b.each(), b.get, b} }

// refs are the ids that an entry itself can tell, by the relationship's name.
type refs[T keyed] map[string]func(T) string

// listOf answers an index: filter, sort, cut the page, include. Conditions on
// ids are met by the entries themselves; a resource is built only of those that
// pass, and without other conditions and a sort only of those on the page.
func listOf[T keyed](c *ptCall, all catalog[T], ids refs[T], show func(T) *resource) ptAnswer {
	var quick, slow []condition
	for _, cond := range conditions(c.query) {
		if cond.quick() && (cond.name == "id" || ids[cond.relation()] != nil) {
			quick = append(quick, cond)
			if cond.name == "id" {
				all.each = only(all.get(cond.want))
			}
		} else {
			slow = append(slow, cond)
		}
	}
	unsorted := len(slow) == 0 && c.query.Get("sort") == ""
	if unsorted && len(quick) == 0 && all.book != nil {
		return c.page(all.book.len(), func(i int) *resource { return show(all.book.nth(i)) })
	}
	var kept []T
	for v := range all.each {
		if meets(v, quick, ids) {
			kept = append(kept, v)
		}
	}
	if unsorted {
		return c.page(len(kept), func(i int) *resource { return show(kept[i]) })
	}
	var built []*resource
	for _, v := range kept {
		r := show(v)
		passes, err := r.passes(slow)
		if err != nil {
			return refuse(ptRefuse(http.StatusInternalServerError, "Internal Server Error", err.Error()))
		}
		if passes {
			built = append(built, r)
		}
	}
	if wanted := c.query.Get("sort"); wanted != "" {
		sortBy(built, wanted)
	}
	return c.page(len(built), func(i int) *resource { return built[i] })
}

func (c condition) quick() bool { return c.op == "eq" || c.op == "" }

// relation is the relationship whose id the condition is about, or nothing.
func (c condition) relation() string {
	if len(c.name) > 3 && c.name[len(c.name)-3:] == ".id" {
		return c.name[:len(c.name)-3]
	}
	return ""
}

func only[T keyed](v T, ok bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		if ok {
			yield(v)
		}
	}
}

func meets[T keyed](v T, quick []condition, ids refs[T]) bool {
	for _, cond := range quick {
		if cond.name == "id" && v.key() != cond.want || cond.name != "id" && ids[cond.relation()](v) != cond.want {
			return false
		}
	}
	return true
}

// passes holds a resource against conditions. One on a name that the resource
// does not have is ignored, as the real service did.
func (r *resource) passes(conds []condition) (bool, error) {
	for _, cond := range conds {
		have, known := r.value(cond.name)
		if !known {
			continue
		}
		if ok, err := cond.holds(have); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// showOf answers one resource.
func showOf[T keyed](c *ptCall, all catalog[T], kind string, show func(T) *resource) ptAnswer {
	return actOn(c, all, kind, show, func(T) *ptFail { return nil })
}

// actOn does something to one resource and answers what has become of it.
func actOn[T keyed](c *ptCall, all catalog[T], kind string, show func(T) *resource, act func(T) *ptFail) ptAnswer {
	v, ok := all.get(c.id)
	if !ok {
		return c.notFound(kind)
	}
	if f := act(v); f != nil {
		return refuse(f)
	}
	return c.single(http.StatusOK, show(v))
}
