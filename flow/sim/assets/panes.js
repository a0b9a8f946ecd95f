// The panes of the simulated Link. Every text goes in as text, never as markup.
export const byId = (id) => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((c) => c != null && c !== false));
  return node;
}

const title = (text) => el('h1', { id: 'title', tabindex: '-1' }, text);
const lead = (text) => el('p', { class: 'lead' }, text);
const strong = (text, attributes) => el('button', { type: 'submit', class: 'strong', ...attributes }, text);
const problem = (text) => el('p', { id: 'problem', class: 'problem', role: 'alert', hidden: !text }, text || '');
const mark = (kind) => el('div', { class: 'mark ' + kind, 'aria-hidden': 'true' });

// words are for the customer, so Plaid's display_message goes first.
function words(error) {
  if (!error) return '';
  if (error.error_code === 'INVALID_CREDENTIALS') return 'The user name or password is not right. Try again.';
  if (error.error_code === 'INVALID_MFA') return 'That answer is not right. Try again.';
  return error.display_message || error.error_message;
}

function form(submit, ...children) {
  return el('form', { novalidate: true, onsubmit: (e) => { e.preventDefault(); submit(e.target); } }, ...children);
}

function field(label, attributes) {
  const id = 'field-' + attributes.name;
  return el('div', { class: 'field' }, el('label', { for: id }, label),
    el('input', { id, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false', ...attributes }));
}

function bankHead(pane) {
  if (!pane.institution) return null;
  return el('div', { class: 'bank' }, avatar(pane.institution.name), el('span', null, pane.institution.name));
}

// avatar gives each bank a colour of its own, out of its name.
function avatar(name) {
  let hue = 0;
  for (const c of name) hue = (hue * 31 + c.codePointAt(0)) % 8;
  const letters = name.split(/\s+/).map((w) => w[0]).join('').slice(0, 2).toUpperCase();
  return el('span', { class: 'avatar tone' + hue, 'aria-hidden': 'true' }, letters);
}

function hint(...children) { return el('aside', { class: 'hint', 'aria-label': 'Test data' }, ...children); }

function consent(pane, { act }) {
  return form(() => act('continue'), mark('link'), title((pane.client_name || 'This application') + ' uses Plaid to link your bank'),
    el('ul', { class: 'points' },
      el('li', null, el('strong', null, 'You choose'), ' the bank and the account that are shared.'),
      el('li', null, el('strong', null, 'Your password'), ' goes to the bank, not to ' + (pane.client_name || 'the application') + '.')),
    problem(words(pane.error)), strong('Continue'));
}

let wait = 0; // a search is asked for when the typing pauses

function chooseBank(pane, { act, search: ask }) {
  const search = field('Search for your bank', { name: 'query', type: 'search', autocomplete: 'off', placeholder: 'First Platypus Bank', value: pane.query || '', 'data-first': true });
  search.querySelector('input').addEventListener('input', (e) => {
    clearTimeout(wait);
    wait = setTimeout(() => ask(e.target.value), 250);
  });
  return el('div', { class: 'grow' }, title('Choose your bank'), search, problem(words(pane.error)), bankList(pane, act));
}

function bankList(pane, act) {
  if (pane.institutions.length === 0) return el('p', { class: 'empty', id: 'banks', role: 'status' }, 'No bank of that name. The simulator knows the banks of Plaid’s Sandbox only.');
  return el('ul', { class: 'list', id: 'banks', 'aria-label': 'Banks' }, ...pane.institutions.map((b) => el('li', null,
    el('button', { type: 'button', class: 'row', 'data-bank': b.institution_id, onclick: () => act('select_institution', { institution_id: b.institution_id }) },
      avatar(b.name), el('span', { class: 'two' }, el('span', null, b.name), el('small', null, b.url.replace(/^https:\/\//, '')))))));
}

function credential(pane, { act }) {
  const node = form((f) => act('credentials', { username: f.username.value, password: f.password.value }),
    bankHead(pane), title('Enter your login'), problem(words(pane.error)),
    field('User name', { name: 'username', autocomplete: 'off', 'data-first': true }),
    field('Password', { name: 'password', type: 'password', autocomplete: 'off' }),
    strong('Submit'),
    hint(el('p', null, 'Any bank here takes ', el('code', null, 'user_good'), ' and ', el('code', null, 'pass_good'), '. ',
      el('button', { type: 'button', class: 'inline', onclick: () => { node.username.value = 'user_good'; node.password.value = 'pass_good'; node.password.focus(); } }, 'Fill in')),
    el('details', null, el('summary', null, 'Other passwords'), el('dl', null,
      ...[['mfa_device', 'asks for a code: 1234'], ['mfa_questions_1_1', 'asks a question: answer_0_0'], ['mfa_selections', 'asks to choose: Yes'],
        ['error_ITEM_LOCKED', 'fails as a locked login'], ['anything else', 'is refused']]
        .flatMap(([word, does]) => [el('dt', null, el('code', null, word)), el('dd', null, does)])))));
  return node;
}

// secondFactor answers in the order of the prompts; one with options is a choice.
function secondFactor(pane, { act }) {
  const { type, prompts } = pane.mfa;
  const inputs = prompts.map((p, i) => (p.options && p.options.length ? choices('radio', 'answer' + i, p.question, p.options.map((o) => ({ value: o, text: o })))
    : field(p.question, { name: 'answer' + i, autocomplete: 'off', inputmode: type === 'code' ? 'numeric' : 'text', 'data-first': i === 0 })));
  const right = { code: '1234', device: 'either one', questions: 'answer_0_0, answer_0_1, … (round, then question)', selections: 'Yes, or the one that ends in _0' }[type];
  return form((f) => act('mfa', { answers: prompts.map((_, i) => f.elements['answer' + i].value) }),
    bankHead(pane), title(type === 'device' ? 'Get a code' : 'Prove that it is you'), problem(words(pane.error)), ...inputs, strong('Continue'),
    hint(el('p', null, 'The right answer: ', el('code', null, right))));
}

function choices(kind, name, legend, options) {
  return el('fieldset', { class: 'list' }, el('legend', { class: legend ? '' : 'unseen' }, legend || 'Accounts'),
    ...options.map((o, i) => el('label', { class: 'row' },
      el('span', { class: 'two' }, el('span', null, o.text), o.small && el('small', null, o.small)),
      el('input', { type: kind, name, value: o.value, checked: o.checked, 'data-first': i === 0 }))));
}

function chooseAccount(pane, { act }) {
  const kind = pane.multiple ? 'checkbox' : 'radio';
  const options = pane.accounts.map((a) => ({ value: a.id, text: a.name, small: a.subtype + (a.mask ? ' ····' + a.mask : ''), checked: pane.accounts.length === 1 }));
  return form((f) => {
    const ids = [...f.querySelectorAll('input:checked')].map((i) => i.value);
    if (ids.length > 0) return act('accounts', { account_ids: ids });
    byId('problem').textContent = 'Choose an account first.';
    byId('problem').hidden = false;
  }, bankHead(pane), title(pane.multiple ? 'Choose the accounts to share' : 'Choose the account to share'), problem(words(pane.error)),
  choices(kind, 'account', '', options), strong('Share'));
}

function connected(pane, { act }) {
  return form(() => act('continue'), mark('good'), title('Connected'),
    lead((pane.institution ? pane.institution.name + ' is' : 'Your bank is') + ' ready to be linked with ' + (pane.client_name || 'the application') + '. Finish to hand it over.'),
    problem(''), strong('Finish'));
}

function failed(pane, { act, leave }) {
  return form(() => act('continue'), mark('bad'), title('That did not work'), lead(words(pane.error)),
    el('p', { class: 'code' }, [pane.institution && pane.institution.name, pane.error && pane.error.error_code].filter(Boolean).join(' · ')), problem(''), strong('Choose another bank'),
    el('button', { type: 'button', class: 'quiet', 'data-leave': true, onclick: () => leave(true) }, 'Leave'));
}

function trouble(pane, { again, leave }) {
  return form(() => (again || leave)(), mark('bad'), title(pane.title), lead(pane.text), strong(again ? 'Start again' : 'Close', { 'data-leave': !again }),
    again && el('button', { type: 'button', class: 'quiet', 'data-leave': true, onclick: () => leave(true) }, 'Leave'));
}

function over(pane) {
  return el('div', null, mark(pane.linked ? 'good' : 'wait'), title(pane.linked ? 'Account linked' : 'No account linked'),
    lead(pane.linked ? 'You can close this window.' : 'Nothing was linked. Open the link again to start over, as long as it is valid.'));
}

const alone = () => el('div', null, mark('link'), title('This is the simulated Plaid Link'),
  lead('It opens inside the page of an application that calls Plaid.create, or under a hosted link.'));

const panes = {
  CONSENT: consent, SELECT_INSTITUTION: chooseBank, CREDENTIAL: credential, MFA: secondFactor,
  SELECT_ACCOUNT: chooseAccount, CONNECTED: connected, ERROR: failed, TROUBLE: trouble, OVER: over, ALONE: alone,
};

// paint shows a pane. A search changes the list alone, so that typing goes on undisturbed.
export function paint(pane, can) {
  const main = byId('pane');
  if (pane.view === 'SELECT_INSTITUTION' && main.dataset.view === pane.view && !pane.error) {
    const on = document.activeElement && document.activeElement.dataset.bank;
    byId('banks').replaceWith(bankList(pane, can.act));
    const still = on && document.querySelector(`[data-bank="${on}"]`);
    if (still) still.focus(); else if (on) byId('field-query').focus();
    byId('live').textContent = pane.institutions.length === 1 ? '1 bank' : pane.institutions.length + ' banks';
    return;
  }
  const typed = main.dataset.view === pane.view && byId('field-username') ? byId('field-username').value : '';
  clearTimeout(wait);
  main.dataset.view = pane.view;
  byId('sheet').hidden = false;
  byId('back').disabled = !['SELECT_INSTITUTION', 'CREDENTIAL', 'MFA', 'ERROR'].includes(pane.view);
  byId('close').disabled = ['OVER', 'ALONE'].includes(pane.view);
  main.replaceChildren(panes[pane.view](pane, can));
  main.scrollTop = 0;
  if (typed) { // the login was refused: the name stays, and most often the password was wrong
    byId('field-username').value = typed;
    return byId('field-password').focus({ preventScroll: true });
  }
  (main.querySelector('input[data-first]') || byId('title')).focus({ preventScroll: true });
}
