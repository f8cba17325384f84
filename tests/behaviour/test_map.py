"""The map: where boxes stand, what moves from where to where; and the ways they take."""

import json
import re
from datetime import datetime, timedelta, timezone

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.messages import box, boxes, coarri, codeco, edifact

NOW = datetime.now(timezone.utc).replace(second=0, microsecond=0)


def china(**ago):
    """A time so long ago, as a Chinese terminal writes it."""
    return (NOW - timedelta(**ago) + timedelta(hours=8)).strftime("%Y%m%d%H%M")


def utc(**ago):
    return (NOW - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def told(server, message, **how):
    receipt = server.post(message, **how)
    assert receipt.status == 200, receipt
    return receipt


def event(number, code, place, at, classifier="EST", said=None, **more):
    return {"eventCreatedDateTime": said or utc(hours=1), "eventType": "EQUIPMENT", "eventClassifierCode": classifier, "eventDateTime": at,
            "equipmentEventTypeCode": code, "equipmentReference": number, "eventLocation": {"UNLocationCode": place}, **more}


def dcsa(server, *events, **how):
    return told(server, json.dumps(list(events)), type="application/json", **how)


def the_map(server, query="", key=None):
    answer = server.get("/api/v1/map" + query, key)
    assert answer.status == 200, answer
    return answer.json()


def standing(m):
    return {p["place"]["code"]: (p["count"], p["status"]) for p in m["places"]}


def moving(m):
    return {g["containers"][0]: g for g in m["moving"]}


@pytest.fixture(scope="module")
def sea():
    """Twenty boxes: in a port, on two ships, on roads, one back empty, one that is only planned."""
    base = make_dir()
    server = Server(base)
    try:
        server.start()
        told(server, codeco(boxes(3), at=china(hours=80), said=china(hours=79), document="M1", interchange="1"))
        told(server, codeco(boxes(2, 4), at=china(hours=3), said=china(hours=2), document="M2", interchange="2"))
        told(server, coarri(boxes(5, 10), "load", at=china(hours=30), said=china(hours=29), other="DEHAM", document="M3", interchange="3",
                            extra=["LOC+7+CZPRG:139:6"]))  # Prague, behind Hamburg: no ship goes there
        told(server, coarri(boxes(2, 15), "load", at=china(hours=20), said=china(hours=19), other="KRPUS", vessel="BUSAN STAR", voyage="007E",
                            imo="9074729", document="M4", interchange="4"))
        told(server, codeco(boxes(2, 20), "out", at=china(hours=5), said=china(hours=4), document="M5", interchange="5", extra=["LOC+8+CNXZH:139:6"]))
        told(server, codeco(box(22), "out", at=china(hours=5), said=china(hours=4), document="M6", interchange="6", extra=["LOC+8+CNZGZ:139:6"]))
        told(server, codeco(box(30), place="DEDUI", facility="DUIDEP", load=4, trade=3, at=china(hours=90), said=china(hours=89), document="M7",
                            interchange="7"))
        dcsa(server, event(box(31), "GTIN", "CNLYG", utc(hours=-9)))
        yield server
    finally:
        server.end()
        remove(base)


def test_boxes_are_counted_where_they_stand(sea):
    m = the_map(sea)
    assert (m["boxes"], m["unplaced"], m["cut"]) == (17, 1, False)
    assert standing(m) == {"CNLYG": (5, {"in-terminal": 5}), "DEDUI": (1, {"empty-returned": 1})}
    port = m["places"][0]
    assert port["silent"] == 3 and port["oldest"] == utc(hours=80)
    assert m["places"][1]["silent"] == 0  # back empty for four days: nothing more is to be told
    assert port["place"]["kinds"].split()[0] == "port" and port["place"]["complex"] == "LIANYUNGANG" and port["place"]["name"]["zh"] == "连云港"
    assert abs(datetime.fromisoformat(m["asOf"].replace("Z", "+00:00")) - datetime.now(timezone.utc)) < timedelta(hours=1)


def test_what_moves_is_a_group_for_each_ship_and_each_way_that_was_said(sea):
    m = the_map(sea)
    assert [(g["mode"], g["count"], g["from"]["code"], g["to"]["code"]) for g in m["moving"]] == [
        ("VESSEL", 5, "CNLYG", "DEHAM"), ("VESSEL", 2, "CNLYG", "KRPUS"), ("TRUCK", 2, "CNLYG", "CNXZH"), ("TRUCK", 1, "CNLYG", "CNZGZ")]
    ship = m["moving"][0]
    assert ship["containers"] == boxes(3, 10)
    assert (ship["vehicle"]["name"], ship["vehicle"]["voyage"], ship["vehicle"]["key"]) == ("LANDBRIDGE EXPRESS", "031W", "IMO9227273/031W")
    assert ship["since"] == utc(hours=30) and ship["heard"] == utc(hours=29) and "expected" not in ship
    assert len({g["id"] for g in m["moving"]}) == 4
    assert [g["id"] for g in the_map(sea)["moving"]] == [g["id"] for g in m["moving"]]


def test_status_and_place_choose(sea):
    m = the_map(sea, "?status=in-terminal")
    assert m["boxes"] == 5 and list(standing(m)) == ["CNLYG"] and not m["moving"]
    m = the_map(sea, "?status=on-board")
    assert m["boxes"] == 7 and not m["places"] and [g["count"] for g in m["moving"]] == [5, 2]
    m = the_map(sea, "?place=DEDUI")
    assert m["boxes"] == 1 and list(standing(m)) == ["DEDUI"] and not m["moving"]
    m = the_map(sea, "?place=XLYGB")  # the port's rail yard: the port counts with it
    assert m["boxes"] == 15 and list(standing(m)) == ["CNLYG"] and len(m["moving"]) == 4
    assert sea.get("/api/v1/map?status=lost").status == 400
    assert sea.get("/api/v1/map?colour=red").status == 400
    assert the_map(sea, "?place=QQQQQ")["boxes"] == 0


def test_the_same_map_is_not_sent_twice(sea):
    first = sea.get("/api/v1/map?status=on-board")
    again = sea.get("/api/v1/map?status=on-board", {"If-None-Match": first.headers["ETag"]})
    assert again.status == 304 and not again.body
    other = sea.get("/api/v1/map", {"If-None-Match": first.headers["ETag"]})
    assert other.status == 200


# --- where to, and when


def test_what_arrived_is_told_apart_from_what_went_on(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(2), "load", at=china(hours=90), said=china(hours=89), other="KRPUS", document="A1", interchange="1"))
    assert "arrived" not in the_map(server)["moving"][0]
    ship = {"transportCall": {"transportCallReference": "A2", "modeOfTransport": "VESSEL", "vessel": {"vesselIMONumber": "9227273"}}}
    for n in (1, 2):
        dcsa(server, event(box(n), "ARRI", "KRPUS", utc(hours=5), "ACT", **ship))
    assert [(g["from"]["code"], g["arrived"]) for g in the_map(server)["moving"]] == [("KRPUS", True)]


def test_the_next_word_on_the_way_says_where_to_and_when(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(2), "load", at=china(hours=10), said=china(hours=9), other="DEHAM", document="W1", interchange="1"))
    dcsa(server, event(box(1), "DISC", "SGSIN", utc(days=-6), said=utc(hours=8)), event(box(1), "DISC", "SGSIN", utc(days=-7), said=utc(hours=2)))
    [group] = the_map(server)["moving"]
    assert (group["to"]["code"], group["expected"], group["count"]) == ("SGSIN", utc(days=-7), 2)


def test_what_is_said_of_the_ship_holds_for_its_boxes(fresh_server):
    server = fresh_server
    told(server, coarri(boxes(2), "load", at=china(hours=10), said=china(hours=9), other="DEHAM", document="W1", interchange="1"))
    call = {"transportCallID": "DEHAM-031W", "modeOfTransport": "VESSEL", "UNLocationCode": "DEHAM", "exportVoyageNumber": "031W",
            "vessel": {"vesselIMONumber": "9227273", "vesselName": "LANDBRIDGE EXPRESS"}}
    for days, said in ((30, 8), (31, 2)):
        dcsa(server, {"eventCreatedDateTime": utc(hours=said), "eventType": "TRANSPORT", "eventClassifierCode": "EST", "eventDateTime": utc(days=-days),
                      "transportEventTypeCode": "ARRI", "transportCall": call})
    [group] = the_map(server)["moving"]
    assert (group["to"]["code"], group["expected"]) == ("DEHAM", utc(days=-31))


def test_a_train_moves_to_the_border_that_is_expected_next(fresh_server):
    server = fresh_server
    number = box(1)
    told(server, codeco(number, at=china(days=5), said=china(days=5), document="B1", interchange="1"))
    rail = {"transportCall": {"transportCallID": "X8020-1", "modeOfTransport": "RAIL", "UNLocationCode": "CNLYG"}}
    dcsa(server, event(number, "LOAD", "CNLYG", utc(days=4), "ACT", said=utc(days=4), **rail))
    [group] = the_map(server)["moving"]
    assert (group["mode"], group["from"]["code"]) == ("RAIL", "CNLYG") and "to" not in group
    dcsa(server, event(number, "DISC", "CNHRS", utc(hours=-20), said=utc(hours=3), **rail))
    [group] = the_map(server)["moving"]
    assert (group["to"]["code"], group["expected"]) == ("CNHRS", utc(hours=-20))


# --- parties


@pytest.fixture(scope="module")
def shared():
    base = make_dir()
    server = Server(base)
    try:
        server.start()
        for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL"), ("line", "sender", "LINE")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", server.data)
            assert done.returncode == 0, done.stderr
            setattr(server, name, {"Authorization": "Bearer " + done.stdout.strip()})
        told(server, codeco(boxes(4), at=china(days=2), said=china(days=2), document="P1", interchange="1"), headers=server.terminal)
        told(server, coarri(boxes(2), "load", at=china(hours=9), said=china(hours=8), other="DEHAM", document="P2", interchange="2"),
             headers=server.line)
        told(server, coarri(box(9), "load", at=china(hours=9), said=china(hours=8), other="DEHAM", document="P3", interchange="3"),
             headers=server.line)
        yield server
    finally:
        server.end()
        remove(base)


def test_a_partys_map_is_made_of_what_it_may_see(shared):
    everybody = the_map(shared, key=shared.op)
    assert (everybody["boxes"], standing(everybody)) == (5, {"CNLYG": (2, {"in-terminal": 2})})
    assert [(g["count"], g["containers"]) for g in everybody["moving"]] == [(3, [box(1), box(2), box(9)])]
    terminal = the_map(shared, key=shared.terminal)
    assert (terminal["boxes"], standing(terminal), terminal["moving"]) == (4, {"CNLYG": (4, {"in-terminal": 4})}, [])
    line = the_map(shared, key=shared.line)
    assert (line["boxes"], line["places"]) == (3, [])
    [ours], [theirs] = line["moving"], everybody["moving"]
    assert ours == theirs
    assert the_map(shared, "?status=in-terminal", shared.line)["boxes"] == 0
    assert the_map(shared, "?place=XLYGB", shared.terminal)["boxes"] == 4
    assert shared.get("/api/v1/map").status == 401


# --- corridors


def test_the_corridors_are_lines_of_places_and_bends(sea):
    answer = sea.get("/api/v1/corridors")
    assert answer.status == 200
    corridors = {c["code"]: c for c in answer.json()["corridors"]}
    assert {"germany", "uzbekistan", "kyrgyzstan", "turkey", "korea", "japan"} <= set(corridors)
    for corridor in corridors.values():
        assert set(corridor["name"]) == {"en", "zh", "ru"}
        for stretch in corridor["stretches"]:
            assert stretch["mode"] in ("RAIL", "VESSEL", "TRUCK", "BARGE") and len(stretch["points"]) > 1
            assert ("gauge" in stretch) == (stretch["mode"] == "RAIL")
            for point in stretch["points"]:
                assert -90 < point["lat"] < 90 and -180 < point["lon"] < 180 and ("code" in point) == ("name" in point)
    ends = {p["code"] for s in corridors["germany"]["stretches"] for p in s["points"] if "code" in p}
    assert {"CNLYG", "CNAKL", "KZDOS", "CNHRS", "XKALT", "BYBQT", "PLMAA", "DEDUI", "DEHAM"} <= ends
    ferry = [s for s in corridors["turkey"]["stretches"] if s["mode"] == "VESSEL"]
    assert ferry and ferry[-1]["points"][-1]["code"] == "AZALA"
    assert sea.get("/api/v1/corridors", {"If-None-Match": answer.headers["ETag"]}).status == 304


def test_the_document_describes_these_answers(sea):
    paths = sea.json("/openapi.json")["paths"]
    for path in ("/api/v1/map", "/api/v1/corridors", "/api/v1/hubs", "/api/v1/hubs/{code}"):
        ref = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert re.fullmatch(r"#/components/schemas/(Map|Corridors|Hubs|Hub)", ref)
