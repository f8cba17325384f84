"""serve --demo: what a newcomer sees after `make run`."""

import datetime

import pytest

from lib.daemon import Server, run
from lib.messages import check_digit


@pytest.fixture(scope="module")
def demo(module_dir):
    started = Server(module_dir, "--demo")
    try:
        yield started.start()
    finally:
        started.end()


def all_containers(server):
    rows, path = [], "/api/v1/containers?limit=100"
    cursor = None
    while True:
        page = server.json(path + ("&cursor=" + cursor if cursor else ""))
        rows += page["containers"]
        cursor = page.get("next")
        if not cursor:
            return rows


def test_the_address_is_printed_when_all_is_there(module_dir, demo):
    assert any(demo.url in line for line in demo.printed)
    assert demo.get("/readyz").status == 200
    assert all_containers(demo)


def test_the_page_comes_with_a_strict_policy(demo):
    page = demo.get("/")
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_boxes_stand_in_several_states_and_places(demo):
    rows = all_containers(demo)
    assert len(rows) >= 10
    assert len({row["status"] for row in rows}) >= 3
    assert len({(row.get("place") or {}).get("code") for row in rows}) >= 2
    assert len({row["number"] for row in rows}) == len(rows)


def test_almost_every_number_holds(demo):
    numbers = [row["number"] for row in all_containers(demo)]
    assert sum(check_digit(n[:10]) == n[10] for n in numbers if len(n) == 11) > 0.8 * len(numbers)


def test_each_box_has_a_timeline(demo):
    for row in all_containers(demo)[:20]:
        box = demo.json("/api/v1/containers/" + row["number"])
        assert box["number"] == row["number"] and box["status"] == row["status"]
        assert box["timeline"]


def test_what_is_told_as_done_is_done_and_lately(demo):
    [[first, last, said]] = demo.sql("""select min(happened) < now() - interval '3 days', max(happened) between now() - interval '2 days' and now(),
        max(said) <= now() from event where classifier = 0 and happened is not null""")
    assert (first, last, said) == ("t", "t", "t")


def test_one_message_is_refused_and_says_why(demo):
    intakes = demo.json("/api/v1/intakes?limit=1000")["intakes"]
    messages = demo.json("/api/v1/messages?limit=1000")["messages"]
    refused = [row for row in intakes + messages if row["status"] == "rejected"]
    assert refused
    assert [row for row in intakes if row["status"].startswith("accepted")]
    assert "level=warn" in demo.log()


def test_a_second_start_on_the_same_day_doubles_nothing(fresh_demo):
    while True:
        day = datetime.datetime.utcnow().date()
        before = fresh_demo.sql("select count(*) from event")
        fresh_demo.restart()
        after = fresh_demo.sql("select count(*) from event")
        if datetime.datetime.utcnow().date() == day:  # over midnight the messages are other ones
            break
    assert before == after != [["0"]]


@pytest.fixture
def fresh_demo(cluster_dir):
    started = Server(cluster_dir, "--demo")
    try:
        yield started.start()
    finally:
        started.end()


def test_track_shows_a_demonstration_box(demo):
    number = all_containers(demo)[0]["number"]
    done = run("track", number, "--data", demo.data)
    assert done.returncode == 0 and number in done.stdout, done.stderr


def test_without_demo_there_is_nothing(fresh_server):
    assert fresh_server.json("/api/v1/containers")["containers"] == []
