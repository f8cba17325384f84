"""bench/journeys.py KIND N [M]: boxes of one ship, to standard output.

    plans    N boxes with an itinerary: a ship from Osaka to Lianyungang, where a train takes them on, unless the ship is half a day late
    moves    those N boxes brought to the quay in Osaka, and loaded
    late     the ship is expected N hours late, as DCSA 2.2 has it; the M-th to say so

Times are relative to the present hour, so that nothing is overdue.
"""

import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "behaviour"))

from lib.messages import boxes, coarri, codeco  # noqa: E402

NOW = datetime.datetime.now(datetime.timezone.utc)
VOYAGE = "905W"
SHIP = {"imo": "9227273", "voyage": VOYAGE}
A_MESSAGE, A_TRAIN = 50, 100


def at(hours, form="%Y-%m-%dT%H:00:00Z"):
    return (NOW + datetime.timedelta(hours=hours)).strftime(form)


def clock(hours):
    return at(hours + 9, "%Y%m%d%H00")  # as it is told in Osaka


def plans(n):
    for i, number in enumerate(boxes(n, owner="BJY")):
        legs = [{"mode": "VESSEL", "from": "JPOSA", "to": "CNLYG", "departs": at(-48), "arrives": at(60), "transport": SHIP},
                {"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": at(100), "arrives": at(500), "cutOff": at(70),
                 "transport": {"train": "X%04d" % (i // A_TRAIN)}}]
        yield "[,"[i > 0] + json.dumps({"word": "itinerary", "container": number, "id": "plan-" + number, "said": at(-200), "legs": legs})
    yield "]"


def moves(n):
    for first in range(0, n, A_MESSAGE):
        some = boxes(min(A_MESSAGE, n - first), 1 + first, "BJY")
        yield codeco(some, at=clock(-90), place="JPOSA", document="G%d" % first, said=clock(-89), interchange="G%d" % first).decode()
        yield coarri(some, "load", at=clock(-50), place="JPOSA", other="CNLYG", document="L%d" % first, said=clock(-49), voyage=VOYAGE,
                     interchange="L%d" % first).decode()


def late(hours, nth):
    yield json.dumps([{
        "eventID": "5a1ad3e2-7b0c-4d0e-9b1e-%012d" % nth, "eventType": "TRANSPORT", "eventClassifierCode": "EST", "eventDateTime": at(60 + hours),
        "eventCreatedDateTime": at(nth - 40), "transportEventTypeCode": "ARRI",
        "transportCall": {"modeOfTransport": "VESSEL", "UNLocationCode": "CNLYG", "exportVoyageNumber": VOYAGE,
                          "vessel": {"vesselIMONumber": SHIP["imo"], "vesselName": "BRIDGE STAR"}}}])


if __name__ == "__main__":
    kind, *numbers = sys.argv[1:]
    for piece in {"plans": plans, "moves": moves, "late": late}[kind](*map(int, numbers)):
        sys.stdout.write(piece)
