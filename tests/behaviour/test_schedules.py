"""DCSA Commercial Schedules 1.0: ways from a place to another, ships of a port, whole voyages; to the letter of the standard."""

import json
from urllib.parse import urlencode

import pytest

from lib.found import ship_report
from lib.messages import boxes
from lib.schedules import EVENING, PATHS, ask, day, departs, fill, minutes, modes, places, refused, routings, stop

P2P = {"placeOfReceipt": "CNLYG", "placeOfDelivery": "JPOSA"}


@pytest.fixture(scope="module")
def hub(server):
    fill(server)
    return server


# ---- from a place to another ----

def test_every_departure_of_the_window_comes_and_none_beside_it(hub):
    window = {"departureStartDate": day(2), "departureEndDate": day(12)}
    found = routings(hub, **window)
    by = {"ferry": [], "out": []}
    for r in found:
        by["ferry" if "LO FERRY" in json.dumps(r) else "out"].append(departs(r)[:10])
    assert by == {"ferry": [day(n) for n in range(2, 13)], "out": [day(2), day(12)]}
    assert [departs(r) for r in found] == sorted(departs(r) for r in found)
    assert departs(routings(hub, departureStartDate=day(5), departureEndDate=day(5))[0])[:10] == day(5)
    # By arrival: the ferry takes six days, the ship three.
    arrived = routings(hub, arrivalStartDate=day(14), arrivalEndDate=day(15))
    assert {r["placeOfDelivery"]["dateTime"][:10] for r in arrived} == {day(14), day(15)} and len(arrived) == 3
    assert routings(hub, departureStartDate=day(9), departureEndDate=day(8)) == []


def test_a_routing_says_all_that_the_routes_do(hub):
    r, = routings(hub, departureStartDate=day(2), departureEndDate=day(2), arrivalEndDate=day(6))
    leg, = r["legs"]
    assert leg["transport"] == {
        "modeOfTransport": "VESSEL", "universalServiceReference": "SR12345A",
        "servicePartners": [{"carrierCode": "LBSL", "carrierCodeListProvider": "SMDG", "carrierServiceName": "Yellow Sea Shuttle with a name that is longer than",
                             "carrierServiceCode": "YSX", "carrierImportVoyageNumber": "031E", "carrierExportVoyageNumber": "031E"}],
        "universalImportVoyageReference": "2649E", "universalExportVoyageReference": "2649E",
        "vessel": {"vesselIMONumber": "9074729", "name": "Morning Star", "operatorCarrierCode": "LBSL", "operatorCarrierCodeListProvider": "SMDG"}}
    assert leg["departure"]["location"] == {"locationName": "Lianyungang", "UNLocationCode": "CNLYG", "facility": {"facilityCode": "LNOCT", "facilityCodeListProvider": "SMDG"},
                                            "facilityName": "Lianyungang New Oriental International Container Terminal"}
    assert (leg["departure"]["facilityTypeCode"], leg["arrival"]["facilityTypeCode"]) == ("POTE", "POTE")
    assert (departs(r), leg["arrival"]["dateTime"]) == (day(2) + "T18:00:00+08:00", day(5) + "T09:00:00+09:00")
    call, = leg["intermediateCalls"]
    assert call["location"]["UNLocationCode"] == "KRPUS" and (call["arrivalDateTime"], call["departureDateTime"]) == (day(3) + "T20:00:00+09:00", day(4) + "T08:00:00+09:00")
    cut_offs = {c["cutOffDateTimeCode"]: minutes(c["cutOffDateTime"], departs(r)) for c in leg["cutOffTimes"]}
    assert cut_offs == {"DCO": 2880, "FCO": 720, "VCO": 1440, "CUA": 600} and r["cutOffTimes"] == leg["cutOffTimes"]
    assert minutes(r["placeOfReceipt"]["dateTime"], departs(r)) == 720 and r["placeOfDelivery"]["dateTime"] == leg["arrival"]["dateTime"]
    assert r["transitTime"] == 4  # three days and a half
    assert r["solutionFootprint"] == leg["footprint"] == {"co2e": 20 * 10 * 1500 / 1e6}
    assert r["routingReference"] == "out/%s:CNLYG-JPOSA" % day(2) and leg["departure"]["transportCallReference"] == "SR12345A-9074729-031E-CNLYG-1"


def test_each_way_of_carrying_is_told_as_the_standard_has_it(hub):
    found = routings(hub, "KRPUS", "DEBER", departureStartDate=day(3), departureEndDate=day(3))
    assert [modes(r) for r in found] == [["VESSEL", "BARGE", "RAIL", "TRUCK"]] and places(found[0]) == ["KRPUS", "NLRTM", "DEDUI", "DEHAM", "DEBER"]
    vessel, barge, rail, truck = found[0]["legs"]
    assert rail["transport"] == {"modeOfTransport": "RAIL"} and truck["transport"] == {"modeOfTransport": "TRUCK"}
    assert barge["transport"]["servicePartners"][0]["carrierServiceCode"] == "RB1" and "vessel" not in vessel["transport"]
    assert [leg["sequenceNumber"] for leg in found[0]["legs"]] == [1, 2, 3, 4] and rail["intermediateCalls"][0]["location"]["UNLocationCode"] == "DEBRV"
    assert "transportCallReference" in barge["arrival"] and "transportCallReference" not in rail["departure"]
    assert "solutionFootprint" not in found[0] and "footprint" in vessel  # what the barge emits nobody knows


def test_a_shuttle_between_two_places_is_a_leg_of_its_own(hub):
    shuttle = {"place": "NLRTM", "toPlace": "DEBRV", "from": ["vessel"], "to": ["rail"], "what": "terminal", "minutes": 300}
    assert hub.request("PUT", "/api/v1/transfers/shuttle", json.dumps(shuttle).encode(), {"Content-Type": "application/json"}).status == 201
    r = routings(hub, "KRPUS", "DEHAM", departureStartDate=day(3), departureEndDate=day(3))[0]
    assert modes(r) == ["VESSEL", "MULTIMODAL", "RAIL"] and places(r) == ["KRPUS", "NLRTM", "DEBRV", "DEHAM"]
    assert minutes(r["legs"][1]["departure"]["dateTime"], r["legs"][1]["arrival"]["dateTime"]) == 300
    assert hub.request("DELETE", "/api/v1/transfers/shuttle").status == 200


def test_only_transfers_from_ship_to_ship_are_transhipments(hub):
    window = {"departureStartDate": day(2), "departureEndDate": day(4)}
    assert routings(hub, "CNLYG", "DEDUI", maxTranshipment=1, **window) and routings(hub, "CNLYG", "DEDUI", maxTranshipment=0, **window) == []
    assert len(routings(hub, "KRPUS", "DEBER", maxTranshipment=0, **window)) == 3  # ship, barge, train, truck


def test_reefers_go_where_there_are_plugs_and_only_yards_are_offered(hub):
    window = {"departureStartDate": day(2), "departureEndDate": day(4)}
    assert routings(hub, "KRPUS", "NLRTM", cargoType="DRY", **window) and routings(hub, "KRPUS", "NLRTM", cargoType="REEFER", **window) == []
    assert routings(hub, receiptTypeAtOrigin="CY", deliveryTypeAtDestination="CY", **window)
    for door in ({"receiptTypeAtOrigin": "SD"}, {"deliveryTypeAtDestination": "CFS"}):
        assert routings(hub, **door, **window) == []


def test_solutions_of_the_same_services_share_a_number(hub):
    found = routings(hub, departureStartDate=day(2), departureEndDate=day(12))
    numbers = {}
    for r in found:
        numbers.setdefault(r["routingReference"].split("/")[0], set()).add(r["solutionNumber"])
    assert sorted(n for s in numbers.values() for n in s) == [1, 2]
    assert len({r["routingReference"] for r in found}) == len(found)


def test_nobody_waits_on_the_way_who_can_depart_later(hub):
    """`out` comes to Busan in the evening, `west` leaves every morning: it is caught the day after, not the day before."""
    r, = routings(hub, "CNLYG", "NLRTM", departureStartDate=day(2), departureEndDate=day(11))
    assert [modes(r), places(r)] == [["VESSEL", "VESSEL"], ["CNLYG", "KRPUS", "NLRTM"]]
    assert r["legs"][1]["departure"]["dateTime"] == day(4) + "T06:00:00+09:00"


def test_without_dates_what_can_still_be_caught_within_four_weeks_comes(hub):
    found = [r for r in routings(hub) if len(r["legs"][0].get("cutOffTimes", [])) == 0]
    assert {departs(r)[:10] for r in found} >= {day(n) for n in range(1, 27)} and max(departs(r)[:10] for r in found) <= day(28)


# ---- ships of a port ----

def test_a_port_has_its_terminals_each_with_its_calls(hub):
    found, _ = ask(hub, "portSchedules", UNLocationCode="CNLYG", date=day(2))
    assert [t["location"]["facilitySMDGCode"] for t in found] == ["LNOCT", "LPCT"]
    calls = found[0]["vesselSchedules"]
    first, back = calls[0], next(c for c in calls if c["timestamps"][0]["eventTypeCode"] == "ARRI")
    assert first["timestamps"] == [{"eventTypeCode": "DEPA", "eventClassifierCode": "PLN", "eventDateTime": day(2) + "T18:00:00+08:00"}]
    assert first["servicePartners"][0]["carrierExportVoyageNumber"] == "031E" and len(first["cutOffTimes"]) == 4 and first["isDummyVessel"] is False
    assert back["timestamps"][0]["eventDateTime"] == day(10) + "T06:00:00+08:00" and back["servicePartners"][0]["carrierImportVoyageNumber"] == day(7)
    assert [c["vessel"]["name"] for c in calls if "032E" in json.dumps(c)] == ["Evening Star"]
    ferries = found[1]["vesselSchedules"]
    assert len(ferries) == 28 and all(c["isDummyVessel"] and "vessel" not in c for c in ferries)
    assert ask(hub, "portSchedules", UNLocationCode="NLRTM", date=day(2)) == ([], None)  # `west` has no code, a barge is no ship
    assert ask(hub, "portSchedules", UNLocationCode="SGSIN", date=day(2)) == ([], None)


# ---- whole voyages ----

def calls_of(found):
    return [c for s in found for v in s["vesselSchedules"] for c in v["transportCalls"]]


def test_a_service_has_all_its_ships_with_whole_voyages(hub):
    found, _ = ask(hub, "vesselSchedules", carrierServiceCode="YSX", startDate=day(2), endDate=day(16))
    service, = found
    assert service["universalServiceReference"] == "SR12345A" and [v["vessel"]["name"] for v in service["vesselSchedules"]] == ["Morning Star", "Evening Star"]
    morning = service["vesselSchedules"][0]["transportCalls"]
    assert [c["location"]["UNLocationCode"] for c in morning] == ["CNLYG", "KRPUS", "JPOSA", "JPOSA", "CNLYG"]
    assert [c["timestamps"][0]["eventDateTime"] for c in morning] == sorted(c["timestamps"][0]["eventDateTime"] for c in morning)
    assert len({c["transportCallReference"] for c in calls_of(found)}) == 8


@pytest.mark.parametrize("filters,voyages", [
    ({"vesselIMONumber": "9321483"}, {"032E"}),
    ({"vesselName": "Evening Star"}, {"032E"}),
    ({"carrierVoyageNumber": "031E"}, {"031E"}),
    ({"universalVoyageReference": "2649E"}, {"031E"}),
    ({"universalServiceReference": "SR12345A", "carrierVoyageNumber": "032E"}, {"032E"}),
    ({"vesselOperatorCarrierCode": "LBSL", "carrierVoyageNumber": "032E"}, {"032E"}),
    ({"UNLocationCode": "KRPUS"}, {"031E", "032E"}),
    ({"UNLocationCode": "CNLYG", "facilitySMDGCode": "LNOCT"}, {"031E", "032E", "back"}),
    ({"facilitySMDGCode": "HJNC"}, {"031E", "032E"}),
    ({"UNLocationCode": "JPOSA", "facilitySMDGCode": "LNOCT"}, set()),  # of one call
    ({"vesselIMONumber": "9321483", "vesselName": "Morning Star"}, set()),
    ({"carrierServiceCode": "YS"}, set()),
    ({"UNLocationCode": "SGSIN"}, set()),
])
def test_each_filter_finds_whole_voyages_and_no_other(hub, filters, voyages):
    found, _ = ask(hub, "vesselSchedules", startDate=day(0), endDate=day(15), **filters)
    calls = {}
    for c in calls_of(found):
        calls.setdefault(c["carrierImportVoyageNumber"], []).append(c["location"]["UNLocationCode"])
    assert {v if v.endswith("E") else "back" for v in calls} == voyages
    assert all(c == (["CNLYG", "KRPUS", "JPOSA"] if v.endswith("E") else ["JPOSA", "CNLYG"]) for v, c in calls.items())


def test_days_are_those_of_a_call_that_is_asked_for_on_its_own_clock(hub):
    def found(place, start, end):
        return {c["carrierImportVoyageNumber"] for c in calls_of(ask(hub, "vesselSchedules", carrierServiceCode="YSX", UNLocationCode=place, startDate=start, endDate=end)[0])}

    assert found("KRPUS", day(3), day(3)) == found("KRPUS", day(4), day(4)) == found("CNLYG", day(2), day(2)) == {"031E"}
    assert found("KRPUS", day(2), day(2)) == set() and found("KRPUS", day(5), day(5)) == set()
    # Without dates: three months ago to six months ahead.
    planned = [c["timestamps"][-1]["eventDateTime"][:10] for c in calls_of(ask(hub, "vesselSchedules", carrierServiceCode="YSX", UNLocationCode="CNLYG")[0])
               if c["location"]["UNLocationCode"] == "CNLYG" and c["timestamps"][-1]["eventTypeCode"] == "DEPA"]
    assert min(planned) <= day(2) and day(172) <= max(planned) <= day(184)


def test_what_a_ship_was_said_to_do_stands_beside_the_plan(hub):
    route = json.loads(hub.get("/api/v1/routes/out").body)
    number = {"date": day(12), "number": "777W", "vessel": EVENING}
    kept = {k: v for k, v in route.items() if k not in ("name", "set", "by", "before")}
    kept["voyages"] = [v for v in kept["voyages"] if v["date"] != day(12)] + [number]
    assert hub.request("PUT", "/api/v1/routes/out", json.dumps(kept).encode(), {"Content-Type": "application/json"}).status == 200
    today, day13 = day(0).replace("-", ""), day(13).replace("-", "")
    report = ship_report("9321483", "777W", "KRPUS", boxes(2), document="ACT1", times=[(178, day13 + "2130"), (133, day(14).replace("-", "") + "0915")],
                         at=today + "0600", said=today + "0900")
    assert hub.post(report).status == 200
    found, _ = ask(hub, "vesselSchedules", carrierVoyageNumber="777W")
    stamps = calls_of(found)[1]["timestamps"]
    assert [(t["eventTypeCode"], t["eventClassifierCode"], t["eventDateTime"]) for t in stamps] == [
        ("ARRI", "PLN", day(13) + "T20:00:00+09:00"), ("ARRI", "ACT", day(13) + "T21:30:00+09:00"),
        ("DEPA", "PLN", day(14) + "T08:00:00+09:00"), ("DEPA", "EST", day(14) + "T09:15:00+09:00")]


def test_only_the_calls_that_fit_are_told_where_that_is_asked(hub):
    asked = {"carrierServiceCode": "YSX", "UNLocationCode": "CNLYG", "startDate": day(2), "endDate": day(16)}
    whole, matched = (ask(hub, "vesselSchedules", **asked, responseScope=scope)[0] for scope in ("FULL_VOYAGE", "MATCHED_CALLS"))
    assert whole == ask(hub, "vesselSchedules", **asked)[0] and len(calls_of(whole)) > len(calls_of(matched)) > 0
    # The same services and ships, of their calls those there.
    assert [[v.get("vessel") for v in s["vesselSchedules"]] for s in matched] == [[v.get("vessel") for v in s["vesselSchedules"]] for s in whole]
    assert calls_of(matched) == [c for c in calls_of(whole) if c["location"]["UNLocationCode"] == "CNLYG"]


# ---- pages ----

def paged(hub, kind, limit, parameters):
    found, cursor = [], ""
    while cursor is not None:
        page, cursor = ask(hub, kind, **parameters, limit=limit, **({"cursor": cursor} if cursor else {}))
        assert len(page) <= limit
        found += page
    return found


@pytest.mark.parametrize("kind,parameters", [
    ("routings", {**P2P, "departureStartDate": day(1), "departureEndDate": day(20)}),
    ("routings", P2P),
    ("routings", {**P2P, "placeOfReceipt": "SGSIN"}),
    ("portSchedules", {"UNLocationCode": "CNLYG", "date": day(1)}),
    ("vesselSchedules", {"UNLocationCode": "CNLYG"}),
], ids=["window", "now", "alike", "port", "vessel"])
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_hold_everything_exactly_once(hub, kind, parameters, limit):
    whole, pages = None, []
    while whole != ask(hub, kind, **parameters)[0]:  # until the network has not changed meanwhile by what ships told before
        whole, none = ask(hub, kind, **parameters)
        pages = paged(hub, kind, limit, parameters)
    assert none is None and len(whole) > 1 and pages == whole


def test_more_departures_than_one_answer_searches_are_found_page_by_page(hub):
    truck = {"operator": "LB Road", "mode": "road", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
    wanted = {"routes": [{"name": "t%d" % n, **truck, "stops": [stop("CNXZH", departs="0 %02d:00" % (4 * n)), stop("CNZGZ", "0 %02d:30" % (4 * n + 3))]} for n in range(6)]}
    assert hub.request("PUT", "/api/v1/routes", json.dumps(wanted).encode(), {"Content-Type": "application/json"}).status == 200
    window = {"placeOfReceipt": "CNXZH", "placeOfDelivery": "CNZGZ", "departureStartDate": day(1), "departureEndDate": day(80)}
    expected = ["t%d/%s:CNXZH-CNZGZ" % (n, day(d)) for d in range(1, 81) for n in range(6)]
    for limit in (50, 1000):
        assert [r["routingReference"] for r in paged(hub, "routings", limit, window)] == expected
    for n in range(6):
        assert hub.request("DELETE", "/api/v1/routes/t%d" % n).status == 200


# ---- what is wrong ----

LONG = "x" * 51
VESSEL = {"carrierServiceCode": "YSX"}
WRONG = [(kind, name, value, {**base, name: value}) for kind, base, rows in (
    ("routings", P2P, {
        "placeOfReceipt": ["NLAM", "nlams", "NLAM1", "12AMS", "", "ZZZZZ"], "placeOfDelivery": ["N0AMS", "NLAMSX", "ZZZZZ"],
        "departureStartDate": ["tomorrow", "2026-02-30", "2026-1-05", "2026- 1- 5", ""], "departureEndDate": ["20260105"],
        "arrivalStartDate": ["2026-13-01"], "arrivalEndDate": ["2026-01-01T00:00:00Z"], "maxTranshipment": ["-1", "1.5", "", "2147483648"],
        "receiptTypeAtOrigin": ["cy", "DOOR", ""], "deliveryTypeAtDestination": ["XX"], "cargoType": ["WET", "dry"],
        "limit": ["0", "-5", "ten"], "cursor": ["x", "", "31", "312e322e332e78"], "colour": ["red"]}),
    ("portSchedules", {"UNLocationCode": "CNLYG", "date": day(0)}, {
        "UNLocationCode": ["LYG", "ZZZZZ"], "date": ["today", ""], "limit": ["0"], "cursor": ["x"], "vesselName": ["Morning Star"]}),
    ("vesselSchedules", VESSEL, {
        "vesselIMONumber": ["123456", "123456789", "IMO9074729"], "vesselName": [LONG, " x", "x ", ""], "carrierServiceCode": ["TWELVE CHARS", ""],
        "universalServiceReference": ["SR1234A", "XR12345A", "SR12345a"], "carrierVoyageNumber": [LONG, ""], "universalVoyageReference": ["2649X", "X649E"],
        "UNLocationCode": ["CNLY", "ZZZZZ"], "facilitySMDGCode": ["SEVENXX", ""], "vesselOperatorCarrierCode": ["ELEVENCHARS"],
        "startDate": ["2026-00-01"], "endDate": ["x"], "limit": ["x"], "cursor": ["zz"], "responseScope": ["FULL", ""]}),
) for name, values in rows.items() for value in values]


@pytest.mark.parametrize("kind,name,value,parameters", WRONG, ids=["%s-%s-%s" % (k, n, v[:12]) for k, n, v, _ in WRONG])
def test_a_value_that_may_not_be_is_refused_with_its_name(hub, kind, name, value, parameters):
    error, = refused(hub, PATHS[kind] + "?" + urlencode(parameters))["errors"]
    assert (error["property"], error["value"], error["errorCodeText"]) == (name, value, "bad-request")


@pytest.mark.parametrize("kind,parameters,name", [
    ("routings", {"placeOfDelivery": "JPOSA"}, "placeOfReceipt"), ("routings", {"placeOfReceipt": "CNLYG"}, "placeOfDelivery"),
    ("portSchedules", {"date": day(0)}, "UNLocationCode"), ("portSchedules", {"UNLocationCode": "CNLYG"}, "date")])
def test_what_must_be_given_is_named(hub, kind, parameters, name):
    error, = refused(hub, PATHS[kind] + "?" + urlencode(parameters))["errors"]
    assert error["property"] == name and "value" not in error


@pytest.mark.parametrize("parameters", [{}, {"startDate": day(0)}, {"startDate": day(0), "endDate": day(9)}, {"limit": "5"}], ids=str)
def test_dates_alone_are_no_filter(hub, parameters):
    assert "filter" in refused(hub, PATHS["vesselSchedules"] + "?" + urlencode(parameters))["errors"][0]["errorCodeMessage"]


def test_a_version_is_the_major_number_alone_and_faults_of_any_kind_have_the_standards_shape(hub):
    path = PATHS["routings"] + "?" + urlencode(P2P)
    assert hub.get(path, {"API-Version": "1"}).status == 200
    for version in ("2", "1.0.3", "x", ""):
        error, = refused(hub, path, {"API-Version": version})["errors"]
        assert error["property"] == "API-Version"
    assert refused(hub, "/v1/nothing", status=404)["statusCodeText"] == "Not Found"
    answer = hub.request("DELETE", PATHS["routings"])
    assert answer.status == 405 and answer.json()["statusCodeText"] == "Method Not Allowed" and answer.headers["API-Version"] == "1.0.3"


def test_each_of_its_parameters_is_in_the_description(hub):
    paths = hub.json("/openapi.json")["paths"]
    for kind in PATHS:
        told = paths[PATHS[kind]]["get"]
        assert {p["name"] for p in told["parameters"]} >= {n for k, n, _, _ in WRONG if k == kind} - {"colour"} - ({"vesselName"} if kind == "portSchedules" else set())
        assert told["responses"]["default"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ScheduleError"}


def test_only_an_operator_is_answered_as_of_plans(hub):
    """The last one here: from the first key on one is needed."""
    def key(**wanted):
        answer = hub.post(json.dumps(wanted), "/api/v1/keys", "application/json")
        assert answer.status == 201, answer
        return {"Authorization": "Bearer " + answer.json()["key"]}

    paths = [PATHS["routings"] + "?" + urlencode(P2P), PATHS["portSchedules"] + "?UNLocationCode=CNLYG&date=" + day(0), PATHS["vesselSchedules"] + "?carrierServiceCode=YSX"]
    hub.headers.update(key(name="desk", role="operator"))
    others = [key(name="reader", role="reader"), key(name="sender", role="sender")]
    for path in paths:
        assert hub.get(path).status == 200
        assert [refused(hub, path, other, status=403)["statusCodeText"] for other in others] == ["Forbidden"] * 2
        assert refused(hub, path, {"Authorization": "Bearer lb_none"}, status=401)["statusCodeText"] == "Unauthorized"
