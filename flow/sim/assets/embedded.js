// The bank search that a page holds in itself. A choice is told to that page, whose Link then
// opens at the chosen bank.
import { byId, el, lead, problem, say, bankRows } from './dom.js';
import { repaintBanks } from './panes.js';
import { searchField } from './panes_bank.js';
import { trusted } from './trust.js';

let owner = null; // origin of the page that embeds us; the first to speak stays it
let token = '';

addEventListener('message', (e) => {
  if (e.source !== window.parent || window.parent === window || !trusted(e.origin) || !e.data) return;
  if (owner || e.data.linksim !== 'embed' || typeof e.data.token !== 'string') return;
  owner = e.origin;
  token = e.data.token;
  search('', true);
});

const pick = (institutionId) => window.parent.postMessage({ linksim: 'pick', institutionId }, owner);

async function search(query, first) {
  try {
    const response = await fetch('/_link/banks', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ link_token: token, query }), cache: 'no-store',
    });
    if (response.status !== 200) return show(lead('This link is no longer valid. Ask for a new one.'));
    const { institutions } = await response.json();
    const list = bankRows(institutions, pick);
    if (first) show(searchField('', search), problem(''), list); else repaintBanks(list, institutions.length);
  } catch (_) {
    if (first) show(lead('The simulator does not answer.')); else say('The search did not work.');
  }
}

function show(...nodes) { byId('pane').replaceChildren(el('div', { class: 'grow' }, ...nodes)); }

if (window.parent !== window) window.parent.postMessage({ linksim: 'ready' }, '*'); // says nothing but that we are here
