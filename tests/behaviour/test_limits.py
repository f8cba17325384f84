"""What the daemon will not take, and that it lives on."""

import hashlib
import http.client
import json
import os
import random

import pytest

from lib.daemon import Server, make_dir, remove, until
from lib.messages import box, codeco
from lib.wire import Wire, chunk, head, pause

LIMIT = 3 << 20  # of one body, as the fixture sets it
ALL = 4 << 20    # of all bodies
POST = "/api/v1/messages"


@pytest.fixture(scope="module")
def server(module_dir):
    started = Server(module_dir, "--body-most", "3M", "--bodies-most", "4M", "--idle-time", "300s", "--connections", "400")
    try:
        yield started.start()
    finally:
        started.end()


@pytest.fixture(scope="module")
def brisk():
    """A daemon that ends who is silent for a second."""
    base = make_dir()
    started = Server(base, "--idle-time", "1s")
    try:
        yield started.start()
    finally:
        started.end()
        remove(base)


def healthy(server):
    """Whether it answers; on a busy machine our own second may have passed."""
    try:
        return server.get("/healthz").status == 200
    except (OSError, http.client.HTTPException):
        return False


@pytest.fixture(autouse=True)
def lives_on(server):
    yield
    assert server.get("/healthz").status == 200
    assert server.get("/readyz").status == 200
    until(lambda: "landbridge_http_bodies_bytes 0\n" in server.get("/metrics").text, "no body holds memory")


def padded(number, size, **how):
    """A message of exactly that many bytes, its rest blank lines between segments."""
    body = codeco(box(number), document="P%d" % number, interchange=str(number), **how)
    return body + b"\n" * (size - len(body))


# --- bodies


def test_a_told_length_past_the_limit_is_413_before_the_body_comes(server):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Content-Length: %d" % (LIMIT + 1)))
        status, headers, body = wire.answer()
        assert status == 413 and headers["connection"] == "close"
        assert json.loads(body)["code"] == "too-large" and str(LIMIT) in json.loads(body)["detail"]
        assert wire.ended()


def test_who_waits_for_100_continue_is_refused_instead(server):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Content-Length: %d" % (LIMIT + 1), "Expect: 100-continue"))
        assert wire.kept == b"" and wire.answer()[0] == 413


def test_who_waits_for_100_continue_may_go_on(server):
    body = codeco(box(1), document="E", interchange="1")
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Content-Length: %d" % len(body), "Expect: 100-continue"))
        assert wire.receive().startswith(b"HTTP/1.1 100 ")
        assert wire.send(body)
        assert wire.answer()[0] == 200


def test_a_chunked_body_past_the_limit_is_413_at_its_end(server):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Transfer-Encoding: chunked"))
        for _ in range(8):
            assert wire.send(chunk(b"x" * (LIMIT // 8)))
        assert wire.send(chunk(b"x"), b"0\r\n\r\n")
        assert wire.answer()[0] == 413


def test_a_chunked_body_without_end_is_cut(server):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Transfer-Encoding: chunked"))
        for _ in range(64):
            if not wire.send(chunk(b"x" * (LIMIT // 8))):
                break
        assert wire.ended()


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 1, LIMIT])
def test_bodies_up_to_the_limit_are_taken_whole(server, size):
    body = padded(size % 1000, size)
    answer = server.post(body)
    assert answer.status == 200 and answer.json()["events"] == 1, answer
    raw = server.get("/api/v1/intakes/%s/raw" % answer.json()["intakeId"])
    assert raw.body == body


def test_a_chunked_body_is_the_same_message(server):
    body = padded(2, 1500000)
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Transfer-Encoding: chunked"))
        for at in range(0, len(body), 77777):
            assert wire.send(chunk(body[at:at + 77777]))
        assert wire.send(b"0\r\n\r\n")
        status, _, receipt = wire.answer()
        assert status == 200 and json.loads(receipt)["events"] == 1
    assert server.post(body).json()["status"] == "duplicate"


def test_all_bodies_share_one_budget(server):
    first_body, second_body = padded(3, LIMIT), padded(4, LIMIT)
    with Wire(server) as first, Wire(server) as second:
        assert first.send(head("POST", POST, "Content-Length: %d" % LIMIT), first_body[:LIMIT - 1])
        until(lambda: "landbridge_http_bodies_bytes %d\n" % (LIMIT - 1) in server.get("/metrics").text, "the first has arrived")
        second.send(head("POST", POST, "Content-Length: %d" % LIMIT), second_body)
        status, headers, body = second.answer()
        assert status == 503 and headers["retry-after"] and json.loads(body)["code"] == "busy"
        assert first.send(first_body[-1:])
        assert first.answer()[0] == 200
    # A body is let go of when its answer has gone out, a moment after it has come in here.
    until(lambda: "landbridge_http_bodies_bytes 0\n" in server.get("/metrics").text, "both bodies are gone")
    assert server.post(second_body).status == 200


def test_a_body_that_breaks_off_leaves_nothing(server):
    before = server.sql("select count(*) from intake")
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Content-Length: 2000000"), b"UNB+UNOA" * 100000)
    until(lambda: "landbridge_http_running 1\n" in server.get("/metrics").text, "only the asker himself is left")
    assert server.sql("select count(*) from intake") == before


def open_files(server):
    base = "/proc/%d/fd" % server.process.pid
    names = []
    for fd in os.listdir(base):
        try:
            names.append(os.readlink(os.path.join(base, fd)))
        except OSError:
            pass  # closed in between
    return names


def test_no_spool_file_is_left_behind(cluster_dir):
    os.chmod(cluster_dir, 0o777)
    server = Server(cluster_dir, "--spool", cluster_dir)
    try:
        server.start()
        assert server.post(padded(5, 2 << 20)).status == 200
        until(lambda: not [name for name in open_files(server) if "#" in name or "XXXXXX" in name], "the spool file is closed")
        assert sorted(os.listdir(cluster_dir)) == ["data", "log"]
    finally:
        server.end()


def test_a_spool_directory_that_is_none_is_507(cluster_dir):
    server = Server(cluster_dir, "--spool", cluster_dir + "/none")
    try:
        server.start()
        answer = server.post(padded(6, 2 << 20))
        assert answer.status == 507 and answer.json()["code"] == "no-room" and "/none" in answer.json()["detail"]
        assert server.post(codeco(box(6))).status == 200
    finally:
        server.end()


# --- heads


def test_headers_too_long_are_431(server):
    for headers in (["X-Long: " + "a" * 70000], ["X-%d: y" % n for n in range(8000)]):
        with Wire(server) as wire:
            wire.send(head("GET", "/healthz", *headers))
            answer = wire.answer()
            assert answer is None or answer[0] == 431


def test_headers_of_some_length_are_taken(server):
    with Wire(server) as wire:
        assert wire.send(head("GET", "/healthz", "X-Long: " + "a" * 20000))
        assert wire.answer()[0] == 200


def test_an_address_too_long_is_refused(server):
    assert server.get("/healthz?" + "a" * 9000).status == 400
    assert server.get("/api/v1/containers/" + "A" * 9000).status == 400
    assert server.get("/api/v1/containers?" + "&".join("p%d=1" % n for n in range(70))).status == 400


@pytest.mark.parametrize("lines", [
    ["Content-Length : 5"],
    ["Content-Length: 5", "Content-Length: 6"], ["Content-Length: 5", "Content-Length: 5"],
    ["Content-Length: 5", "Transfer-Encoding: chunked"], ["Transfer-Encoding: gzip, chunked"],
    ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], ["Content-Length: abc"], ["Content-Length: -1"]])
def test_a_body_whose_end_is_in_doubt_is_refused_and_the_connection_ended(server, lines):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, *lines))
        answer = wire.answer()
        assert answer is not None and answer[0] == 400
        assert wire.ended()


@pytest.mark.parametrize("body", [b"zz\r\nhello\r\n0\r\n\r\n", b"-5\r\nhello\r\n0\r\n\r\n", b"fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                                  b"5\r\nhelloworld\r\n0\r\n\r\n"])
def test_broken_chunks_end_the_connection(server, body):
    with Wire(server) as wire:
        assert wire.send(head("POST", POST, "Transfer-Encoding: chunked"), body)
        answer = wire.answer()
        assert answer is None or answer[0] in (400, 413)
        assert wire.ended()


@pytest.mark.parametrize("bytes", [b"GET /healthz\0.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"GARBAGE\r\n\r\n", b"\r\n\r\n\r\n\r\n",
                                   b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET  HTTP/1.1\r\n\r\n", b"GET /heal thz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                   b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64, b"GET /healthz HTTP/1.1\r\n\r\n"],
                         ids=["NUL", "garbage", "blank", "version", "no target", "blank in it", "TLS", "no Host"])
def test_what_is_no_request_ends_by_itself(brisk, bytes):
    with Wire(brisk) as wire:
        wire.send(bytes)
        assert wire.ended()
    until(lambda: healthy(brisk), "it lives on")


def test_noise_does_no_harm(server):
    chance = random.Random(20260615)
    for _ in range(100):
        good = bytearray(head("POST", POST, "Content-Length: 20") + b"UNB+UNOA:1+A+B+1:1+1'")
        for _ in range(chance.randrange(1, 6)):
            good[chance.randrange(len(good))] = chance.randrange(256)
        with Wire(server) as wire:
            wire.send(bytes(good))


def test_a_get_with_a_body_is_answered_and_the_next_request_too(server):
    with Wire(server) as wire:
        assert wire.send(head("GET", "/healthz", "Content-Length: 5"), b"hello", head("GET", "/readyz"))
        assert wire.answer()[0] == 200 and wire.answer()[0] == 200


def test_an_absolute_address_is_one_of_ours(server):
    with Wire(server) as wire:
        assert wire.send(head("GET", "http://localhost/healthz"))
        assert wire.answer()[0] == 200


# --- slow and many


def test_a_silent_connection_is_ended(brisk):
    with Wire(brisk) as wire:
        assert wire.ended()


def test_a_head_that_drips_is_ended(brisk):
    """One byte now and then keeps a connection from being silent, not from being too slow."""
    with Wire(brisk) as wire:
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")

        def cut():
            pause(0.2)
            return not wire.send(b"a") or wire.has_ended()

        until(cut, "the slow sender is cut off")
    until(lambda: healthy(brisk), "it lives on")


def test_two_hundred_connections_are_all_answered(server):
    assert server.post(codeco(box(1), document="T", interchange="200")).status == 200
    wires = [Wire(server) for _ in range(200)]
    try:
        for wire in wires:
            wire.send(head("GET", "/api/v1/containers/" + box(1), "Connection: close"))
        statuses = []
        for wire in wires:
            answer = wire.answer()
            statuses.append(answer[0] if answer else None)
        assert statuses == [200] * 200
    finally:
        for wire in wires:
            wire.close()


# --- what is refused


@pytest.fixture(scope="module")
def strict():
    """A daemon that keeps two refused deliveries of a sender and day."""
    base = make_dir()
    started = Server(base, "--refusals-most", "2")
    try:
        yield started.start()
    finally:
        started.end()
        remove(base)


def test_a_sender_who_is_refused_all_night_does_not_fill_the_disk(strict):
    bodies = [codeco(box(80 + n), document="R%d" % n, interchange="R%d" % n).replace(b"CODECO", b"NOSUCH") for n in range(3)]
    answers = [strict.post(body) for body in bodies]
    assert [a.status for a in answers] == [422, 422, 422]
    told = [a.json() for a in answers]
    assert all(any(d["severity"] == "error" for d in t["diagnostics"]) for t in told)  # the answer is as clear as ever
    assert [any(d["code"] == "not-kept" for d in t["diagnostics"]) for t in told] == [False, False, True]
    raws = [strict.get("/api/v1/intakes/%s/raw" % t["intakeId"]) for t in told]
    assert [r.status for r in raws] == [200, 200, 410]
    assert [r.body for r in raws[:2]] == bodies[:2]
    assert raws[2].json()["code"] == "gone"
    noted = strict.json("/api/v1/intakes/" + told[2]["intakeId"])
    assert (noted["kept"], noted["bytes"], noted["status"]) == (False, len(bodies[2]), "rejected")
    assert noted["sha256"] == hashlib.sha256(bodies[2]).hexdigest()
    assert any(d["severity"] == "error" for d in noted["receipt"]["diagnostics"])
    listed = strict.json("/api/v1/intakes?status=rejected")["intakes"]
    assert [i.get("kept", True) for i in listed] == [False, True, True]
    assert strict.request("POST", "/api/v1/intakes/%s/replay" % told[2]["intakeId"]).status == 410
    until(lambda: "landbridge_unkept_deliveries_total 1\n" in strict.get("/metrics").text, "it is counted")
    assert "bytes of a refused delivery are not kept" in strict.log()
    assert strict.post(codeco(box(90), document="R9", interchange="R9")).json()["status"] == "accepted"
