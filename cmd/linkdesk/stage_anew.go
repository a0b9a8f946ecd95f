package main

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/glass"
	"linkdesk/tui/screen"
)

// cleanStartLimit ends a clean start that hangs.
const cleanStartLimit = time.Minute

// CleanStart implements screen.Director. Once it has begun it is done whole, whatever becomes of who asked:
// a console must not stay on a history that was set aside.
func (d *desk) CleanStart(ctx context.Context) (screen.Desk, string, error) {
	if err := d.mayDirect(); err != nil {
		return nil, "", err
	}
	if d.console == nil {
		return nil, "", errNoStage
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanStartLimit)
	defer cancel()
	return d.console.cleanStart(ctx)
}

// cleanStart begins Demo anew: the history is set aside, a new office is opened in its place, and
// the simulator's world begins again. The simulator comes last, because it has no way back; when
// anything before it fails, the history gets its name back.
func (d *desks) cleanStart(ctx context.Context) (screen.Desk, string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.open[flow.Demo]
	if old == nil {
		return nil, "", errNoStage
	}
	if err := old.mayBeginAnew(d.order.dir); err != nil {
		return nil, "", err
	}
	old.demo.leaveOff("")
	if len(old.engine.Working()) > 0 {
		return nil, "", errors.New("a case is being worked on right now, or its customer is at Link: stop that first (x), or wait for it")
	}
	var fresh *office
	kept, err := old.store.SetAside(ctx, func(ctx context.Context) error {
		o := d.order
		o.env, o.fresh, o.demo.world, o.glass = flow.Demo, false, old.demo, glass.New(time.Now)
		var err error
		if fresh, err = openOffice(d.ctx, o); err != nil {
			return err
		}
		if err = old.demo.steer(ctx, http.MethodPost, "reset", struct{}{}, nil); err != nil {
			fresh.abandon(ctx)
		}
		return err
	})
	if err != nil {
		return nil, "", errors.New("the history was left as it was: " + faultMessage(err))
	}
	old.demo.mu.Lock()
	old.demo.ahead = 0
	old.demo.mu.Unlock()
	old.abandon(ctx)
	d.open[flow.Demo], fresh.own.console = fresh, d
	def := fresh.own.Defaults()
	def.Notice = "" // it was said when the console began, and would hide what was done now
	fresh.own.defaults.Store(&def)
	go fresh.engine.Tail(d.ctx)
	if kept != "" {
		kept = filepath.Base(kept)
	}
	return fresh.desk, kept, nil
}

// mayBeginAnew refuses while somebody else has this Demo in use: their next step would find its
// case gone.
func (o *office) mayBeginAnew(dir string) error {
	if who := o.others(dir); who != "" {
		return errors.New("this Demo is open elsewhere too (" + who + "), and its cases would be gone there: end that one first")
	}
	return nil
}

// abandon ends an office whose simulator goes on with another one.
func (o *office) abandon(ctx context.Context) {
	_ = o.engine.Close(ctx)
	o.hosted.Close()
	o.signOut()
}
