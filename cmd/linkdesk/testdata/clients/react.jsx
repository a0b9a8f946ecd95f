// An application in React as react-plaid-link's own documentation shows it. It keeps every
// callback, as link.html does, and can take Link out of the page or give it another token.
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PlaidEmbeddedLink, PlaidLink, usePlaidLink } from 'react-plaid-link';

window.calls = [];
const keep = (what) => (...args) => { window.calls.push({ handler: 'main', what, args }); };
const callbacks = { onLoad: keep('onLoad'), onEvent: keep('onEvent'), onSuccess: keep('onSuccess'), onExit: keep('onExit') };
const query = new URLSearchParams(location.search);

function Hook({ token }) {
  const { open, exit, ready, error } = usePlaidLink({ token, ...callbacks });
  return (
    <>
      <button type="button" disabled={!ready} onClick={() => open()}>Link a bank</button>
      <button type="button" onClick={() => exit({ force: true }, keep('exited'))}>Enough</button>
      <p>{error ? 'broken' : ready ? 'ready' : 'not ready'}</p>
    </>
  );
}

const Button = ({ token }) => <PlaidLink token={token} {...callbacks}>Link a bank</PlaidLink>;
const Embedded = ({ token }) => <PlaidEmbeddedLink token={token} {...callbacks} style={{ height: '600px' }} />;

function Shop() {
  const tokens = [query.get('token'), query.get('more')];
  const [mounted, setMounted] = useState(true);
  const [nth, setNth] = useState(0);
  const Kind = { hook: Hook, button: Button, embedded: Embedded }[query.get('as') || 'hook'];
  return (
    <>
      <h1>A shop in React</h1>
      <button type="button" onClick={() => setMounted(false)}>Go elsewhere</button>
      <button type="button" onClick={() => setNth(nth + 1)}>Another token</button>
      {mounted ? <Kind token={tokens[nth]} /> : <p>elsewhere</p>}
    </>
  );
}

createRoot(document.getElementById('shop')).render(<StrictMode><Shop /></StrictMode>);
