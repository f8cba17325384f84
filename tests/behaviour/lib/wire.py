"""HTTP by hand, for what no library would send; and locks that make the database wait."""

import select
import socket
import subprocess
import threading
import time

from lib.daemon import PATIENCE


class Wire:
    """One connection whose bytes are ours."""

    def __init__(self, server):
        self.socket = socket.create_connection((server.host, server.port), timeout=PATIENCE)
        self.kept = b""

    def send(self, *pieces):
        """Sends; False when the other side has gone."""
        try:
            for piece in pieces:
                self.socket.sendall(piece)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def receive(self):
        """More bytes, or b"" at the end; a reset is an end."""
        try:
            return self.socket.recv(65536)
        except ConnectionResetError:
            return b""

    def answer(self, method="GET"):
        """(status, {header: value}, body) of the next answer; None when the connection ended instead."""
        while b"\r\n\r\n" not in self.kept:
            more = self.receive()
            if not more:
                return None
            self.kept += more
        head, self.kept = self.kept.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}
        if status == 100:
            return self.answer(method)
        length = 0 if method == "HEAD" else int(headers.get("content-length", 0))
        while len(self.kept) < length:
            more = self.receive()
            if not more:
                return None
            self.kept += more
        body, self.kept = self.kept[:length], self.kept[length:]
        return status, headers, body

    def ended(self):
        """Waits until the other side ends the connection."""
        while self.receive():
            pass
        return True

    def has_ended(self):
        """Whether it has, without waiting."""
        readable, _, _ = select.select([self.socket], [], [], 0)
        return bool(readable) and self.receive() == b""

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def head(method, path, *headers, host="localhost"):
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: " + host, *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def chunk(body):
    return b"%x\r\n%s\r\n" % (len(body), body)


class Held:
    """A lock on a table of the daemon's database, or what a statement locks, held until released."""

    def __init__(self, server, table=None, mode="exclusive", statement=None):
        statement = statement or "lock table %s in %s mode" % (table, mode)
        with open("%s/pg/postmaster.pid" % server.data) as f:
            lines = f.read().split("\n")
        self.psql = subprocess.Popen(["psql", "-X", "-A", "-t", "-q", "-h", lines[4], "-p", lines[3], "-U", "landbridge", "-d",
                                      "landbridge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL, text=True)
        self.psql.stdin.write("begin;\n%s;\n\\echo held\n" % statement)
        self.psql.stdin.flush()
        assert self.psql.stdout.readline() == "held\n"

    def release(self):
        if self.psql.poll() is None:
            try:
                self.psql.stdin.write("commit;\n\\q\n")
                self.psql.stdin.close()
            except BrokenPipeError:
                pass
            self.psql.wait(PATIENCE)
        self.psql.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.release()


def waiting(server, least=1):
    """Whether that many of the database's sessions wait for a lock."""
    [[n]] = server.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = 'landbridge'")
    return int(n) >= least


class Later:
    """A call in a thread of its own; result() waits for it."""

    def __init__(self, call):
        self.value = self.error = None

        def run():
            try:
                self.value = call()
            except Exception as e:
                self.error = e

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()

    def done(self):
        return not self.thread.is_alive()

    def result(self):
        self.thread.join(PATIENCE)
        assert self.done(), "no answer came"
        if self.error:
            raise self.error
        return self.value


def pause(seconds):
    """Between two bytes of a slow sender: how long does not matter to the outcome."""
    time.sleep(seconds)
