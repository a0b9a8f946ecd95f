// The callback-style clients. Nothing in them is changed: the address goes into the exported
// list of environments, which is where their constructor looks it up.
//   plaid-8 (8.5) posts processor tokens to /processor/token/create,
//   plaid-4 (4.5) to the older path of each processor, /processor/prime_trust/....
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { clientID, id, isPlaidError, request, secret, submitted, token, url } from './kit.mjs';

const name = process.argv[3];
const plaid = createRequire(import.meta.url)(name);
plaid.environments.simulator = url;
const client = name === 'plaid-4' ? new plaid.Client(clientID, secret, '', plaid.environments.simulator)
  : new plaid.Client({ clientID, secret, env: plaid.environments.simulator });

// Every call is made with a callback, the way this client was written to be used.
const call = (method, ...args) => promisify(client[method].bind(client))(...args);

async function refused(answer, type, code) {
  const error = await answer.then(() => assert.fail(`${code} did not come`), (e) => e);
  assert.ok(error instanceof plaid.PlaidError, String(error));
  assert.equal(error.message, code);
  assert.equal(error.status_code, 400);
  isPlaidError(error, type, code);
}

if (name === 'plaid-8') {
  const link = await call('createLinkToken', request);
  assert.equal(link.status_code, 200);
  assert.match(link.link_token, token('link'));
  assert.equal((await call('getLinkToken', link.link_token)).metadata.client_name, 'A shop');
  assert.equal((await call('getInstitutionById', 'ins_109508', ['US'], {})).institution.name, 'First Platypus Bank');
  assert.equal((await call('searchInstitutionsByName', 'gingham', ['auth'], ['US'], {})).institutions[0].institution_id, 'ins_109509');
}

// plaid-4 asks for it with a public_key, which Plaid refuses today; Link would give it as well.
const body = { client_id: clientID, secret, institution_id: 'ins_109508', initial_products: ['auth', 'identity'] };
const headers = { 'Content-Type': 'application/json' };
const fresh = await (await fetch(url + '/sandbox/public_token/create', { method: 'POST', headers, body: JSON.stringify(body) })).json();
if (name === 'plaid-8') Object.assign(fresh, await call('sandboxPublicTokenCreate', 'ins_109508', ['auth', 'identity'], {}));
else await refused(call('sandboxPublicTokenCreate', 'ins_109508', ['auth'], {}), 'INVALID_REQUEST', 'INCOMPATIBLE_API_VERSION');
const { access_token, item_id } = await call('exchangePublicToken', fresh.public_token);
assert.match(access_token, token('access'));
assert.match(item_id, id);

const { accounts } = await call('getAccounts', access_token);
const checking = accounts.find((a) => a.mask === '0000');
const some = await call('getBalance', access_token, { account_ids: [checking.account_id] });
assert.deepEqual(some.accounts.map((a) => a.balances.current), [110]);
assert.equal((await call('getItem', access_token)).item.item_id, item_id);

const { numbers } = await call('getAuth', access_token, { account_ids: [checking.account_id] });
assert.deepEqual(numbers.ach.map((n) => [n.account_id, n.account]), [[checking.account_id, '1111222233330000']]);
assert.equal((await call('getIdentity', access_token)).accounts[0].owners[0].names[0], 'Alberta Bobbeth Charleson');

const { processor_token } = await call('createProcessorToken', access_token, checking.account_id, 'prime_trust');
assert.match(processor_token, token('processor'));
await submitted(processor_token, '0000');

assert.match((await call('createStripeToken', access_token, checking.account_id)).stripe_bank_account_token, /^btok_/);

await refused(call('exchangePublicToken', 'public-sandbox-nothing'), 'INVALID_INPUT', 'INVALID_PUBLIC_TOKEN');
await refused(call('createProcessorToken', access_token, 'x'.repeat(37), 'prime_trust'), 'INVALID_INPUT', 'INVALID_ACCOUNT_ID');
await call('resetLogin', access_token);
await refused(call('getBalance', access_token), 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
const { new_access_token } = await call('invalidateAccessToken', access_token);
await refused(call('getItem', access_token), 'INVALID_INPUT', 'INVALID_ACCESS_TOKEN');
await call('removeItem', new_access_token);
await refused(call('getItem', new_access_token), 'ITEM_ERROR', 'ITEM_NOT_FOUND');

// The same client as promises, which its last versions answer without a callback.
const again = await client.getAccounts(new_access_token).catch((e) => e);
assert.equal(again.error_code, 'ITEM_NOT_FOUND');
