"""Hubs: what stands in a port, its yards and parks, at a border; what comes and goes, and what waits."""

import json
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.messages import box, boxes, coarri, codeco

# Half an hour back: nothing that is counted by whole days stands on the edge of one while the tests run.
NOW = datetime.now(timezone.utc).replace(second=0, microsecond=0) - timedelta(minutes=30)
NO_AGES = {"1d": 0, "3d": 0, "7d": 0, "14d": 0, "older": 0}


def china(**ago):
    return (NOW - timedelta(**ago) + timedelta(hours=8)).strftime("%Y%m%d%H%M")


def utc(**ago):
    return (NOW - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def told(server, message, **how):
    receipt = server.post(message, **how)
    assert receipt.status == 200, receipt


def dcsa(server, *events, **how):
    told(server, json.dumps(list(events)), type="application/json", **how)


def event(number, code, place, at, classifier="EST", said=None, **more):
    return {"eventCreatedDateTime": said or utc(hours=1), "eventType": "EQUIPMENT", "eventClassifierCode": classifier, "eventDateTime": at,
            "equipmentEventTypeCode": code, "equipmentReference": number, "eventLocation": {"UNLocationCode": place}, **more}


SHIP = {"modeOfTransport": "VESSEL", "exportVoyageNumber": "031W", "vessel": {"vesselIMONumber": "9227273", "vesselName": "LANDBRIDGE EXPRESS"}}


def ship(place):
    return {"transportCall": {"transportCallID": place + "-031W", "UNLocationCode": place, **SHIP}}


def at(moment):
    return datetime.fromisoformat(moment["at"]).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def hub(server, code, key=None):
    answer = server.get("/api/v1/hubs/" + code, key)
    assert answer.status == 200, answer
    return answer.json()


def stock(h):
    """(area, place, facility): (count, laden, empty, ages that are not 0, destinations)"""
    return {(s["area"], s["place"]["code"], s.get("facility", {}).get("code")):
            (s["count"], s["laden"], s["empty"], ages(s), [(d.get("place", {}).get("code"), d["count"]) for d in s["destinations"]]) for s in h["stock"]}


def ages(of):
    assert [a["code"] for a in of["ages"]] == list(NO_AGES)
    return {a["code"]: a["count"] for a in of["ages"] if a["count"]}


def calls(list, end):
    return [(c["classifier"], c.get("vehicle", {}).get("name"), c.get(end, {}).get("code"), at(c["when"]), c["count"]) for c in list]


@pytest.fixture(scope="module")
def port():
    base = make_dir()
    server = Server(base)
    try:
        server.start()
        n = iter(range(1, 99))

        def gate(numbers, days, **how):
            i = str(next(n))
            told(server, codeco(numbers, at=china(days=days), said=china(days=days), document="H" + i, interchange=i, **how))

        gate(boxes(3), 2, extra=["LOC+8+DEDUI:139:6"])
        gate(boxes(2, 4), 5, extra=["LOC+8+UZTAS:139:6"])
        gate(box(6), 20)
        gate(boxes(2, 7), 9, facility="LYGDEP", load=4, trade=3)
        gate(box(9), 0, place="XLYGB", facility="LYGCKB", extra=["LOC+8+DEDUI:139:6"])
        gate(box(10), 3, facility="NOWHERE")
        gate(box(11), 3, direction="out")  # gone long ago
        gate(boxes(2, 20), 8, place="CNHRS", facility="HRSTRS", extra=["LOC+8+UZTAS:139:6"])
        gate(box(22), 4, place="XKALT", facility="ALTTRS", extra=["LOC+8+UZTAS:139:6"])
        gate(box(23), 2, place="XKALT", facility="ALTTRS", direction="out")
        yield server
    finally:
        server.end()
        remove(base)


def test_stock_is_told_by_part_age_and_destination(port):
    h = hub(port, "CNLYG")
    assert h["count"] == 10 and not h["cut"] and "backlog" not in h
    assert h["place"]["code"] == "CNLYG" and {"CNLYG", "XLYGB", "XLYGS"} <= {p["code"] for p in h["places"]}
    assert stock(h) == {
        ("port", "CNLYG", "LNOCT"): (6, 6, 0, {"3d": 3, "7d": 2, "older": 1}, [("DEDUI", 3), ("UZTAS", 2), (None, 1)]),
        ("port", "CNLYG", "NOWHERE"): (1, 1, 0, {"7d": 1}, [(None, 1)]),
        ("park", "CNLYG", "LYGDEP"): (2, 0, 2, {"14d": 2}, [(None, 2)]),
        ("rail-yard", "XLYGB", "LYGCKB"): (1, 1, 0, {"1d": 1}, [("DEDUI", 1)]),
    }
    depot = next(s for s in h["stock"] if s["facility"]["code"] == "LYGDEP")
    assert depot["facility"]["name"]["zh"] == "连云港港口空箱堆场"


def test_a_place_of_a_hub_a_code_and_a_borders_word_all_name_it(port):
    yard = hub(port, "XLYGB")
    assert yard["place"]["code"] == "XLYGB" and stock(yard) == stock(hub(port, "CNLYG"))
    by_word, by_code = hub(port, "khorgos"), hub(port, "XKALT")
    assert by_word["stock"] == by_code["stock"] and by_word["backlog"] == by_code["backlog"]
    assert {p["code"] for p in by_word["places"]} >= {"CNHRS", "XKALT", "KZHOR"}
    missing = port.get("/api/v1/hubs/QQQQQ")
    assert missing.status == 404 and missing.json()["code"] == "unknown"
    name = "连云港中哈物流基地"  # told back whole, not cut within a character
    assert name in port.get("/api/v1/hubs/" + quote(name)).json()["detail"]
    assert hub(port, "JPOSA")["stock"] == []
    assert port.get("/api/v1/hubs/CNLYG?limit=3").status == 400


def test_a_border_tells_what_came_and_has_not_gone_on(port):
    backlog = hub(port, "KHORGOS")["backlog"]
    assert backlog["waiting"] == 3 and ages(backlog) == {"14d": 2, "7d": 1}
    assert [(b["container"], b["to"]["code"]) for b in backlog["oldest"]] == [(n, "UZTAS") for n in boxes(3, 20)]
    assert [at(b["since"]) for b in backlog["oldest"][:2]] == [utc(days=8)] * 2


def test_the_hubs_are_listed_the_busiest_first(port):
    answer = port.json("/api/v1/hubs")
    assert [(h["place"]["code"], h["count"], h["status"], h["expected"]) for h in answer["hubs"]] == [
        ("CNLYG", 9, {"in-terminal": 7, "empty-returned": 2}, 0), ("CNHRS", 2, {"in-terminal": 2}, 0), ("XKALT", 1, {"in-terminal": 1}, 0),
        ("XLYGB", 1, {"in-terminal": 1}, 0)]
    assert not answer["cut"]


def test_the_same_hub_is_not_sent_twice(port):
    first = port.get("/api/v1/hubs/CNHRS")
    assert port.get("/api/v1/hubs/CNHRS", {"If-None-Match": first.headers["ETag"]}).status == 304


# --- what comes and goes


def test_what_came_and_went_within_a_day_is_told(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(3), "discharge", at=china(hours=5), said=china(hours=4), other="KRPUS", document="C1", interchange="1"))
    told(server, codeco(boxes(2, 4), at=china(hours=3), said=china(hours=2), document="C2", interchange="2"))
    told(server, codeco(box(6), at=china(days=2), said=china(days=2), document="C3", interchange="3"))
    told(server, coarri(boxes(2, 7), "load", at=china(hours=6), said=china(hours=4), other="DEHAM", vessel="NORTH STAR", voyage="009W",
                        imo="9074729", document="C4", interchange="4"))
    told(server, coarri(box(9), "load", at=china(days=3), said=china(days=3), other="DEHAM", document="C5", interchange="5"))
    h = hub(server, "CNLYG")
    assert calls(h["arrivals"], "from") == [("ACT", "LANDBRIDGE EXPRESS", None, utc(hours=5), 3), ("ACT", None, None, utc(hours=3), 2)]
    assert calls(h["departures"], "to") == [("ACT", "NORTH STAR", "DEHAM", utc(hours=6), 2)]
    assert h["arrivals"][1]["vehicle"] == {"mode": "TRUCK"}


def test_what_is_expected_is_told_by_the_latest_word_until_it_happens(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(3), "load", place="KRPUS", other="CNLYG", at=china(days=2), said=china(days=2), document="E1", interchange="1"))
    for number in boxes(3):
        dcsa(server, event(number, "DISC", "CNLYG", utc(days=-2), said=utc(hours=30), **ship("CNLYG")),
             event(number, "DISC", "CNLYG", utc(days=-3), said=utc(hours=9), **ship("CNLYG")),
             event(number, "GTOT", "CNLYG", utc(days=-4), "PLN", said=utc(hours=9)))
    dcsa(server, event(box(50), "GTIN", "CNLYG", utc(days=-20)))  # too far ahead
    h = hub(server, "CNLYG")
    assert calls(h["arrivals"], "from") == [("EST", "LANDBRIDGE EXPRESS", "KRPUS", utc(days=-3), 3)]
    assert [c[0::3] for c in calls(h["departures"], "to")] == [("PLN", utc(days=-4))] and h["departures"][0]["count"] == 3
    [listed] = [x for x in server.json("/api/v1/hubs")["hubs"] if x["place"]["code"] == "CNLYG"]
    assert (listed["count"], listed["expected"]) == (0, 3)
    told(server, coarri(box(1), "discharge", at=china(hours=1), said=china(hours=1), other="KRPUS", document="E2", interchange="2"))
    h = hub(server, "CNLYG")
    assert calls(h["arrivals"], "from") == [("ACT", "LANDBRIDGE EXPRESS", None, utc(hours=1), 1),
                                            ("EST", "LANDBRIDGE EXPRESS", "KRPUS", utc(days=-3), 2)]
    assert h["departures"][0]["count"] == 3
    told(server, codeco(box(1), "out", at=china(minutes=30), said=china(minutes=20), document="E3", interchange="3"))
    h = hub(server, "CNLYG")
    assert [(c["classifier"], c["count"]) for c in h["departures"]] == [("ACT", 1), ("PLN", 2)]
    # that it has gone again takes nothing from what came today
    assert calls(h["arrivals"], "from") == [("ACT", "LANDBRIDGE EXPRESS", None, utc(hours=1), 1),
                                            ("EST", "LANDBRIDGE EXPRESS", "KRPUS", utc(days=-3), 2)]


def test_a_box_that_is_moved_within_a_hub_comes_and_goes_once(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(3), "discharge", at=china(hours=9), said=china(hours=9), other="KRPUS", document="W1", interchange="1"))
    told(server, codeco(boxes(3), "out", at=china(hours=7), said=china(hours=7), document="W2", interchange="2"))
    told(server, codeco(boxes(3), at=china(hours=6), said=china(hours=6), place="XLYGB", facility="LYGCKB", document="W3", interchange="3"))
    rail = {"transportCall": {"transportCallID": "X8020-1", "modeOfTransport": "RAIL", "UNLocationCode": "CNLYG"}}
    dcsa(server, *[event(n, "LOAD", "CNLYG", utc(hours=2), "ACT", said=utc(hours=2), **rail) for n in boxes(2)])
    h = hub(server, "CNLYG")
    assert calls(h["arrivals"], "from") == [("ACT", "LANDBRIDGE EXPRESS", None, utc(hours=9), 3)]
    assert [(c["vehicle"]["mode"], at(c["when"]), c["count"]) for c in h["departures"]] == [("RAIL", utc(hours=2), 2)]
    assert h["count"] == 1 and hub(server, "XLYGB")["arrivals"] == h["arrivals"]
    # what was taken back did not happen
    discharge = coarri(boxes(3), "discharge", at=china(hours=9), said=china(minutes=9), other="KRPUS", document="W1", interchange="4")
    told(server, discharge.replace(b"BGM+44+W1+9", b"BGM+44+W1+1"))
    assert [c["vehicle"]["mode"] for c in hub(server, "CNLYG")["arrivals"]] == []


def test_who_crossed_a_border_is_still_expected_to_leave_the_other_side(fresh_server):
    server, number = fresh_server, box(1)
    dcsa(server, event(number, "GTIN", "CNAKL", utc(days=2), "ACT", said=utc(days=2)),
         event(number, "LOAD", "KZDOS", utc(days=-1), "EST", said=utc(hours=9)), event(number, "GTOT", "CNAKL", utc(hours=5), "ACT", said=utc(hours=5)),
         event(number, "GTIN", "KZDOS", utc(hours=3), "ACT", said=utc(hours=3)))
    h = hub(server, "CNAKL")
    assert {p["code"] for p in h["places"]} >= {"CNAKL", "KZDOS"} and h["backlog"]["waiting"] == 1
    assert calls(h["departures"], "to") == [("EST", None, None, utc(days=-1), 1)]
    dcsa(server, event(number, "LOAD", "KZDOS", utc(hours=1), "ACT", said=utc(hours=1)))
    assert [c["classifier"] for c in hub(server, "KZDOS")["departures"]] == ["ACT"]


def test_a_ships_own_word_tells_of_what_it_carries(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(4), "load", place="KRPUS", other="CNLYG", at=china(days=2), said=china(days=2), document="S1", interchange="1"))
    for said, days in ((20, 1), (5, 2)):
        dcsa(server, {"eventCreatedDateTime": utc(hours=said), "eventType": "TRANSPORT", "eventClassifierCode": "EST", "eventDateTime": utc(days=-days),
                      "transportEventTypeCode": "ARRI", **ship("CNLYG")})
    [call] = hub(server, "CNLYG")["arrivals"]
    assert (call["classifier"], at(call["when"]), call["count"], call["vehicle"]["key"]) == ("EST", utc(days=-2), 4, "IMO9227273/031W")


# --- parties


def test_a_party_sees_of_a_hub_what_it_told(cluster_dir):
    server = Server(cluster_dir)
    try:
        server.start()
        keys = {}
        for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL"), ("line", "sender", "LINE")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", server.data)
            assert done.returncode == 0, done.stderr
            keys[name] = {"Authorization": "Bearer " + done.stdout.strip()}
        told(server, codeco(boxes(3), at=china(days=2), said=china(days=2), document="P1", interchange="1", extra=["LOC+8+DEDUI:139:6"]),
             headers=keys["terminal"])
        dcsa(server, event(box(8), "DISC", "CNLYG", utc(days=-2), **ship("CNLYG")), headers=keys["line"])
        told(server, coarri(box(1), "load", at=china(hours=9), said=china(hours=8), other="DEHAM", document="P2", interchange="2"),
             headers=keys["line"])

        def seen(name):
            h = hub(server, "CNLYG", keys[name])
            return (h["count"], [(c["classifier"], c["count"]) for c in h["arrivals"]], [(c["classifier"], c["count"]) for c in h["departures"]])

        assert seen("op") == (2, [("EST", 1)], [("ACT", 1)])
        assert seen("terminal") == (3, [], [])
        assert seen("line") == (0, [("EST", 1)], [("ACT", 1)])
        assert stock(hub(server, "CNLYG", keys["terminal"])) == {("port", "CNLYG", "LNOCT"): (3, 3, 0, {"3d": 3}, [("DEDUI", 3)])}

        def listed(name):
            return [(h["place"]["code"], h["count"], h["expected"]) for h in server.get("/api/v1/hubs", keys[name]).json()["hubs"]]

        assert (listed("op"), listed("terminal"), listed("line")) == ([("CNLYG", 2, 1)], [("CNLYG", 3, 0)], [("CNLYG", 0, 1)])
        assert server.get("/api/v1/hubs").status == 401
    finally:
        server.end()
