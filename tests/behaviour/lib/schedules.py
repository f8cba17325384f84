"""DCSA Commercial Schedules 1.0 as its readers see it, and a small network of ships, barges, trains and trucks to ask of."""

import datetime
import json
import os
from urllib.parse import urlencode

import jsonschema

from lib.dcsa import time_of

with open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas", "cs-1.0.json")) as f:
    _SCHEMA = json.load(f)
PATHS = {"routings": "/v1/point-to-point-routes", "portSchedules": "/v1/port-schedules", "vesselSchedules": "/v1/vessel-schedules"}
VALID = {name: jsonschema.Draft202012Validator({**_SCHEMA, "$ref": "#/$defs/" + name}) for name in [*PATHS, "error"]}
TODAY = datetime.datetime.now(datetime.timezone.utc).date()


def day(n):
    return str(TODAY + datetime.timedelta(n))


def ask(server, kind, **parameters):
    """One answer, held against the standard; its elements and the cursor of the next page."""
    answer = server.get(PATHS[kind] + "?" + urlencode(parameters))
    assert answer.status == 200, answer
    assert answer.headers["API-Version"] == "1.0.3" and answer.headers["Content-Type"] == "application/json"
    VALID[kind].validate(answer.json())
    return answer.json(), answer.headers["Next-Page-Cursor"]


def routings(server, start="CNLYG", end="JPOSA", **parameters):
    return ask(server, "routings", placeOfReceipt=start, placeOfDelivery=end, **parameters)[0]


def refused(server, path, headers=None, status=400):
    answer = server.get(path, headers)
    assert answer.status == status, answer
    assert answer.headers["API-Version"] == "1.0.3" and answer.headers["Content-Type"] == "application/json"
    VALID["error"].validate(answer.json())
    told = answer.json()
    assert (told["httpMethod"], told["requestUri"], told["statusCode"]) == ("GET", path, status)
    assert told["providerCorrelationReference"] == answer.headers["X-Request-ID"]
    return told


def modes(routing):
    return [leg["transport"]["modeOfTransport"] for leg in routing["legs"]]


def places(routing):
    ends = [routing["legs"][0]["departure"]] + [leg["arrival"] for leg in routing["legs"]]
    return [end["location"]["UNLocationCode"] for end in ends]


def departs(routing):
    return routing["legs"][0]["departure"]["dateTime"]


def minutes(one, other):
    return (time_of(other) - time_of(one)).total_seconds() / 60


def stop(place, arrives=None, departs=None, **more):
    told = {"place": place, **more}
    for word, said in (("arrive", arrives), ("depart", departs)):
        if said:
            told[word + "Day"], told[word + "s"] = int(said.split()[0]), said.split()[1]
    return told


DAILY = {"every": 1, "everyFrom": "2026-01-01"}
SHIP = {"operator": "LB Ships", "mode": "vessel", "carrier": {"code": "LBSL", "list": "SMDG"},
        "emission": {"gramsPerTonneKm": 10, "source": "a test", "version": "1"}}
CUT_OFFS = {"documents": 2880, "gate": 720, "vgm": 1440, "customs": 600}
MORNING, EVENING = {"imo": "9074729", "name": "Morning Star"}, {"imo": "9321483", "name": "Evening Star"}


def network():
    """By day from the one `out` leaves: it calls at Busan, where `west` is caught; `ferry` is slower and leaves every day."""
    return {
        # Every ten days from the day after tomorrow.
        "out": {**SHIP, "title": "Yellow Sea Shuttle with a name that is longer than fifty characters", "code": "YSX", "universalReference": "SR12345A", "vessel": MORNING,
                "every": 10, "everyFrom": day(2), "added": [],
                "voyages": [{"date": day(2), "number": "031E", "universalReference": "2649E"}, {"date": day(12), "number": "032E", "vessel": EVENING}],
                "stops": [stop("CNLYG", departs="0 18:00", facility="LNOCT", cutOffs=CUT_OFFS), stop("KRPUS", "1 20:00", "2 08:00", facility="HJNC", km=800),
                          stop("JPOSA", "3 09:00", km=700)]},
        "back": {**SHIP, "title": "Yellow Sea Shuttle", "code": "YSX", "universalReference": "SR12345A", "vessel": MORNING, "every": 10, "everyFrom": day(7),
                 "stops": [stop("JPOSA", departs="0 10:00"), stop("CNLYG", "3 06:00", facility="LNOCT", km=1500)]},
        "ferry": {"operator": "LB Ferries", "mode": "ferry", "code": "LO FERRY", **DAILY, "prices": [{"minor": 10000, "currency": "USD"}],
                  "stops": [stop("CNLYG", departs="0 12:00", facility="LPCT"), stop("JPOSA", "6 12:00", km=1500)]},
        "west": {**SHIP, "operator": "Ocean Lines", "title": "Busan - Rotterdam", **DAILY, "capacity": {"plugs": 0},
                 "stops": [stop("KRPUS", departs="0 06:00"), stop("NLRTM", "30 06:00", km=20000)]},
        "barge": {"operator": "Rhine Barges", "mode": "barge", "code": "RB1", **DAILY, "stops": [stop("NLRTM", departs="0 09:00"), stop("DEDUI", "1 09:00", km=220)]},
        "rail": {"operator": "LB Rail", "mode": "rail", **DAILY,
                 "stops": [stop("DEDUI", departs="0 20:00"), stop("DEBRV", "1 03:00", "1 04:00", km=270), stop("DEHAM", "1 08:00", km=110)]},
        # At the same minutes one cheap, the other clean: neither is worse.
        **{name: {**SHIP, **DAILY, "prices": [{"minor": minor, "currency": "USD"}], "emission": {"gramsPerTonneKm": grams, "source": "a test", "version": "1"},
                  "stops": [stop("SGSIN", departs="0 12:00"), stop("JPOSA", "6 12:00", km=5000)]} for name, minor, grams in (("cheap", 1000, 20), ("clean", 9000, 5))},
        "truck": {"operator": "LB Road", "mode": "road", **DAILY, "stops": [stop("DEHAM", departs="0 12:00"), stop("DEBER", "0 18:00", km=290)]},
    }


def fill(server):
    wanted = {"routes": [{"name": name, **route} for name, route in network().items()]}
    answer = server.request("PUT", "/api/v1/routes", json.dumps(wanted).encode(), {"Content-Type": "application/json"})
    assert answer.status == 200, answer
