// The whole road with the current Plaid client for Node, from the link token to Prime Trust.
import assert from 'node:assert/strict';
import { api, item, ok, plaid, refused } from './current.mjs';
import { id, isPlaidError, request, submit, submitted, token, url } from './kit.mjs';

// Link tokens.
const hosted = await ok(plaid.linkTokenCreate({ ...request, hosted_link: { completion_redirect_uri: 'http://localhost:8080/complete' } }));
assert.match(hosted.link_token, token('link'));
assert.ok(new URL(hosted.hosted_link_url).href.startsWith(url));
assert.ok(Date.parse(hosted.expiration) > Date.now());
const seen = await ok(plaid.linkTokenGet({ link_token: hosted.link_token }));
assert.equal(seen.link_token, hosted.link_token);
assert.deepEqual(seen.metadata.initial_products, ['auth']);
assert.equal(seen.metadata.client_name, 'A shop');
assert.equal('link_sessions' in seen, false, 'nobody has opened it');
const plain = await ok(plaid.linkTokenCreate(request));
assert.equal('hosted_link_url' in plain, false);

// The Item and its accounts.
const { access_token, item_id } = await item();
const { accounts, item: of } = await ok(plaid.accountsGet({ access_token }));
const checking = accounts.find((a) => a.subtype === 'checking');
assert.equal(of.item_id, item_id);
assert.equal(of.institution_id, 'ins_109508');
assert.equal(of.error, null);
assert.deepEqual([checking.name, checking.mask, checking.type, checking.balances.current, checking.balances.iso_currency_code], ['Plaid Checking', '0000', 'depository', 110, 'USD']);
assert.match(checking.account_id, id);
const one = await ok(plaid.accountsBalanceGet({ access_token, options: { account_ids: [checking.account_id] } }));
assert.deepEqual(one.accounts.map((a) => [a.account_id, a.balances.available]), [[checking.account_id, 100]]);
const whole = await ok(plaid.itemGet({ access_token }));
assert.equal(whole.item.item_id, item_id);
assert.ok('status' in whole);
const bank = await ok(plaid.institutionsGetById({ institution_id: 'ins_109508', country_codes: ['US'], options: { include_optional_metadata: true } }));
assert.equal(bank.institution.name, 'First Platypus Bank');

// The processor token, and what Prime Trust makes of it.
const processor = await ok(plaid.processorTokenCreate({ access_token, account_id: checking.account_id, processor: 'prime_trust' }));
assert.match(processor.processor_token, token('processor'));
await submitted(processor.processor_token, '0000');

// Errors, as error.response.data has them.
const bad = 'access-sandbox-00000000-0000-0000-0000-000000000000';
await refused(api({}).itemGet({ access_token }), 'INVALID_REQUEST', 'MISSING_FIELDS');
await refused(plaid.linkTokenCreate({ ...request, products: ['balance'] }), 'INVALID_INPUT', 'INVALID_PRODUCT');
await refused(plaid.linkTokenCreate({ ...request, country_codes: [] }), 'INVALID_REQUEST', 'INVALID_FIELD');
const extra = await refused(plaid.linkTokenCreate({ ...request, user: { client_user_id: 'c', shoe_size: 9 } }), 'INVALID_REQUEST', 'UNKNOWN_FIELDS');
assert.match(extra.error_message, /user\.shoe_size/);
await refused(plaid.linkTokenGet({ link_token: 'link-sandbox-00000000-0000-0000-0000-000000000000' }), 'INVALID_INPUT', 'INVALID_LINK_TOKEN');
await refused(plaid.itemPublicTokenExchange({ public_token: 'public-sandbox-00000000-0000-0000-0000-000000000000' }), 'INVALID_INPUT', 'INVALID_PUBLIC_TOKEN');
await refused(plaid.accountsGet({ access_token: bad }), 'INVALID_INPUT', 'INVALID_ACCESS_TOKEN');
await refused(plaid.processorTokenCreate({ access_token, account_id: 'x'.repeat(37), processor: 'prime_trust' }), 'INVALID_INPUT', 'INVALID_ACCOUNT_ID');
await refused(plaid.processorTokenCreate({ access_token, account_id: checking.account_id, processor: 'nobody' }), 'INVALID_INPUT', 'INVALID_PROCESSOR');
await refused(plaid.institutionsGetById({ institution_id: 'ins_0', country_codes: ['US'] }), 'INVALID_INPUT', 'INVALID_INSTITUTION');
await refused(plaid.transactionsSync({ access_token }), 'INVALID_REQUEST', 'NOT_FOUND', 404);
const locked = await refused(item({ override_password: 'error_ITEM_LOCKED' }), 'ITEM_ERROR', 'ITEM_LOCKED');
assert.ok(locked.display_message.length > 0, 'this one is for the customer to read');

// An Item that wants a new login: told in item.error, by a refusal, and to Prime Trust.
assert.equal((await ok(plaid.sandboxItemResetLogin({ access_token }))).reset_login, true);
isPlaidError((await ok(plaid.itemGet({ access_token }))).item.error, 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
await refused(plaid.accountsBalanceGet({ access_token }), 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
const broken = await submit(processor.processor_token);
assert.equal(broken.status, 422);
assert.equal(broken.body.errors[0].code, 25001);
assert.match(broken.body.errors[0].detail, /ITEM_LOGIN_REQUIRED/);
const update = await ok(plaid.linkTokenCreate({ ...request, products: undefined, access_token }));
assert.ok(Date.parse(update.expiration) - Date.now() <= 30 * 60 * 1000);

// Removal kills both tokens.
await ok(plaid.itemRemove({ access_token }));
await refused(plaid.accountsGet({ access_token }), 'ITEM_ERROR', 'ITEM_NOT_FOUND');
assert.equal((await submit(processor.processor_token)).body.errors[0].code, 25001);
