"""Sets of messages about two boxes, made up: five formats and people's words, with corrections and retractions; and what they come to.

A message is told by a dict of plain values (what hypothesis draws), made into bytes by `body`; each has a said time of its own.
"""

import datetime
import json

from hypothesis import strategies

from lib.dcsa3 import event3, retraction
from lib.messages import box, coarri, codeco, iftsta

JSON, EDIFACT, CSV, WORDS = "application/json", "application/edifact", "text/csv", "application/vnd.landbridge.journey+json"
BEGIN = datetime.datetime(2026, 6, 1)
PLACES = ["CNLYG", "JPOSA", "KRPUS", "KZDOS", "CNAKL", "DEDUI"]
HOURS = 30 * 24

# kind -> which of its kinds of moves
MOVES = {
    "codeco": ["in", "out"], "coarri": ["load", "discharge"], "iftsta": ["24", "74", "16", "13"],
    "dcsa2": ["GTIN", "GTOT", "LOAD", "DISC"], "call": ["ARRI", "DEPA"], "rail": ["LOADED", "DISCHARGED", "GATED_IN"], "train": ["DEPARTED", "ARRIVED"],
    "sheet": ["Departed", "Arrived"], "report": ["GTIN", "LOAD", "DISC", "GTOT"],
    "itinerary": ["both", "sea"], "begins": [""], "ends": [""], "goes-on": [""], "destination": [""],
}
# What its sender can take back, and replace by another word.
TAKEN_BACK = {"codeco", "coarri", "iftsta", "rail", "train", "report", "itinerary", "begins", "ends", "goes-on", "destination"}


def messages(kinds=tuple(MOVES), least=2, most=9):
    """Lists of messages; in one, at most one sheet about a box (it does not say when it was said)."""
    one = strategies.sampled_from(kinds).flatmap(lambda kind: strategies.fixed_dictionaries({
        "kind": strategies.just(kind), "move": strategies.sampled_from(MOVES[kind]), "hour": strategies.integers(0, HOURS - 1),
        "place": strategies.sampled_from(PLACES), "box": strategies.sampled_from([0, 0, 0, 1]), "laden": strategies.sampled_from([True, True, False]),
        "classifier": strategies.sampled_from(["ACT", "ACT", "EST", "PLN"]),
        "then": strategies.sampled_from(["", "", "", "back", "other"])}))
    return strategies.lists(one, min_size=least, max_size=most)


def at(hour, zone="+08:00"):
    return (BEGIN + datetime.timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%M:00") + zone


def clock(hour):
    return (BEGIN + datetime.timedelta(hours=hour)).strftime("%Y%m%d%H%M")


def luhn(digits):
    total = sum(d if i % 2 else d // 5 + d * 2 % 10 for i, d in enumerate(map(int, digits)))
    return digits + str(-total % 10)


class Telling:
    """One set of messages: names of its own, so that nothing else in the database is of it."""

    def __init__(self, serial):
        self.serial = serial
        self.boxes = [box(2 * serial, "LAW"), box(2 * serial + 1, "LAW")]
        self.voyage, self.train, self.wagon = "%dW" % serial, "X%05d" % serial, luhn("9%06d" % serial)

    def all(self, told):
        """[(type, bytes)]: the messages and what follows of each, in the order in which they were said."""
        bodies = []
        for n, m in enumerate(told):
            bodies.append(self.body(n, m))
            if m["kind"] in TAKEN_BACK and m["then"] == "back":
                bodies.append(self.back(n, m))
            elif m["kind"] in TAKEN_BACK and m["then"] == "other":
                bodies.append(self.body(n, {**m, "hour": (m["hour"] + 30) % HOURS}, again=1))
        return bodies

    def body(self, n, m, again=0):
        return getattr(self, "_" + m["kind"].replace("-", "_"))(n, m, again)

    def back(self, n, m):
        """What takes all of it back, said last."""
        kind = m["kind"]
        if kind in ("codeco", "coarri", "iftsta"):
            return self.body(n, m, again=2)
        if kind in ("rail", "train"):
            return JSON, json.dumps({"events": [retraction(self._id(n), self._updated(n, 2))]}).encode(), "/events"
        return WORDS, json.dumps({"word": "takes-back", "id": self._id(n), "said": self._updated(n, 2)}).encode()

    def _id(self, n):
        return "law-%d-%d" % (self.serial, n)

    def _said(self, n, again):
        return HOURS + 48 + n + 100 * again

    def _updated(self, n, again):
        return at(self._said(n, again), "Z")

    def _edifact(self, make, n, m, again, bgm, **more):
        said = self._said(n, again)
        told = make(at=clock(m["hour"]), place=m["place"], document=self._id(n), said=clock(said), interchange="%d.%d.%d" % (self.serial, n, again), **more)
        return EDIFACT, told.replace(b"BGM+%s+%s+9" % (bgm, self._id(n).encode()), b"BGM+%s+%s+%d" % (bgm, self._id(n).encode(), (9, 5, 1)[again]))

    def _codeco(self, n, m, again):
        return self._edifact(lambda **k: codeco(self.boxes[m["box"]], m["move"], load=5 if m["laden"] else 4, **k), n, m, again,
                             b"34" if m["move"] == "in" else b"36")

    def _coarri(self, n, m, again):
        return self._edifact(lambda **k: coarri(self.boxes[m["box"]], m["move"], other="DEHAM", voyage=self.voyage, **k), n, m, again,
                             b"44" if m["move"] == "discharge" else b"46")

    def _iftsta(self, n, m, again):
        return self._edifact(lambda at, place, **k: iftsta([(m["move"], at, place, [self.boxes[m["box"]]])], consignment="C" + self.voyage, **k), n, m,
                             again, b"23")

    def _call_of(self, place):
        return {"modeOfTransport": "VESSEL", "exportVoyageNumber": self.voyage, "UNLocationCode": place,
                "vessel": {"vesselIMONumber": "9227273", "vesselName": "BRIDGE STAR"}}

    def _dcsa2(self, n, m, again):
        return JSON, json.dumps([{
            "eventID": "6f2d0a0e-9b0c-4a53-8f11-%08d%04d" % (self.serial, n), "eventCreatedDateTime": self._updated(n, again), "eventType": "EQUIPMENT",
            "eventClassifierCode": m["classifier"], "eventDateTime": at(m["hour"]), "equipmentEventTypeCode": m["move"],
            "equipmentReference": self.boxes[m["box"]], "emptyIndicatorCode": "LADEN" if m["laden"] else "EMPTY",
            "eventLocation": {"UNLocationCode": m["place"]}, "transportCall": self._call_of(m["place"])}]).encode()

    def _call(self, n, m, again):
        return JSON, json.dumps([{
            "eventID": "6f2d0a0e-9b0c-4a53-8f12-%08d%04d" % (self.serial, n), "eventCreatedDateTime": self._updated(n, again), "eventType": "TRANSPORT",
            "eventClassifierCode": m["classifier"], "eventDateTime": at(m["hour"]), "transportEventTypeCode": m["move"],
            "transportCall": self._call_of(m["place"])}]).encode()

    def _on_rail(self, n, m, again, type, number):
        rail = {"railCarReference": self.wagon, **({"departureID": self.train} if m["laden"] or type == "TRANSPORT" else {})}
        classifier = {"ACT": "ACTUAL", "EST": "ESTIMATED", "PLN": "PLANNED"}[m["classifier"]]
        event = event3(self._id(n), type, m["move"], number, at(m["hour"]), self._updated(n, again), m["place"], classifier,
                       transportDetails={"transportCall": {"modeOfTransport": "RAIL", "railTransport": rail}})
        return JSON, json.dumps({"events": [event]}).encode(), "/events"

    def _rail(self, n, m, again):  # the later word may be about the other box
        return self._on_rail(n, m, again, "EQUIPMENT", self.boxes[m["box"] ^ (again == 1 and m["hour"] % 2)])

    def _train(self, n, m, again):
        return self._on_rail(n, m, again, "TRANSPORT", None)

    def _sheet(self, n, m, again):
        return CSV, ("Container,Operation,Operation date,Operation station,Wagon\n%s,%s,%s,%s,%s\n" % (
            self.boxes[m["box"]], m["move"], at(m["hour"])[:10], m["place"], self.wagon)).encode()

    def _word(self, n, m, again, **members):
        return WORDS, json.dumps({"word": m["kind"], "container": self.boxes[m["box"]], "id": self._id(n), "said": self._updated(n, again),
                                  **members}).encode()

    def _report(self, n, m, again):
        return self._word(n, m, again, event=m["move"], place=m["place"], at=at(m["hour"]), loadState="LADEN" if m["laden"] else "EMPTY",
                          transport={"mode": "VESSEL", "imo": "9227273", "voyage": self.voyage})

    def _itinerary(self, n, m, again):
        legs = [{"mode": "VESSEL", "from": "JPOSA", "to": "CNLYG", "departs": at(m["hour"]), "arrives": at(m["hour"] + 72),
                 "transport": {"imo": "9227273", "voyage": self.voyage}},
                {"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": at(m["hour"] + 90), "arrives": at(m["hour"] + 500),
                 "cutOff": at(m["hour"] + 80), "transport": {"train": self.train}}]
        return self._word(n, m, again, legs=legs if m["move"] == "both" else legs[:1], deadline=at(m["hour"] + 510))

    def _begins(self, n, m, again):
        return self._word(n, m, again, at=at(m["hour"]))

    _ends = _goes_on = _begins

    def _destination(self, n, m, again):
        return self._word(n, m, again, destination=m["place"])


def post(hub, body):
    type, told, path = (*body, "/api/v1/messages")[:3]
    answer = hub.post(told, path, type)
    assert answer.status == 200, (answer, told)
    return answer.json()


def joined(bodies, cuts):
    """The same with neighbours of one format in one delivery, where cuts (a random) says so."""
    out = []
    for body in bodies:
        last = out[-1] if out else None
        if last and cuts.random() < 0.4 and last[0] == body[0] == EDIFACT:
            out[-1] = (EDIFACT, last[1] + body[1])
        elif last and cuts.random() < 0.4 and last[0] == body[0] == WORDS:
            words = lambda b: b if isinstance(b, list) else [b]
            out[-1] = (WORDS, json.dumps(words(json.loads(last[1])) + words(json.loads(body[1]))).encode())
        else:
            out.append(body)
    return out
