"""How PostgreSQL answers /v2/events and /events: whatever is asked, it reads what an index leads it to, never the table of events.

The plans are those of the daemon's own statements as they ran (auto_explain), with the rows that they really read.
"""

import json
import os
import re

import pytest

from lib import dcsa3
from lib.daemon import Server, make_dir, remove, run, until
from lib.dcsa import is_asked_for
from lib.found import fill, fill_with_moves, ship_report, url
from lib.messages import box, boxes

MOVES = 40  # messages of 1000 boxes
CALL = "IMO9227273/031W@CNLYG"
EXPLAIN = """session_preload_libraries = 'auto_explain'
auto_explain.log_min_duration = 0
auto_explain.log_analyze = on
auto_explain.log_timing = off
auto_explain.log_format = json
"""


class Explained(Server):
    """A daemon whose PostgreSQL writes down how each statement ran."""

    def plans_of(self, path, headers=None):
        """The answer, and the plan of its statement."""
        name = os.path.join(self.data, "log", "postgresql.log")
        start = os.path.getsize(name)
        answer = self.get(path, headers or self.operator)

        def plans():
            with open(name, "rb") as f:
                f.seek(start)
                text = f.read().decode(errors="replace")
            found = []
            for piece in re.findall(r"(?ms)^\S+ \S+ \S+ \[\d+\] landbridge (?:long )?read LOG: [^\n]*plan:$(.*?)(?=^\d|\Z)", text):  # the judge writes
                try:
                    found.append(json.JSONDecoder().raw_decode(piece.strip().replace("\n\t", "\n"))[0])
                except json.JSONDecodeError:  # its end is not written yet
                    return None
            return [plan["Plan"] for plan in found if any(word in plan["Query Text"] for word in (" dcsa", ".dcsa", "e.said_offset"))] or None

        return answer, until(plans, "the plan of %s is written" % path)


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def rows_read(plan):
    """Rows of the table of events that a plan touched, those it threw away too."""
    return sum(node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) +
                                       node.get("Rows Removed by Index Recheck", 0))
               for node in nodes(plan) if node.get("Relation Name") == "event")


def add_party(server):
    """A forwarder that told of few boxes and was granted a few of others'; and a key of the hub itself."""
    keys = {}
    for name, more in (("operator", []), ("forwarder", ["--party", "FORWARDER"])):
        done = run("key", "add", name, "--role", "operator", *more, "--data", server.data)
        assert done.returncode == 0, done.stderr
        keys[name] = {"Authorization": "Bearer " + done.stdout.strip()}
    server.operator, server.forwarder = keys["operator"], keys["forwarder"]
    report = ship_report("9300001", "100N", "CNLYG", boxes(6, start=1, owner="FWD"), document="FWD", booking="BK1", bill="BL1")
    assert server.post(report, headers=server.forwarder).status == 200
    server.sql("insert into access (party, subject, scope) select 'FORWARDER', s, 'all' from unnest(array['%s']) s" %
               "','".join(boxes(3, start=1, owner="BIG") + ["BKG:BK1"]))
    server.sql("vacuum (analyze) event")
    server.sql("analyze")


@pytest.fixture(scope="module")
def explained():
    path = make_dir()
    server = Explained(path)
    try:
        server.start()
        fill(server)
        fill_with_moves(server, MOVES)
        add_party(server)
        server.stop()
        with open(os.path.join(server.data, "pg", "local.conf"), "w") as f:
            f.write(EXPLAIN)
        os.chmod(f.name, 0o644)
        yield server.start()
    finally:
        server.end()
        remove(path)


CODES = {"SHIPMENT": [[("shipmentEventTypeCode", "CONF,ISSU")], [("documentTypeCode", "BKG")],
                      [("documentTypeCode", "BKG,TRD"), ("shipmentEventTypeCode", "SURR")], [("shipmentEventTypeCode", "PENA")],
                      [("documentTypeCode", "VGM")]],
         "TRANSPORT": [[("transportEventTypeCode", "ARRI")], [("transportEventTypeCode", "DEPA")]],
         "EQUIPMENT": [[("equipmentEventTypeCode", "LOAD,DISC")], [("equipmentEventTypeCode", "RSEA,STUF,STRP")],
                       [("equipmentEventTypeCode", "LOAD")], [("equipmentEventTypeCode", "DISC")],
                       [("equipmentEventTypeCode", "GTIN")], [("equipmentEventTypeCode", "GTIN,GTOT")]]}
SHARED = [[("carrierBookingReference", "BK1")], [("transportDocumentReference", "BL1")], [("equipmentReference", box(3))],
          [("bookingReference", "BK1")]]
CALLS = [[("transportCallID", CALL)], [("vesselIMONumber", "9227273")], [("exportVoyageNumber", "031W")],
         [("carrierVoyageNumber", "2103S")], [("carrierServiceCode", "FE1")], [("UNLocationCode", "NLRTM")],
         [("UNLocationCode", "CNLYG")], [("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W")],
         [("vesselIMONumber", "9300001")], [("vesselIMONumber", "9300001"), ("UNLocationCode", "CNLYG")]]


def times(created):
    return [[("eventCreatedDateTime:eq", created)], [("eventCreatedDateTime:gte", created), ("eventCreatedDateTime:lte", created)],
            [("eventCreatedDateTime:gt", created), ("eventCreatedDateTime:lt", "2126-01-01T00:00:00Z")],
            [("eventCreatedDateTime:gte", "2020-01-01T00:00:00Z"), ("eventCreatedDateTime:lt", "2126-01-01T00:00:00Z")],
            [("eventCreatedDateTime:lt", "2126-01-01T00:00:00Z")]]


def combinations(created):
    """The gateway's filters, alone, with each type of event, and with a time."""
    yield []
    for filters in SHARED + CALLS + times(created):
        yield filters
    for type in CODES:
        own, calls = [("eventType", type)], [] if type == "SHIPMENT" else CALLS
        for filters in [[]] + SHARED + CODES[type] + calls + times(created):
            yield own + filters
        for codes in CODES[type]:
            yield codes
            for more in SHARED + calls + times(created):
                yield codes + more
        for filters in SHARED + calls:
            yield own + filters + times(created)[2]


def rows_of(explained, filters, key):
    """How many rows of events a page of ten took, and what was read whole."""
    answer, plans = explained.plans_of(url(filters, limit=10), key)
    assert answer.status == 200, answer
    scans = [node["Relation Name"] for plan in plans for node in nodes(plan)
             if node["Node Type"] == "Seq Scan" and node.get("Relation Name") not in (None, "access")]
    assert not scans, (filters, scans)
    return sum(rows_read(plan) for plan in plans)


def test_no_question_of_the_gateway_scans_the_events(explained):
    """A page of ten reads a page's worth of each stretch of an index that it draws on: a stretch is a code of a call or of a place."""
    [[whole]] = explained.sql("select count(*) from event")
    assert int(whole) > 1000 * MOVES
    created = explained.get(url([("equipmentReference", box(3))]), explained.operator).json()[-1]["eventCreatedDateTime"]
    asked = 0
    for filters in combinations(created):
        read = rows_of(explained, filters, explained.operator)
        instants = {name for name, _ in filters} & {"eventCreatedDateTime:eq", "eventCreatedDateTime:lte"}
        assert read <= (int(whole) / 10 if instants else 11 * (MOVES + 20)), (filters, read)
        asked += 1
    assert asked > 150


def test_a_partys_key_reads_no_more_than_the_party_may_see(explained):
    """What others told of the same ship, place and time is not gone through to find the few events of one party."""
    created = explained.get(url([("equipmentReference", box(3))]), explained.operator).json()[-1]["eventCreatedDateTime"]
    most = 200
    seen = explained.get(url([], limit=most), explained.forwarder).json()
    granted = boxes(3, start=1, owner="BIG")
    assert {event.get("equipmentReference") for event in seen} == {None, *boxes(6, start=1, owner="FWD"), *granted}
    assert {event["documentID"] for event in seen if event["eventType"] == "SHIPMENT"} == {"BK1"}
    for filters in combinations(created):
        answer = explained.get(url(filters, limit=most), explained.forwarder).json()
        wanted = [event for event in seen if is_asked_for(event, filters)]
        if "equipmentReference" not in dict(filters):
            assert [event["eventID"] for event in answer] == [event["eventID"] for event in wanted], filters
        names = {name for name, _ in filters}
        if not names & {"carrierBookingReference", "transportDocumentReference", "equipmentReference", "bookingReference", "transportCallID",
                        "exportVoyageNumber"}:
            read = rows_of(explained, filters, explained.forwarder)
            assert read <= most, (filters, read)


def test_sorting_reads_only_what_is_asked_about(explained):
    for filters in ([("equipmentReference", box(3))], [("carrierBookingReference", "BK0")], [("transportDocumentReference", "BL0")],
                    [("transportCallID", CALL)], [("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W")]):
        answer, plans = explained.plans_of(url(filters, limit=3, sort="eventDateTime:DESC"))
        assert answer.status == 200 and answer.json()
        assert all(rows_read(plan) < 300 for plan in plans), filters


def test_a_page_far_on_begins_where_its_cursor_is(explained):
    """A cursor leads into the index: pages do not get slower one by one."""
    filters = [("vesselIMONumber", "9300001")]
    cursor = explained.get(url(filters, limit=1000), explained.operator).headers["Next-Page-Cursor"]
    for _ in range(8):
        cursor = explained.get(url(filters, limit=1000, cursor=cursor), explained.operator).headers["Next-Page-Cursor"]
    answer, plans = explained.plans_of(url(filters, limit=10, cursor=cursor))
    assert len(answer.json()) == 10
    [plan] = plans
    assert rows_read(plan) <= 11 * MOVES  # a page's worth of each of its calls
    answer, plans = explained.plans_of(url([], limit=10, cursor=cursor))
    assert len(answer.json()) == 10 and all(rows_read(plan) <= 20 for plan in plans)


def test_one_event_by_its_id(explained):
    event = explained.get(url([], limit=1), explained.operator).json()[0]
    answer, plans = explained.plans_of("/v2/events/" + event["eventID"])
    assert answer.json() == event and all(rows_read(plan) <= 2 for plan in plans)


# /events, of 3.0


def read_for_3_0(explained, filters, **more):
    """The answer's events, and how many rows of the table of events were read for it; no table is scanned."""
    answer, plans = explained.plans_of(dcsa3.url(filters, **more))
    assert answer.status == 200, answer
    [plan] = plans
    scans = [node for node in nodes(plan) if node["Node Type"] == "Seq Scan" and node.get("Relation Name") not in (None, "access")]
    assert not scans, (filters, scans)
    return answer.json()["events"], rows_read(plan), answer.headers["Next-Page-Cursor"]


def test_3_0_reads_what_the_container_or_the_paper_leads_to(explained):
    booking, bill, number = ("carrierBookingReference", "BK1"), ("transportDocumentReference", "BL1"), ("equipmentReference", box(3))
    more = [[], [("eventTypes", "IOT")], [("eventTypes", "EQUIPMENT,SHIPMENT")], [("eventUpdatedDateTimeMin", "2026-06-01T00:00:00Z")],
            [("eventTypes", "EQUIPMENT"), ("eventUpdatedDateTimeMin", "2026-06-01T00:00:00Z"), ("eventUpdatedDateTimeMax", "2126-01-01T00:00:00Z")]]
    for base in ([booking], [booking, number], [bill], [bill, number], [number], [booking, bill], [("equipmentReference", box(777777))]):
        for filters in more:
            assert read_for_3_0(explained, base + filters, limit=10)[1] < 300, base + filters
    assert len(read_for_3_0(explained, [number])[0]) > 1


def test_3_0_reads_a_paper_of_many_containers_row_by_row(explained):
    """Each of a thousand events is looked at once, with the few others of its container."""
    many = [("carrierBookingReference", "MANY3")]
    events, rows, cursor = read_for_3_0(explained, many, limit=50)
    assert len(events) == 50 and cursor and rows < 6000
    assert read_for_3_0(explained, many, limit=50, cursor=cursor)[1] < 6000


def test_3_0_reads_a_stretch_of_the_feed_whatever_is_wanted_of_it(explained):
    [[whole]] = explained.sql("select count(*) from event")
    cursor = None
    for filters in ([], [("eventTypes", "REEFER")], [("eventUpdatedDateTimeMin", "2126-01-01T00:00:00Z")]):
        for _ in range(3):
            events, rows, cursor = read_for_3_0(explained, filters, limit=100, **({"cursor": cursor} if cursor else {}))
            assert rows < 6000 < int(whole) and len(events) == (0 if filters else 100) and cursor
