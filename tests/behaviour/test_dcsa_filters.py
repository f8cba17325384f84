"""/v2/events against the standard: every answer has its shape, and holds what was asked for, all of it and nothing else."""

import itertools

import pytest

from lib.dcsa import CODE, ERROR, EVENTS, is_asked_for, time_of
from lib.found import SHIPS, fill, pages, paper, ship_report, url
from lib.messages import box, boxes
from lib.wire import Later

TYPES = ("SHIPMENT", "TRANSPORT", "EQUIPMENT")


@pytest.fixture(scope="module")
def filled(server):
    fill(server)
    return server


@pytest.fixture(scope="module")
def everything(filled):
    return pages(filled, [])


def ids(events):
    return [event["eventID"] for event in events]


def check(server, everything, filters, **how):
    """The answer to filters has the standard's shape and is what everything holds of it; returns it."""
    found = pages(server, filters, **how)
    EVENTS.validate(found)
    wanted = [event for event in everything if is_asked_for(event, filters)]
    assert sorted(ids(found)) == sorted(ids(wanted)), filters
    assert all(event in everything for event in found)
    return found


def test_every_type_has_the_standards_shape(everything):
    EVENTS.validate(everything)
    for type in TYPES:
        assert sum(event["eventType"] == type for event in everything) >= 10, type
    assert len(set(ids(everything))) == len(everything)


CALL = "IMO9227273/031W@CNLYG"
ALONE = [
    ("eventType", "SHIPMENT"), ("eventType", "TRANSPORT"), ("eventType", "EQUIPMENT"), ("eventType", "SHIPMENT,TRANSPORT"),
    ("eventType", "EQUIPMENT,TRANSPORT,SHIPMENT"),
    ("shipmentEventTypeCode", "CONF"), ("shipmentEventTypeCode", "ISSU,SURR,HOLD"),
    ("documentTypeCode", "BKG"), ("documentTypeCode", "TRD,CUS"), ("documentTypeCode", "SHI,ARN,BKG"),
    ("carrierBookingReference", "BK1"), ("bookingReference", "BK2"), ("transportDocumentReference", "BL3"),
    ("transportDocumentReference", "BL0"),
    ("transportEventTypeCode", "ARRI"), ("transportEventTypeCode", "ARRI,DEPA"),
    ("transportCallID", CALL), ("vesselIMONumber", "9227273"), ("vesselIMONumber", "9321483"), ("exportVoyageNumber", "031W"),
    ("carrierVoyageNumber", "2103S"), ("UNLocationCode", "CNLYG"), ("UNLocationCode", "NLRTM"),
    ("carrierServiceCode", "FE0"), ("carrierServiceCode", "FE1"), ("equipmentEventTypeCode", "LOAD"), ("equipmentEventTypeCode", "LOAD,DISC"),
    ("equipmentReference", box(3)), ("equipmentReference", box(901)),
]
NOTHING = [
    ("shipmentEventTypeCode", "PENA"), ("documentTypeCode", "VGM"), ("carrierBookingReference", "BK"), ("transportDocumentReference", "BK1"),
    ("transportCallID", CALL + "X"), ("vesselIMONumber", "9999993"), ("exportVoyageNumber", "31W"), ("carrierServiceCode", "FE2"),
    ("UNLocationCode", "USNYC"), ("UNLocationCode", "XXXXX"), ("equipmentEventTypeCode", "RSEA"), ("equipmentReference", box(777)),
    ("transportDocumentID", "0342254a-5927-4856-b9c9-aa12e7c00563"), ("scheduleID", "0342254a-5927-4856-b9c9-aa12e7c00563"),
]


@pytest.mark.parametrize("filter", ALONE, ids="=".join)
def test_a_filter_alone_finds_what_it_asks_for(filled, everything, filter):
    assert check(filled, everything, [filter])


@pytest.mark.parametrize("filter", NOTHING, ids="=".join)
def test_what_is_not_there_is_an_empty_list(filled, filter):
    assert pages(filled, [filter]) == []


def gateway_scenarios(everything):
    """What the conformance checks of 2.2 ask: of each type, each of its filters with a value that is there."""
    common = ["carrierBookingReference", "transportDocumentReference", "equipmentReference"]
    of_transports = ["transportCallID", "vesselIMONumber", "exportVoyageNumber", "UNLocationCode"]
    of_boxes = of_transports + ["carrierServiceCode", "equipmentEventTypeCode"]
    names = {"SHIPMENT": common + ["shipmentEventTypeCode", "documentTypeCode"],
             "TRANSPORT": ["transportEventTypeCode"] + of_transports,
             "EQUIPMENT": common + of_boxes}
    values = {"carrierBookingReference": "BK1", "transportDocumentReference": "BL1", "equipmentReference": box(3),
              "shipmentEventTypeCode": "CONF,ISSU", "documentTypeCode": "BKG,TRD", "transportEventTypeCode": "DEPA",
              "equipmentEventTypeCode": "LOAD", "transportCallID": CALL, "vesselIMONumber": "9227273", "exportVoyageNumber": "031W",
              "UNLocationCode": "CNLYG", "carrierServiceCode": "FE0"}
    for type in TYPES:
        for name in names[type]:
            yield [("eventType", type), (name, values[name])]
        created = sorted({event["eventCreatedDateTime"] for event in everything if event["eventType"] == type}, key=time_of)
        early, late = created[len(created) // 3], created[2 * len(created) // 3]
        yield [("eventType", type), ("eventCreatedDateTime:eq", early)]
        for low, high in itertools.product((":gt", ":gte"), (":lt", ":lte")):
            yield [("eventType", type), ("eventCreatedDateTime" + low, early), ("eventCreatedDateTime" + high, late)]


def test_the_gateways_scenarios_find_what_they_ask_for(filled, everything):
    for filters in gateway_scenarios(everything):
        assert check(filled, everything, filters), filters


def test_any_two_filters_find_what_both_ask_for(filled, everything):
    created = sorted({event["eventCreatedDateTime"] for event in everything}, key=time_of)
    some = [("eventType", "TRANSPORT,EQUIPMENT"), ("shipmentEventTypeCode", "CONF,ISSU"), ("documentTypeCode", "BKG,ARN"),
            ("carrierBookingReference", "BK0"), ("transportDocumentReference", "BL3"), ("transportEventTypeCode", "ARRI"),
            ("transportCallID", CALL), ("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W"), ("UNLocationCode", "CNLYG"),
            ("carrierServiceCode", "FE0"), ("equipmentEventTypeCode", "LOAD"), ("equipmentReference", box(3)), ("equipmentReference", box(901)),
            ("eventCreatedDateTime:gte", created[len(created) // 2]), ("eventCreatedDateTime:lt", created[len(created) // 2])]
    found = 0
    for pair in itertools.combinations(some, 2):
        names = [name for name, _ in pair]
        if names[0] == names[1] or {"eventType", "shipmentEventTypeCode"} == set(names) or {"eventType", "documentTypeCode"} == set(names):
            continue
        found += bool(check(filled, everything, list(pair)))
    assert found > 25


def test_many_filters_at_once(filled, everything):
    whole = [("eventType", "EQUIPMENT"), ("equipmentEventTypeCode", "DISC,LOAD"), ("carrierBookingReference", "BK0"),
             ("transportDocumentReference", "BL0"), ("transportCallID", CALL), ("vesselIMONumber", "9227273"),
             ("exportVoyageNumber", "031W"), ("UNLocationCode", "CNLYG"), ("eventCreatedDateTime:gte", "2020-01-01T00:00:00Z")]
    assert len(check(filled, everything, whole)) == 6
    assert len(check(filled, everything, whole + [("equipmentReference", box(3))])) == 1


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_of_any_size_hold_the_same(filled, everything, limit):
    for filters in ([("vesselIMONumber", "9227273")], [("carrierBookingReference", "BK1")], [("eventType", "SHIPMENT")],
                    [("eventType", "TRANSPORT"), ("UNLocationCode", "CNLYG")], [("UNLocationCode", "CNLYG")],
                    [("documentTypeCode", "BKG,TRD,CUS")], [("exportVoyageNumber", "031W")]):
        found = check(filled, everything, filters, limit=limit)
        assert len(found) > 2 and ids(found) == ids(pages(filled, filters)), filters


def ordered_by(event, sort):
    signs = [(name.split(":")[0], -1 if name.endswith(":DESC") else 1) for name in sort.split(",")]
    return [sign * time_of(event[name]).timestamp() for name, sign in signs]


@pytest.mark.parametrize("sort", ["eventDateTime", "eventDateTime:ASC", "eventDateTime:DESC", "eventCreatedDateTime:DESC",
                                  "eventCreatedDateTime:ASC,eventDateTime:DESC", "eventDateTime:DESC,eventCreatedDateTime"])
def test_sorted_pages(filled, everything, sort):
    for filters in ([("equipmentReference", box(3))], [("carrierBookingReference", "BK0")], [("transportDocumentReference", "BL2")],
                    [("transportCallID", CALL)], [("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W")],
                    [("eventType", "EQUIPMENT"), ("carrierBookingReference", "BK1")]):
        whole = check(filled, everything, filters, sort=sort)
        keys = [ordered_by(event, sort) for event in whole]
        assert len(whole) > 1 and keys == sorted(keys)
        assert ids(pages(filled, filters, limit=2, sort=sort)) == ids(whole)


@pytest.mark.parametrize("query", [
    "sort=eventDateTime", "sort=eventDateTime:DESC&eventType=EQUIPMENT", "sort=eventDateTime&UNLocationCode=CNLYG",
    "sort=eventDateTime&vesselIMONumber=9227273", "sort=&equipmentReference=LYGU0000015", "sort=eventType&equipmentReference=LYGU0000015",
    "sort=eventDateTime:asc&equipmentReference=LYGU0000015", "sort=eventDateTime,eventDateTime:DESC&equipmentReference=LYGU0000015",
    "sort=eventDateTime,eventCreatedDateTime,eventDateTime&equipmentReference=LYGU0000015",
    "eventType=SHIPMENT&transportEventTypeCode=ARRV", "eventType=TRANSPORT&shipmentEventTypeCode=DRFT",
    "eventType=EQUIPMENT&shipmentEventTypeCode=DRFT", "eventType=EQUIPMENT&documentTypeCode=BKG", "documentTypeCode=BILL",
    "shipmentEventTypeCode=FOO", "shipmentEventTypeCode=CONF,FOO", "equipmentEventTypeCode=CONF", "eventType=SHIPMENT,FOO",
    "carrierBookingReference=" + 36 * "B", "carrierBookingReference=", "bookingReference=" + 36 * "B",
    "transportDocumentReference=" + 21 * "B", "transportCallID=" + 101 * "C", "vesselIMONumber=92272730",
    "exportVoyageNumber=" + 51 * "V", "carrierServiceCode=FE1234", "UNLocationCode=CNLYGX", "transportDocumentID=BL1", "scheduleID=7",
    "limit=0", "limit=-1", "limit=1.5", "cursor=00", "cursor=2e2e", "cursor=312e", "cursor=312e322e332e34",
    "equipmentReference=LYGU0000015&sort=eventDateTime&cursor=312e32"])
def test_what_the_standard_does_not_allow_is_refused(filled, query):
    answer = filled.get("/v2/events?" + query)
    assert answer.status == 400 and answer.headers["API-Version"] == "2.2.0", answer
    ERROR.validate(answer.json())


@pytest.mark.parametrize("odd", ["\\", '"', "{}", "','", "%", "\u0001", "\u007f", "\\u0000", "NULL", "箱", "\U0001f4e6", "$1", "--"])
def test_odd_values_find_nothing(filled, odd):
    for name in ("carrierBookingReference", "transportDocumentReference", "transportCallID", "vesselIMONumber", "exportVoyageNumber",
                 "equipmentReference"):
        assert pages(filled, [(name, odd)]) == []
        if name != "equipmentReference":
            assert pages(filled, [("equipmentReference", box(3)), (name, odd)]) == []
            assert pages(filled, [("eventType", "TRANSPORT"), (name, odd)]) == []


def test_what_was_taken_back_is_not_said_of_any_container(filled):
    how = dict(document="BACK", twin=box(6001), interchange="BACK")
    imo, voyage, place = SHIPS[0]
    assert filled.post(ship_report(imo, voyage, place, [box(6000)], **how)).status == 200
    assert len(pages(filled, [("equipmentReference", box(6000))])) == len(pages(filled, [("equipmentReference", box(6001))])) == 1
    assert filled.post(ship_report(imo, voyage, place, [box(6000)], function=1, said="202606141000", **how)).status == 200
    assert pages(filled, [("equipmentReference", box(6000))]) == pages(filled, [("equipmentReference", box(6001))]) == []


def test_types_that_exclude_each_other_find_nothing(filled):
    for query in ("equipmentEventTypeCode=LOAD&shipmentEventTypeCode=CONF", "documentTypeCode=BKG&transportEventTypeCode=ARRI",
                  "eventType=SHIPMENT&vesselIMONumber=9227273", "eventType=SHIPMENT&UNLocationCode=CNLYG",
                  "carrierBookingReference=BK0&bookingReference=BK1", "exportVoyageNumber=031W&carrierVoyageNumber=032E"):
        answer = filled.get("/v2/events?" + query)
        assert answer.status == 200 and answer.json() == [], answer
    assert filled.get("/v2/events?carrierBookingReference=BK0&bookingReference=BK0").json()


def test_the_gateway_pages_by_one(filled):
    first = filled.get(url([("eventType", "EQUIPMENT")], limit=1), {"API-Version": "2"})
    cursor = first.headers["Next-Page-Cursor"]
    second = filled.get(url([("eventType", "EQUIPMENT")], limit=1, cursor=cursor), {"API-Version": "2"})
    assert second.headers["Current-Page"] == cursor and len(first.json()) == len(second.json()) == 1
    assert first.json() != second.json()


def test_the_default_page_has_100(filled):
    assert len(filled.get("/v2/events").json()) == 100


@pytest.mark.parametrize("version, status", [("2", 200), ("2.2", 200), ("2.2.0", 200), ("1", 400), ("3", 400), ("22", 400), ("2.x", 400),
                                             ("", 400)])
def test_the_major_version_asked_for_must_be_this_one(filled, version, status):
    for path in ("/v2/events?limit=1", "/v2/events/00000000-0000-0000-0000-000000000000"):
        answer = filled.get(path, {"API-Version": version})
        assert answer.status == (status if status == 400 or "?" in path else 404), answer
        assert answer.headers["API-Version"] == "2.2.0"
        if answer.status != 200:
            ERROR.validate(answer.json())


def test_each_event_by_its_id(filled, everything):
    for type in TYPES:
        event = next(event for event in everything if event["eventType"] == type)
        answer = filled.get("/v2/events/" + event["eventID"])
        assert answer.status == 200 and answer.json() == event and answer.headers["API-Version"] == "2.2.0"


# Every key that may drive a question, in the feed's order, and sorted where that may be asked.
WALKS = [([], {})] + [([filter], {}) for filter in (
    ("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W"), ("transportCallID", CALL), ("carrierServiceCode", "FE0"), ("UNLocationCode", "CNLYG"),
    ("equipmentReference", box(3)), ("carrierBookingReference", "BK0"), ("transportDocumentReference", "BL0"), ("documentTypeCode", "BKG"),
    ("eventType", "TRANSPORT"), ("eventType", "EQUIPMENT"), ("equipmentEventTypeCode", "DISC"),
    ("eventCreatedDateTime:gte", "2020-01-01T00:00:00Z"))] + [
    ([("vesselIMONumber", "9227273"), ("exportVoyageNumber", "031W")], {})] + [([filter], {"sort": sort}) for filter, sort in (
        (("equipmentReference", box(3)), "eventDateTime"), (("carrierBookingReference", "BK0"), "eventDateTime:DESC"),
        (("transportDocumentReference", "BL0"), "eventCreatedDateTime"), (("transportCallID", CALL), "eventCreatedDateTime:DESC,eventDateTime"))]


@pytest.mark.parametrize("filters, more", WALKS, ids=["-".join([name for name, _ in filters] + list(more)) or "all" for filters, more in WALKS])
def test_pages_lose_and_repeat_nothing_while_events_arrive(filled, filters, more):
    """Whoever walks the pages sees all that was there, once; in the feed's order also all that comes meanwhile."""
    before = pages(filled, filters, **more)
    imo, voyage, place = SHIPS[0]
    stamp = "%d" % len(pages(filled, []))  # other documents in each run

    def write():
        for n in range(30):
            report = ship_report(imo, voyage, place, [box(3)] + boxes(2, start=5000 + 3 * n), document="W%s-%d" % (stamp, n), booking="BK0",
                                 bill="BL0", service="FE0", at="20260613%02d%02d" % (n % 24, n),
                                 times=[(132, "20260613%02d00" % (n % 24))], said="20260614%02d%02d" % (n % 24, n))
            assert filled.post(report).status == 200
            paper(filled, "W%s-%d" % (stamp, n), "BKG", "CONF", "2026-06-14T%02d:00:00Z" % (n % 24))

    writer = Later(write)
    seen, cursor = [], None
    while True:
        done = writer.done()
        answer = filled.get(url(filters, limit=7, **more, **({"cursor": cursor} if cursor else {})))
        assert answer.status == 200, answer
        seen += answer.json()
        if answer.headers["Next-Page-Cursor"]:
            cursor = answer.headers["Next-Page-Cursor"]
        elif done or more:
            break
        else:  # the last page for now: what it holds comes again, with what is new
            seen = seen[:len(seen) - len(answer.json())]
    writer.result()
    after = pages(filled, filters, **more)
    assert len(set(ids(seen))) == len(seen)
    assert set(ids(before)) <= set(ids(seen)) <= set(ids(after))
    assert len(after) >= len(before) + 30
    if not more:
        assert ids(seen) == ids(after)
    EVENTS.validate(seen)
