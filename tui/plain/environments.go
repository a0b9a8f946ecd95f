package plain

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// environments asks where to work, until the operator leaves. Where there is one environment only,
// or one was asked for, it begins there.
func (c *console) environments(ctx context.Context) error {
	all := c.opts.Desks.Environments()
	c.many = len(all) > 1
	env := c.opts.Env
	if env == "" && len(all) == 1 {
		env = all[0].Env
	}
	for {
		if env == "" {
			var err error
			if env, err = c.environment(ctx, all); err != nil {
				return err
			}
		}
		err := c.open(ctx, env)
		if !errors.Is(err, errBack) || !c.many {
			return err
		}
		env, all = "", c.opts.Desks.Environments()
	}
}

func (c *console) environment(ctx context.Context, all []screen.EnvironmentInfo) (flow.Environment, error) {
	c.say("Where do you want to work?")
	var items []item
	for _, info := range all {
		it := item{words: string(info.Env) + ": " + info.Note}
		if !info.Ready {
			it.words, it.off = string(info.Env), info.Note
			if info.Setup {
				it.off += "; linkdesk auth login --env " + string(info.Env) + " takes the keys"
			}
			c.sayf("%s cannot be used: %s.", info.Env, it.off)
		}
		items = append(items, it)
	}
	c.list(items)
	n, err := c.choose(ctx, "Environment", items)
	if err != nil {
		return "", err
	}
	return all[n].Env, nil
}

// open works in one environment. An environment that cannot be opened is said, and gone back from.
func (c *console) open(ctx context.Context, env flow.Environment) error {
	desk, err := c.opts.Desks.Desk(ctx, env)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.sayf("%s cannot be opened: %s", env, kit.Safe(err.Error()))
		if !c.many {
			return err
		}
		return errBack
	}
	switch env {
	case flow.Demo:
		c.say("This is the Demo: banks, customer and partner are simulated, and nothing here is real.")
	case flow.Sandbox:
		c.say("This is the Sandbox: test banks, no real money and no real customers.")
	case flow.Production:
		c.say("This is PRODUCTION: real banks, real customers, real money.")
	}
	d := desk.Defaults()
	if d.Scenario != "" {
		c.say("The story of this Demo is " + d.Scenario + ".")
	}
	c.say(d.Notice)
	c.say(d.ReadOnly)
	return c.cases(ctx, desk)
}
