"""The private PostgreSQL as its user meets it: who runs it, who shares it, when it goes, and a database of one's own."""

import os
import pwd
import signal
import stat
import subprocess
import urllib.parse

import pytest

from lib.daemon import BIN, PATIENCE, Server, alive, postmaster_pid, run, until
from lib.messages import box, codeco

DONE, USAGE, ENVIRONMENT = 0, 2, 3


def owner(pid):
    return os.stat("/proc/%d" % pid).st_uid


def test_neither_postgresql_nor_the_daemon_is_root(server):
    assert owner(postmaster_pid(server.data)) != 0
    assert owner(server.process.pid) != 0


def test_nobody_else_reaches_the_socket_or_the_data(server):
    user = owner(postmaster_pid(server.data))
    for name in ("pg", "run", "log"):
        s = os.stat(os.path.join(server.data, name))
        assert (s.st_uid, stat.S_IMODE(s.st_mode)) == (user, 0o700), name
    assert server.sql("select current_setting('listen_addresses') = ''") == [["t"]]


def test_what_a_receipt_promises_is_how_postgresql_runs(server):
    wanted = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "wal_compression": "lz4", "jit": "off",
              "max_wal_size": "4GB", "checkpoint_timeout": "15min", "autovacuum": "on", "server_encoding": "UTF8"}
    assert {name: server.sql("show " + name)[0][0] for name in wanted} == wanted


def test_a_tool_beside_the_daemon_uses_its_postgresql_and_leaves_it_running(server):
    before = postmaster_pid(server.data)
    assert run("key", "list", "--data", server.data).returncode == DONE
    assert postmaster_pid(server.data) == before
    assert server.get("/readyz").status == 200


def test_a_tool_alone_leaves_nothing_running(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    first = run("key", "add", "first", "--role", "reader", "--data", data)
    assert first.returncode == DONE, first.stderr
    assert "making the database in " + data in first.stderr
    assert postmaster_pid(data) is None
    again = run("key", "list", "--data", data)
    assert again.returncode == DONE and "first" in again.stdout
    assert "making the database" not in again.stderr
    assert postmaster_pid(data) is None


def test_two_that_come_first_at_once_make_one_database(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    both = [subprocess.Popen([BIN, "key", "add", name, "--role", "reader", "--data", data], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for name in ("one", "two")]
    said = [p.communicate(timeout=300) for p in both]
    assert [p.returncode for p in both] == [DONE, DONE], said
    assert "".join(err for _, err in said).count("making the database") == 1
    assert postmaster_pid(data) is None


@pytest.mark.parametrize("arguments", [["track", "CSQU3054383"], ["key", "list"], ["key", "revoke", "x"]])
def test_who_only_asks_makes_no_database(arguments, cluster_dir):
    data = os.path.join(cluster_dir, "data")
    done = run(*arguments, "--data", data)
    assert done.returncode == ENVIRONMENT and done.stdout == ""
    assert "no data directory at %s" % data in done.stderr
    assert "landbridge serve" in done.stderr and "--data DIR" in done.stderr
    assert os.listdir(cluster_dir) == []


@pytest.mark.parametrize("arguments, code", [
    (["key", "add", "x", "--role", "king"], USAGE), (["key", "add", "x"], USAGE), (["key", "add", "", "--role", "reader"], USAGE),
    (["key", "add", "x", "--role", "reader", "--party", "a\nb"], USAGE),
    (["import", BIN, "/nowhere/gate.edi"], ENVIRONMENT)])
def test_arguments_are_judged_before_a_database_is_made(arguments, code, cluster_dir):
    done = run(*arguments, "--data", os.path.join(cluster_dir, "deep", "data"))
    assert done.returncode == code and done.stdout == ""
    assert "making the database" not in done.stderr
    assert os.listdir(cluster_dir) == []


def test_ctrl_c_ends_the_daemon_first_and_postgresql_with_it(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    command = [BIN, "serve", "--data", data, "--listen", "127.0.0.1:0"]
    daemon = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, start_new_session=True)
    try:
        assert "ready" in daemon.stdout.readline()
        postmaster = postmaster_pid(data)
        os.killpg(daemon.pid, signal.SIGINT)  # what a terminal does: everybody in the foreground gets it
        assert daemon.wait(180) == DONE
        assert not alive(postmaster)
        with open(os.path.join(data, "log", "postgresql.log")) as log:
            assert "database system is shut down" in log.read().splitlines()[-1]
    finally:
        if daemon.poll() is None:
            daemon.kill()
        daemon.wait(180)
        daemon.stdout.close()


def test_settings_of_ones_own_come_after_ours(cluster_dir):
    server = Server(cluster_dir)
    try:
        assert server.start().stop() == 0
        path = os.path.join(server.data, "pg", "local.conf")
        with open(path, "w") as f:
            f.write("work_mem = '7MB'\n")
        os.chmod(path, 0o644)
        assert server.start().sql("show work_mem") == [["7MB"]]
        assert server.stop() == 0
    finally:
        server.end()


def test_a_setting_postgresql_does_not_take_is_told_with_its_words(cluster_dir):
    data = os.path.join(cluster_dir, "data")
    assert run("key", "add", "first", "--role", "reader", "--data", data).returncode == DONE
    path = os.path.join(data, "pg", "local.conf")
    with open(path, "w") as f:
        f.write("no_such_setting = on\n")
    os.chmod(path, 0o644)
    done = run("serve", "--data", data, "--listen", "127.0.0.1:0")
    assert done.returncode == ENVIRONMENT
    assert "PostgreSQL does not start" in done.stderr and "postgresql.log" in done.stderr, done.stderr
    os.unlink(path)
    assert run("key", "list", "--data", data).returncode == DONE


def test_a_postmaster_that_dies_is_started_again_with_what_it_knew(fresh_server):
    assert fresh_server.post(codeco()).status == 200
    old = postmaster_pid(fresh_server.data)
    os.kill(old, signal.SIGKILL)
    until(lambda: postmaster_pid(fresh_server.data) not in (None, old), "another postmaster runs")
    until(lambda: fresh_server.get("/readyz").status == 200, "ready again")
    until(lambda: fresh_server.get("/api/v1/containers/" + box(1)).status == 200, "the box is answered")
    assert fresh_server.stop() == 0
    assert postmaster_pid(fresh_server.data) is None


def test_a_database_of_ones_own_is_migrated_by_hand_and_then_used(server):
    server.sql("create database elsewhere")
    url = "postgresql:///elsewhere?" + urllib.parse.urlencode({"host": os.path.join(server.data, "run"), "user": "landbridge"})
    early = run("key", "list", "--database", url)
    assert early.returncode == ENVIRONMENT and "landbridge migrate" in early.stderr, early.stderr
    for _ in range(2):
        done = run("migrate", "--database", url)
        assert done.returncode == DONE, done.stderr
    assert run("key", "list", "--database", url).returncode == DONE
    assert run("key", "list", "--database", url, "--data", server.data).returncode == USAGE


def test_a_database_that_is_not_there_is_told(cluster_dir):
    done = run("key", "list", "--database", "host=%s dbname=x" % cluster_dir)
    assert done.returncode == ENVIRONMENT
    assert cluster_dir in done.stderr, done.stderr


def test_root_is_not_needed(cluster_dir):
    """As whoever runs the tests, or as nobody for root: the same program, a directory of his own."""
    data = os.path.join(cluster_dir, "mine", "data")
    os.mkdir(os.path.dirname(data))
    command = [BIN, "key", "add", "first", "--role", "reader", "--data", data]
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(os.path.dirname(data), user.pw_uid, user.pw_gid)
        program = os.path.join(cluster_dir, "landbridge")  # where nobody may read it
        subprocess.run(["cp", BIN, program], check=True)
        os.chmod(program, 0o755)
        command = ["setpriv", "--reuid=nobody", "--regid=%d" % user.pw_gid, "--clear-groups", program, *command[1:]]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=300, cwd="/", env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
    assert done.returncode == DONE, done.stderr
    assert postmaster_pid(data) is None
    assert os.stat(os.path.join(data, "pg")).st_uid == os.stat(data).st_uid != 0


# --- another's PostgreSQL


def test_what_root_alone_may_reach_is_not_served(fresh_server):
    """The socket of a private PostgreSQL lies where only its own user, and root, may go."""
    with open(os.path.join(fresh_server.data, "pg", "postmaster.pid")) as f:
        lines = f.read().split("\n")
    url = "host=%s port=%s user=landbridge dbname=landbridge" % (lines[4], lines[3])
    process = subprocess.Popen([BIN, "serve", "--database", url, "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        ready = process.stdout.readline()
        if os.geteuid() == 0:
            said = process.stderr.read()
            assert (ready, process.wait(PATIENCE)) == ("", 3)
            assert "Permission denied" in said and "when root starts it" in said
        else:
            other = Server(fresh_server.base)
            other.host, other.port = "127.0.0.1", int(ready.rsplit(":", 1)[1].strip().strip("/"))
            assert other.get("/api/v1/containers").status == 200
    finally:
        process.terminate()
        process.wait(PATIENCE)
