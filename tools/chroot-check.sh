#!/bin/bash
# Shows that a bare Debian 12 with this checkout is enough: in a new root made by debootstrap, `make run` must come to a
# working page and `make check` must end green; as root, and as a user who may use sudo.
#   tools/chroot-check.sh [root] [user]      CHECK=no: only make run
# Takes the mirror, proxy and certificates from this machine's own settings.  Needs root, debootstrap and util-linux.
# What HEAD has is checked, not the work tree.  Whatever happens, nothing stays mounted, running or on the disk.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" -eq 0 ] || { echo "chroot-check: needs root (mounts, chroot)" >&2; exit 3; }
for program in debootstrap unshare git; do
	command -v $program >/dev/null || { echo "chroot-check: install $program first" >&2; exit 3; }
done
[ $# -gt 0 ] || set -- root user

work=$(mktemp -d /var/tmp/landbridge-root.XXXXXX)
clean() { rm -rf --one-file-system "$work"; }
trap clean EXIT
trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT TERM

mirror() { # the address from which this machine takes Debian 12 itself
	{
		sed -nE 's/^deb (\[[^]]*\] )?([^ ]+) bookworm .*\bmain\b.*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.list
		awk '/^URIs:/ { uri = $2 } /^Suites:.*[ \t]bookworm([ \t]|$)/ { print uri }' /etc/apt/sources.list.d/*.sources
	} 2>/dev/null | head -n 1
}

make_root() { # DIR
	local from
	from=$(mirror)
	debootstrap --variant=minbase --include=make,sudo bookworm "$1" ${from:+"$from"} >"$work/debootstrap.log" 2>&1 ||
		{ tail "$work/debootstrap.log" >&2; return 1; }
	{ apt-config dump | grep -E '^Acquire::https?::' || true; } >"$1/etc/apt/apt.conf.d/90machine"
	printf 'APT::Keep-Downloaded-Packages "false";\n' >"$1/etc/apt/apt.conf.d/91small"
	cp -L /etc/resolv.conf "$1/etc/resolv.conf"
	printf "127.0.0.1 localhost %s\n" "$(hostname)" >"$1/etc/hosts"
	cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/machine-certificates.crt" 2>/dev/null || true
	[ ! -f "$HOME/.npmrc" ] || grep -vE '_auth|_password|cafile|nodedir' "$HOME/.npmrc" >"$1/etc/machine-npmrc" || true
	# As a package's own start of a service would on a real machine, but nothing is to run here.
	printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
	chmod 755 "$1/usr/sbin/policy-rc.d"
	cat >"$1/usr/local/bin/try" <<-'END'
	#!/bin/bash
	# Inside: make run until the page answers, then make check.
	cd ~/landbridge || exit 1
	set -m
	: >~/run.log
	make run LISTEN=127.0.0.1:0 >~/run.log 2>&1 </dev/null &
	job=$!
	address=
	for ((i = 0; i < 18000; i++)); do
		address=$(grep -aoE 'http://127\.0\.0\.1:[0-9]+' ~/run.log | head -n 1)
		[ -z "$address" ] || break
		kill -0 $job 2>/dev/null || break
		sleep 0.1
	done
	tail -n 4 ~/run.log
	[ -n "$address" ] || { echo "make run printed no address"; tail -n 40 ~/run.log; exit 1; }
	exec 3<>"/dev/tcp/127.0.0.1/${address##*:}"
	printf 'GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
	page=$(tr -d '\0' <&3)
	exec 3>&-
	kill -TERM -- -$job
	wait $job
	case $page in
	'HTTP/1.'?' 200'*'</html>'*) echo "make run: the page at $address answers" ;;
	*) printf 'The page did not come: %.300s\n' "$page"; exit 1 ;;
	esac
	[ "$CHECK" = no ] || make check >~/check.log 2>&1 </dev/null || {
		status=$?
		grep -anE -B 25 '^\[  FAILED  \]|: exit [1-9][0-9]*$|^(FAILED|ERROR) |AssertionError|^ *(not ok|✗)|: error:' ~/check.log | cut -c1-300 | head -n 400
		tail -n 60 ~/check.log
		exit $status
	}
	[ "$CHECK" = no ] || tail -n 14 ~/check.log
	END
	chmod 755 "$1/usr/local/bin/try"
}

enter() { # DIR USER HOME, in the background: its own processes and mounts, which end with it
	exec unshare --mount --pid --fork --kill-child bash -eu -s "$@" <<-'END'
	mount --make-rprivate /
	# As on a real machine the root is a mount of its own: who makes a mount namespace inside counts on that.
	mount --bind "$1" "$1"
	mount -t proc proc "$1/proc"
	mount -t sysfs -o ro sysfs "$1/sys"
	mount --rbind /dev "$1/dev"
	mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
	certificates=
	[ ! -s "$1/etc/machine-certificates.crt" ] || certificates=/etc/machine-certificates.crt
	# not by exec: who gives up root outlives the one that waits for it
	chroot "$1" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C.UTF-8 \
		HOME="$3" USER="$2" CHECK="${CHECK-}" http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" no_proxy="${no_proxy-}" \
		${certificates:+NODE_EXTRA_CA_CERTS=$certificates npm_config_cafile=$certificates} \
		setpriv --reuid="$2" --regid="$2" --init-groups /usr/local/bin/try
	END
}

result=0
for who; do
	case $who in
	root) user=root home=/root ;;
	user) user=tester home=/srv/tester ;;
	*) echo "chroot-check: root or user, not $who" >&2; exit 2 ;;
	esac
	echo "== a new Debian 12, as $who"
	make_root "$work/$who"
	if [ $who = user ]; then
		chroot "$work/$who" useradd --home-dir /srv/tester --create-home --shell /bin/bash tester
		echo 'tester ALL=(ALL) NOPASSWD: ALL' >"$work/$who/etc/sudoers.d/tester"
	fi
	git clone --quiet --no-local --depth 1 "file://$top" "$work/$who$home/landbridge"
	if [ -s "$work/$who/etc/machine-npmrc" ]; then cp "$work/$who/etc/machine-npmrc" "$work/$who$home/.npmrc"; fi
	chroot "$work/$who" chown -R $user: $home
	enter "$work/$who" $user $home &
	if wait $!; then echo "as $who: good"; else echo "as $who: failed"; result=1; fi
	rm -rf --one-file-system "${work:?}/$who"
done
exit $result
