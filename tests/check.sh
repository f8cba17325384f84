#!/bin/bash
# Runs every part of `make check` in order, adds up what each says it counted ("name: N passed, M failed"), and ends with
# "N passed, M failed" over all of them.  A part that fails without a count, or that ran nothing, counts as one failure.
set -u
passed=0 failed=0 said=
log=$(mktemp)
trap 'rm -f "$log"' EXIT

part() { # NAME COMMAND...: a part that counts
	local name=$1 line p f status begun=$SECONDS
	shift
	echo "== $name"
	"$@" 2>&1 </dev/null | tee "$log"
	status=${PIPESTATUS[0]}
	line=$(grep -aE '^[a-z-]+: [0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
	p=$(sed -E 's/.*: ([0-9]+) passed, .*/\1/' <<<"$line") f=$(sed -E 's/.* ([0-9]+) failed$/\1/' <<<"$line")
	p=${p:-0} f=${f:-0}
	if [ "$f" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$p" -eq 0 ]; }; then f=1; fi
	passed=$((passed + p)) failed=$((failed + f))
	said+=$(printf '%-24s %5d passed %3d failed %5d s' "$name" "$p" "$f" $((SECONDS - begun)))$'\n'
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
part house "${make[@]}" house
built 'build clang' "${make[@]}" WERROR=1 CC=clang B=build-clang all
built 'build sanitizers' "${make[@]}" WERROR=1 SAN=1 all
part unit "${make[@]}" WERROR=1 unit
part 'unit, sanitizers' "${make[@]}" WERROR=1 SAN=1 unit
part fuzz "${make[@]}" fuzz-short
part behaviour "${make[@]}" WERROR=1 behaviour
part 'behaviour, sanitizers' "${make[@]}" WERROR=1 SAN=1 behaviour
part browser "${make[@]}" WERROR=1 browser

printf '\n%s' "$said"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
