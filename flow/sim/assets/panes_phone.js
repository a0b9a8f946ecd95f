// The panes of remember-me: a phone number, the code sent there, and what is saved.
import { el, title, lead, strong, quiet, problem, mark, words, form, field, choices, accountChoices, checkedIn, bankHead, bankRow, hint, fill, more, say } from './dom.js';

const numbers = [
  ['415-555-0010', 'is new here'], ['415-555-0011', 'has a login at one bank'], ['415-555-0012', 'has one at two banks'],
  ['415-555-0013', 'has one at a bank that is asked again'], ['415-555-0014', 'is on a new device'], ['415-555-0015', 'has chosen the account too'],
];

export function phone(pane, { act }) {
  const node = form((f) => act('phone', { phone: f.phone.value }), mark('phone'), title('Use a saved login'),
    lead('If you saved your bank with Plaid before, your phone number finds it.'), problem(words(pane.error)),
    field('Phone number', { name: 'phone', type: 'tel', autocomplete: 'off', inputmode: 'tel', value: pane.phone.number, 'data-first': true }),
    strong('Continue'), quiet('Go on without', () => act('skip_phone')),
    hint(el('p', null, 'No message is ever sent. Try ', el('code', null, '415-555-0011'), '. ', fill(() => { node.phone.value = '415-555-0011'; node.phone.focus(); })),
      more('Other numbers', numbers)));
  return node;
}

export function phoneCode(pane, { act }) {
  return form((f) => act('otp', { code: f.code.value }), mark('phone'), title('Look at your phone'),
    lead('A code was sent to the number that ends in ' + pane.phone.ending + '.'), problem(words(pane.error)),
    field('Code', { name: 'code', autocomplete: 'off', inputmode: 'numeric', maxlength: '6', 'data-first': true }),
    strong('Continue'), quiet('Go on without', () => act('skip_phone')),
    hint(el('p', null, 'The right code: ', el('code', null, '123456'))));
}

export function savedBank(pane, { act }) {
  return el('div', null, title('Choose a saved bank'), problem(words(pane.error)),
    el('ul', { class: 'list', 'aria-label': 'Saved banks' }, ...pane.institutions.map((b) => bankRow(b, (id) => act('saved_institution', { institution_id: id })))),
    quiet('Another bank', () => act('other_bank')));
}

export function savedAccount(pane, { act }) {
  return form((f) => {
    const ids = checkedIn(f);
    return ids.length > 0 ? act('accounts', { account_ids: ids }) : say('Choose an account first.');
  }, bankHead(pane), title(pane.multiple ? 'Choose the saved accounts to share' : 'Choose the saved account to share'), problem(words(pane.error)),
  choices(pane.multiple ? 'checkbox' : 'radio', 'account', '', accountChoices(pane, () => pane.accounts.length === 1)),
  strong('Share'), quiet('Another bank', () => act('other_bank')));
}
