"""Plans are exact: those that are found in made-up timetables are those of all ways that there are (lib/ways.py), and each can be done as it is told.

PLANS says how many timetables are tried (300).
"""

import json
import os
import random
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from lib.daemon import BIN
from lib.timetables import CONSTRAINTS, left, query, timetable
from lib.ways import TooMany, Ways, vector

MOST = 1500  # ways of a query; a timetable with more of them is not tried
EXACT = settings(max_examples=int(os.environ.get("PLANS", "300")), deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


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


def each_can_be_done(ways, q, plans):
    for plan in plans:
        assert ways.walked(q, plan) == (plan["begins"], plan["arrives"], costs(plan), len(plan["rides"])), (q, plan)


@EXACT
@given(seed=strategies.integers(0, 2 ** 62), places=strategies.integers(2, 5), services=strategies.integers(1, 5))
def test_the_earliest_arrival_is_that_of_the_first_of_all_ways(searcher, seed, places, services):
    r = random.Random(seed)
    told = timetable(r, places, services)
    ways, q = Ways(told), query(r, told)
    q["ask"] = "earliest"
    try:
        first = ways.earliest(q, MOST)
    except TooMany:
        return
    plans, = searcher.ask(told, [q])
    each_can_be_done(ways, q, plans)
    assert [p["arrives"] for p in plans] == ([first] if first is not None else [])
