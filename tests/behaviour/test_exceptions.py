"""Exceptions: what is wrong with boxes, one alert a cause; opened and closed by what is told and by the clock; what people do about it."""

import datetime
import json

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.messages import box

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
