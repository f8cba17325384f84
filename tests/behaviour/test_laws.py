"""The laws of journeys: a set of messages comes to one thing, in whatever order, however often, however grouped, and whenever it is folded.

LAWS says how many sets are tried (12).  Two hubs hear the same: one in the order in which it was said, one in any.
"""

import json
import os
import random

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies

from lib.daemon import Server, make_dir, remove, run, until
from lib.told import TAKEN_BACK, Telling, joined, messages, post

LAWS = settings(max_examples=int(os.environ.get("LAWS", "12")), deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@pytest.fixture(scope="module")
def hubs():
    bases = [make_dir(), make_dir()]
    started = [Server(base) for base in bases]
    try:
        yield [hub.start() for hub in started]
    finally:
        for hub, base in zip(started, bases):
            hub.end()
            remove(base)


def one(kind, move="", hour=453, **more):
    return {"kind": kind, "move": move, "hour": hour, "place": "CNLYG", "box": 0, "laden": True, "classifier": "ACT", "then": "", **more}


serials = iter(range(1, 400000))


def bare(value):
    """Without what tells when and how it was learnt; an estimate is of the hour in which it was made."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if k not in ("estimate", "recorded", "late", "toldLate", "intakeId", "messageId", "asOf", "heard", "intake", "message")}
    return [bare(v) for v in value] if isinstance(value, list) else value


def asked(hub, number, at=None):
    """What is answered about a box: as itself, as its journeys, as a row of the list."""
    more = "asOf=" + at if at else ""
    whole = hub.get("/api/v1/containers/%s?%s" % (number, more))
    journeys = hub.get("/api/v1/journeys?container=%s&%s" % (number, more))
    listed = hub.get("/api/v1/containers?prefix=%s&%s" % (number, more))
    return [bare(a.json()) if a.status == 200 else a.status for a in (whole, journeys, listed)]


def by_itself(event):
    return json.dumps(event, sort_keys=True)


def comes_to(hub, number):
    """The same without the order of what is told at one time: that is the feed's."""
    whole, journeys, listed = asked(hub, number)
    if isinstance(whole, dict):
        whole["timeline"] = sorted(whole["timeline"], key=by_itself)
    return whole, journeys, listed


def sql_list(numbers):
    return "('" + "','".join(numbers) + "')"


def kept(hub, numbers):
    """What the judge keeps of these boxes, once all is judged."""
    def judged():
        return hub.sql("select not exists (select from box_due where at <= now()) and not exists (select from event e, judge j"
                       " where e.subject_kind < 3 and (e.xid, e.line) > (j.xid, j.line))") == [["t"]]
    until(judged, "all is judged")
    found = hub.sql("select row_to_json(x) from (select b.container, a.code, a.cause_kind, a.cause, b.trip, b.since, b.place, b.seconds, b.event"
                    " from alert_box b join alert a on a.id = b.alert where b.closed is null and b.container in %s) x" % sql_list(numbers))
    found += hub.sql("select row_to_json(t) from trip t where container in %s" % sql_list(numbers))
    return sorted(found)


def clock(hub):
    return hub.sql("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")[0][0]


def same(one, other):
    found = apart(one, other)
    assert not found, found


def apart(one, other, where=""):
    """Where two answers first differ, in words; None: nowhere."""
    if isinstance(one, dict) and isinstance(other, dict):
        for k in {**one, **other}:
            if one.get(k) != other.get(k):
                return apart(one.get(k), other.get(k), where + "." + k)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        for i, (a, b) in enumerate(zip(one, other)):
            if a != b:
                return apart(a, b, "%s[%d]" % (where, i))
    return None if one == other else "%s: %.600s, and %.600s" % (where, one, other)


@LAWS
@example(told=[one("rail", "GATED_IN", then="other"), one("rail", "LOADED", classifier="EST", box=1, then="other")], order=0, cut=1)  # goes to the other box
@given(told=messages(), order=strategies.integers(0, 2 ** 32), cut=strategies.integers(0, 9))
def test_in_any_order_and_number_the_same_facts_journeys_and_exceptions_and_then_is_what_was_known_then(hubs, told, order, cut):
    straight, shuffled = hubs
    telling, r = Telling(next(serials)), random.Random(order)
    bodies = telling.all(told)
    for body in bodies[:cut]:
        post(straight, body)
    kept(straight, telling.boxes)
    known = [asked(straight, number) for number in telling.boxes]
    then = clock(straight)
    for body in bodies[cut:]:
        post(straight, body)
    again = bodies + r.sample(bodies, len(bodies) // 2)
    r.shuffle(again)
    for body in joined(again, r):
        post(shuffled, body)
    for number in telling.boxes:
        same(comes_to(straight, number), comes_to(shuffled, number))
    same(kept(straight, telling.boxes), kept(shuffled, telling.boxes))
    if cut < len(bodies):
        same(known, [asked(straight, number, then) for number in telling.boxes])


@LAWS
@given(told=messages(sorted(TAKEN_BACK)), order=strategies.integers(0, 2 ** 32))
def test_what_is_all_taken_back_is_no_journey_whichever_came_first(hubs, told, order):
    telling, r = Telling(next(serials)), random.Random(order)
    bodies = telling.all([{**m, "then": ""} for m in told])
    back = [telling.back(n, m) for n, m in enumerate(told)]
    for body in bodies + back:
        post(hubs[0], body)
    mixed = bodies + back
    r.shuffle(mixed)
    for body in joined(mixed, r):
        post(hubs[1], body)
    for hub in hubs:
        for number in telling.boxes:
            whole, journeys, listed = asked(hub, number)
            if whole != 404:
                assert whole["facts"] == [] and journeys["journeys"] == [], (whole["facts"], journeys)
                assert not any(row.get("lastEvent") for row in listed["containers"]), listed
        assert kept(hub, telling.boxes) == []
    for number in telling.boxes:
        same(comes_to(hubs[0], number), comes_to(hubs[1], number))


def rebuilt(hub, *arguments):
    done = run("rebuild", "--data", hub.data, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_after_all_of_that_nothing_differs_from_a_fold_of_everything(hubs):
    for hub in hubs:
        kept(hub, ["none"])
        found = rebuilt(hub, "--dry-run", "--verbose")
        assert "nothing differs" in found and ": journey" not in found, found
        assert "nothing differs" in rebuilt(hub)


# Each as a fault of ours or of somebody's hand might leave it.
DAMAGE = {
    "journey": "update journey set status = 'delivered', place = 'DEHAM' where container = '%s'",
    "ride": "update ride set wagon = '11111111' where container = '%s'",
    "gauge_change": "insert into gauge_change (container, line, complex, place, kind, at) values ('%s', 0, 'X', 'X', 0, now())",
    "trip": "update trip set status = 'delivered', closed = now() where container = '%s'",
    "carried": "delete from carried where container = '%s'",
    "booked": "insert into booked (container, leg, route, place, day, kg) values ('%s', 9, 'none', 'X', 0, -1)",
    "alert_box": "delete from alert_box where container = '%s'",
    "box_lesson": "update box_lesson set lessons = '' where container = '%s'",
    "wagon": "update wagon set code = 'XXXX' where number = '%s'",
    "consist": "insert into consist (wagon, line, train, since, classifier) values ('%s', 9, 'TRAIN:X', now(), 0)",
}


def test_what_differs_is_named_and_put_right(hubs):
    hub, telling = hubs[0], Telling(next(serials))
    told = [one("itinerary", "both", 300), one("report", "LOAD", 310, place="JPOSA"), one("report", "DISC", 373),
            one("rail", "LOADED", 390), one("train", "DEPARTED", 400)]
    for body in telling.all(told):
        post(hub, body)
    number, wagon = telling.boxes[0], telling.wagon
    post(hub, ("text/csv", ("Wagon,Operation,Operation date,Operation station,Train\n%s,Departed,2026-06-20,CNLYG,%s\n" % (wagon, telling.train)).encode()))
    kept(hub, telling.boxes)
    before, stays = asked(hub, number), kept(hub, [number])
    assert len(stays) > 1 and "nothing differs" in rebuilt(hub, "--dry-run"), stays
    for table, damage in DAMAGE.items():
        hub.sql(damage % (wagon if table in ("wagon", "consist") else number))
    for dry in (True, False):
        found = json.loads(rebuilt(hub, "--json", *["--dry-run"] * dry))
        assert found["changed"] == {**{table: 1 for table in DAMAGE}, "event": 0}, found
    assert "nothing differs" in rebuilt(hub)
    assert (asked(hub, number), kept(hub, [number])) == (before, stays)
    hub.sql(DAMAGE["trip"] % number)
    assert number + ": trip\n" in rebuilt(hub, "--verbose")


def test_rebuild_says_what_it_takes():
    assert run("rebuild", "--help").returncode == 0
    for wrong in (["somewhere"], ["--workers", "99"], ["--fast"]):
        done = run("rebuild", *wrong)
        assert done.returncode == 2 and "Usage" in done.stderr or "--help" in done.stderr, done
