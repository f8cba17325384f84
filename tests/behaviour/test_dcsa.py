"""DCSA Track & Trace 2.2: /v2/events."""

import uuid

import pytest

from lib.messages import box, boxes, coarri, codeco
from lib.wire import Wire, head


@pytest.fixture(scope="module")
def filled(server):
    for answer in (server.post(coarri(boxes(12), document="D1", interchange="1")),
                   server.post(codeco(boxes(5), direction="out", at="202606151000", document="G1", interchange="2")),
                   server.post(codeco(boxes(5), direction="in", at="202606151200", place="DEHAM", facility="HHLA",
                                      document="G2", interchange="3"))):
        assert answer.status == 200, answer
    return server


def events(server, query=""):
    answer = server.get("/v2/events" + query)
    assert answer.status == 200, answer
    assert answer.headers["API-Version"] == "2.2.0" and answer.headers["Current-Page"]
    return answer.json()


def codes(rows):
    return sorted(row.get("equipmentEventTypeCode") or row["transportEventTypeCode"] for row in rows)


def test_the_answer_is_a_bare_array_of_whole_events(filled):
    rows = events(filled, "?limit=1000")
    assert len(rows) >= 22
    for row in rows:
        assert uuid.UUID(row["eventID"])
        assert row["eventType"] in ("EQUIPMENT", "TRANSPORT", "SHIPMENT")
        assert row["eventCreatedDateTime"] and row["eventDateTime"] and row["eventClassifierCode"] in ("ACT", "EST", "PLN")


def test_of_one_container(filled):
    rows = events(filled, "?equipmentReference=" + box(1))
    assert codes(rows) == ["DISC", "GTIN", "GTOT"]
    assert {row["equipmentReference"] for row in rows} == {box(1)}
    assert events(filled, "?equipmentReference=" + box(999999)) == []


def test_by_type_and_code(filled):
    assert {row["eventType"] for row in events(filled, "?eventType=EQUIPMENT&limit=1000")} == {"EQUIPMENT"}
    assert set(codes(events(filled, "?equipmentEventTypeCode=GTOT&limit=1000"))) == {"GTOT"}
    assert set(codes(events(filled, "?equipmentEventTypeCode=GTOT,GTIN&limit=1000"))) == {"GTOT", "GTIN"}
    both = events(filled, "?equipmentReference=%s&equipmentEventTypeCode=GTIN" % box(2))
    assert codes(both) == ["GTIN"]


def test_by_place(filled):
    rows = events(filled, "?UNLocationCode=DEHAM&limit=1000")
    assert len(rows) == 5 and set(codes(rows)) == {"GTIN"}


def test_filters_that_exclude_each_other_find_nothing(filled):
    assert events(filled, "?equipmentEventTypeCode=GTIN&transportEventTypeCode=ARRI") == []
    assert events(filled, "?eventCreatedDateTime:gt=2030-01-01T00:00:00Z&eventCreatedDateTime:lt=2020-01-01T00:00:00Z") == []


def test_by_when_it_was_recorded(filled):
    [row] = events(filled, "?equipmentReference=%s&equipmentEventTypeCode=GTIN" % box(3))
    at = row["eventCreatedDateTime"]
    base = "?equipmentReference=%s&equipmentEventTypeCode=GTIN&eventCreatedDateTime" % box(3)
    assert [len(events(filled, base + op + "=" + at)) for op in ("", ":eq", ":gte", ":lte", ":gt", ":lt")] == [1, 1, 1, 1, 0, 0]
    assert len(events(filled, base + "%3Agte=2020-01-01T00:00:00+08:00")) == 1
    assert len(events(filled, base + ":gte=2020-01-01T00:00:00%2B08:00")) == 1


@pytest.mark.parametrize("query", ["?limit=1", "?limit=7", "?limit=300", "?eventType=EQUIPMENT&limit=4"])
def test_pages_give_every_event_once(filled, query):
    whole = [row["eventID"] for row in events(filled, query.split("&limit")[0].split("?limit")[0] +
                                              ("&" if "&" in query else "?") + "limit=1000")]
    paged, cursor = [], None
    while True:
        answer = filled.get("/v2/events" + query + ("&cursor=" + cursor if cursor else ""))
        assert answer.status == 200, answer
        assert answer.headers["Current-Page"] == (cursor or "first")
        paged += [row["eventID"] for row in answer.json()]
        assert answer.headers["Next-Page"] == answer.headers["Next-Page-Cursor"]
        if not answer.json() or not answer.headers["Next-Page-Cursor"]:
            break
        assert answer.headers["Next-Page-Cursor"] != cursor
        cursor = answer.headers["Next-Page-Cursor"]
    assert sorted(paged) == sorted(whole) and len(set(paged)) == len(paged)


def test_the_first_page_is_called_first(filled):
    assert events(filled, "?limit=3&cursor=first") == events(filled, "?limit=3")


def test_look_ups_at_the_same_moment_each_get_their_own_answer(filled):
    """Of one page, of several pages, of nothing, by place, faulty; some hang up before they are answered."""
    asked = [("/v2/events?equipmentReference=" + box(i % 14), "/v2/events?limit=1&equipmentReference=" + box(i % 12),
              "/v2/events?UNLocationCode=DEHAM", "/v2/events?limit=2&cursor=first", "/v2/events?cursor=nonsense!")[i % 5]
             for i in range(60)]
    expected = {path: filled.get(path) for path in set(asked)}
    for _ in range(10):
        wires = [Wire(filled) for _ in asked]
        for i, (wire, path) in enumerate(zip(wires, asked)):
            assert wire.send(head("GET", path))
            if i % 7 == 3:
                wire.close()
        for i, (wire, path) in enumerate(zip(wires, asked)):
            if i % 7 == 3:
                continue
            status, headers, body = wire.answer()
            assert status == expected[path].status
            assert headers.get("next-page-cursor") == expected[path].headers.get("Next-Page-Cursor")
            if status == 200:
                assert body.decode() == expected[path].text
            wire.close()


def test_many_look_ups_on_one_connection_come_back_in_order(filled):
    paths = ["/v2/events?limit=%d&equipmentReference=%s" % (1 + i % 3, box(i % 6)) for i in range(40)]
    expected = {path: filled.get(path).text for path in set(paths)}
    with Wire(filled) as wire:
        assert wire.send(b"".join(head("GET", path) for path in paths))
        for path in paths:
            status, _, body = wire.answer()
            assert status == 200 and body.decode() == expected[path]


def test_a_limit_beyond_ours_is_no_fault(filled):
    assert events(filled, "?limit=100000")


def test_one_event_by_its_id(filled):
    [row] = events(filled, "?equipmentReference=%s&equipmentEventTypeCode=DISC" % box(4))
    answer = filled.get("/v2/events/" + row["eventID"])
    assert answer.status == 200 and answer.json() == row
    assert answer.headers["API-Version"] == "2.2.0"


@pytest.mark.parametrize("query", [
    "?eventType=FOO", "?eventType=", "?eventType=equipment", "?equipmentEventTypeCode=LOADED", "?transportEventTypeCode=ARRV",
    "?eventType=TRANSPORT&equipmentEventTypeCode=LOAD", "?eventType=SHIPMENT&transportEventTypeCode=ARRI",
    "?eventType=EQUIPMENT&transportEventTypeCode=ARRI", "?eventType=SHIPMENT&transportEventTypeCode=ARRV",
    "?shipmentEventTypeCode=FOO", "?eventType=TRANSPORT&shipmentEventTypeCode=DRFT", "?limit=0", "?limit=x", "?cursor=nonsense!",
    "?eventCreatedDateTime=today", "?eventCreatedDateTime:gte=2026-06-15T00:00:00", "?eventCreatedDateTime:ne=2026-06-15T00:00:00Z",
    "?equipmentReference=LYGU0000015LYGU0000015", "?unknown=1", "?eventType=EQUIPMENT&eventType=TRANSPORT"])
def test_a_bad_request_gets_the_standards_error_body(server, query):
    answer = server.get("/v2/events" + query)
    assert answer.status == 400 and answer.headers["API-Version"] == "2.2.0", answer
    body = answer.json()
    assert body["httpMethod"] == "GET" and body["requestUri"] == "/v2/events" + query and body["statusCode"] == 400
    assert body["statusCodeText"] and body["errorDateTime"]
    assert body["errors"][0]["reason"] and body["errors"][0]["message"]


def test_an_unknown_event_is_404(server):
    for path in ("/v2/events/7", "/v2/events/00000000-0000-0000-0000-000000000000", "/v2/nothing"):
        answer = server.get(path)
        assert answer.status == 404 and answer.json()["statusCode"] == 404
        assert answer.headers["API-Version"] == "2.2.0"


def test_the_asked_version_must_be_ours(server):
    assert server.get("/v2/events", {"API-Version": "2"}).status == 200
    assert server.get("/v2/events", {"API-Version": "3"}).status == 400
