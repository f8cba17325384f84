"""Plans over a small network of the hub's own: what is found, why, and what is asked otherwise."""

import json
import time
from datetime import datetime, time as clock_time, timedelta, timezone
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from lib.corridor import by_train, gate, instant, ship_call, status, to_load
from lib.daemon import Server, make_dir, remove, run
from lib.messages import box

JSON = {"Content-Type": "application/json"}
NOW = datetime.now().astimezone()
TUESDAY = NOW.date() + timedelta(days=(1 - NOW.weekday()) % 7 + (7 if (1 - NOW.weekday()) % 7 < 3 else 0))  # three days ahead, or some more
ZONES = {"CNLYG": "Asia/Shanghai", "KZDOS": "Asia/Almaty", "PL": "Europe/Warsaw"}


def on(days, clock, place="CNLYG"):
    """So many days behind that Tuesday, on the clock of the place."""
    return datetime.combine(TUESDAY + timedelta(days=days), clock_time.fromisoformat(clock), ZoneInfo(ZONES[place])).isoformat()


def utc(days):
    return (TUESDAY + timedelta(days=days)).isoformat() + "T00:00:00Z"


def hours(first, last):
    return (instant(last) - instant(first)) // timedelta(minutes=1) / 60


AT = quote(on(0, "00:00"))
RAIL = {"operator": "LB Rail", "mode": "rail", "capacity": {"teu": 100, "dangerous": False},
        "emission": {"gramsPerTonneKm": 10, "source": "a test", "version": "1"}}


def stop(place, arrives=None, departs=None, **more):
    told = {"place": place, **more}
    for word, said in (("arrive", arrives), ("depart", departs)):
        if said:
            told[word + "Day"], told[word + "s"] = int(said.split()[0]), said.split()[1]
    return told


def price(minor, currency="USD", **more):
    return {"minor": minor, "currency": currency, **more}


ROUTES = {
    # Tuesdays and Fridays to the border, three days.
    "east": {**RAIL, "weekdays": [2, 5], "prices": [price(100000)],
             "stops": [stop("CNLYG", departs="0 18:00", cutOffs={"gate": 600}), stop("KZDOS", "3 12:00", km=4000)]},
    # Every Sunday on from there, in two days; dear and told in euros.
    "west": {**RAIL, "weekdays": [7], "prices": [price(50000, "EUR")],
             "stops": [stop("KZDOS", departs="0 12:00"), stop("PLMAA", "5 12:00", km=5000)]},
    # By sea and road: later, cheaper, takes dangerous goods; nobody knows what it emits.
    "sea": {"operator": "LB Ships", "mode": "vessel", "weekdays": [3], "capacity": {"dangerous": True}, "prices": [price(90000)],
            "stops": [stop("CNLYG", departs="0 20:00"), stop("PLGDN", "20 08:00", km=21000)]},
    "truck": {"operator": "LB Road", "mode": "road", "weekdays": [1, 2, 3, 4, 5], "capacity": {"dangerous": True}, "prices": [price(20000)],
              "stops": [stop("PLGDN", departs="0 08:00"), stop("PLMAA", "0 18:00", km=500)]},
}


def put(server, path, told):
    return server.request("PUT", "/api/v1/" + path, json.dumps(told).encode(), JSON)


def drop(server, path):
    assert server.request("DELETE", "/api/v1/" + path).status == 200


@pytest.fixture(scope="module")
def hub(module_dir):
    started = Server(module_dir)
    try:
        started.start()
        for name, route in ROUTES.items():
            assert put(started, "routes/" + name, route).status == 201
        assert put(started, "transfers/dostyk", {"place": "KZDOS", "from": ["rail"], "to": ["rail"], "what": "gauge", "minutes": 1440,
                                                 "prices": [price(10000)]}).status == 201
        assert put(started, "rates/eur", {"currency": "EUR", "in": "USD", "rate": 1.1}).status == 201
        yield started
    finally:
        started.end()


def plans(server, query="", to="PLMAA"):
    answer = server.get("/api/v1/plans?from=CNLYG&to=%s&at=%s%s" % (to, AT, query))
    assert answer.status == 200, answer
    return answer.json()


def ways(server, query="", **k):
    return [" ".join(leg["route"] for leg in p["legs"]) for p in plans(server, query, **k)["plans"]]


def test_the_rail_is_earlier_and_the_sea_cheaper_and_each_says_why(hub):
    rail, sea = plans(hub)["plans"]
    assert [leg["route"] for leg in rail["legs"]] == ["east", "west"] and [leg["route"] for leg in sea["legs"]] == ["sea", "truck"]
    # Tuesday's train is caught; Friday at the border, a day of gauge change, Sunday's train on.
    assert (rail["departs"], rail["arrives"]) == (on(0, "18:00"), on(10, "12:00", "PL"))
    assert rail["price"] == {"minor": 100000 + 10000 + 55000, "complete": True} and sea["price"] == {"minor": 110000, "complete": True}
    assert rail["co2e"] == {"grams": 20 * 10 * 9000, "complete": True} and sea["co2e"]["complete"] is False
    assert (rail["best"], sea["best"]) == (["arrival", "co2e", "transfers"], ["price"])
    running = hours(on(0, "18:00"), on(3, "12:00", "KZDOS")) + hours(on(5, "12:00", "KZDOS"), on(10, "12:00", "PL"))
    assert rail["time"] == {"running": running * 60, "border": 1440, "transfer": 0, "waiting": 24 * 60}
    assert rail["minutes"] == sum(rail["time"].values())
    # From the ship to the road no rule says how long it takes.
    assert sea["time"]["transfer"] == sea["time"]["assumed"] == sea["legs"][1]["before"]["assumed"] == plans(hub)["network"]["transferMinutes"] == 360
    first, second = rail["legs"]
    assert first["closes"] == on(0, "08:00") and first["before"]["waiting"] > 0
    assert second["ready"] == on(4, "12:00", "KZDOS") and second["before"] == {"running": 0, "waiting": 1440, "border": 1440, "transfer": 0}
    assert [s["place"]["code"] for s in second["stops"]] == ["KZDOS", "PLMAA"] and second["km"] == 5000


def test_a_train_that_is_missed_is_told_with_by_how_much(hub):
    late = hub.get("/api/v1/plans?from=CNLYG&to=PLMAA&at=" + quote(on(0, "09:00"))).json()["plans"][0]
    assert late["departs"] == on(3, "18:00")  # the gate was shut at eight
    assert late["legs"][0]["missed"] == {"route": "east", "departs": on(0, "18:00"), "by": 60, "gains": 3 * 1440}


@pytest.mark.parametrize("query,found", [
    ("&dangerous=true", ["sea truck"]),
    ("&avoidModes=vessel", ["east west"]),
    ("&avoidCountries=KZ", ["sea truck"]),
    ("&avoidPlaces=KZDOS", ["sea truck"]),
    ("&avoidRoutes=west", ["sea truck"]),
    ("&via=PLGDN", ["sea truck"]),
    ("&maxPrice=150000", ["sea truck"]),
    ("&maxTransfers=0", []),
    ("&within=5", ["east west"]),
    ("&limit=1", ["east west"]),
    ("&by=" + utc(30), ["sea truck", "east west"]),
])
def test_what_is_asked_otherwise_is_found_otherwise(hub, query, found):
    assert set(ways(hub, query)) == set(found)


def test_with_a_deadline_the_plan_that_leaves_last_comes_first(hub):
    first = plans(hub, "&by=%s&avoidModes=vessel" % utc(19))["plans"][0]
    assert (first["departs"], first["arrives"]) == (on(7, "18:00"), on(17, "12:00", "PL"))


def test_the_well_to_tank_share_of_a_plan_is_that_of_all_its_legs_or_not_told(hub):
    def with_share(name, share):
        assert put(hub, "routes/" + name, {**ROUTES[name], "emission": {**RAIL["emission"], "wellToTank": share}}).status == 200
        return plans(hub, "&avoidModes=vessel")["plans"][0]

    assert "wellToTank" not in with_share("east", 0.25)["co2e"]
    both = with_share("west", 0.1)
    assert both["co2e"]["wellToTank"] == sum(leg["co2e"]["wellToTank"] for leg in both["legs"]) == 20 * 10 * (4000 * 0.25 + 5000 * 0.1)
    shown = run("plan", "CNLYG", "PLMAA", "--avoid-modes", "vessel", "--at=" + on(0, "00:00"), "--data", hub.data)
    assert "CO2e 1800 kg, 300 of them well-to-tank" in shown.stdout
    for name in ("east", "west"):
        assert put(hub, "routes/" + name, ROUTES[name]).status == 200


def test_prices_are_in_the_currency_that_is_asked_for_and_what_has_no_rate_is_not_known(hub):
    assert plans(hub, "&currency=EUR&avoidModes=vessel")["plans"][0]["price"] == {"minor": 100000 + 50000, "complete": True}
    drop(hub, "rates/eur")
    # The euros cannot be added now: what is not known is not zero, so the sea is the only one that is priced.
    rail, sea = plans(hub)["plans"]
    assert rail["price"]["complete"] is False and rail["best"] == ["arrival", "co2e", "transfers"] and sea["best"] == ["price"]
    assert put(hub, "rates/eur", {"currency": "EUR", "in": "USD", "rate": 1.1}).status == 201


def test_a_restriction_closes_the_way_at_once_and_opens_it_again(hub):
    assert put(hub, "restrictions/closed", {"issuer": "KTZ", "place": "KZDOS", "from": utc(0), "until": utc(62)}).status == 201
    assert ways(hub) == ["sea truck"]
    drop(hub, "restrictions/closed")
    assert ways(hub) == ["east west", "sea truck"]
    assert put(hub, "restrictions/embargo", {"issuer": "KTZ", "route": "east", "commodity": "2711"}).status == 201
    assert ways(hub) == ["east west", "sea truck"] and ways(hub, "&commodity=271119") == ["sea truck"]
    drop(hub, "restrictions/embargo")


def test_a_train_that_a_quota_leaves_no_room_for_waits_a_day_and_says_by_whose_telegram(hub):
    assert put(hub, "routes/evening", {**ROUTES["east"], "stops": [stop("CNLYG", departs="0 20:00"), stop("KZDOS", "3 14:00")]}).status == 201
    quota = {"issuer": "KTZ", "telegram": "NC-7", "place": "KZDOS", "direction": "forth", "from": utc(0), "until": utc(31), "trainsADay": 1}
    assert put(hub, "restrictions/one-a-day", quota).status == 201
    held = plans(hub, "&avoidRoutes=east", to="KZDOS")["plans"][0]["legs"][0]
    assert (held["departs"], held["arrives"]) == (on(1, "20:00"), on(4, "14:00", "KZDOS"))
    told, = held["held"]
    assert told.pop("place")["code"] == "CNLYG" and told == {"minutes": 1440, "issuer": "KTZ", "telegram": "NC-7", "trainsADay": 1}
    assert "held" not in plans(hub)["plans"][0]["legs"][0]
    drop(hub, "restrictions/one-a-day")
    assert plans(hub, "&avoidRoutes=east", to="KZDOS")["plans"][0]["departs"] == on(0, "20:00")
    drop(hub, "routes/evening")


def test_off_a_train_that_waits_and_on_to_one_that_waits_before_it_is_no_plan(hub):
    """Two trains a day come to Khorgos and one passes: each day's stands behind those of the days before."""
    for name, clock in (("early", "06"), ("late", "09")):
        assert put(hub, "routes/" + name, {**RAIL, "weekdays": [1, 2, 3, 4, 5, 6, 7], "stops": [
            stop("CNLYG", departs="0 %s:00" % clock), stop("CNHRS", "2 %s:00" % clock, "2 %s:30" % clock, km=4000), stop("XKALT", "2 %s:00" % clock, km=10)]}).status == 201
    quota = {"issuer": "KTZ", "place": "CNHRS", "toPlace": "XKALT", "direction": "forth", "from": utc(0), "until": utc(40), "trainsADay": 1}
    assert put(hub, "restrictions/row", quota).status == 201
    found = hub.get("/api/v1/plans?from=CNLYG&to=XKALT&at=" + quote(on(10, "00:00"))).json()["plans"]
    assert found and found[0]["legs"][0]["held"][0]["minutes"] > 5 * 1440
    for plan in found:
        assert all(one["route"] != next["route"] for one, next in zip(plan["legs"], plan["legs"][1:])), plan["legs"]
    drop(hub, "restrictions/row")
    drop(hub, "routes/early")
    drop(hub, "routes/late")


def until(server, query, seen, **k):
    """The network follows what is told within a few seconds."""
    end = time.monotonic() + 20
    while not seen(plans(server, query, **k)) and time.monotonic() < end:
        time.sleep(0.2)
    found = plans(server, query, **k)
    assert seen(found), found
    return found["plans"]


def tell(server, telling):
    assert server.post(telling.body, type=telling.type).status == 200


SHIP = {"imo": "9227273", "voyage": "031W", "name": "HARBOUR LIGHT"}


def test_a_ship_that_is_late_moves_the_trip_that_it_is_and_what_is_booked_on_it_has_no_room_left(hub):
    assert put(hub, "routes/sea", {**ROUTES["sea"], "vessel": {"imo": SHIP["imo"]}, "capacity": {"teu": 3, "kg": 30000, "dangerous": True}}).status == 200
    late, said = instant(on(2, "02:00")), [NOW - timedelta(hours=n) for n in (3, 2, 1)]
    tell(hub, ship_call(SHIP, "DEPA", "CNLYG", late, said[0]))
    tell(hub, to_load("CSQU3054383", said[1], "CNLYG", "PLGDN", SHIP, late))
    # Of its next voyage all was taken back, so that the week's trip does not run.
    for minutes, function in ((0, b"9"), (1, b"1")):
        order = to_load("CSQU3054383", said[2] + timedelta(minutes=minutes), "CNLYG", "PLGDN", {**SHIP, "voyage": "032W"}, instant(on(8, "20:00")), "O2")
        order.body = order.body.replace(b"BGM+45+O2+9", b"BGM+45+O2+" + function)
        tell(hub, order)
    tell(hub, gate("CSQU3054383", "in", NOW - timedelta(minutes=50), "CNLYG", "LYGTERM", gross=18000, document="G8"))
    full = until(hub, "&avoidModes=rail,road", lambda o: o["plans"] and o["plans"][0]["departs"] > on(9, "00:00"), to="PLGDN")[0]
    assert full["departs"] == on(15, "20:00") and "live" not in full["legs"][0]
    small = hub.get("/api/v1/plans?from=CNLYG&to=PLGDN&avoidModes=rail,road&size=22G1&at=" + utc(4)).json()["plans"][0]
    assert small["departs"] == full["departs"]
    late = plans(hub, "&avoidModes=rail,road&size=22G1&kg=12000", to="PLGDN")["plans"][0]["legs"][0]  # one TEU is left
    assert (late["departs"], late["arrives"]) == (on(2, "02:00"), on(21, "14:00", "PL"))
    assert late["room"] == {"teu": 1, "kg": 12000, "booked": 1, "unweighed": 0}
    assert late["live"] == {"transport": "IMO9227273/031W", "by": "named", "departs": 360, "arrives": 360}
    assert plans(hub, "&avoidModes=rail,road&size=22G1&kg=12001", to="PLGDN")["plans"][0]["departs"] == full["departs"]
    assert put(hub, "routes/sea", ROUTES["sea"]).status == 200


HEAVY = {**RAIL, "weekdays": [2, 5], "capacity": {"teu": 100, "kg": 50000, "dangerous": False},
         "stops": [stop("CNLYG", departs="0 10:00"), stop("KZALA", "4 12:00", km=4000)]}


def heavy(server, query):
    return plans(server, query, to="KZALA")["plans"][0]["legs"][0]


def test_who_chose_a_plan_has_a_place_on_its_trip_by_what_it_weighs_and_for_itself_that_is_not_full(hub):
    assert put(hub, "routes/heavy", HEAVY).status == 201
    chosen, *others = numbers = [box(n, owner="ROM") for n in (811, 812)]
    for number, gross in zip(numbers, (26000, None)):
        tell(hub, gate(number, "in", NOW - timedelta(hours=2), "CNLYG", "LYGTERM", gross=gross, document="H" + number))
        word = plans(hub, to="KZALA")["plans"][0]["itinerary"]
        assert word["legs"][0]["serviceDate"] == TUESDAY.isoformat()
        assert hub.request("POST", "/api/v1/journeys", json.dumps({**word, "container": number}).encode(), JSON).status == 200
    until(hub, "", lambda o: o["plans"][0]["legs"][0]["room"] == {"teu": 96, "kg": 24000, "booked": 2, "unweighed": 1}, to="KZALA")
    assert heavy(hub, "&kg=24000")["departs"] == on(0, "10:00") and heavy(hub, "&kg=24001")["departs"] == on(3, "10:00")
    own = of_box(hub, chosen, "&to=KZALA&at=" + AT)
    assert own["asked"]["kg"] == 26000 and own["plans"][0]["legs"][0]["departs"] == on(0, "10:00")
    drop(hub, "routes/heavy")


def of_box(server, number, query=""):
    return server.get("/api/v1/plans?container=%s%s" % (number, query)).json()


def test_a_box_goes_on_from_the_train_that_it_is_on_with_its_own_size_and_cargo(hub):
    """Aboard since it left yesterday, on the daily train that is the route's by its number."""
    left = datetime.now().astimezone(ZoneInfo("Asia/Shanghai")).replace(hour=6, minute=0, second=0, microsecond=0) - timedelta(days=1)
    daily = {**RAIL, "weekdays": [1, 2, 3, 4, 5, 6, 7], "trains": ["X8155"], "operator": "CR", "prices": [price(70000)],
             "stops": [stop("CNLYG", departs="0 06:00"), stop("XXIAP", "2 06:00", "2 08:00", km=1000), stop("KZDOS", "6 12:00", km=3000)]}
    assert put(hub, "routes/daily", daily).status == 201
    train = by_train("X8155", left, "CR")
    for n, code in enumerate(("48", "24")):
        tell(hub, status("KSXU7005228", code, left, "CNLYG", "C1", "S%d" % n, *train))
    end = time.monotonic() + 20
    while "transport" not in of_box(hub, "KSXU7005228", "&to=PLMAA").get("box", {}) and time.monotonic() < end:
        time.sleep(0.2)
    found = of_box(hub, "KSXU7005228", "&to=PLMAA")
    told, (first, second) = found["box"], found["plans"][0]["legs"]
    assert (told["is"], told["place"], told["transport"], told["route"]) == ("aboard", "XXIAP", "TRAIN:X8155/%s" % left.date(), "daily")
    assert (first["route"], first["live"]["by"], first["departs"][:16]) == ("daily", "named", left.isoformat()[:16]) and second["route"] == "west"
    assert first["price"]["minor"] == 70000 and found["plans"][0]["price"]["minor"] == 70000 + 10000 + 55000
    told = run("plan", "--container", "KSXU7005228", "PLMAA", "--data", hub.data)
    assert told.returncode == 0 and "KSXU7005228 is aboard TRAIN:X8155" in told.stdout
    assert "nobody told where KSXU7005228 is to go" in hub.get("/api/v1/plans?container=KSXU7005228").json()["detail"]
    drop(hub, "routes/daily")


def test_a_box_that_stands_goes_from_there_now_with_its_own_mass_and_one_that_nobody_told_of_is_not_found(hub):
    tell(hub, gate("LBDU4102331", "in", datetime.now().astimezone() - timedelta(hours=2), "CNLYG", "LYGTERM", gross=18000, document="G7"))
    found = of_box(hub, "LBDU4102331", "&to=PLMAA")
    assert (found["box"]["is"], found["box"]["place"], found["box"]["blocks"]) == ("standing", "CNLYG", [])
    assert (found["asked"]["from"], found["asked"]["size"], found["asked"]["kg"]) == ("CNLYG", "45G1", 18000) and found["plans"]
    assert of_box(hub, "LBDU4102331", "&to=PLMAA&kg=9000&size=22G1")["asked"]["kg"] == 9000
    assert hub.get("/api/v1/plans?container=TRZU3016975&to=PLMAA").status == 404
    ordered = of_box(hub, "CSQU3054383")  # to be loaded for Gdansk
    assert ordered["asked"]["to"] == "PLGDN"


def test_how_long_a_border_takes_in_truth_stands_beside_what_is_scheduled_and_moves_the_likely_arrival(hub):
    assert "borders" not in plans(hub)["plans"][0]  # nothing is learned
    said = []
    for i in range(32):  # of trains of the last weeks, each 60 hours at Dostyk
        at = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=40 - i)
        for code, place, hours in (("LOAD", "CNLYG", -80), ("DEPA", "CNLYG", -72), ("ARRI", "KZDOS", 0), ("DEPA", "KZDOS", 60), ("ARRI", "KZALA", 90), ("DISC", "KZALA", 94)):
            when = at + timedelta(hours=hours)
            said.append({"word": "report", "container": box(700000 + i), "event": code, "place": place, "at": when.isoformat(), "said": when.isoformat(),
                         "loadState": "LADEN", "transport": {"mode": "RAIL", "train": "K%d" % i, "day": (at - timedelta(days=3)).strftime("%Y-%m-%d")}})
    assert hub.request("POST", "/api/v1/journeys", json.dumps(said).encode(), JSON).status == 200
    hub.judged()
    assert put(hub, "rates/kzt", {"currency": "KZT", "in": "USD", "rate": 0.002}).status == 201  # what is learned is looked up when the network is made
    rail = plans(hub)["plans"][0]
    border, = rail["borders"]
    assert border["place"]["code"] == "KZDOS" and (border["from"], border["into"], border["scheduled"], border["pooled"]) == ("CN", "KZ", 48 * 60, False)
    assert 58 * 60 < border["likely"] < 62 * 60 and border["late"] >= border["likely"] and border["passings"] == 32
    # The train of the Sunday has gone by then.
    assert instant(rail["likely"]).replace(tzinfo=None) == instant(rail["arrives"]).replace(tzinfo=None) + timedelta(days=7)


def test_a_route_that_is_set_or_dropped_is_in_the_plans_at_once(hub):
    fast = {**RAIL, "weekdays": [1, 2, 3, 4, 5, 6, 7], "stops": [stop("KZDOS", departs="0 12:00"), stop("PLMAA", "3 12:00")]}
    assert put(hub, "routes/fast", fast).status == 201
    found = plans(hub, "&avoidModes=vessel")["plans"]
    assert [leg["route"] for leg in found[0]["legs"]] == ["east", "fast"] and found[0]["price"]["complete"] is False
    drop(hub, "routes/fast")
    assert ways(hub) == ["east west", "sea truck"]


def test_a_second_rule_for_one_transfer_is_refused_by_the_name_of_the_first(hub):
    again = {"place": "KZDOS", "from": ["rail", "road"], "to": ["rail"], "what": "gauge", "minutes": 5}
    answer = put(hub, "transfers/z-second", again)
    assert answer.status == 400 and answer.json()["detail"] == "z-second: dostyk is for the same"
    both = {"transfers": [{"name": n, **again, "place": "PLMAA"} for n in ("a", "b")]}
    answer = hub.request("PUT", "/api/v1/transfers", json.dumps(both).encode(), JSON)
    assert answer.status == 400 and answer.json()["detail"] == "b: a is for the same"
    assert put(hub, "transfers/z-second", {**again, "from": ["road"]}).status == 201
    drop(hub, "transfers/z-second")


@pytest.mark.parametrize("query,status,said", [
    ("from=CNLYG", 400, "from and to are needed"),
    ("from=CNLYG&to=PLMAA&container=CSQU3054383", 400, "or container"),
    ("from=CNLYG&to=ZZZZZ", 400, "to: nobody knows a place ZZZZZ"),
    ("from=CNLYG&to=PLMAA&via=ZZZZZ", 400, "via: nobody knows a place ZZZZZ"),
    ("from=CNLYG&to=PLMAA&avoidModes=air", 400, "avoidModes: \"air\" is none of vessel, rail, barge, road, ferry"),
    ("from=CNLYG&to=PLMAA&avoidRoutes=none", 400, "avoidRoutes: there is no route none"),
    ("from=CNLYG&to=PLMAA&at=soon", 400, "at"),
    ("from=CNLYG&to=PLMAA&at=9999-12-31T00:00:00Z", 400, "at is a time like"),
    ("from=CNLYG&to=PLMAA&by=0001-01-01T00:00:00Z", 400, "by is a time like"),
    ("from=CNLYG&to=PLMAA&size=%27%3B--", 400, "size is a code like 45G1"),
    ("from=CNLYG&to=PLMAA&currency=usd", 400, "currency is a code like USD"),
    ("from=CNLYG&to=PLMAA&maxTransfers=-1", 400, "maxTransfers is a whole number from 0 to 20"),
    ("from=CNLYG&to=PLMAA&within=100000", 400, "within is a whole number from 0 to 90"),
])
def test_what_cannot_be_asked_is_refused_and_says_what(hub, query, status, said):
    answer = hub.get("/api/v1/plans?" + query)
    assert answer.status == status and said in answer.json()["detail"], answer


@pytest.mark.parametrize("query,said", [
    ("from=CNLYG&to=KGOSS", "no route stops at KGOSS"),
    ("from=CNLYG&to=CNLYG", "it is there already"),
    ("from=PLMAA&to=CNLYG", "no way leads there"),
    ("from=CNLYG&to=PLMAA&at=1970-01-01T00:00:00Z", "the network does not reach that far back"),
    ("from=CNLYG&to=PLMAA&at=" + utc(3000), "the network does not reach that far ahead"),
    ("from=CNLYG&to=PLMAA&at=" + utc(4) + "&by=" + utc(3), "by is not behind at"),
])
def test_where_there_is_no_plan_it_says_why(hub, query, said):
    answer = hub.get("/api/v1/plans?" + query).json()
    assert answer["plans"] == [] and said in answer["nothing"]


def test_the_plan_that_is_chosen_is_the_itinerary_of_a_box(hub):
    # Of a day ahead, so that nothing of it is due.
    at = "%s:00Z" % (datetime.utcnow() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    plan = hub.get("/api/v1/plans?from=CNLYG&to=PLMAA&at=" + at).json()["plans"][0]
    told = {**plan["itinerary"], "container": "LBDU8801933", "who": "Li Wei", "why": "the plan that arrives first"}
    receipt = hub.request("POST", "/api/v1/journeys", json.dumps(told).encode(), JSON).json()
    assert receipt["status"] == "accepted", receipt
    journey, = hub.get("/api/v1/journeys?container=LBDU8801933").json()["journeys"]
    assert [(leg["mode"], leg["from"]["code"], leg["to"]["code"], leg["service"]) for leg in journey["legs"]] == [
        ("RAIL", "CNLYG", "KZDOS", "east"), ("RAIL", "KZDOS", "PLMAA", "west")]
    assert [(leg["departs"]["at"], leg["arrives"]["at"]) for leg in journey["legs"]] == [(leg["departs"], leg["arrives"]) for leg in plan["legs"]]
    assert journey["legs"][0]["cutOff"] == plan["legs"][0]["closes"] and "transport" not in journey["legs"][0]
    ahead = [(e["eventCode"], e["place"]["code"], e["state"]) for e in journey["expected"]]
    assert [("LOAD", "CNLYG", "ahead"), ("DISC", "PLMAA", "ahead")] == [e for e in ahead if e[0] in ("LOAD", "DISC") and e[1] != "KZDOS"]


def test_a_ship_that_is_told_of_the_date_is_the_itinerarys(hub):
    at = datetime.utcnow() + timedelta(days=3)
    day = (at + timedelta(days=(2 - at.weekday()) % 7)).strftime("%Y-%m-%d")  # a Wednesday
    voyage = {"date": day, "number": "031W", "vessel": {"imo": "9074729", "name": "BLUE HERON"}}
    try:
        assert put(hub, "routes/sea", {**ROUTES["sea"], "vessel": {"name": "LONG HAI"}, "voyages": [voyage]}).status == 200
        sea, = hub.get("/api/v1/plans?from=CNLYG&to=PLGDN&within=0&at=%s:00Z" % at.strftime("%Y-%m-%dT%H:%M")).json()["plans"]
        assert sea["legs"][0]["date"] == day
        told = sea["itinerary"]["legs"][0]
        assert told["transport"] == {"imo": "9074729", "name": "BLUE HERON", "voyage": "031W"} and told["service"] == "sea"
        receipt = hub.request("POST", "/api/v1/journeys", json.dumps({**sea["itinerary"], "container": "LBDU8801949"}).encode(), JSON).json()
        assert receipt["status"] == "accepted", receipt
        journey, = hub.get("/api/v1/journeys?container=LBDU8801949").json()["journeys"]
        assert (journey["legs"][0]["transport"], journey["legs"][0]["voyage"]) == ("IMO9074729/031W", "031W")
    finally:
        put(hub, "routes/sea", ROUTES["sea"])


def test_the_command_tells_the_same(hub):
    at = "--at=" + on(0, "00:00")
    told = run("plan", "CNLYG", "PLMAA", at, "--data", hub.data, "--json")
    assert told.returncode == 0 and until(hub, "", lambda o: o["plans"] == json.loads(told.stdout)["plans"])
    shown = run("plan", "CNLYG", "PLMAA", at, "--data", hub.data)
    assert shown.returncode == 0 and "1650.00" in shown.stdout and "east, LB Rail" in shown.stdout and "earliest" in shown.stdout
    assert "transfer 6 h (6 h assumed: no rule says)" in shown.stdout
    assert run("plan", "CNLYG", "ZZZZZ", "--data", hub.data).returncode == 2
    nowhere = run("plan", "CNLYG", "KGOSS", "--data", hub.data)
    assert nowhere.returncode == 1 and "no route stops at KGOSS" in nowhere.stdout
