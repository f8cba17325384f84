"""GET /api/v1/stream: changes as they happen."""

import os
import resource
import signal
import socket
import threading

import pytest

from lib import daemon
from lib.daemon import Server, make_dir, remove, run, until
from lib.listen import Listener
from lib.messages import box, boxes, codeco


@pytest.fixture
def listen(request):
    """Makes listeners to a server, closed at the end."""
    made = []

    def one(server, *arguments, **how):
        made.append(Listener(server, *arguments, **how))
        return made[-1]

    yield one
    for listener in made:
        listener.close()


def test_a_stream_says_hello_and_then_what_was_told(server, listen):
    ear = listen(server)
    assert ear.answer.status == 200
    headers = ear.answer.headers
    assert headers["Content-Type"] == "text/event-stream" and headers["Cache-Control"] == "no-store"
    assert headers["X-Accel-Buffering"] == "no" and headers["Content-Encoding"] is None
    assert ear.hello().data == {"version": run("--version").stdout.split()[1]}
    assert server.post(codeco(boxes(3, start=1), document="S1", interchange="S1")).json()["new"] == 3
    until(lambda: len(ear.boxes()) == 3, "the boxes are told")
    assert ear.boxes() == sorted(boxes(3, start=1))
    [told] = ear.events()
    assert told.data["more"] is False and told.data["count"] == 3 and told.data["places"] == ["CNLYG"]
    assert told.id and told.id != ear.heard[0].id
