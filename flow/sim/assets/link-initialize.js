// The simulator's stand-in for Link's drop-in script. It keeps the contract of
// plaid.com/docs/link/web: window.Plaid.create(config) gives open, exit, destroy and submit,
// and the callbacks get what the real ones get. All it does itself is to carry messages
// between the page that loaded it and the frame that the customer clicks through.
(() => {
  'use strict';
  const home = new URL(document.currentScript.src).origin;

  // As the docs have it, OPEN is reported when it happens and the others in one batch when
  // Link ends, so nobody comes to rely on more.
  const LIVE = ['OPEN'];

  function makeFrame() {
    const frame = document.createElement('iframe');
    frame.src = home + '/_link/page';
    frame.title = 'Plaid Link (simulator)';
    frame.setAttribute('allowtransparency', 'true');
    // One by one, since a policy without unsafe-inline would drop a style attribute.
    const style = { position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0', zIndex: '2147483647', display: 'none', colorScheme: 'auto' };
    Object.assign(frame.style, style);
    return frame;
  }

  function create(config) {
    if (!config || typeof config.token !== 'string' || config.token === '') {
      throw new Error('Missing Link parameter. Link requires a key or token to be provided.');
    }
    const frame = makeFrame();
    let ready = false;
    let wanted = false; // open() was called before the frame was there
    let isOpen = false;
    let destroyed = false;
    let batch = [];
    let focusBefore = null;

    const call = (name, ...args) => { if (typeof config[name] === 'function') config[name](...args); };
    const say = (message) => frame.contentWindow.postMessage(message, home);

    function report(name, metadata) {
      if (LIVE.includes(name)) call('onEvent', name, metadata);
      else batch.push([name, metadata]);
    }

    function end(callback, ...args) {
      isOpen = false;
      frame.style.display = 'none';
      if (focusBefore && focusBefore.focus) focusBefore.focus();
      const last = batch;
      batch = [];
      for (const [name, metadata] of last) call('onEvent', name, metadata);
      call(callback, ...args);
    }

    function show() {
      isOpen = true;
      focusBefore = document.activeElement;
      frame.style.display = 'block';
      frame.focus();
      say({ linksim: 'open', token: config.token });
    }

    function hear(e) {
      // Both are needed: the origin says who wrote the page, the source that it is our frame.
      if (e.origin !== home || e.source !== frame.contentWindow || !e.data) return;
      const { linksim: kind, name, metadata, error, publicToken } = e.data;
      if (kind === 'ready' && !ready) {
        ready = true;
        call('onLoad');
        if (wanted) show();
      }
      if (kind === 'event' && isOpen) report(name, metadata);
      if (kind === 'success' && isOpen) end('onSuccess', publicToken, metadata);
      if (kind === 'exit' && isOpen) end('onExit', error, metadata);
    }

    addEventListener('message', hear);
    const attach = () => { if (!destroyed) document.body.append(frame); };
    if (document.body) attach(); else addEventListener('DOMContentLoaded', attach);

    return {
      open() {
        if (destroyed || isOpen) return;
        wanted = true;
        if (ready) show();
      },
      exit(options) {
        if (isOpen) say({ linksim: 'exit', force: Boolean(options && options.force) });
      },
      destroy() {
        destroyed = true;
        removeEventListener('message', hear);
        frame.remove();
      },
      submit() {
        throw new Error('submit belongs to Layer, which the simulator does not play');
      },
    };
  }

  window.Plaid = {
    create,
    createEmbedded() { throw new Error('the simulator has no embedded search'); },
  };
})();
