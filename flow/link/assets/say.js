// What the page says and how it speaks with the console. page.js follows in the same scope.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const update = root.dataset.update === 'yes'; // a login is repaired instead of an account linked

// ms until a console that does not answer counts as gone. A result waits for the disk, a new
// token for Plaid.
const PATIENCE = { '/token': 20000, '/event': 10000, '/renew': 60000, '/result': 45000 };

const titles = {
  link: 'Continue with Plaid', saving: 'Saving', linked: update ? 'Login repaired' : 'Account linked',
  left: update ? 'Nothing was changed' : 'No account linked', failed: update ? 'The repair did not work' : 'Linking did not work',
  unsaved: 'Not saved yet', slow: 'Plaid takes long to open', renewing: 'Getting a new link',
};

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// post gives the status and what was said with it; it throws when there is no answer in time.
async function post(path, body) {
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(new Error('the console did not answer')), PATIENCE[path]);
  try {
    const response = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: gone.signal,
    });
    const json = (response.headers.get('Content-Type') || '').startsWith('application/json');
    return { status: response.status, said: json ? await response.json() : null };
  } finally {
    clearTimeout(timer);
  }
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

// The other windows of this visit. The console is gone soon after the end, so they would ask
// nobody: whoever hears the end first tells it on.
const others = new BroadcastChannel(root.dataset.flight);

// What the console cannot use it would refuse again, so there is only a new start.
function refused() {
  show('unsaved', 'The console could not use the answer, so nothing was saved. Reload this page to start again, or ask the person who opened it.');
  byId('again').textContent = 'Reload';
  byId('again').focus();
}

// plain is what can be sent of something of Link's: a thing that holds itself cannot.
function plain(thing) {
  try { return JSON.parse(JSON.stringify(thing || {})); } catch (_) { return {}; }
}

// Only the console's answer decides what this page says. No answer is not a yes.
async function save(result) {
  show('saving', 'One moment, please. Keep this window open.');
  let text = 'The console did not answer, so nothing is known to be ' + (update ? 'repaired' : 'linked') +
    '. If it is still running, try again; otherwise ask the person who opened this page.';
  try {
    const { status, said } = await post('/result', result);
    if ((status === 200 || status === 409) && said) {
      others.postMessage(said);
      return end(said);
    }
    if (status === 500 && said) text = said.text;
    else return refused();
  } catch (_) { /* the text above says it */ }
  show('unsaved', text);
  byId('again').onclick = () => save(result);
  byId('again').focus();
}
