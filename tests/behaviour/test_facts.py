"""Facts: several senders tell of one thing, somebody's word counts, what is missing follows from what is not."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from lib.messages import box, coarri, codeco, iftsta

JSON = "application/json"


def dcsa(number, code, at, place="CNLYG", serial=1, load="LADEN", **more):
    """What a carrier tells."""
    return json.dumps([{"eventID": "7a2d0a0e-9b0c-4a53-8f11-%012d" % serial, "eventCreatedDateTime": "2026-06-20T04:00:00Z", "eventType": "EQUIPMENT",
                        "eventClassifierCode": "ACT", "eventDateTime": at, "equipmentEventTypeCode": code, "equipmentReference": number,
                        "emptyIndicatorCode": load, "eventLocation": {"UNLocationCode": place}, **more}]).encode()


def post(server, body):
    answer = server.post(body, type=JSON if body[:1] == b"[" else "application/edifact" if body[:3] == b"UNB" else "text/csv")
    assert answer.status == 200, answer
    return answer.json()


def shown(server, number):
    return server.json("/api/v1/containers/" + number)


def listed(server, number):
    [row] = server.json("/api/v1/containers?prefix=" + number)["containers"]
    return row


def codes(box_shown):
    """Oldest first; a ? behind what is inferred."""
    return [f["eventCode"] + ("?" if "inferred" in f else "") for f in box_shown["facts"][::-1]]


def gate_in(number, at="202606150800", **more):
    return codeco(number, at=at, document="G" + number[4:] + more.pop("n", ""), **more)


@pytest.mark.parametrize("carrier_first", [False, True])
def test_the_terminal_speaks_for_the_gate_and_the_carrier_stays_visible(server, carrier_first):
    number = box(1 + carrier_first, "FAA")
    told = [gate_in(number), dcsa(number, "GTIN", "2026-06-15T11:30:00+08:00", serial=1 + carrier_first)]
    for body in told[::-1] if carrier_first else told:
        post(server, body)
    it = shown(server, number)
    [fact] = it["facts"]
    assert (fact["source"], fact["happened"]["at"], fact["place"]["code"]) == ({"kind": "terminal", "sender": "LYGTERM"}, "2026-06-15T08:00:00+08:00", "CNLYG")
    [also] = fact["alsoReported"]
    assert (also["source"]["kind"], also["happened"]["at"]) == ("carrier", "2026-06-15T11:30:00+08:00")
    assert {e["source"]["kind"] for e in it["timeline"]} == {"terminal", "carrier"} and "late" not in fact
    assert it["since"]["at"] == listed(server, number)["since"]["at"] == "2026-06-15T08:00:00+08:00"


def test_a_late_word_on_an_earlier_fact_does_not_move_the_box_back(server):
    number = box(1, "FAB")
    post(server, gate_in(number))
    post(server, coarri(number, "load", at="202606151000", other="DEHAM", document="L1"))
    post(server, dcsa(number, "GTIN", "2026-06-15T15:00:00+08:00", serial=20))
    it = shown(server, number)
    assert codes(it) == ["GTIN", "LOAD"] and it["facts"][1]["alsoReported"][0]["source"]["kind"] == "carrier"
    assert it["lastEvent"] == listed(server, number)["lastEvent"] == "LOAD" and it["status"] == listed(server, number)["status"] == "on-board"


def test_what_a_later_fact_needs_is_inferred_and_gives_way_to_a_late_report(server):
    number = box(1, "FAC")
    post(server, gate_in(number))
    post(server, coarri(number, "discharge", at="202606190600", place="KRPUS", other="CNLYG", document="D1", said="202606190700"))
    it = shown(server, number)
    assert codes(it) == ["GTIN", "LOAD?", "DISC"]
    [load] = [f for f in it["facts"] if "inferred" in f]
    assert (load["inferred"]["from"]["at"], load["inferred"]["until"]["at"]) == ("2026-06-15T08:00:00+08:00", "2026-06-19T06:00:00+09:00")
    assert load["inferred"]["because"] == {"eventID": it["facts"][0]["eventID"], "eventCode": "DISC"} and load["place"]["code"] == "CNLYG"
    assert load["vehicle"]["name"] == "LANDBRIDGE EXPRESS" and "eventID" not in load and "happened" not in load
    post(server, coarri(number, "load", at="202606161000", other="KRPUS", document="L2"))
    it = shown(server, number)
    assert codes(it) == ["GTIN", "LOAD", "DISC"] and [f.get("late") for f in it["facts"]] == [None, True, None]


def test_two_vehicles_at_once_are_a_conflict_in_words(server):
    number = box(1, "FAD")
    post(server, coarri(number, "load", at="202606141000", other="KRPUS", document="L3"))
    post(server, coarri(number, "load", at="202606151000", place="KRPUS", other="JPOSA", document="L4", vessel="BLUE HERON", imo="9074729", voyage="7E"))
    post(server, coarri(number, "discharge", at="202606160600", place="JPOSA", other="KRPUS", document="D3", vessel="BLUE HERON", imo="9074729", voyage="7E"))
    assert not [f for f in shown(server, number)["facts"] if "conflict" in f]  # what is missing is none
    post(server, coarri(number, "discharge", at="202606170600", place="KRPUS", other="CNLYG", document="D4"))
    facts = {(f["eventCode"], f["place"]["code"]): f for f in shown(server, number)["facts"] if "eventID" in f}
    told = {which: f["conflict"] for which, f in facts.items() if "conflict" in f}
    assert {("DISC", "JPOSA"), ("DISC", "KRPUS")} <= set(told) and ("LOAD", "CNLYG") not in told
    assert told["DISC", "JPOSA"]["with"] == {"eventID": facts["DISC", "KRPUS"]["eventID"], "eventCode": "DISC"}
    assert "BLUE HERON" in told["DISC", "KRPUS"]["text"] and "LANDBRIDGE EXPRESS" in told["DISC", "KRPUS"]["text"]


def test_a_partner_with_a_role_speaks_as_that(server):
    number, other = box(1, "FAE"), box(2, "FAE")
    for n in (number, other):
        post(server, dcsa(n, "GTIN", "2026-06-15T08:00:00+08:00", serial=50))
    post(server, iftsta([("74", "202606151000", "CNLYG", [number])], sender="YARDCO", document="S1"))
    assert [also["source"]["kind"] for also in shown(server, number)["facts"][0]["alsoReported"]] == ["forwarder"]
    partner = {"signs": [{"kind": "nad", "value": "YARDCO"}], "role": "terminal"}
    put = lambda role: server.request("PUT", "/api/v1/partners/yardco", json.dumps({**partner, "role": role}).encode(), {"Content-Type": JSON})
    assert put("terminal").status == 201 and server.json("/api/v1/partners/yardco")["role"] == "terminal"
    report = iftsta([("74", "202606151000", "CNLYG", [other])], sender="YARDCO", document="S2")
    intake = post(server, report)["intakeId"]
    [fact] = shown(server, other)["facts"]
    assert fact["source"] == {"kind": "terminal", "sender": "YARDCO"} and fact["happened"]["at"] == "2026-06-15T10:00:00+08:00"
    assert put("boss").status == 400
    assert put(None).status == 200 and "role" not in server.json("/api/v1/partners/yardco")
    assert shown(server, other)["timeline"][0]["source"]["intakeId"] == intake  # what was said stays as it was understood


# ---- the law ----

serials = itertools.count(1)

MOVES = strategies.lists(strategies.tuples(
    strategies.sampled_from(["codeco in", "codeco out", "load", "discharge", "dcsa GTIN", "dcsa GTOT", "dcsa LOAD", "dcsa DISC", "iftsta", "sheet"]),
    strategies.integers(0, 71), strategies.sampled_from(["CNLYG", "KRPUS", "CNALA", "KZDOS"])), min_size=2, max_size=7, unique=True).filter(
        lambda moves: sum(kind == "sheet" for kind, *_ in moves) < 2)  # a sheet does not say when it was said


def body(number, n, move):
    """One message about the box: which kind, at which hour of three days, where."""
    kind, hour, place = move
    clock = "202606%02d%02d00" % (15 + hour // 24, hour % 24)
    at = "2026-06-%02dT%02d:00:00+08:00" % (15 + hour // 24, hour % 24)
    document, said = "%s%d" % (number[-3:], n), "20260620%02d00" % n  # no two at once: their ids would decide, and no two boxes' are alike
    if kind.startswith("codeco"):
        return codeco(number, kind[7:], at=clock, place=place, document=document, said=said)
    if kind in ("load", "discharge"):
        return coarri(number, kind, at=clock, place=place, other="DEHAM", document=document, said=said)
    if kind.startswith("dcsa"):
        return dcsa(number, kind[5:], at, place, serial=1000 * int(number[4:10]) + n, eventCreatedDateTime="2026-06-20T%02d:30:00Z" % n)
    if kind == "iftsta":
        return iftsta([("74" if hour % 2 else "24", clock, place, [number])], document=document, said=said)
    return ("Container,Operation,Operation date,Operation station,Wagon\n%s,%s,%s,%s,94312071\n" % (
        number, "Departed" if hour % 2 else "Arrived", at[:10], place)).encode()


def told_of(server, number):
    """What it comes to, without what tells two boxes apart."""
    def bare(value):
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("eventID", "recorded", "late", "text")}
        return [bare(v) for v in value] if isinstance(value, list) else value
    it = shown(server, number)
    row = listed(server, number)
    state = {k: it.get(k) for k in ("status", "place", "lastEvent", "loadState")} | {"since": (it.get("since") or {}).get("at")}
    stored = {k: row.get(k) for k in state} | {"since": (row.get("since") or {}).get("at")}
    assert stored == state  # taken in one by one, and folded from all
    return bare(it["facts"]), state


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=MOVES, order=strategies.randoms(use_true_random=False))
def test_the_same_messages_in_any_order_and_grouping_come_to_the_same_facts_and_state(server, moves, order):
    one, other = box(next(serials), "FLA"), box(next(serials), "FLA")
    for n, move in enumerate(moves):
        post(server, body(one, n, move))
    again = [body(other, n, move) for n, move in enumerate(moves)]
    order.shuffle(again)
    edifact = [b for b in again if b[:3] == b"UNB"]
    rest = [b for b in again if b[:3] != b"UNB"]
    cut = order.randint(0, len(edifact))
    for sent in [*rest[:1], *edifact[:cut], b"".join(edifact[cut:]), *rest[1:], *rest[:1]]:
        if sent:
            post(server, sent)
    assert told_of(server, one) == told_of(server, other)
