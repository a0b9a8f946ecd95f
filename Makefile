# Everything that this project does to itself. README.md has the two commands that a newcomer
# needs; CI runs .ci/run.

RACY = ./flow ./flow/engine ./flow/explain ./flow/glass ./flow/link ./flow/primetrust ./flow/sim ./store/... ./tui/...
# Tests that turn over one byte after another or kill their children have one goroutine. Under the
# race detector they find nothing more and take many minutes, and what it watches of pointers ends a child
# that reads a page whose length is broken; so do troubles in pairs, which are one after the other, and what draws every scene, beside whose program the test itself drives the model.
LONE = TestAKeyHeldDown|TestFrames|TestColours|TestFindAndFilterSurvive|TestNoSecretIsEverShown|TestColumnsStayInLine|TestEveryEventIsTame|FuzzOutside|TestEverySizeSurvives|TestKeysPage|TestNothingFromOutside|TestRandomFlips|TestFlipsAnywhere|TestALengthOfAGigabyte|TestVerifyEveryByte|TestSalvage|TestKill|TestABadBackup|TestNoRoom|TestRebuild$$|TestTroubleInPairs

.PHONY: check test race vet format golden facts e2e bench fuzz bench-all mock demo pictures

check: format vet test race ## everything but what needs a browser

test: ## the README's test command
	go test ./...

race: ## the packages that run goroutines; plaid-go is left out, it would be compiled a second time
	go test -race -timeout 15m -skip '$(LONE)' $(RACY)

vet:
	go vet ./...
	go vet -tags e2e ./...

format: ## fails when gofmt would change a file
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }

golden: ## rewrites all golden files; read the difference before you commit it
	go test ./flow -update
	go test ./tui/... -update

facts: ## makes the simulator's tables of facts anew from Plaid's OpenAPI file beside the checkout
	go test ./flow/sim -run TestFacts -update

e2e: ## needs chromium, node, curl and tmux
	go test -tags e2e -run 'Browser|Terminal|Client' ./...

CASES ?= 20000
DURABLE = OneEvent|AtOnce
OTHERS = History|Rebuild|Upgrade|Verify|Backup
BENCH = go test -run '^$$' -timeout 180m

# The history is made once, in LINKDESK_BENCH_DIR when that is set, which then keeps it.
bench: ## what the history costs, beside bare bbolt and SQLite, against the targets: make bench CASES=1000000
	@set -e; dir=$${LINKDESK_BENCH_DIR:-$$(mktemp -d)}; [ -n "$$LINKDESK_BENCH_DIR" ] || trap 'rm -rf "$$dir"' EXIT; \
	export LINKDESK_BENCH_DIR="$$dir" CASES=$(CASES); : >"$$dir/bench.txt"; \
	measure() { "$$@" >"$$dir/out.txt" 2>&1 || { cat "$$dir/out.txt"; exit 1; }; cat "$$dir/out.txt" >>"$$dir/bench.txt"; }; \
	for what in "$(DURABLE) -benchtime 1000x" "$(OTHERS) -benchtime 0.3s"; do \
		measure $(BENCH) -bench $$what ./store; \
		(cd store/sqlite && measure $(BENCH) -bench $$what .); \
	done; \
	measure $(BENCH) -bench FirstFrame ./cmd/linkdesk; \
	measure $(BENCH) -bench Scroll -benchtime 10x ./cmd/linkdesk; \
	awk -f store/bench.awk "$$dir/bench.txt"

bench-all: bench ## all benchmarks, those of the screens and the simulator too
	go test -run '^$$' -bench . -benchmem ./store ./flow/sim ./tui/...

FUZZTIME = 300

fuzz: ## all Fuzz functions, for FUZZTIME seconds together
	bash .ci/fuzz $(FUZZTIME)

mock: ## the simulator beside a schema mock; needs node, npm and Plaid's OpenAPI file beside the checkout
	go test -tags e2e -run '^$$' -bench AgainstMock ./flow/sim

demo:
	go run ./cmd/linkdesk demo

pictures: ## needs tmux and the DejaVu fonts
	bash docs/pictures/make.sh
