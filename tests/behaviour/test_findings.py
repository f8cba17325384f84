"""What is found of a container: what stands in its way, its seals, weights, transit, who has it; and empties as stock."""

from datetime import datetime, timedelta, timezone

import pytest

from lib.messages import box, coarri, codeco, edifact, iftsta

NOW = datetime.now(timezone.utc).replace(second=0, microsecond=0)


def ago(hours):
    """A time on Lianyungang's clock, as EDIFACT writes it."""
    return (NOW - timedelta(hours=hours) + timedelta(hours=8)).strftime("%Y%m%d%H%M")


def posted(server, body, type="application/edifact"):
    receipt = server.post(body, type=type)
    assert receipt.status == 200, receipt
    return receipt.json()


def shown(server, number):
    return server.json("/api/v1/containers/" + number)


def conditions(it):
    return {c["condition"]: c["is"] for c in it["available"]["conditions"]}


def test_a_box_can_be_collected_once_it_is_discharged_released_cleared_and_held_by_nobody(server):
    number = box(1, "FND")
    posted(server, coarri(number, at=ago(30), said=ago(29), document="F1", interchange="F1"))
    it = shown(server, number)
    assert it["available"]["is"] == "not-told" and it["available"]["missing"] == ["released", "freight-cleared"]
    assert conditions(it)["discharged"] == "yes" and "holds" not in it
    posted(server, iftsta([("90+13:::FREIGHT NOT PAID", ago(20), "CNLYG", [number])], document="F2", said=ago(20), interchange="F2"))
    it = shown(server, number)
    assert it["available"]["missing"] == ["released", "freight-cleared", "no-hold"]
    [hold] = it["holds"]
    assert (hold["kind"], hold["country"], hold["state"]) == ("freight", "CN", "open") and "13 FREIGHT NOT PAID" in hold["reasons"]
    assert [b["code"] for b in it["blocks"]][0] == "held"
    posted(server, iftsta([("78", ago(10), "CNLYG", [number]), ("12", ago(9), "CNLYG", [number])], document="F3", said=ago(9), interchange="F3"))
    it = shown(server, number)
    assert it["available"]["is"] == "yes" and it["available"]["missing"] == []
    assert it["available"]["since"]["at"].startswith((NOW - timedelta(hours=9) + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M"))
    [hold] = it["holds"]
    assert hold["state"] == "lifted" and hold["liftedBy"] == "RAILCO"
    posted(server, codeco(number, direction="out", at=ago(2), said=ago(2), document="F4", interchange="F4"))
    assert "available" not in shown(server, number)


def test_seals_have_a_history_and_one_that_nobody_told_of_is_wrong(server):
    number = box(2, "FND")
    posted(server, codeco(number, at=ago(50), said=ago(50), seal="A-100", document="S1", interchange="S1"))
    posted(server, coarri(number, direction="load", at=ago(40), said=ago(39), extra=("SEL+A100+CA",), document="S2", interchange="S2"))
    seals = shown(server, number)["seals"]
    assert [(s["number"], s["issuer"]) for s in seals["now"]] == [("A-100", "CA")] and not seals["wrong"] and len(seals["history"]) == 1
    posted(server, coarri(number, at=ago(20), said=ago(19), place="KRPUS", other="CNLYG", extra=("SEL+B200+CA",), document="S3", interchange="S3"))
    seals = shown(server, number)["seals"]
    assert seals["wrong"] and [(h["step"], h["number"]) for h in seals["history"]] == [("applied", "A-100"), ("different", "B200")]
    assert seals["history"][1]["before"] == "A-100" and seals["history"][1]["wrong"]
    posted(server, iftsta([("83", ago(10), "KRPUS", [number])], document="S4", said=ago(10), interchange="S4"))
    assert not shown(server, number)["seals"]["wrong"]


def test_weights_that_differ_by_more_than_the_rule_allows_are_told_apart(server):
    number = box(3, "FND")
    posted(server, codeco(number, at=ago(50), said=ago(50), size="22G1", extra=("MEA+AAE+G+KGM:21500",), document="W1", interchange="W1"))
    posted(server, coarri(number, direction="load", at=ago(40), said=ago(39), size="22G1", extra=("MEA+AAE+VGM+KGM:20000",), document="W2", interchange="W2"))
    weights = shown(server, number)["weights"]
    assert {(w["kind"], w["kilograms"]) for w in weights["numbers"]} == {("weighbridge", 21500), ("vgm", 20000)}
    assert weights["apart"] == [{"rule": "sea", "first": "vgm", "second": "weighbridge", "difference": 1500, "tolerance": 1000}]
    assert weights["rating"] == 30480 and "overload" not in weights


def test_who_has_it_is_a_chain_of_hands_and_what_nobody_told_is_a_gap(server):
    number = box(4, "FND")
    posted(server, coarri(number, at=ago(60), said=ago(59), document="C1", interchange="C1"))
    posted(server, codeco(number, direction="out", at=ago(50), said=ago(50), document="C2", interchange="C2"))
    custody = shown(server, number)["custody"]
    assert [h["hand"] for h in custody["chain"]] == ["terminal", "trucker"] and custody["now"]["hand"] == "trucker"
    posted(server, iftsta([("24", ago(10), "KZALA", [number], "TDT+20+X1+2")], document="C3", said=ago(10), interchange="C3"))
    chain = shown(server, number)["custody"]["chain"]
    assert [(h["hand"], h.get("gap", False)) for h in chain] == [("terminal", False), ("trucker", True), ("railway", False)]


CUSTOMS = ("Customs list\n\nContainer,Declaration,Transit procedure,Office of departure,Office of destination,Transit limit,Guarantee,Station,Date and time\n"
           "%s,10702030/010126/0001234,EAEU transit,Dostyk,Almaty,%s,GRN-1,Dostyk,%s\n")


def clock(hours):
    return (NOW - timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M")


def test_a_transit_procedure_has_offices_and_a_limit_and_the_box_is_bonded_until_it_is_discharged(server):
    number = box(5, "FND")
    posted(server, (CUSTOMS % (number, clock(-24), clock(40))).encode(), "text/csv")
    transit = shown(server, number)["transit"]
    [p] = transit["procedures"]
    assert transit["bonded"] and (p["kind"], p["state"], p["limit"], p["guarantee"]) == ("eaeu", "opened", "near", "GRN-1")
    assert p["officeFrom"]["code"] == "KZDOS" and p["officeTo"]["code"] == "KZALA"
    assert [(d["kind"], d["number"]) for d in shown(server, number)["documents"]] == [("EAEU-TRANSIT", "10702030/010126/0001234")]
    posted(server, codeco(number, place="KZALA", facility="X", at=ago(20), said=ago(20), document="T1", interchange="T1"))
    [p] = shown(server, number)["transit"]["procedures"]
    assert (p["state"], p["limit"]) == ("arrived", "kept") and "arrived" in p
    posted(server, iftsta([("12", ago(5), "KZALA", [number])], document="T2", said=ago(5), interchange="T2"))
    transit = shown(server, number)["transit"]
    assert not transit["bonded"] and transit["procedures"][0]["state"] == "discharged"


def test_a_transit_list_without_decisions_releases_nothing(server):
    number = box(6, "FND")
    posted(server, (CUSTOMS % (number, clock(-24), clock(40))).encode(), "text/csv")
    assert [e["eventCode"] for e in shown(server, number)["timeline"]] == ["NOTE"]


# empties

def release(document, segments, at, kind="129"):
    return edifact(["BGM+%s+%s+9" % (kind, document), "DTM+137:%s:203" % at, "RFF+BN:FNDBK%s" % document, "NAD+MS+LINE", "NAD+CF+COS:160:20", *segments],
                   "COPARN", "D:95B", reference=document, interchange="R" + document)


def stock(server):
    rows = [r for r in server.json("/api/v1/stock?place=KRINC")["stock"] if r["place"]["code"] == "KRINC"]
    return {(r["facility"], r["sizeType"]["code"]): (r["available"], r["reserved"], r["offHired"], r["asked"]) for r in rows}


def test_empties_are_stock_by_depot_available_reserved_and_off_hired(server):
    numbers = [box(n, "FNE") for n in range(1, 6)]
    for i, number in enumerate(numbers):
        posted(server, codeco(number, place="KRINC", facility="DEP1", load=4, size="22G1", at=ago(100 - i), said=ago(90), document="E%d" % i, interchange="E%d" % i))
    assert stock(server) == {("DEP1", "22G1"): (5, 0, 0, 0)}
    out = ["DTM+201:%s:203" % ago(-20), "LOC+98+KRINC:139:6+DEP1:TER:306"]
    posted(server, release("1", ["EQD+CN+%s+22G1:102:5++2+4" % numbers[0], *out], ago(50)))
    posted(server, release("2", ["EQD+CN+%s+22G1:102:5++2+4" % numbers[1], *out], ago(50), kind="169"))
    assert stock(server) == {("DEP1", "22G1"): (3, 1, 1, 0)}
    posted(server, release("3", ["EQD+CN++22G1:102:5++2+4", "EQN+5:2", *out], ago(40)))
    assert stock(server) == {("DEP1", "22G1"): (0, 4, 1, 2)}
    for number in numbers[2:4]:  # collected for it
        posted(server, codeco(number, direction="out", place="KRINC", facility="DEP1", load=4, size="22G1", at=ago(30), said=ago(30),
                              booking="FNDBK3", document="O" + number[-3:], interchange="O" + number[-3:]))
    assert stock(server) == {("DEP1", "22G1"): (0, 2, 1, 2)}
