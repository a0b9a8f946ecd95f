package sim

import "slices"

// removeItem kills the access token and every processor token of the Item.
func (t *tx) removeItem(it *item) {
	it.Removed, t.changed = true, true
	t.disown(it)
}

// disown takes the Item from its user. The oldest is at the front, so that
// this costs nothing when the oldest Items are pushed out.
func (t *tx) disown(it *item) {
	if u, ok := t.w.Users.get(it.UserID); ok {
		if i := slices.Index(u.ItemIDs, it.ID); i == 0 {
			u.ItemIDs = u.ItemIDs[1:]
		} else if i > 0 {
			u.ItemIDs = slices.Delete(u.ItemIDs, i, i+1)
		}
	}
}
