// The way to a bank that has a login page of its own, and back.
const LOOK = 1000; // ms between two looks at how the bank's window is getting on

// bankWindow opens and watches it. send posts an action of the session past everything else,
// act posts one as a click does, take shows what came of it.
export function bankWindow({ send, act, take, alive, go, blocked }) {
  let win = null;
  let watch = 0;
  let looking = false;

  function stop() {
    clearInterval(watch);
    watch = 0;
    if (win && !win.closed) win.close();
    win = null;
  }

  // look asks how the bank's page stands. A window that is gone is one that was closed.
  async function look() {
    if (looking || !alive()) return;
    looking = true;
    try {
      const closed = Boolean(win && win.closed);
      const { status, body } = await send(closed ? 'oauth_closed' : 'oauth_check', {});
      if (status !== 200) return stop();
      if (closed || body.outcome || !body.pane || body.pane.view !== 'OAUTH' || !body.pane.oauth.opened) {
        stop();
        take(body);
      }
    } catch (_) { /* the next look may find it again */ } finally { looking = false; }
  }

  // The bank's page says when it is done; its origin is ours, since the simulator plays it.
  addEventListener('message', (e) => {
    if (win && e.source === win && e.origin === location.origin && e.data && e.data.linksim === 'bank') look();
  });

  async function open({ oauth: { url, whole } }) {
    if (whole) {
      await act('oauth_open');
      return go(new URL(url, location.href).href);
    }
    if (win && !win.closed && watch) return win.focus();
    stop();
    // Opened within the click, or the browser takes it for an advertisement.
    win = window.open('about:blank', 'linksim-bank', 'popup,width=480,height=720');
    if (!win) return blocked();
    await act('oauth_open');
    if (!win) return;
    win.location.replace(new URL(url, location.href).href);
    watch = setInterval(look, LOOK);
  }

  return { open, stop };
}
