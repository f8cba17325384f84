"""Terms of free time: kept by name, versioned by when they were set, and the clocks that run by them."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.messages import box, coarri, codeco
from lib.wire import Held, Later, waiting

PATH = "/api/v1/terms"
JSON = {"Content-Type": "application/json"}
NOW = datetime.now(timezone.utc).replace(second=0, microsecond=0)
PORT = {"kind": "storage", "place": "CNLYG", "freeDays": 3, "start": "DISC", "stop": "GTOT", "currency": "CNY",
        "rates": [{"from": 1, "minor": 4500}, {"from": 3, "minor": 9000}]}


@pytest.fixture(scope="module")
def hub():
    """A daemon with a key for its operator and one for a party."""
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("terminal", "operator", "TERMINAL")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def put(hub, name, key=None, **term):
    return hub.request("PUT", "%s/%s" % (PATH, name), json.dumps(term).encode(), {**JSON, **(key or hub.op)})


def put_sheet(hub, text):
    return hub.request("PUT", PATH, text.encode(), {"Content-Type": "text/csv", **hub.op})


def terms(hub, query=""):
    return {t["name"]: t for t in hub.get(PATH + query, hub.op).json()["terms"]}


def dropped(hub, *names):
    for name in names:
        assert hub.request("DELETE", "%s/%s" % (PATH, name), None, hub.op).status == 200


def discharged(hub, serial, days_ago, key=None):
    """A box that came off its ship on the local noon so many days ago."""
    number = box(serial, "TRM")
    at = (NOW + timedelta(hours=8) - timedelta(days=days_ago)).strftime("%Y%m%d") + "1200"
    receipt = hub.post(coarri(number, at=at, said=at, document="T%d" % serial, interchange="T%d" % serial), headers=key or hub.op)
    assert receipt.status == 200, receipt
    return number


def dwell(hub, number, key=None):
    answer = hub.get("/api/v1/containers/" + number, key or hub.op)
    assert answer.status == 200, answer
    return answer.json().get("dwell")


def local_day(days):
    return (NOW + timedelta(hours=8) + timedelta(days=days)).strftime("%Y-%m-%d")


def test_a_term_is_kept_shown_changed_and_dropped_and_what_it_was_stays_known(hub):
    made = put(hub, "port", **PORT)
    assert made.status == 201
    first = made.json()
    assert first["before"] == [] and first["by"] == "op" and first["days"] == "calendar" and not first["startCounts"]
    assert put(hub, "port", **PORT).json()["before"] == []  # the same word again is none
    changed = put(hub, "port", **{**PORT, "freeDays": 5})
    assert changed.status == 200 and changed.json()["freeDays"] == 5
    assert [t["freeDays"] for t in changed.json()["before"]] == [3]
    assert terms(hub)["port"]["freeDays"] == 5 and terms(hub, "?place=CNLYG")["port"]["set"] == changed.json()["set"]
    assert terms(hub, "?asOf=" + first["set"].replace("Z", "+00:00").replace("+", "%2B"))["port"]["freeDays"] == 3
    assert terms(hub, "?place=DEDUI") == {}
    dropped(hub, "port")
    assert "port" not in terms(hub)
    shown = hub.get(PATH + "/port", hub.op).json()
    assert shown["dropped"] and len(shown["before"]) == 2
    assert hub.request("DELETE", PATH + "/port", None, hub.op).status == 404
    assert put(hub, "port", **PORT).status == 201
    dropped(hub, "port")


@pytest.mark.parametrize("wrong,said", [
    ({"kind": "parking"}, "kind: \"parking\" is none of storage"),
    ({"place": "ZZZZZ"}, "place: nobody knows a place ZZZZZ"),
    ({"freeDays": "3"}, "freeDays: a whole number from 0 to 3650"),
    ({"freeDays": -1}, "freeDays: a whole number from 0 to 3650"),
    ({"start": "ZZZZ"}, "start: \"ZZZZ\" is no event's code"),
    ({"stop": None}, "stop: it must be said"),
    ({"rates": [{"from": 3, "minor": 1}, {"from": 3, "minor": 2}]}, "rates[1].from: it is not later"),
    ({"rates": [{"from": 1, "minor": 1.5}]}, "rates[0].minor: a whole number"),
    ({"currency": None}, "currency: rates are told without it"),
    ({"holidays": ["2026-02-30"]}, "holidays[0]: a day like"),
    ({"from": "2026-02-01", "until": "2026-01-01"}, "until: it is before from"),
    ({"colour": "red"}, "colour: there is no such member"),
])
def test_a_term_that_is_wrong_is_refused_with_its_member(hub, wrong, said):
    answer = put(hub, "wrong", **{**PORT, **wrong})
    assert answer.status == 400 and said in answer.json()["detail"], answer
    assert hub.get(PATH + "/wrong", hub.op).status == 404


def test_terms_come_from_a_sheet_all_or_none_and_a_wrong_cell_is_named_by_row_and_field(hub):
    sheet = ("name,kind,place,freeDays,start,stop,currency,rates,days,holidays,from\n"
             "sheet-port,storage,CNLYG,7,DISC,GTOT,CNY,1:4500 8:9000,working,2026-10-01 2026-10-02,2026-01-01\n"
             "sheet-rail,rail,DEDUI,%s,GTIN,GTOT,EUR,1:2500,,,\n")
    refused = put_sheet(hub, sheet % "two")
    assert refused.status == 400 and "row 3, freeDays: a whole number" in refused.json()["detail"]
    assert terms(hub) == {}
    assert put_sheet(hub, sheet % "2").json() == {"set": 2}
    kept = terms(hub)
    assert kept["sheet-port"]["rates"] == [{"from": 1, "minor": 4500}, {"from": 8, "minor": 9000}]
    assert kept["sheet-port"]["holidays"] == ["2026-10-01", "2026-10-02"] and kept["sheet-port"]["from"] == "2026-01-01"
    assert kept["sheet-rail"]["freeDays"] == 2 and kept["sheet-rail"]["days"] == "calendar"
    odd = put_sheet(hub, "name,kind,colour\nx,storage,red\n")
    assert odd.status == 400 and "row 1: \"colour\" is no member of a term" in odd.json()["detail"]
    dropped(hub, "sheet-port", "sheet-rail")


def test_terms_are_the_hubs(hub):
    assert put(hub, "theirs", key=hub.terminal, **PORT).status == 403
    assert hub.get(PATH, hub.terminal).status == 403


def test_without_terms_it_cannot_be_assessed(hub):
    found = dwell(hub, discharged(hub, 1, 5))
    assert found["assessed"] is False and found["clocks"] == [] and "since" in found


def test_a_clock_says_its_last_free_day_and_what_it_costs(hub):
    put(hub, "port", **PORT)
    number = discharged(hub, 2, 2)
    [clock] = dwell(hub, number)["clocks"]
    assert (clock["term"], clock["lastFreeDay"], clock["freeLeft"], clock["charged"], clock["cost"]) == ("port", local_day(1), 2, 0, 0)
    assert [(d["day"], d["minor"], d["total"]) for d in clock["coming"][:4]] == [
        (local_day(1), 0, 0), (local_day(2), 4500, 4500), (local_day(3), 4500, 9000), (local_day(4), 9000, 18000)]
    [late] = dwell(hub, discharged(hub, 3, 6))["clocks"]
    assert (late["lastFreeDay"], late["freeLeft"], late["charged"], late["cost"]) == (local_day(-3), 0, 3, 18000)
    out = (NOW + timedelta(hours=8) - timedelta(days=1)).strftime("%Y%m%d") + "0900"
    assert hub.post(codeco(box(3, "TRM"), direction="out", at=out, said=out, document="G3", interchange="G3"), headers=hub.op).status == 200
    [stopped] = dwell(hub, box(3, "TRM"))["clocks"]
    assert (stopped["charged"], stopped["cost"]) == (2, 9000) and "stop" in stopped and "coming" not in stopped
    dropped(hub, "port")


def test_all_clocks_are_shown_and_the_earliest_last_free_day(hub):
    put(hub, "port", **PORT)
    put(hub, "line", **{**PORT, "kind": "demurrage", "party": "COS", "freeDays": 1, "currency": "USD"})
    put(hub, "other-line", **{**PORT, "kind": "demurrage", "party": "MSC", "freeDays": 0})
    number = discharged(hub, 4, 1)
    found = dwell(hub, number)
    assert sorted(c["term"] for c in found["clocks"]) == ["port"]  # nobody said whose box it is
    at = (NOW + timedelta(hours=8) - timedelta(days=1)).strftime("%Y%m%d") + "1300"
    assert hub.post(codeco(number, at=at, said=at, document="G4", interchange="G4"), headers=hub.op).status == 200
    found = dwell(hub, number)
    assert sorted(c["term"] for c in found["clocks"]) == ["line", "port"] and found["lastFreeDay"] == local_day(0)
    dropped(hub, "port", "line", "other-line")


def test_no_party_learns_anothers_price(hub):
    put(hub, "port", **PORT)
    number = discharged(hub, 5, 6, hub.terminal)
    [clock] = dwell(hub, number, hub.terminal)["clocks"]
    assert clock["lastFreeDay"] == local_day(-3) and not {"cost", "currency", "coming"} & set(clock)
    assert dwell(hub, number)["clocks"][0]["cost"] == 18000
    dropped(hub, "port")


def test_a_box_as_known_then_is_judged_by_the_terms_of_then(hub):
    put(hub, "port", **PORT)
    number = discharged(hub, 6, 1)
    before = hub.get("/api/v1/containers/" + number, hub.op).json()["dwell"]["lastFreeDay"]
    then = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    put(hub, "port", **{**PORT, "freeDays": 9})
    assert dwell(hub, number)["lastFreeDay"] == local_day(8)
    was = hub.get("/api/v1/containers/%s?asOf=%s" % (number, then), hub.op)
    assert was.status == 200 and was.json()["dwell"]["lastFreeDay"] == before == local_day(2), was
    dropped(hub, "port")


def test_a_term_is_dropped_though_somebody_else_is_at_its_boxes_the_other_way_round(hub):
    put(hub, "port", **PORT)
    first, last = sorted((discharged(hub, 7, 1), discharged(hub, 8, 1)))
    hub.judged()
    hub.sql("insert into box_due (container, at) values ('%s', 'infinity'), ('%s', 'infinity') on conflict do nothing" % (first, last))
    touch = "update box_due set at = at where container = '%s'"
    with Held(hub, statement=touch % last) as other:
        drop = Later(lambda: hub.request("DELETE", PATH + "/port", None, hub.op).status)
        until(lambda: waiting(hub), "it has the first and waits for the last")
        other.psql.stdin.write(touch % first + ";\n")
        other.psql.stdin.flush()
    assert drop.result() == 200
