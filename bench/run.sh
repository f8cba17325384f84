#!/bin/bash
# make bench: one line a figure: ours, the peer's, the limit's, and the ratios.
#   BENCH_EVENTS (2000000)  events in the database     BENCH_IMPORT (500000)  events of the import that is timed
#   BENCH_SECONDS (10)      of each load run           BENCH_DIR  where to put the databases (a new directory in /var/tmp)
#   BENCH_PARTS ("read latency post together rebuild ingest import vessel decode sheet plans start")  which of them
# Neither side writes a line a request.  What is compared answers the same question: the bodies of ours and the peer's are compared first, byte by byte.
# Runs on one machine together with its load generator, loopback only; figures are the best of two rounds.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${B:=build}" "${PYTHON:=/usr/bin/python3}" "${BENCH_EVENTS:=2000000}" "${BENCH_IMPORT:=500000}" "${BENCH_SECONDS:=10}" "${BENCH_PARTS:=read latency post together rebuild ingest import vessel decode sheet plans start}"
[ -n "${BENCH_DIR-}" ] || { BENCH_DIR=$(mktemp -d /var/tmp/landbridge-bench.XXXXXX); own=yes; }
mkdir -p "$BENCH_DIR"
chmod 755 "$BENCH_DIR"
bin=$B/landbridge data=$BENCH_DIR/data boxes=$((BENCH_EVENTS / 500 * 50)) daemon='' peer='' address='' poster='' locker=''
export BOXES=$boxes

has() { case " $BENCH_PARTS " in *" $1 "*) ;; *) return 1 ;; esac; }
say() { printf '%-44s %12s %12s %12s %10s %11s\n' "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }
figure() { say "$1" "$2" "${3:--}" "${4:--}" "$(ratio "$2" "${3:-0}")" "$(ratio "$2" "${4:-0}")"; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.3f", b - a }'; }

stop() { # PID
	[ -n "$1" ] || return 0
	kill -TERM "$1" 2>/dev/null || true
	wait "$1" 2>/dev/null || true
}
end() {
	kill $poster $locker 2>/dev/null || true
	stop "$peer"
	stop "$daemon"
	[ "${own-}" != yes ] || rm -rf "$BENCH_DIR"
}
trap end EXIT
trap 'exit 130' INT TERM

serve() { # DIR: starts ours; sets daemon, address
	local out=$BENCH_DIR/serve.out
	: >"$out"
	"$bin" serve --data "$1" --listen 127.0.0.1:0 --log warn >"$out" 2>"$BENCH_DIR/serve.log" &
	daemon=$!
	address=
	while [ -z "$address" ]; do
		kill -0 "$daemon" || { tail "$BENCH_DIR/serve.log"; return 1; }
		address=$(grep -oE 'http://[^/ ]+' "$out" | head -n 1 || true)
		[ -n "$address" ] || sleep 0.01
	done
}
unserve() { stop "$daemon"; daemon=''; }

socket_of() { sed -n 5p "$1/pg/postmaster.pid"; }
port_of() { sed -n 4p "$1/pg/postmaster.pid"; }
sql() { # DIR STATEMENT
	psql -X -A -t -q -v ON_ERROR_STOP=1 -h "$(socket_of "$1")" -p "$(port_of "$1")" -U landbridge -d "${DATABASE:-landbridge}" -c "$2"
}
box() { # N: its number
	awk -v n="$((100000 + $1))" 'BEGIN { w = 16; s = 421; for (i = 1; i <= 6; i++) { s += substr(n, i, 1) * w; w *= 2 } print "LYGU" n s % 11 % 10 }'
}
load() { # SCRIPT ADDRESS CONNECTIONS: "rate p99 errors"
	STAMP=$(date +%s%N) wrk -t2 -c"$3" -d"${BENCH_SECONDS}s" -s "$1" "$2" | sed -n 's/^RESULT //p'
}
resident() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$daemon/status"; }
better() { awk -v a="${1:-0}" -v b="$2" 'BEGIN { print (b + 0 > a + 0) ? b : a }'; }

start_peer() { # PROCESSES CONNECTIONS
	local out=$BENCH_DIR/peer.out
	: >"$out"
	node bench/peer/server.mjs sql/query "$(socket_of "$data")" "$(port_of "$data")" "$1" "$2" >"$out" 2>"$BENCH_DIR/peer.log" &
	peer=$!
	until grep -q ready "$out"; do kill -0 "$peer" || { cat "$BENCH_DIR/peer.log"; return 1; }; sleep 0.05; done
	peer_address=http://127.0.0.1:$(sed -n 's/^ready //p' "$out")
}

question() { # BY N: what is asked of box N, or of its booking, or of a ship
	case $1 in
	box) echo "equipmentReference=$(box "$2")" ;;
	booking) echo "carrierBookingReference=BK$(($2 / 5))&limit=10" ;;
	ship) awk -v n="$((910000 + $2 % 100))" 'BEGIN { for (i = 1; i <= 6; i++) s += substr(n, i, 1) * (8 - i); print "vesselIMONumber=" n s % 10 "&limit=10" }' ;;
	esac
}

same_bodies() {
	local i q by
	for by in box booking ship; do
		for ((i = 0; i < 20; i++)); do
			q=$(question $by $((i * 7919 % boxes)))
			cmp <(curl -s "$address/v2/events?$q") <(curl -s "$peer_address/v2/events?$q") || { echo "the bodies differ for $q" >&2; return 1; }
		done
		[ "$(curl -s "$address/v2/events?$q" | grep -o eventID | wc -l)" -eq 10 ] || { echo "not ten events come back for $q" >&2; return 1; }
	done
}

pgbench_script() { # BY: the statement as it stands; its parameters are pgbench's variables. Numbers are made by the script.
	local file rows=11
	local -a values
	echo "\\set n random(100000, $((99999 + boxes)))"
	case $1 in
	box)
		echo '\set c mod(mod(421 + 16 * (:n / 100000) + 32 * mod(:n / 10000, 10) + 64 * mod(:n / 1000, 10) + 128 * mod(:n / 100, 10) + 256 * mod(:n / 10, 10) + 512 * mod(:n, 10), 11), 10)'
		echo '\set number :n * 10 + :c'
		file=events_of_box rows=101 values=("('LYGU' || :number)" :rows) ;;
	booking)
		echo '\set number (:n - 100000) / 5'
		file=events_of_booking values=("('BK' || :number)" "'0'" "'-1'" :rows) ;;
	ship)
		echo '\set six 910000 + mod(:n, 100)'
		echo '\set number :six * 10 + mod(7 * 9 + 6 + 2 * mod(:six, 10) + 3 * mod(:six / 10, 10), 10)'
		file=events_of_vessel values=("(:number)::text" "'0'" "'-1'" :rows) ;;
	esac
	echo "\\set rows $rows"
	file=$(grep -v '^--' "sql/query/$file.sql" | tr '\n\t' '  ')
	for ((rows = ${#values[@]}; rows > 0; rows--)); do file=${file//\$$rows/${values[rows - 1]}}; done
	echo "$file;"
}

tune_peer() { # processes and connections are tried; sets the best
	local rate best='' p c
	for p in 1 2; do
		for c in 4 16; do
			start_peer $p $c
			[ -n "$best" ] || same_bodies
			read -r rate _ < <(BENCH_SECONDS=3 load bench/events.lua "$peer_address" 32)
			[ "$(better "${best%% *}" "$rate")" != "$rate" ] || best="$rate $p $c"
			stop "$peer"
			peer=''
		done
	done
	read -r _ processes connections <<<"$best"
}

# Mixed references, every third a box, a booking or a number that nobody knows; each box has ten events, each booking five boxes.
look_up() {
	local i ms best='' file=$BENCH_DIR/references
	for ((i = 0; i < 1000; i++)); do
		case $((i % 3)) in
		0) box $((i * 7919 % boxes)) ;;
		1) echo "BK$((i * 104729 % boxes / 5))" ;;
		2) echo "NONE$i" ;;
		esac
	done >"$file"
	for ((i = 0; i < 5; i++)); do
		ms=$(curl -s -o "$file.json" -w '%{time_total}' -H 'Content-Type: text/plain' --data-binary "@$file" "$address/api/v1/lookup" | awk '{ printf "%.0f", $1 * 1000 }')
		if [ -z "$best" ] || [ "$ms" -lt "$best" ]; then best=$ms; fi
	done
	grep -q '"found":667,' "$file.json" || { echo "not every reference was found: $(head -c 100 "$file.json")" >&2; return 1; }
	figure "look-up of 1,000 references, ms" "$best"
	rm -f "$file" "$file.json"
}

# Each answer has ten events: all of a box, the first of the fifty of a booking, the first of the hundreds or thousands of a ship.
read_part() {
	local processes connections by rate late bad errors=0
	local -A ours p99 theirs their_p99 limit caption=([box]="events of a box" [booking]="events of a booking" [ship]="events of a ship")
	tune_peer
	for _ in 1 2; do
		for by in box booking ship; do
			read -r rate late bad < <(BY=$by load bench/events.lua "$address" 32)
			errors=$((errors + bad))
			if [ "$(better "${ours[$by]-}" "$rate")" = "$rate" ]; then ours[$by]=$rate p99[$by]=$late; fi
			start_peer "$processes" "$connections"
			read -r rate late bad < <(BY=$by load bench/events.lua "$peer_address" 32)
			if [ "$(better "${theirs[$by]-}" "$rate")" = "$rate" ]; then theirs[$by]=$rate their_p99[$by]=$late; fi
			stop "$peer"
			peer=''
			pgbench_script $by >"$BENCH_DIR/events.sql"
			rate=$(pgbench -n -M prepared -c 16 -j 2 -T "$BENCH_SECONDS" -f "$BENCH_DIR/events.sql" -h "$(socket_of "$data")" -p "$(port_of "$data")" \
				-U landbridge landbridge 2>/dev/null | sed -nE 's/^tps = ([0-9]+).*/\1/p')
			limit[$by]=$(better "${limit[$by]-}" "$rate")
		done
	done
	for by in box booking ship; do
		figure "${caption[$by]}, requests/s" "${ours[$by]}" "${theirs[$by]}" "${limit[$by]}"
		figure "${caption[$by]}, p99 ms" "${p99[$by]}" "${their_p99[$by]}"
	done
	for by in booking ship; do figure "cost by $by, of that by box" "$(ratio "${ours[box]}" "${ours[$by]}")"; done
	[ "$errors" -eq 0 ] || echo "$errors requests failed"
	look_up
	figure "resident after that, MB" "$(resident)"
}

import_part() {
	local file=$BENCH_DIR/coarri.edi dir=$BENCH_DIR/import begun seconds ours limit table tables
	"$B/bench-generate" "$BENCH_IMPORT" coarri >"$file"
	serve "$dir"
	begun=$(now)
	"$bin" import --data "$dir" "$file" >"$BENCH_DIR/import.out" 2>&1 || { tail "$BENCH_DIR/import.out"; return 1; }
	ours=$(awk -v n="$BENCH_IMPORT" -v s="$(since "$begun")" 'BEGIN { printf "%.0f", n / s }')
	[ "$(sql "$dir" "select count(*) from event where subject_kind = 0")" -eq "$BENCH_IMPORT" ]
	# The limit: COPY of the same rows into the same tables with the same indexes, in another database of that server.
	tables=$(sql "$dir" "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname in
		('intake', 'intake_chunk', 'intake_part', 'message', 'event', 'event_reference', 'lookup', 'container', 'journey', 'transport', 'transport_call', 'transport_service')")
	for table in $tables; do sql "$dir" "copy $table to stdout (format binary)" >"$BENCH_DIR/$table.copy"; done
	DATABASE=postgres sql "$dir" "create database copied template template0 locale_provider libc" || true
	pg_dump -s -h "$(socket_of "$dir")" -p "$(port_of "$dir")" -U landbridge landbridge | DATABASE=copied psql -X -q -v ON_ERROR_STOP=1 -h "$(socket_of "$dir")" \
		-p "$(port_of "$dir")" -U landbridge -d copied >/dev/null
	sql "$dir" checkpoint
	begun=$(now)
	for table in $tables; do DATABASE=copied sql "$dir" "copy $table from stdin (format binary)" <"$BENCH_DIR/$table.copy"; done
	seconds=$(since "$begun")
	limit=$(awk -v n="$BENCH_IMPORT" -v s="$seconds" 'BEGIN { printf "%.0f", n / s }')
	figure "import, events/s" "$ours" "" "$limit"
	unserve
	rm -rf "$dir" "$file" "$BENCH_DIR"/*.copy
	rail_import
}

rail_import() { # lists of trains, then where their wagons were: each move folds the boxes that ride on it
	local dir=$BENCH_DIR/rail trains=$((BENCH_IMPORT / 400)) begun kind
	serve "$dir"
	for kind in lists moves; do $PYTHON bench/rail.py $kind $trains >"$BENCH_DIR/rail.$kind"; done
	begun=$(now)
	for kind in lists moves; do "$bin" import --data "$dir" "$BENCH_DIR/rail.$kind" >"$BENCH_DIR/import.out" 2>&1 || { tail "$BENCH_DIR/import.out"; return 1; }; done
	figure "import of train lists and moves, events/s" "$(awk -v n="$(sql "$dir" "select count(*) from event")" -v s="$(since "$begun")" 'BEGIN { printf "%.0f", n / s }')"
	unserve
	rm -rf "$dir" "$BENCH_DIR"/rail.*
}

post_part() {
	local rate late errors most='' p99='' failed=0
	for _ in 1 2; do
		read -r rate late errors < <(load bench/posts.lua "$address" 16)
		failed=$((failed + errors))
		if [ "$(better "$most" "$rate")" = "$rate" ]; then most=$rate p99=$late; fi
	done
	figure "messages posted, messages/s" "$most"
	figure "messages posted, p99 ms" "$p99"
	[ "$failed" -eq 0 ] || echo "$failed posts failed"
}

decode_part() {
	local file=$BENCH_DIR/decode.edi theirs name value limit
	"$B/bench-generate" 400000 mixed >"$file"
	# The limit: how fast the file's bytes are read from memory at all.
	limit=$(for _ in 1 2 3; do LC_ALL=C dd if="$file" of=/dev/null bs=256K 2>&1 | awk '/copied/ { printf "%.0f\n", $1 / $(NF - 3) / 1e6 }'; done | sort -n | tail -n 1)
	theirs=$(node bench/peer/tokens.mjs "$file")
	"$B/bench-decode" "$file" | while read -r name value _; do
		case $name in
		tokens) figure "tokens in memory, MB/s" "$value" "$theirs" "$limit" ;;
		events) figure "events in memory, MB/s" "$value" "" "$limit" ;;
		*) echo "$name $value" ;;
		esac
	done
	"$B/bench-generate" 300000 baplie >"$file"
	theirs=$(node bench/peer/tokens.mjs "$file")
	"$B/bench-decode" "$file" | while read -r name value _; do
		[ "$name" != events ] || figure "BAPLIE events in memory, MB/s" "$value" "$theirs" "$limit"
	done
	"$B/bench-generate" 100000 dcsa >"$file"
	theirs=$(node bench/peer/json.mjs "$file")
	"$B/bench-decode" "$file" | while read -r name value _; do
		figure "DCSA events in memory, MB/s" "$value" "$theirs" "$limit"
	done
	"$B/bench-generate" 100000 taf >"$file"
	theirs=$(/usr/bin/python3 bench/peer/taf.py "$file")
	"$B/bench-decode" "$file" | { # expat alone comes first: the limit
		read -r name limit _
		read -r name value _
		figure "TAF events in memory, MB/s" "$value" "$theirs" "$limit"
	}
	rm -f "$file"
}

# Rows alone, without what they mean, and then with it.  All read the same rows and cells; the limit of a workbook is libzip and expat alone.
sheet_part() {
	local file=$BENCH_DIR/sheet rows=100000 ours theirs second limit count cells counted
	"$B/bench-rows" make csv 1000000 "$file.csv"
	"$B/bench-rows" make xlsx $rows "$file.xlsx"
	limit=$(for _ in 1 2 3; do LC_ALL=C dd if="$file.csv" of=/dev/null bs=256K 2>&1 | awk '/copied/ { printf "%.0f\n", $1 / $(NF - 3) / 1e6 }'; done | sort -n | tail -n 1)
	read -r _ ours _ count < <("$B/bench-rows" "$file.csv")
	read -r theirs counted < <(perl bench/peer/rows.pl "$file.csv")
	[ "$count" = "$counted" ] || { echo "Text::CSV_XS reads other rows: $counted, not $count" >&2; return 1; }
	read -r second counted < <($PYTHON bench/peer/rows.py csv "$file.csv")
	[ "$count" = "$counted" ] || { echo "Python's csv reads other rows: $counted, not $count" >&2; return 1; }
	figure "CSV rows in memory, MB/s (peer: Text::CSV_XS)" "$ours" "$theirs" "$limit"
	figure "CSV rows in memory, MB/s (peer: Python's csv)" "$ours" "$second" "$limit"
	figure "CSV to events in memory, MB/s (peer: Text::CSV_XS, rows)" "$(sed -n 's/^sheet \([0-9.]*\) .*/\1/p' < <("$B/bench-decode" "$file.csv"))" "$theirs" "$limit"
	read -r _ ours _ count cells _ limit < <("$B/bench-rows" "$file.xlsx")
	read -r theirs counted < <($PYTHON bench/peer/rows.py xlsx "$file.xlsx")
	[ "$count $cells" = "$counted" ] || { echo "openpyxl reads other rows: $counted, not $count" >&2; return 1; }
	figure "XLSX rows/s (peer: openpyxl, read only)" "$ours" "$theirs" "$limit"
	ours=$("$B/bench-decode" "$file.xlsx" | sed -nE 's/^sheet ([0-9.]+) MB.s .([0-9]+) bytes, ([0-9]+) events.*/\1 \2 \3/p' | awk '{ printf "%.0f", $1 * 1e6 / $2 * $3 }')
	figure "XLSX rows to events, rows/s (peer: openpyxl)" "$ours" "$theirs" "$limit"
	rm -f "$file".*
}

# Look-ups while bodies of 30 MB are posted without a pause and other boxes are locked for 5 s at a time.
latency_part() {
	local body=$BENCH_DIR/body.edi rate late errors i posted=$BENCH_DIR/posted
	"$B/bench-generate" 185000 coarri >"$body"
	for ((i = 1; i <= 12; i++)); do sed "s/^BGM+46+/&$(date +%s)$i-/" "$body" >"$body.$i"; done
	: >"$posted"
	( for ((i = 1; i <= 12; i++)); do
		curl -s -o /dev/null -w '%{http_code} %{size_upload}\n' --data-binary "@$body.$i" -H 'Content-Type: application/edifact' "$address/api/v1/messages" >>"$posted"
	done ) &
	poster=$!
	( while sql "$data" "begin; select count(*) from (select from journey where container between 'BCHU100' and 'BCHU101' for update) x; select pg_sleep(5); commit" >/dev/null 2>&1; do :; done ) &
	locker=$!
	sleep 1
	read -r rate late errors < <(PAUSE=4 BENCH_SECONDS=30 load bench/events.lua "$address" 16)
	kill "$poster" "$locker" 2>/dev/null || true
	wait "$poster" "$locker" 2>/dev/null || true
	figure "look-ups beside 30 MB bodies, requests/s" "$rate"
	figure "look-ups beside 30 MB bodies, p99 ms" "$late"
	echo "  bodies meanwhile: $(awk '{ n++; s += $2; if ($1 != 200) bad++ } END { printf "%d of %.0f MB, %d refused", n, n ? s / n / 1e6 : 0, bad }' "$posted"); look-ups that failed: $errors"
	rm -f "$body"*
}

start_part() { # the daemon has done everything above: what it holds; then a start on the directory as it is
	local begun
	figure "resident after all that, MB" "$(resident)"
	unserve
	begun=$(now)
	serve "$data"
	until [ "$(curl -s -o /dev/null -w '%{http_code}' "$address/readyz")" = 200 ]; do sleep 0.005; done
	figure "ready on an existing directory, s" "$(since "$begun")"
}

fill() {
	local begun
	[ -z "${BENCH_FILLED-}" ] || return 0
	"$B/bench-generate" "$BENCH_EVENTS" mixed >"$BENCH_DIR/mixed.edi"
	begun=$(now)
	"$bin" import --data "$data" "$BENCH_DIR/mixed.edi" >"$BENCH_DIR/fill.out" 2>&1 || { tail "$BENCH_DIR/fill.out"; return 1; }
	figure "import of $BENCH_EVENTS mixed events, events/s" "$(awk -v n="$BENCH_EVENTS" -v s="$(since "$begun")" 'BEGIN { printf "%.0f", n / s }')"
	rm "$BENCH_DIR/mixed.edi"
}

. bench/journeys.sh
. bench/plans.sh
path=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
PATH=$path:$PATH
[ -d bench/peer/node_modules ] || (cd bench/peer && npm ci --silent --no-audit --no-fund)
say figure ours peer limit ours/peer ours/limit
if has read || has latency || has post || has together || has rebuild || has ingest || has start; then
	fill
	serve "$data"
	sql "$data" "vacuum analyze"
	! has read || read_part
	! has latency || latency_part
	! has post || post_part
	! has together || together_part
	! has rebuild || rebuild_part
	! has ingest || ingest_part
	! has start || start_part
	unserve
fi
! has import || import_part
! has vessel || vessel_part
! has decode || decode_part
! has sheet || sheet_part
! has plans || plans_part
