"""GET /api/v1/messages/{id}: one message, its delivery, its bytes."""

import json

import pytest

from lib.daemon import run
from lib.messages import box, boxes, codeco, edifact


def bare(numbers, document):
    """A message without its envelope."""
    message = codeco(numbers, document=document, envelope=False)
    return message if isinstance(message, bytes) else message.encode()


def two(server, name):
    """A delivery of two messages: the bytes, its receipt."""
    bodies = [bare(box(n), "%s%d" % (name, n)) for n in (1, 2)]
    whole = b"UNB+UNOA:2+LYGTERM+LINE+260615:0800+%s'\n" % name.encode() + b"".join(bodies) + b"UNZ+2+%s'\n" % name.encode()
    receipt = server.post(whole).json()
    assert receipt["status"] in ("accepted", "duplicate"), receipt
    return whole, receipt


def test_a_message_is_shown_as_the_list_shows_it_with_its_delivery(server):
    whole, receipt = two(server, "MSG")
    listed = server.json("/api/v1/messages?intake=" + receipt["intakeId"])["messages"]
    assert len(listed) == 2
    for row in listed:
        message = server.json("/api/v1/messages/" + row["messageId"])
        intake = message.pop("intake")
        assert message == row
        assert intake["id"] == receipt["intakeId"] and intake["sender"] == "local" and intake["kept"] is True
        assert intake["format"] == server.json("/api/v1/intakes/" + receipt["intakeId"])["format"] and intake["received"] == row["received"]


def test_the_bytes_of_a_message_are_its_own_alone(server):
    whole, receipt = two(server, "RAW")
    for row in server.json("/api/v1/messages?intake=" + receipt["intakeId"])["messages"]:
        answer = server.get("/api/v1/messages/%s/raw" % row["messageId"])
        assert answer.status == 200 and answer.headers["Content-Type"] == "application/octet-stream"
        assert "attachment" in answer.headers["Content-Disposition"]
        assert answer.body == whole[row["offset"]:row["offset"] + row["length"]]
        assert answer.body.startswith(b"UNH+") and answer.body.count(b"UNT+") == 1


def test_bytes_across_the_pieces_a_delivery_is_kept_in_come_whole(server):
    # one message of more than two megabytes, behind another
    large, small = bare(boxes(20000, start=1000), "LARGE"), bare(box(1), "SMALL")
    whole = b"UNB+UNOA:2+LYGTERM+LINE+260615:0800+BIG'\n" + small + large + b"UNZ+2+BIG'\n"
    assert len(large) > 2 << 20
    receipt = server.post(whole).json()
    rows = server.json("/api/v1/messages?intake=" + receipt["intakeId"])["messages"]
    assert sorted(r["length"] for r in rows)[1] > 2 << 20
    for row in rows:
        body = server.get("/api/v1/messages/%s/raw" % row["messageId"]).body
        assert body == whole[row["offset"]:row["offset"] + row["length"]]


def test_a_refused_message_is_shown_with_what_is_wrong(server):
    receipt = server.post(edifact(["BGM+34+BAD+9"], type="NOSUCH", interchange="BAD")).json()
    [row] = server.json("/api/v1/messages?intake=" + receipt["intakeId"])["messages"]
    message = server.json("/api/v1/messages/" + row["messageId"])
    assert message["status"] == "rejected" and message["diagnostics"]


@pytest.mark.parametrize("id", ["x", "00000000-0000-4000-8000-000000000000.1", "00000000-0000-4000-8000-000000000000", "%s", "%s.0",
                                "%s.3", "%s.1x", "%s.-1", "%s.99999999999", "%s.", ".1", "%s.1.1"])
def test_a_message_that_is_none_is_not_found(server, id):
    whole, receipt = two(server, "NONE")
    path = "/api/v1/messages/" + (id % receipt["intakeId"] if "%s" in id else id)
    for answer in (server.get(path), server.get(path + "/raw")):
        assert answer.status == 404 and answer.json()["code"] == "unknown", answer


def test_a_party_sees_its_own_messages_only(fresh_server):
    keys = {}
    for name, role, party in (("hub", "operator", None), ("mine", "sender", "MINE"), ("other", "sender", "OTHER")):
        done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", fresh_server.data)
        assert done.returncode == 0, done.stderr
        keys[name] = {"Authorization": "Bearer " + done.stdout.strip()}
    posted = fresh_server.post(codeco(box(1), document="P", interchange="P"), headers=keys["mine"])
    assert posted.status == 200, posted
    path = "/api/v1/messages/%s.1" % posted.json()["intakeId"]
    for tail in ("", "/raw"):
        assert [fresh_server.get(path + tail, keys[who]).status for who in ("hub", "mine", "other")] == [200, 200, 404]
