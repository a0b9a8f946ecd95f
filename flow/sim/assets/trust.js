// trusted: a frame of ours may sit in pages of this computer only. frame-ancestors says it to
// the browser, and this says it again for browsers that do not know loopback ports there.
export function trusted(origin) {
  try { return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(origin).hostname); } catch (_) { return false; }
}
