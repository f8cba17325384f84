"""IFTSTA: status reports of railways, carriers and customs, and a partner's own status codes."""

import itertools

import pytest

from lib.daemon import run, until
from lib.messages import box, boxes, iftsta

TRAIN = "TDT+1+X8005+2++CR:172:ZZZ"


def posted(server, body):
    answer = server.post(body)
    assert answer.status == 200, answer
    return answer.json()


def timeline(server, number):
    """What happened to a box, oldest first."""
    return server.json("/api/v1/containers/" + number)["timeline"][::-1]


@pytest.fixture(scope="module")
def told(server):
    """A train with two boxes, of which customs keeps one; the departure is said of the consignment as a whole."""
    statuses = [("24", "202606031105", "CNLYG", [], TRAIN),
                ("16", "202606071115", "CNAKL", boxes(2, 1, "STA"), TRAIN),
                ("20+40:::NO WAGONS", "202606080900", "KZDOS", [box(1, "STA")]),
                ("17", "202606081000", "KZDOS", [box(2, "STA")])]
    return posted(server, iftsta(statuses, document="TRAIN1"))


def test_each_status_becomes_an_event_of_each_box(server, told):
    assert told["status"] == "accepted" and told["events"] == told["new"] == 6, told
    assert [e["eventCode"] for e in timeline(server, box(1, "STA"))] == ["DEPA", "WAYP", "NOTE"]
    assert [e["eventCode"] for e in timeline(server, box(2, "STA"))] == ["DEPA", "WAYP", "HOLD"]


def test_the_sender_and_its_words_are_shown(server, told):
    note = timeline(server, box(1, "STA"))[-1]
    assert note["source"]["type"] == "IFTSTA" and note["sender"] == "RAILCO"
    assert note["remarks"] == ["STS:20 Delayed", "REASON:40 NO WAGONS"]
    assert {"kind": "WAYBILL", "value": "SMGS1"} in note["references"]


def test_a_crossed_border_moves_a_box_and_a_hold_does_not(server, told):
    shown = server.json("/api/v1/containers/" + box(2, "STA"))
    assert shown["status"] == "on-board" and shown["place"]["code"] == "CNAKL"
    assert shown["vehicle"]["mode"] == "RAIL" and shown["vehicle"]["name"] == "X8005"


def test_where_a_box_is_expected_is_no_fact(server):
    number = box(5, "STA")
    posted(server, iftsta([("24", "202606031105", "CNLYG", [number], TRAIN, "LOC+8+DEDUI:139:6", "DTM+132:202606150300:203")],
                          document="ETA1"))
    assert [(e["eventCode"], e["classifier"], e["place"]["code"]) for e in timeline(server, number)] == [
        ("DEPA", "ACT", "CNLYG"), ("ARRI", "EST", "DEDUI")]
    shown = server.json("/api/v1/containers/" + number)
    assert shown["status"] == "on-board" and shown["place"]["code"] == "CNLYG"


def test_what_dcsa_has_no_word_for_stays_ours(server, told):
    rows = server.json("/v2/events?limit=1000&equipmentReference=" + box(1, "STA"))
    assert {row.get("transportEventTypeCode") or row["equipmentEventTypeCode"] for row in rows} == {"DEPA"}


def test_a_status_without_any_box_is_about_its_document(server):
    told = posted(server, iftsta([("12", "202606150610", "DEDUI", [])], document="PAPER1", consignment="CIM77"))
    assert told["new"] == 1
    assert server.sql("select subject, subject_kind, type, code from event where document = 'PAPER1'") == [
        ["WAYBILL:CIM77", "2", "2", "CUSR"]]
    assert server.sql("select subject from event_reference where kind = 'WAYBILL' and value = 'CIM77'") == [["WAYBILL:CIM77"]]


def test_a_report_taken_back_is_no_longer_where_the_box_is(server):
    number = box(7, "STA")
    report = iftsta([("24", "202606031105", "CNLYG", [number], TRAIN)], document="BACK1")
    posted(server, report)
    assert server.json("/api/v1/containers/" + number)["status"] == "on-board"
    posted(server, report.replace(b"BGM+23+BACK1+9", b"BGM+23+BACK1+1"))
    assert server.json("/api/v1/containers/" + number)["status"] == "not-started"


CODES = """sender,list,status,event,classifier,mode,load,name_en
RAILCO,ZZZ,AB,DEPA,,RAIL,,Left the station
RAILCO,UN,74,DISC,,RAIL,,Taken off the train
RAILCO,ZZZ,BAD,NOTHING,,,,no such event
"""


def test_a_partners_own_codes_are_imported(fresh_server, tmp_path):
    server, number = fresh_server, box(9, "STA")
    own = [("AB::ZZZ:AB", "202606031105", "CNLYG", [number])]
    told = posted(server, iftsta(own, document="OWN1"))
    assert told["status"] == "accepted-with-warnings"
    assert "status-unknown" in [d["code"] for d in told["diagnostics"]]
    assert [(e["eventCode"], e["remarks"]) for e in timeline(server, number)] == [("NOTE", ["STS:ZZZ AB"])]

    path = tmp_path / "railco.csv"
    path.write_text(CODES)
    done = run("import", "--data", server.data, path)
    assert done.returncode == 1, done.stdout + done.stderr  # for the row of no event
    assert "2 status codes taken, 1 refused" in done.stdout and "refused, row 4: " in done.stderr
    assert server.sql("select sender, list, status, event, source from status_code order by list") == [
        ["RAILCO", "UN", "74", "DISC", "user"], ["RAILCO", "ZZZ", "AB", "DEPA", "user"]]

    tries = itertools.count()

    def taken():  # by the daemon that runs
        told = posted(server, iftsta(own, document="TRY%d" % next(tries)))
        return told["status"] == "accepted"

    until(taken, "the daemon has seen the new codes")
    told = posted(server, iftsta(own + [("74", "202606041105", "CNLYG", [number])], document="OWN2"))
    assert told["status"] == "accepted", told
    assert [e["eventCode"] for e in timeline(server, number) if e["document"] == "OWN2"] == ["DEPA", "DISC"]
    told = posted(server, iftsta([("74", "202606041105", "CNLYG", [number])], document="OWN3", sender="OTHER"))
    assert [e["eventCode"] for e in timeline(server, number) if e["document"] == "OWN3"] == ["GTIN"]
