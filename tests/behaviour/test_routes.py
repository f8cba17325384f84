"""Routes, transfers and restrictions: kept by name, versioned, refused with row and field."""

import copy
import json
import socket

import pytest

JSON = {"Content-Type": "application/json"}
ROUTE = {
    "operator": "LB Rail", "mode": "rail", "title": "Lianyungang to Almaty", "note": "indicative", "from": "2026-01-01", "until": "2027-12-31",
    "weekdays": [2, 5], "added": ["2026-12-24"], "cancelled": ["2026-02-17"],
    "stops": [
        {"place": "CNLYG", "facility": "LNOCT", "departDay": 0, "departs": "18:00", "alight": False,
         "cutOffs": {"documents": 2880, "gate": 720}},
        {"place": "KZHOR", "arriveDay": 5, "arrives": "08:30", "departDay": 6, "departs": "02:00", "km": 4320.5},
        {"place": "KZALA", "arriveDay": 7, "arrives": "06:00", "board": False, "km": 330}],
    "capacity": {"teu": 110, "kg": 2000000, "dangerous": False},
    "prices": [{"to": "KZHOR", "size": "45", "minor": 150000, "currency": "USD"},
               {"size": "45", "minor": 210000, "currency": "USD", "validUntil": "2026-06-30"},
               {"size": "45", "minor": 220000, "currency": "USD", "validFrom": "2026-07-01"}],
    "surcharges": [{"charge": "heating", "minor": 30000, "currency": "USD", "only": "reefer"}],
    "emission": {"gramsPerTonneKm": 7.5, "wellToTank": 0.18, "source": "indicative", "version": "2026"},
    "code": "LYX 1", "universalReference": "SR12345A", "carrier": {"code": "LBRL", "list": "SMDG"}, "vessel": {"imo": "9074729", "name": "Morning Star"}, "trains": ["X8155", "70851331301"],
    "voyages": [{"date": "2026-12-04", "number": "031W", "universalReference": "2649W", "vessel": {"imo": "9321483", "name": "Evening Star"}},
                {"date": "2026-12-08", "number": "032W"}]}
TRANSFER = {"place": "KZDOS", "from": ["rail"], "to": ["rail"], "what": "gauge", "minutes": 1440, "note": "indicative",
            "hours": [{"weekday": 1, "opens": "08:00", "closes": "20:00"}, {"weekday": 2, "opens": "00:00", "closes": "00:00"}],
            "holidays": ["2026-03-22"], "prices": [{"size": "45", "minor": 9000, "currency": "USD"}]}
RESTRICTION = {"issuer": "KTZ", "telegram": "NC-1201", "note": "by mail", "place": "CNHRS", "toPlace": "KZHOR", "direction": "forth",
               "from": "2026-11-30T19:00:00Z", "until": "2026-12-10T19:00:00Z", "trainsADay": 3}
RATE = {"currency": "EUR", "in": "USD", "rate": 1.0834, "source": "a bank", "note": "of the day"}
KINDS = {"routes": ROUTE, "transfers": TRANSFER, "restrictions": RESTRICTION, "rates": RATE}
SHEET = ("name,operator,mode,weekdays,place,arriveDay,arrives,departDay,departs,km,gate,priceTo,price,currency,teu\n"
         "lyg-dui,LB Rail,rail,1 4,CNLYG,,,0,18:00,,720,DEDUI,350000,USD,110\n"
         ",,,,KZDOS,6,10:00,7,4:30,4130.5,,KZDOS,120000,USD,\n"
         ",,,,DEDUI,16,%s,,,6000,,,,,\n"
         "dui-ham,LB Rail,rail,1 4,DEDUI,,,0,18:00,,,,,,110\n"
         "dui-ham,,,,DEHAM,1,03:00,,,370,,,,,\n")


def put(server, kind, name, told):
    return server.request("PUT", "/api/v1/%s/%s" % (kind, name), json.dumps(told).encode(), JSON)


def put_sheet(server, kind, text):
    return server.request("PUT", "/api/v1/" + kind, text.encode(), {"Content-Type": "text/csv"})


def listed(server, kind, query=""):
    return {r["name"]: r for r in server.get("/api/v1/%s%s" % (kind, query)).json()[kind]}


def told(record):
    return {k: v for k, v in record.items() if k not in ("name", "set", "by", "before", "dropped")}


def drop(server, kind, *names):
    for name in names:
        assert server.request("DELETE", "/api/v1/%s/%s" % (kind, name)).status == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_answered_as_it_was_told_and_what_it_was_stays_known(server, kind):
    made = put(server, kind, "first", KINDS[kind])
    assert made.status == 201, made
    again = put(server, kind, "first", told(made.json()))
    assert again.status == 200 and again.json()["before"] == []  # as it is answered it is the same word
    for member, value in KINDS[kind].items():
        if member not in ("stops", "prices", "surcharges", "hours"):
            assert made.json()[member] == value, member
    other = {**KINDS[kind], **{"routes": {"every": 10, "everyFrom": "2026-01-05"}, "transfers": {"minutes": 60},
                               "restrictions": {"trainsADay": 0}, "rates": {"rate": 1.09}}[kind]}
    changed = put(server, kind, "first", other).json()
    assert [told(b) for b in changed["before"]] == [told(made.json())]
    then = made.json()["set"].replace("+", "%2B")
    assert told(listed(server, kind, "?asOf=" + then)["first"]) == told(made.json())
    assert told(listed(server, kind)["first"]) == told(changed)
    drop(server, kind, "first")
    assert "first" not in listed(server, kind)
    assert server.get("/api/v1/%s/first" % kind).json()["dropped"]
    assert server.request("DELETE", "/api/v1/%s/first" % kind).status == 404


def test_a_route_keeps_each_stop_and_price_and_is_found_by_any_of_its_places(server):
    kept = put(server, "routes", "r", ROUTE).json()
    assert kept["stops"] == [
        {"place": "CNLYG", "facility": "LNOCT", "departDay": 0, "departs": "18:00", "alight": False, "cutOffs": {"documents": 2880, "gate": 720}},
        {"place": "KZHOR", "arriveDay": 5, "arrives": "08:30", "departDay": 6, "departs": "02:00", "km": 4320.5},
        {"place": "KZALA", "arriveDay": 7, "arrives": "06:00", "board": False, "km": 330}]
    assert kept["prices"] == [
        {"from": "CNLYG", "to": "KZHOR", "size": "45", "minor": 150000, "currency": "USD"},
        {"from": "CNLYG", "to": "KZALA", "size": "45", "minor": 210000, "currency": "USD", "validUntil": "2026-06-30"},
        {"from": "CNLYG", "to": "KZALA", "size": "45", "minor": 220000, "currency": "USD", "validFrom": "2026-07-01"}]
    assert kept["surcharges"] == [
        {"charge": "heating", "from": "CNLYG", "to": "KZALA", "minor": 30000, "currency": "USD", "only": "reefer"}]
    assert "r" in listed(server, "routes", "?place=KZALA") and "r" not in listed(server, "routes", "?place=DEDUI")
    assert "r" in listed(server, "routes", "?place=CNHRS")  # the complex of Khorgos
    drop(server, "routes", "r")


def changed(told, path, value):
    told = copy.deepcopy(told)
    o = told
    for step in path[:-1]:
        o = o[step]
    if value is None:
        del o[path[-1]]
    else:
        o[path[-1]] = value
    return told


@pytest.mark.parametrize("kind,path,value,said", [
    ("routes", ["mode"], "air", "mode: \"air\" is none of vessel, rail, barge, road, ferry"),
    ("routes", ["operator"], None, "operator: it must be said"),
    ("routes", ["colour"], "red", "colour: there is no such member"),
    ("routes", ["until"], "2025-01-01", "until: it is before from"),
    ("routes", ["weekdays"], [0], "weekdays: 1 (Monday) to 7 are expected"),
    ("routes", ["code"], "TWELVE CHARS", "code: a text of 1 to 11 bytes"),
    ("routes", ["code"], "FE1 ", "code: it begins or ends with a blank"),
    ("routes", ["universalReference"], "SR1234A", "universalReference: a reference like SR12345A is expected"),
    ("routes", ["carrier", "list"], None, "carrier.list: it must be said"),
    ("routes", ["carrier", "list"], "BIC", "carrier.list: \"BIC\" is none of SMDG, NMFTA"),
    ("routes", ["carrier", "code"], "MAEUX", "carrier.code: a text of 1 to 4 bytes"),
    ("routes", ["vessel", "imo"], "9074728", "vessel.imo: it is no IMO number whose check digit holds"),
    ("routes", ["vessel", "flag"], "DE", "vessel.flag: there is no such member"),
    ("routes", ["voyages", 0, "date"], None, "voyages[0].date: it must be said"),
    ("routes", ["voyages", 1, "date"], "2026-12-04", "voyages[1].date: that day's voyage was told before"),
    ("routes", ["voyages", 0, "universalReference"], "2649X", "voyages[0].universalReference: a reference like 2649E is expected"),
    ("routes", ["voyages", 0, "vessel", "imo"], "123", "voyages[0].vessel.imo: it is no IMO number"),
    ("routes", ["every"], 10, "everyFrom: it must be said with every"),
    ("routes", ["added"], ["2028-01-01"], "added: 2028-01-01 is not between from and until"),
    ("routes", ["cancelled"], ["2026-12-24"], "cancelled: 2026-12-24 is among the added, too"),
    ("routes", ["stops"], [ROUTE["stops"][0]], "stops: there are 1, two are needed"),
    ("routes", ["stops", 1, "place"], "ZZZZZ", "stops[1].place: nobody knows a place ZZZZZ"),
    ("routes", ["stops", 2, "place"], "CNLYG", "stops[2].place: it stopped there before, as stop 1"),
    ("routes", ["stops", 1, "arrives"], "25:00", "stops[1].arrives: \"25:00\" is no time of day like 18:30"),
    ("routes", ["stops", 1, "arrives"], None, "stops[1].arrives: it must be said"),
    ("routes", ["stops", 1, "departDay"], 4, "stops[1].departs: it leaves before it has come"),
    ("routes", ["stops", 1, "arriveDay"], 0, "stops[1].arrives: it is not behind the departure of the stop before"),
    ("routes", ["stops", 0, "cutOffs", "gate"], -5, "stops[0].cutOffs.gate: a whole number from 0"),
    ("routes", ["stops", 1, "km"], 1.23456, "stops[1].km: a number from 0"),
    ("routes", ["capacity", "teu"], -1, "capacity.teu: a number from 0"),
    ("routes", ["prices", 0, "currency"], None, "prices[0].currency: it must be said"),
    ("routes", ["prices", 0, "currency"], "usd", "prices[0].currency: three capitals are expected"),
    ("routes", ["prices", 0, "minor"], 1.5, "prices[0].minor: a whole number"),
    ("routes", ["prices", 0, "minor"], 100000000001, "prices[0].minor: a whole number from 0 to 100000000000"),
    ("routes", ["stops", 0, "cutOffs", "gate"], 60000, "stops[0].cutOffs.gate: a whole number from 0 to 57600"),
    ("routes", ["stops", 2, "arriveDay"], 400, "stops[2].arriveDay: a whole number from 0 to 399"),
    ("routes", ["prices", 0, "to"], "DEDUI", "prices[0].to: it does not stop at DEDUI"),
    ("routes", ["prices", 0, "from"], "KZALA", "prices[0].to: it does not stop there behind from"),
    ("routes", ["prices", 2, "validFrom"], "2026-06-30", "prices[2].minor: there is a price for the same on some of these days, prices[1]"),
    ("routes", ["surcharges", 0, "only"], "all", "surcharges[0].only: \"all\" is none of reefer, dangerous"),
    ("routes", ["trains", 1], 8155, "trains: numbers of trains like \"X8155\" are expected"),
    ("routes", ["emission", "source"], None, "emission.source: it must be said"),
    ("routes", ["emission", "gramsPerTeuKm"], 60, "emission.gramsPerTonneKm: it or gramsPerTeuKm must be said, not both"),
    ("transfers", ["what"], "magic", "what: \"magic\" is none of terminal, gauge, customs, transloading"),
    ("transfers", ["from"], ["air"], "from: \"air\" is none of none, vessel, rail"),
    ("transfers", ["hours", 0, "closes"], "07:00", "hours[0].closes: it is not behind opens"),
    ("transfers", ["hours", 1, "weekday"], 1, "hours[1].opens: it is open then already"),
    ("transfers", ["hours"], [], "holidays: days on which it is closed need hours"),
    ("transfers", ["prices", 0, "from"], "CNLYG", "prices[0].from: there is no such member"),
    ("restrictions", ["country"], "KZ", "place: one of place, country and route must be said"),
    ("restrictions", ["toPlace"], "CNHRS", "toPlace: it needs a place that is another one"),
    ("restrictions", ["dangerous"], True, "trainsADay: it counts trains, whatever they carry"),
    ("restrictions", ["until"], "2026-11-01T00:00:00Z", "until: it is not behind from"),
    ("restrictions", ["trainsADay"], -1, "trainsADay: a whole number from 0"),
    ("rates", ["rate"], 0, "rate: a number from 1e-06"),
    ("rates", ["in"], "EUR", "in: it is the currency itself"),
    ("restrictions", ["from"], "tomorrow", "from: \"tomorrow\" is no time like"),
])
def test_what_is_wrong_is_refused_with_its_member_and_nothing_is_set(server, kind, path, value, said):
    answer = put(server, kind, "wrong", changed(KINDS[kind], path, value))
    assert answer.status == 400 and answer.json()["detail"].startswith(said), answer
    assert server.get("/api/v1/%s/wrong" % kind).status == 404


def test_a_restriction_of_a_route_that_there_is_not_is_refused_with_its_row(server):
    embargo = {"issuer": "KTZ", "route": "no-such"}
    answer = put(server, "restrictions", "wrong", embargo)
    assert answer.status == 400 and answer.json()["detail"] == "route: there is no route no-such", answer
    several = {"restrictions": [{"name": "a", "issuer": "KTZ", "country": "KZ"}, {"name": "b", **embargo}]}
    answer = server.request("PUT", "/api/v1/restrictions", json.dumps(several).encode(), {"Content-Type": "application/json"})
    assert answer.status == 400 and answer.json()["detail"] == "restrictions[1].route: there is no route no-such", answer
    answer = put_sheet(server, "restrictions", "name,issuer,country,route\na,KTZ,KZ,\nb,KTZ,,no-such\n")
    assert answer.status == 400 and answer.json()["detail"] == "row 3, route: there is no route no-such", answer
    assert put(server, "routes", "no-such", ROUTE).status == 201 and put(server, "restrictions", "wrong", embargo).status == 201
    drop(server, "restrictions", "wrong")
    drop(server, "routes", "no-such")
    assert put(server, "restrictions", "wrong", embargo).status == 400 and listed(server, "restrictions") == {}


def test_local_times_that_seem_to_go_back_are_right_across_a_border(server):
    """China's clock is three hours before Kazakhstan's: a train comes before it left, by the clocks on the walls."""
    stops = [{"place": "CNHRS", "departs": "12:00"}, {"place": "KZHOR", "arrives": "10:00"}]
    assert put(server, "routes", "west", {**ROUTE, "stops": stops, "prices": [], "surcharges": []}).status == 201
    stops = [{"place": "KZHOR", "departs": "10:00"}, {"place": "CNHRS", "arrives": "12:00"}]
    answer = put(server, "routes", "east", {**ROUTE, "stops": stops, "prices": [], "surcharges": []})
    assert answer.status == 400 and "stops[1].arrives: it is not behind" in answer.json()["detail"]
    drop(server, "routes", "west")


def test_several_are_set_all_or_none(server):
    def send(routes):
        return server.request("PUT", "/api/v1/routes", json.dumps({"routes": routes}).encode(), JSON)

    refused = send([{"name": "a", **ROUTE}, {"name": "b", **ROUTE, "mode": "air"}])
    assert refused.status == 400 and refused.json()["detail"].startswith("routes[1].mode:")
    assert listed(server, "routes") == {}
    assert send([{"name": "a", **ROUTE}, {"name": "a", **ROUTE}]).json()["detail"] == "routes[1].name: a stands before it as well"
    assert send([{"name": "a", **ROUTE}, {"name": "b", **ROUTE}]).json() == {"set": 2}
    drop(server, "routes", "a", "b")


def test_a_sheet_has_a_row_a_stop_and_a_wrong_cell_is_named_by_its_own_row(server):
    refused = put_sheet(server, "routes", SHEET % "noon")
    assert refused.status == 400 and refused.json()["detail"] == "row 4, arrives: \"noon\" is no time of day like 18:30"
    assert listed(server, "routes") == {}
    assert put_sheet(server, "routes", SHEET % "12:00").json() == {"set": 2}
    kept = listed(server, "routes")
    assert [s["place"] for s in kept["lyg-dui"]["stops"]] == ["CNLYG", "KZDOS", "DEDUI"]
    assert kept["lyg-dui"]["stops"][1] == {"place": "KZDOS", "arriveDay": 6, "arrives": "10:00", "departDay": 7, "departs": "04:30", "km": 4130.5}
    assert [(p["to"], p["minor"]) for p in kept["lyg-dui"]["prices"]] == [("DEDUI", 350000), ("KZDOS", 120000)]
    assert kept["dui-ham"]["weekdays"] == [1, 4] and len(kept["dui-ham"]["stops"]) == 2
    drop(server, "routes", *kept)


@pytest.mark.parametrize("rows,said", [
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",,,,ZZZZZ,6,10:00,,,,,,,,"], "row 3, place: nobody knows a place ZZZZZ"),
    (["a,LB,rail,1,CNLYG,,,3,18:00,,,,,,", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 3, arrives: it is not behind the departure of the stop before"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",,,,KZDOS,2,10:00,3,10:00,,,,,,", ",,,,CNLYG,6,10:00,,,,,,,,"], "row 4, place: it stopped there before, as stop 1"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,KZDOS,1000,,", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2, currency: it must be said"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,KZDOS,10.5,USD,", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2, price: a whole number from 0"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,DEHAM,1000,USD,", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2, priceTo: it does not stop at DEHAM"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,99999,,,,", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2, gate: a whole number from 0"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,-5", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2, teu: a number from 0"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",,,,KZDOS,2,10:00,,,nan,,,,"], "row 3, km: a number from 0"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",XX,,,KZDOS,2,10:00,,,,,,,,"], "row 3, operator: a row before says otherwise of the same route"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,,,note", ",,,,KZDOS,2,10:00,,,,,,,,"], "row 2: \"note\" stands in column 17, which has no heading"),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",\"LB\"x,,,KZDOS,2,10:00,,,,,,,,"], "row 3: "),
    (["a,LB,rail,1,CNLYG,,,0,18:00,,,,,,", "," + "y" * 2000000], "row 3: "),
])
def test_a_row_that_is_wrong_is_named_with_its_column_and_nothing_is_set(server, rows, said):
    good = ["z,LB,rail,1,CNLYG,,,0,18:00,,,,,,", ",,,,KZDOS,2,10:00,,,,,,,,"]
    answer = put_sheet(server, "routes", "\n".join([SHEET.split("\n")[0], *rows, *good, ""]))
    assert answer.status == 400 and answer.json()["detail"].startswith(said), answer
    assert listed(server, "routes") == {}


def test_a_heading_that_stands_twice_and_a_rule_for_the_same_are_refused(server):
    assert put_sheet(server, "rates", "name,currency,in,rate,currency\nx,EUR,USD,1.1,CNY\n").json()["detail"] == 'row 1: "currency" stands there twice'
    twice = "name,place,from,to,what,minutes\nx,KZDOS,rail,rail,gauge,10\ny,KZDOS,rail,rail,gauge,20\n"
    assert put_sheet(server, "transfers", twice).json()["detail"] == "row 3, y: x is for the same"
    assert put_sheet(server, "rates", "name,currency,in,rate\nx,EUR,USD,nan\n").json()["detail"].startswith("row 2, rate: a number from")
    assert listed(server, "transfers") == {} and "x" not in listed(server, "rates")


def test_a_sheet_of_41_megabytes_is_refused_before_it_has_come(server):
    with socket.create_connection((server.host, server.port)) as wire:
        wire.sendall(b"PUT /api/v1/routes HTTP/1.1\r\nHost: %s\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\nname" % (server.host.encode(), 41 << 20))
        assert wire.recv(64).startswith(b"HTTP/1.1 413 ")


def test_a_million_rows_are_refused_and_nothing_is_half_loaded(server):
    head, first, rest = SHEET.split("\n", 2)
    answer = put_sheet(server, "routes", "\n".join([head, first] + [",,,,DEDUI"] * 1000000))
    assert answer.status == 413 and "100000 rows at most" in answer.json()["detail"], answer
    assert listed(server, "routes") == {}


def test_hours_and_prices_of_a_transfer_are_rows_of_its_sheet(server):
    sheet = ("name,place,from,to,what,minutes,weekday,opens,closes,price,currency\n"
             "lift,KZDOS,rail,rail road,gauge,1440,1,08:00,20:00,9000,USD\n"
             ",,,,,,2,08:00,18:00,,\n")
    assert put_sheet(server, "transfers", sheet).json() == {"set": 1}
    kept = listed(server, "transfers")["lift"]
    assert kept["to"] == ["rail", "road"] and kept["hours"][1] == {"weekday": 2, "opens": "08:00", "closes": "18:00"}
    assert kept["prices"] == [{"minor": 9000, "currency": "USD"}]
    drop(server, "transfers", "lift")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form,media", [("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")])
def test_a_sheet_that_is_taken_out_is_the_same_when_it_is_put_back(server, kind, form, media):
    for name, place in (("one", {}), ("two", {"place": "PLMAA"} if kind == "transfers" else {})):
        assert put(server, kind, name, {**KINDS[kind], **place}).status == 201
    before = listed(server, kind)
    out = server.get("/api/v1/%s?format=%s" % (kind, form))
    assert out.status == 200 and out.headers["Content-Type"].startswith(media) and "%s.%s" % (kind, form) in out.headers["Content-Disposition"]
    assert server.request("PUT", "/api/v1/" + kind, out.body, {"Content-Type": media}).json() == {"set": 2}
    assert listed(server, kind) == before  # each says what it said: no word is new
    drop(server, kind, "one", "two")


def test_a_heading_in_a_column_that_is_not_read_is_refused(server):
    wide = put_sheet(server, "rates", "name,currency,in,rate,source%snote\neur,EUR,USD,1.1,x%slost\n" % ("," * 60, "," * 60))
    assert wide.status == 400 and 'row 1: "note" stands in column 65; a sheet has 64 at most' in wide.json()["detail"]
    assert "eur" not in json.dumps(listed(server, "rates"))


def test_all_that_is_taken_to_its_limit_makes_a_network(server):
    most = copy.deepcopy(ROUTE)
    most["stops"][0]["cutOffs"] = {"documents": 40 * 1440, "gate": 40 * 1440}
    most["stops"][2].update(arriveDay=399, arrives="23:59", km=40000)
    most["prices"] = [{"minor": 100000000000, "currency": "USD"}]
    most["emission"] = {"gramsPerTeuKm": 1000000, "wellToTank": 1, "source": "s", "version": "v"}
    assert put(server, "routes", "most", most).status == 201
    assert put(server, "transfers", "most", {**TRANSFER, "minutes": 60 * 1440, "prices": [{"minor": 100000000000, "currency": "USD"}]}).status == 201
    answer = server.get("/api/v1/plans?from=CNLYG&to=KZALA").json()
    assert "leftOut" not in answer["network"] and answer["network"]["services"] == 1, answer
    drop(server, "routes", "most")
    drop(server, "transfers", "most")
