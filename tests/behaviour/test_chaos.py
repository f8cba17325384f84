"""What happens when things are killed, full, read-only or not ours: nothing that has a receipt is lost or doubled.

CHAOS_ROUNDS: how often each thing is killed (5; `make chaos` takes 100).
"""

import os
import random
import re
import shutil
import stat
import subprocess
import threading

import pytest

from lib import disk
from lib.daemon import BIN, Server, gone, postmaster_pid, run, until
from lib.messages import box, boxes, codeco
from lib.wire import Held, Later, waiting

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "5"))
POSTERS, BOXES_A_MESSAGE, BOXES = 4, 3, 24
ENVIRONMENT = 3


class Posting:
    """Several threads that post messages, each message another one, and remember which have a receipt.

    The boxes are few, so that messages meet at them; every event has a minute of its own, so that the last one of a
    box is always told apart.
    """

    def __init__(self, server):
        self.server, self.lock, self.count = server, threading.Lock(), 0
        self.sent, self.receipts = {}, {}  # document -> bytes; document -> receipt

    def message(self):
        with self.lock:
            n = self.count
            self.count += 1
            chance = random.Random(n)
        day, minute = divmod(n, 1440)
        document = "DOC%d" % n
        body = codeco(sorted(box(i) for i in chance.sample(range(1, BOXES + 1), BOXES_A_MESSAGE)),
                      chance.choice(["in", "out"]), document=document, reference=str(n + 1), interchange=str(n + 1),
                      at="2026%02d%02d%02d%02d" % (1 + day // 28, 1 + day % 28, minute // 60, minute % 60))
        with self.lock:
            self.sent[document] = body
        return document, body

    def post(self, document, body):
        """The receipt, or None where the daemon went away or could not just now."""
        try:
            answer = self.server.post(body)
        except Exception as e:
            if gone(e):
                return None
            raise
        if answer.status in (503, 507, 500):
            assert answer.status != 500, answer
            return None
        assert answer.status == 200, answer
        receipt = answer.json()
        assert receipt["status"] in ("accepted", "duplicate"), receipt
        with self.lock:
            self.receipts[document] = receipt
        return receipt

    def run(self, until_receipts, then, again):
        """Posts until this many more receipts are there, calls then(), and waits for the threads.

        again: a message that got no answer is sent again and again; else its thread ends.
        """
        enough, faults, stop = threading.Event(), [], threading.Event()
        goal = len(self.receipts) + until_receipts

        def poster():
            try:
                while not stop.is_set():
                    document, body = self.message()
                    while self.post(document, body) is None:
                        if not again or stop.wait(0.05):
                            return
                    if len(self.receipts) >= goal:
                        enough.set()
            except BaseException as e:
                faults.append(e)
            finally:
                if faults:
                    enough.set()

        threads = [threading.Thread(target=poster) for _ in range(POSTERS)]
        for thread in threads:
            thread.start()
        try:
            assert enough.wait(180), "no receipts any more"
            if not faults:
                then()
        finally:
            stop.set()
            for thread in threads:
                thread.join(180)
        if faults:
            raise faults[0]

    def assert_whole(self):
        """Every message is there once and wholly, or not at all; those with a receipt are there."""
        events = {row[0]: (int(row[1]), int(row[2])) for row in self.server.sql(
            "select document, count(*), count(distinct subject) from event where document is not null group by document")}
        messages = {row[0]: int(row[1]) for row in self.server.sql(
            "select document, count(*) from message where status <> 'rejected' group by document")}
        for document in self.sent:
            whole = (BOXES_A_MESSAGE, BOXES_A_MESSAGE)
            if document in self.receipts:
                assert events.get(document) == whole and messages.get(document) == 1, document
            else:
                assert (events.get(document), messages.get(document)) in ((None, None), (whole, 1)), document
        assert set(events) <= set(self.sent)
        assert self.server.sql("select count(*), count(distinct sha256) from intake where status <> 'importing'") == \
            self.server.sql("select count(distinct sha256), count(*) from intake where status <> 'importing'")

    def assert_states_are_the_fold(self):
        """Each box's journey stands at the last thing that is known of it."""
        wrong = self.server.sql(
            "select j.container, j.event, e.id from journey j cross join lateral (select id from event e where e.subject = j.container"
            " order by happened desc limit 1) e where j.event is distinct from e.id")
        assert wrong == []
        assert self.server.sql("select count(distinct subject) from event where subject_kind = 0") == \
            self.server.sql("select count(*) from journey")

    def send_the_rest(self):
        """What has no receipt is sent again: that is safe."""
        for document in [d for d in self.sent if d not in self.receipts]:
            assert self.post(document, self.sent[document]) is not None


def test_kill_of_the_daemon_loses_and_doubles_nothing(fresh_server):
    posting = Posting(fresh_server)
    for n in range(ROUNDS):
        posting.run(random.Random(n).randint(3, 40), fresh_server.kill9, again=False)
        fresh_server.start()
        posting.assert_whole()
    posting.send_the_rest()
    posting.assert_whole()
    posting.assert_states_are_the_fold()
    assert len(posting.receipts) == len(posting.sent) > ROUNDS


def test_kill_of_the_postmaster_loses_and_doubles_nothing_and_the_daemon_recovers(fresh_server):
    posting = Posting(fresh_server)
    for n in range(ROUNDS):
        before = len(posting.receipts)

        def kill():
            killed = fresh_server.kill9_postmaster()
            # Its backends live on until they notice; a new postmaster is what tells that they are gone.
            until(lambda: fresh_server.ended() or postmaster_pid(fresh_server.data) not in (None, killed), "PostgreSQL runs again")
            level = len(posting.receipts) + 2 * POSTERS
            until(lambda: fresh_server.ended() or len(posting.receipts) >= level, "posts are answered again")
            assert not fresh_server.ended()

        posting.run(random.Random(n).randint(3, 40), kill, again=True)
        assert len(posting.receipts) > before
        until(lambda: fresh_server.get("/readyz").status == 200, "ready again")
        posting.assert_whole()
    posting.send_the_rest()
    posting.assert_whole()
    posting.assert_states_are_the_fold()


def test_kill_of_both_loses_nothing(fresh_server):
    posting = Posting(fresh_server)

    def kill():
        fresh_server.kill9()
        fresh_server.kill9_postmaster()

    posting.run(20, kill, again=False)
    fresh_server.start()
    posting.assert_whole()
    posting.send_the_rest()
    posting.assert_whole()
    posting.assert_states_are_the_fold()


def test_kill_while_a_big_body_is_written_leaves_nothing_of_it(fresh_server):
    numbers = boxes(5000)
    body = codeco(numbers, booking="BK1", extra=["RFF+ACD:CAR1"])
    assert len(body) > 500000, "it is written in slices"
    with Held(fresh_server, "event_reference"):
        post = Later(lambda: fresh_server.post(body))
        until(lambda: waiting(fresh_server), "its first slice is written, but for what stands behind the lock")
        fresh_server.kill9()
    with pytest.raises(Exception) as why:
        post.result()
    assert gone(why.value)
    fresh_server.start()
    assert fresh_server.sql("select (select count(*) from event), (select count(*) from container), (select count(*) from message)") == \
        [["0", "0", "0"]]
    receipt = fresh_server.post(body).json()
    assert (receipt["status"], receipt["events"], receipt["new"]) == ("accepted", 5000, 5000)
    assert fresh_server.sql("select count(*), count(distinct (id, subject)), count(distinct line) from event") == [["5000", "5000", "5000"]]
    assert fresh_server.sql("select (select count(*) from journey), (select count(*) from event_reference)") == [["5000", "5000"]]
    assert fresh_server.post(body).json()["status"] == "duplicate"


def test_a_daemon_adopts_the_postgresql_that_a_killed_one_left(fresh_server):
    assert fresh_server.post(codeco()).status == 200
    fresh_server.kill9()
    left = postmaster_pid(fresh_server.data)
    assert left
    fresh_server.start()
    assert postmaster_pid(fresh_server.data) == left
    assert fresh_server.json("/api/v1/containers/" + box(1))["number"] == box(1)
    assert fresh_server.stop() == 0
    assert postmaster_pid(fresh_server.data) is None


def test_a_second_daemon_on_the_same_directory_is_refused(server):
    done = run("serve", "--data", server.data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT
    assert str(server.process.pid) in done.stderr, done.stderr
    assert server.get("/readyz").status == 200


def test_a_directory_with_a_long_name_works(cluster_dir):
    long = os.path.join(cluster_dir, "d" * 120, "e" * 120)
    os.makedirs(long)
    server = Server(cluster_dir, data=os.path.join(long, "data"))
    try:
        server.start()
        assert server.post(codeco()).status == 200
        assert server.restart().json("/api/v1/containers/" + box(1))["number"] == box(1)
        assert server.stop() == 0
    finally:
        server.end()


def test_a_directory_of_another_postgresql_version_is_refused_with_that_version(cluster_dir):
    server = Server(cluster_dir).start()
    try:
        assert server.stop() == 0
    finally:
        server.end()
    version = os.path.join(server.data, "pg", "PG_VERSION")
    with open(version) as f:
        true = f.read()
    with open(version, "w") as f:
        f.write("9\n")
    done = run("serve", "--data", server.data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT
    assert re.search(r"\b9\b", done.stderr) and server.data in done.stderr, done.stderr
    with open(version, "w") as f:
        f.write(true)
    server = Server(cluster_dir)
    try:
        assert server.start().get("/readyz").status == 200
    finally:
        server.end()


def test_a_directory_that_is_not_ours_is_left_alone(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    os.mkdir(data)
    with open(os.path.join(data, "thesis.txt"), "w") as f:
        f.write("years of work\n")
    done = run("serve", "--data", data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT and data in done.stderr, done.stderr
    assert os.listdir(data) == ["thesis.txt"]


def run_as_a_user(program, *arguments):
    """Runs as somebody who is not root: whoever runs the tests, or nobody."""
    command = [program, *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=180, cwd="/", env={**os.environ, "HOME": "/nonexistent"})


def test_a_directory_that_may_not_be_written_is_refused(cluster_dir):
    program = os.path.join(cluster_dir, "landbridge")  # where nobody may read it
    shutil.copy(BIN, program)
    os.chmod(program, 0o755)
    data = os.path.join(cluster_dir, "data")
    os.mkdir(data, 0o555)
    try:
        done = run_as_a_user(program, "serve", "--data", data, "--listen", "127.0.0.1:0")
        assert done.returncode == ENVIRONMENT
        assert data in done.stderr and re.search(r"(?i)permission|writ|read-only|owner|belongs", done.stderr), done.stderr
    finally:
        os.chmod(data, stat.S_IRWXU)


def test_a_read_only_file_system_is_refused(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    os.mkdir(data)
    done = disk.run_on_small_disk(data, "ro", "serve", "--data", data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT
    assert data in done.stderr and re.search(r"(?i)read-only|writ", done.stderr), done.stderr


def test_a_disk_too_small_to_begin_with_is_refused(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    os.mkdir(data)
    done = disk.run_on_small_disk(data, "size=8m,mode=755", "serve", "--data", data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT
    assert data in done.stderr and re.search(r"(?i)no space|full|room", done.stderr), done.stderr


class ServerOnSmallDisk(Server):
    """The daemon on a tmpfs that only it sees."""

    def __init__(self, base, options):
        super().__init__(base, data=os.path.join(base, "data"))
        os.mkdir(self.data)
        self.options = options

    def start(self, wait=True):
        self.printed, self._address, self.host, self.port = [], threading.Event(), None, None
        command = disk.command_on_small_disk(self.data, self.options, [BIN, "serve", "--data", self.data, "--listen", "127.0.0.1:0"])
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()
        if wait:
            self.wait_ready()
        return self

    def signal(self, sign):
        try:
            os.kill(server_pid(self), sign)
        except (FileNotFoundError, ProcessLookupError):
            pass  # ended by itself meanwhile


def inside(server, script):
    """Runs a shell script where the daemon's disk is seen."""
    command = ["nsenter", "--target", str(server_pid(server)), "--mount", "--root", "sh", "-c", script]
    if os.geteuid() != 0:
        command = ["nsenter", "--target", str(server_pid(server)), "--user", "--preserve-credentials", "--mount", "--root", "sh", "-c", script]
        if subprocess.run(command[:-2] + ["-c", "true"], stderr=subprocess.DEVNULL).returncode != 0:
            command = ["sudo", "-n", "nsenter", "--target", str(server_pid(server)), "--mount", "--root", "sh", "-c", script]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=180)


def server_pid(server):
    """The daemon itself, below a sudo that may stand before it."""
    pid = server.process.pid
    while True:
        with open("/proc/%d/comm" % pid) as f:
            if f.read().strip() not in ("sudo", "unshare", "sh"):
                return pid
        with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            pid = int(f.read().split()[0])


def bulky(n):
    """A message that compresses badly, some 400 KB of remarks."""
    chance = random.Random(n)
    remark = ["FTX+AAA+++" + "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=500)) for _ in range(800)]
    return codeco(box(n), document="BULK%d" % n, reference=str(n), interchange=str(n), extra=remark)


def test_a_disk_that_fills_up_refuses_messages_and_the_daemon_recovers(cluster_dir):
    server = ServerOnSmallDisk(cluster_dir, "size=400m,mode=755")
    try:
        server.start()
        kept = [n for n in range(1, 4) if server.post(bulky(n)).status == 200]
        assert kept == [1, 2, 3]
        filled = inside(server, "cat /dev/zero >%s/fill" % server.data)
        assert "No space left" in filled.stdout + filled.stderr
        refused = None
        for n in range(4, 60):  # what PostgreSQL had in reserve may still take a few
            answer = server.post(bulky(n))
            if answer.status != 200:
                refused = answer
                break
            kept.append(n)
        assert refused is not None and refused.status in (503, 507), refused
        assert "room" in refused.text or "database" in refused.text, refused
        assert server.get("/healthz").status == 200
        assert inside(server, "rm %s/fill" % server.data).returncode == 0
        until(lambda: server.post(bulky(n)).status == 200, "messages are taken again")
        kept.append(n)
        for n in kept:
            assert server.json("/api/v1/containers/" + box(n))["number"] == box(n)
        assert server.stop() == 0
    finally:
        server.end()
