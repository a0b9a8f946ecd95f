// The current Plaid client for Node, and what its scripts check of every answer.
import assert from 'node:assert/strict';
import { Configuration, PlaidApi } from 'plaid';
import { clientID, id, isPlaidError, requestID, secret, token, url } from './kit.mjs';

export const api = (headers) => new PlaidApi(new Configuration({ basePath: url, baseOptions: { headers } }));
export const plaid = api({ 'PLAID-CLIENT-ID': clientID, 'PLAID-SECRET': secret });

// refused runs a call that must fail, and checks what a caller finds in the error.
export async function refused(call, type, code, status = 400) {
  const error = await call.then(() => assert.fail(`${code} did not come`), (e) => e);
  assert.ok(error.response, String(error));
  assert.equal(error.response.status, status);
  isPlaidError(error.response.data, type, code);
  return error.response.data;
}

// ok checks what every answer has.
export async function ok(call) {
  const { status, data, headers } = await call;
  assert.equal(status, 200);
  assert.match(data.request_id, requestID);
  assert.match(headers['content-type'], /^application\/json/);
  return data;
}

export async function item(options) {
  const sandbox = await ok(plaid.sandboxPublicTokenCreate({ institution_id: 'ins_109508', initial_products: ['auth', 'identity'], options }));
  assert.match(sandbox.public_token, token('public'));
  const made = await ok(plaid.itemPublicTokenExchange({ public_token: sandbox.public_token }));
  assert.match(made.access_token, token('access'));
  assert.match(made.item_id, id);
  return made;
}
