// What panes are made of. Every text goes in as text, never as markup.
export const byId = (id) => document.getElementById(id);

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((c) => c != null && c !== false));
  return node;
}

export const title = (text) => el('h1', { id: 'title', tabindex: '-1' }, text);
export const lead = (text) => el('p', { class: 'lead' }, text);
export const strong = (text, attributes) => el('button', { type: 'submit', class: 'strong', ...attributes }, text);
export const quiet = (text, onclick, attributes) => el('button', { type: 'button', class: 'quiet', onclick, ...attributes }, text);
export const problem = (text) => el('p', { id: 'problem', class: 'problem', role: 'alert', hidden: !text }, text || '');
export const mark = (kind) => el('div', { class: 'mark ' + kind, 'aria-hidden': 'true' });

// say shows a problem of the page's own finding next to what was asked.
export function say(text) {
  const slot = byId('problem');
  if (slot) { slot.textContent = text; slot.hidden = false; slot.scrollIntoView({ block: 'nearest' }); }
}

// Where Plaid's own words for the customer are missing or too short, ours stand in.
const ours = {
  INVALID_CREDENTIALS: 'The user name or password is not right. Try again.',
  INVALID_MFA: 'That answer is not right. Try again.',
  INVALID_OTP: 'That code is not right. Try again.',
  INVALID_PHONE_NUMBER: 'That is not a phone number of the United States or Canada. Try again.',
  INVALID_ACCOUNT_NUMBER: 'These numbers do not fit the account. Check them and try again.',
  INCORRECT_DEPOSIT_VERIFICATION: 'That is not the code of the deposit. Try again.',
  TOO_MANY_VERIFICATION_ATTEMPTS: 'The code was wrong three times, so this account cannot be verified any more.',
  INSUFFICIENT_CREDENTIALS: 'The login at the bank was not finished.',
  ACCESS_NOT_GRANTED: 'The bank was not allowed to share what is needed.',
  NO_AUTH_ACCOUNTS: 'None of the accounts can be used for payments. A checking or savings account is needed.',
  RECAPTCHA_BAD: 'You could not be told from a robot.',
  INSTANT_MATCH_FAILED: 'This account cannot be verified by its numbers.',
  INVALID_LINK_TOKEN: 'This link has run out, or there were too many wrong logins.',
};

export function words(error) {
  if (!error) return '';
  return ours[error.error_code] || error.display_message || error.error_message;
}

export function form(submit, ...children) {
  return el('form', { novalidate: true, onsubmit: (e) => { e.preventDefault(); submit(e.target); } }, ...children);
}

export function field(label, attributes) {
  const id = 'field-' + attributes.name;
  return el('div', { class: 'field' }, el('label', { for: id }, label),
    el('input', { id, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false', ...attributes }));
}

export function choices(kind, name, legend, options) {
  return el('fieldset', { class: 'list' }, el('legend', { class: legend ? '' : 'unseen' }, legend || 'Accounts'),
    ...options.map((o, i) => el('label', { class: 'row' },
      el('span', { class: 'two' }, el('span', null, o.text), o.small && el('small', null, o.small)),
      el('input', { type: kind, name, value: o.value, checked: o.checked, 'data-first': i === 0 }))));
}

// accountChoices are accounts as choices, each with its kind and last digits.
export function accountChoices(pane, checked) {
  return pane.accounts.map((a) => ({ value: a.id, text: a.name, small: a.subtype + (a.mask ? ' ····' + a.mask : ''), checked: checked(a) }));
}

export const checkedIn = (form) => [...form.querySelectorAll('input:checked')].map((i) => i.value);

// avatar gives each bank a colour of its own, out of its name.
export function avatar(name) {
  let hue = 0;
  for (const c of name) hue = (hue * 31 + c.codePointAt(0)) % 8;
  const letters = name.split(/\s+/).map((w) => w[0]).join('').slice(0, 2).toUpperCase();
  return el('span', { class: 'avatar tone' + hue, 'aria-hidden': 'true' }, letters);
}

export function bankHead(pane) {
  if (!pane.institution) return null;
  return el('div', { class: 'bank' }, avatar(pane.institution.name), el('span', null, pane.institution.name));
}

// bankRow is a bank to choose.
export function bankRow(bank, choose) {
  return el('li', null, el('button', { type: 'button', class: 'row', 'data-bank': bank.institution_id, onclick: () => choose(bank.institution_id) },
    avatar(bank.name), el('span', { class: 'two' }, el('span', null, bank.name), el('small', null, bank.url.replace(/^https:\/\//, '')))));
}

export function bankRows(banks, choose) {
  if (banks.length === 0) return el('p', { class: 'empty', id: 'banks', role: 'status' }, 'No bank of that name. The simulator knows the banks of Plaid’s Sandbox only.');
  return el('ul', { class: 'list', id: 'banks', 'aria-label': 'Banks' }, ...banks.map((b) => bankRow(b, choose)));
}

export const banksFound = (n) => (n === 1 ? '1 bank' : n + ' banks');

export function hint(...children) { return el('aside', { class: 'hint', 'aria-label': 'Test data' }, ...children); }

// fill is a button in a hint that types the test data for the customer.
export const fill = (type) => el('button', { type: 'button', class: 'inline', onclick: type }, 'Fill in');

// more is a part of a hint that is shown on demand: a list of words and what they do.
export function more(label, pairs) {
  return el('details', null, el('summary', null, label), el('dl', null,
    ...pairs.flatMap(([word, does]) => [el('dt', null, el('code', null, word)), el('dd', null, does)])));
}
