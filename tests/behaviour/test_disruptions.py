"""What a restriction does to boxes under way: who is hit, how late, who goes another way, on which trains there is room."""

import json
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lib.corridor import by_train, gate, instant, status
from lib.daemon import Server, run, until
from lib.messages import box, boxes
from test_plan_answers import JSON, RAIL, price, put, stop

DAILY = [1, 2, 3, 4, 5, 6, 7]
NOW = datetime.now().astimezone()
STRETCH = {"issuer": "KTZ", "telegram": "NC-1207", "place": "CNHRS", "toPlace": "XKALT", "direction": "forth"}
ROUTES = {
    # Through Khorgos with room for all; round by Dostyk later, dearer, and with room for two of forty feet.
    "khorgos": {**RAIL, "weekdays": DAILY, "prices": [price(100000)], "trains": ["X8001"],
                "stops": [stop("CNLYG", departs="0 18:00"), stop("CNHRS", "4 06:00", "4 12:00", km=4000), stop("XKALT", "4 14:00", km=10)]},
    "almaty": {**RAIL, "weekdays": DAILY, "prices": [price(20000)], "stops": [stop("XKALT", departs="0 20:00"), stop("KZALA", "1 08:00", km=330)]},
    "dostyk": {**RAIL, "weekdays": DAILY, "prices": [price(180000)], "capacity": {"teu": 4, "dangerous": False},
               "stops": [stop("CNLYG", departs="0 20:00"), stop("KZDOS", "5 06:00", "6 06:00", km=4300), stop("KZALA", "8 08:00", km=900)]},
}
LATE, *OTHERS = WAITING = boxes(5, start=3011, owner="DIS")


def say(server, *words):
    answer = server.request("POST", "/api/v1/journeys", json.dumps(words).encode(), JSON)
    assert answer.status == 200, answer
    return answer


@pytest.fixture(scope="module")
def hub(module_dir):
    started = Server(module_dir)
    try:
        started.start()
        for name, route in ROUTES.items():
            assert put(started, "routes/" + name, route).status == 201
        for n, number in enumerate(WAITING):
            told = gate(number, "in", NOW - timedelta(hours=5), "CNLYG", "LYGTERM", gross=18000, document="D%d" % n)
            assert started.post(told.body, type=told.type).status == 200
        say(started, *({"word": "destination", "container": number, "destination": "KZALA"} for number in WAITING))
        yield started
    finally:
        started.end()


def disrupt(server, status=200, days=20, what=None, **asked):
    ends = (NOW + timedelta(days=days)).replace(microsecond=0)
    told = {"what": {**(what or STRETCH), "from": NOW.replace(microsecond=0).isoformat(), "until": ends.isoformat()}, **asked}
    answer = server.request("POST", "/api/v1/disruptions", json.dumps(told).encode(), JSON)
    assert answer.status == status, answer
    return answer.json()


def journey(server, number):
    return server.json("/api/v1/journeys?container=" + number)["journeys"][0]


def routes(box):
    return [leg["service"] for leg in box["itinerary"]["legs"]]


def test_a_closed_border_hits_all_that_go_there_and_the_other_way_is_shared_out(hub):
    found = disrupt(hub)
    assert (found["dryRun"], found["set"], found["looked"], found["hit"], found["unknown"]) == (True, False, 5, 5, [])
    assert sorted(b["container"] for b in found["boxes"]) == sorted(WAITING) and [b["turn"] for b in found["boxes"]] == [1, 2, 3, 4, 5]
    for b in found["boxes"]:
        assert (b["is"], b["place"], b["to"], b["way"], b["advice"]) == ("standing", "CNLYG", "KZALA", "assumed", "change")
        assert instant(b["waits"]) > NOW + timedelta(days=20) and b["lateMinutes"] == (instant(b["waits"]) - instant(b["planned"])) / timedelta(minutes=1)
        assert b["gainsMinutes"] == (instant(b["waits"]) - instant(b["arrives"])) / timedelta(minutes=1) > 0
        assert routes(b) == ["dostyk"] and b["price"] == {"minor": 180000 - 120000, "complete": True} and b["transfers"] == 0
        # 18 tonnes of cargo and box, 5,200 km in place of 4,340, at 10 g.
        assert b["co2e"] == {"grams": 18 * 10 * (5200 - 4340), "complete": True}
    # No train takes more than two.
    trains = Counter(b["itinerary"]["legs"][0]["departs"] for b in found["boxes"])
    assert list(trains.values()) == [2, 2, 1] and list(trains) == sorted(trains)
    # Nothing was kept.
    assert hub.json("/api/v1/restrictions")["restrictions"] == [] and "itineraryFrom" not in journey(hub, LATE)


def test_where_waiting_is_sooner_it_waits_and_who_does_not_pass_is_not_hit(hub):
    found = disrupt(hub, days=5)
    assert {(b["advice"], b["arrives"] == b["waits"], tuple(routes(b))) for b in found["boxes"]} == {("wait", True, ("khorgos", "almaty"))}
    assert all(b["price"]["minor"] == 0 and b["nothing"] and instant(b["itinerary"]["legs"][0]["arrives"]) >= NOW + timedelta(days=4) for b in found["boxes"])
    assert disrupt(hub, what={**STRETCH, "direction": "back"})["hit"] == 0
    assert disrupt(hub, what={"issuer": "KTZ", "route": "dostyk"})["hit"] == 0
    assert disrupt(hub, what={"issuer": "KTZ", "country": "KZ"}, days=300)["boxes"][0]["advice"] == "none"
    assert "no route stops there" in disrupt(hub, what={"issuer": "DB", "place": "DEDUI"})["nothing"]


def test_it_is_applied_box_by_box_then_to_all_and_again_changes_nothing(hub):
    deadline = (NOW + timedelta(days=15)).replace(microsecond=0).isoformat()
    begins = datetime.combine(NOW.date() + timedelta(days=1), datetime.min.time()).strftime("%Y-%m-%dT18:00:00+08:00")
    arrives = datetime.combine(NOW.date() + timedelta(days=5), datetime.min.time()).strftime("%Y-%m-%dT14:00:00+05:00")
    say(hub, {"word": "itinerary", "container": LATE, "deadline": deadline,
              "legs": [{"mode": "RAIL", "from": "CNLYG", "to": "XKALT", "departs": begins, "arrives": arrives}]})
    one = disrupt(hub, name="khorgos-closed", dryRun=False, apply=[LATE])
    assert (one["set"], one["hit"], one["applied"]) == (True, 5, 1)
    first = one["boxes"][0]  # who has a deadline comes first
    assert (first["container"], first["way"], instant(first["deadline"])) == (LATE, "told", instant(deadline)) and first["applied"]["id"]
    assert [b["container"] for b in one["boxes"] if "applied" in b] == [LATE]
    assert hub.json("/api/v1/restrictions/khorgos-closed")["telegram"] == "NC-1207"
    trip = journey(hub, LATE)
    assert [leg["service"]["name"] if isinstance(leg["service"], dict) else leg["service"] for leg in trip["legs"]] == ["dostyk"]
    assert instant(trip["deadline"]) == instant(deadline) and "itineraryFrom" not in journey(hub, OTHERS[0])

    rest = disrupt(hub, name="khorgos-closed", dryRun=False, apply="all")
    assert (rest["set"], rest["hit"], rest["applied"]) == (False, 4, 4) and LATE not in [b["container"] for b in rest["boxes"]]
    trains = Counter(journey(hub, number)["legs"][0]["departs"]["local"] for number in WAITING)
    assert max(trains.values()) == 2 and sum(trains.values()) == 5
    for plan in hub.json("/api/v1/plans?from=CNLYG&to=KZALA")["plans"]:
        assert plan["legs"][0]["route"] == "dostyk" or instant(plan["arrives"]) > NOW + timedelta(days=20)

    events = hub.sql("select count(*) from event")
    again = disrupt(hub, name="khorgos-closed", dryRun=False, apply="all")
    assert (again["set"], again["hit"], again["applied"]) == (False, 0, 0) and hub.sql("select count(*) from event") == events
    assert len(hub.json("/api/v1/restrictions/khorgos-closed")["before"]) == 0

    # Each may be taken back, and is hit again.
    back = rest["boxes"][0]
    say(hub, {"word": "takes-back", "id": back["applied"]["id"]})
    assert "itineraryFrom" not in journey(hub, back["container"])
    assert [b["container"] for b in disrupt(hub, name="khorgos-closed")["boxes"]] == [back["container"]]


def test_a_box_on_a_train_waits_with_it_before_the_border(hub):
    """Aboard since it left yesterday; what is closed is two days ahead of it."""
    number, left = box(4711, owner="DIS"), datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(days=2)
    for n, code in enumerate(("48", "24")):
        told = status(number, code, left, "CNLYG", "C1", "S%d" % n, *by_train("X8001", left, "LB Rail"))
        assert hub.post(told.body, type=told.type).status == 200
    say(hub, {"word": "destination", "container": number, "destination": "KZALA"})
    until(lambda: "transport" in hub.get("/api/v1/plans?container=" + number).json().get("box", {}), "the train is a trip of the network")
    found = next(b for b in disrupt(hub, name="khorgos-closed")["boxes"] if b["container"] == number)
    assert (found["is"], found["place"], found["advice"], routes(found)) == ("aboard", "CNHRS", "wait", ["khorgos", "almaty"])
    first = found["itinerary"]["legs"][0]
    assert instant(first["departs"]) == left and instant(first["arrives"]) >= NOW + timedelta(days=20)
    assert first["transport"] == {"train": "X8001", "day": str(left.date())} and instant(found["planned"]) < left + timedelta(days=7)
    # Closed for good it goes nowhere: what leads round leaves from Lianyungang.
    ever = {"what": {**STRETCH, "from": NOW.isoformat()}, "name": "khorgos-closed"}
    found = hub.request("POST", "/api/v1/disruptions", json.dumps(ever).encode(), JSON).json()
    assert [(b["advice"], b["waits"], b["stuck"]["route"]) for b in found["boxes"] if b["container"] == number] == [("none", None, "khorgos")]
    # The place that it comes to next may be what is closed.
    there = disrupt(hub, what={"issuer": "KTZ", "place": "CNHRS"}, name="khorgos-closed")["boxes"]
    assert [b["lateMinutes"] > 14 * 1440 for b in there if b["container"] == number] == [True]


def test_of_too_many_boxes_it_says_how_to_ask_and_those_that_are_named_are_looked_at_alone(hub):
    hub.sql("insert into journey select m.* from journey j cross join generate_series(1, 10001) n cross join lateral "
            "jsonb_populate_record(j, jsonb_build_object('container', 'MANY' || to_char(n, 'FM0000000'))) m where j.container = '%s'" % OTHERS[0])
    try:
        many = hub.request("POST", "/api/v1/disruptions", json.dumps({"what": STRETCH}).encode(), JSON)
        assert many.status == 413 and "10000" in many.json()["detail"] and "name those that are to be in `containers`" in many.json()["detail"]
        two = disrupt(hub, name="khorgos-closed", containers=[OTHERS[0], " %s %s " % (LATE[:4].lower(), LATE[4:]), "MANX0000000"])
        assert two["looked"] == 2 and two["unknown"] == [{"why": "nobody told that it is under way", "containers": ["MANX0000000"]}]
    finally:
        hub.sql("delete from journey where container like 'MANY%'")


def test_a_chosen_plan_takes_its_room_once(hub):
    """A train with room for two: one chose it, so of two others that are hit one finds room on it and the other on the next."""
    chosen, *hit = numbers = boxes(3, start=3411, owner="DIT")
    for name, departs, arrives, more in (("fast", "12:00", 3, {}), ("slow", "14:00", 8, {"capacity": {"teu": 4, "dangerous": False}})):
        route = {**RAIL, "weekdays": DAILY, **more, "stops": [stop("CNLYG", departs="0 " + departs), stop("UZTAS", "%d 12:00" % arrives, km=5000)]}
        assert put(hub, "routes/" + name, route).status == 201
    for n, number in enumerate(numbers):
        told = gate(number, "in", NOW - timedelta(hours=5), "CNLYG", "LYGTERM", gross=18000, document="T%d" % n)
        assert hub.post(told.body, type=told.type).status == 200
    say(hub, *({"word": "destination", "container": number, "destination": "UZTAS"} for number in numbers))
    plan = lambda: hub.json("/api/v1/plans?from=CNLYG&to=UZTAS&avoidRoutes=fast")["plans"][0]
    say(hub, {**plan()["itinerary"], "container": chosen})
    date = instant(plan()["departs"]).date()

    def check():
        found = disrupt(hub, what={"issuer": "CR", "route": "fast"}, days=60, containers=numbers)
        assert [(b["container"], b["itinerary"]["legs"][0]["serviceDate"]) for b in found["boxes"]] == [
            (hit[0], str(date)), (hit[1], str(date + timedelta(days=1)))]

    check()  # told since the network was made
    until(lambda: plan()["legs"][0]["room"]["booked"] == 1, "it has its place on the train")
    check()
    for name in ("fast", "slow"):
        assert hub.request("DELETE", "/api/v1/routes/" + name).status == 200


@pytest.mark.parametrize("told, said", [
    ({"what": {**STRETCH, "place": "XXXXX"}}, "what.place"), ({"what": {"issuer": "KTZ"}}, "what.place"), ({}, "what"),
    ({"what": STRETCH, "dryRun": False}, "name"), ({"what": STRETCH, "apply": "all"}, "apply"), ({"what": STRETCH, "dryRun": False, "name": "x", "apply": "some"}, "apply"),
    ({"what": STRETCH, "name": "Not a name"}, "name"), ({"what": STRETCH, "closed": True}, "closed"),
    ({"what": {"issuer": "KTZ", "route": "no-such"}}, "what.route: there is no route no-such"),
    ({"what": {**STRETCH, "closed": True, "trainsADay": 3}}, "what.closed"), ({"what": {**STRETCH, "trainsADay": -1}}, "what.trainsADay"),
    ({"what": {**STRETCH, "trainsADay": 3, "dangerous": True}}, "what.trainsADay"), ({"what": {**STRETCH, "country": "KZ"}}, "what.place"),
    ({"what": {**STRETCH, "direction": "up"}}, "what.direction"), ({"what": {**STRETCH, "toPlace": "CNHRS"}}, "what.toPlace"),
    ({"what": {**STRETCH, "from": "2026-12-11T00:00:00Z", "until": "2026-12-01T00:00:00Z"}}, "what.until"), ({"what": {**STRETCH, "from": "2026-12-11"}}, "what.from"),
    ({"what": "closed"}, "what"), ({"what": {"place": "CNHRS"}}, "what.issuer"), ({"what": STRETCH, "containers": "all"}, "containers"),
    ({"what": STRETCH, "containers": [7]}, "containers: 0 is no container's number"), ({"what": STRETCH, "containers": [LATE] * 10001}, "containers"),
])
def test_what_is_wrong_is_named(hub, told, said):
    answer = hub.request("POST", "/api/v1/disruptions", json.dumps(told).encode(), JSON)
    assert answer.status == 400 and answer.json()["detail"].startswith(said), answer


def test_a_key_with_a_party_may_not_ask(hub):
    key = run("key", "add", "theirs", "--role", "operator", "--party", "KTZ", "--data", hub.data).stdout
    secret = next(word for word in key.split() if word.startswith("lb_"))
    answer = hub.request("POST", "/api/v1/disruptions", json.dumps({"what": STRETCH}).encode(), {**JSON, "Authorization": "Bearer " + secret})
    assert answer.status == 403 and "party" in answer.json()["detail"]
