(() => {
  'use strict';
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const scriptURL = root.dataset.linkScript;
  const LOAD_PATIENCE = 30000; // ms until a script that neither loads nor fails counts as failed
  const OPEN_PATIENCE = 10000; // ms until a Link that does not open is looked into
  const FLUSH_PATIENCE = 3000; // ms that events may hold up the result

  const titles = {
    link: 'Continue with Plaid', saving: 'Saving', linked: 'Account linked', left: 'No account linked',
    failed: 'Linking did not work', unsaved: 'Not saved yet', slow: 'Plaid takes long to open',
  };
  let over = false; // a result is known, so later callbacks of Link mean nothing
  let events = Promise.resolve();
  let blocked = ''; // what the browser kept out of this page, if anything

  function post(path, body) {
    return fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      credentials: 'same-origin', cache: 'no-store', redirect: 'error',
    });
  }

  function show(state, text) {
    root.dataset.state = state;
    document.title = titles[state];
    byId('title').textContent = titles[state];
    byId('text').textContent = text;
    byId('again').hidden = state !== 'unsaved' && state !== 'slow';
    byId('again').textContent = state === 'slow' ? 'Reload' : 'Try again';
    byId('again').onclick = () => location.reload();
  }

  function end(answer) {
    show(answer.ending, answer.text);
    byId('title').focus();
  }

  // Only the console's answer decides what this page says. No answer is not a yes.
  async function save(result) {
    show('saving', 'One moment, please. Keep this window open.');
    let text = 'The console did not answer, so nothing is known to be linked. If it is still running, try again; otherwise ask the person who opened this page.';
    try {
      const response = await post('/result', result);
      if (response.status === 200 || response.status === 409) return end(await response.json());
      if (response.status === 500) text = (await response.json()).text;
      else text = 'The console refused the answer, so nothing is linked. Reload this page to start again.';
    } catch (_) { /* the text above says it */ }
    show('unsaved', text);
    byId('again').onclick = () => save(result);
    byId('again').focus();
  }

  async function finish(result) {
    if (over) return;
    over = true;
    show('saving', 'One moment, please. Keep this window open.');
    const patience = new Promise((done) => setTimeout(done, FLUSH_PATIENCE));
    await Promise.race([events, patience]);
    await save(result);
  }

  const fail = (reason) => finish({ kind: 'failed', reason });

  // One event after the other keeps their order; one that is lost is only missing from the timeline.
  function report(name, metadata) {
    events = events.then(() => post('/event', { event_name: name, metadata: metadata || {} })).catch(() => {});
  }

  function loadLink() {
    return new Promise((loaded, failed) => {
      const script = document.createElement('script');
      const patience = setTimeout(() => failed(new Error('the script did not load in 30 s')), LOAD_PATIENCE);
      script.src = scriptURL;
      script.async = true;
      script.onload = () => { clearTimeout(patience); loaded(); };
      script.onerror = () => { clearTimeout(patience); failed(new Error('the script could not be loaded')); };
      document.head.append(script);
    });
  }

  async function start() {
    await loadLink();
    if (!window.Plaid || typeof window.Plaid.create !== 'function') throw new Error('the script did not bring Plaid.create');
    const response = await post('/token', {});
    if (response.status === 409) { over = true; return end(await response.json()); }
    if (!response.ok) throw new Error('the console gave no link_token');
    const { link_token: token } = await response.json();
    let loaded = false;
    const handler = window.Plaid.create({
      token,
      onLoad() { loaded = true; },
      onEvent: report,
      onSuccess(publicToken, metadata) {
        if (!publicToken) return fail('Link ended without a public_token');
        finish({ kind: 'success', public_token: publicToken, metadata: metadata || {} });
      },
      onExit(error, metadata) {
        if (error && error.error_code === 'INVALID_LINK_TOKEN') handler.destroy();
        finish({ kind: 'exit', error: error || null, metadata: metadata || {} });
      },
    });
    handler.open();
    show('link', 'Plaid is open in this window. Follow its steps to choose your bank and account.');
    setTimeout(() => {
      if (loaded || over) return;
      if (blocked) return fail('the browser blocked ' + blocked);
      show('slow', 'If nothing opens here, reload this page. If that does not help, ask the person who opened it.');
    }, OPEN_PATIENCE);
  }

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

  start().catch((e) => fail(String((e && e.message) || e).slice(0, 200)));
})();
