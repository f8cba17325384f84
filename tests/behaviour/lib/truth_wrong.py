"""What is said to be wrong with the boxes of a made-up world against what was (truth_rules.py).

An alert is a run of hours at which the program says so of a box: right where one of them is MUST or MAY.  What is wrong is a run of
MUST: found where it is said in one of them; where the program says that nobody can judge it, it is counted apart (cannot assess).
"""

import collections

from lib.truth import begun, complexes, hours_of
from lib.truth_life import Life
from lib.truth_rules import MAY, MUST, NOT, RULES, SAME

OF_LISTS = {"other-wagon", "misplaced", "over", "short"}  # what is wrong of them is known by them alone
# Of these nobody can know better while the last that was told never happened.
OF_WAY = {"border-queue", "misdirected", "rolled-over", "not-loaded", "not-confirmed", "missed-connection", "eta-slipped", "silent", "overdue"}


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
            so = rule(self.lives[number], hour)
            if self.lives[number].amiss(hour) and code not in OF_LISTS:
                so = MAY
            if self.lives[number].misled(hour):
                so = MAY if code in OF_WAY else so or MAY
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
        say(TITLE)
        for code, t in self.count().items():
            say(row(code, t))
            for how in ("false", "missed"):
                for number, since, until in self.example[code, how][:most]:
                    say("        %s: %s %s .. %s" % (how, number, since.strftime("%m-%dT%H"), until.strftime("%m-%dT%H")))


TITLE = "exceptions         alerts  false precision   wrong missed recall  cannot assess"


def row(code, t):
    alerts, wrong = t["right"] + t["false"], t["found"] + t["missed"]
    return "%-18s %6d %6d %9s  %6d %6d %6s  %6d" % (
        code, alerts, t["false"], "%.3f" % (t["right"] / alerts) if alerts else "-", wrong, t["missed"],
        "%.3f" % (t["found"] / wrong) if wrong else "-", t["cannot"])


def report_together(worlds, say):
    """Of several worlds: of a kind that has few in one, that one tells nothing."""
    together = collections.defaultdict(collections.Counter)
    for wrongs in worlds:
        for code, t in wrongs.count().items():
            together[code] += t
    say(TITLE)
    for code, t in together.items():
        say(row(code, t))


def ask_wrongs(lived, every):
    wrongs = Wrongs(lived.world, lived.codes())
    for hour in hours_of(lived.world, every):
        for number in begun(lived.world, hour):
            wrongs.take(number, hour, lived.journeys(number, hour))
    return wrongs
