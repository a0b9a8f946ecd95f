// Package sim is the simulator: Plaid, Plaid Link's server side and Prime
// Trust behind one http.Handler, with no network and no keys.
//
// It is a peer, not a mock. It imports nothing of this module, so a field name
// that is wrong in a client cannot be wrong here in the same way. Plaid's paths,
// Prime Trust's /auth/jwts and /v2/..., Link's own calls under /_link/ and the
// steering wheel under /_sim/ share one address because none of them collide.
//
// Rules of the house:
//
//   - A request is handled under one lock, on one world, at one instant. Nothing
//     sleeps under that lock: delays come before it.
//   - What the world is made of is in the state (world.go) and survives the
//     process. What a scenario does to it (scenario.go, fault.go) belongs to the
//     process and does not.
//   - An answer leaves only after the state that it speaks of is kept.
//   - Every id comes from a seeded generator: same seed, same calls, same ids.
//   - Where the providers' behaviour is not documented the comment says that the
//     choice is ours.
package sim
