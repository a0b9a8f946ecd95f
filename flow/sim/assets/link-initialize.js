// The simulator's stand-in for Link's drop-in script. It keeps the contract of
// plaid.com/docs/link/web: window.Plaid.create(config) gives open, exit, destroy and submit,
// and the callbacks get what the real ones get. All it does itself is to carry messages
// between the page that loaded it and the frame that the customer clicks through.
(() => {
  'use strict';
  // Written in by the simulator: a browser may have been told to take this script for the
  // one at Plaid's own address, and then its address says nothing about where it came from.
  const home = '{{home}}';

  // As the docs have it, OPEN is reported when it happens and the others in one batch when
  // Link ends, so nobody comes to rely on more.
  const LIVE = ['OPEN'];
  const STATE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

  let open = 0; // how many Links lie over the page
  let overflow = ''; // the page's own, before

  // holdPage keeps the page behind Link from scrolling.
  function holdPage(more) {
    const { style } = document.documentElement;
    if (open === 0) overflow = style.overflow;
    open += more;
    style.overflow = open > 0 ? 'hidden' : overflow;
  }

  function makeFrame(path, style) {
    const frame = document.createElement('iframe');
    frame.src = home + path;
    // One by one, since a policy without unsafe-inline would drop a style attribute.
    // Its colour scheme has to be that of the page in it, or the browser paints it opaque.
    Object.assign(frame.style, { border: '0', colorScheme: 'light dark' }, style);
    return frame;
  }

  // listen hears one frame's messages. The origin says who wrote the page in it, the source
  // that it is our frame; both are needed.
  function listen(frame, hear) {
    const on = (e) => { if (e.origin === home && e.source === frame.contentWindow && e.data) hear(e.data); };
    addEventListener('message', on);
    return () => removeEventListener('message', on);
  }

  const say = (frame, message) => frame.contentWindow.postMessage(message, home);

  function check(config) {
    if (!config || typeof config.token !== 'string' || config.token === '') {
      throw new Error('Missing Link parameter. Link requires a key or token to be provided.');
    }
    if (!config.receivedRedirectUri) return;
    let state = null;
    try { state = new URL(config.receivedRedirectUri).searchParams.get('oauth_state_id'); } catch (_) { /* no address at all */ }
    if (!STATE.test(state || '')) throw new Error('oauth uri does not contain a valid oauth_state_id query parameter');
  }

  const inOrder = (batch) => batch.sort((a, b) => Date.parse(a[1].timestamp) - Date.parse(b[1].timestamp));
  // An error reaches the page with these four members (plaid.com/docs/link/web); which request it
  // was is said in the metadata.
  const told = (e) => e && { error_type: e.error_type, error_code: e.error_code, error_message: e.error_message, display_message: e.display_message };
  const NOWHERE = { institution: null, status: null, link_session_id: '', request_id: '' };

  // link is one Link; start(institutionId) opens it, at a bank where one was chosen already.
  function link(config) {
    check(config);
    const frame = makeFrame('/_link/page', { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '2147483647', display: 'none' });
    frame.title = 'Plaid Link (simulator)';
    frame.setAttribute('allowtransparency', 'true');
    let ready = false;
    let wanted = null; // open() was called before the frame was there
    let isOpen = false;
    let destroyed = false;
    let batch = [];
    let focusBefore = null;
    let received = config.receivedRedirectUri || null; // good for one opening


    // A callback that throws is the page's own trouble; the callbacks after it still come.
    function call(name, ...args) {
      try {
        if (typeof config[name] === 'function') config[name](...args);
      } catch (e) { setTimeout(() => { throw e; }); }
    }

    function hide() {
      isOpen = false;
      frame.style.display = 'none';
      holdPage(-1);
      if (focusBefore && focusBefore.focus) focusBefore.focus({ preventScroll: true });
    }

    function end(callback, ...args) {
      hide();
      const last = inOrder(batch);
      batch = [];
      for (const [name, metadata] of last) call('onEvent', name, metadata);
      call(callback, ...args);
    }

    function show() {
      const { institutionId } = wanted;
      wanted = null;
      isOpen = true;
      focusBefore = document.activeElement;
      frame.style.display = 'block';
      holdPage(1);
      frame.focus();
      say(frame, { linksim: 'open', token: config.token, received, institutionId: institutionId || null });
      received = null;
    }

    const deaf = listen(frame, ({ linksim: kind, name, metadata, error, publicToken, url }) => {
      if (kind === 'ready' && !ready) {
        ready = true;
        call('onLoad');
        if (wanted && !destroyed) show();
      }
      if (!isOpen) return;
      if (kind === 'event' && LIVE.includes(name)) call('onEvent', name, metadata);
      else if (kind === 'event') batch.push([name, metadata]);
      if (kind === 'success') end('onSuccess', publicToken, metadata);
      if (kind === 'exit') end('onExit', told(error), metadata);
      // With a redirect_uri the bank takes the whole window, and sends it back to that address.
      if (kind === 'leave' && typeof url === 'string' && url.startsWith(home + '/')) location.assign(url);
    });

    const attach = () => { if (!destroyed) document.body.append(frame); };
    if (document.body) attach(); else addEventListener('DOMContentLoaded', attach);

    const start = (institutionId) => {
      if (destroyed || isOpen) return;
      wanted = { institutionId };
      if (ready) show();
    };

    const handler = {
      open() { start(null); },
      exit(options) {
        if (isOpen) return say(frame, { linksim: 'exit', force: Boolean(options && options.force) });
        if (!wanted) return;
        wanted = null; // not there yet, so there is nothing to ask about
        setTimeout(() => call('onExit', null, { ...NOWHERE }));
      },
      destroy() {
        destroyed = true;
        wanted = null;
        if (isOpen) hide(); // without onExit, which is for a customer who leaves
        deaf();
        frame.remove();
      },
      submit() {
        throw new Error('submit belongs to Layer, which the simulator does not play');
      },
    };
    return { handler, start };
  }

  // embedded is a search for the bank inside the page itself; a choice opens Link at that bank.
  function embedded(config, node) {
    const { handler, start } = link(config);
    const frame = makeFrame('/_link/embedded', { width: '100%', height: '100%', minHeight: '360px', display: 'block' });
    frame.title = 'Choose your bank (Plaid Link simulator)';
    const deaf = listen(frame, ({ linksim: kind, institutionId }) => {
      if (kind === 'ready') say(frame, { linksim: 'embed', token: config.token });
      if (kind === 'pick' && typeof institutionId === 'string') start(institutionId);
    });
    node.append(frame);
    if (config.receivedRedirectUri) handler.open();
    return {
      destroy() {
        deaf();
        frame.remove();
        handler.destroy();
      },
    };
  }

  window.Plaid = {
    create: (config) => link(config).handler,
    createEmbedded: embedded,
  };
})();
