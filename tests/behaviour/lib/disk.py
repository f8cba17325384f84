"""A small file system of its own for one program: a tmpfs in a mount namespace that ends with the program."""

import os
import shlex
import subprocess

from lib.daemon import BIN


def command_on_small_disk(mountpoint, options, command):
    """A command line that mounts a tmpfs with these options on mountpoint and then becomes command, as this user.

    Root makes a mount namespace; a user makes one in a user namespace of its own, or, where the system forbids that,
    by sudo.
    """
    inner = "mount -t tmpfs -o %s tmpfs %s && cd / && exec " % (options, shlex.quote(mountpoint))
    plain = " ".join(map(shlex.quote, command))
    if os.geteuid() == 0:
        return ["unshare", "--mount", "sh", "-c", inner + plain]
    drop = "setpriv --inh-caps=-all --ambient-caps=-all "
    own = ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"]
    if subprocess.run(own + ["true"], stderr=subprocess.DEVNULL).returncode == 0:
        return own + ["sh", "-c", inner + drop + plain]
    become = "setpriv --reuid=%d --regid=%d --init-groups env HOME=%s " % (os.geteuid(), os.getegid(), shlex.quote(os.environ["HOME"]))
    inner = inner.replace("-o " + options, "-o %s,uid=%d,gid=%d" % (options, os.geteuid(), os.getegid()))
    keep = ",".join(name for name in os.environ if name.startswith(("LANDBRIDGE_", "ASAN_", "UBSAN_")))
    return ["sudo", "-n"] + (["--preserve-env=" + keep] if keep else []) + ["unshare", "--mount", "sh", "-c", inner + become + plain]


def run_on_small_disk(mountpoint, options, *arguments, timeout=180):
    done = subprocess.run(command_on_small_disk(mountpoint, options, [BIN, *arguments]), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
    done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    return done
