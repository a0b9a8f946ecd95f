// The panes around the account: which one, and by what numbers it is verified.
import { el, title, lead, strong, problem, mark, words, form, field, choices, accountChoices, checkedIn, bankHead, hint, fill, say } from './dom.js';

export function chooseAccount(pane, { act }) {
  const shared = (a) => pane.accounts.length === 1 || pane.selected.includes(a.id);
  return form((f) => {
    const ids = checkedIn(f);
    return ids.length > 0 ? act('accounts', { account_ids: ids }) : say('Choose an account first.');
  }, bankHead(pane), title(pane.multiple ? 'Choose the accounts to share' : 'Choose the account to share'), problem(words(pane.error)),
  choices(pane.multiple ? 'checkbox' : 'radio', 'account', '', accountChoices(pane, shared)), strong('Share'));
}

const testNumbers = {
  match: ['021000021', '111122223333'], automated: ['021000021', '111122223333'],
  instant: ['333333334', '1111222233330000'], same_day: ['110000000', '1111222233330000'],
};

// numbers asks for the account's numbers, or for the code of the deposit that verifies them.
export function numbers(pane, can) {
  const { kind, mask } = pane.numbers;
  if (kind === 'code') return depositCode(pane, can);
  const [routing, account] = testNumbers[kind];
  const whole = ['match', 'automated'].includes(kind) ? account + mask : account;
  const node = form((f) => {
    const subtype = f.subtype ? f.subtype.value : '';
    if (f.subtype && !subtype) return say('Choose the kind of account first.');
    return can.act('numbers', { routing_number: f.routing.value.trim(), account_number: f.account.value.trim(), subtype });
  }, bankHead(pane), title('Enter your account numbers'),
  lead(mask ? 'They are those of the account that ends in ' + mask + '.' : 'They are printed on a check, and shown in your bank’s app.'), problem(words(pane.error)),
  field('Routing number', { name: 'routing', autocomplete: 'off', inputmode: 'numeric', maxlength: '9', 'data-first': true }),
  field('Account number', { name: 'account', autocomplete: 'off', inputmode: 'numeric', maxlength: '17' }),
  !mask && choices('radio', 'subtype', 'Kind of account', [{ value: 'checking', text: 'Checking' }, { value: 'savings', text: 'Savings' }]),
  strong('Continue'),
  hint(el('p', null, 'Test numbers: ', el('code', null, routing), ' and ', el('code', null, whole), '. ', fill(() => {
    node.routing.value = routing;
    node.account.value = whole;
    if (node.subtype) node.subtype.value = 'checking';
    node.account.focus();
  }))));
  return node;
}

function depositCode(pane, { act }) {
  return form((f) => act('deposit_code', { code: f.code.value }), bankHead(pane), title('Look at your deposits'),
    lead('The text of the small deposit to the account' + (pane.numbers.mask ? ' that ends in ' + pane.numbers.mask : '') + ' has a code.'), problem(words(pane.error)),
    field('Code', { name: 'code', autocomplete: 'off', maxlength: '12', 'data-first': true }), strong('Continue'),
    hint(el('p', null, 'The right code: ', el('code', null, 'ABC'))));
}

export function depositSent(pane, { act }) {
  const instant = pane.view === 'INSTANT_MICRODEPOSIT_AUTHORIZED';
  return form(() => act('continue'), mark('good'), title(instant ? 'A deposit was sent' : 'A deposit is on its way'),
    lead(instant ? 'A cent arrives in seconds. Its text has a code that you enter next.'
      : 'A cent arrives in a day or two. Its text has a code; ' + (pane.client_name || 'the application') + ' will ask you for it then.'),
    problem(words(pane.error)), strong(instant ? 'Continue' : 'Finish'));
}
