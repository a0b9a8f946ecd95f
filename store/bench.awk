# Makes one table of what the benchmarks print: what was measured, beside what it is measured
# against in the same run, and whether the target is met. "CPU" is the time of the processors,
# which a busy machine does not lengthen; "whole" is the call with lock, open and close.
#
# A line of the benchmarks is: Benchmark<name>-<processors> <runs> then pairs of number and unit.

/^Benchmark/ {
	name = $1
	sub(/^Benchmark/, "", name)
	sub(/-[0-9]+$/, "", name)
	for (i = 3; i < NF; i += 2) value[name, $(i + 1)] = $i
}

function has(name, unit) { return (name, unit) in value }

# shown is a number of nanoseconds in a unit that people read.
function shown(ns) {
	if (ns < 1000) return sprintf("%.0f ns", ns)
	if (ns < 1e6) return sprintf("%.1f us", ns / 1e3)
	if (ns < 1e9) return sprintf("%.2f ms", ns / 1e6)
	return sprintf("%.2f s", ns / 1e9)
}

function line(what, got, beside, than, target, verdict) {
	printf "| %-34s | %12s | %48s | %14s | %-30s |\n", what, got, beside, than, (target == "" ? "" : target ": " verdict)
}

function judge(got, limit) { return got <= limit ? "met" : sprintf("missed by %.0f %%", (got / limit - 1) * 100) }

# ratio: what takes at most limit times as long as other.
function ratio(what, name, other, limit, called,    r) {
	if (!has(name, "ns/op") || !has(other, "ns/op")) return
	r = value[name, "ns/op"] / value[other, "ns/op"]
	line(what, shown(value[name, "ns/op"]), called " " shown(value[other, "ns/op"]), sprintf("%.1f x", r), limit > 0 ? "<= " limit " x" : "", judge(r, limit))
}

# most: what takes at most so many ns, beside bbolt, SQLite and the whole call.
function most(what, name, limit,    beside) {
	if (!has(name "/store", "ns/op")) return
	beside = "bbolt " shown(value[name "/bbolt", "ns/op"])
	if (has(name "/sqlite", "ns/op")) beside = beside ", SQLite " shown(value[name "/sqlite", "ns/op"])
	if (has(name "/store", "cpu-ns/op")) beside = beside ", CPU " shown(value[name "/store", "cpu-ns/op"])
	line(what, shown(value[name "/store", "ns/op"]), beside, has(name "/whole", "ns/op") ? "whole " shown(value[name "/whole", "ns/op"]) : "",
		limit > 0 ? "<= " shown(limit) : "", judge(value[name "/store", "ns/op"], limit))
}

# rate: how often in a second, at least times as often as other.
function rate(what, name, other, times, called,    r) {
	if (!has(name, "appends/s") || !has(other, "appends/s")) return
	r = value[name, "appends/s"] / value[other, "appends/s"]
	line(what, sprintf("%.0f/s", value[name, "appends/s"]), sprintf("%s %.0f/s", called, value[other, "appends/s"]), sprintf("%.1f x", r),
		times > 0 ? ">= " times " x" : "", r >= times ? "met" : sprintf("missed by %.0f %%", (1 - r / times) * 100))
}

function only(what, name, unit, limit) {
	if (!has(name, unit)) return
	line(what, sprintf("%.1f %s", value[name, unit], unit), "", "", limit > 0 ? "<= " limit " " unit : "", judge(value[name, unit], limit))
}

# scroll: 99 of 100 steps of a scroll through 200 pages take no longer than a key press may.
function scroll(what, name) {
	if (!has(name, "p99-ns")) return
	line(what, shown(value[name, "p99-ns"]), "bbolt " shown(value["Scroll/bbolt", "p99-ns"]) ", CPU " shown(value[name, "cpu-p99-ns"]),
		"median " shown(value[name, "p50-ns"]), "<= " shown(16e6), judge(value[name, "p99-ns"], 16e6))
}

END {
	printf "| %-34s | %12s | %48s | %14s | %-30s |\n", "what", "linkdesk", "beside", "", "target"
	print "|---|---|---|---|---|"
	ratio("one event, in an open batch", "OneEvent/open/store", "OneEvent/open/bbolt", 2.5, "bbolt Put")
	ratio("one event, 10 accounts in its case", "OneEvent/open/linked", "OneEvent/open/bbolt", 0, "bbolt Put")
	ratio("one event with lock, open, close", "OneEvent/whole/store", "OneEvent/open/bbolt", 5, "bbolt Put")
	ratio("  the same beside SQLite", "OneEvent/whole/store", "OneEvent/whole/sqlite", 0, "SQLite")
	rate("64 cases at once", "AtOnce/64/store", "AtOnce/1/store", 10, "one case")
	rate("  the same beside SQLite", "AtOnce/64/store", "AtOnce/64/sqlite", 5, "SQLite")
	rate("  the same beside bare bbolt", "AtOnce/64/store", "AtOnce/64/bbolt", 0, "bbolt")
	n = split("newest middle back status who since bank small-bank bank+status bank+rare-status", pages, " ")
	for (i = 1; i <= n; i++) most("page of 50: " pages[i], "History/page/" pages[i], 1e6)
	n = split("case request_id link_session_id token item_id account_id client_user_id institution_id partner_id", kinds, " ")
	for (i = 1; i <= n; i++) most("lookup: " kinds[i], "History/lookup/" kinds[i], 1e5)
	most("text in the newest 10,000", "History/text/newest-10000", 16e6)
	most("text in all rows", "History/text/all", 0)
	only("  rows in a second", "History/text/all/store", "rows/s", 0)
	only("Go heap, paging and searching", "History/heap/store", "heap-MiB", 64)
	only("rebuild", "Rebuild/store", "events/s", 0)
	only("  time of the processors", "Rebuild/store", "cpu-ns/event", 0)
	only("upgrade from schema 2", "Upgrade/store", "events/s", 0)
	only("verify", "Verify/store", "events/s", 0)
	only("backup", "Backup/store", "MB/s", 0)
	only("size of the history", "History/make/store", "file-MiB", 0)
	only("  the same in SQLite", "History/make/sqlite", "file-MiB", 0)
	ratio("first frame, empty history", "FirstFrame/empty", "FirstFrame/hello", 1.5, "hello")
	scroll("scroll, a page down", "Scroll/list")
	scroll("  the oldest cases first", "Scroll/oldest")
	scroll("  with a filter: who acts", "Scroll/waiting")
	scroll("  with a filter: part of a bank", "Scroll/bank")
	ratio("first frame, all cases", "FirstFrame/full", "FirstFrame/empty", 1.2, "empty")
}
