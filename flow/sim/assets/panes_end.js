// The panes at which Link ends, well or not.
import { el, title, lead, strong, quiet, problem, mark, words, form } from './dom.js';

export function connected(pane, { act }) {
  return form(() => act('continue'), mark('good'), title('Connected'),
    lead((pane.institution ? pane.institution.name + ' is' : 'Your account is') + ' ready to be linked with ' + (pane.client_name || 'the application') + '. Finish to hand it over.'),
    pane.accounts.length > 0 && el('ul', { class: 'shared', 'aria-label': 'Shared accounts' },
      ...pane.accounts.map((a) => el('li', null, a.name + (a.mask ? ' ····' + a.mask : '')))),
    problem(''), strong('Finish'));
}

export function failed(pane, { act, leave }) {
  const code = [pane.institution && pane.institution.name, pane.error && pane.error.error_code].filter(Boolean).join(' · ');
  return form(() => act('continue'), mark('bad'), title('That did not work'), lead(words(pane.error)), el('p', { class: 'code' }, code), problem(''),
    strong(pane.update ? 'Try again' : 'Choose another bank'), quiet('Leave', () => leave(true), { 'data-leave': true }));
}

export function trouble(pane, { again, leave }) {
  return form(() => (again || leave)(), mark('bad'), title(pane.title), lead(pane.text), strong(again ? 'Start again' : 'Close', { 'data-leave': !again }),
    again && quiet('Leave', () => leave(true), { 'data-leave': true }));
}

export function over(pane) {
  return el('div', null, mark(pane.linked ? 'good' : 'wait'), title(pane.linked ? 'Account linked' : 'No account linked'),
    lead(words(pane.error) || (pane.linked ? 'You can close this window.' : 'Nothing was linked. Open the link again to start over, as long as it is valid.')));
}

export const alone = () => el('div', null, mark('link'), title('This is the simulated Plaid Link'),
  lead('It opens inside the page of an application that calls Plaid.create, or under a hosted link.'));
