# Of make bench: ways through the network.  Sourced by run.sh.

# One thread, without a daemon; then the earliest arrival on a network that the peers hold, too, whose arrivals are held against ours.
plans_part() {
	local net=$BENCH_DIR/net size ours theirs others peer
	# Dated legs of 400 days, and as many within 60, which are seven times as dense.
	for size in "1000 150000 400" "5000 1200000 400" "20000 6000000 400" "1000 150000 60" "5000 1200000 60" "20000 6000000 60"; do
		"$B/bench-plans" $size 300 | awk -v size="$(set -- $size; echo "$1 places, $2 legs of $3 days")" '
			/made in/ { print "  " $0 }
			/median/ { split($0, part, ": "); match($0, /median [0-9.]+/); m = substr($0, RSTART + 7, RLENGTH - 7)
				match($0, /p95 [0-9.]+/); printf "%s, %s, ms\t%s\t%s\n", part[1], size, m, substr($0, RSTART + 4, RLENGTH - 4) }' |
			while IFS=$'\t' read -r name ours p95; do
				if [ -n "$ours" ]; then figure "$name" "$ours"; figure "  p95 of that, ms" "$p95"; else echo "$name"; fi
			done
	done
	ours=$("$B/bench-plans" 1000 150000 60 300 "$net" | sed -n 's/^earliest arrival: median \([0-9.]*\) ms.*/\1/p')
	for peer in raptor-journey-planner minotor; do
		read -r theirs others < <(node bench/peer/plans.mjs "$net" "$peer")
		figure "earliest arrival, ms (peer: $peer)" "$ours" "$theirs"
		[ "$others" -eq 0 ] || echo "  $others of its 300 arrivals are later than ours"
	done
	rm -f "$net"
}

# Plans and look-ups of a box, each a load that is given, offered together.
together_part() {
	local rate late errors kind plans=$BENCH_DIR/plans.load
	for kind in routes transfers rates; do
		curl -sf -o /dev/null -X PUT -H 'Content-Type: text/csv' --data-binary "@data/demo-$kind.csv" "$address/api/v1/$kind"
	done
	PAUSE=60 load bench/plans.lua "$address" 32 >"$plans" &
	PAUSE=30 load bench/events.lua "$address" 64 >"$plans.reads"
	wait $!
	read -r rate late errors <"$plans"
	figure "plans, of 500/s asked" "$rate"
	figure "p99 of that, ms" "$late"
	[ "$errors" -eq 0 ] || echo "$errors plans failed"
	read -r rate late errors <"$plans.reads"
	figure "look-ups beside them, of 2,000/s asked" "$rate"
	figure "p99 of that, ms" "$late"
	[ "$errors" -eq 0 ] || echo "$errors look-ups failed"
}
