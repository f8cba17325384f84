# Part of bench/run.sh: journeys, exceptions and their rebuild.

# DIR: until everything that was told is judged.  The database waits itself: asking it anew would take of the time that is measured.
wait_judged() {
	sql "$1" "do \$\$ begin
		while exists (select from box_due where at <= clock_timestamp()) or exists (select from event e, judge j
				where e.subject_kind < 3 and e.xid >= j.xid and (e.xid, e.line) > (j.xid, j.line)) loop
			perform pg_sleep(0.02);
		end loop;
	end \$\$"
}

# A ship with 20,000 boxes is late, and each of them misses its train: until every journey says when it arrives now, and what is wrong.
vessel_part() {
	local dir=$BENCH_DIR/vessel boxes=20000 begun nth took ack='' whole=''
	serve "$dir"
	for kind in plans moves; do
		$PYTHON bench/journeys.py $kind $boxes >"$BENCH_DIR/vessel.$kind"
		"$bin" import --data "$dir" "$BENCH_DIR/vessel.$kind" >"$BENCH_DIR/import.out" 2>&1 || { tail "$BENCH_DIR/import.out"; return 1; }
	done
	wait_judged "$dir"
	for nth in 1 2 3; do
		$PYTHON bench/journeys.py late $((nth * 12 + 12)) $nth >"$BENCH_DIR/vessel.late"
		begun=$(now)
		took=$(curl -s -o "$BENCH_DIR/vessel.said" -w '%{time_total}' -H 'Content-Type: application/json' --data-binary "@$BENCH_DIR/vessel.late" \
			"$address/api/v1/messages" | awk '{ printf "%.1f", $1 * 1000 }')
		grep -q '"new":1,' "$BENCH_DIR/vessel.said" || { cat "$BENCH_DIR/vessel.said" >&2; return 1; }
		wait_judged "$dir"
		ack=$(least "$ack" "$took")
		whole=$(least "$whole" "$(since "$begun")")
		[ "$(sql "$dir" "select count(*) from alert_box b join alert a on a.id = b.alert where a.code = 'missed-connection' and b.closed is null and
			seconds = $((nth * 12 + 2)) * 3600")" -eq $boxes ] || { echo "not every box of the ship misses its train by $((nth * 12 + 2)) hours" >&2; return 1; }
	done
	figure "a ship of $boxes boxes is late: answered, ms" "$ack"
	figure "and judged for all of them, s" "$whole"
	unserve
	rm -rf "$dir" "$BENCH_DIR"/vessel.*
}
least() { awk -v a="${1:-}" -v b="$2" 'BEGIN { print (a == "" || b + 0 < a + 0) ? b : a }'; }

# Of the database that is filled: judged once, then everything folded anew from its events.  Nothing must differ.
rebuild_part() {
	local begun events=$BENCH_EVENTS said
	begun=$(now)
	wait_judged "$data"
	figure "judged after the import, of so long, s" "$(since "$begun")"
	begun=$(now)
	said=$("$bin" rebuild --data "$data")
	figure "rebuild, events/s" "$(awk -v n="$events" -v s="$(since "$begun")" 'BEGIN { printf "%.0f", n / s }')"
	case $said in *"nothing differs."*) ;; *) echo "$said" >&2; return 1 ;; esac
}

# Containers are asked for while an import runs beside them: a load that is given, 16 who ask and rest 150 ms; then as many as come back.
ingest_part() {
	local file=$BENCH_DIR/beside.edi begun rate late errors most importer
	"$B/bench-generate" "$BENCH_IMPORT" coarri >"$file"
	begun=$(now)
	"$bin" import --data "$data" "$file" >"$BENCH_DIR/import.out" 2>&1 &
	importer=$!
	sleep 1
	read -r rate late errors < <(BY=container PAUSE=150 load bench/events.lua "$address" 16)
	figure "containers beside an import, of 100/s asked" "$rate"
	figure "p99 of that, ms" "$late"
	read -r rate late most < <(BY=container PAUSE=4 load bench/events.lua "$address" 16)
	figure "containers beside an import, the most/s" "$rate"
	figure "p99 at the most, ms" "$late"
	errors=$((errors + most))
	wait "$importer"
	figure "import beside them, events/s" "$(awk -v n="$BENCH_IMPORT" -v s="$(since "$begun")" 'BEGIN { printf "%.0f", n / s }')"
	[ "$errors" -eq 0 ] || echo "$errors requests failed"
	rm -f "$file"
}
