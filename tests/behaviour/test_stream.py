"""GET /api/v1/stream: changes as they happen."""

import os
import resource
import signal
import socket
import threading

import pytest

from lib import daemon
from lib.daemon import Server, run, until
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


def test_what_another_process_imports_is_told(server, listen):
    ear = listen(server)
    ear.hello()
    path = os.path.join(server.base, "import.edi")
    with open(path, "wb") as f:
        f.write(codeco(boxes(5, start=100), document="S2", interchange="S2"))
    done = run("import", path, "--data", server.data)
    assert done.returncode == 0, done.stderr
    until(lambda: len(ear.boxes()) == 5, "the boxes are told")
    assert ear.boxes() == sorted(boxes(5, start=100))


def test_of_many_boxes_two_hundred_are_named(server, listen):
    ear = listen(server)
    ear.hello()
    assert server.post(codeco(boxes(250, start=200), document="S3", interchange="S3")).json()["new"] == 250
    until(lambda: ear.events(), "the change is told")
    [told] = ear.events()
    assert told.data["more"] is True and told.data["count"] == 250
    assert told.data["containers"] == sorted(boxes(250, start=200))[:200]


def test_nothing_is_told_of_what_is_refused_or_known(server, listen):
    ear = listen(server)
    ear.hello()
    body = codeco(box(500), document="S4", interchange="S4")
    assert server.post(body).json()["new"] == 1
    assert server.post(body).json()["status"] == "duplicate"
    assert server.post(b"nonsense").status == 422
    assert server.post(codeco(box(501), document="S5", interchange="S5")).json()["new"] == 1
    until(lambda: box(501) in ear.boxes(), "what came last is told")
    assert ear.boxes() == [box(500), box(501)] and sum(h.data["count"] for h in ear.events()) == 2


def test_who_comes_back_hears_everything_once_while_many_post(server, listen):
    heard, after = [], None
    numbers = boxes(200, start=1000)
    first = listen(server)
    after = first.hello().id
    first.close()

    def post(share):
        for number in share:
            assert server.post(codeco(number, document=number, interchange=number)).json()["new"] == 1

    threads = [threading.Thread(target=post, args=(numbers[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    rounds = 0
    while len(heard) < len(numbers):
        ear = listen(server, after) if rounds % 2 else listen(server, query=after)
        hello = ear.hello()
        assert hello.event == "hello" and hello.id == after  # cut off now, it would go on here
        until(lambda: len(ear.events()) >= 1 + rounds % 2 or len(heard) + len(ear.boxes()) == len(numbers), "more is told")
        ear.close()
        assert not ear.events("reset")
        heard += ear.boxes()
        after = ear.heard[-1].id
        rounds += 1
    for thread in threads:
        thread.join()
    assert sorted(heard) == sorted(numbers)
    # and there is nothing behind it
    last = listen(server, after)
    last.hello()
    assert server.post(codeco(box(1500), document="END", interchange="END")).json()["new"] == 1
    until(lambda: last.boxes(), "the last is told")
    assert last.boxes() == [box(1500)]


def test_who_was_told_by_an_earlier_run_goes_on(cluster_dir, listen):
    server = Server(cluster_dir)
    try:
        server.start()
        ear = listen(server)
        after = ear.hello().id
        assert server.post(codeco(boxes(3, start=1), document="R1", interchange="R1")).json()["new"] == 3
        until(lambda: len(ear.boxes()) == 3, "the boxes are told")
        server.restart()
        again = listen(server, after)
        until(lambda: len(again.boxes()) == 3, "the boxes are told again to who did not hear of them")
        assert again.boxes() == sorted(boxes(3, start=1)) and not again.events("reset")
    finally:
        server.end()


NO_CURSORS = ["nonsense", "0", "0000000000000000", "ffffffffffffffff", "7fffffffffffffff", "00000000000000FF", "1" * 300]


@pytest.mark.parametrize("after", NO_CURSORS)
def test_a_cursor_that_is_none_is_answered_with_reset(server, listen, after):
    ear = listen(server, after)
    until(lambda: ear.events("reset"), "the stream begins anew")
    assert [h.event for h in ear.heard[:2]] == ["hello", "reset"] and ear.heard[1].data == {}
    again = listen(server, ear.heard[1].id)
    again.hello()
    serial = 2000 + NO_CURSORS.index(after)
    assert server.post(codeco(box(serial, "RES"), document="C%d" % serial, interchange="1")).status == 200
    until(lambda: ear.events() and again.events(), "both go on")
    assert ear.boxes() == again.boxes() and not again.events("reset")


def test_a_head_request_and_a_wrong_parameter(server):
    head = server.request("HEAD", "/api/v1/stream")
    assert head.status == 200 and head.headers["Content-Type"] == "text/event-stream" and head.body == b""
    assert server.get("/api/v1/stream?since=1").status == 400
    assert server.post(b"", "/api/v1/stream").status == 405


def test_an_old_protocol_gets_the_stream_too(server):
    with socket.create_connection((server.host, server.port), timeout=daemon.PATIENCE) as s:
        s.sendall(b"GET /api/v1/stream HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        got = b""
        while b"event: hello" not in got:
            more = s.recv(4096)
            assert more, got
            got += more
        assert server.post(codeco(box(3500), document="OLD", interchange="OLD")).json()["new"] == 1
        while box(3500).encode() not in got:
            more = s.recv(4096)
            assert more, got
            got += more
    assert b"chunked" not in got.lower()


def metric(server, name):
    [line] = [line for line in server.get("/metrics").text.split("\n") if line.startswith(name + " ")]
    return float(line.split()[1])


def test_listeners_and_what_they_are_told_are_counted(server, listen):
    until(lambda: metric(server, "landbridge_stream_listeners") == 0, "those before have gone")
    told = metric(server, "landbridge_stream_changes_total")
    ears = [listen(server) for _ in range(3)]
    for ear in ears:
        ear.hello()
    assert metric(server, "landbridge_stream_listeners") == 3
    assert server.post(codeco(box(3600), document="MET", interchange="MET")).json()["new"] == 1
    until(lambda: all(ear.events() for ear in ears), "all are told")
    assert metric(server, "landbridge_stream_changes_total") == told + 3
    for ear in ears:
        ear.close()
    # a hang-up is noticed by the heartbeat
    until(lambda: metric(server, "landbridge_stream_listeners") == 0, "who hung up is listed no more")


# --- many


def test_a_thousand_listeners_hear_a_change_and_others_are_answered(cluster_dir):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192) if hard != resource.RLIM_INFINITY else 8192, hard))
    server = Server(cluster_dir, "--connections", "20", "--streams", "1000")
    ears = []
    try:
        server.start()
        for _ in range(1000):
            ears.append(socket.create_connection((server.host, server.port), timeout=daemon.PATIENCE))
            ears[-1].sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        got = [b""] * len(ears)

        def all_have(word):
            for i, ear in enumerate(ears):
                while word not in got[i]:
                    more = ear.recv(8192)
                    assert more, got[i]
                    got[i] += more

        all_have(b"event: hello")
        assert metric(server, "landbridge_stream_listeners") == 1000
        full = server.get("/api/v1/stream")
        assert full.status == 503 and "1000" in full.json()["detail"] and full.headers["Retry-After"]
        assert server.post(codeco(box(1), document="K", interchange="K")).json()["new"] == 1
        assert server.get("/api/v1/containers/" + box(1)).status == 200
        all_have(box(1).encode())
        # they leave together, and the places are free again
        server.signal(signal.SIGTERM)
        for i, ear in enumerate(ears):
            while True:
                more = ear.recv(8192)
                got[i] += more
                if not more or got[i].endswith(b"0\r\n\r\n"):
                    break
        assert all(g.endswith(b"0\r\n\r\n") for g in got)  # ended, not cut
        assert server.wait() == 0
    finally:
        for ear in ears:
            ear.close()
        server.end()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_place_is_free_again_once_its_listener_has_gone(cluster_dir, listen):
    server = Server(cluster_dir, "--streams", "1")
    try:
        server.start()
        ear = listen(server)
        ear.hello()
        assert server.get("/api/v1/stream").status == 503
        ear.close()
        until(lambda: metric(server, "landbridge_stream_listeners") == 0, "who hung up is listed no more")
        listen(server).hello()
    finally:
        server.end()


def test_the_daemon_stops_though_a_listener_takes_nothing(cluster_dir):
    server = Server(cluster_dir)
    try:
        server.start()
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.connect((server.host, server.port))
            s.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            until(lambda: metric(server, "landbridge_stream_listeners") == 1, "it listens")
            assert server.stop() == 0
    finally:
        server.end()


# --- who hears what


def key(server, name, role, party=None):
    done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", server.data)
    assert done.returncode == 0, done.stderr
    return {"Authorization": "Bearer " + done.stdout.strip()}


def test_a_party_hears_of_what_it_may_see(fresh_server, listen):
    hub, mine, other = (key(fresh_server, *k) for k in (("hub", "operator"), ("mine", "sender", "MINE"), ("other", "sender", "OTHER")))
    fresh_server.sql("insert into access (party, subject, scope) values ('OTHER', '%s', 'all')" % box(3))
    ears = {who: listen(fresh_server, headers=secret) for who, secret in (("hub", hub), ("mine", mine), ("other", other))}
    after = {who: ear.hello().id for who, ear in ears.items()}
    for n, secret in ((1, mine), (2, other), (3, mine), (4, hub)):
        answer = fresh_server.post(codeco(box(n), document="P%d" % n, interchange=str(n)), headers=secret)
        assert answer.json()["new"] == 1, answer
    expected = {"hub": [box(n) for n in (1, 2, 3, 4)], "mine": [box(1), box(3)], "other": [box(2), box(3)]}
    for who, ear in ears.items():
        until(lambda: len(ear.boxes()) >= len(expected[who]), who + " is told")
    until(lambda: len(ears["hub"].boxes()) == 4, "all is told")
    assert {who: sorted(ear.boxes()) for who, ear in ears.items()} == expected
    # the same for who comes back: from memory or from the database
    for ear in ears.values():
        ear.close()
    for who, secret in (("mine", mine), ("other", other), ("hub", hub)):
        again = listen(fresh_server, after[who], headers=secret)
        until(lambda: len(again.boxes()) >= len(expected[who]), who + " is told again")
        assert sorted(again.boxes()) == expected[who]
        again.close()


def test_a_revoked_key_hears_no_more(fresh_server, listen):
    local = listen(fresh_server)
    local.hello()
    reader, hub = key(fresh_server, "reader", "reader"), key(fresh_server, "hub", "operator")
    until(lambda: local.over, "who listened without a key is let go once there is one")
    ear, stays = listen(fresh_server, headers=reader), listen(fresh_server, headers=hub)
    ear.hello(), stays.hello()
    assert run("key", "revoke", "reader", "--data", fresh_server.data).returncode == 0
    until(lambda: ear.over, "the stream ends")
    assert not stays.over and not ear.cut and not local.cut
    # a new key of the old name is another's
    key(fresh_server, "reader", "reader")
    # what another process revoked is good for a second at most
    until(lambda: fresh_server.get("/api/v1/stream", headers=reader).status == 401, "the old key is known no more")
    assert fresh_server.get("/api/v1/stream").status == 401


@pytest.mark.parametrize("how", ["page", "command"])
def test_of_what_came_after_its_key_was_revoked_a_listener_hears_nothing(fresh_server, listen, how):
    hub = key(fresh_server, "hub", "operator")
    for turn in range(3):
        reader = key(fresh_server, "reader", "reader")
        ear, stays = listen(fresh_server, headers=reader), listen(fresh_server, headers=hub)
        ear.hello(), stays.hello()
        if how == "page":
            [id] = [k["id"] for k in fresh_server.get("/api/v1/keys", hub).json()["keys"] if k["name"] == "reader" and "revoked" not in k]
            assert fresh_server.request("DELETE", "/api/v1/keys/" + id, headers=hub).status == 200
        else:
            assert run("key", "revoke", "reader", "--data", fresh_server.data).returncode == 0
        assert fresh_server.post(codeco(box(turn), document="L%d" % turn, interchange="L"), headers=hub).status == 200
        until(lambda: stays.boxes(), "who still has a key is told")
        until(lambda: ear.over, "the stream ends")
        assert not ear.boxes() and not ear.cut and stays.boxes() == [box(turn)]


# --- a database that goes and comes back


def test_a_stream_outlives_its_database_and_loses_nothing(fresh_server, listen):
    ear = listen(fresh_server)
    ear.hello()
    assert fresh_server.post(codeco(box(1), document="D1", interchange="D1")).json()["new"] == 1
    until(lambda: ear.boxes() == [box(1)], "the first is told")
    before = fresh_server.sql("select pg_postmaster_start_time()")
    fresh_server.kill9_postmaster()

    def posted():
        answer = fresh_server.post(codeco(box(2), document="D2", interchange="D2"))
        return answer.status == 200

    until(posted, "the database is back")
    assert fresh_server.sql("select pg_postmaster_start_time()") != before
    until(lambda: box(2) in ear.boxes(), "the second is told")
    assert ear.boxes() == [box(1), box(2)] and not ear.over and not ear.events("reset")


def test_heartbeats_go_on_while_the_database_does_not_answer(fresh_server, listen):
    ear = listen(fresh_server)
    ear.hello()
    pid = daemon.postmaster_pid(fresh_server.data)
    group = [pid] + [int(p) for p in os.popen("pgrep -P %d" % pid).read().split()]
    for p in group:
        os.kill(p, signal.SIGSTOP)
    try:
        heard = ear.comments
        until(lambda: ear.comments >= heard + 2, "two heartbeats come")
        assert not ear.over
    finally:
        for p in reversed(group):
            os.kill(p, signal.SIGCONT)
    until(lambda: fresh_server.get("/readyz").status == 200, "the database answers")
    until(lambda: fresh_server.post(codeco(box(1), document="H", interchange="H")).status == 200, "a post is taken")
    until(lambda: ear.boxes(), "it is told")
    assert ear.boxes() == [box(1)]
