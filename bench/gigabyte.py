"""make gigabyte: a gigabyte of every format that is read as it comes, through decode and through import, a line each:

    format, verb, bytes, seconds, MB/s, the program's largest resident size, what it said of it

GIGABYTE_BYTES (1 << 30), GIGABYTE_KINDS (all), GIGABYTE_PARTS ("decode import"), GIGABYTE_DIR where the files and the databases
go, one after the other (/var/tmp).  What is decoded is dense: each row and segment says something.  What is imported is as
much in size with fewer messages, so that it ends within minutes: the rest is what a decoder passes over.  PostgreSQL's memory
is not counted: it is the server's own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "behaviour"))
os.environ.setdefault("LANDBRIDGE_BIN", os.path.abspath("build/landbridge"))

from lib.big import KINDS, big, workbook  # noqa: E402

BIN = os.environ["LANDBRIDGE_BIN"]
BYTES = int(os.environ.get("GIGABYTE_BYTES", 1 << 30))
SPARSE = 30000  # bytes a message that are passed over


def measured(arguments, pieces=()):
    begun, most = time.monotonic(), 0
    with tempfile.TemporaryFile() as said:
        done = subprocess.Popen([BIN, *arguments], stdin=subprocess.PIPE, stdout=said if arguments[0] == "import" else subprocess.DEVNULL, stderr=said)
        sent = 0
        for piece in pieces:
            done.stdin.write(piece)
            sent += len(piece)
            if sent % (1 << 24) < len(piece):
                most = max(most, high_water(done.pid))
        most = max(most, high_water(done.pid))
        done.stdin.close()
        while done.poll() is None:
            most = max(most, high_water(done.pid))
            time.sleep(0.01)
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip().splitlines()
    return sent, time.monotonic() - begun, most, words[-1] if words else "exit code %d" % done.returncode


def high_water(pid):
    try:
        with open("/proc/%d/status" % pid) as f:
            return next((int(line.split()[1]) << 10 for line in f if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def say(kind, verb, size, seconds, most, words):
    print("%-11s %-7s %11d bytes %7.1f s %6.1f MB/s %6.1f MB resident   %s"
          % (kind, verb, size, seconds, size / 1e6 / seconds, most / 1e6, words.split(": ", 1)[-1]), flush=True)


def decode(kind):
    say(kind, "decode", *measured(["decode", "-"], big(kind, BYTES)))


def imported(kind, base):
    data, path = os.path.join(base, "data"), os.path.join(base, "file")
    with open(path, "wb") as f:
        for piece in big(kind, BYTES, SPARSE):
            f.write(piece)
    size, (_, *rest) = os.path.getsize(path), measured(["import", "--data", data, path])
    say(kind, "import", size, *rest)
    shutil.rmtree(data, ignore_errors=True)


def sheet(base, verbs):
    """A workbook is held as it comes; what it unpacks to is a gigabyte."""
    path = os.path.join(base, "sheet.xlsx")
    size, _ = workbook(path, BYTES * 95 // 100, 600)
    print("XLSX is %d bytes and unpacks to %d" % (os.path.getsize(path), size))
    for verb in verbs:
        _, *rest = measured([verb, *(["--data", os.path.join(base, "data")] if verb == "import" else []), path])
        say("XLSX", verb, size, *rest)


def main():
    kinds = os.environ.get("GIGABYTE_KINDS", " ".join(KINDS) + " XLSX").split()
    verbs = os.environ.get("GIGABYTE_PARTS", "decode import").split()
    with tempfile.TemporaryDirectory(prefix="landbridge-gigabyte.", dir=os.environ.get("GIGABYTE_DIR", "/var/tmp")) as base:
        os.chmod(base, 0o755)
        for kind in kinds:
            if kind == "XLSX":
                sheet(base, verbs)
                continue
            if "decode" in verbs:
                decode(kind)
            if "import" in verbs:
                imported(kind, base)


main()
