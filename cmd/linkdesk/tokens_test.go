package main

import "regexp"

// tokenShape is a Plaid token in clear, as the simulator makes them.
var tokenShape = regexp.MustCompile(`(access|public|processor|link)-(sandbox|production)-[0-9a-f]{8}-[0-9a-f]{4}`)
