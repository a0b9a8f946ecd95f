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
//	POST /token    {}                                            -> {"link_token"}
//	POST /event    {"event_name","metadata"}                     -> 204
//	POST /result   {"kind":"success","public_token","metadata"}
//	               {"kind":"exit","error","metadata"}
//	               {"kind":"failed","reason"}                    -> {"ending","text"}
//	POST /beacon   {"why":"closed"}                              -> 204
//
// The answer to /result is 200 when the result is kept, 409 when another one settled the
// flight before, and 500 when it could not be kept, which leaves the flight open for a
// second try. Everything else about who may ask what is in guard.go.
package link
