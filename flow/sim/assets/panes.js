// The panes of the simulated Link by their view names, and how one takes the other's place.
import { byId, banksFound } from './dom.js';
import { consent, chooseBank, bankList, authType, oauth, stopSearching } from './panes_bank.js';
import { credential, captcha, secondFactor } from './panes_login.js';
import { phone, phoneCode, savedBank, savedAccount } from './panes_phone.js';
import { chooseAccount, numbers, depositSent } from './panes_account.js';
import { connected, failed, trouble, over, alone } from './panes_end.js';

const panes = {
  CONSENT: consent, SELECT_INSTITUTION: chooseBank, SELECT_AUTH_TYPE: authType, OAUTH: oauth,
  CREDENTIAL: credential, RECAPTCHA: captcha, MFA: secondFactor,
  SUBMIT_PHONE: phone, VERIFY_PHONE: phoneCode, SELECT_SAVED_INSTITUTION: savedBank, SELECT_SAVED_ACCOUNT: savedAccount,
  SELECT_ACCOUNT: chooseAccount, NUMBERS: numbers, SAME_DAY_MICRODEPOSIT_AUTHORIZED: depositSent, INSTANT_MICRODEPOSIT_AUTHORIZED: depositSent,
  CONNECTED: connected, ERROR: failed, TROUBLE: trouble, OVER: over, ALONE: alone,
};

let pressed = false; // a finger or a button is down on the list of banks
let late = null; // what has to wait until it is up again

addEventListener('pointerdown', (e) => { pressed = Boolean(e.target.closest('#banks')); });
for (const up of ['pointerup', 'pointercancel']) {
  addEventListener(up, () => setTimeout(() => {
    pressed = false;
    if (late) late();
    late = null;
  }));
}

// repaintBanks changes the list alone after a search, so that typing goes on undisturbed. It
// does not take a bank away from under a click.
export function repaintBanks(list, count) {
  if (pressed) { late = () => repaintBanks(list, count); return; }
  if (!byId('banks')) return;
  const on = document.activeElement && document.activeElement.dataset.bank;
  byId('banks').replaceWith(list);
  const still = on && document.querySelector(`[data-bank="${on}"]`);
  if (still) still.focus(); else if (on) byId('field-query').focus();
  byId('live').textContent = banksFound(count);
}

// typedIn is what stays in its place when the pane comes back with an error: no secret, no
// code and no answer.
function typedIn(main) {
  return [...main.querySelectorAll('#field-username, #field-phone, #field-routing, #field-account')].map((field) => [field.id, field.value]);
}

// paint shows a pane.
export function paint(pane, can) {
  const main = byId('pane');
  const same = main.dataset.view === pane.view;
  if (pane.view === 'SELECT_INSTITUTION' && same && !pane.error) return repaintBanks(bankList(pane, can.act), pane.institutions.length);
  const typed = same && pane.error ? typedIn(main) : [];
  stopSearching();
  main.dataset.view = pane.view;
  byId('sheet').hidden = false;
  byId('back').disabled = !pane.can_go_back;
  byId('close').disabled = ['OVER', 'ALONE'].includes(pane.view);
  main.replaceChildren(panes[pane.view](pane, can));
  main.scrollTop = 0;
  for (const [id, value] of typed) if (byId(id)) byId(id).value = value;
  // When a login was refused the name stays, and most often the password was wrong.
  const focused = (typed.length > 0 && byId('field-password')) || main.querySelector('input[data-first]') || byId('title');
  // Whoever cannot see hears the heading and the problem together with the field.
  if (focused.id !== 'title') focused.setAttribute('aria-describedby', 'title problem');
  focused.focus({ preventScroll: true });
}
