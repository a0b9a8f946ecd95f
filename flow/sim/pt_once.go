package sim

import (
	"net/http"
	"strings"
)

// The two idempotency headers of Prime Trust.
const (
	headerOnceV1 = "X-Idempotent-ID"
	headerOnceV2 = "X-Idempotent-ID-V2"
)

var uuid4 = pattern(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// maxReplays bounds the bytes of all the answers kept for repeats. Over it the
// oldest keys are forgotten, and a repeat of one runs anew.
const maxReplays = 64 << 20

// replay is what an idempotency key was answered with. How long the real
// service kept keys, and whether it scoped them by path, is not on record: here
// a key lives as long as there is room and stands for one operation anywhere.
type replay struct {
	Key      string // with its version in front
	Status   int
	Location string
	Type     string
	Body     []byte
}

func (r *replay) key() string { return r.Key }

// once runs work under the request's idempotency key. Version 2 repeats the
// first status and body whatever they were, even when the repeat has another
// body. Version 1 answers 202 with the resource's path after a success, and
// runs again after a failure. Two uses at one moment cannot both find the key
// unused, because the world is lent to one request at a time.
func (c *ptCall) once(work func() reply) reply {
	name, version := headerOnceV2, "2:"
	if c.r.Header.Get(name) == "" {
		name, version = headerOnceV1, "1:"
	}
	key := c.r.Header.Get(name)
	if key == "" {
		return work()
	}
	if !uuid4().MatchString(key) {
		return ptRefuse(http.StatusBadRequest, "Invalid idempotency id", name+" must be a version 4 UUID").reply()
	}
	var rep reply
	id := version + strings.ToLower(key) // a UUID is the same in either case
	if first, used := c.w.Replays.get(id); used {
		rep = first.reply(version)
	} else {
		rep = work()
		if version == "2:" || rep.status < 300 {
			c.changed = true
			kept := &replay{Key: id, Status: rep.status, Location: rep.header.Get("Content-Location"), Type: rep.header.Get("Content-Type")}
			if version == "2:" {
				kept.Body = rep.body // a repeat of version 1 has no body
			}
			c.w.remember(kept)
		}
	}
	rep.header.Set(name, key)
	return rep
}

// remember files an answer, and forgets the oldest ones that there is no room for.
func (w *world) remember(r *replay) {
	if dropped, full := w.Replays.put(r); full {
		w.prime.replayBytes -= dropped.size()
	}
	for w.prime.replayBytes += r.size(); w.prime.replayBytes > maxReplays; {
		oldest, ok := w.Replays.shift()
		if !ok {
			return
		}
		w.prime.replayBytes -= oldest.size()
	}
}

// size is what a replay takes, roughly.
func (r *replay) size() int { return len(r.Body) + len(r.Location) + 200 }

func (r *replay) reply(version string) reply {
	rep := reply{status: r.Status, header: make(http.Header), body: r.Body}
	if r.Location != "" {
		rep.header.Set("Content-Location", r.Location)
	}
	if version == "1:" {
		rep.status, rep.body = http.StatusAccepted, nil
		return rep
	}
	if r.Type != "" {
		rep.header.Set("Content-Type", r.Type)
	}
	return rep
}
