"""The life of one box of a made-up world: what happened, and when each of it was told, for the rules of what is wrong (truth_rules.py)."""

import collections
import csv
import datetime
import os

from lib.daemon import TOP
from lib.truth import STATES, moment

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
SLACK = 12 * HOUR
FIRST = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
LAST = datetime.datetime(9999, 1, 1, tzinfo=datetime.timezone.utc)


def time(text):
    return moment(text) if text else LAST


def borders():
    with open(os.path.join(TOP, "data", "places.csv")) as f:
        rows = list(csv.DictReader(f))
    return {row["complex"] or row["code"] for row in rows if {"border", "gauge-change"} & set(row["kinds"].split())}


class Life:
    """One box: what happened, and when each of it was told."""

    def __init__(self, world, near, number):
        self.world, self.near, self.number = world, near, number
        self.box = world.boxes[number]
        self.moves = world.moves(number)
        self.told = {}       # (what, at): when it was first told
        self.named = {}      # likewise, by who said on what it is
        self.plans = []      # (when told, run)
        self.ordered = []    # likewise, by who orders them to be loaded
        self.ordered_by = []  # likewise, with the file
        self.beyond = []     # (when told, stretch): ordered onto what goes when the world has ended
        self.odd = {file for _, file in world.odd[number]}
        self.itineraries = []  # (when told, its runs in order)
        self.by = collections.defaultdict(list)  # (what, at): (when told, in which file, how), each time
        self.expected = []   # (when told, at)
        self.words = []      # (when told, of when), of anything
        self.untrue = set()  # files that say so
        self.taken_back = set()  # (what, at)
        self.lies = []       # (when told, until taken back, of when)
        self.feigned = []    # (when told, until taken back, what, of when)
        for came, what, file in world.told[number]:
            at = moment(what["at"]) if what["at"] else came
            if what.get("untrue"):
                self.lie(came, what, at)
                self.untrue.add(file)
                continue
            self.words.append((came, at if what["what"] not in ("planned", "itinerary", "expected", "transit-limit") else came))
            if what["what"] in ("planned", "itinerary"):
                self.plan_told(came, what, file)
            elif what["what"] == "expected":
                self.expected.append((came, at))
            else:
                key = what["what"], what["at"]
                self.by[key].append((came, file, what))
                self.told.setdefault(key, came)
                if not what.get("unnamed"):
                    self.named.setdefault(key, came)
        self.wrong = collections.defaultdict(list)
        self.rides = []      # (loaded, until, run, the move)
        for i, m in enumerate(self.moves):
            if m["what"] in ("loaded", "taken-on"):
                until = next((time(x["at"]) for x in self.moves[i + 1:]), LAST)
                self.rides.append((time(m["at"]), until, m["run"], m))

    def plan_told(self, came, what, file):
        known = what["run"] in self.world.runs  # else it goes when the world has ended
        if what["what"] == "itinerary":
            if not self.itineraries or self.itineraries[-1][2] != file:
                self.itineraries.append((came, [], file))
            self.itineraries[-1][1].append(what["run"] if known else None)
        elif known:
            self.ordered.append((came, what["run"]))
            self.ordered_by.append((came, what["run"], file))
        else:
            self.beyond.append((came, stretch_of(what["run"])))
        if known and file not in self.odd:
            self.plans.append((came, what["run"]))

    def lie(self, came, what, at):
        if what.get("takenBack"):
            self.taken_back.add((what["what"], what["at"]))
            self.lies = [(a, came if b == LAST else b, of) for a, b, of in self.lies]
            self.feigned = [(a, came if b == LAST else b, w, of) for a, b, w, of in self.feigned]
        elif (what["what"], what["at"]) not in self.taken_back:  # before it came
            self.lies.append((came, LAST, at))
            self.feigned.append((came, LAST, what["what"], at))

    def misled(self, hour):
        """Something was told that never happened, or of a place that is none, and nothing since."""
        odd = [(came, LAST, self.last_of(file)) for came, file in self.world.odd[self.number]]  # a place that is none
        return any(came <= hour < min(until, self.moved_after(of)) + SLACK for came, until, of in self.lies + odd)

    def moved_after(self, at):
        """When a move was first told that came after that."""
        return min([came for (what, of), came in self.told.items() if what in STATES and time(of) > at] + [LAST])

    def last_of(self, file):
        """When the last of what a message tells happened."""
        happened = [time(key[1]) for key, words in self.by.items() for _, f, _ in words if f == file]
        return max(happened + [planned_of(self.world, run) for _, run, f in self.ordered_by if f == file] + [FIRST])

    def told_at(self, m):
        return self.told.get((m["what"], m["at"]), LAST)

    def named_at(self, m):
        return self.named.get((m["what"], m["at"]), LAST)

    def told_after(self, at):
        """When something was first told of what happened then or later."""
        told = [came for (what, of), came in self.told.items() if what != "transit-limit" and time(of) >= at]
        return min(told + [came for came, of in self.ridden() if of >= at] + [LAST])

    def ridden(self):
        """What was told of the trains and ships while it was aboard, and that it was: (when both were told, of when)."""
        if not hasattr(self, "_ridden"):
            self._ridden = [(max(came, self.told_at(m)), time(what["at"])) for since, until, run, m in self.rides for came, what in self.world.told_runs[run]
                            if what["what"] in ("left", "came") and since <= time(what["at"]) <= until and self.told_at(m) < LAST]
        return self._ridden

    def amiss(self, hour):
        """Every word of how it was last told to be loaded has it on another wagon: what is told of that one is taken for its own."""
        loads = [m for m in self.moves if m["what"] == "loaded" and self.told_at(m) <= hour]
        words = [how for came, _, how in self.by["loaded", loads[-1]["at"]] if came <= hour and not how.get("unnamed")] if loads else []
        return bool(words) and all(how.get("otherWagon") for how in words)

    def closed(self, run, hour):
        """When a list of what is aboard of it came that does not have it."""
        lists = [(came, file) for came, _, file in self.world.lists[run] if came <= hour and ("train-list.csv" in file or "baplie" in file)]
        return min([came for came, file in lists if not self.is_on(file)] + [LAST])

    def is_on(self, file):
        return any(file == f for words in self.by.values() for _, f, _ in words) or file in self.untrue

    def gone_on(self, where, since, hour):
        """Its train, as far as anybody told which, was told to have left there, though it had not."""
        on = [r for r in self.rides if r[3]["what"] == "loaded" and self.told_at(r[3]) <= hour]
        left = {s["departed"] for s in self.world.runs[on[-1][2]]["stops"] if self.near[s["place"]] == where and "departed" in s and time(s["departed"]) >= since} if on else set()
        return any(came <= hour and what["what"] == "left" and what["at"] in left for came, what in self.world.told_runs[on[-1][2]]) if left else False

    def state(self, hour):
        before = [m for m in self.moves if time(m["at"]) <= hour]
        return before[-1] if before else None

    def ride(self, hour):
        return next((r for r in self.rides if r[0] <= hour < r[1]), None)

    def known_aboard(self, ride, hour):
        """Somebody told on what it was loaded, though maybe not into what its wagon was put since."""
        i = self.rides.index(ride)
        while self.rides[i][3]["what"] == "taken-on" and self.named_at(self.rides[i][3]) > hour:
            i -= 1
        return self.named_at(self.rides[i][3]) <= hour

    def itinerary(self, hour):
        """The runs of the one that was told last; None one that goes when the world has ended."""
        told = [runs for came, runs, _ in self.itineraries if came <= hour]
        return told[-1] if told else []

    def planned_anew(self, hour):
        """When the itinerary was told last; FIRST: never."""
        return max([came for came, _, _ in self.itineraries if came <= hour] + [FIRST])

    def plan(self, hour):
        """By which run it was last told to go next: of the first stretch of those told that it is not known to have ridden."""
        ridden = {stretch_of(run) for _, _, run, m in self.rides if self.told_at(m) <= hour}
        way = max([(came, runs) for came, runs, _ in self.itineraries if came <= hour] + [(FIRST, [])])
        anew = way[0] if None in way[1] else FIRST  # onto what goes when the world has ended: what was ordered before is void
        plans = [p for p in self.ordered if anew <= p[0] <= hour] + [(way[0], run) for run in way[1] if run]
        plans = sorted([p for p in plans if p[0] >= self.gone_beyond(p[1], hour)], key=lambda p: p[0])
        ahead = [run for _, run in plans if stretch_of(run) not in ridden]
        if not ahead:
            return plans[-1][1] if plans and not way[1] else None
        first = min(ahead, key=lambda run: planned_of(self.world, run))
        return [run for run in ahead if stretch_of(run) == stretch_of(first)][-1]

    def gone_beyond(self, run, hour):
        """When it was last ordered, by then, onto what goes on that stretch when the world has ended; FIRST: never."""
        return max([came for came, stretch in self.beyond if came <= hour and stretch == stretch_of(run)] + [FIRST])

    def over(self):
        """When its trip was, or may have been."""
        return min([time(m["at"]) for m in self.moves if m["what"] in ("delivered", "stripped", "empty-in")] + [LAST])

    def loading(self, run):
        """None: the world ended before."""
        return next((m for m in self.moves if m["what"] == "loaded" and m["run"] == run), None)

    def loading_before(self, at):
        return next((m for m in reversed(self.moves) if m["what"] == "loaded" and time(m["at"]) <= at), None)

    def took(self, run):
        return next((r for r in self.rides if r[2] == run), None)

    def stays(self, where):
        """Where it stood at border complexes on its train, until that or it went from there: (complex, since, until)."""
        at = []
        for since, until, run, m in self.rides:
            for s in self.world.runs[run]["stops"]:
                came = max(time(s["arrived"]), since) if "arrived" in s else since if s["place"] == m["place"] else None
                if came is not None and since <= came <= until and self.near[s["place"]] in where:
                    at.append([self.near[s["place"]], came, min(time(s.get("departed")), until)])
        for i, m in enumerate(self.moves):  # its wagon stays behind there, and it with it
            if m["what"] == "set-out" and self.near[m["place"]] in where:
                at.append([self.near[m["place"]], time(m["at"]), next((time(x["at"]) for x in self.moves[i + 1:]), LAST)])
        at.sort(key=lambda x: x[1])
        joined = []
        for x in at:
            if joined and joined[-1][0] == x[0] and x[1] <= joined[-1][2]:
                joined[-1][2] = max(joined[-1][2], x[2])
            else:
                joined.append(x)
        return joined


# Their sheets give wagons and no train.
NAMELESS = ("kazakh-railway", "russian-railway", "belarus-railway", "uzbek-railway", "kyrgyz-railway", "azeri-railway")


def left_of(world, run):
    """When it truly left its first stop, and when that was first told of that train: a list of its wagons (TGNL) tells who is in it, not
    that it left, and of wagons that left only who has such a list knows which train that was."""
    left = time(world.runs[run]["stops"][0].get("departed"))
    words = [(came, what["file"]) for came, what in world.told_runs[run] if what["what"] == "left" and time(what["at"]) == left]
    listed = min([came for came, file in words if ".tgnl" in file] + [LAST])
    named = [max(came, listed) if any(x in file for x in NAMELESS) else came for came, file in words if ".tgnl" not in file]
    return left, min(named + [LAST])


def planned_of(world, run):
    return time(world.runs[run]["stops"][0]["departureScheduled"])


def origin_of(world, run):
    return world.runs[run]["stops"][0]["place"]


def stretch_of(run):
    return run.rpartition("/")[0]
