#!/bin/bash
# One fuzzer: run.sh PROGRAM 'time SECONDS'|'runs NUMBER' [SEEDS...].  A crash is kept beside the program and fails.
set -eu
program=$1 how=$2
shift 2
name=${program##*/fuzz_} seeds=("$@")
options=(-timeout=120 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 -artifact_prefix="$program.")
[ ! -f "tests/fuzz/$name.dict" ] || options+=(-dict="tests/fuzz/$name.dict")
[ ! -d "tests/fuzz/corpus/$name" ] || seeds+=("tests/fuzz/corpus/$name")
if [ "${how% *}" = time ]; then # what it learns is kept
	options+=(-max_total_time="${how#* }")
	mkdir -p "$program.corpus"
	seeds=("$program.corpus" "${seeds[@]}")
else # the same runs every time, nothing kept
	options+=(-runs="${how#* }" -seed=1)
	learned=$(mktemp -d)
	trap 'rm -rf "$learned"' EXIT
	seeds=("$learned" "${seeds[@]}")
fi
echo "== $program"
"$program" "${options[@]}" "${seeds[@]}"
