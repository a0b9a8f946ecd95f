// The page inside Link's frame, and the hosted page: one session, one pane at a time. The
// server decides what comes next; this file shows it and says what the customer did.
import { byId, say } from './dom.js';
import { paint } from './panes.js';
import { bankWindow } from './oauth.js';
import { trusted } from './trust.js';

const hosted = document.documentElement.dataset.token; // set on a hosted page only
const completion = document.documentElement.dataset.completion;
let owner = null; // origin of the page that embeds us; the first to open us stays it
let token = hosted || '';
let received = null; // the address that a bank sent the window to, good for one beginning
let chosen = null; // a bank that was chosen before Link opened
let session = '';
let busy = false;
let running = Promise.resolve(); // the call that makes us busy
let searching = Promise.resolve();
let finished = false;
let dead = null; // the error that Link could not begin for

const host = {
  // Only the page that opened us hears how it went.
  say(message) { if (owner) window.parent.postMessage(message, owner); },
  event(e) { this.say({ linksim: 'event', name: e.event_name, metadata: e.metadata }); },
};

addEventListener('message', (e) => {
  if (hosted || e.source !== window.parent || window.parent === window || !trusted(e.origin) || !e.data) return;
  if (owner && e.origin !== owner) return;
  if (e.data.linksim === 'open' && typeof e.data.token === 'string') {
    owner = e.origin;
    token = e.data.token;
    received = typeof e.data.received === 'string' ? e.data.received : null;
    chosen = typeof e.data.institutionId === 'string' ? e.data.institutionId : null;
    begin();
  }
  if (e.data.linksim === 'exit') leave(e.data.force === true);
});

async function send(path, body) {
  const response = await fetch('/_link/sessions' + path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store',
  });
  return { status: response.status, body: await response.json() };
}

// working runs one call. A second click while it runs is no second call; a search that still
// runs is waited for, since the customer has chosen already.
function working(call) {
  if (!busy) running = work(call);
  return running;
}

async function work(call) {
  busy = true;
  await searching;
  const slow = setTimeout(() => { byId('progress').hidden = false; byId('live').textContent = 'Working'; }, 150);
  byId('pane').setAttribute('aria-busy', 'true');
  try {
    await call();
  } catch (_) {
    trouble('The simulator does not answer', 'Is it still running? Try again once it is.', begin);
  } finally {
    clearTimeout(slow);
    byId('progress').hidden = true;
    byId('live').textContent = '';
    byId('pane').removeAttribute('aria-busy');
    busy = false;
  }
}

function begin() {
  byId('sheet').hidden = false;
  finished = false;
  dead = null;
  session = '';
  bank.stop();
  return working(async () => {
    const { status, body } = await send('', { link_token: token, hosted: Boolean(hosted), received_redirect_uri: received || '', institution_id: chosen || '' });
    received = null;
    if (status !== 200) return refused(body);
    session = body.link_session_id;
    take(body);
  });
}

function act(action, body) {
  return working(async () => {
    const { status, body: answer } = await send('/' + session + '/' + action, body || {});
    if (status === 200) return take(answer);
    if (status === 410 || status === 404) return trouble('This session has ended', 'Start again from the beginning.', begin);
    say('That did not work. Try again.');
  });
}

// search keeps the pane usable meanwhile. One search follows the other, so the last one wins.
function search(query) {
  searching = searching.then(async () => {
    if (busy || finished) return;
    const { status, body } = await send('/' + session + '/search', { query });
    if (status === 200) take(body);
  }).catch(() => say('The search did not work. Is the simulator still running?'));
}

function take(answer) {
  for (const e of answer.events) host.event(e);
  if (!answer.pane || !answer.pane.oauth || !answer.pane.oauth.opened) bank.stop();
  if (answer.outcome) return end(answer.outcome);
  if (answer.pane) paint(answer.pane, { act, search, leave, openBank: bank.open });
}

// A bank with a page of its own has a window of its own, or the whole one.
const bank = bankWindow({
  send: (action, body) => send('/' + session + '/' + action, body),
  act,
  take,
  alive: () => Boolean(session) && !finished && !busy,
  go(url) { if (hosted) location.assign(url); else host.say({ linksim: 'leave', url }); },
  blocked: () => say('Your browser kept the bank’s window from opening. Allow pop-ups for this page and try again.'),
});

function trouble(title, text, again) {
  paint({ view: 'TROUBLE', title, text }, { again, leave: () => end(exitOf(null)) });
}

// A link token that is dead from the start ends Link as soon as the customer has read so.
function refused(error) {
  dead = error;
  const why = error.error_code === 'INVALID_LINK_TOKEN' ? 'This link is no longer valid' : 'Link cannot start';
  const text = error.display_message || 'Close this window and ask for a new link.';
  paint({ view: 'TROUBLE', title: why, text }, { leave: () => end(exitOf(dead)) });
}

function exitOf(error) {
  return { kind: 'exit', error, metadata: { institution: null, status: null, link_session_id: session, request_id: error ? error.request_id : '' } };
}

function end(outcome) {
  if (finished) return;
  finished = true;
  bank.stop();
  if (hosted) return endHosted(outcome);
  byId('sheet').hidden = true;
  byId('pane').replaceChildren();
  if (outcome.kind === 'success') host.say({ linksim: 'success', publicToken: outcome.public_token, metadata: outcome.metadata });
  else host.say({ linksim: 'exit', error: outcome.error, metadata: outcome.metadata });
}

function endHosted(outcome) {
  if (completion) return location.assign(completion);
  const linked = outcome.kind === 'success';
  paint({ view: 'OVER', linked, error: outcome.error }, {});
}

// leave asks first, except where there is nothing to lose. Whoever forces it is not kept
// waiting for more than the call that runs.
function leave(force) {
  if (force && busy) return running.then(() => finished || leave(true));
  const over = !session || !byId('pane').dataset.view || ['TROUBLE', 'OVER'].includes(byId('pane').dataset.view);
  if (over) return end(exitOf(dead));
  if (force) return act('exit');
  const dialog = byId('leave');
  if (!dialog.open) { dialog.returnValue = ''; dialog.showModal(); dialog.querySelector('button').focus(); }
}

byId('leave').addEventListener('close', () => { if (byId('leave').returnValue === 'leave') leave(true); });
byId('close').addEventListener('click', () => {
  const button = document.querySelector('#pane [data-leave]');
  if (button) button.click(); else leave(['CONNECTED', 'SAME_DAY_MICRODEPOSIT_AUTHORIZED'].includes(byId('pane').dataset.view));
});
byId('back').addEventListener('click', () => act('back'));
addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !byId('leave').open && !finished) { e.preventDefault(); byId('close').click(); }
  if (e.key === 'Tab' && !hosted && !e.altKey && !e.ctrlKey && !e.metaKey) goRound(e);
});

// goRound keeps the Tab key in the frame: what lies behind it cannot be seen.
function goRound(e) {
  const within = byId('leave').open ? byId('leave') : byId('sheet');
  const stops = [...within.querySelectorAll('button, input, select, summary')].filter((n) => !n.disabled && n.checkVisibility());
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  // The radio buttons of one name are one stop.
  const atLast = at === last || at.type === 'radio' && at.name === last.name;
  if (e.shiftKey ? at === first || !stops.includes(at) && at.id !== 'title' : atLast) {
    e.preventDefault();
    (e.shiftKey ? last : first).focus();
  }
}

// A hosted page comes back from the bank by itself, and its address is then as before.
if (hosted && new URLSearchParams(location.search).has('oauth_state_id')) {
  received = location.href;
  history.replaceState(null, '', location.pathname);
}
if (hosted) begin();
else if (window.parent !== window) window.parent.postMessage({ linksim: 'ready' }, '*'); // says nothing but that we are here
else paint({ view: 'ALONE' }, {});
