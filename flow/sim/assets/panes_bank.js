// The panes around the choice of the bank.
import { el, title, lead, strong, quiet, problem, mark, words, form, field, bankHead, bankRows, hint } from './dom.js';

export function consent(pane, { act }) {
  const name = pane.client_name || 'the application';
  return form(() => act('continue'), mark('link'), title((pane.client_name || 'This application') + ' uses Plaid to link your bank'),
    el('ul', { class: 'points' },
      el('li', null, el('strong', null, 'You choose'), ' the bank and the account that are shared.'),
      el('li', null, el('strong', null, 'Your password'), ' goes to the bank, not to ' + name + '.')),
    problem(words(pane.error)), strong('Continue'), pane.can_be_saved && quiet('Use a saved login', () => act('saved_login')));
}

let wait = 0; // a search is asked for when the typing pauses

export function stopSearching() { clearTimeout(wait); }

export function searchField(value, ask) {
  const search = field('Search for your bank', { name: 'query', type: 'search', autocomplete: 'off', placeholder: 'First Platypus Bank', value: value || '', 'data-first': true });
  search.querySelector('input').addEventListener('input', (e) => {
    clearTimeout(wait);
    wait = setTimeout(() => ask(e.target.value), 250);
  });
  return search;
}

export function chooseBank(pane, { act, search: ask }) {
  return el('div', { class: 'grow' }, title('Choose your bank'), searchField(pane.query, ask), problem(words(pane.error)), bankList(pane, act),
    pane.by_number && quiet('Use account numbers instead', () => act('by_number')));
}

export const bankList = (pane, act) => bankRows(pane.institutions, (id) => act('select_institution', { institution_id: id }));

export function authType(pane, { act }) {
  const way = (selection, text, small) => el('li', null, el('button', { type: 'button', class: 'row', onclick: () => act('auth_type', { selection }) },
    el('span', { class: 'two' }, el('span', null, text), el('small', null, small))));
  return el('div', null, title('How do you want to link your account?'), problem(words(pane.error)), el('ul', { class: 'list' },
    way('instant', 'Log in to your bank', 'Linked at once'),
    pane.by_number && way('manual', 'Enter account numbers', 'Verified by a small deposit, in a day or two')));
}

const notices = {
  closed: 'The bank’s window was closed before you were done.',
  timeout: 'The bank did not answer in time.',
};

// oauth is the pane before the bank's own page, and the one that waits for it.
export function oauth(pane, { openBank, act }) {
  const bank = pane.institution ? pane.institution.name : 'your bank';
  const open = pane.oauth.opened;
  const text = open ? (pane.oauth.whole ? 'This window goes to your bank and comes back.' : 'Log in there. This page goes on by itself when you are done.')
    : 'You log in on the bank’s own page' + (pane.oauth.whole ? ' and come back here.' : ', which opens in a window of its own.');
  return form(() => openBank(pane), bankHead(pane), open && mark('busy'), title(open ? 'Waiting for ' + bank : 'Log in at ' + bank), lead(text),
    problem(notices[pane.oauth.notice] || words(pane.error)), strong(open ? 'Open the bank again' : 'Continue to your bank'),
    open && !pane.oauth.whole && quiet('Cancel', () => act('oauth_closed')),
    !open && hint(el('p', null, 'The simulated bank takes any login and lets you choose what it answers.')));
}
