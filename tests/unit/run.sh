#!/bin/sh
# Runs every unit test program named; prints what failed, and a count at the end.  A skipped test counts as failed.
set -u
passed=0 failed=0
for program; do
	output=$("$program" 2>&1)
	status=$?
	p=$(printf '%s\n' "$output" | grep -c '^\[       OK \]')
	f=$(printf '%s\n' "$output" | grep '^\[  FAILED  \] [a-zA-Z_0-9]*$\|^\[  SKIPPED \]' | sort -u | wc -l)
	[ $status -ne 0 ] && [ "$f" -eq 0 ] && f=1
	passed=$((passed + p)) failed=$((failed + f))
	if [ $status -ne 0 ] || [ "$f" -ne 0 ]; then
		printf '%s: exit %d\n%s\n' "$program" $status "$output"
	fi
done
echo "unit: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
