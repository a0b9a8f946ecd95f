// Drives Link in a real browser. The plan comes as JSON on stdin: scenarios, each with steps.
// It knows the page that holds Link by Plaid's SDK, and Link by what a person sees. What the
// callbacks got goes back as JSON on stdout; what it should have been is decided in Go.
import { chromium } from 'playwright-core';
import { PATIENCE, stepsOf } from './steps.mjs';

const CDN = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const plan = JSON.parse(Buffer.concat(chunks).toString());
const script = await (await fetch(plan.simulator + new URL(CDN).pathname)).text();

const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function newPage() {
  const context = await browser.newContext({ reducedMotion: 'reduce', ignoreHTTPSErrors: true });
  // The debugging protocol answers for Plaid's CDN, with the simulator's script.
  await context.route('https://cdn.plaid.com/**', (route) => (route.request().url() === CDN ? route.fulfill({ contentType: 'text/javascript', body: script }) : route.abort()));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

async function play(page, scenario) {
  await page.setViewportSize({ width: scenario.width || 1000, height: scenario.height || 700 });
  await page.emulateMedia({ colorScheme: scenario.dark ? 'dark' : 'light' });
  const problems = [];
  page.removeAllListeners();
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) problems.push(m.text()); });
  page.on('pageerror', (e) => problems.push(String(e)));

  if (scenario.silent) await page.route(plan.simulator + '/**', () => {}); // no frame gets its page

  const does = stepsOf(page, scenario.token);
  let failed = '';
  const at = new URL(scenario.page);
  at.searchParams.set('token', scenario.token);
  await page.goto(at.href, { waitUntil: 'domcontentloaded' });
  for (const [i, step] of scenario.steps.entries()) {
    try {
      await does[step.do](step);
    } catch (e) {
      const shown = await page.frameLocator('iframe:visible').first().locator('body').innerText({ timeout: 500 }).catch(() => '');
      failed = `step ${i + 1} (${step.do} ${step.text} ${step.value}): ${String(e.message || e).split('\n')[0]}; Link shows "${shown.replace(/\s+/g, ' ').trim()}"`;
      break;
    }
  }
  // Two frames more, for a callback that should not come.
  const heard = await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done(window.calls))); }));
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return { failed, problems, calls: heard };
}

// Two pages at a time, each in a profile of its own, take what is left of the visits.
const results = [];
const left = [...plan.scenarios.entries()];
await Promise.all([1, 2].map(async () => {
  const page = await newPage();
  for (let next = left.shift(); next; next = left.shift()) {
    results[next[0]] = await play(page, next[1]).catch((e) => ({ failed: String(e), problems: [], calls: [] }));
  }
}));
await browser.close();
process.stdout.write(JSON.stringify(results));
