"""What is wrong with a box of a made-up world, by rules of the truth and of what had been told: written apart from the program's own.

Of each kind and box, at an hour: MUST, it is so, what shows it was told, and its grace is over; MAY, it is so or was, and either nobody
told what shows it or that it is over, or it is a matter of half a day; else it is not.  An alert is a run of hours at which the program
says so of a box: right where one of them is MUST or MAY.  What is wrong is a run of MUST: found where it is said in one of them; where
the program says that nobody can judge it, it is counted apart (cannot assess).
"""

import collections
import csv
import datetime
import os

from lib.daemon import TOP
from lib.truth import STATES, begun, complexes, hours_of, moment

MUST, MAY, NOT = 2, 1, 0
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
        self.expected = []   # (when told, at)
        self.words = []      # (when told, of when), of anything
        self.lies = []       # (when told, until taken back, of when)
        for came, what, _ in world.told[number]:
            at = moment(what["at"]) if what["at"] else came
            if what.get("untrue"):
                self.lie(came, what, at)
                continue
            self.words.append((came, at if what["what"] not in ("planned", "expected", "transit-limit") else came))
            if what["what"] == "planned":
                if what["run"] in world.runs:  # else it goes when the world has ended
                    self.plans.append((came, what["run"]))
            elif what["what"] == "expected":
                self.expected.append((came, at))
            else:
                key = what["what"], what["at"]
                self.told.setdefault(key, came)
                if not what.get("unnamed"):
                    self.named.setdefault(key, came)
        self.wrong = collections.defaultdict(list)
        self.rides = []      # (loaded, until, run, the move)
        for i, m in enumerate(self.moves):
            if m["what"] in ("loaded", "taken-on"):
                until = next((time(x["at"]) for x in self.moves[i + 1:]), LAST)
                self.rides.append((time(m["at"]), until, m["run"], m))

    def lie(self, came, what, at):
        if what.get("takenBack"):
            self.lies = [(a, came if b == LAST else b, of) for a, b, of in self.lies]
        else:
            self.lies.append((came, LAST, at))

    def misled(self, hour):
        """Something was told that never happened, and nothing since."""
        return any(came <= hour < min(until, self.told_after(of + HOUR)) + SLACK for came, until, of in self.lies)

    def told_at(self, m):
        return self.told.get((m["what"], m["at"]), LAST)

    def named_at(self, m):
        return self.named.get((m["what"], m["at"]), LAST)

    def told_after(self, at):
        """When something was first told of what happened then or later."""
        return min([came for came, of in self.words + self.ridden() if of >= at] + [LAST])

    def ridden(self):
        """What was told of the trains and ships while it was aboard: (when told, of when)."""
        if not hasattr(self, "_ridden"):
            self._ridden = [(came, time(what["at"])) for since, until, run, _ in self.rides for came, what in self.world.told_runs[run]
                            if what["what"] != "scheduled" and since <= time(what["at"]) <= until]
        return self._ridden

    def state(self, hour):
        before = [m for m in self.moves if time(m["at"]) <= hour]
        return before[-1] if before else None

    def ride(self, hour):
        return next((r for r in self.rides if r[0] <= hour < r[1]), None)

    def plan(self, hour):
        plans = [run for came, run in self.plans if came <= hour]
        return plans[-1] if plans else None

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
        at.sort(key=lambda x: x[1])
        joined = []
        for x in at:
            if joined and joined[-1][0] == x[0] and x[1] <= joined[-1][2]:
                joined[-1][2] = max(joined[-1][2], x[2])
            else:
                joined.append(x)
        return joined


def left_of(world, run):
    """When it truly left its first stop, and when that was first told."""
    left = time(world.runs[run]["stops"][0].get("departed"))
    return left, min([came for came, what in world.told_runs[run] if what["what"] == "left" and time(what["at"]) == left] + [LAST])


def planned_of(world, run):
    return time(world.runs[run]["stops"][0]["departureScheduled"])


def origin_of(world, run):
    return world.runs[run]["stops"][0]["place"]


def stretch_of(run):
    return run.rpartition("/")[0]


QUEUED = 2 * DAY


def border_queue(b, hour):
    answer = NOT
    for where, since, until in b.stays(BORDERS):
        known = min([of for came, of in b.words + b.ridden() if came <= hour and since <= of <= until] + [LAST])
        over = b.told_after(until + HOUR) if until < LAST else LAST
        if known < LAST and known + QUEUED + SLACK <= hour < until:
            return MUST
        if since + QUEUED - SLACK <= hour < over + SLACK:
            answer = MAY
    return answer


def misdirected(b, hour):
    answer = NOT
    for w in b.wrong["misdirected"]:
        load = next(m for m in b.moves if m["what"] == "loaded" and m["run"] == w["run"])
        knew = [came for came, run in b.plans if run != w["run"] and origin_of(b.world, run) == origin_of(b.world, w["run"]) and came <= hour]
        over = b.told_after(time(w["until"])) if w["until"] else LAST
        if knew and max(b.named_at(load), min(knew)) + SLACK <= hour < time(w["until"]):
            return MUST
        if time(w["from"]) <= hour < over + SLACK:
            answer = MAY
    return answer


def rolled_over(b, hour):
    answer = NOT
    for since, until, run, m in b.rides:
        plans = [(came, p) for came, p in b.plans if came <= hour and stretch_of(p) == stretch_of(run) and planned_of(b.world, p) < planned_of(b.world, run)]
        if not plans or since > hour:
            continue
        last = [p for came, p in b.plans if came <= hour and stretch_of(p) == stretch_of(run)][-1]
        if last != run and b.named_at(m) + SLACK <= hour < until:
            return MUST
        answer = MAY
    for came, p in b.plans:
        if came <= hour and planned_of(b.world, p) <= hour and not b.took(p):
            answer = MAY
    return answer


def left_without(b, hour, grace):
    p = b.plan(hour)
    if not p:
        return NOT, None
    left, told = left_of(b.world, p)
    mine = b.took(p)
    if left > hour or (mine and b.named_at(mine[3]) <= hour):
        return NOT, None
    return (MAY, None) if told > hour else (MAY, max(left + grace, told))


def not_loaded(b, hour):
    answer, since = left_without(b, hour, DAY)
    p = b.plan(hour)
    other = min([r[0] for r in b.rides if answer and r[0] > planned_of(b.world, p) - 2 * DAY] + [LAST])
    if since and not b.took(p) and since + SLACK <= hour < other:
        return MUST
    return answer


def not_confirmed(b, hour):
    answer, since = left_without(b, hour, datetime.timedelta(0))
    return MUST if since and since + 3 * HOUR <= hour < left_of(b.world, b.plan(hour))[0] + DAY - 3 * HOUR else answer


def missed_connection(b, hour):
    p = b.plan(hour)
    if not p or b.took(p) or b.ride(planned_of(b.world, p)) is None and not [w for w in b.wrong["missed-connection"] if w.get("run") == p]:
        return NOT
    on = b.ride(hour)
    there = on and b.near[b.world.runs[on[2]]["stops"][-1]["place"]] == b.near[origin_of(b.world, p)]
    if there and b.named_at(on[3]) <= hour and planned_of(b.world, p) + SLACK <= hour:
        return MUST
    return MAY


def eta_slipped(b, hour):
    told = [at for came, at in b.expected if came <= hour]
    came = time(b.box["real"]["arrived"])
    if not told or b.told_after(came) + SLACK <= hour:
        return NOT
    if told[-1] - told[0] >= DAY + HOUR and hour < came:
        return MUST
    return MAY if came - min(told) >= DAY - HOUR else NOT


def silent(b, hour):
    last, words = b.state(hour), [(came, of) for came, of in b.words + b.ridden() if came <= hour]
    if not last or not words:
        return NOT
    limit = {"on-board": 3 * DAY, "on-the-road": 2 * DAY}
    known = [m for m in b.moves if b.told_at(m) <= hour]
    if not known or STATES[known[-1]["what"]] not in limit:
        return NOT
    limit = limit[STATES[known[-1]["what"]]]
    if STATES[last["what"]] == STATES[known[-1]["what"]] and hour - max(came for came, _ in words) >= limit + SLACK and "imo" not in b.world.runs.get(last.get("run"), {}):
        return MUST
    return MAY if hour - max(of for _, of in words) >= limit - SLACK else NOT


def overdue(b, hour):
    """Something that was planned or expected for a day before then was not told to have happened."""
    known = [m for m in b.moves if b.told_at(m) <= hour]
    due = [(at, b.told_after(time(b.box["real"]["arrived"]))) for came, at in b.expected if came <= hour]
    if b.plan(hour):
        due.append((planned_of(b.world, b.plan(hour)), left_without(b, hour, DAY)[0] and LAST))
    on = known[-1] if known and STATES[known[-1]["what"]] == "on-board" else None
    if on:
        for s in b.world.runs[on["run"]]["stops"][1:]:
            due.append((time(s["arrivalScheduled"]), b.told_after(time(s.get("arrived")))))
            due.append((time(s.get("departureScheduled")), b.told_after(time(s.get("departed")))))
    return MAY if any(at + DAY - SLACK <= hour and (not told or told > hour - SLACK) for at, told in due) else NOT


def never(b, hour):
    return MAY if b.wrong["wrong-wagon"] else NOT


def between(begins, ends, grace=0 * HOUR):
    """A rule: from what happened until what ended it, as far as both were told."""
    def rule(b, hour):
        answer = NOT
        for m in b.box["happened"]:
            since = time(m["at"])
            if m["what"] != begins or since > hour:
                continue
            end = next((x for x in b.box["happened"] if x["what"] in ends and time(x["at"]) >= since), None)
            told, over = b.told.get((m["what"], m["at"]), LAST), b.told_after(time(end["at"])) if end else LAST
            if max(since + grace, told if told < LAST else FIRST) + SLACK <= hour < (time(end["at"]) if end else LAST) and told < hour:
                return MUST
            if since + grace - SLACK <= hour < (over + SLACK if over < LAST else LAST):
                answer = MAY
        return answer
    return rule


def transit_limit(b, hour):
    limit, came = time(b.box.get("transitLimit")), time(b.box["real"]["arrived"])
    told = [came_ for came_, what, _ in b.world.told[b.number] if what["what"] == "transit-limit"]
    if limit == LAST or not told or hour < min(told):
        return NOT
    if limit + DAY + SLACK <= hour < came:  # it is told to the day
        return MUST
    return MAY if limit - SLACK <= hour and hour < b.told_after(came) + SLACK else NOT


def transit_near(b, hour):
    limit = time(b.box.get("transitLimit"))
    return MAY if limit < LAST and limit - 7 * DAY <= hour < b.told_after(time(b.box["real"]["arrived"])) + SLACK else NOT


def weight(b, hour):
    weighed = [b.told.get((m["what"], m["at"]), LAST) for m in b.box["happened"] if m["what"] == "weighed"]
    if not b.wrong["weight"]:
        return NOT
    return MUST if weighed and min(weighed) + 2 * DAY <= hour and b.told_at(b.moves[0]) <= hour and b.state(hour)["what"] in ("loaded", "gate-in") else MAY


def reefer(b, hour):
    answer = NOT
    for w in b.wrong["reefer"]:
        seen = [came for came, at in b.world.seen[b.number] if time(w["from"]) <= at < time(w["until"]) and came <= hour]
        if seen and min(seen) + HOUR <= hour < time(w["until"]):
            return MUST
        answer = MAY if seen else answer
    return answer


def of_truth(*codes):
    """A rule: only boxes of which the truth says so may be said to have it."""
    return lambda b, hour: MAY if any(time(w["from"]) <= hour for code in codes for w in b.wrong[code]) else NOT


def short(b, hour):
    return MAY if not_loaded(b, hour) or rolled_over(b, hour) else of_truth("short", "missed-connection", "rolled", "misdirected")(b, hour)


RULES = {"customs-hold": between("held", ("freed", "cleared")), "inspection": between("inspection", ("cleared",), 2 * DAY),
         "seal-broken": between("seal-broken", ("resealed",)), "damaged": of_truth("seal-broken"), "transit-limit": transit_limit,
         "transit-limit-near": transit_near, "weight": weight, "reefer": reefer, "over": of_truth("over", "misdirected", "rolled", "missed-connection"),
         "short": short, "misplaced": of_truth("wrong-wagon", "misdirected"), "other-wagon": of_truth("wrong-wagon"),
         "border-queue": border_queue, "misdirected": misdirected, "rolled-over": rolled_over, "not-loaded": not_loaded,
         "not-confirmed": not_confirmed, "missed-connection": missed_connection, "eta-slipped": eta_slipped, "silent": silent,
         "overdue": overdue, "conflict": never, "misrouted": never}
SAME = {"source-down": "silent"}  # who is silent: the box, or all who would tell
BORDERS = borders()


class Wrongs:
    def __init__(self, world, codes):
        """codes: those that the program knows of."""
        near = complexes()
        self.rules = {code: rule for code, rule in RULES.items() if code in codes}
        self.world = world
        self.lives = {n: Life(world, near, n) for n in world.boxes}
        for w in world.wrong:
            self.lives[w["container"]].wrong[w["code"]].append(w)
        self.hours = collections.defaultdict(list)  # (box, code): (hour, what the truth says, whether it is said, cannot be judged)

    def take(self, number, hour, journeys):
        said = {SAME.get(e["code"], e["code"]) for j in journeys for e in j["exceptions"]}
        cannot = {c for j in journeys[:1] for c in j["notAssessed"]} if journeys else set(self.rules)
        for code, rule in self.rules.items():
            so = rule(self.lives[number], hour) or (MAY if self.lives[number].misled(hour) else NOT)
            self.hours[number, code].append((hour, so, code in said, code in cannot))

    @staticmethod
    def runs(hours, which):
        run = []
        for h in hours:
            if which(h):
                run.append(h)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def count(self):
        """By kind: right and false alerts, found, missed and not assessable ones, with an example of each that is wrong."""
        tally = {code: collections.Counter() for code in self.rules}
        self.example = collections.defaultdict(list)
        for (number, code), hours in self.hours.items():
            for alert in self.runs(hours, lambda h: h[2]):
                good = any(h[1] != NOT for h in alert)
                tally[code]["right" if good else "false"] += 1
                if not good:
                    self.example[code, "false"].append((number, alert[0][0], alert[-1][0]))
            for must in self.runs(hours, lambda h: h[1] == MUST):
                how = "found" if any(h[2] for h in must) else "cannot" if all(h[3] for h in must) else "missed"
                tally[code][how] += 1
                if how == "missed":
                    self.example[code, "missed"].append((number, must[0][0], must[-1][0]))
        return tally

    def report(self, say, most=3):
        say("exceptions         alerts  false precision   wrong missed recall  cannot assess")
        for code, t in self.count().items():
            alerts, wrong = t["right"] + t["false"], t["found"] + t["missed"]
            say("%-18s %6d %6d %9s  %6d %6d %6s  %6d" % (
                code, alerts, t["false"], "%.3f" % (t["right"] / alerts) if alerts else "-", wrong, t["missed"],
                "%.3f" % (t["found"] / wrong) if wrong else "-", t["cannot"]))
            for how in ("false", "missed"):
                for number, since, until in self.example[code, how][:most]:
                    say("        %s: %s %s .. %s" % (how, number, since.strftime("%m-%dT%H"), until.strftime("%m-%dT%H")))


def ask_wrongs(lived, every):
    wrongs = Wrongs(lived.world, lived.codes())
    for hour in hours_of(lived.world, every):
        for number in begun(lived.world, hour):
            wrongs.take(number, hour, lived.journeys(number, hour))
    return wrongs
