#!/bin/sh
# Installs the Debian packages that a task needs and this machine lacks.
#   tools/deps.sh run|check|bench ...
# A row is: what to look for, and the package that brings it.  Nothing missing: nothing is asked, nothing is said.
set -eu

rows_run='
gcc                                     gcc
/usr/include/stdio.h                    libc6-dev
make                                    make
pg:libpq-fe.h                           libpq-dev
/usr/include/microhttpd.h               libmicrohttpd-dev
/usr/include/jansson.h                  libjansson-dev
/usr/include/openssl/evp.h              libssl-dev
/usr/include/zlib.h                     zlib1g-dev
/usr/include/xlsxwriter.h               libxlsxwriter-dev
/usr/include/zip.h                      libzip-dev
/usr/include/expat.h                    libexpat1-dev
curl-h                                  libcurl4-openssl-dev
/usr/share/zoneinfo/Asia/Shanghai       tzdata
/usr/share/zoneinfo/zone1970.tab        tzdata
postgres                                postgresql-15
node                                    nodejs
npm                                     npm
/etc/ssl/certs/ca-certificates.crt      ca-certificates
'
rows_check='
clang                                   clang
format                                  clang-format-14
/usr/include/cmocka.h                   libcmocka-dev
asan-of-clang|arch                        libclang-rt-14-dev
/usr/bin/python3                        python3
python:pytest                           python3-pytest
python:hypothesis                       python3-hypothesis
python:jsonschema                       python3-jsonschema
python:openpyxl                         python3-openpyxl
python:xlwt                             python3-xlwt
nm                                      binutils
curl                                    curl
setpriv                                 util-linux
chromium                                chromium
/usr/share/fonts/truetype/wqy/wqy-microhei.ttc          fonts-wqy-microhei
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf         fonts-dejavu-core
'
rows_bench='
wrk                                     wrk
curl                                    curl
node                                    nodejs
npm                                     npm
/usr/bin/python3                        python3
python:lxml                             python3-lxml
python:openpyxl                         python3-openpyxl
perl:Text::CSV_XS                       libtext-csv-xs-perl
unzip                                   unzip
/etc/ssl/certs/ca-certificates.crt      ca-certificates
'

# There when a PostgreSQL of at least 15 is; Debian keeps each version's programs in a folder of its own.
has_postgres() {
	for program in /usr/lib/postgresql/*/bin/postgres; do
		version=${program#/usr/lib/postgresql/}
		version=${version%%/*}
		[ -x "$program" ] && [ "$version" -ge 15 ] && return 0
	done
	return 1
}

has() {
	case $1 in
	postgres) has_postgres ;;
	format) command -v clang-format-14 || clang-format --version | grep -q 'version 14\.' ;;
	*'|arch') ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.asan-*.a ;;
	curl-h) ls /usr/include/*/curl/curl.h /usr/include/curl/curl.h 2>/dev/null | grep -q . ;;
	pg:*) [ -e "/usr/include/postgresql/${1#pg:}" ] ;;
	perl:*) perl -M"${1#perl:}" -e 1 ;;
	python:*) /usr/bin/python3 -c "import ${1#python:}" ;;
	/*) [ -e "$1" ] ;;
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# apt-get talks for pages; it is heard only when it fails.
quietly() {
	if as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@" >"$log" 2>&1 </dev/null; then return 0; fi
	tail -n 25 "$log" >&2
	return 1
}

install() {
	quietly apt-get install -y -q --no-install-recommends "$@" || { echo "could not install: $*" >&2; return 1; }
}

# Debian's postgresql-15 makes and starts a cluster of its own on port 5432.  We want its programs only.
install_postgres() {
	conf=/etc/postgresql-common/createcluster.conf
	install postgresql-common
	as_root cp -p $conf $conf.before-landbridge
	as_root sed -i -e '/^[# ]*create_main_cluster/d' -e '$a create_main_cluster = false' $conf
	status=0
	install postgresql-15 || status=$?
	as_root mv $conf.before-landbridge $conf
	return $status
}

missing=
for group; do
	case $group in
	run) rows=$rows_run ;;
	check) rows=$rows_check ;;
	bench) rows=$rows_bench ;;
	*) echo "deps.sh: no such group: $group" >&2; exit 2 ;;
	esac
	while read -r probe package; do
		[ -n "$probe" ] || continue
		has "$probe" && continue
		case " $missing " in *" $package "*) ;; *) missing="$missing $package" ;; esac
	done <<-END
	$rows
	END
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "These Debian packages, or what your system calls them, are missing:$missing" >&2
	exit 3
fi
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
	echo "Missing:$missing. Run this as root: apt-get install$missing" >&2
	exit 3
fi
echo "Installing what is missing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly apt-get update -q || echo "apt-get update failed; trying with the lists that are there" >&2
others=
for package in $missing; do
	[ "$package" = postgresql-15 ] || others="$others $package"
done
# shellcheck disable=SC2086
[ -z "$others" ] || install $others
case " $missing " in *" postgresql-15 "*) install_postgres ;; esac
