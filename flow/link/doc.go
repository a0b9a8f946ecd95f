// Package link hands the counterparty to Plaid Link and brings back what happened there.
//
// [Sandbox] asks Plaid's Sandbox for a public token and opens nothing. [Hosted] shows a page of
// Plaid's own and asks Plaid what became of it. [Browser] serves one page on the loopback
// interface for the length of one flight: the page loads Link, reports Link's callbacks, and
// tells the customer at the end what is true. It says "linked" only after the sink has kept the
// result.
//
// The page's protocol, which a test double of the customer speaks too:
//
//	GET  /<nonce>  once: 303 to / with the flight's cookie; 410 from then on
//	GET  /         the page
//	GET  <path of the redirect_uri>?oauth_state_id=...           the page, back from a bank
//	POST /token    {}                                            -> {"link_token","number"}
//	POST /renew    {"number"} of the dead token                  -> {"link_token","number"}
//	POST /event    {"event_name","metadata"}                     -> 204
//	POST /result   {"kind":"success","public_token","metadata"}
//	               {"kind":"empty","metadata"}                  a success that brought no token
//	               {"kind":"exit","error","metadata"}
//	               {"kind":"failed","reason"}                    -> {"ending","text"}
//	POST /beacon   {"why":"closed"}                              -> 204
//
// The answer to /result is 200 when the result is kept, 409 when another one settled the
// flight before, and 500 when it could not be kept, which leaves the flight open for a
// second try.
//
// /renew is for Link's INVALID_LINK_TOKEN: 200 with the next token, which is the one that
// another tab got already when number is an older one, 409 when the flight is over, and 502
// when there is none or the flight had three; the page then sends the exit as its result.
//
// With a redirect_uri the flight is served at its host and port and at nothing else, and its
// cookie comes along when a bank sends the customer back. One such visit is served as it
// comes; a state is good once, and a later one takes a click on a page of ours (410). The page
// gives its whole address to Link as receivedRedirectUri and leaves it, so that a reload
// begins anew. While the customer is at the bank no page is open, so a closed one is given up
// only after a quarter of an hour.
//
// In update mode a success needs no public_token and brings none to the sink.
//
// Everything else about who may ask what is in guard.go.
package link
