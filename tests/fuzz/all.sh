#!/bin/bash
# Runs each command line that it is given; says how many held.  One that fails is shown.
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for command in "$@"; do
	if bash -c "$command" >"$log" 2>&1; then
		passed=$((passed + 1))
		printf '%s: %s runs\n' "$(sed -n 's/^== //p' "$log")" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
	else
		failed=$((failed + 1))
		tail -n 60 "$log"
	fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
