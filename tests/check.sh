#!/bin/bash
# Runs every part of `make check` in order, adds up what each says it counted ("name: N passed, M failed"), and ends with
# "N passed, M failed" over all of them.  A part that fails without a count, or that ran nothing, counts as one failure.
set -u
passed=0 failed=0 said=
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

count() { # NAME STATUS SECONDS: what a part said
	local line p f
	line=$(grep -aE '^[a-z-]+: [0-9]+ passed, [0-9]+ failed$' "$logs/$1" | tail -n 1)
	p=$(sed -E 's/.*: ([0-9]+) passed, .*/\1/' <<<"$line") f=$(sed -E 's/.* ([0-9]+) failed$/\1/' <<<"$line")
	p=${p:-0} f=${f:-0}
	if [ "$f" -eq 0 ] && { [ "$2" -ne 0 ] || [ "$p" -eq 0 ]; }; then f=1; fi
	passed=$((passed + p)) failed=$((failed + f))
	said+=$(printf '%-24s %5d passed %3d failed %5d s' "$1" "$p" "$f" "$3")$'\n'
}

# A database a test is a hundred megabytes a second written to a disk for nothing: where memory is enough they stand there.
in_memory() { # DIR: whether it is room in memory in which programs may be run
	[ "$(stat -f -c %T "$1" 2>/dev/null)" = tmpfs ] && [ "$(df --output=avail -k "$1" | tail -n 1)" -gt 8000000 ] &&
		[ "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)" -gt 12000000 ] && [ -w "$1" ] && ! findmnt -no OPTIONS "$1" | grep -q noexec
}
if in_memory /dev/shm; then export TMPDIR=/dev/shm; fi

part() { # NAME COMMAND...: a part that counts
	local name=$1 begun=$SECONDS
	shift
	echo "== $name"
	"$@" 2>&1 </dev/null | tee "$logs/$name"
	count "$name" "${PIPESTATUS[0]}" $((SECONDS - begun))
}

alone() { # NAME COMMAND...: a part that nobody listens to until it is `heard`
	local name=$1 begun=$SECONDS
	shift
	"$@" >"$logs/$name" 2>&1 </dev/null
	echo "$? $((SECONDS - begun))" >"$logs/$name.end"
}

heard() { # NAME: what a part said that ran alone; it has ended
	local status=1 took=0
	read -r status took <"$logs/$1.end"
	echo "== $1"
	cat "$logs/$1"
	count "$1" "$status" "$took"
}

built() { # NAME COMMAND...: a build, which is one check
	local name=$1 begun=$SECONDS
	shift
	echo "== $name"
	if "$@" 2>&1 </dev/null; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$name: failed"; fi
	said+=$(printf '%-24s %27d s' "$name" $((SECONDS - begun)))$'\n'
}

make=(${MAKE:-make} --no-print-directory -s -j"${JOBS:-2}")
built 'build gcc' "${make[@]}" WERROR=1 all
alone house "${make[@]}" house &
built 'build clang' "${make[@]}" WERROR=1 CC=clang OPTIM=-O0 B=build-clang all # for what it warns of; the fuzzers run what it makes
built 'build sanitizers' "${make[@]}" WERROR=1 SAN=1 all
wait
heard house
# Three rows of parts beside one another: each waits half of its time, for PostgreSQL to start or a browser to paint.
# Sanitizers watch all tests of the program.  As it is delivered it goes through those in which they change what happens: how much
# memory, who is first, what is cut off; and the browser tests are all of it.
as_delivered='chaos cli cluster demo import inbox lanes limits memory signals stream'
alone browser "${make[@]}" WERROR=1 browser &
alone 'behaviour, sanitizers' "${make[@]}" WERROR=1 SAN=1 behaviour &
part behaviour "${make[@]}" WERROR=1 ONLY="$as_delivered" behaviour
part fuzz "${make[@]}" fuzz-short
part 'unit, sanitizers' "${make[@]}" WERROR=1 SAN=1 unit
echo "== waiting for what runs under sanitizers, and the browser"
wait
heard 'behaviour, sanitizers'
heard browser

printf '\n%s' "$said"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
