// The steps of a visit: what a page does with Plaid's SDK, and what a person does and sees in
// Link and at the bank. Each gets the text and the value of its line in the plan.
export const PATIENCE = 20000;

export function stepsOf(page, token) {
  const link = () => page.frameLocator('iframe[title^="Plaid Link"]:visible');
  const button = (where, name) => where.getByRole('button', { name }).first().click();
  // The bank's own page, in a window of its own or in the one that was the shop's.
  let popup = null;
  const bank = () => popup || page;
  return { ...sdk(page, token), ...shop(page), ...person(page, link, button),
    window: async ({ text }) => { [popup] = await Promise.all([page.waitForEvent('popup'), button(link(), text)]); popup.setDefaultTimeout(PATIENCE); },
    shut: () => popup.close(),
    bank: ({ text }) => button(bank(), text),
    bankchooses: ({ text }) => bank().getByLabel(text).check(),
    bankanswers: ({ text }) => bank().getByLabel('What the bank answers').selectOption({ label: text }),
  };
}

// sdk is what link.html does with the SDK; the text names the handler.
const sdk = (page, token) => ({
  create: ({ text }) => page.evaluate(([name, t]) => window.create(name, t), [text || 'main', token]),
  open: ({ text }) => page.evaluate((name) => window.handlers[name].open(), text || 'main'),
  exit: ({ text }) => page.evaluate((name) => window.handlers[name].exit(), text || 'main'),
  force: ({ text }) => page.evaluate((name) => window.handlers[name].exit({ force: true }), text || 'main'),
  destroy: ({ text }) => page.evaluate((name) => window.handlers[name].destroy(), text || 'main'),
  embed: () => page.evaluate((t) => window.embed(t), token),
  // All at once, before the frame can be there.
  hasty: ({ text }) => page.evaluate(([name, t]) => {
    window.create(name, t);
    window.handlers[name].open();
    window.handlers[name].exit({ force: true });
  }, [text || 'main', token]),
  throws: ({ text, value }) => page.evaluate(([want, config]) => {
    try { window.Plaid.create({ ...config, onSuccess() {} }); } catch (e) { if (e.message === want) return; throw e; }
    throw new Error('nothing was thrown');
  }, [text, value ? JSON.parse(value) : {}]),
});

// shop is what a page does by itself, although Link covers it, and what has come of it.
const shop = (page) => ({
  page: ({ text }) => page.getByRole('button', { name: text }).evaluate((b) => b.click()),
  both: ({ text, value }) => page.evaluate((names) => { for (const n of names) [...document.querySelectorAll('button')].find((b) => b.textContent === n).click(); }, [text, value]),
  says: ({ text }) => page.getByText(text, { exact: true }).waitFor(),
  hidden: () => page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((f) => f.style.display === 'none')),
  frames: ({ text }) => page.waitForFunction((n) => document.querySelectorAll('iframe').length === n, Number(text)),
  until: ({ text }) => page.waitForFunction((what) => window.calls.some((c) => c.what === what), text),
  sofar: async ({ text }) => {
    const n = await page.evaluate(() => window.calls.length);
    if (n !== Number(text)) throw new Error(`${n} callbacks so far`);
  },
  fits: async () => {
    for (const f of page.frames()) {
      const over = await f.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) throw new Error(`${over} px wider than the window`);
    }
  },
});

const person = (page, link, button) => ({
  sees: ({ text }) => link().getByRole('heading', { name: text }).waitFor(),
  alert: ({ text }) => link().getByRole('alert').filter({ hasText: text }).waitFor(),
  click: ({ text }) => button(link(), text),
  answer: ({ text }) => button(link().getByRole('dialog', { name: 'Leave without linking?' }), text),
  choose: ({ text }) => link().getByLabel(text).check(),
  fill: ({ text, value }) => link().getByLabel(text, { exact: true }).fill(value),
  press: async ({ text }) => { for (const key of text.split(' ')) await page.keyboard.press(key); },
  type: ({ text }) => page.keyboard.type(text),
  gone: ({ text }) => link().getByRole('button', { name: text }).first().waitFor({ state: 'hidden' }),
  // In the search for the bank that a page holds in itself.
  pick: ({ text }) => button(page.frameLocator('iframe[title^="Choose your bank"]'), text),
});
