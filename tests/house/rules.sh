#!/bin/bash
# Proves the rules of the house on the checkout and on the objects that were built from it.
# A rule is a function that prints what breaks it; nothing printed is a rule kept.  Ends with "house: N passed, M failed".
# Needs: B (build directory, already built), CC, FORMAT (clang-format 14).
set -u
cd "$(dirname "$0")/../.." || exit 3
: "${B:=build}" "${CC:=gcc}" "${FORMAT:=clang-format}"

floors=(base codes record wire simulate domain system store service http cli)
pure=(base codes record wire simulate domain)
sources() { find src include tests/unit tests/fuzz bench -name node_modules -prune -o \( -name '*.c' -o -name '*.h' \) -print 2>/dev/null | sort; }
texts() { # what is ours and readable: everything tracked, or, outside git, everything but builds
	{ git ls-files -co --exclude-standard 2>/dev/null || find . -type f -not -path './build*' -not -path './.git/*' -not -path '*/node_modules/*' -not -name '*.pyc' | sed 's|^\./||'; } |
		grep -vE '\.(png|jpg|ico|gz|woff2?|xls)$|package-lock\.json$' | while read -r f; do [ -f "$f" ] && echo "$f"; done
}

passed=0 failed=0
rule() { # SENTENCE FUNCTION
	local broken
	broken=$("$2" 2>&1)
	if [ -z "$broken" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'broken: %s\n%s\n' "$1" "$(head -n 25 <<<"$broken")"
	fi
}

includes_go_down() {
	find src -name '*.[ch]' | sort | xargs awk -v order="${floors[*]}" '
		BEGIN { n = split(order, name, " "); for (i = 1; i <= n; i++) level[name[i]] = i }
		FNR == 1 { split(FILENAME, part, "/"); own = part[2]; if (!(own in level)) print FILENAME ": stands on no floor" }
		match($0, /^[ \t]*#[ \t]*include[ \t]+"[^"]*"/) {
			file = $0; sub(/^[^"]*"/, "", file); sub(/".*/, "", file)
			if (file == "sql.def" && own == "store") next
			split(file, part, "/")
			if (!(part[1] in level)) print FILENAME ":" FNR ": \"" file "\" is not named floor/file"
			else if (level[part[1]] > level[own]) print FILENAME ":" FNR ": " own " reaches up to " part[1]
		}'
}

simulate_stands_alone() { # what is measured by it must not be made of its parts, nor it of theirs
	grep -nE '#[ \t]*include[ \t]+"' -r src/simulate | grep -vE '"(base|simulate)/'
	grep -rnE '#[ \t]*include[ \t]+"simulate/' src include tests bench | grep -vE '^(src/simulate|src/cli|tests/unit/simulate)/'
}

door() { # HEADER-REGEX SYMBOL-REGEX FLOOR: only FLOOR may include the one or call the other
	grep -rnE "#[ \t]*include[ \t]+[<\"]$1" src include | grep -v "^src/$3/"
	find "$B/obj" -name '*.o' ! -path "$B/obj/$3/*" | sort | while read -r o; do
		nm -u "$o" | awk -v o="$o" -v s="$2" '$2 ~ s { print o ": calls " $2 }'
	done
}
postgres_door() { door '(libpq|postgresql/|pg_|catalog/)' '^(PQ|pg_|lo_)' store; }
microhttpd_door() { door 'microhttpd' '^MHD_' http; }
workbook_door() {
	grep -rnE '#[ \t]*include[ \t]+[<"]xlsxwriter' src include | grep -v '^src/service/workbook\.c:'
	find "$B/obj" -name '*.o' ! -path "$B/obj/service/workbook.o" | sort | while read -r o; do
		nm -u "$o" | awk -v o="$o" '$2 ~ /^(lxw_|worksheet_|workbook_(new|add|close|set)|format_set)/ { print o ": calls " $2 }'
	done
}
zip_door() { door 'zip\.h' '^zip_' wire/sheet; }
xml_door() { # XML is read in one place, but for the parts of a workbook
	door 'expat' '^XML_' wire | grep -vE '^src/wire/(xml|sheet)/'
}
curl_door() { door 'curl/' '^curl_' service/deliver; }

no_sql_in_c() {
	# Comments go first; then string literals that read like a statement.
	sources | grep '^src/' | while read -r f; do
		"$CC" -fpreprocessed -dD -E -P "$f" 2>/dev/null | grep -niE \
			'"[^"]*\b(select\b[^"]*\bfrom|select [a-z_]+\(|insert into|update [a-z_]+ set|delete from|(create|alter|drop) (table|role|user|database|index|type|schema|view|extension)|truncate |grant [a-z]+ )\b' |
			sed "s|^|$f: |"
	done
}

statements_are_told() {
	for f in sql/query/*.sql; do
		[ -e "$f" ] || continue
		head -n 1 "$f" | grep -q '^--' || echo "$f: does not begin with a comment that tells what it does and its parameters"
	done
}

headers_stand_alone() {
	find src include -name '*.h' | sort | while read -r h; do
		case $h in src/base/banned.h) continue ;; esac
		printf '#include "%s"\n#include "%s"\nextern int nothing;\n' "${h#*/}" "${h#*/}" | "$CC" -std=gnu11 -D_GNU_SOURCE -Wall -Wextra \
			-Werror -Isrc -Iinclude "-I$B/gen" -I/usr/include/postgresql -include base/banned.h -fsyntax-only -x c - 2>&1 | sed "s|^|$h: |"
	done
}

library_speaks_cxx() {
	echo '#include <landbridge/landbridge.h>' | clang -x c++ -Wall -Wextra -Werror -Iinclude -fsyntax-only - 2>&1
}

formatted() { sources | xargs "$FORMAT" -n -Werror 2>&1 | grep -E 'error|rror:'; }

# What a pure floor may not call: the clock, files, the environment, chance, the terminal, threads, other programs.
worldly='^(time|clock|clock_gettime|gettimeofday|nanosleep|usleep|sleep|open|open64|openat|creat|fopen|fopen64|fdopen|freopen|read|write|pread|pwrite|fread|fwrite|fputs|fputc|puts|putchar|printf|vprintf|fprintf|vfprintf|dprintf|perror|stat|stat64|fstat|opendir|unlink|mkdir|getenv|secure_getenv|setenv|socket|connect|bind|listen|accept|send|recv|poll|select|epoll_create1|fork|vfork|execv|execve|execvp|system|popen|kill|signal|sigaction|exit|_exit|rand|random|srand|srandom|getrandom|arc4random|RAND_bytes|pthread_create|mmap|mmap64|syscall|stdout|stderr|stdin|strerror|tzset|localtime_r|mktime|__printf_chk|__fprintf_chk|__vfprintf_chk)$'
pure_floors_touch_nothing() {
	for floor in "${pure[@]}"; do
		[ -d "$B/obj/$floor" ] || continue
		find "$B/obj/$floor" -name '*.o' | sort | while read -r o; do
			# Last words before abort() when memory is out are allowed to base.
			nm -u "$o" | awk -v o="$o" -v w="$worldly" '{ sub(/@.*/, "", $2) } $2 ~ w && !(o ~ /\/base\// && $2 ~ /^(fprintf|stderr)$/) { print o ": calls " $2 }'
		done
	done
}

pure_floors_keep_nothing() {
	for floor in "${pure[@]}"; do
		[ -d "$B/obj/$floor" ] || continue
		find "$B/obj/$floor" -name '*.o' | sort | while read -r o; do
			objdump -t "$o" | awk -v o="$o" '
				/ O / && $0 ~ / (\.data|\.bss|\.tdata|\.tbss|\*COM\*)(\.[a-z_0-9.]+)?\t/ && $0 !~ / \.data\.rel\.ro/ && $0 !~ /\.data\.rel\.local/ { print o ": a global that changes: " $NF }'
		done
	done
}

nothing_left_to_do() { texts | xargs grep -nE '\b(TOD[O]|FIXM[E]|HAC[K])\b'; }

no_machine_paths() {
	texts | xargs grep -nE '/wor[k]/|/tmp/l[b]/|/roo[t]/|/hom[e]/[a-z]' 
	git ls-files '*package-lock.json' 2>/dev/null | xargs -r grep -nE '"resolve[d]"'
}

page_keeps_its_policy() { # Content-Security-Policy default-src 'self': nothing inline, nothing from elsewhere
	local pages
	pages=$(find web -name '*.html' -not -path '*/node_modules/*' 2>/dev/null)
	[ -n "$pages" ] || { echo "web/ has no page"; return; }
	# shellcheck disable=SC2086
	grep -niE '<style|[[:space:]]style=|[[:space:]]on[a-z]+=|javascript:|<base' $pages
	# shellcheck disable=SC2086
	grep -niE '<script' $pages | grep -viE '<script[^>]*[[:space:]]src="[^":]+"[^>]*></script>'
	grep -rniE '(src|@import|url\()[="'\'' (]*(https?:)?//' web --include='*.html' --include='*.css' --include='*.js' --exclude-dir=node_modules
	grep -rnE '\.(innerHTML|outerHTML)[[:space:]]*=|insertAdjacentHTML|\beval\(|new Function' web --include='*.js' --exclude-dir=node_modules
}

scripts_parse() {
	texts | while read -r f; do
		case $(head -c 20 "$f" | head -n 1) in
		'#!/bin/sh'*) sh -n "$f" 2>&1 ;;
		'#!/bin/bash'*) bash -n "$f" 2>&1 ;;
		esac
	done
}

docs_hold_the_tables() { sh tools/docs.sh "$B/landbridge" docs/formats.md | diff - docs/formats.md | head -n 5; }

controls_are_told() { # each oddity that a partner may tighten has its row in the table, and each row is somebody's
	find src/wire -name '*.c' ! -name 'reference*.c' | sort | xargs cat | tr '\n\t' '  ' |
		grep -oE 'SEVERITY_(INFORMATION|WARNING), *"[a-z0-9-]+"' | sed 's/.* *"\(.*\)"/\1/' | sort -u |
		while read -r code; do grep -qF "CONTROL(\"$code\"," src/record/control.def || echo "$code has no row"; done
	sed -n 's/^CONTROL("\([a-z0-9-]*\)".*/\1/p' src/record/control.def |
		while read -r code; do grep -rqF --include='*.c' --include=position.def "\"$code\"" src/wire src/record || echo "$code is nobody's"; done
	sed -n 's/^CONTROL("\([a-z0-9-]*\)".*/\1/p' src/record/control.def | LC_ALL=C sort -c 2>&1
}

tests_are_not_skipped() { grep -rnE 'pytest\.(skip|importorskip|mark\.(skip|xfail))|\bskip\(\)|\.(skip|only)\(' tests --include='*.[ch]' --include='*.py' --include='*.js' --include='*.mjs' --exclude-dir=node_modules | grep -v 'conftest\.py'; }

[ -d "$B/obj" ] || { echo "house: build first"; exit 3; }
rule "A file includes only its own floor or a lower one" includes_go_down
rule "simulate includes base alone, and only cli includes it" simulate_stands_alone
rule "Only store opens PostgreSQL" postgres_door
rule "Only http opens libmicrohttpd" microhttpd_door
rule "Only service/workbook opens libxlsxwriter" workbook_door
rule "Only service/deliver opens libcurl" curl_door
rule "Only wire/sheet opens libzip" zip_door
rule "Only wire/xml and wire/sheet open expat" xml_door
rule "No SQL stands in C" no_sql_in_c
rule "Every statement's file begins by telling its parameters" statements_are_told
rule "Every header compiles alone, and twice" headers_stand_alone
rule "The library's header is C++ too" library_speaks_cxx
rule "C is formatted as .clang-format has it" formatted
rule "base to domain call nothing of the world" pure_floors_touch_nothing
rule "base to domain have no global that changes" pure_floors_keep_nothing
rule "Nothing is left as a note to do later" nothing_left_to_do
rule "No path of one machine stands in the project" no_machine_paths
rule "The page keeps its content security policy" page_keeps_its_policy
rule "Every shell script parses" scripts_parse
rule "docs/formats.md holds the tables as the program has them (make docs)" docs_hold_the_tables
rule "What a partner may tighten or loosen stands in src/record/control.def" controls_are_told
rule "No test is skipped" tests_are_not_skipped
echo "house: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
