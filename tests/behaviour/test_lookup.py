"""The look-up: whatever is pasted, which boxes it names, where they are, what is next and what stands in the way."""

import csv
import datetime
import io
import itertools
import json
import os
import re
import subprocess

import openpyxl
import pytest

from lib.daemon import BIN, PATIENCE, TOP, Server, make_dir, remove, run
from lib.messages import box, boxes, coarri, codeco, edifact, iftsta, wrong_box

TRAIN = "TDT+1+X8005+2++CR:172:ZZZ+++62345678:::62345678"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def told(server, *messages, headers=None):
    for message in messages:
        answer = server.post(message, headers=headers)
        assert answer.status == 200, answer


def look_up(server, text, query="", headers=None, type="text/plain"):
    body = text if isinstance(text, bytes) else text.encode()
    return server.request("POST", "/api/v1/lookup" + query, body, {"Content-Type": type, **(headers or {})})


def found(server, text, **how):
    answer = look_up(server, text, **how)
    assert answer.status == 200, answer
    return answer.json()


def named(server, text, **how):
    """(reference, kind, container) of each row found, (reference, why) of each that was not."""
    return [(r["reference"], r["kind"], r["container"]) if r["found"] else (r["reference"], r["why"])
            for r in found(server, text, **how)["rows"]]


@pytest.fixture(scope="module")
def hub(server):
    """One box that is known by everything there is, and a neighbour that shares some of it."""
    one, other = box(1, "LKU"), box(2, "LKU")
    told(server,
         codeco([one, other], booking="BK-77/1", document="GATE1", extra=["RFF+BM:COSU123456", "SEL+CN0012345+CA"]),
         codeco(one, "out", at="202606160800", said="202606160810", document="GATE2", trade=3,
                extra=["RFF+ABT:CUST 99-1", "RFF+AAJ:DO5551", "SEL+CN0012346+SH"]),
         coarri(one, "load", at="202606170600", said="202606170700", document="SHIP1", vessel="EVER BRIDGE", imo="9227273"),
         iftsta([("24", "202606180800", "CNLYG", [one], TRAIN)], document="RAIL1", consignment="SMGS-4411", said="202606180900"))
    server.one, server.other = one, other
    return server


# What is found

@pytest.mark.parametrize("text, kind, both", [
    ("{one}", "container", False), ("BK-77/1", "booking", True), ("bk771", "booking", True), ("COSU123456", "bill", True),
    ("smgs4411", "waybill", False), ("X8005", "train", False), ("62345678", "wagon", False), ("6234 5678", None, False),
    ("EVER BRIDGE", "vessel", False), ("9227273", "vessel", False), ("IMO 9227273", "vessel", False), ("imo9227273", "vessel", False),
    ("CN0012345", "seal", True), ("cn-0012346", "seal", False), ("CUST99-1", "customs", False), ("DO5551", "document", False)])
def test_every_kind_of_reference_finds_its_boxes(hub, text, kind, both):
    text = text.format(one=hub.one)
    expected = [(text, kind, number) for number in ([hub.one, hub.other] if both else [hub.one])]
    assert named(hub, text) == (expected if kind else [("6234", "unknown"), ("5678", "unknown")])


def test_a_wagon_in_groups_is_one_and_so_is_a_box(hub):
    assert named(hub, "%s %s %s" % (hub.one[:4], hub.one[4:10], hub.one[10]))[0][1:] == ("container", hub.one)
    assert named(hub, "31 80 4956 789-0") == [("31 80 4956 789-0", "unknown")]


def test_a_mix_keeps_its_order_and_each_reference_its_row(hub):
    text = "\ufeff%s;bk-77.1\tCN0012345\u3001\u201cX8005\u201d\r\nNOBODY1, %s" % (hub.other, hub.other)
    rows = found(hub, text)
    assert [r["reference"] for r in rows["rows"]] == [
        hub.other, "bk-77.1", "bk-77.1", "CN0012345", "CN0012345", "X8005", "NOBODY1", hub.other]
    assert [r.get("container") for r in rows["rows"]] == [
        hub.other, hub.one, hub.other, hub.one, hub.other, hub.one, None, hub.other]
    assert (rows["found"], rows["unknown"], rows["cut"]) == (5, 1, False)


def test_look_alikes_and_full_width_are_read(hub):
    cyrillic = hub.one.replace("K", "\u041a")  # Ka
    wide = "".join(chr(ord(c) + 0xFEE0) for c in hub.one)
    for text in (cyrillic, wide, hub.one.lower(), "(%s)" % hub.one):
        assert [row[1:] for row in named(hub, text)] == [("container", hub.one)], text
    assert [r["normalised"] for r in found(hub, cyrillic)["rows"]] == [hub.one]
    assert [row[1:] for row in named(hub, ("\u7f16\u53f7" + hub.one).encode("gbk"))] == [("container", hub.one)]


def test_a_letter_typed_for_a_digit_finds_the_box_that_was_meant(hub):
    typed = hub.one[:4] + hub.one[4:].replace("0", "O").replace("1", "l")
    assert typed != hub.one
    [row] = found(hub, typed)["rows"]
    assert (row["reference"], row["normalised"], row["kind"], row["container"]) == (typed, hub.one, "container", hub.one)
    stranger = box(999, "LKQ")
    [row] = found(hub, stranger.replace("0", "O"))["rows"]
    assert not row["found"] and row["why"] == "unknown" and "suggest" not in row


def test_a_reference_that_looks_like_a_mistyped_number_is_itself_first(server):
    meant, other = box(12, "LKA"), box(13, "LKA")
    typed = meant.replace("0", "O")
    told(server, codeco(meant, document="LOOK1"), codeco(other, booking=typed, document="LOOK2"))
    assert named(server, typed) == [(typed, "booking", other)]


def test_a_number_with_something_written_to_it_is_found_and_so_is_that(hub):
    text = "1.%s/CN0012346\n\u2022 %s(45G1)\n- \u7bb1\u53f7%s" % (hub.one, hub.other, hub.one)
    assert [(r["reference"], r.get("container")) for r in found(hub, text)["rows"]] == [
        ("1", None), (hub.one, hub.one), ("CN0012346", hub.one), (hub.other, hub.other), ("45G1", None),
        ("\u7bb1\u53f7", None), (hub.one, hub.one)]


def test_a_reference_sent_with_look_alikes_is_found_by_the_plain_one(server):
    number = box(11, "LKA")
    event = {"eventType": "EQUIPMENT", "eventClassifierCode": "ACT", "eventDateTime": "2026-06-15T08:00:00+08:00",
             "eventCreatedDateTime": "2026-06-15T08:05:00Z", "equipmentEventTypeCode": "GTIN", "equipmentReference": number,
             "emptyIndicatorCode": "LADEN", "eventLocation": {"UNLocationCode": "CNLYG"},
             "documentReferences": [{"documentReferenceType": "BKG", "documentReferenceValue": "\u0410\u0412-12 \u0416"}]}
    answer = server.post(json.dumps([event]), type="application/json")
    assert answer.status == 200, answer
    assert [row[1:] for row in named(server, json.dumps({"references": ["ab12\u0416"]}), type="application/json")] == [("booking", number)]


@pytest.mark.parametrize("how", ["no laden or empty", "no zone", "no voyage"])
def test_a_ship_finds_boxes_of_messages_that_dcsa_cannot_say(server, how):
    serial = {"no laden or empty": 14, "no zone": 15, "no voyage": 16}[how]
    number, name = box(serial, "LKA"), "MIST BRIDGE %d" % serial
    report = coarri(number, "load", document="MIST%d" % serial, vessel=name, imo="9074729", voyage="" if how == "no voyage" else "0%dW" % serial,
                    place="XZNOW" if how == "no zone" else "CNLYG")
    told(server, report.replace(b"++2+5'", b"++2'") if how == "no laden or empty" else report)
    assert [row[2] for row in named(server, json.dumps({"references": [name]}), type="application/json")].count(number) == 1
    assert number in [row[2] for row in named(server, "9074729")] and number in [row[2] for row in named(server, "IMO 9074729")]


def test_a_ships_name_finds_boxes_whose_messages_say_only_its_number(server):
    one, other = box(17, "LKA"), box(18, "LKA")
    told(server, coarri(one, "load", document="NAMELESS1", vessel="", imo="9319466", voyage="017W"),
         coarri(other, "load", document="NAMED1", vessel="HAZE BRIDGE", imo="9319466", voyage="017W"))
    assert named(server, "HAZE BRIDGE") == [("HAZE BRIDGE", "vessel", one), ("HAZE BRIDGE", "vessel", other)]


def test_a_reference_that_was_taken_back_finds_nothing(server):
    number = box(19, "LKA")
    wrong = codeco(number, booking="MISTYPED19", document="FIX19")
    right = codeco(number, booking="RIGHT19", document="FIX19", said="202606150905", at="202606150801").replace(b"+FIX19+9'", b"+FIX19+5'")
    told(server, wrong)
    assert [row[2] for row in named(server, "MISTYPED19")] == [number]
    told(server, right)
    assert named(server, "MISTYPED19 RIGHT19") == [("MISTYPED19", "unknown"), ("RIGHT19", "booking", number)]


def test_what_is_not_known_says_why(hub):
    wrong = wrong_box(1, "LKU")
    rows = found(hub, "%s LKUU123456\nNOBODY1\nhello dear colleagues\n%s" % (wrong, "X" * 200))["rows"]
    assert [r.get("why") for r in rows] == ["check-digit", "check-digit", "unknown", "not-a-reference", "not-a-reference"]
    assert rows[0]["suggest"] == hub.one and not rows[0]["found"]
    assert rows[1]["suggest"].startswith("LKUU123456") and len(rows[1]["suggest"]) == 11
    assert "suggest" not in rows[2] and len(rows[4]["reference"]) < 200


def test_a_box_that_is_known_under_a_wrong_number_is_found_and_told(server):
    number = wrong_box(21, "LKW")
    told(server, codeco(number, document="WRONG1"))
    [row] = found(server, number)["rows"]
    assert row["found"] and row["checkDigit"] == "invalid"
    assert [b["code"] for b in row["blocks"]] == ["check-digit"]


def test_json_takes_each_reference_as_it_is(hub):
    body = json.dumps({"references": [hub.one, "BK-77/1", " %s " % hub.other]})
    assert [row[1:] for row in named(hub, body, type="application/json")] == [
        ("container", hub.one), ("booking", hub.one), ("booking", hub.other), ("container", hub.other)]
    assert named(hub, "\ufeff" + body, type="application/json") == named(hub, body, type="application/json")


def test_of_a_reference_one_container_alone_can_be_asked_for(hub):
    def rows(*references):
        return named(hub, json.dumps({"references": references}), type="application/json")

    def only(reference, container):
        return {"reference": reference, "container": container}

    assert rows(only("BK-77/1", hub.other), "NOBODY1", only("bk771", hub.one), only(hub.one, hub.one)) == [
        ("BK-77/1", "booking", hub.other), ("NOBODY1", "unknown"), ("bk771", "booking", hub.one), (hub.one, "container", hub.one)]
    assert rows(only("BK-77/1", box(3, "LKU"))) == [("BK-77/1", "unknown")]
    assert len(rows(*[only("BK-77/1", hub.one)] * 3000)) == 3000  # rows, of one reference
    many = [only("N%04d" % n, hub.one) for n in range(1001)]
    for refused in (many, [only("BK-77/1", hub.one)] * 5001, [{"reference": "A1", "container": 1}], [{"container": hub.one}]):
        answer = look_up(hub, json.dumps({"references": refused}), type="application/json")
        assert answer.status == 400 and "references" in answer.json()["detail"], answer


# The outlook

def test_a_row_says_where_what_is_next_and_what_blocks(server):
    number = box(31, "LKO")
    told(server, iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:202606150300:203"),
                         ("16", "202606071115", "CNAKL", [number], TRAIN),
                         ("17+40:::NO PAPERS", "202606081000", "CNAKL", [number])], document="OUT1", said="202606081200"))
    [row] = found(server, number)["rows"]
    assert row["status"] == "on-board" and row["place"]["code"] == "CNAKL" and row["vehicle"]["mode"] == "RAIL"
    assert row["place"]["name"]["zh"] and row["since"]["at"].startswith("2026-06-07T11:15")
    assert row["last"]["eventCode"] == "WAYP" and row["last"]["sender"] == "RAILCO" and row["last"]["classifier"] == "ACT"
    assert row["next"]["eventCode"] == "ARRI" and row["next"]["place"]["code"] == "DEDUI"
    assert row["eta"]["happened"]["at"].startswith("2026-06-15T03:00") and row["eta"]["sender"] == "RAILCO"
    assert row["eta"]["said"] == "2026-06-08T04:00:00Z"
    assert row["destination"]["code"] == "DEDUI" and row["destination"]["name"]["en"] == "Duisburg"
    blocks = {b["code"]: b for b in row["blocks"]}
    assert set(blocks) == {"held", "silent", "overdue"}  # the clock is past all of it
    assert blocks["held"]["severity"] == "error" and blocks["held"]["place"]["code"] == "CNAKL"
    assert any("NO PAPERS" in reason for reason in blocks["held"]["reasons"])
    told(server, iftsta([("78", "202606090900", "CNAKL", [number])], document="OUT2", said="202606091000"))
    [row] = found(server, number)["rows"]
    assert {b["code"] for b in row["blocks"]} == {"silent", "overdue"}


def test_the_containers_own_answer_has_the_same_outlook(server):
    number = box(32, "LKO")
    told(server, iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:202606150300:203"),
                         ("17+40:::NO PAPERS", "202606081000", "CNLYG", [number])], document="OUT3"))
    [row] = found(server, number)["rows"]
    shown = server.json("/api/v1/containers/" + number)
    for member in ("heard", "last", "next", "eta", "destination", "blocks", "status", "place", "since", "sizeType"):
        assert shown.get(member) == row.get(member), member
    assert shown["timeline"] and shown["lastEvent"] == "DEPA"


def test_a_later_estimate_takes_the_place_of_an_earlier_one_in_any_order(server):
    def messages(number):
        said = [("A", "202606031200", "202606150300"), ("B", "202606051200", "202606170300"), ("C", "202606041200", "202606140300")]
        return [iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:%s:203" % eta)],
                       document=document, said=when) for document, when, eta in said] + [
            iftsta([("17", "202606061000", "CNLYG", [number])], document="D", said="202606061100"),
            iftsta([("78", "202606071000", "CNLYG", [number])], document="E", said="202606071100")]

    outlooks = set()
    for i, order in enumerate(itertools.islice(itertools.permutations(range(5)), 0, 120, 17)):
        number = box(40 + i, "LKP")
        told(server, *[messages(number)[k] for k in order])
        [row] = found(server, number)["rows"]
        assert row["eta"]["happened"]["at"].startswith("2026-06-17")
        told_of = [(e["happened"]["at"][:10], e.get("outdated", False)) for e in server.json("/api/v1/containers/" + number)["timeline"] if e["classifier"] == "EST"]
        assert told_of == [("2026-06-17", False), ("2026-06-15", True), ("2026-06-14", True)]
        outlooks.add(json.dumps([row.get(m) for m in ("last", "next", "eta", "destination", "blocks", "status")], sort_keys=True))
    assert len(outlooks) == 1


def test_what_was_taken_back_is_not_found_as_the_arrival(server):
    number = box(33, "LKO")
    report = iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:202606150300:203")], document="OUT4")
    told(server, report, report.replace(b"+OUT4+9'", b"+OUT4+1'").replace(b"202606151200", b"202606151300"))
    [row] = found(server, number)["rows"]
    assert row["status"] == "not-started" and "eta" not in row and "next" not in row and "last" not in row


# Parties

@pytest.fixture(scope="module")
def parties():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL"), ("line", "sender", "LINE")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def test_a_party_finds_by_a_reference_only_what_it_may_see(parties):
    number = box(1, "LKX")
    told(parties, codeco(number, booking="SECRET-1", seal="SEALSECRET1", document="P1"), headers=parties.terminal)
    told(parties, codeco(number, "out", at="202606160800", said="202606160900", booking="MINE1", document="P2"), headers=parties.line)
    for secret in ("SECRET1", "SECRET-1", "SEALSECRET1"):
        assert named(parties, secret, headers=parties.line) == [(secret, "unknown")]
        assert [row[2] for row in named(parties, secret, headers=parties.terminal)] == [number]
        assert [row[2] for row in named(parties, secret, headers=parties.op)] == [number]
    assert [row[1:] for row in named(parties, "MINE1", headers=parties.line)] == [("booking", number)]
    [row] = found(parties, number, headers=parties.line)["rows"]
    assert row["status"] == "on-the-road" and row["last"]["eventCode"] == "GTOT"
    [row] = found(parties, number, headers=parties.terminal)["rows"]
    assert row["status"] == "in-terminal"
    other = box(2, "LKX")
    told(parties, codeco(other, document="P3"), headers=parties.terminal)
    assert named(parties, other, headers=parties.line) == [(other, "unknown")]


def test_a_party_finds_by_a_ship_only_what_it_was_told_of_it(parties):
    number, own = box(3, "LKX"), box(4, "LKX")
    told(parties, coarri(number, "load", document="P4", vessel="VEIL BRIDGE", imo="9074729"),
         coarri(own, "load", document="P5", vessel="", imo="9074729").replace(b"++2+5'", b"++2'"), headers=parties.terminal)
    told(parties, codeco(number, document="P6"), headers=parties.line)
    for ship in ("9074729", "IMO9074729", '{"references":["VEIL BRIDGE"]}'):
        how = {"type": "application/json"} if ship[0] == "{" else {}
        [row] = found(parties, ship, headers=parties.line, **how)["rows"]
        assert not row["found"] and row["why"] == ("not-a-reference" if how else "unknown")
        assert [row[2] for row in named(parties, ship, headers=parties.terminal, **how)] == [number, own]


WAYBILLS = "SMGS,Date,Container,Wagon,From,To,Consignee\n%s,2026-06-16,%s,94312071,Lianyungang,Duisburg,Rhein GmbH\n"


def test_a_paper_leads_whom_it_may_to_its_boxes(parties):
    number = box(5, "LKX")
    for key, note in ((parties.terminal, "27149901"), (parties.line, "27149902")):
        assert parties.post((WAYBILLS % (note, number)).encode(), type="text/csv", headers=key).status == 200
    told(parties, codeco(number, document="P7"), headers=parties.terminal)
    assert named(parties, "27149901 27149902", headers=parties.line) == [("27149901", "unknown"), ("27149902", "waybill", number)]
    [row] = found(parties, "27149902", headers=parties.line)["rows"]
    assert (row["by"], row["status"]) == ("SMGS:27149902", "not-started"), "of what the terminal told nothing is shown"
    assert [row[2] for row in named(parties, "27149901 27149902", headers=parties.op)] == [number, number]
    seen = parties.get("/api/v1/containers/" + number, parties.line).json()
    assert [p["number"] for p in seen["documents"]] == ["27149902"] and [e["of"]["number"] for e in seen["timeline"]] == ["27149902"]


def instruction(number, function=9):
    return edifact(["BGM+340+I%s+%d" % (number, function), "DTM+137:202606151000:203", "LOC+9+CNLYG", "RFF+BN:BN" + number, "RFF+BM:BL" + number,
                    "EQD+CN+%s+45G1" % number], type="IFTMIN", directory="D:00B")


def test_what_a_transport_instruction_names_is_found_by_it_until_it_is_taken_back(server):
    number = box(6, "LKU")
    told(server, codeco(number, document="GATE6"), instruction(number))
    assert named(server, "BL%s, BN%s" % (number, number)) == [("BL" + number, "bill", number), ("BN" + number, "booking", number)]
    [row] = found(server, "BL" + number)["rows"]
    assert row["by"] == "TRD:BL" + number
    told(server, instruction(number, 1).replace(b"202606151000", b"202606151100"))
    assert named(server, "BL" + number) == [("BL" + number, "unknown")]


def test_who_has_no_key_looks_nothing_up(parties):
    assert look_up(parties, box(1, "LKX")).status == 401


# Limits

def test_a_thousand_are_looked_up_and_one_more_is_refused(server):
    text = "\n".join("N%04d" % n for n in range(1000))
    assert found(server, text)["unknown"] == 1000
    misread = "\n".join(n.replace("0", "O", 1) for n in boxes(1000, 100000, "LKQ"))
    assert found(server, misread)["unknown"] == 1000  # each may be two
    answer = look_up(server, text + "\nONEMORE1")
    assert answer.status == 400 and "1000" in answer.json()["detail"] and "line 1001" in answer.json()["detail"]
    answer = look_up(server, json.dumps({"references": ["A1"] * 1001}), type="application/json")
    assert answer.status == 400 and "references" in answer.json()["detail"]


@pytest.mark.parametrize("body, type, told", [
    ("", "text/plain", "nothing is asked"), (" ,;\n", "text/plain", "nothing is asked"), ("[", "application/json", "no JSON"),
    ("{}", "application/json", "references"), ('{"references":[1]}', "application/json", "references[0]"),
    ('{"references":[]}', "application/json", "nothing is asked"),
    ("A1\nB\0C", "text/plain", "line 2"), ("- * \u2022", "text/plain", "nothing is asked"), ("X1 " * 30000, "text/plain", "65536")])
def test_what_is_no_look_up_is_refused_with_where(server, body, type, told):
    answer = look_up(server, body, type=type)
    assert answer.status == 400 and told in answer.json()["detail"], answer


def test_more_rows_than_an_answer_holds_are_cut(fresh_server):
    many = boxes(300, 1, "LKM")
    told(fresh_server, codeco(many, booking="MANY1", document="M1"))
    answer = found(fresh_server, "\n".join(["MANY1"] * 20))
    assert len(answer["rows"]) == 5000 and answer["cut"] is True and answer["found"] == 20
    assert [r["container"] for r in answer["rows"][:300]] == sorted(many)


def test_one_that_names_thousands_takes_no_place_from_the_others(fresh_server):
    many, few = boxes(5200, 1, "LKM"), boxes(3, 1, "LKN")
    told(fresh_server, codeco(many, booking="MANY1", document="M1"), codeco(few, booking="ZFEW1", document="M2"))
    answer = found(fresh_server, "ZFEW1 MANY1 " + many[-1])
    assert answer["cut"] is True and answer["found"] == 3 and answer["unknown"] == 0
    assert [r["container"] for r in answer["rows"][:3]] == few


@pytest.mark.parametrize("query", ["?format=pdf", "?language=de", "?what=1"])
def test_what_is_no_parameter_is_refused(server, query):
    assert look_up(server, "A1", query).status == 400


# Formats

def workbook(answer):
    assert answer.status == 200 and answer.headers["Content-Type"] == XLSX, answer
    assert 'filename="look-up.xlsx"' in answer.headers["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.body))


def lines(answer):
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/csv"), answer
    assert answer.body.startswith(b"\xef\xbb\xbf")  # or Excel takes it for another character set
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def test_comma_separated_values_open_in_a_spreadsheet_program(hub):
    head, one, other, lost = lines(look_up(hub, "BK-77/1 NOBODY1", "?format=csv"))
    assert head[:6] == ["Reference", "Found by", "Container", "Size and type", "Status", "Place"]
    assert dict(zip(head, one))["Container"] == hub.one and dict(zip(head, one))["Found by"] == "booking"
    assert dict(zip(head, one))["Place"] == "Lianyungang" and dict(zip(head, one))["Since"] == "2026-06-18T08:00:00+08:00"
    assert dict(zip(head, other))["Status"] == "In terminal"
    assert lost[:3] == ["NOBODY1", "not known here", ""] and not any(lost[2:])


def test_a_day_is_told_as_a_day(server):
    number = box(34, "LKO")
    told(server, iftsta([("24", "20260603", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:20260615:102")], document="DAY1")
         .replace(b"DTM+334:20260603:203", b"DTM+334:20260603:102"))
    head, row = lines(look_up(server, number, "?format=csv"))
    row = dict(zip(head, row))
    assert (row["Since"], row["Next when"], row["Arrival expected"]) == ("2026-06-03", "2026-06-15", "2026-06-15")


def test_a_workbook_opens_whatever_is_asked_for(hub):
    odd = "A\uffff1\ufffe\u0001\u000b\U0001f6a2"
    body = json.dumps({"references": [odd]})
    book = workbook(look_up(hub, body, "?format=xlsx", type="application/json"))
    assert book.active["A2"].value.startswith("A\ufffd1\ufffd") and book.active["A2"].value.endswith("\U0001f6a2")


def test_nothing_in_a_cell_runs_as_a_formula(hub):
    body = json.dumps({"references": ["=1+2", "@SUM(A1)", "+49"]})
    rows = lines(look_up(hub, body, "?format=csv", type="application/json"))
    assert [row[0] for row in rows[1:]] == ["'=1+2", "'@SUM(A1)", "'+49"]
    book = workbook(look_up(hub, body, "?format=xlsx", type="application/json"))
    assert [(c.value, c.data_type) for c in book.active["A"][1:]] == [("=1+2", "s"), ("@SUM(A1)", "s"), ("+49", "s")]


def test_a_workbook_has_a_head_that_stays_filters_and_real_dates(hub):
    sheet = workbook(look_up(hub, "%s NOBODY1" % hub.one, "?format=xlsx")).active
    rows = list(sheet.iter_rows(values_only=True))
    row = dict(zip(rows[0], rows[1]))
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:") and sheet.title == "Look-up"
    at = rows[0].index("Since")
    assert rows[1][at] == datetime.datetime(2026, 6, 18, 8, 0) and rows[0][at + 1] == "UTC offset" and rows[1][at + 1] == "+08:00"
    assert isinstance(row["Hours since last event"], (int, float)) and row["Status"] == "On board"
    assert rows[2][:3] == ("NOBODY1", "not known here", None)


@pytest.mark.parametrize("language, head, status, place", [
    ("en", "Container", "On board", "Lianyungang"), ("zh", "箱号", "在船/在车", "连云港"),
    ("ru", "Контейнер", "На судне/в поезде", "Ляньюньган")])
def test_words_and_places_come_in_the_language_asked_for(hub, language, head, status, place):
    for rows in (lines(look_up(hub, hub.one, "?format=csv&language=" + language)),
                 list(workbook(look_up(hub, hub.one, "?format=xlsx&language=" + language)).active.iter_rows(values_only=True))):
        row = dict(zip(rows[0], rows[1]))
        assert row[head] == hub.one and status in rows[1] and place in rows[1]


@pytest.mark.parametrize("language, heading, word", [("en", "Next", "Arrival"), ("zh", "下一步", "到达"), ("ru", "Далее", "Прибытие")])
def test_what_is_expected_is_told_as_what_comes(server, language, heading, word):
    number = box(35, "LKO")
    told(server, iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:202606150300:203")], document="COMES1"))
    head, row = lines(look_up(server, number, "?format=csv&language=" + language))
    assert row[head.index(heading)] == word
    assert "  %s " % word in run("track", "-", "--language", language, "--data", server.data, input=number).stdout


def test_accept_chooses_where_no_format_is_asked_for(hub):
    assert lines(look_up(hub, hub.one, headers={"Accept": "text/csv"}))
    assert workbook(look_up(hub, hub.one, headers={"Accept": XLSX}))
    for accept in ("*/*", "application/json", "text/html, */*"):
        assert look_up(hub, hub.one, headers={"Accept": accept}).json()["found"] == 1
    assert look_up(hub, hub.one, "?format=json", headers={"Accept": "text/csv"}).json()["found"] == 1


# The command line

@pytest.fixture
def pasted(hub, tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_text("%s\nbk-77/1; NOBODY1\n" % hub.one)
    return str(path)


def test_track_of_a_file_prints_a_line_a_row(hub, pasted):
    done = run("track", pasted, "--data", hub.data)
    assert done.returncode == 1, done.stderr  # one is not known
    head, *rows = done.stdout.splitlines()
    assert head.split() == "Reference Container Status Place Since Last event Next Arrival expected What stands in the way".split()
    assert [row.split()[1] for row in rows[:3]] == [hub.one, hub.one, hub.other]
    assert "On board" in rows[0] and "Lianyungang" in rows[0] and "2026-06-18 08:00 +08:00" in rows[0]
    assert rows[3].split() == ["NOBODY1", "not", "known", "here"] and "\033" not in done.stdout
    for row in rows[:3]:
        assert re.search("  (Departed|Gate in), [0-9]+ [hd](  |$)", row), row  # the last event with its age
    assert run("track", "-", "--data", hub.data, input=open(pasted).read()).stdout.split()[:40] == done.stdout.split()[:40]


def test_track_aligns_chinese(hub):
    done = run("track", "-", "--language", "zh", "--data", hub.data, input=hub.one + "\n" + hub.other)
    assert done.returncode == 0, done.stderr
    head, one, other = done.stdout.splitlines()

    def cells(line, upto):
        return sum(2 if ord(c) > 0x2E80 else 1 for c in line[:line.index(upto)])

    assert cells(head, "起始时间") == cells(one, "2026-06-18") == cells(other, "2026-06-15")


def test_track_answers_in_the_formats_of_the_endpoint(hub, pasted):
    done = run("track", pasted, "--as", "json", "--data", hub.data)
    ours, theirs = json.loads(done.stdout), found(hub, open(pasted).read())
    ours.pop("asOf"), theirs.pop("asOf")
    assert done.returncode == 1 and ours == theirs
    done = run("track", "--as", "csv", "--language", "ru", "BK-77/1", "--data", hub.data)
    assert done.returncode == 0 and done.raw.startswith(b"\xef\xbb\xbf") and hub.other in done.stdout and "Контейнер" in done.stdout
    done = run("track", "--as", "xlsx", pasted, hub.other, "--data", hub.data)
    assert [c.value for c in openpyxl.load_workbook(io.BytesIO(done.raw)).active["C"]][-1] == hub.other


@pytest.mark.parametrize("arguments, code, said", [
    (["--as", "pdf", "A1"], 2, "--as"), (["--language", "de", "-"], 2, "--language"), (["-"], 1, "no reference")])
def test_track_says_what_it_cannot_do(hub, arguments, code, said):
    done = run("track", *arguments, "--data", hub.data)
    assert done.returncode == code and said in done.stderr and not done.stdout


def test_track_says_when_its_answer_cannot_be_written(hub, pasted):
    for form in ([], ["--as", "csv"], ["--as", "xlsx"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BIN, "track", pasted, *form, "--data", hub.data], stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
        assert done.returncode == 3 and b"standard output" in done.stderr, done


def test_track_of_what_is_no_text_is_refused(hub, tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_bytes(("%s\r\n" % hub.one).encode("utf-16"))
    done = run("track", path, "--data", hub.data)
    assert done.returncode == 1 and "UTF-8" in done.stderr and not done.stdout


def test_track_of_a_file_with_too_many_is_refused(hub, tmp_path):
    path = tmp_path / "many"
    path.write_text("\n".join("N%05d" % n for n in range(1001)))
    done = run("track", path, "--data", hub.data)
    assert done.returncode == 1 and "line 1001" in done.stderr and not done.stdout


# What was there before

def test_a_database_of_before_is_found_by_references_too(fresh_server):
    number = box(1, "LKB")
    told(fresh_server, codeco(number, booking="old-1", seal="OLDSEAL1", document="OLD1"),
         iftsta([("24", "202606180800", "CNLYG", [number], TRAIN)], document="OLD2", consignment="smgs.5", said="202606180900"),
         coarri(number, "load", document="OLD3", vessel="OLD BRIDGE", imo="9227273"),
         coarri(number, document="OLD4", vessel="FOG BRIDGE", imo="9074729").replace(b"++3+5'", b"++3'"))
    before = sorted(fresh_server.sql("select * from lookup"))
    assert before
    fresh_server.sql("drop table lookup; drop function lookup_form(text)")
    with open(os.path.join(TOP, "sql", "schema", "008_lookup.sql"), encoding="utf-8") as f:
        fresh_server.sql(f.read())
    assert sorted(fresh_server.sql("select * from lookup")) == before
    for text in ("OLD1", "oldseal1", "x8005", "6234-5678", "SMGS5", "OLD BRIDGE", "9227273", "FOG BRIDGE", "9074729"):
        assert [row[2] for row in named(fresh_server, text)] == [number], text


def test_both_sides_bring_a_reference_into_the_same_form(server):
    """code_loosely() of the program and lookup_form() of the schema, on every character that either might change."""
    characters = [chr(c) for c in itertools.chain(range(0x21, 0x7F), range(0xA0, 0x100), range(0x391, 0x3CA), range(0x400, 0x460),
                                                  range(0x2000, 0x2070), range(0x2212, 0x2213), range(0x3000, 0x3004), range(0xFF01, 0xFF5F))]
    texts = ["9%s8" % c for c in characters]
    theirs = []
    for at in range(0, len(texts), 250):
        body = json.dumps({"references": texts[at:at + 250]}, ensure_ascii=False)
        theirs += [r["normalised"] for r in found(server, body, type="application/json")["rows"]]
    values = ", ".join("(%d, '%s')" % (i, t.replace("'", "''")) for i, t in enumerate(texts))
    ours = server.sql("select lookup_form(t) from (values %s) v (i, t) order by i" % values)
    assert [row[0] for row in ours] == theirs


def test_the_description_has_the_look_up(server):
    paths = server.json("/openapi.json")
    post = paths["paths"]["/api/v1/lookup"]["post"]
    assert {p["name"] for p in post["parameters"]} == {"format", "language", "asOf"}
    assert "LookupRow" in paths["components"]["schemas"]
