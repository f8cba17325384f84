"""Two lanes: what waits for the database keeps nobody else waiting; what is asked to stop, ends what it began."""

import http.client
import os
import signal

import pytest

from lib.daemon import Server, alive, postmaster_pid, until
from lib.messages import box, boxes, codeco
from lib.wire import Held, Later, Wire, head, waiting


@pytest.fixture(scope="module")
def narrow(module_dir):
    """One writer, one place to wait."""
    started = Server(module_dir, "--write-lane", "1", "--write-queue", "1", "--read-lane", "1", "--read-queue", "0",
                     "--write-time", "300s", "--slow-time", "300s")
    try:
        yield started.start()
    finally:
        started.end()


def message(n):
    return codeco(box(n), document="L%d" % n, interchange=str(n))


def depth(server, lane):
    for row in server.get("/metrics").text.split("\n"):
        if row.startswith('landbridge_lane_depth{lane="%s"}' % lane):
            return int(row.split()[-1])
    return -1


def test_a_waiting_post_keeps_no_reader_waiting(narrow):
    assert narrow.post(message(1)).status == 200
    with Held(narrow, "intake"):
        post = Later(lambda: narrow.post(message(2)))
        until(lambda: waiting(narrow), "the post waits for the lock")
        for _ in range(20):
            assert narrow.get("/api/v1/containers/" + box(1)).status == 200
            assert narrow.get("/healthz").status == 200
        assert not post.done()
    answer = post.result()
    assert answer.status == 200 and answer.json()["new"] == 1


def connections(server, what, pool):
    row = 'landbridge_database_connections_%s{pool="%s"} ' % (what, pool)
    return [int(line[len(row):]) for line in server.get("/metrics").text.split("\n") if line.startswith(row)]


def test_the_use_of_the_pools_is_told(narrow):
    # one a thread; of those that write one more of the command that asked for them, and one of the judge, else of the stream of changes
    assert connections(narrow, "most", "write") == [3] and connections(narrow, "most", "long-read") == [2]
    assert connections(narrow, "most", "read")[0] >= 4
    with Held(narrow, "intake"):
        post = Later(lambda: narrow.post(message(5)))
        until(lambda: waiting(narrow), "the post waits for the lock")
        until(lambda: connections(narrow, "taken", "write") == [1], "the post alone has one: the judge gives back its own at once")
        assert connections(narrow, "open", "write")[0] >= 1
    assert post.result().status == 200
    until(lambda: connections(narrow, "taken", "write") == [0], "it is given back")


def test_a_full_lane_says_so_at_once(narrow):
    with Held(narrow, "intake"):
        first = Later(lambda: narrow.post(message(10)))
        until(lambda: waiting(narrow), "the first waits for the lock")
        second = Later(lambda: narrow.post(message(11)))
        until(lambda: depth(narrow, "write") == 2, "the second waits for the first")
        refused = narrow.post(message(12))
        assert refused.status == 503 and refused.headers["Retry-After"] and refused.json()["code"] == "busy"
        assert not first.done() and not second.done()
    assert first.result().status == 200 and second.result().status == 200
    assert narrow.post(message(12)).status == 200


def test_a_client_that_goes_away_is_no_harm(narrow):
    with Held(narrow, "intake"):
        with Wire(narrow) as wire:
            body = message(20)
            assert wire.send(head("POST", "/api/v1/messages", "Content-Length: %d" % len(body)), body)
            until(lambda: waiting(narrow), "the post waits for the lock")
    until(lambda: depth(narrow, "write") == 0, "the lane is empty")
    assert narrow.post(message(21)).status == 200


@pytest.fixture
def writers(cluster_dir):
    """Starts a server with that many writers and places for many to wait."""
    started = []

    def start(n):
        started.append(Server(cluster_dir, "--write-lane", str(n), "--write-queue", "64", "--write-time", "300s"))
        return started[0].start()

    try:
        yield start
    finally:
        for server in started:
            server.end()


def test_posts_that_wait_are_written_together(writers):
    server = writers(1)
    with Held(server, "intake"):
        first = Later(lambda: server.post(message(1)))
        until(lambda: waiting(server), "the first waits for the lock")
        rest = [Later(lambda n=n: server.post(message(n))) for n in (2, 3, 4, 5, 5)]
        bad = Later(lambda: server.post(b"UNB+UNOA:2+A+B+260615:0800+9'UNH+1+CODECO:D:95B:UN'"))
        until(lambda: depth(server, "write") == 7, "six wait behind it")
    assert first.result().json()["new"] == 1
    answers = [later.result() for later in rest]
    assert [a.status for a in answers] == [200] * 5 and bad.result().status == 422
    assert sorted(a.json()["status"] for a in answers) == ["accepted"] * 4 + ["duplicate"]
    assert answers[3].json()["intakeId"] == answers[4].json()["intakeId"]
    for n in range(1, 6):
        assert server.get("/api/v1/containers/" + box(n)).json()["number"] == box(n)
    assert server.sql("select count(*), count(distinct xid) from intake") == [["6", "2"]]


def test_a_locked_box_keeps_no_other_post_waiting(writers):
    server = writers(2)
    assert server.post(message(1)).status == 200
    with Held(server, statement="update journey set changed = changed where container = '%s'" % box(1)):
        with Held(server, "intake"):
            both = [Later(lambda n=n: server.post(message(n))) for n in (10, 11)]
            until(lambda: waiting(server, 2), "both writers wait")
            locked = Later(lambda: server.post(codeco(box(1), document="again", interchange="77")))
            others = [Later(lambda n=n: server.post(message(n))) for n in range(20, 26)]
            until(lambda: depth(server, "write") == 9, "seven wait behind them")
        assert [later.result().status for later in both + others] == [200] * 8
        assert not locked.done()
    assert locked.result().json()["new"] == 1


@pytest.mark.parametrize("table, path", [("journey", "/api/v1/containers"), ("event", "/v2/events?eventType=TRANSPORT")])
def test_what_walks_over_many_subjects_has_a_lane_of_its_own(narrow, table, path):
    assert narrow.post(message(1)).status == 200
    with Held(narrow, table, "access exclusive"):
        walk = Later(lambda: narrow.get(path))
        until(lambda: depth(narrow, "read") == 1, "the walk waits")
        refused = narrow.get("/api/v1/messages")
        assert refused.status == 503 and refused.headers["Retry-After"]
        for _ in range(20):
            assert narrow.get("/healthz").status == 200
            assert narrow.get("/api/v1/places/CNLYG").status == 200
        assert not walk.done()
    assert walk.result().status == 200


@pytest.fixture
def impatient(cluster_dir):
    """Short reads may take half a second; the other tests give them longer, for the sake of a busy machine."""
    started = Server(cluster_dir, "--fast-time", "500ms")
    try:
        yield started.start()
    finally:
        started.end()


def test_a_short_read_that_waits_is_given_up(impatient):
    until(lambda: impatient.post(message(1)).status == 200, "the box is known")
    path = "/api/v1/containers/" + box(1)
    with Held(impatient, "event", "access exclusive"):
        answer = impatient.get(path)
        assert answer.status == 503 and answer.headers["Retry-After"]
        assert impatient.get("/healthz").status == 200
    until(lambda: impatient.get(path).status == 200, "the box is told again")


# --- the database goes away


def test_while_the_database_hangs_health_is_up(impatient):
    until(lambda: impatient.post(message(1)).status == 200, "the box is known")
    pid = postmaster_pid(impatient.data)
    children = [int(p) for p in os.listdir("/proc") if p.isdigit() and parent(int(p)) == pid]
    for p in [pid, *children]:
        os.kill(p, signal.SIGSTOP)
    try:
        answer = until(lambda: refused(impatient.get("/api/v1/containers/" + box(1))), "an answer that says no")
        assert answer.headers["Retry-After"] and answer.json()["code"] in ("busy", "no-database")
        assert impatient.get("/healthz").status == 200
    finally:
        for p in [*children, pid]:
            try:
                os.kill(p, signal.SIGCONT)
            except ProcessLookupError:
                pass
    until(lambda: impatient.get("/api/v1/containers/" + box(1)).status == 200, "the database is back")
    until(lambda: impatient.get("/readyz").status == 200, "ready again")


def refused(answer):
    return answer if answer.status == 503 else None


def parent(pid):
    try:
        with open("/proc/%d/stat" % pid) as f:
            return int(f.read().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def test_a_killed_database_comes_back_by_itself(fresh_server):
    assert fresh_server.post(message(1)).status == 200
    fresh_server.kill9_postmaster()
    assert fresh_server.get("/healthz").status == 200
    until(lambda: fresh_server.get("/readyz").status == 200 and fresh_server.get("/api/v1/containers/" + box(1)).status == 200,
          "the box is told again")
    assert fresh_server.post(message(1)).json()["status"] == "duplicate"
    assert fresh_server.post(message(2)).json()["new"] == 1


# --- stopping


@pytest.fixture
def patient(cluster_dir):
    """What runs may take longer to end than any test."""
    started = Server(cluster_dir, "--drain-time", "600s", "--write-time", "600s")
    try:
        yield started.start()
    finally:
        started.end()


def test_a_stop_lets_end_what_runs_and_its_answer_goes_out(patient):
    lock = Held(patient, "intake")
    posts = [Later(lambda n=n: patient.post(message(n))) for n in range(1, 4)]
    until(lambda: waiting(patient, 3), "three posts wait")
    with Wire(patient) as kept:
        assert kept.send(head("GET", "/healthz")) and kept.answer()[0] == 200
        patient.signal(signal.SIGTERM)
        until(lambda: "msg=stopping" in patient.log(), "the daemon was asked")

        def nobody_new():
            try:
                Wire(patient).close()
            except OSError:
                return True

        until(nobody_new, "new connections are refused")
        if kept.send(head("GET", "/healthz")):
            answer = kept.answer()
            assert answer is None or (answer[0] == 503 and answer[1]["connection"] == "close")
    assert not patient.ended()
    lock.release()
    assert [post.result().status for post in posts] == [200] * 3
    assert patient.wait() == 0
    assert postmaster_pid(patient.data) is None
    patient.start()
    assert all(patient.get("/api/v1/containers/" + box(n)).status == 200 for n in range(1, 4))


def test_a_stop_does_not_wait_for_ever(cluster_dir):
    server = Server(cluster_dir, "--drain-time", "200ms")
    try:
        server.start()
        lock = Held(server, "intake")
        post = Later(lambda: server.post(message(1)))
        until(lambda: waiting(server), "the post waits")
        server.signal(signal.SIGTERM)
        server.wait()
        lock.release()
        try:
            answered = post.result().status == 200  # PostgreSQL's own end may let go of the lock just in time
        except (OSError, http.client.HTTPException):
            answered = False
        # What had no receipt is wholly there or wholly absent, and may be sent again.
        server.start()
        there = server.get("/api/v1/containers/" + box(1)).status
        again = server.post(message(1))
        found = (there, again.status, again.json()["new"])
        assert found == (200, 200, 0) or (found == (404, 200, 1) and not answered)
        assert len(server.json("/api/v1/containers/" + box(1))["timeline"]) == 1
    finally:
        server.end()


def test_an_idle_daemon_stops_with_connections_open(fresh_server):
    with Wire(fresh_server) as first, Wire(fresh_server) as second:
        assert first.send(head("GET", "/healthz")) and first.answer()[0] == 200
        assert second.send(b"GET /heal")
        assert fresh_server.stop() == 0
        assert first.ended() and second.ended()


def test_the_second_interrupt_ends_at_once(patient):
    lock = Held(patient, "intake")
    post = Later(lambda: patient.post(message(1)))
    until(lambda: waiting(patient), "the post waits")
    patient.signal(signal.SIGINT)
    until(lambda: "msg=stopping" in patient.log(), "the daemon was asked")
    assert not patient.ended()
    patient.signal(signal.SIGINT)
    assert patient.wait() == 130
    lock.release()
    with pytest.raises((OSError, http.client.HTTPException)):
        post.result()
    assert alive(postmaster_pid(patient.data))
    patient.start()
    assert patient.post(message(2)).status == 200


def test_a_sigterm_that_comes_twice_at_once_is_one_wish(patient):
    """As below make, which passes on what its whole group has got."""
    lock = Held(patient, "intake")
    post = Later(lambda: patient.post(message(11)))
    until(lambda: waiting(patient), "the post waits")
    for _ in range(2):
        patient.signal(signal.SIGTERM)
    until(lambda: "msg=stopping" in patient.log(), "the daemon was asked")
    lock.release()
    assert post.result().status == 200
    assert patient.wait() == 0
    assert "stopped at once" not in patient.log().split("msg=stopping")[-1]
    patient.start()


def test_many_posts_through_few_writers_are_all_there(narrow):
    """Who is told 503 sends again; in the end each is there once."""
    def send(n):
        return lambda: until(lambda: narrow.post(codeco(boxes(2, start=1000 + 2 * n), document="M%d" % n,
                                                        interchange=str(1000 + n))).status == 200, "it is taken")

    for later in [Later(send(n)) for n in range(24)]:
        later.result()
    [[events, different]] = narrow.sql("select count(*), count(distinct subject) from event where document like 'M%'")
    assert events == different == "48"


def test_boxes_that_were_judged_are_locked_in_the_order_in_which_they_are_made_due(narrow):
    """Whoever makes the same boxes due meanwhile waits, and neither for the other."""
    first, last = "ZZZU0000001", "ZZZU0000002"
    with open(os.path.join(os.path.dirname(__file__), "..", "..", "sql", "query", "judge_done.sql")) as f:
        done = f.read()
    narrow.sql("insert into box_due (container, at) values ('%s', '2999-01-01'), ('%s', '2999-01-01')" % (first, last))
    judged = "prepare done as %s;\nexecute done ('{%s,%s}', '{null,null}', '2999-01-02')" % (done, last, first)
    with Held(narrow, statement="select from box_due where container = '%s' for update" % first):
        judge = Later(lambda: Held(narrow, statement=judged))
        until(lambda: waiting(narrow), "the judge waits for the first")
        narrow.sql("set lock_timeout = '5s'; select from box_due where container = '%s' for update" % last)
    judge.result().release()
    assert narrow.sql("select from box_due where container like 'ZZZU%'") == []
