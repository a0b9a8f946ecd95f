// Loads Link, opens it, and passes on what it says.
const LOAD_PATIENCE = 30000; // ms until a script that neither loads nor fails counts as failed
const OPEN_PATIENCE = 10000; // ms until a Link that does not open is looked into
const FLUSH_PATIENCE = 3000; // ms that events may hold up the result
const STRAGGLERS = 200; // ms for the events that Link reports after its end
const READ_PATIENCE = 2500; // ms to read why Link begins again

let over = false; // a result is known, so later callbacks of Link mean nothing
let events = Promise.resolve();
let blocked = ''; // what the browser kept out of this page, if anything
let current = null; // Link's handler
let secret = ''; // the newest link token, which no message may repeat

// The bank's answer is this very address, unchanged, and good for one Link: a reload must not
// bring it again.
let received = root.dataset.received === 'yes' ? location.href : '';
if (received) history.replaceState(null, '', '/');

async function finish(result) {
  if (over) return;
  over = true;
  show('saving', 'One moment, please. Keep this window open.');
  await pause(STRAGGLERS);
  await Promise.race([events, pause(FLUSH_PATIENCE)]);
  await save(result);
}

function fail(error) {
  const reason = String((error && error.message) || error);
  finish({ kind: 'failed', reason: (secret ? reason.replaceAll(secret, 'link_token') : reason).slice(0, 200) });
}

// One event after the other keeps their order; one that is lost is only missing from the timeline.
function report(name, metadata) {
  events = events.then(() => post('/event', { event_name: name, metadata: plain(metadata) })).catch(() => {});
}

function loadLink() {
  return new Promise((loaded, failed) => {
    const script = document.createElement('script');
    const patience = setTimeout(() => failed(new Error('the script did not load in 30 s')), LOAD_PATIENCE);
    script.src = root.dataset.linkScript;
    script.async = true;
    script.onload = () => { clearTimeout(patience); loaded(); };
    script.onerror = () => { clearTimeout(patience); failed(new Error('the script could not be loaded')); };
    document.head.append(script);
  });
}

// A new Link gets a new link token from the console, or the one that another tab got already.
async function renew(number, exit) {
  show('renewing', 'This link is no longer valid, and a new one is being made. Plaid opens again in a moment and asks you for your bank once more.');
  const read = pause(READ_PATIENCE);
  let answer = {};
  try { answer = await post('/renew', { number }); } catch (_) { /* no answer is a no */ }
  if (answer.status === 409) { over = true; return end(answer.said); }
  if (answer.status !== 200) return finish(exit);
  await read;
  openLink(answer.said, 'The link before was no longer valid, so there is a new one. Plaid is open again in this window: choose your bank once more.');
}

function stray(handler) {
  handler.destroy();
  show('slow', 'What came back from the bank does not belong to this visit. If you were at your bank, go on in that window; to start again, reload this page.');
}

function openLink({ link_token: token, number }, text) {
  let loaded = false;
  let ended = false; // one end for each Link, whatever it calls afterwards
  secret = token;
  const config = {
    token,
    onLoad() {
      loaded = true;
      if (root.dataset.state === 'slow') show('link', text);
    },
    onEvent: report,
    onSuccess(publicToken, metadata) {
      if (!publicToken && !update) return finish({ kind: 'empty', metadata: plain(metadata) });
      finish({ kind: 'success', public_token: publicToken || '', metadata: plain(metadata) });
    },
    onExit(error, metadata) {
      // An answer of no bank, or of another visit: it ends nothing, because anybody can send it here.
      if (returned && error && /^(OAUTH_STATE_ID|INCORRECT_LINK_TOKEN)/.test(error.error_code || '')) return stray(handler);
      const exit = { kind: 'exit', error: error ? plain(error) : null, metadata: plain(metadata) };
      if (!error || error.error_code !== 'INVALID_LINK_TOKEN') return finish(exit);
      if (ended || over) return;
      ended = true;
      handler.destroy();
      renew(number, exit).catch(fail);
    },
  };
  const returned = received !== '';
  if (returned) config.receivedRedirectUri = received;
  received = '';
  const handler = window.Plaid.create(config);
  current = handler;
  handler.open();
  show('link', text);
  setTimeout(() => {
    if (loaded || over || ended) return;
    if (blocked) return fail('the browser blocked ' + blocked);
    show('slow', 'If nothing opens here, reload this page. If that does not help, ask the person who opened it.');
  }, OPEN_PATIENCE);
}

async function start() {
  await loadLink();
  if (!window.Plaid || typeof window.Plaid.create !== 'function') throw new Error('the script did not bring Plaid.create');
  const { status, said } = await post('/token', {});
  if (status === 409) { over = true; return end(said); }
  if (status !== 200) throw new Error('the console gave no link_token');
  openLink(said, 'Plaid is open in this window. Follow its steps to choose your bank and account.');
}

// Another window of this visit has come to its end, and so has this one.
others.onmessage = ({ data }) => {
  if (root.dataset.state === data.ending) return;
  over = true;
  if (current) current.destroy();
  end(data);
};

// Link's frame that a policy or an extension keeps out raises no error anywhere else. Other
// blocked things may be an extension's own, so this alone ends nothing.
document.addEventListener('securitypolicyviolation', (e) => {
  if (/^(frame|child|script|connect)-src/.test(e.effectiveDirective) && /^https?:/.test(e.blockedURI)) {
    blocked = e.effectiveDirective + ' ' + new URL(e.blockedURI).origin;
  }
});

// The goodbye is also sent on a reload; the console waits whether the page comes back.
addEventListener('pagehide', () => {
  const body = JSON.stringify({ why: 'closed' });
  navigator.sendBeacon('/beacon', new Blob([body], { type: 'application/json' }));
});
// A page that the browser kept and shows again has said goodbye already.
addEventListener('pageshow', (e) => { if (e.persisted && !over) location.reload(); });

if (update) byId('text').textContent = 'Plaid opens here in a moment and asks you to log in to your bank once more.';
start().catch(fail);
