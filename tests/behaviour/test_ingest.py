"""POST /api/v1/messages: receipts, duplicates, refusals, replay; the same whatever the order."""

import hashlib
import random
import threading
from datetime import datetime, timedelta, timezone

import pytest

from lib.messages import box, boxes, codeco, coarri, edifact, join, wrong_box


def posted(server, body, status=200, **how):
    answer = server.post(body, **how)
    assert answer.status == status, answer
    return answer.json()


def test_a_message_is_answered_with_a_receipt_that_can_be_fetched_again(server):
    body = codeco(boxes(2, 1, "INA"), document="A1", booking="BK77")
    told = posted(server, body)
    assert told["status"] == "accepted" and told["events"] == told["new"] == 2
    assert [m["messageId"] for m in told["messages"]] == [told["intakeId"] + ".1"]
    assert told["messages"][0]["events"] == 2 and told["messages"][0]["format"] == "EDIFACT"
    assert server.get("/api/v1/intakes/%s/raw" % told["intakeId"]).body == body
    shown = server.json("/api/v1/containers/" + box(1, "INA"))
    assert shown["status"] == "in-terminal" and shown["place"]["code"] == "CNLYG"
    assert server.sql("select value, sum(events) from consignment where kind = 'BKG' group by value") == [["BK77", "2"]]


def test_the_same_bytes_again_are_a_duplicate_and_change_nothing(server):
    body = codeco(boxes(2, 1, "IND"), document="D1")
    first = posted(server, body)
    state = "select (select count(*) from intake), (select count(*) from message), (select count(*) from event), (select max(changed) from journey)"
    before = server.sql(state)
    again = posted(server, body)
    assert again["status"] == "duplicate" and again["intakeId"] == first["intakeId"]
    assert again["events"] == 2 and again["new"] == 0
    assert again["messages"] == first["messages"] and again["diagnostics"] == first["diagnostics"]
    assert server.sql(state) == before


def test_nothing_accepted_is_422_and_kept(server):
    body = codeco(box(1, "INR"), document="R1")[:-60]
    told = posted(server, body, 422)
    assert told["status"] == "rejected" and told["events"] == 0
    assert any(d["severity"] == "error" for d in told["diagnostics"])
    assert server.get("/api/v1/intakes/%s/raw" % told["intakeId"]).body == body
    assert server.sql("select count(*) from container where number = '%s'" % box(1, "INR")) == [["0"]]


def test_a_wrong_check_digit_is_a_warning_and_taken(server):
    number = wrong_box(1, "INW")
    told = posted(server, codeco(number, document="W1"))
    assert told["status"] == "accepted-with-warnings" and told["new"] == 1
    assert any(d["severity"] == "warning" for d in told["diagnostics"])
    assert server.sql("select number_failed from container where number = '%s'" % number) == [["t"]]


def test_every_prefix_of_a_message_ends_in_a_receipt(server):
    body = codeco(box(1, "INP"), document="P1", booking="BKP", seal="SEAL1")
    whole = 0
    for n in range(1, len(body), 7):
        answer = server.post(body[:n])
        assert answer.status in (200, 422), (n, answer)
        told = answer.json()
        assert (answer.status == 422) == (told["status"] == "rejected"), (n, told)
        whole += told["new"]
    assert whole <= 1
    assert server.sql("select count(*) from event where subject = '%s'" % box(1, "INP")) == [[str(whole)]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_changed_bytes_never_break_the_server(server, seed):
    chance = random.Random(seed)
    body = codeco(boxes(2, 1, "INC"), document="C%d" % seed)
    for _ in range(60):
        changed = bytearray(body)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        assert server.post(bytes(changed)).status in (200, 422)
    assert server.get("/healthz").status == 200


def histories(owner):
    """Messages about a few boxes that overtake, repeat, cancel and replace each other."""
    numbers = boxes(3, 1, owner)
    all = []
    for day, number in enumerate(numbers, 10):
        for k, (kind, direction) in enumerate([("sea", "discharge"), ("gate", "out"), ("gate", "in"), ("sea", "load")]):
            at = "202606%02d0%d00" % (day, k + 1)
            how = dict(at=at, said="202606200%d00" % k, document="%s-%s-%d" % (owner, number, k))
            all.append(coarri(number, direction, **how) if kind == "sea" else codeco(number, direction, **how))
        all.append(all[-1].replace(b"+9'", b"+1'", 1).replace(b"DTM+137:202606200", b"DTM+137:202606210", 1))
        all.append(all[-3].replace(b"+9'", b"+5'", 1).replace(b"DTM+137:202606200", b"DTM+137:202606210", 1))
    return numbers, all


def test_any_order_and_repetition_gives_the_same_journeys(server):
    states = []
    for attempt, owner in enumerate(["IOA", "IOB", "IOC", "IOD"]):
        numbers, messages = histories(owner)
        sent = list(messages)
        if attempt:
            chance = random.Random(attempt)
            sent += chance.sample(messages, 5)
            chance.shuffle(sent)
        for message in sent:
            posted(server, message)
        states.append([server.sql("select status, place, code, since, said, voids, (select count(*) from event where subject = container) from journey "
                                  "where container = '%s'" % n) for n in numbers])
    assert all(s == states[0] for s in states), states


def test_many_senders_of_the_same_boxes_at_once_lose_nothing(server):
    numbers = boxes(40, 1, "INM")
    wrong = []

    def send(k):
        order = numbers if k % 2 else numbers[::-1]
        for round in range(4):
            answer = server.post(codeco(order, "in" if k % 3 else "out", at="2026061%d0%d00" % (round, k),
                                        document="M%d-%d" % (k, round)))
            if answer.status != 200 or answer.json()["new"] != len(numbers):
                wrong.append(answer)

    threads = [threading.Thread(target=send, args=(k,)) for k in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong
    assert server.sql("select count(*) from event where subject like 'INMU%'") == [[str(40 * 24)]]
    # the last move of all wins for each box: day 13, hand 5
    assert server.sql("select distinct status, code from journey where container like 'INMU%'") == [["in-terminal", "GTIN"]]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
def test_the_size_is_the_last_one_said_in_whatever_order_it_came(server, order):
    number = box(1 + sum(n * 3 ** i for i, n in enumerate(order)), "INZ")
    told = [codeco(number, at="202606150800", size="22G1", document="Z1"),
            coarri(number, "load", at="202606151200", size="45G1", document="Z2"),
            codeco(number, "out", at="202606160800", document="Z3").replace(b"+45G1:102:5+", b"++")]
    for n in order:
        assert posted(server, told[n])["new"] == 1
    shown = server.json("/api/v1/containers/" + number)
    assert shown["timeline"][0].get("sizeType") is None
    assert shown["sizeType"]["code"] == "45G1"
    assert [c["sizeType"] for c in server.json("/api/v1/containers?prefix=" + number)["containers"]] == ["45G1"]
    assert server.sql("select size_type from container where number = '%s'" % number) == [["45G1"]]


def test_a_refused_intake_can_be_decoded_again(server):
    body = codeco(box(1, "INY"), document="Y1").replace(b"CODECO", b"NOSUCH")
    told = posted(server, body, 422)
    answer = server.request("POST", "/api/v1/intakes/%s/replay" % told["intakeId"])
    assert answer.status == 422, answer
    assert answer.json()["intakeId"] == told["intakeId"]


def test_a_message_of_a_megabyte_and_more_is_kept_in_pieces(server):
    body = coarri(boxes(12000, 1, "INL"), document="L1")
    assert len(body) > 1 << 20
    told = posted(server, body)
    assert told["events"] == told["new"] >= 12000
    assert server.sql("select encode(sha256(string_agg(bytes, '' order by line)), 'hex') from intake_chunk where intake = '%s'" % told["intakeId"]) == [
        [hashlib.sha256(body).hexdigest()]]
    assert posted(server, body)["status"] == "duplicate"


def test_several_interchanges_in_one_body_are_one_receipt(server):
    told = posted(server, join(codeco(box(1, "INJ"), document="J1"), codeco(box(2, "INJ"), document="J2", interchange="2")))
    assert [m["status"] for m in told["messages"]] == ["accepted", "accepted"]
    assert told["messages"][1]["messageId"].endswith(".2")


VOYAGE = ["TDT+20+031W+++COS:172:182+++9227273:146:11:BRIDGE STAR", "LOC+5+CNLYG:139:6"]


def test_a_bayplan_puts_boxes_on_board_where_it_says(server):
    number = box(1, "INB")
    plan = ["BGM++PLAN7", "DTM+137:202606151900:203"] + VOYAGE + ["LOC+61+NLRTM:139:6", "DTM+136:202606151830:203"]
    plan += ["LOC+147+0180680::5", "LOC+147+0180682::5", "MEA+WT++KGM:21700", "LOC+9+CNLYG:139:6",
             "LOC+11+NLRTM:139:6", "RFF+BM:1", "EQD+CN+%s+45G1+++5" % number, "NAD+CA+COS:172:20"]
    told = posted(server, edifact(plan, "BAPLIE", "D:95B"))
    assert told["status"] == "accepted" and told["diagnostics"] == []
    shown = server.json("/api/v1/containers/" + number)
    assert shown["status"] == "on-board" and shown["vehicle"]["name"] == "BRIDGE STAR"
    aboard = [e for e in shown["timeline"] if e["eventCode"] == "ABRD"]
    assert [(e["classifier"], e["stowage"], e["vehicle"]["name"]) for e in aboard] == [("ACT", "0180682", "BRIDGE STAR")]


def test_an_order_to_load_is_expected_and_a_box_without_a_number_is_counted(server):
    number = box(1, "INO")
    order = ["BGM+45+O7+9"] + VOYAGE[:1] + ["LOC+9+CNLYG:139:6", "DTM+133:203006151830:203",
                                           "EQD+CN+%s+45G1:102:5++2+5" % number, "LOC+11+NLRTM:139:6",
                                           "EQD+CN++22G1:102:5++2+4", "EQN+4:2"]
    told = posted(server, edifact(order, "COPRAR", "D:95B"))
    assert told["status"] == "accepted"
    assert [d["text"][:24] for d in told["diagnostics"] if d["code"] == "no-number"] == ["4 containers are ordered"]
    shown = server.json("/api/v1/containers/" + number)
    assert [(e["eventCode"], e["classifier"]) for e in shown["timeline"]] == [("LOAD", "PLN")]
    assert shown["status"] != "on-board"


def test_an_acknowledgement_is_taken_and_says_what_was_refused(server):
    body = edifact(["UCI+77+LYGTERM:ZZZ+LINE:20+7", "UCM+12+CODECO:D:95B:UN+4", "UCS+4", "UCD+13+3"], "CONTRL", "D:3")
    told = posted(server, body)
    assert told["status"] == "accepted-with-warnings" and told["events"] == 0
    assert [d["text"] for d in told["diagnostics"] if d["severity"] == "warning"] == [
        "message 12 (CODECO) was refused by LINE: segment 4, element 2: missing (13)"]
    assert posted(server, body)["status"] == "duplicate"


def test_a_ships_schedule_says_when_the_boxes_on_board_arrive(server):
    number, voyage = box(1, "INS"), "TDT+20+077W+1++:172+++9227273:146:11:BRIDGE STAR"
    loaded = ["BGM+46+S7+9", voyage, "LOC+9+CNLYG:139:6", "EQD+CN+%s+45G1:102:5++2+5" % number,
              "DTM+203:202606150830:203", "LOC+11+NLRTM:139:6"]
    schedule = ["BGM+TS2+S8+9", voyage, "LOC+9+CNLYG:139:6", "DTM+133:202606151830:203", "LOC+94+CNTAO:139:6",
                "DTM+132:202606120600:203", "LOC+152+NLRTM:139:6+EMX:BER:ZZZ", "DTM+132:203007210600:203",
                "LOC+152+NLRTM:139:6", "DTM+132:203009010600:203"]
    for body in (edifact(schedule, "IFTSAI", "D:99B"), edifact(loaded, "COARRI", "D:95B")):
        assert posted(server, body)["status"] == "accepted"
    group = next(m for m in server.json("/api/v1/map")["moving"] if number in m["containers"])
    assert (group["to"]["code"], group["expected"]) == ("NLRTM", "2030-07-21T04:00:00Z")


def test_a_port_that_a_ship_calls_at_twice_sees_it_coming_both_times(server):
    first, second = (datetime.now(timezone.utc).replace(hour=0, minute=0) + timedelta(days=n) for n in (3, 9))
    schedule = ["BGM+TS2+S9+9", "DTM+137:202606141000:203", "TDT+20+078W+1++:172+++9227273:146:11:BRIDGE STAR"]
    for day in (second, first):
        schedule += ["LOC+152+JPYOK:139:6", "DTM+132:%s:203" % day.strftime("%Y%m%d1200")]
    told = posted(server, edifact(schedule, "IFTSAI", "D:99B"))
    assert (told["status"], told["events"]) == ("accepted", 2)
    coming = [c for c in server.json("/api/v1/hubs/JPYOK")["arrivals"] if c["vehicle"].get("voyage") == "078W"]
    assert coming[0]["when"]["at"] == first.strftime("%Y-%m-%dT12:00:00+09:00")


def test_a_box_that_is_ordered_out_is_expected_until_it_has_gone(server):
    number = box(1, "INR")
    order = ["BGM+12+R7+9", "DTM+137:202606141000:203", "RFF+BN:4001", "EQD+CN+%s+22G1:102:5++2+4" % number,
             "DTM+201:202606151000:203", "LOC+98+CNLYG:139:6", "EQD+CN++45G1:102:5++2+4", "EQN+3"]
    told = posted(server, edifact(order, "COPARN", "D:95B"))
    assert (told["status"], told["events"]) == ("accepted", 2)
    expected = server.json("/api/v1/containers/" + number)
    assert (expected["status"], expected["next"]["eventCode"], expected["next"]["classifier"]) == ("not-started", "GTOT", "PLN")
    gone = ["BGM+36+G7+9", "EQD+CN+%s+22G1:102:5++2+4" % number, "DTM+7:202606150930:203", "LOC+165+CNLYG:139:6"]
    assert posted(server, edifact(gone, "CODECO", "D:95B"))["status"] == "accepted"
    assert "next" not in server.json("/api/v1/containers/" + number)
