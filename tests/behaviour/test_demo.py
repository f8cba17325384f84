"""serve --demo: what a newcomer sees after `make run`."""

import collections
import datetime
import json
import pathlib

import pytest

from lib import dcsa, dcsa3
from lib.daemon import Server, run, until
from lib.messages import check_digit

FILES = sorted(file for file in (pathlib.Path(__file__).resolve().parents[2] / "data" / "demo").iterdir() if file.name[0] != ".")


@pytest.fixture(scope="module")
def demo(module_dir):
    started = Server(module_dir, "--demo")
    try:
        yield started.start()
    finally:
        started.end()


def all_containers(server):
    rows, path = [], "/api/v1/containers?limit=100"
    cursor = None
    while True:
        page = server.json(path + ("&cursor=" + cursor if cursor else ""))
        rows += page["containers"]
        cursor = page.get("next")
        if not cursor:
            return rows


def test_the_address_is_printed_when_all_is_there(module_dir, demo):
    assert any(demo.url in line for line in demo.printed)
    assert demo.get("/readyz").status == 200
    assert all_containers(demo)


def test_the_page_comes_with_a_strict_policy(demo):
    page = demo.get("/")
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_boxes_stand_in_every_state_and_move_by_every_mode(demo):
    rows = all_containers(demo)
    assert len(rows) >= 200
    assert len({row["number"] for row in rows}) == len(rows)
    assert {row["status"] for row in rows} == {"not-started", "in-terminal", "on-board", "on-the-road", "delivered", "empty-returned"}
    assert {row["vehicle"]["mode"] for row in rows if "vehicle" in row} == {"VESSEL", "RAIL", "TRUCK", "BARGE"}
    assert {row.get("loadState") for row in rows if row["status"] == "in-terminal"} >= {"LADEN"}


@pytest.mark.parametrize("corridor, boxes, where", [
    ("Germany", 100, "destination like 'DE%'"), ("Uzbekistan", 40, "destination like 'UZ%'"), ("Kyrgyzstan", 20, "destination like 'KG%'"),
    ("the road to Osh", 9, "destination = 'KGOSS'"), ("Turkey", 30, "destination like 'TR%'"),
    ("the Caspian ferries", 10, "code = 'LOAD' and classifier = 0 and place in ('KZAAU', 'KZKUR')"),
    ("from Japan", 18, "code = 'LOAD' and classifier = 0 and place like 'JP%'"),
    ("from Korea", 30, "code = 'LOAD' and classifier = 0 and place like 'KR%'"),
    ("to Haiphong", 8, "discharge_place = 'VNHPH'"), ("to Korea", 8, "discharge_place = 'KRPUS'"), ("to Japan", 7, "destination = 'JPOSA'")])
def test_every_corridor_has_its_boxes(demo, corridor, boxes, where):
    [[found]] = demo.sql("select count(distinct subject) from event where subject_kind = 0 and (%s)" % where)
    assert int(found) >= boxes, corridor


def test_every_place_is_on_the_map_and_has_its_three_names(demo):
    assert demo.sql("""select distinct e.place from event e left join place p on p.code = e.place
        where e.place is not null and (p.lat is null or p.lon is null or coalesce(p.name_en, '') = '' or coalesce(p.name_zh, '') = ''
            or coalesce(p.name_ru, '') = '')""") == []
    unknown = demo.sql("select distinct place_text from event where place is null and place_text is not null")
    assert {text for [text] in unknown} == {"Жана-Арка-Товарная", "Łowicz Główny"}  # for the partners' screen


def test_every_box_has_a_journey_and_a_known_place(demo):
    for row in all_containers(demo):
        if row["status"] != "not-started":
            assert {"code", "lat", "lon", "name"} <= set(row["place"]), row
            continue
        timeline = demo.json("/api/v1/containers/" + row["number"])["timeline"]
        assert timeline and all(event["classifier"] != "ACT" and event["place"]["lat"] for event in timeline), row


def test_block_trains_are_on_the_way_at_the_border_and_just_gone(demo):
    trains = {}
    for row in all_containers(demo):
        if row["status"] == "on-board" and row["vehicle"]["mode"] == "RAIL":
            train = row["vehicle"]["name"], row["place"]["code"]
            trains[train] = trains.get(train, 0) + 1
    assert trains["X8155", "CNAKL"] == 24 and trains["X8163", "XLYGB"] == 24
    assert trains["42368", "DEBER"] == 16 and trains["42374", "XPLKT"] == 12 and trains["1411", "XKMOI"] == 12
    stations = demo.sql("""select count(distinct subject), count(distinct place) filter (where code in ('DEPA', 'WAYP', 'ARRI')) from event
        where transport like 'TRAIN:X8155/%' and classifier = 0""")
    assert [int(n) for n in stations[0]] == [44, 6]
    [[waiting]] = demo.sql("select count(*) from journey where place in ('CNAKL', 'KZDOS')")
    assert int(waiting) >= 50


def test_one_train_is_told_by_sheets_a_train_list_and_messages_of_the_west(demo):
    boxes = [row["number"] for row in all_containers(demo) if row.get("vehicle", {}).get("name") == "42386"]
    assert len(boxes) == 10
    box = demo.json("/api/v1/containers/LYGU3007125")
    told = [event for event in box["timeline"] if event["classifier"] == "ACT" and "of" not in event][::-1]
    assert [event["eventCode"] for event in told] == ["LOAD", "DEPA", "ARRI", "DEPA", "ARRI", "DISC", "HAND", "LOAD", "ABRD", "DEPA", "WAYP", "ARRI",
        "NOTE", "WAYP", "WAYP", "WAYP", "WAYP", "ARRI", "HAND", "DISC", "LOAD", "DEPA", "WAYP", "WAYP", "ARRI"]
    names = {name for event in told for name in event.get("trains", ())}
    assert {"X8133", "CKE-LYG-0133", "1418", "70851331301", "42386"} < names and any(name.startswith("0051/PLK000042386/") for name in names)
    assert {event["sender"] for event in told} == {"lyg-base", "cr-urumqi", "ktz", "rzd", "pkp", "0051"}
    assert [(change["from"], change["to"], change["complete"]) for change in box["gaugeChanges"]] == [(1435, 1520, True), (1520, 1435, True)]
    assert [(event["eventCode"], event["of"]["kind"]) for event in box["timeline"] if "of" in event] == [("ISSU", "CIM"), ("ISSU", "SMGS")]
    papers = {paper["kind"]: paper for paper in box["documents"]}
    assert papers["SMGS"]["replacedBy"] == {"kind": "CIM", "number": papers["CIM"]["number"]} and "TRANSFER-LIST" in papers
    assert (box["destination"]["code"], box["eta"]["place"]["code"], box["blocks"]) == ("DEDUI", "DEDUI", [])


def test_partners_have_codes_to_be_mapped(demo):
    seen = {row["name"]: row["seen"] for row in demo.json("/api/v1/partners")["partners"]}
    assert set(seen) == {"lyg-base", "cr-urumqi", "ktz", "rzd", "pkp", "plk"} and all(row["intakes"] for row in seen.values())
    unknown = [(row["list"], row["written"], row["times"]) for row in demo.json("/api/v1/partners/ktz/unknown")["unknown"]]
    assert ("OPERATION", "ТЕХОСМ", 8) in unknown and ("STATION-NAME", "Жана-Арка-Товарная", 8) in unknown


def test_the_hub_has_boxes_of_every_age_in_port_rail_yard_and_park(demo):
    rows = demo.sql("""select facility, floor(extract(epoch from now() - since) / 86400) from journey
        where status in ('in-terminal', 'empty-returned') and place in ('CNLYG', 'XLYGB', 'XLYGS')""")
    days = {name: {int(age) for facility, age in rows if facility == name} for name in {facility for facility, _ in rows}}
    assert {"LNOCT", "LPCT", "LYGCKB", "LYGSCO", "LYGDEP", "LYGCFS"} <= set(days)
    for facility in ("LNOCT", "LYGSCO", "LYGDEP"):
        assert min(days[facility]) <= 2 and days[facility] & {9, 10} and max(days[facility]) >= 20, facility


def look_up(server, references):
    answer = server.post(json.dumps({"references": references}), path="/api/v1/lookup", type="application/json")
    assert answer.status == 200, answer
    return answer.json()["rows"]


def test_holds_damage_and_a_silent_train_are_told(demo):
    blocks = {}
    for row in look_up(demo, [row["number"] for row in all_containers(demo)]):
        for block in row["blocks"]:
            blocks.setdefault(block["code"], []).append(row["container"])
    assert {"held", "customs", "damaged", "check-digit", "silent", "overdue"} <= set(blocks)
    assert len(blocks["held"]) >= 8 and len(blocks["silent"]) >= 12
    assert demo.sql("select count(*) > 0 from event where code in ('RELS', 'CUSR') and classifier = 0") == [["t"]]


def test_people_have_told_itineraries_and_a_late_ship_misses_the_train(demo):
    [trip] = demo.json("/api/v1/journeys?container=LYGU3012100")["journeys"]
    assert [(leg["mode"], leg["from"]["code"], leg["to"]["code"]) for leg in trip["legs"]] == [("VESSEL", "JPOSA", "CNLYG"), ("RAIL", "XLYGB", "PLMAA"), ("TRUCK", "PLMAA", "DEDUI")]
    assert "itineraryFrom" in trip and "deadline" in trip and (trip["next"]["eventCode"], trip["next"]["place"]["code"]) == ("LOAD", "XLYGB")
    told = [event for event in demo.json("/api/v1/containers/LYGU3012230")["timeline"] if event["source"].get("kind") == "person"]
    assert {event["eventCode"] for event in told} == {"ITIN", "INSP"} and any(r.startswith("WHO:Zhao Min") for r in told[-1]["remarks"])
    found = until(lambda: [e for e in demo.json("/api/v1/exceptions?code=missed-connection")["exceptions"] if e["containers"] == 3], "three boxes miss the train")
    assert found[0]["cause"] == {"kind": "transport", "key": "IMO9700005/119W", "name": "HARBOUR LIGHT"} and found[0]["severity"] == "error"
    boxes = demo.json("/api/v1/exceptions/" + found[0]["id"])["boxes"]
    assert {box["container"] for box in boxes} == {"LYGU3012369", "LYGU3012498", "LYGU3012625"}
    until(lambda: demo.json("/api/v1/exceptions?code=misdirected&container=LYGU3021150")["exceptions"], "one was taken off where no leg ends")


def test_a_fact_is_told_by_two_a_number_is_in_two_places_and_transit_and_free_time_run(demo):
    facts = demo.json("/api/v1/containers/LYGU3012100")["facts"]
    [both] = [fact for fact in facts if fact["eventCode"] == "GTIN" and fact["place"]["code"] == "JPOSA"]
    assert (both["source"]["sender"], [other["source"]["sender"] for other in both["alsoReported"]]) == ("OSAYUM", ["NBL"])
    twice = {fact["place"]["code"] for fact in demo.json("/api/v1/containers/LYGU3030070")["facts"] if "conflict" in fact}
    assert len(twice) >= 2
    states = [demo.json("/api/v1/containers/" + box)["transit"]["procedures"][0] for box in ("LYGU3040015", "LYGU3040123", "LYGU3040231")]
    assert [(p["kind"], p["state"], p["limit"]) for p in states] == [("eaeu", "opened", "past"), ("eaeu", "opened", "near"), ("eaeu", "arrived", "kept")]
    assert len(demo.json("/api/v1/terms")["terms"]) == 5
    assert demo.json("/api/v1/containers/LYGU3012100")["dwell"]["lastFreeDay"]


def test_what_is_expected_lies_ahead_but_for_what_is_late(demo):
    [[ahead, places]] = demo.sql("""select count(distinct subject), count(distinct place) from event
        where classifier > 0 and happened > now() and subject_kind = 0""")
    assert int(ahead) >= 150 and int(places) >= 10
    ships = demo.sql("select distinct subject from event where subject_kind = 1 and classifier = 1 and code = 'ARRI' and happened > now()")
    assert len(ships) >= 4


def test_a_box_is_found_by_whatever_is_written_on_its_papers(demo):
    written = {"booking": "LYB714823", "bill": "LYGDUI0610", "waybill": "LYGSMGS0610", "train": "X8155", "wagon": "5237900", "seal": "LG538821",
               "customs": "230120260615000417"}
    rows = look_up(demo, list(written.values()))
    assert {row["reference"]: row.get("kind") for row in rows} == {reference: kind for kind, reference in written.items()}
    found = {kind: {row["container"] for row in rows if row["kind"] == kind} for kind in written}
    assert all("LYGU3001364" in found[kind] for kind in written if kind != "customs")
    assert len(found["train"]) == len(found["waybill"]) == 44 and len(found["customs"]) == 24


def test_papers_seals_and_wagons_are_many(demo):
    papers = {kind: int(n) for kind, n in demo.sql("select kind, count(distinct value) from consignment group by kind")}
    assert papers["BKG"] >= 100 and papers["TRD"] >= 15 and papers["WAYBILL"] >= 12 and papers["CUSTOMS"] >= 7
    [[seals, wagons]] = demo.sql("""select count(distinct subject) filter (where seals <> '{}'), count(distinct wagon) filter (where mode = 2)
        from event where subject_kind = 0""")
    assert int(seals) >= 100 and int(wagons) >= 200


def test_each_format_is_taken(demo):
    rows = demo.sql("select distinct format, type, directory from message where status like 'accepted%'")
    kinds = {tuple(row) for row in rows}
    assert {("EDIFACT", type, directory) for type, directory in (
        ("CODECO", "D.95B"), ("CODECO", "D.00B"), ("COARRI", "D.95B"), ("COARRI", "D.00B"), ("COARRI", "D.23A"),
        ("IFTSTA", "D.00B"), ("IFTSTA", "D.23A"))} <= kinds
    assert {type for format, type, _ in kinds if format.startswith("DCSA")} == {"EQUIPMENT", "TRANSPORT", "SHIPMENT", "IOT"}
    assert len({(format, directory) for format, _, directory in kinds if format.startswith("DCSA")}) == 2


def test_the_files_of_dcsa_are_to_the_letter():
    told = {"2.2": 0, "3.0": 0}
    for file in FILES:
        if file.suffix == ".json" and "broken" not in file.name and "said-by" not in file.name:  # what people say has a format of its own
            events = json.loads(file.read_text())
            (dcsa.EVENTS if "2.2" in file.name else dcsa3.ANSWER).validate(events)
            told["2.2" if "2.2" in file.name else "3.0"] += 1
    assert min(told.values()) >= 2


def test_the_files_say_nothing_odd_but_what_their_names_tell():
    odd = {}
    for line in run("decode", *FILES).stdout.splitlines():
        row = json.loads(line)
        if row["kind"] == "diagnostic":
            odd.setdefault(pathlib.Path(row["file"]).name, set()).add(row["diagnostic"]["severity"])
    assert {name for name in odd if "odd" not in name and "broken" not in name} == set()
    assert {name for name, severities in odd.items() if "error" in severities} == {file.name for file in FILES if "broken" in file.name}
    assert sum(file.stat().st_size for file in FILES) < 400 << 10  # they are in the program


def test_almost_every_number_holds(demo):
    numbers = [row["number"] for row in all_containers(demo)]
    assert sum(check_digit(n[:10]) == n[10] for n in numbers if len(n) == 11) > 0.8 * len(numbers)


def test_each_box_has_a_timeline(demo):
    for row in all_containers(demo)[:20]:
        box = demo.json("/api/v1/containers/" + row["number"])
        assert box["number"] == row["number"] and box["status"] == row["status"]
        assert box["timeline"]


def test_what_is_told_as_done_is_done_and_lately(demo):
    [[first, last, said]] = demo.sql("""select min(happened) < now() - interval '3 days', max(happened) between now() - interval '2 days' and now(),
        max(said) <= now() from event where classifier = 0 and happened is not null""")
    assert (first, last, said) == ("t", "t", "t")


def test_refused_messages_are_there_and_each_says_why(demo):
    intakes = demo.json("/api/v1/intakes?limit=1000")["intakes"]
    messages = demo.json("/api/v1/messages?limit=1000")["messages"]
    refused = [row for row in intakes + messages if row["status"] == "rejected"]
    assert refused
    assert [row for row in intakes if row["status"].startswith("accepted")]
    assert "level=warn" in demo.log()
    why = [text for [text] in demo.sql("select diagnostics from message where status = 'rejected'")]
    assert len(why) == len([file for file in FILES if "broken" in file.name]) == 4
    for code in ("message-unterminated", "message-type", "time-missing"):
        assert any(code in text for text in why), code


def test_a_second_start_on_the_same_day_doubles_nothing(fresh_demo):
    while True:
        day = datetime.datetime.utcnow().date()
        before = fresh_demo.sql("select count(*) from event")
        fresh_demo.restart()
        after = fresh_demo.sql("select count(*) from event")
        if datetime.datetime.utcnow().date() == day:  # over midnight the messages are other ones
            break
    assert before == after != [["0"]]


@pytest.fixture
def fresh_demo(cluster_dir):
    started = Server(cluster_dir, "--demo")
    try:
        yield started.start()
    finally:
        started.end()


def test_track_shows_a_demonstration_box(demo):
    number = all_containers(demo)[0]["number"]
    done = run("track", number, "--data", demo.data)
    assert done.returncode == 0 and number in done.stdout, done.stderr


def test_without_demo_there_is_nothing(fresh_server):
    assert fresh_server.json("/api/v1/containers")["containers"] == []


def post_json(server, path, told):
    answer = server.request("POST", path, json.dumps(told).encode(), {"Content-Type": "application/json"})
    assert answer.status == 200, answer
    return answer.json()


def test_khorgos_at_three_trains_a_day_for_ten_days_plans_every_box_that_it_hits_anew(demo):
    """Last of this file's: it changes the itineraries of the demonstration."""
    today = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    asked = {"name": "khorgos-quota", "what": {"issuer": "KTZ", "telegram": "NC-1188", "place": "CNHRS", "toPlace": "XKALT", "direction": "forth", "trainsADay": 3,
                                               "from": today.isoformat(), "until": (today + datetime.timedelta(days=10)).isoformat()}}
    tried = post_json(demo, "/api/v1/disruptions", asked)
    assert tried["dryRun"] and tried["held"] > 10 and tried["hit"] == len(tried["boxes"]) > 20 and tried["looked"] > 300
    # All that set out through Khorgos by the hub's own trains, and nobody else, each with a way to go.
    assert {b["place"] for b in tried["boxes"]} == {"CNLYG", "XLYGB", "XXIAP"} and all(b["advice"] in ("wait", "change") for b in tried["boxes"])
    assert any(b["lateMinutes"] >= 1440 for b in tried["boxes"]) and "wait" in {b["advice"] for b in tried["boxes"]}
    room = {name: demo.json("/api/v1/routes/" + name)["capacity"]["teu"] for b in tried["boxes"] for name in [leg["service"] for leg in b["itinerary"]["legs"]]}
    taken = collections.Counter()
    for b in tried["boxes"]:
        size = demo.json("/api/v1/containers/" + b["container"]).get("sizeType", {"code": "45G1"})["code"]
        for leg in b["itinerary"]["legs"]:
            taken[leg["service"], leg["departs"]] += 1 if size[0] == "2" else 2
    assert all(teu <= room[name] for (name, _), teu in taken.items()), taken

    real = post_json(demo, "/api/v1/disruptions", {**asked, "dryRun": False, "apply": "all"})
    assert (real["set"], real["hit"], real["applied"]) == (True, tried["hit"], tried["hit"])
    for b in real["boxes"][::7]:
        trip = demo.json("/api/v1/journeys?container=" + b["container"])["journeys"][0]
        ahead = [leg["departs"]["at"] for leg in trip["legs"] if "departs" in leg and "service" in leg]
        assert "itineraryFrom" in trip and ahead == [leg["departs"] for leg in b["itinerary"]["legs"]]
    plans = demo.json("/api/v1/plans?from=CNLYG&to=UZTAS&at=" + today.strftime("%Y-%m-%dT%H:%M:%SZ"))["plans"]
    assert ("NC-1188", 3) in [(h["telegram"], h["trainsADay"]) for p in plans for leg in p["legs"] for h in leg.get("held", [])]
    assert post_json(demo, "/api/v1/disruptions", {**asked, "dryRun": False, "apply": "all"})["applied"] == 0

    post_json(demo, "/api/v1/journeys", [{"word": "takes-back", "id": b["applied"]["id"]} for b in real["boxes"]])
    assert demo.request("DELETE", "/api/v1/restrictions/khorgos-quota").status == 200
    after = post_json(demo, "/api/v1/disruptions", asked)
    assert [(b["container"], b["planned"], b["arrives"]) for b in after["boxes"]] == [(b["container"], b["planned"], b["arrives"]) for b in tried["boxes"]]
