// Drives visits in a real browser. Each line on stdin is the plan of one visit as JSON, decided by the
// tests; what the page complained about goes back as one line of JSON on stdout. One browser serves all of
// them, because starting it takes longer than most visits; each visit has a profile of its own in it.
import { chromium } from 'playwright-core';
import { createInterface } from 'node:readline';

const PATIENCE = 15000;
let browser, context, plan, problems;
let page;
let behind; // the page that opened the window in front

async function begin(next) {
  plan = next;
  if (!browser || !browser.isConnected()) {
    browser = await chromium.launch({
      executablePath: plan.chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
  }
  context = await browser.newContext({
    viewport: { width: plan.width || 1280, height: plan.height || 800 }, colorScheme: plan.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  problems = [];
  await newPage();
}

async function newPage() {
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (plan.clock) await page.clock.install();
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') problems.push(m.text()); });
  page.on('pageerror', (e) => problems.push(String(e)));
}

// In the frame for what the customer does in Link, on the page for the rest.
const link = () => page.frameLocator('iframe[title="Plaid Link (simulator)"]');
const where = (step) => (step.page ? page : link());

async function textOf(locator) { return (await locator.innerText()).replace(/\s+/g, ' ').trim(); }

async function waitFor(locator, text) {
  await locator.filter({ hasText: text }).first().waitFor({ state: 'visible' });
}

const does = {
  goto: async (s) => { await page.goto(s.url, { waitUntil: 'domcontentloaded' }); },
  heading: async (s) => waitFor(where(s).locator('h1'), s.text),
  text: async (s) => waitFor(where(s).locator('body'), s.text),
  alert: async (s) => waitFor(where(s).getByRole('alert'), s.text),
  click: async (s) => where(s).getByRole('button', { name: s.text, exact: false }).first().click(),
  follow: async (s) => page.getByRole('link', { name: s.text }).click(),
  choose: async (s) => where(s).getByRole(s.role || 'radio', { name: s.text }).check(),
  fill: async (s) => where(s).getByLabel(s.text).fill(s.value),
  press: async (s) => { for (const key of s.keys) await page.keyboard.press(key); },
  type: async (s) => page.keyboard.type(s.value),
  focused: async (s) => {
    const inFrame = s.page ? page.mainFrame() : page.frames().find((f) => f.url().includes('/_link/page'));
    await inFrame.waitForFunction((want) => {
      const a = document.activeElement;
      const label = a && (a.labels && a.labels[0] ? a.labels[0].innerText : a.getAttribute('aria-label') || a.innerText);
      return (label || '').includes(want);
    }, s.text);
  },
  state: async (s) => { await page.locator(`html[data-state="${s.text}"]`).waitFor({ state: 'attached' }); },
  skip: async (s) => { await page.clock.fastForward(Number(s.value)); },
  pause: async () => { await new Promise((done) => setTimeout(done, 1500)); },
  reload: async () => { await page.reload({ waitUntil: 'domcontentloaded' }); },
  goback: async () => { await page.goBack({ waitUntil: 'load' }); },
  goforward: async () => { await page.goForward({ waitUntil: 'domcontentloaded' }); },
  first: async () => { page = context.pages()[0]; await page.bringToFront(); },
  // Something that happens elsewhere, such as time at the simulator.
  post: async (s) => {
    const answer = await context.request.post(s.url, { data: JSON.parse(s.value) });
    if (!answer.ok()) throw new Error(`${s.url} answered ${answer.status()}`);
  },
  close: async () => { await page.close({ runBeforeUnload: true }); },
  tab: async () => { await newPage(); },
  // A click that opens a window: the steps after it are done there until it has closed.
  popup: async (s) => {
    const opened = page.waitForEvent('popup');
    await does.click(s);
    behind = page;
    page = await opened;
    page.setDefaultTimeout(PATIENCE);
    page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') problems.push(m.text()); });
  },
  back: async (s) => {
    if (s.text === 'close') await page.close();
    else if (!page.isClosed()) await page.waitForEvent('close');
    page = behind;
  },
  fits: async (s) => {
    const frames = s.page ? [page.mainFrame()] : page.frames();
    for (const f of frames) {
      const over = await f.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) throw new Error(`the page is ${over} px wider than the window`);
    }
  },
  shot: async (s) => { if (plan.shots) await page.screenshot({ path: `${plan.shots}/${plan.name}-${s.text}.png` }); },
};

// visit walks one plan and says how it ended.
async function visit(next) {
  await begin(next);
  let failed = '';
  for (const [i, step] of plan.steps.entries()) {
    try {
      await does[step.do](step);
    } catch (e) {
      const seen = await textOf(page.locator('body')).catch(() => '');
      const frame = await textOf(link().locator('body')).catch(() => '');
      failed = `step ${i + 1} (${JSON.stringify(step)}): ${String(e.message || e).split('\n')[0]}; the page shows "${seen}", Link shows "${frame}"; the browser complained: ${problems.join("; ")}`;
      break;
    }
  }
  const title = page.isClosed() ? '' : await page.title();
  const state = page.isClosed() ? '' : await page.evaluate(() => document.documentElement.dataset.state || '').catch(() => '');
  const text = page.isClosed() ? '' : await textOf(page.locator('body')).catch(() => '');
  await context.close();
  return { failed, problems, title, state, text };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) process.stdout.write(`${JSON.stringify(await visit(JSON.parse(line)))}\n`);
}
if (browser) await browser.close();
