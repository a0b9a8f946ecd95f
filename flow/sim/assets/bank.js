// The page of a bank that has a login of its own, as OAuth banks have. What is chosen in its
// drop-down is what the bank answers.
import { byId, el, title, lead, strong, quiet, problem, mark, form, field, choices, accountChoices, checkedIn, hint, say } from './dom.js';

const state = document.documentElement.dataset.state;
let busy = false;

async function call(action, body) {
  if (busy) return;
  busy = true;
  byId('pane').setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => { byId('progress').hidden = false; byId('live').textContent = 'Working'; }, 150);
  try {
    const response = await fetch('/_link/bank/' + encodeURIComponent(state) + '/' + action, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body || {}), cache: 'no-store',
    });
    if (response.status !== 200) return gone();
    show(await response.json());
  } catch (_) {
    say('The simulator does not answer. Is it still running?');
  } finally {
    clearTimeout(slow);
    byId('progress').hidden = true;
    byId('live').textContent = '';
    byId('pane').removeAttribute('aria-busy');
    busy = false;
  }
}

const answers = [
  ['', 'Success'], ['INSUFFICIENT_CREDENTIALS', 'The login is not finished (INSUFFICIENT_CREDENTIALS)'],
  ['ACCESS_NOT_GRANTED', 'Access is not granted (ACCESS_NOT_GRANTED)'], ['NO_AUTH_ACCOUNTS', 'There is no account for payments (NO_AUTH_ACCOUNTS)'],
];

function login(view) {
  return form((f) => call('login', { username: f.username.value, password: f.password.value, outcome: f.outcome.value }),
    title('Log in to ' + view.bank), lead(view.client_name + ' asks for access to your accounts.'), problem(view.problem),
    field('User name', { name: 'username', autocomplete: 'off', 'data-first': true, value: 'user_good' }),
    field('Password', { name: 'password', type: 'password', autocomplete: 'off', value: 'pass_good' }),
    el('div', { class: 'field' }, el('label', { for: 'field-outcome' }, 'What the bank answers'),
      el('select', { id: 'field-outcome', name: 'outcome' }, ...answers.map(([value, text]) => el('option', { value }, text)))),
    strong('Log in'), quiet('Cancel', () => call('deny')));
}

function code(view) {
  return form((f) => call('code', { code: f.code.value }), title('Enter your code'), lead(view.bank + ' always asks for a second factor.'), problem(view.problem),
    field('Code', { name: 'code', autocomplete: 'off', inputmode: 'numeric', 'data-first': true }), strong('Continue'), quiet('Cancel', () => call('deny')),
    hint(el('p', null, 'The right code: ', el('code', null, '1234'))));
}

function accounts(view) {
  const options = accountChoices(view, (a) => view.selected.includes(a.id));
  return form((f) => call('accounts', { account_ids: checkedIn(f) }), title('Choose the accounts to share'),
    lead('They are shared with ' + view.client_name + ' by Plaid.'), problem(view.problem), choices('checkbox', 'account', '', options),
    strong('Allow access'), quiet('Do not allow', () => call('deny')));
}

// done goes back: with the whole window where it came from, or by closing the window.
function done(view) {
  if (view.return_to) {
    location.replace(view.return_to);
    return el('div', null, title('One moment'), lead('You are taken back.'));
  }
  if (window.opener) window.opener.postMessage({ linksim: 'bank' }, location.origin);
  window.close();
  return el('div', null, mark('good'), title('Done'), lead('You can close this window and go on where you came from.'));
}

const steps = { login, code, accounts, done };

function show(view) {
  byId('bankname').textContent = view.bank;
  document.title = view.bank + ' (simulated)';
  put(steps[view.step](view));
}

function gone() {
  put(el('div', null, mark('wait'), title('This page has expired'), lead('Nobody waits for this login any more. Close this window and start again where you came from.')));
}

// put shows a step. What was typed and chosen stays when the same one is shown again.
function put(node) {
  const typed = [...document.querySelectorAll('#field-username, #field-password, #field-outcome')].map((f) => [f.id, f.value]);
  byId('pane').replaceChildren(node);
  for (const [id, value] of typed) if (byId(id)) byId(id).value = value;
  const focused = node.querySelector('input[data-first]') || byId('title');
  if (focused.id !== 'title') focused.setAttribute('aria-describedby', 'title problem');
  focused.focus({ preventScroll: true });
  scrollTo(0, 0);
}

call('look');
