// The rest of Plaid's endpoints with the current client for Node: numbers and owners, what a
// partner reads by its processor token, users, institutions.
import assert from 'node:assert/strict';
import { item, ok, plaid, refused } from './current.mjs';
import { id, isPlaidError, request, requestID, token } from './kit.mjs';

// Numbers and owners.
const { access_token, item_id } = await item();
const { accounts, numbers } = await ok(plaid.authGet({ access_token }));
assert.deepEqual(numbers.ach.map((n) => n.account).sort(), ['1111222233330000', '1111222233331111', '1111222233339002']);
assert.deepEqual([numbers.eft, numbers.bacs, numbers.international], [[], [], []]);
const checking = accounts.find((a) => a.mask === '0000');
const ach = numbers.ach.find((n) => n.account_id === checking.account_id);
assert.deepEqual([ach.account, ach.routing, ach.wire_routing], ['1111222233330000', '011401533', '021000021']);
const owned = await ok(plaid.identityGet({ access_token, options: { account_ids: [checking.account_id] } }));
assert.equal(owned.accounts.length, 1);
const [owner] = owned.accounts[0].owners;
assert.deepEqual(owner.names, ['Alberta Bobbeth Charleson']);
assert.equal(owner.emails.find((e) => e.primary).data, 'accountholder0@example.com');
assert.equal(owner.addresses.find((a) => a.primary).data.city, 'Malakoff');

// What a partner reads by its token: one account, and one number instead of a list.
const { processor_token } = await ok(plaid.processorTokenCreate({ access_token, account_id: checking.account_id, processor: 'dwolla' }));
const read = await ok(plaid.processorAuthGet({ processor_token }));
assert.equal(read.account.account_id, checking.account_id);
assert.deepEqual([read.numbers.ach.account, read.numbers.eft, read.numbers.bacs, read.numbers.international], ['1111222233330000', null, null, null]);
assert.equal((await ok(plaid.processorBalanceGet({ processor_token }))).account.balances.available, 100);
assert.equal((await ok(plaid.processorAccountGet({ processor_token }))).institution_id, 'ins_109508');
assert.deepEqual((await ok(plaid.processorIdentityGet({ processor_token }))).account.owners[0].names, owner.names);
await refused(plaid.processorAuthGet({ processor_token: 'processor-sandbox-00000000-0000-0000-0000-000000000000' }), 'INVALID_INPUT', 'INVALID_PROCESSOR_TOKEN');

// Permissions of a token: the partner then sees what it may.
assert.deepEqual((await ok(plaid.processorTokenPermissionsGet({ processor_token }))).products, []);
await ok(plaid.processorTokenPermissionsSet({ processor_token, products: ['identity'] }));
assert.deepEqual((await ok(plaid.processorTokenPermissionsGet({ processor_token }))).products, ['identity']);
await refused(plaid.processorAuthGet({ processor_token }), 'INVALID_INPUT', 'INVALID_PRODUCT');
await ok(plaid.processorIdentityGet({ processor_token }));
await ok(plaid.processorTokenPermissionsSet({ processor_token, products: [] }));
await ok(plaid.processorAuthGet({ processor_token }));

// Tokens that need no Link, and the one that has a path of its own.
const sandbox = await ok(plaid.sandboxProcessorTokenCreate({ institution_id: 'ins_109508' }));
assert.match(sandbox.processor_token, token('processor'));
assert.match((await ok(plaid.processorAuthGet({ processor_token: sandbox.processor_token }))).account.account_id, id);
assert.match((await ok(plaid.processorStripeBankAccountTokenCreate({ access_token, account_id: checking.account_id }))).stripe_bank_account_token, /^btok_/);

// A new access token for the old one.
const { new_access_token } = await ok(plaid.itemAccessTokenInvalidate({ access_token }));
assert.match(new_access_token, token('access'));
await refused(plaid.itemGet({ access_token }), 'INVALID_INPUT', 'INVALID_ACCESS_TOKEN');
assert.equal((await ok(plaid.itemGet({ access_token: new_access_token }))).item.item_id, item_id);
await ok(plaid.processorAuthGet({ processor_token }));

// Institutions.
const found = await ok(plaid.institutionsSearch({ query: 'Platypus', country_codes: ['US'], products: ['auth'] }));
assert.ok(found.institutions.length > 1 && found.institutions.length <= 10);
assert.ok(found.institutions.every((i) => i.name.includes('Platypus') && i.products.includes('auth')));
assert.deepEqual((await ok(plaid.institutionsSearch({ query: 'no bank of that name', country_codes: ['US'] }))).institutions, []);
const first = await ok(plaid.institutionsGet({ count: 2, offset: 0, country_codes: ['US'] }));
const second = await ok(plaid.institutionsGet({ count: 2, offset: 2, country_codes: ['US'] }));
assert.equal(first.total, second.total);
assert.equal(new Set([...first.institutions, ...second.institutions].map((i) => i.institution_id)).size, 4);
await refused(plaid.institutionsGet({ count: 0, offset: 0, country_codes: ['US'] }), 'INVALID_REQUEST', 'INVALID_FIELD');

// Users: a link token for one, and the Items that it has.
const user = await plaid.userCreate({ client_user_id: 'customer-of-many-banks' });
assert.ok([200, 201].includes(user.status));
assert.match(user.data.request_id, requestID);
assert.match(user.data.user_id, /^usr_/);
const link = await ok(plaid.linkTokenCreate({ ...request, user: undefined, user_id: user.data.user_id }));
assert.equal((await ok(plaid.linkTokenGet({ link_token: link.link_token }))).user_id, user.data.user_id);
const fresh = await ok(plaid.sandboxPublicTokenCreate({ institution_id: 'ins_109509', initial_products: ['auth'], user_id: user.data.user_id }));
const theirs = await ok(plaid.itemPublicTokenExchange({ public_token: fresh.public_token }));
const items = await ok(plaid.userItemsGet({ user_id: user.data.user_id }));
assert.deepEqual(items.items.map((i) => [i.item_id, i.institution_id]), [[theirs.item_id, 'ins_109509']]);
await ok(plaid.userItemsRemove({ user_id: user.data.user_id, item_ids: [theirs.item_id] }));
assert.deepEqual((await ok(plaid.userItemsGet({ user_id: user.data.user_id }))).items, []);
await refused(plaid.accountsGet({ access_token: theirs.access_token }), 'ITEM_ERROR', 'ITEM_NOT_FOUND');

// A login that has to be renewed stops the partner too; removal ends it.
await ok(plaid.sandboxItemResetLogin({ access_token: new_access_token }));
await refused(plaid.authGet({ access_token: new_access_token }), 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
await refused(plaid.processorBalanceGet({ processor_token }), 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
isPlaidError((await ok(plaid.itemGet({ access_token: new_access_token }))).item.error, 'ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
await ok(plaid.itemRemove({ access_token: new_access_token }));
await refused(plaid.processorAuthGet({ processor_token }), 'ITEM_ERROR', 'ITEM_NOT_FOUND');
