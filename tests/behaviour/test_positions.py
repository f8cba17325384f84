"""Trackers and electronic locks: what they tell, on what they are, and where a box is by them."""

import json
import random

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.dcsa3 import event3
from lib.messages import box, codeco

JSON = "application/json"


class Hub(Server):
    """A daemon that its operator asks, unless another key is said."""

    def request(self, method, path, body=None, headers=None, **how):
        return super().request(method, path, body, {**getattr(self, "op", {}), **(headers or {})}, **how)


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Hub(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("yard", "sender", "YARD"), ("road", "sender", "ROAD"),
                                  ("yard-op", "operator", "YARD")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name.replace("-", "_"), {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def fix(device, at, lat=44.9, lon=82.1, **more):
    return {"device": device, "at": at, "lat": lat, "lon": lon, **more}


def forwarded(device, at, lat, lon, **more):
    """As Traccar forwards it."""
    attributes = more.pop("attributes", {"batteryLevel": 87.0, "lock": True, "distance": 12.5, "motion": False})
    return {"position": {"id": 991, "attributes": attributes, "deviceId": 7, "protocol": "gt06", "serverTime": "2026-06-18T02:00:09.000+00:00",
                         "deviceTime": at, "fixTime": at, "outdated": False, "valid": True, "latitude": lat, "longitude": lon,
                         "altitude": 301.0, "speed": 40.0, "course": 271.5, "address": None, "accuracy": 0.0, "network": None,
                         "geofenceIds": None, **more},
            "device": {"id": 7, "attributes": {}, "groupId": 0, "name": "Lock 7", "uniqueId": device, "status": "online", "phone": ""}}


def sent(hub, what, path="/api/v1/positions", status=200, type=JSON, headers=None):
    body = what if isinstance(what, bytes) else json.dumps(what).encode()
    answer = hub.post(body, path, type, headers)
    assert answer.status == status, answer
    return answer.json()


def put(hub, device, **on):
    answer = hub.request("PUT", "/api/v1/trackers/" + device, json.dumps(on).encode(), {"Content-Type": JSON})
    assert answer.status in (200, 201), answer
    return answer.json()


def track(hub, headers=None, **asked):
    answer = hub.get("/api/v1/positions?" + "&".join("%s=%s" % a for a in asked.items()), headers)
    assert answer.status == 200, answer
    return answer.json()["positions"]


def seen(positions):
    return [(p["device"], p["at"], p["lat"], p["lon"], p.get("held")) for p in positions]


def told_of(hub, number, headers=None, at="202606150800"):
    answer = hub.post(codeco(number, at=at), headers=headers)
    assert answer.status == 200, answer


def box_of(hub, number, headers=None):
    answer = hub.get("/api/v1/containers/" + number, headers)
    assert answer.status == 200, answer
    return answer.json()


def test_what_traccar_forwards_is_where_the_box_is(hub):
    number = box(1, "PTR")
    told_of(hub, number)
    assert "position" not in box_of(hub, number)
    assert put(hub, "LOCK-7", container=number, since="2026-06-15T09:00:00+08:00", title="lock")["on"] == [
        {"container": number, "since": "2026-06-15T01:00:00Z", "by": "op"}]
    receipt = sent(hub, forwarded("LOCK-7", "2026-06-18T02:00:00.000+00:00", 44.9, 82.1), "/api/v1/messages")
    [message] = receipt["messages"]
    assert (receipt["status"], message["format"], message["reference"], message["status"]) == ("accepted", "TRACCAR", "LOCK-7", "accepted")
    at = box_of(hub, number)["position"]
    assert (at["device"], at["at"], at["lat"], at["lon"]) == ("LOCK-7", "2026-06-18T02:00:00Z", 44.9, 82.1)
    assert (at["speed"], at["course"], at["battery"], at["locked"]) == (74.0, 272, 87, True)
    assert at["given"] == {"lat": 44.9, "lon": 82.1, "datum": "WGS-84", "datumFrom": "default"}
    assert "via" not in at and "accuracy" not in at and at["messageId"] == message["messageId"]
    # the same bytes again, and the same fix with another number of Traccar's
    assert sent(hub, forwarded("LOCK-7", "2026-06-18T02:00:00.000+00:00", 44.9, 82.1))["status"] == "duplicate"
    again = forwarded("LOCK-7", "2026-06-18T02:00:00.000+00:00", 44.9, 82.1)
    again["position"]["id"] = 992
    assert sent(hub, again)["status"] == "accepted"
    assert len(track(hub, container=number)) == 1
    # what happened later than the fix is where it is
    told_of(hub, number, at="202606200800")
    assert "position" not in box_of(hub, number)
    event = {"event": {"type": "alarm", "positionId": 1}, **forwarded("LOCK-7", "2026-06-21T02:00:00.000+00:00", 44.8, 82.2)}
    sent(hub, event)
    assert box_of(hub, number)["position"]["alarm"] == "alarm"
    assert sent(hub, {"event": {"type": "deviceOffline"}, "device": {"uniqueId": "LOCK-7"}})["status"] == "accepted"


FIXES = [("2026-06-18T0%d:00:00Z" % i, 44.9 + i / 10, 82.1, {}) for i in range(4)]
ODD = [("2026-06-18T01:30:00Z", -44.9, 82.1, {}), ("2026-06-18T02:00:00Z", 45.1, 82.1, {"outdated": True}),
       ("2026-06-18T02:10:00Z", 0, 0, {}), ("2026-06-18T03:00:00Z", 45.2001, 82.1, {"accuracy": 500})]


def walk(r):
    """A day of a device that is right most of the time."""
    lat, lon = 34.7, 119.2
    for minute in range(0, 900, 15):
        lat, lon = lat + r.uniform(-.1, .1), lon - r.uniform(0, .2)
        at = "2026-06-19T%02d:%02d:00Z" % divmod(minute, 60)
        yield at, lat, lon, {"battery": r.randrange(100)}
        odd = [(at, lat, lon, {"outdated": True, "battery": 3}), (at, -lat, lon, {"accuracy": 9}), (at, 0, 0, {}), (at, lat + 5, lon, {})]
        yield from odd[r.randrange(12):][:1]


def test_any_order_and_repetition_come_to_the_same_track(hub):
    fixes, tracks = FIXES + ODD + list(walk(random.Random(7))), []
    for k in range(5):
        r, number, device = random.Random(k), box(10 + k, "PTO"), "ORDER-%d" % k
        told_of(hub, number)
        if k % 2:
            put(hub, device, container=number, since="2026-06-16T00:00:00Z")
        order = fixes + r.sample(fixes, 20 * k) if k else fixes
        if k:
            r.shuffle(order)
        while order:
            some = order[:r.randrange(1, 40)]
            sent(hub, [fix(device, at, lat, lon, **more) for at, lat, lon, more in some])
            order = order[len(some):]
        put(hub, device, container=number, since="2026-06-16T00:00:00Z")
        tracks.append((sorted(({n: v for n, v in p.items() if n not in ("device", "messageId", "received")}
                               for p in track(hub, container=number, limit=1000)), key=str), box_of(hub, number)["position"]["at"]))
    assert all(t == tracks[0] for t in tracks)
    whole = sorted((p["at"][11:16], p.get("held", "")) for p in tracks[0][0] if p["at"].startswith("2026-06-18"))
    assert whole == [("00:00", ""), ("01:00", ""), ("01:30", "jump"), ("02:00", ""), ("02:10", "zero"), ("03:00", ""), ("03:00", "another")]
    assert {p.get("held") for p in tracks[0][0]} == {None, "jump", "zero", "another"}


def test_a_tracker_moves_from_box_to_box_and_what_comes_late_takes_its_place(hub):
    first, second = box(20, "PTM"), box(21, "PTM")
    told_of(hub, first)
    told_of(hub, second)
    put(hub, "MOVES", container=first, since="2026-06-16T00:00:00Z")
    sent(hub, [fix("MOVES", "2026-06-17T00:00:00Z", 44.1), fix("MOVES", "2026-06-19T00:00:00Z", 44.3)])
    assert [p["lat"] for p in track(hub, container=first)] == [44.3, 44.1]
    put(hub, "MOVES", container=second, since="2026-06-18T00:00:00Z")
    assert [p["lat"] for p in track(hub, container=first)] == [44.1]
    sent(hub, [fix("MOVES", "2026-06-17T12:00:00Z", 44.2), fix("MOVES", "2026-06-18T12:00:00Z", 44.25)])
    assert [p["lat"] for p in track(hub, container=first)] == [44.2, 44.1]
    assert [p["lat"] for p in track(hub, container=second)] == [44.3, 44.25]
    put(hub, "MOVES", since="2026-06-18T18:00:00Z")  # taken off
    assert [p["lat"] for p in track(hub, container=second)] == [44.25]
    assert [p["lat"] for p in track(hub, device="MOVES", since="2026-06-17T06:00:00Z", until="2026-06-19T00:00:00Z")] == [44.25, 44.2]
    shown = hub.get("/api/v1/trackers/MOVES").json()["on"]
    assert [(o.get("container"), o["since"], o.get("until")) for o in shown] == [
        (None, "2026-06-18T18:00:00Z", None), (second, "2026-06-18T00:00:00Z", "2026-06-18T18:00:00Z"),
        (first, "2026-06-16T00:00:00Z", "2026-06-18T00:00:00Z")]
    assert hub.request("DELETE", "/api/v1/trackers/MOVES?since=2026-06-18T18:00:00Z").status == 200
    assert [p["lat"] for p in track(hub, container=second)] == [44.3, 44.25]
    assert hub.request("DELETE", "/api/v1/trackers/MOVES").status == 200
    assert hub.request("DELETE", "/api/v1/trackers/MOVES").status == hub.get("/api/v1/trackers/MOVES").status == 404
    assert track(hub, container=second) == [] and len(track(hub, device="MOVES")) == 4
    listed = {t["device"]: t for t in hub.get("/api/v1/trackers").json()["trackers"]}
    assert (listed["MOVES"]["known"], listed["MOVES"]["last"]) == (False, "2026-06-19T00:00:00Z")


def on(wagon, train=None):
    rail = {"railCarReference": wagon, **({"departureID": train} if train else {})}
    return {"transportDetails": {"transportCall": {"modeOfTransport": "RAIL", "railTransport": rail}}}


def test_a_box_has_its_wagons_and_its_trains_position_while_it_rides(hub):
    number = box(30, "PTW")
    events = [event3("PTW1", code="LOADED", number=number, at="2026-06-15T09:00:00+08:00", place="CNLYG", **on("5317001", "X8177"))]
    sent(hub, events, "/api/v1/messages")
    put(hub, "WAGON-LOCK", wagon="5317001", since="2026-06-01T00:00:00Z")
    put(hub, "LOCO", train="X8177/2026-06-15", since="2026-06-01T00:00:00Z")
    sent(hub, [fix("WAGON-LOCK", "2026-06-14T00:00:00Z", 34.7, 119.2), fix("WAGON-LOCK", "2026-06-15T10:00:00Z", 34.5, 118.0),
               fix("LOCO", "2026-06-15T10:20:00Z", 34.6, 118.1)])
    at = box_of(hub, number)["position"]
    assert (at["device"], at["via"]) == ("WAGON-LOCK", "WAGON:5317001")  # the nearest within the hour
    sent(hub, fix("LOCO", "2026-06-15T12:20:00Z", 34.6, 116.9))
    assert box_of(hub, number)["position"]["via"] == "TRAIN:X8177/2026-06-15"
    assert [p["at"][:13] for p in track(hub, container=number)] == ["2026-06-15T12", "2026-06-15T10", "2026-06-15T10"]
    assert [p["device"] for p in track(hub, train="X8177/2026-06-15")] == ["LOCO", "LOCO"]
    assert len(track(hub, wagon="5317001")) == 2
    sent(hub, [event3("PTW2", code="DISCHARGED", number=number, at="2026-06-15T20:00:00Z", place="CNAKL", **on("5317001"))], "/api/v1/messages")
    sent(hub, fix("WAGON-LOCK", "2026-06-16T10:00:00Z", 44, 85))
    shown = box_of(hub, number)
    assert "position" not in shown and len(track(hub, container=number)) == 3
    put(hub, "OWN", container=number, since="2026-06-01T00:00:00Z")
    sent(hub, fix("OWN", "2026-06-16T11:00:00Z", 45.2, 82.5))
    assert box_of(hub, number)["position"]["device"] == "OWN"


def test_datums_come_from_the_position_its_tracker_its_partner_and_may_be_told_later(hub):
    beijing = {"lat": 39.908746, "lon": 116.397131}  # GCJ-02; WGS 84 39.907345 116.390890
    for i, more in enumerate(({}, {"datum": "gcj-02"})):
        sent(hub, {"device": "DATUM", "at": "2026-06-18T0%d:00:00Z" % i, **beijing, **more})

    def answered():
        return [(p["given"]["datum"], p["given"]["datumFrom"], round(p["lat"], 4), round(p["lon"], 4)) for p in track(hub, device="DATUM")]

    moved = (39.9073, 116.3909)
    assert answered() == [("GCJ-02", "position", *moved), ("WGS-84", "default", 39.9087, 116.3971)]
    partner = {"signs": [{"kind": "device", "value": "DATUM"}], "datum": "GCJ-02"}
    assert hub.request("PUT", "/api/v1/partners/locks", json.dumps(partner).encode(), {"Content-Type": JSON}).status == 201
    assert answered()[1] == ("GCJ-02", "partner", *moved)
    put(hub, "DATUM", datum="WGS-84")
    assert answered() == [("GCJ-02", "position", *moved), ("WGS-84", "tracker", 39.9087, 116.3971)]
    # who moves a tracker need not say it again
    put(hub, "DATUM", container=box(60, "PTD"), since="2026-06-01T00:00:00Z", title="lock")
    assert put(hub, "DATUM", since="2026-06-02T00:00:00Z")["datum"] == "WGS-84" and hub.get("/api/v1/trackers/DATUM").json()["title"] == "lock"
    assert "datum" not in put(hub, "DATUM", datum=None) and answered()[1][1] == "partner"
    assert all(p["given"]["lat"] == beijing["lat"] for p in track(hub, device="DATUM"))


@pytest.mark.parametrize("body, code, where", [
    (b'{"device":"R","at":"2026-06-18T02:00:00Z","lat":91,"lon":8}', "position-range", b"91"),
    (b'{"device":"R","at":"2026-06-18T02:00:00Z","lat":1,"lon":-180.5}', "position-range", b"-180.5"),
    (b'{"device":"R","at":"2026-06-18T02:00:00","lat":1,"lon":2}', "time-invalid", b'"2026'),
    (b'{"device":"R","lat":1,"lon":2}', "time-missing", b"{"),
    (b'{"device":"R","at":"2026-06-18T02:00:00Z","lon":2}', "position-missing", b"{"),
    (b'{"device":"R","at":"2026-06-18T02:00:00Z","lat":1,"lon":2,"datum":"ED50"}', "datum", b'"ED50'),
    (b'{"device":"","at":"2026-06-18T02:00:00Z","lat":1,"lon":2}', "device", b'""'),
    (b'{"device":"R","at":"2026-06-18T02:00:00Z","lat":1,"lon":', "json-cut", b"{"),
    (b'[]', "no-message", None),
])
def test_what_is_no_position_is_refused_with_its_byte_and_kept(hub, body, code, where):
    receipt = sent(hub, body, status=422)
    assert receipt["status"] == "rejected"
    assert [(d["code"], d.get("offset")) for d in receipt["diagnostics"] if d["severity"] == "error"] == [(code, where and body.index(where))]
    assert hub.get("/api/v1/intakes/%s/raw" % receipt["intakeId"]).body == body


def test_what_cannot_be_is_held_back_and_said(hub):
    lines = [fix("HELD", "2049-01-01T00:00:00Z"), fix("HELD", "1999-08-22T00:00:00Z"), fix("HELD", "2026-06-18T02:00:00Z", valid=False),
             fix("HELD", "2026-06-18T03:00:00Z", 0, 0)]
    receipt = sent(hub, "\n".join(json.dumps(x) for x in lines).encode(), "/api/v1/messages", type="application/octet-stream")
    assert receipt["status"] == "accepted-with-warnings"
    assert [(d["code"], d["text"].split(":")[0]) for d in receipt["diagnostics"]] == [
        ("position-held", held) for held in ("future", "no-clock", "no-fix", "zero")]
    assert sorted(p["held"] for p in track(hub, device="HELD")) == ["future", "no-clock", "no-fix", "zero"]
    assert all(p["heldText"] for p in track(hub, device="HELD"))


def test_pages_of_a_track_hold_each_position_once(hub):
    # two boxes' worth of devices, some instants shared
    for device in ("PAGE.1", "PAGE.2"):
        put(hub, device, container=box(40, "PTP"), since="2026-06-01T00:00:00Z")
        sent(hub, [fix(device, "2026-06-18T%02d:00:00Z" % h, 44 + h / 10, 82) for h in range(12)])
    path, all_, pages = "/api/v1/positions?container=%s&limit=5" % box(40, "PTP"), [], 0
    cursor = ""
    while cursor is not None:
        page = hub.get(path + cursor).json()
        all_ += seen(page["positions"])
        cursor, pages = page["next"] and "&cursor=" + page["next"], pages + 1
    assert len(all_) == len(set(all_)) == 24 and pages == 5 and all_ == seen(track(hub, container=box(40, "PTP")))
    assert hub.get(path + "&cursor=ff").status == 400


def test_a_party_sees_positions_of_what_it_may_see(hub):
    number = box(50, "PTV")
    told_of(hub, number, hub.yard)
    put(hub, "YARDS", container=number, since="2026-06-01T00:00:00Z")
    put(hub, "HUBS", container=number, since="2026-06-01T00:00:00Z")
    sent(hub, fix("YARDS", "2026-06-18T00:00:00Z", 34.7, 119.2), headers=hub.yard)
    sent(hub, fix("HUBS", "2026-06-18T06:00:00Z", 34.8, 119.1))
    assert [p["device"] for p in track(hub, container=number)] == ["HUBS", "YARDS"]
    assert [p["device"] for p in track(hub, hub.yard, container=number)] == ["YARDS"]
    assert box_of(hub, number, hub.yard)["position"]["device"] == "YARDS"
    assert track(hub, hub.road, container=number) == track(hub, hub.road, device="HUBS") == track(hub, hub.yard, device="HUBS") == []
    assert hub.get("/api/v1/containers/" + number, hub.road).status == 404
    hub.sql("insert into access (party, subject, scope) values ('ROAD', '%s', 'all')" % number)
    assert [p["device"] for p in track(hub, hub.road, container=number)] == ["HUBS", "YARDS"]
    assert box_of(hub, number, hub.road)["position"]["device"] == "HUBS"
    # trackers are the hub's
    for key in (hub.yard, hub.yard_op, hub.road):
        assert hub.get("/api/v1/trackers", key).status == 403
        assert hub.request("PUT", "/api/v1/trackers/YARDS", b"{}", {**key, "Content-Type": JSON}).status == 403


def test_what_is_asked_wrongly_is_said(hub):
    assert hub.get("/api/v1/positions").status == hub.get("/api/v1/positions?device=A&wagon=5312345").status == 400
    assert hub.get("/api/v1/positions?train=X8155").status == hub.get("/api/v1/positions?device=A&since=yesterday").status == 400
    assert hub.post(b"UNH+1", "/api/v1/positions", "application/edifact").status == 415
    for body in ({"container": "X"}, {"container": box(1, "PTR"), "wagon": "5312345"}, {"datum": "ED50"}, {"where": 1},
                 {"container": box(1, "PTR"), "since": "now"}, {"until": "2026-06-01T00:00:00Z"},
                 {"container": box(1, "PTR"), "since": "2026-06-02T00:00:00Z", "until": "2026-06-01T00:00:00Z"}):
        assert hub.request("PUT", "/api/v1/trackers/BAD", json.dumps(body).encode(), {"Content-Type": JSON}).status == 400, body
    assert hub.get("/api/v1/trackers/BAD").status == 404


def test_what_was_answered_outlives_a_kill(hub):
    stored = sent(hub, [fix("KILLED", "2026-06-18T%02d:00:00Z" % h, 44 + h / 10, 82) for h in range(24)])
    hub.kill9()
    hub.restart()
    assert len(track(hub, device="KILLED")) == 24
    assert hub.get("/api/v1/intakes/" + stored["intakeId"]).json()["status"] == "accepted"
    again = hub.request("POST", "/api/v1/intakes/%s/replay" % stored["intakeId"])
    assert again.status == 200 and len(track(hub, device="KILLED")) == 24
