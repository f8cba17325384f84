"""What is read as it comes is read in bounded memory: five times as many bytes take no more of it, through decode and through import."""

import os
import subprocess
import threading
import time

import pytest

from lib import daemon
from lib.big import KINDS, big, workbook
from lib.daemon import BIN

MEGABYTE = 1 << 20
# What a sanitizer holds back of freed memory to find its misuse would grow with what is read.
ENV = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1:thread_local_quarantine_size_kb=64"}


def high_water(pid):
    try:
        with open("/proc/%d/status" % pid) as f:
            return next((int(line.split()[1]) << 10 for line in f if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def peak(*arguments, pieces=()):
    """The program's largest resident size, its exit code and what it said on standard error."""
    done = subprocess.Popen([BIN, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    said, told, most = [], [0], 0

    def listen():  # who writes much waits for this, so that the short-lived is measured, too
        while done.stdout.read1(1 << 16):
            told[0] = max(told[0], high_water(done.pid))

    readers = [threading.Thread(target=lambda: said.append(done.stderr.read())), threading.Thread(target=listen)]
    for reader in readers:
        reader.start()
    for piece in pieces:
        done.stdin.write(piece)
        most = max(most, high_water(done.pid))
    done.stdin.close()
    until = time.monotonic() + daemon.PATIENCE
    while done.poll() is None:
        most = max(most, high_water(done.pid))
        assert time.monotonic() < until, "it does not end"
        time.sleep(0.005)
    for reader in readers:
        reader.join()
    return max(most, told[0]), done.returncode, said[0].decode("utf-8", "replace")


def assert_bounded(small, large, what):
    assert large < 64 * MEGABYTE or "-san" in BIN, (what, large)
    assert large - small < 3 * MEGABYTE, (what, small, large)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_stream_is_decoded_in_bounded_memory(kind):
    small, code, said = peak("decode", "-", pieces=big(kind, MEGABYTE, filler=1000))
    assert code == 0, said
    large, code, said = peak("decode", "-", pieces=big(kind, 5 * MEGABYTE, filler=1000))
    assert code == 0, said
    assert " 0 refused" in said and " 0 events" not in said, said
    assert_bounded(small, large, kind)


def test_the_rows_of_a_workbook_take_no_memory(tmp_path):
    """It is read from its end, so it is held; what it unpacks to is not."""
    sizes = []
    for size in (4, 24):
        path = str(tmp_path / ("%d.xlsx" % size))
        workbook(path, size * MEGABYTE, filler=2000)
        most, code, said = peak("decode", path)
        assert code == 0 and " 0 events" not in said, said
        sizes.append(most - 2 * os.path.getsize(path))
    assert_bounded(*sizes, "workbook")


def test_an_import_takes_bounded_memory(module_dir):
    data = os.path.join(module_dir, "data")
    try:
        for kind in ("EDIFACT", "CSV"):
            most, code, said = peak("import", "--data", data, "-", pieces=big(kind, 20 * MEGABYTE, filler=30000))
            assert code == 0, said
            assert most < 64 * MEGABYTE or "-san" in BIN, (kind, most)
        path = os.path.join(module_dir, "rows.xlsx")
        workbook(path, 36 * MEGABYTE, filler=1000)
        assert os.path.getsize(path) > MEGABYTE
        most, code, said = peak("import", "--data", data, path)
        assert code == 0, said
        assert most < 64 * MEGABYTE or "-san" in BIN, ("workbook", most)
    finally:
        daemon.end_cluster(data)
