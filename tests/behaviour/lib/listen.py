"""A listener to /api/v1/stream: what it was told, as it comes."""

import http.client
import json
import socket
import threading

from lib.daemon import PATIENCE, until


class Heard:
    def __init__(self, id, event, data):
        self.id, self.event, self.data = id, event, data

    def __repr__(self):
        return "<%s %s %s>" % (self.event, self.id, self.data)


class Listener:
    """Listens in a thread of its own until the stream ends or close() is called."""

    def __init__(self, server, after=None, headers=None, query=None):
        self.heard, self.comments, self.over = [], 0, False
        self._connection = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
        headers = {**server.headers, **(headers or {})}
        if after is not None:
            headers["Last-Event-ID"] = after
        self._connection.request("GET", "/api/v1/stream" + ("?after=" + query if query else ""), headers=headers)
        self._socket = self._connection.sock  # an answer without an end takes it along
        self.answer = self._connection.getresponse()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self):
        fields = {}
        try:
            for line in self.answer:
                line = line.decode().rstrip("\n")
                if line.startswith(":"):
                    self.comments += 1
                elif line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif fields:
                    self.heard.append(Heard(fields.get("id"), fields.get("event"), json.loads(fields["data"])))
                    fields = {}
            self.cut = False
        except (http.client.HTTPException, OSError, ValueError, AttributeError):
            self.cut = True
        self.over = True

    def events(self, kind="events"):
        return [h for h in list(self.heard) if h.event == kind]

    def boxes(self):
        """The containers told, in the order they were told in; one told twice stands there twice."""
        return [number for h in self.events() for number in h.data["containers"]]

    def hello(self):
        until(lambda: self.events("hello"), "the stream says hello")
        return self.heard[0]

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has ended by itself
        self._thread.join(PATIENCE)
        self._connection.close()
