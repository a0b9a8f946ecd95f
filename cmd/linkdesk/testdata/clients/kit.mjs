// What the Node clients share: the address, test credentials and a few words for checks.
import assert from 'node:assert/strict';

export const url = process.argv[2];
export const clientID = '0123456789abcdef01234567';
export const secret = '0123456789abcdef0123456789abcd';
export const request = { client_name: 'A shop', language: 'en', country_codes: ['US'], products: ['auth'], user: { client_user_id: 'customer-1' } };

export const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
export const token = (kind) => new RegExp(`^${kind}-sandbox-${uuid.source}$`);
export const id = /^[A-Za-z0-9]{37}$/;
export const requestID = /^[A-Za-z0-9]{15}$/;

// isPlaidError checks the whole error object as it reaches a caller.
export function isPlaidError(body, type, code) {
  assert.equal(body.error_type, type);
  assert.equal(body.error_code, code);
  assert.ok(body.error_message.length > 0);
  assert.match(body.request_id, requestID);
  for (const member of ['display_message', 'documentation_url', 'suggested_action']) assert.ok(member in body, `${member} is absent`);
}

// submit hands a processor token to Prime Trust as its guides do: a JWT for e-mail and
// password, then the funds-transfer-method, with the bank in the answer.
export async function submit(processorToken) {
  const login = await fetch(url + '/auth/jwts', { method: 'POST', headers: { Authorization: 'Basic ' + btoa('operator@example.com:Secret123') } });
  assert.equal(login.status, 201);
  const headers = { Authorization: 'Bearer ' + (await login.json()).token, 'Content-Type': 'application/json' };
  const contacts = await (await fetch(url + '/v2/contacts', { headers })).json();
  const attributes = { 'funds-transfer-type': 'ach', 'ach-check-type': 'personal', 'contact-id': contacts.data[0].id, 'plaid-processor-token': processorToken };
  const response = await fetch(url + '/v2/funds-transfer-methods?include=bank', {
    method: 'POST', headers: { ...headers, 'X-Idempotent-ID-V2': crypto.randomUUID() },
    body: JSON.stringify({ data: { type: 'funds-transfer-methods', attributes } }),
  });
  return { status: response.status, body: await response.json() };
}

// submitted checks what Prime Trust made of a good token.
export async function submitted(processorToken, last4) {
  const { status, body } = await submit(processorToken);
  assert.equal(status, 201, JSON.stringify(body.errors));
  assert.equal(body.data.attributes.inactive, false);
  assert.equal(body.data.attributes['last-4'], last4);
  assert.equal(body.data.attributes['bank-account-type'], 'checking');
  assert.equal(body.included[0].attributes.name, 'First Platypus Bank');
  assert.equal(body.included[0].attributes['routing-number'], body.data.attributes['routing-number']);
}
