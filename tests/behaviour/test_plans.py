"""Plans are exact: those that are found in made-up timetables are those of all ways that there are (lib/ways.py), and each can be done as it is told.

PLANS says how many timetables are tried (200).
"""

import collections
import json
import os
import random
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from lib.daemon import BIN
from lib.timetables import CONSTRAINTS, DAY, left, query, timetable
from lib.ways import TooMany, Ways, counted as transfers_counted, vector

EXAMPLES = int(os.environ.get("PLANS", "200"))
MOST = 1500  # ways of a query; a timetable with more of them is not tried
EXACT = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


class Searcher:
    def __init__(self):
        self.process = subprocess.Popen([os.path.join(os.path.dirname(BIN), "plans")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, told, queries):
        self.process.stdin.write(json.dumps({**told, "queries": queries}).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(20) == 0


@pytest.fixture(scope="module")
def searcher():
    started = Searcher()
    yield started
    started.end()


def costs(plan):
    return plan["unpriced"], plan["price"], plan["uncounted"], plan["grams"]


def counted_of(ways, q, plan):
    return transfers_counted(q, [(ways.trip(*ride[:3]),) for ride in plan["rides"]])


def each_can_be_done(ways, q, plans):
    """As it is told, with what it says of its time and of what it missed."""
    for plan in plans:
        assert ways.walked(q, plan) == (plan["begins"], plan["arrives"], costs(plan), plan["times"]), (q, plan)
        assert sum(plan["times"].values()) == plan["arrives"] - plan["begins"]
        first = "aboard" in q
        assert plan["missed"][first:] == [ways.missed(q, ride) for ride in plan["rides"][first:]], (q, plan)


def hold(searcher, told, ways, q, counted):
    """One query, held against all ways."""
    try:
        if q["ask"] == "plans":
            expected = ways.pareto(q, MOST)
        elif q["ask"] == "earliest":
            expected = {(t,) for t in [ways.earliest(q, MOST)] if t is not None}
        else:
            expected = {(t,) for t in [ways.last(q, MOST)] if t is not None}
    except TooMany:
        return
    plans, = searcher.ask(told, [q])
    each_can_be_done(ways, q, plans)
    found = [vector(q, p["arrives"], costs(p), counted_of(ways, q, p)) if q["ask"] == "plans" else (p["arrives" if q["ask"] == "earliest" else "begins"],) for p in plans]
    assert sorted(found) == sorted(expected), q
    counted[q["ask"]] += len(plans) > (q["ask"] == "plans")


def aboard(r, ways):
    """On a trip of the timetable, a stop or more behind where it was boarded."""
    trip = r.choice(ways.trips)
    stop = r.randrange(len(trip.calls) - 1)
    return {"service": trip.index, "date": trip.date, "number": trip.number, "boarded": r.randrange(stop + 1), "stop": stop}


def deadline(r, ways, q):
    return r.choice([c[0] for t in ways.trips for c in t.calls[1:]] + [q["at"] + r.randrange(4 * DAY)])


counted = collections.Counter()  # plans that are many, and answers that there are


@EXACT
@given(seed=strategies.integers(0, 2 ** 62), places=strategies.integers(2, 5), services=strategies.integers(1, 5))
def test_what_is_found_is_the_best_of_all_ways_with_each_constraint_and_without(searcher, seed, places, services):
    r = random.Random(seed)
    told = timetable(r, places, services)
    ways, base = Ways(told), query(r, told)
    hold(searcher, told, ways, {**base, "ask": "plans"}, counted)
    bound = {name: make(r, told) for name, make in r.sample(sorted(CONSTRAINTS.items()), r.choice([1, 1, 1, 2, 3]))}
    bound.update({"left": left(r, ways.trips)} if r.random() < 0.2 else {})
    hold(searcher, told, ways, {**base, **bound, "ask": "plans"}, counted)
    hold(searcher, told, ways, {**base, **{k: v for k, v in bound.items() if k != "horizon"}, "ask": "earliest"}, counted)
    hold(searcher, told, ways, {**base, **{k: v for k, v in bound.items() if k != "horizon"}, "ask": "latest", "deadline": deadline(r, ways, base)}, counted)
    if ways.trips:
        hold(searcher, told, ways, {**base, **(bound if r.random() < 0.5 else {}), "aboard": aboard(r, ways), "ask": r.choice(["plans", "earliest"])}, counted)


def test_enough_of_them_had_answers():
    """Or else nothing is proved by the one above."""
    assert min(counted[ask] for ask in ("plans", "earliest", "latest")) >= EXAMPLES // 10, counted
