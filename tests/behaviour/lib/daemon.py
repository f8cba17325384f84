"""The real program in a directory of its own, and everything it started ended afterwards."""

import atexit
import errno
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BIN = os.path.abspath(os.environ.get("LANDBRIDGE_BIN") or os.path.join(TOP, "build", "landbridge"))
# Not how long a thing may take, but when a test gives up on it: a busy machine is no failure.
PATIENCE = 180


def until(condition, what, patience=PATIENCE):
    """Waits until condition() is true and returns what it returned."""
    give_up = time.monotonic() + patience
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > give_up:
            raise AssertionError("gave up waiting until " + what)
        time.sleep(0.02)


def run(*arguments, input=None, env=None, timeout=PATIENCE, **how):
    """Runs the program to its end: .returncode, .stdout and .stderr as text."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LANDBRIDGE_")}
    environment.update(env or {})
    if isinstance(input, str):
        input = input.encode()
    done = subprocess.run([BIN, *map(str, arguments)], input=b"" if input is None else input, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, **how)
    done.raw = done.stdout
    done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    return done


def make_dir():
    """A short directory that the database's own user may pass through when root runs the tests."""
    path = tempfile.mkdtemp(prefix="lb", dir=os.environ.get("TMPDIR", "/tmp"))
    os.chmod(path, 0o755)
    return path


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:  # a zombie is dead
        with open("/proc/%d/stat" % pid) as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def postmaster_pid(data):
    """The pid of the directory's PostgreSQL, or None where none runs."""
    try:
        with open(os.path.join(data, "pg", "postmaster.pid")) as f:
            lines = f.read().split("\n")
        pid = int(lines[0])
        with open("/proc/%d/cmdline" % pid, "rb") as f:
            command = f.read()
    except (OSError, ValueError, IndexError):
        return None
    return pid if b"postgres" in command and alive(pid) else None


def end_cluster(data):
    """Ends a PostgreSQL that a killed daemon left in data."""
    pid = postmaster_pid(data)
    if pid is None:
        return
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        give_up = time.monotonic() + 30
        while alive(pid) and time.monotonic() < give_up:
            time.sleep(0.02)
        if not alive(pid):
            return


def remove(path):
    end_cluster(os.path.join(path, "data"))
    shutil.rmtree(path, ignore_errors=True)


_made = None


def copy_database(data):
    """A new database in `data`: most of what a test waits for is initdb, so the program makes one and each test has a copy of it."""
    global _made
    if _made is None:
        base = make_dir()
        atexit.register(remove, base)
        made = Server(base, data=os.path.join(base, "data"))
        try:
            assert made.start().stop() == 0, made.log()
        finally:
            made.end()
        _made = made.data
    subprocess.run(["cp", "-a", _made, data], check=True)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode(errors="replace")

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return "<%d %s>" % (self.status, self.text[:500])


class Server:
    """`landbridge serve` on a directory: start() waits for the address it prints.  Where `data` is given the program makes the database itself."""

    def __init__(self, base, *arguments, data=None, env=None):
        self.base, self.data, self.copied = base, data or os.path.join(base, "data"), data is None
        self.arguments, self.env = list(arguments), env or {}
        self.process = None
        self.log_path = os.path.join(base, "log")
        self.headers = {}  # sent with every request

    def start(self, wait=True):
        if self.copied and not os.path.exists(self.data):
            copy_database(self.data)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("LANDBRIDGE_")}
        # A short read is given up after half a second; on a busy machine that would fail tests of other things.
        environment["LANDBRIDGE_FAST_TIME"] = "60s"
        environment["LANDBRIDGE_STREAM_BEAT"] = "500ms"  # what waits for a heartbeat need not wait long
        environment.update(self.env)
        command = [BIN, "serve", "--data", self.data, "--listen", "127.0.0.1:0", *self.arguments]
        self.printed, self._address = [], threading.Event()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                                            env=environment)
        self.host = self.port = None
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()
        if wait:
            self.wait_ready()
        return self

    def _read(self, stream):
        for line in stream:
            line = line.decode(errors="replace")
            self.printed.append(line)
            found = re.search(r"http://(\[[^]]+\]|[^:/ ]+):(\d+)", line)
            if found and not self._address.is_set():
                self.host, self.port = found.group(1).strip("[]"), int(found.group(2))
                self._address.set()
        self._address.set()
        stream.close()

    def wait_ready(self):
        if not self._address.wait(PATIENCE) or self.port is None:
            raise AssertionError("serve printed no address; it said:\n%s\n%s" % ("".join(self.printed), self.log()[-4000:]))
        return self

    @property
    def url(self):
        return "http://%s:%d" % (self.host, self.port)

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def connect(self, timeout=PATIENCE):
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def request(self, method, path, body=None, headers=None, timeout=PATIENCE):
        connection = self.connect(timeout)
        try:
            connection.request(method, path, body=body, headers={**self.headers, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path, headers=None, **how):
        return self.request("GET", path, headers=headers, **how)

    def post(self, body, path="/api/v1/messages", type="application/edifact", headers=None, **how):
        if isinstance(body, str):
            body = body.encode()
        return self.request("POST", path, body, {"Content-Type": type, **(headers or {})}, **how)

    def json(self, path, status=200):
        answer = self.get(path)
        assert answer.status == status, answer
        return answer.json()

    def sql(self, statement):
        """Runs a statement in the daemon's own PostgreSQL as its owner; rows as lists of text."""
        with open(os.path.join(self.data, "pg", "postmaster.pid")) as f:
            lines = f.read().split("\n")
        done = subprocess.run(["psql", "-X", "-A", "-t", "-q", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-h", lines[4], "-p", lines[3],
                               "-U", "landbridge", "-d", "landbridge", "-c", statement],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return [row.split("\x1f") for row in done.stdout.split("\n") if row]

    def judged(self):
        """Waits until all that was told, and is due by now, is judged."""
        left = ("select (select count(*) from box_due where at <= now())"
                " + (select count(*) from event e, judge j where (e.xid, e.line) > (j.xid, j.line) and e.subject_kind < 3)")
        until(lambda: self.sql(left) == [["0"]], "all is judged")

    def ended(self):
        return self.process is None or self.process.poll() is not None

    def wait(self):
        """Waits until the program ends by itself; its exit code."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def stop(self, sign=signal.SIGTERM):
        """Asks the program to end and waits until it has; its exit code."""
        if not self.ended():
            self.signal(sign)
        return self.wait()

    def signal(self, sign):
        self.process.send_signal(sign)

    def kill9(self):
        self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)

    def kill9_postmaster(self):
        pid = postmaster_pid(self.data)
        assert pid, "PostgreSQL is not running"
        os.kill(pid, signal.SIGKILL)
        until(lambda: not alive(pid), "the killed postmaster is gone")
        return pid

    def restart(self):
        if not self.ended():
            self.stop()
        return self.start()

    def end(self):
        """Ends everything, whatever state it is in."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.signal(signal.SIGKILL)
                self.process.wait(60)
        if self.process is not None:
            self._reader.join(60)
        end_cluster(self.data)


def gone(connection_error):
    """Whether an exception means that the daemon went away during a request."""
    return isinstance(connection_error, (ConnectionError, http.client.HTTPException, TimeoutError)) or \
        getattr(connection_error, "errno", None) in (errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE)
