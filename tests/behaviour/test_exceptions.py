"""Exceptions: what is wrong with boxes, one alert a cause; opened and closed by what is told and by the clock; what people do about it."""

import datetime
import json

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.messages import box, coarri, codeco, edifact

JSON = "application/json"


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("reader", "reader", None), ("fwd", "operator", "FWD")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


serial = iter(range(910000, 990000))


def new_box():
    return box(next(serial))


def ahead(hours):
    """So many hours from now; what is planned must lie ahead, or it would be overdue as well."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:00Z")


def ship(n):
    return {"imo": "9227273", "voyage": "%dW" % n}


def say(hub, word, number, **members):
    answer = hub.post(json.dumps({"word": word, "container": number, **members}).encode(), "/api/v1/journeys", JSON, hub.op)
    assert answer.status == 200, answer


def aboard(hub, number, voyage, departs=-48, arrives=100, train=130):
    """On a ship to Lianyungang, from where a train takes it on."""
    say(hub, "itinerary", number, id="i" + number, said=ahead(-60), legs=[
        {"mode": "VESSEL", "from": "JPOSA", "to": "CNLYG", "departs": ahead(departs), "arrives": ahead(arrives), "transport": ship(voyage)},
        {"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": ahead(train), "arrives": ahead(train + 400), "transport": {"train": "X8155"}}])
    say(hub, "report", number, event="LOAD", place="JPOSA", at=ahead(departs), transport={"mode": "VESSEL", **ship(voyage)}, loadState="LADEN")


def calls(hub, voyage, hours, said):
    event = {"eventID": "5a1ad3e2-7b0c-4d0e-9b1e-%012d" % (voyage * 1000 + hours), "eventType": "TRANSPORT", "eventClassifierCode": "EST",
             "eventDateTime": ahead(hours), "eventCreatedDateTime": ahead(said), "transportEventTypeCode": "ARRI",
             "transportCall": {"modeOfTransport": "VESSEL", "UNLocationCode": "CNLYG", "exportVoyageNumber": "%dW" % voyage,
                               "vessel": {"vesselIMONumber": "9227273", "vesselName": "BRIDGE STAR"}}}
    answer = hub.post(json.dumps([event]).encode(), type=JSON, headers=hub.op)
    assert answer.status == 200, answer


def alerts(hub, query="", headers=None):
    answer = hub.get("/api/v1/exceptions?" + query, headers or hub.op)
    assert answer.status == 200, answer
    return answer.json()["exceptions"]


def of_ship(hub, voyage, code="missed-connection", query=""):
    return [a for a in alerts(hub, "limit=1000&code=%s&%s" % (code, query)) if a["cause"]["key"] == "IMO9227273/%dW" % voyage]


def one(hub, statement):
    return hub.sql(statement)[0][0]


def judged(hub):
    """Everything that was told is judged."""
    def done():
        return one(hub, "select not exists (select from box_due where at <= now()) and not exists"
                       " (select from event e, judge j where e.subject_kind < 3 and (e.xid, e.line) > (j.xid, j.line))") == "t"
    until(done, "all is judged")


def step(hub, id, status=200, headers=None, **body):
    answer = hub.post(json.dumps(body).encode(), "/api/v1/exceptions/" + id, JSON, headers or hub.op)
    assert answer.status == status, answer
    return answer.json()


def test_all_boxes_of_a_late_ship_are_one_alert_that_opens_and_closes_by_itself(hub):
    boxes = sorted(new_box() for _ in range(3))
    for number in boxes:
        aboard(hub, number, 101)
    judged(hub)
    assert of_ship(hub, 101) == []
    calls(hub, 101, 140, -10)
    (alert,) = until(lambda: of_ship(hub, 101), "the alert is there")
    assert (alert["severity"], alert["containers"]) == ("error", 3)
    whole = hub.get("/api/v1/exceptions/" + alert["id"], hub.op).json()
    assert [b["container"] for b in whole["boxes"]] == boxes
    assert all(b["bySeconds"] == 10 * 3600 for b in whole["boxes"])
    # one of them gets another train: it leaves, the others stay
    say(hub, "itinerary", boxes[0], id="i" + boxes[0], said=ahead(-1), legs=[
        {"mode": "VESSEL", "from": "JPOSA", "to": "CNLYG", "departs": ahead(-48), "arrives": ahead(100), "transport": ship(101)},
        {"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": ahead(200), "arrives": ahead(600), "transport": {"train": "X8157"}}])
    until(lambda: of_ship(hub, 101)[0]["containers"] == 2, "one has left the alert")
    calls(hub, 101, 110, -5)
    until(lambda: not of_ship(hub, 101), "the alert is closed")
    (closed,) = of_ship(hub, 101, query="state=all")
    assert closed["id"] == alert["id"] and closed["containers"] == 0 and "closed" in closed
    calls(hub, 101, 150, -4)
    (again,) = until(lambda: of_ship(hub, 101), "it is wrong again")
    assert again["id"] != alert["id"] and again["containers"] == 2


def test_the_journey_itself_tells_the_same(hub):
    number = new_box()
    aboard(hub, number, 102)
    calls(hub, 102, 140, -10)
    journey = hub.get("/api/v1/journeys?container=" + number, hub.op).json()["journeys"][0]
    assert [e["code"] for e in journey["exceptions"]] == ["missed-connection"]
    until(lambda: of_ship(hub, 102), "the alert is there")
    assert [a["code"] for a in alerts(hub, "container=" + number)] == ["missed-connection"]


def test_people_acknowledge_assign_snooze_and_call_it_false(hub):
    number = new_box()
    aboard(hub, number, 103)
    calls(hub, 103, 140, -10)
    (alert,) = until(lambda: of_ship(hub, 103), "the alert is there")
    id = alert["id"]
    assert "acknowledged" in step(hub, id, step="acknowledge", note="seen")
    assigned = step(hub, id, step="assign", owner="li", due=ahead(5))
    assert (assigned["owner"], "due" in assigned) == ("li", True)
    assert [a["id"] for a in alerts(hub, "owner=li")] == [id]
    assert "snoozedUntil" in step(hub, id, step="snooze", until=ahead(2))
    said = step(hub, id, step="false", because="the train waits")
    assert said["falseBecause"] == "the train waits"
    assert [(s["who"], s["step"]) for s in said["steps"]] == [("op", "acknowledge"), ("op", "assign"), ("op", "snooze"), ("op", "false")]
    rules = {r["code"]: r for r in hub.get("/api/v1/exception-rules", hub.op).json()["rules"]}
    rule = rules["missed-connection"]
    assert rule["false"] == 1 and rule["alerts"] >= 2
    assert abs(rule["precision"] - (rule["alerts"] - 1) / rule["alerts"]) < 0.011
    reopened = step(hub, id, step="reopen")
    assert "falseBecause" not in reopened and "acknowledged" not in reopened


def test_a_step_that_cannot_be_is_refused(hub):
    aboard(hub, new_box(), 104)
    calls(hub, 104, 140, -10)
    (alert,) = until(lambda: of_ship(hub, 104), "the alert is there")
    for body in ({}, {"step": "sing"}, {"step": "assign"}, {"step": "snooze", "until": "tomorrow"}, {"step": "false"}, {"step": "assign", "owner": 7},
                 {"step": "note", "note": "x" * 600}):
        step(hub, alert["id"], status=400, **body)
    step(hub, "00000000-0000-4000-8000-000000000000", status=404, step="acknowledge")
    step(hub, "nonsense", status=404, step="acknowledge")
    step(hub, alert["id"], status=403, headers=hub.reader, step="acknowledge")
    step(hub, alert["id"], status=403, headers=hub.fwd, step="acknowledge")
    assert hub.get("/api/v1/exceptions", hub.fwd).status == 403
    assert hub.get("/api/v1/exceptions?code=sorrow", hub.op).status == 400


def test_what_time_brings_about_is_judged_without_a_message(hub):
    number = new_box()
    aboard(hub, number, 105, departs=-48, arrives=100)
    judged(hub)
    due = one(hub, "select at > now() from box_due where container = '%s'" % number)
    assert due == "t"
    # as if that time had come: it is judged again, and due once more
    hub.sql("update box_due set at = now() - interval '1 second' where container = '%s'" % number)
    until(lambda: one(hub, "select at > now() from box_due where container = '%s'" % number) == "t", "it was judged again")
    # expected a day ago and more, and nobody said anything: told by the clock alone
    late = new_box()
    aboard(hub, late, 106, departs=-200, arrives=-30, train=300)
    until(lambda: [a for a in alerts(hub, "container=" + late) if a["code"] == "overdue"], "it is overdue")


def test_pages_of_exceptions_hold_each_once(hub):
    for voyage in range(110, 116):
        aboard(hub, new_box(), voyage)
        calls(hub, voyage, 140, -10)
    until(lambda: all(of_ship(hub, v) for v in range(110, 116)), "six alerts are there")
    seen, cursor = [], ""
    while True:
        answer = hub.get("/api/v1/exceptions?limit=2" + cursor, hub.op).json()
        seen += [a["id"] for a in answer["exceptions"]]
        if not answer["next"]:
            break
        cursor = "&cursor=" + answer["next"]
    assert len(seen) == len(set(seen)) == len(alerts(hub, "limit=1000"))


def test_a_cursor_that_nobody_gave_is_refused(hub):
    for forged in ("zzzz", *(text.encode().hex() for text in ("1.x", "x.00000000-0000-4000-8000-000000000000", "1", "1.2.3",
                                                              "-1.00000000-0000-4000-8000-000000000000",
                                                              "9223372036854775807.00000000-0000-4000-8000-000000000000"))):
        answer = hub.get("/api/v1/exceptions?cursor=" + forged, hub.op)
        assert answer.status == 400, (forged, answer)


def stamp(hours):
    """The same as the clock of China has it, for EDIFACT."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours + 8)).strftime("%Y%m%d%H%M")


def has(hub, number, *codes):
    """The open alerts of a box are these."""
    until(lambda: sorted(a["code"] for a in alerts(hub, "container=" + number)) == sorted(codes), "%s has %s" % (number, codes), 20)


def boxes_of(hub, alert):
    return [b["container"] for b in hub.get("/api/v1/exceptions/" + alert["id"], hub.op).json()["boxes"]]


def put(hub, path, **body):
    answer = hub.request("PUT", path, json.dumps(body).encode(), {"Content-Type": JSON, **hub.op})
    assert answer.status in (200, 201), answer


def report(hub, number, event, at, **more):
    say(hub, "report", number, event=event, place="CNLYG", at=ahead(at), **more)


def test_a_hold_is_an_alert_until_the_release(hub):
    number = new_box()
    report(hub, number, "GTIN", -30, loadState="LADEN")
    report(hub, number, "CUSI", -60)  # two days and more ago
    has(hub, number, "inspection")
    report(hub, number, "CUSR", -1)
    has(hub, number)


def test_a_hold_of_one_holds_its_mate_on_the_wagon_too(hub):
    held, mate, other = new_box(), new_box(), new_box()
    for number, wagon in ((held, "5312345"), (mate, "5312345"), (other, "5312346")):
        report(hub, number, "GTIN", -30, loadState="LADEN")
        report(hub, number, "LOAD", -20, transport={"mode": "RAIL", "wagon": wagon})
    report(hub, held, "HOLD", -10)
    has(hub, mate, "mate-held")
    has(hub, held, "held")
    assert alerts(hub, "container=" + other) == []
    (wrong,) = hub.get("/api/v1/journeys?container=" + mate, hub.op).json()["journeys"][0]["exceptions"]
    assert one(hub, "select subject from event where id = '%s'" % wrong["eventID"]) == held
    then = hub.get("/api/v1/journeys?container=%s&asOf=%s" % (mate, datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")), hub.op)
    assert [e["code"] for e in then.json()["journeys"][0]["exceptions"]] == ["mate-held"]
    report(hub, held, "RELS", -1)
    has(hub, mate)


def test_an_alert_from_a_late_message_says_so(hub):
    early, late = new_box(), new_box()
    for number, hours in ((early, -1), (late, -40)):
        report(hub, number, "GTIN", hours - 1, loadState="LADEN")
        report(hub, number, "DMGD", hours)
        has(hub, number, "damaged")
    assert "toldLate" not in alerts(hub, "container=" + early)[0]
    assert alerts(hub, "container=" + late)[0]["toldLate"] is True
    told = [hub.get("/api/v1/journeys?container=" + n, hub.op).json()["journeys"][0]["exceptions"][0].get("toldLate") for n in (early, late)]
    assert told == [None, True]


def test_a_release_into_transit_has_a_limit_and_that_is_an_alert_without_a_message(hub):
    number = new_box()
    day = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).strftime("%Y-%m-%d")
    sheet = "Container,MRN,Decision,Release time,Station,Transit procedure,Transit limit\n%s,26PL1000000257T1,RELEASED,%s,Malaszewicze,T1,%s\n" % (
        number, ahead(-2)[:16].replace("T", " "), day)
    say(hub, "destination", number, destination="DEDUI")
    answer = hub.post(sheet.encode(), type="text/csv", headers=hub.op)
    assert answer.status == 200, answer
    report(hub, number, "GTIN", -30, loadState="LADEN")
    has(hub, number, "transit-limit-near")
    (procedure,) = hub.get("/api/v1/containers/" + number, hub.op).json()["transit"]["procedures"]
    assert (procedure["state"], procedure["limit"]) == ("opened", "near")
    say(hub, "report", number, event="ARRI", place="DEDUI", at=ahead(-1), transport={"mode": "RAIL", "train": "42718"})
    has(hub, number)


def test_free_time_is_judged_when_terms_are_set_and_not_before(hub):
    number = new_box()
    report(hub, number, "GTIN", -30, loadState="LADEN")
    judged(hub)
    (journey,) = hub.get("/api/v1/journeys?container=" + number, hub.op).json()["journeys"]
    assert {"dwell", "last-free-day"} <= set(journey["notAssessed"])
    put(hub, "/api/v1/terms/quay", kind="storage", place="CNLYG", freeDays=2, start="GTIN", stop="GTOT")
    until(lambda: [a for a in alerts(hub, "container=" + number) if a["code"] in ("last-free-day", "dwell")], "its free time is told")
    assert hub.request("DELETE", "/api/v1/terms/quay", None, hub.op).status == 200
    has(hub, number)


def test_cooling_that_fails_is_told_by_its_tracker_and_ends_with_it(hub):
    number = new_box()
    answer = hub.post(codeco(number, at=stamp(-20), said=stamp(-19), size="45R1", document="R" + number, interchange="R" + number), headers=hub.op)
    assert answer.status == 200, answer
    put(hub, "/api/v1/trackers/C" + number, container=number, since=ahead(-20))

    def position(hours, **more):
        told = {"device": "C" + number, "at": ahead(hours), "lat": 34.7, "lon": 119.4, **more}
        assert hub.post(json.dumps(told).encode(), "/api/v1/positions", JSON, hub.op).status == 200

    position(-10)
    position(-6, alarm="powerCut")
    has(hub, number, "reefer")
    position(-5, alarm="powerCut")
    position(-1)
    has(hub, number)


def listed(function, place, numbers, voyage, hours, document):
    """A list of what a ship is to load there, or to discharge."""
    segments = ["BGM+%s+%s+9" % (function, document), "DTM+137:%s:203" % stamp(-30), "TDT+20+%dW+1++COS:172:20+++9227273:146:11:BRIDGE STAR" % voyage,
                "LOC+%s+%s:139:6" % ("9" if function == "45" else "11", place), "DTM+%s:%s:203" % ("133" if function == "45" else "132", stamp(hours))]
    for number in numbers:
        segments += ["EQD+CN+%s+45G1:102:5++2+5" % number, "LOC+11+NLRTM:139:6"]
    return edifact(segments, "COPRAR", "D:95B", sender="COSLINE", interchange=document)


def test_what_was_ordered_and_left_behind_is_short_and_what_nobody_ordered_is_over(hub):
    good, short, over = (new_box() for _ in range(3))
    for number in (good, short, over):
        report(hub, number, "GTIN", -60, loadState="LADEN")
    hub_order = hub.post(listed("45", "CNLYG", [good, short], 201, -26, "LIST201"), headers=hub.op)
    assert hub_order.status == 200, hub_order
    loaded = hub.post(coarri([good, over], "load", at=stamp(-28), said=stamp(-27), voyage="201W", document="L201", interchange="L201"), headers=hub.op)
    assert loaded.status == 200, loaded
    left = {"eventID": "5a1ad3e2-7b0c-4d0e-9b1e-000000201201", "eventType": "TRANSPORT", "eventClassifierCode": "ACT", "eventDateTime": ahead(-25),
            "eventCreatedDateTime": ahead(-24), "transportEventTypeCode": "DEPA",
            "transportCall": {"modeOfTransport": "VESSEL", "UNLocationCode": "CNLYG", "exportVoyageNumber": "201W",
                              "vessel": {"vesselIMONumber": "9227273", "vesselName": "BRIDGE STAR"}}}
    assert hub.post(json.dumps([left]).encode(), type=JSON, headers=hub.op).status == 200
    (alert,) = until(lambda: of_ship(hub, 201, "short"), "one is short")
    assert boxes_of(hub, alert) == [short]
    (alert,) = until(lambda: of_ship(hub, 201, "over"), "one is over")
    assert boxes_of(hub, alert) == [over]
    assert of_ship(hub, 201, "not-loaded") == []
    # the list is sent again, with it
    again = hub.post(listed("45", "CNLYG", [over], 201, -26, "LIST202"), headers=hub.op)
    assert again.status == 200, again
    until(lambda: not of_ship(hub, 201, "over"), "it is on a list")


def test_a_source_that_is_down_is_one_alert_and_a_box_is_silent_only_while_it_speaks(hub):
    boxes = sorted(new_box() for _ in range(2))

    def loaded(number, hours, document):
        told = ["BGM+46+%s+9" % document, "DTM+137:%s:203" % stamp(hours), "TDT+20+301W+1++COS:172:20+++9227273:146:11:BRIDGE STAR", "LOC+9+CNLYG:139:6",
                "NAD+MS+FARQUAY:160:20", "EQD+CN+%s+45G1:102:5++2+5" % number, "DTM+203:%s:203" % stamp(hours), "LOC+9+CNLYG:139:6"]
        answer = hub.post(edifact(told, "COARRI", interchange=document, sender="FARQUAY"), headers=hub.op)
        assert answer.status == 200, answer

    for number in boxes:
        loaded(number, -15 * 24, "F" + number)
    for number in boxes:
        has(hub, number, "source-down")
    (down,) = alerts(hub, "code=source-down")
    assert (down["cause"], down["containers"]) == ({"kind": "source", "key": "FARQUAY"}, 2)
    loaded(new_box(), -1, "FNEW")
    for number in boxes:
        has(hub, number, "silent")
    assert alerts(hub, "code=source-down") == []


def test_what_stood_at_a_time_is_told_as_it_stood(hub):
    number = new_box()
    aboard(hub, number, 120)
    calls(hub, 120, 140, -10)
    (alert,) = until(lambda: of_ship(hub, 120), "the alert is there")

    def now():
        return one(hub, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")

    def then(at):
        answer = hub.get("/api/v1/exceptions/%s?asOf=%s" % (alert["id"], at), hub.op)
        assert answer.status == 200, answer
        return answer.json()

    opened = now()
    step(hub, alert["id"], step="assign", owner="li", due=ahead(5))
    step(hub, alert["id"], step="false", because="the train waits")
    assigned = now()
    step(hub, alert["id"], step="reopen")
    calls(hub, 120, 110, -5)
    until(lambda: not of_ship(hub, 120), "the alert is closed")
    assert of_ship(hub, 120, query="asOf=" + opened)[0]["containers"] == 1
    assert "owner" not in then(opened) and then(opened)["steps"] == [] and [b["container"] for b in then(opened)["boxes"]] == [number]
    assert (then(assigned)["owner"], then(assigned)["falseBecause"], "due" in then(assigned)) == ("li", "the train waits", True)
    assert [s["step"] for s in then(assigned)["steps"]] == ["assign", "false"]
    assert "closed" not in then(assigned) and "falseBecause" not in then(now()) and "closed" in then(now())
    before = hub.get("/api/v1/exceptions/%s?asOf=2026-01-01T00:00:00Z" % alert["id"], hub.op)
    assert before.status == 404, before


def test_a_kill_between_the_message_and_its_judgement_loses_nothing():
    base = make_dir()
    server = Server(base)
    server.op = {}
    try:
        server.start()
        number = new_box()
        aboard(server, number, 107)
        calls(server, 107, 140, -10)
        server.kill9()
        server.start()
        until(lambda: of_ship(server, 107), "the alert is there after the restart")
        judged(server)
        assert one(server, "select count(*) from trip where container = '%s'" % number) == "1"
    finally:
        server.end()
        remove(base)
