"""GET /events as DCSA 3.0 has it: what is asked for, all of it and nothing else, in pages that lose nothing."""

import itertools
import json

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.dcsa import time_of
from lib.dcsa3 import ERROR, JSON, ask, event3, ids, is_asked_for, pages, push, retraction, url
from lib.found import SHIPS, ship_report
from lib.messages import box, boxes, codeco, iftsta
from lib.wire import Later

KEYS = {"carrierBookingReference": "BK1", "transportDocumentReference": "BL1", "equipmentReference": box(11)}
BASE = [("carrierBookingReference",), ("carrierBookingReference", "equipmentReference"), ("transportDocumentReference",),
        ("transportDocumentReference", "equipmentReference"), ("equipmentReference",)]
TYPES = ("SHIPMENT", "TRANSPORT", "EQUIPMENT", "IOT", "REEFER")
PAPERS = [("BOOKING", "BK1"), ("TRANSPORT_DOCUMENT", "BL1")]
CALL = {"transportCall": {"modeOfTransport": "RAIL", "railTransport": {"departureID": "K123", "railCarReference": "54321234"}}}


def papers():
    """Events of every type that 2.2 has no word for, or not this one, of one container and its papers."""
    number, other = box(11), box(12)
    own = {"shipmentDetails": {"documentReference": {"type": "BOOKING", "reference": "BK1"}}}
    for n, (type, code) in enumerate([("EQUIPMENT", "AVAILABLE_FOR_PICKUP"), ("EQUIPMENT", "CUSTOMS_RELEASED"), ("EQUIPMENT", "CROSSED"),
                                      ("IOT", "DOOR_OPENED"), ("REEFER", "MEASURED"), ("TRANSPORT", "APPROACHING")]):
        yield event3("p-%d" % n, type, code, number, updated="2026-06-1%dT04:00:00Z" % n, documents=PAPERS, transportDetails=CALL)
    yield event3("p-6", "SHIPMENT", "CONFIRMED", number, documents=PAPERS[1:], reason="Готово — 好了 \"é\"", **own,
                 shipmentReferences=[{"type": "EQ", "reference": other}])
    yield event3("p-7", "SHIPMENT", "PENDING_AMENDMENT", updated="2026-06-17T04:00:00.123456+08:00", **own)
    yield event3("p-8", "TRANSPORT", "DEPARTED", classifier="PLANNED", transportDetails=CALL, documents=PAPERS,
                 shipmentReferences=[{"type": "EQ", "reference": number}])
    yield event3("p-9", "EQUIPMENT", "LOADED", other, documents=PAPERS)


@pytest.fixture(scope="module")
def filled(server):
    for i, (imo, voyage, place) in enumerate(SHIPS):
        for direction, start, times in (("discharge", 1, [(178, "202606132200"), (133, "202606151200")]), ("load", 3, [(186, "202606151230")])):
            report = ship_report(imo, voyage, place, boxes(6, start=start + 10 * i), direction, document=direction[0].upper() + str(i),
                                 booking="BK%d" % (i % 3), bill="BL%d" % i, twin=box(900 + i), times=times)
            assert server.post(report).status == 200
    assert push(server, *papers()) == []
    return server


@pytest.fixture(scope="module")
def everything(filled):
    return pages(filled, [])


def check(server, everything, filters, **how):
    found = pages(server, filters, **how)
    wanted = [event for event in everything if is_asked_for(event, filters)]
    assert sorted(ids(found)) == sorted(ids(wanted)), filters
    assert all(event in everything for event in found)
    return found


def test_every_type_is_there_and_each_event_once(everything):
    assert len(set(ids(everything))) == len(everything) > 60
    assert {event["eventClassification"]["eventType"] for event in everything} == set(TYPES)


@pytest.mark.parametrize("names", BASE, ids="+".join)
def test_each_base_combination_alone_and_with_types_and_times(filled, everything, names):
    base = [(name, KEYS[name]) for name in names]
    found = check(filled, everything, base)
    assert found
    for n in range(1, 4):
        for types in itertools.combinations(TYPES, n):
            check(filled, everything, base + [("eventTypes", ",".join(types))])
    times = sorted({event["eventUpdatedDateTime"] for event in found}, key=time_of)
    for early, late in ((times[0], times[-1]), (times[len(times) // 2], times[len(times) // 2]), (times[-1], "2100-01-01T00:00:00Z")):
        for more in ([("eventUpdatedDateTimeMin", early)], [("eventUpdatedDateTimeMax", late)],
                     [("eventUpdatedDateTimeMin", early), ("eventUpdatedDateTimeMax", late)]):
            assert check(filled, everything, base + more), more
            check(filled, everything, base + more + [("eventTypes", "EQUIPMENT,SHIPMENT")])
    assert check(filled, everything, base, limit=2) == found


def test_each_type_is_found_under_each_key(filled, everything):
    for name, type in itertools.product(KEYS, TYPES):
        assert check(filled, everything, [(name, KEYS[name]), ("eventTypes", type)]), (name, type)


def test_both_papers_at_once(filled, everything):
    assert check(filled, everything, [("carrierBookingReference", "BK1"), ("transportDocumentReference", "BL1")])
    assert check(filled, everything, [*KEYS.items()])
    assert check(filled, everything, [("carrierBookingReference", "BK2"), ("transportDocumentReference", "BL1")]) == []


def test_a_box_that_others_refer_to_is_found(filled, everything):
    assert len(check(filled, everything, [("equipmentReference", box(901))])) == 12
    assert check(filled, everything, [("equipmentReference", box(12)), ("eventTypes", "SHIPMENT")])


@pytest.mark.parametrize("filters", [[("equipmentReference", box(777))], [("carrierBookingReference", "bk1")], [("transportDocumentReference", "BK1")],
                                     [("equipmentReference", box(11)), ("carrierBookingReference", "BK0")],
                                     [("equipmentReference", box(11)), ("eventUpdatedDateTimeMin", "2099-01-01T00:00:00Z")],
                                     [("equipmentReference", box(11)), ("eventUpdatedDateTimeMin", "2026-06-15T04:00:00Z"),
                                      ("eventUpdatedDateTimeMax", "2026-06-15T03:59:59Z")]], ids=str)
def test_nothing_found_is_an_empty_list(filled, filters):
    assert ask(filled, filters) == ({"events": []}, None)


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_pages_of_any_size_hold_the_same(filled, everything, limit):
    for filters in ([], [("eventTypes", "IOT,REEFER,SHIPMENT")], [("carrierBookingReference", "BK1")], [("equipmentReference", box(11))]):
        assert ids(pages(filled, filters, limit=limit)) == ids(pages(filled, filters)), filters


def test_there_is_a_cursor_exactly_when_there_is_more(filled):
    filters = [("equipmentReference", box(11))]
    count = len(pages(filled, filters))
    assert ask(filled, filters, limit=count)[1] is None
    page, cursor = ask(filled, filters, limit=count - 1)
    assert len(page["events"]) == count - 1 and cursor
    last, none = ask(filled, filters, limit=count - 1, cursor=cursor)
    assert len(last["events"]) == 1 and none is None
    assert ask(filled, filters, limit=100000)[0] == ask(filled, filters)[0]  # more than we give is no fault


def test_the_feed_is_in_the_order_it_came(filled, everything):
    assert ids(everything)[-10:] == ["p-%d" % n for n in range(10)]


def holds(told, sent):
    """Whether all that was sent is told, be there more or not."""
    if isinstance(sent, dict):
        return all(key in told and holds(told[key], value) for key, value in sent.items())
    return told == sent


def test_what_came_as_3_0_goes_out_as_it_came(filled, everything):
    told = {event["eventID"]: event for event in everything}
    for sent in papers():
        assert holds(told[sent["eventID"]], sent), (told[sent["eventID"]], sent)


@pytest.mark.parametrize("query", ["x=1", "eventTypes=FOO", "eventTypes=", "eventTypes=SHIPMENT,", "eventType=SHIPMENT", "limit=0", "limit=x", "cursor=zz",
                                   "cursor=30", "equipmentReference=", "carrierBookingReference=" + "B" * 101, "eventUpdatedDateTimeMin=2026-06-15",
                                   "eventUpdatedDateTimeMax=2026-06-15T08:00:00", "eventUpdatedDateTimeMin=soon",
                                   "equipmentReference=A&equipmentReference=B", "carrierBookingReference=%FF"])
def test_what_cannot_be_asked_is_400(filled, query):
    answer = filled.get("/events?" + query)
    assert answer.status == 400 and answer.headers["API-Version"] == "3.0.0" and answer.headers["Content-Type"] == JSON, answer
    ERROR.validate(answer.json())
    assert [e["severity"] for e in answer.json()["feedbackElements"]] == ["ERROR"] and "Next-Page-Cursor" not in answer.headers


@pytest.mark.parametrize("version, status", [("3", 200), ("3.0.0", 200), ("3.1", 200), ("2.2.0", 400), ("30", 400), ("", 400)])
def test_the_version_asked_for_is_3(filled, version, status):
    answer = filled.get(url([("equipmentReference", box(11))]), {"API-Version": version})
    assert answer.status == status and answer.headers["API-Version"] == "3.0.0", answer


def test_other_doors_are_as_they_were(filled):
    answer = filled.request("PUT", "/events")
    assert answer.status == 405 and {"GET", "POST"} <= set(answer.headers["Allow"].replace(",", " ").split())
    head = filled.request("HEAD", url([("equipmentReference", box(11))]))
    assert head.status == 200 and head.body == b"" and head.headers["API-Version"] == "3.0.0"


def test_a_page_that_is_known_is_not_sent_again(filled):
    path = url([("equipmentReference", box(11))], limit=1)
    first = filled.get(path)
    again = filled.get(path, {"If-None-Match": first.headers["ETag"]})
    assert again.status == 304 and again.body == b""


def test_it_is_described(filled):
    api = filled.json("/openapi.json")
    get = api["paths"]["/events"]["get"]
    assert {p["name"] for p in get["parameters"]} == {*KEYS, "eventTypes", "eventUpdatedDateTimeMin", "eventUpdatedDateTimeMax", "limit", "cursor"}
    assert get["responses"]["200"]["content"][JSON]["schema"]["$ref"].endswith("/Dcsa3Events")
    assert get["responses"]["default"]["content"][JSON]["schema"]["$ref"].endswith("/Feedback")
    assert "equipmentDetails" in api["components"]["schemas"]["Dcsa3Event"]["properties"]


def posted(server, events):
    """To another daemon; nothing that matters is to be said of them."""
    for at in range(0, len(events), 50):
        told = push(server, *events[at:at + 50])
        assert [e for e in told if e["severity"] != "INFO"] == []


def in_order(events):
    """Lists are in an order of their own; nothing in them is said twice."""
    def settle(value):
        if isinstance(value, dict):
            return {key: settle(v) for key, v in value.items()}
        return sorted((settle(v) for v in value), key=json.dumps) if isinstance(value, list) else value

    return sorted((settle(event) for event in events), key=lambda event: event["eventID"])


def test_another_daemon_that_is_told_the_answer_answers_the_same(filled, fresh_server):
    push(filled, event3("t-1", number=box(40)), event3("t-1", number=box(40), updated="2026-06-15T05:00:00Z", code="GATED_OUT"),
         event3("t-2", number=box(40)), retraction("t-2", "2026-06-15T06:00:00Z"))
    whole = pages(filled, [])
    posted(fresh_server, whole)
    assert in_order(pages(fresh_server, [])) == in_order(whole)
    for filters in ([("equipmentReference", box(11))], [("carrierBookingReference", "BK1")], [("transportDocumentReference", "BL1")],
                    [("equipmentReference", box(901))], [("equipmentReference", box(11)), ("eventTypes", "TRANSPORT,REEFER")]):
        assert in_order(pages(fresh_server, filters)) == in_order(pages(filled, filters)), filters
    # a box that moved here stands there as well
    for number in (box(11), box(12), box(40)):
        here, there = (s.json("/api/v1/containers/" + number) for s in (filled, fresh_server))
        assert (here["status"], here["place"]) == (there["status"], there["place"]), number


def test_another_daemon_learns_what_was_taken_back(server, fresh_server):
    """Told an event, and later that it was cancelled or retracted, it knows as much as we do."""
    gate, more = codeco(box(80), document="CZ", interchange="CZ1"), event3("x-1", number=box(81))
    assert server.post(gate).status == 200 and push(server, more) == []
    for number in (box(80), box(81)):
        posted(fresh_server, told_of(server, number))
        assert fresh_server.json("/api/v1/containers/" + number)["status"] == "in-terminal"
    cancelled = codeco(box(80), document="CZ", interchange="CZ2", said="202606151200").replace(b"+9'", b"+1'")
    assert server.post(cancelled).status == 200 and push(server, retraction("x-1", "2026-06-16T06:00:00Z")) == []
    for number in (box(80), box(81)):
        posted(fresh_server, told_of(server, number))
        assert server.json("/api/v1/containers/" + number)["status"] == "not-started"
        assert fresh_server.json("/api/v1/containers/" + number)["status"] == "not-started"
        assert told_of(fresh_server, number) == told_of(server, number)


# what was taken back


def told_of(server, number, *more):
    return pages(server, [("equipmentReference", number), *more])


def test_a_later_word_takes_the_place_of_the_earlier(server):
    push(server, event3("o-1", number=box(200)))
    push(server, event3("o-1", number=box(200), code="GATED_OUT", updated="2026-06-15T05:00:00Z"))
    push(server, event3("o-1", number=box(200), code="LOADED", updated="2026-06-15T03:00:00Z"))  # it comes late
    [event] = told_of(server, box(200))
    assert event["eventClassification"]["equipmentEventType"] == "GATED_OUT"
    assert [e for e in pages(server, []) if e["eventID"] == "o-1"] == [event]


def test_an_event_that_moved_is_told_where_it_is_now(server):
    push(server, event3("m-1", number=box(210)))
    push(server, event3("m-1", number=box(211), updated="2026-06-15T05:00:00Z"))
    assert told_of(server, box(210)) == [] and ids(told_of(server, box(211))) == ["m-1"]


def test_a_retraction_is_told_with_its_time(server):
    push(server, event3("r-1", number=box(220), documents=[("BOOKING", "RB1")]), event3("r-1", number=box(220), updated="2026-06-15T05:00:00Z"))
    push(server, retraction("r-1", "2026-06-16T06:00:00Z"))
    wanted = retraction("r-1", "2026-06-16T06:00:00Z")
    assert told_of(server, box(220)) == [wanted]
    assert [e for e in pages(server, []) if e["eventID"] == "r-1"] == [wanted]
    assert pages(server, [("carrierBookingReference", "RB1")]) == [wanted]
    assert told_of(server, box(220), ("eventUpdatedDateTimeMin", "2026-06-16T06:00:00Z")) == [wanted]
    assert told_of(server, box(220), ("eventUpdatedDateTimeMax", "2026-06-16T05:59:59Z")) == []
    assert told_of(server, box(220), ("eventTypes", "EQUIPMENT")) == [wanted] and told_of(server, box(220), ("eventTypes", "IOT")) == []
    push(server, event3("r-1", number=box(220), updated="2026-06-17T07:00:00Z"))  # it holds after all
    [again] = told_of(server, box(220))
    assert again["eventUpdatedDateTime"] == "2026-06-17T07:00:00Z" and "isRetracted" not in again
    assert [e for e in pages(server, []) if e["eventID"] == "r-1"] == [again]


def test_two_publishers_may_use_the_same_id(server):
    push(server, event3("s-1", number=box(230), sender="ONE"), event3("s-1", number=box(230), sender="TWO"), retraction("s-1", "2026-06-16T06:00:00Z", "ONE"))
    told = {e["eventRouting"]["originatingParties"][0]["partyCode"]: e.get("isRetracted", False) for e in told_of(server, box(230))}
    assert told == {"ONE": True, "TWO": False}


def test_a_cancelled_message_is_a_retraction_of_its_events(server):
    gate = codeco(box(240), document="CX", interchange="CX1")
    assert server.post(gate).status == 200
    [before] = told_of(server, box(240))
    cancelled = codeco(box(240), document="CX", interchange="CX2", said="202606151200").replace(b"+9'", b"+1'")
    assert server.post(cancelled).status == 200
    [after] = told_of(server, box(240))
    assert after["eventID"] == before["eventID"] and after["isRetracted"] is True and "equipmentDetails" not in after
    assert after["eventUpdatedDateTime"] == "2026-06-15T04:00:00Z"  # when it was cancelled, at 12:00 in Lianyungang


def test_a_replaced_message_is_a_retraction_and_the_new_one(server):
    gate = codeco(box(241), document="CY", interchange="CY1")
    assert server.post(gate).status == 200
    [before] = told_of(server, box(241))
    better = codeco(box(241), document="CY", interchange="CY2", at="202606150900", said="202606151200").replace(b"+CY+9'", b"+CY+5'")
    assert server.post(better).status == 200
    told = {e["eventID"]: e for e in told_of(server, box(241))}
    assert len(told) == 2 and told.pop(before["eventID"])["isRetracted"] is True
    [event] = told.values()
    assert event["eventDateTime"] == "2026-06-15T09:00:00+08:00"


def test_what_has_no_words_is_counted(server):
    number = box(250)
    statuses = iftsta([("1", "202606151000", "CNLYG", [number]), ("ZZ::ZZZ", "202606151100", "CNLYG", [number])], document="NOWORDS")
    assert server.post(statuses).status == 200
    codes = {e["eventCode"] for e in server.json("/api/v1/containers/" + number)["timeline"]}
    assert "NOTE" in codes
    answer, _ = ask(server, [("equipmentReference", number)])
    [feedback] = answer["feedbackElements"]
    assert feedback["severity"] == "INFO" and ": %d;" % (2 - len(answer["events"])) in feedback["message"]


# while others write


def names(events):
    """An id is its publisher's."""
    return [(event["eventRouting"]["originatingParties"][0]["partyCode"], event["eventID"]) for event in events]


@pytest.mark.parametrize("filters", [[], [("eventTypes", "EQUIPMENT")], [("carrierBookingReference", "PG")], [("equipmentReference", box(901))]],
                         ids=["feed", "types", "booking", "container"])
def test_pages_lose_and_repeat_nothing_while_events_arrive(filled, filters):
    before = pages(filled, filters)
    stamp = "%d" % len(pages(filled, []))

    def write():
        for n in range(30):
            report = ship_report("9227273", "031W", "CNLYG", boxes(3, start=5000 + 3 * n), document="W%s-%d" % (stamp, n), booking="PG",
                                 twin=box(901), said="20260614%02d%02d" % (n % 24, n))
            assert filled.post(report).status == 200
            push(filled, event3("w%s-%d" % (stamp, n), number=box(5000 + n), documents=[("BOOKING", "PG")]))

    writer = Later(write)
    seen, cursor = [], None
    while True:
        done = writer.done()
        page, following = ask(filled, filters, limit=7, **({"cursor": cursor} if cursor else {}))
        seen += page["events"]
        if following:
            cursor = following
        elif done:
            break
        else:  # the last page for now: what it holds comes again, with what is new
            seen = seen[:len(seen) - len(page["events"])]
    writer.result()
    after = pages(filled, filters)
    assert names(seen) == names(after) and len(set(names(seen))) == len(seen)
    assert set(names(before)) <= set(names(seen)) and len(after) >= len(before) + 30


# parties


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, party in (("op", None), ("one", "ONE"), ("two", "TWO")):
            done = run("key", "add", name, "--role", "operator" if party is None else "sender", *(["--party", party] if party else []),
                       "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def test_a_party_is_told_what_it_told(hub):
    number, papers = box(300), [("BOOKING", "BK300")]
    push(hub, event3("a-1", number=number, documents=papers), headers=hub.one)
    push(hub, event3("a-2", number=number, documents=papers, code="LOADED"), headers=hub.two)
    push(hub, event3("a-3", "TRANSPORT", "DEPARTED", documents=papers, transportDetails=CALL,
                     shipmentReferences=[{"type": "EQ", "reference": number}]), headers=hub.two)
    push(hub, retraction("a-2", "2026-06-16T06:00:00Z"), headers=hub.one)  # nobody takes back what another told
    for filters in ([], [("equipmentReference", number)], [("carrierBookingReference", "BK300")], [("eventTypes", "EQUIPMENT,TRANSPORT")]):
        seen = {key: [e["eventID"] for e in ask(hub, filters, getattr(hub, key))[0]["events"] if "isRetracted" not in e] for key in ("one", "two", "op")}
        assert seen == {"one": ["a-1"], "two": ["a-2", "a-3"], "op": ["a-1", "a-2", "a-3"]}, filters
    assert hub.get(url([("equipmentReference", number)])).status == 401
    hub.sql("update access set scope = 'all' where party = 'ONE' and subject = '%s'" % number)
    assert ids(ask(hub, [("equipmentReference", number)], hub.one)[0]["events"]) == ["a-1", "a-2"]  # not the train that refers to it


def test_a_fault_without_a_key_is_told_as_3_0_does(hub):
    answer = hub.get("/events")
    assert answer.status == 401 and answer.headers["API-Version"] == "3.0.0"
    ERROR.validate(json.loads(answer.body))
