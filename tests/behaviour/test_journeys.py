"""Journeys: trips of a box, the itinerary that a person gives it, what is next and what is wrong, and people's own words."""

import datetime
import json
import random

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.messages import box, codeco

JSON = "application/json"
WORDS = "application/vnd.landbridge.journey+json"
SHIP = {"imo": "9227273", "voyage": "031W", "name": "BRIDGE STAR"}
TRAIN = {"train": "X8155", "day": "2026-06-20"}
LEGS = [{"mode": "VESSEL", "from": "JPOSA", "to": "CNLYG", "departs": "2026-06-14T09:00:00+09:00", "arrives": "2026-06-17T08:00:00+08:00", "transport": SHIP},
        {"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": "2026-06-20T14:00:00+08:00", "arrives": "2026-07-06T12:00:00+02:00", "transport": TRAIN}]


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("li", "sender", "FWD"), ("wang", "sender", "FWD"), ("other", "sender", "OTHER")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


serial = iter(range(810000, 900000))


def new_box():
    return box(next(serial))


def say(hub, word, number=None, headers=None, status=200, **members):
    body = {"word": word, **({"container": number} if number else {}), **members}
    answer = hub.post(json.dumps(body).encode(), "/api/v1/journeys", JSON, headers or hub.op)
    assert answer.status == status, answer
    return answer.json()


def report(hub, number, event, place, at, **more):
    return say(hub, "report", number, event=event, place=place, at=at, loadState=more.pop("load", "LADEN"), **more)


def journeys(hub, number, headers=None):
    answer = hub.get("/api/v1/journeys?container=" + number, headers or hub.op)
    assert answer.status == 200, answer
    return answer.json()["journeys"]


def next_of(journey):
    return (journey["next"]["eventCode"], journey["next"]["place"]["code"]) if "next" in journey else None


def wrong(journey):
    return sorted(e["code"] for e in journey["exceptions"])


def test_an_itinerary_that_a_person_tells_says_what_is_expected_and_what_is_next(hub):
    number = new_box()
    say(hub, "itinerary", number, legs=LEGS, deadline="2026-07-10T00:00:00+02:00", references=[{"kind": "BKG", "value": "BK1"}], why="as booked")
    (journey,) = journeys(hub, number)
    assert journey["status"] == "not-started" and journey["routing"] == "routed"
    assert journey["origin"]["code"] == "JPOSA" and journey["destination"]["code"] == "DEDUI"
    assert [(leg["mode"], leg["from"]["code"], leg["to"]["code"]) for leg in journey["legs"]] == [("VESSEL", "JPOSA", "CNLYG"), ("RAIL", "CNLYG", "DEDUI")]
    assert [e["eventCode"] for e in journey["expected"] if not e.get("ofTransport")] == \
        ["GTIN", "LOAD", "DISC", "GTOT", "GTIN", "LOAD", "DISC", "GTOT", "DROP"]
    assert {"kind": "BKG", "value": "BK1"} in journey["references"]
    assert next_of(journey) == ("GTIN", "JPOSA")
    report(hub, number, "GTIN", "JPOSA", "2026-06-13T10:00:00+09:00")
    report(hub, number, "LOAD", "JPOSA", "2026-06-14T08:00:00+09:00", transport={"mode": "VESSEL", **SHIP})
    report(hub, number, "DISC", "CNLYG", "2026-06-17T10:00:00+08:00", transport={"mode": "VESSEL", **SHIP})
    (journey,) = journeys(hub, number)
    assert next_of(journey) == ("GTOT", "CNLYG")
    assert journey["status"] == "in-terminal"
    assert [e["state"] for e in journey["expected"]][:5] == ["done", "done", "implied", "implied", "done"]
    # one journey, by its id and by that of any event in it
    for id in {journey["id"], *(e["eventID"] for e in journey["expected"] if "eventID" in e)}:
        answer = hub.get("/api/v1/journeys/" + id, hub.op)
        assert answer.status == 200 and answer.json()["id"] == journey["id"]


def test_a_box_that_is_unloaded_where_no_leg_ends_is_misdirected_until_it_has_an_itinerary_from_there(hub):
    number = new_box()
    say(hub, "itinerary", number, legs=LEGS, said="2026-06-10T08:00:00Z", id="plan-" + number)
    report(hub, number, "LOAD", "JPOSA", "2026-06-14T08:00:00+09:00", transport={"mode": "VESSEL", **SHIP})
    report(hub, number, "DISC", "CNTAO", "2026-06-17T10:00:00+08:00", transport={"mode": "VESSEL", **SHIP})
    (journey,) = journeys(hub, number)
    assert "misdirected" in wrong(journey) and "next" not in journey
    say(hub, "itinerary", number, id="plan-" + number, said="2026-06-18T08:00:00Z",
        legs=[{"mode": "RAIL", "from": "CNTAO", "to": "DEDUI", "departs": "2026-06-25T08:00:00+08:00", "transport": {"train": "X8001"}}])
    (journey,) = journeys(hub, number)
    assert "misdirected" not in wrong(journey)
    assert next_of(journey) == ("LOAD", "CNTAO")


def test_what_somebody_said_is_taken_back_by_another_of_that_party_and_by_no_one_else(hub):
    number = new_box()
    say(hub, "itinerary", number, hub.li, legs=LEGS, id="w-" + number)
    assert journeys(hub, number)[0]["legs"]
    say(hub, "takes-back", headers=hub.other, id="w-" + number)
    assert journeys(hub, number)[0]["legs"]
    say(hub, "takes-back", headers=hub.wang, id="w-" + number, why="wrong box")
    assert journeys(hub, number) == []
    told = hub.get("/api/v1/containers/" + number, hub.op).json()["timeline"]
    assert [(t["eventCode"], t.get("voided")) for t in told] == [("ITIN", True)]
    assert any("WHO:li" in r for r in told[0]["remarks"])


def test_a_person_splits_a_journey_and_joins_it_again(hub):
    number = new_box()
    report(hub, number, "GTIN", "CNLYG", "2026-06-01T08:00:00+08:00")
    report(hub, number, "LOAD", "CNLYG", "2026-06-02T08:00:00+08:00", transport={"mode": "RAIL", "train": "X8155"})
    report(hub, number, "DISC", "KZALA", "2026-06-09T08:00:00+05:00", transport={"mode": "RAIL", "train": "X8155"})
    (whole,) = journeys(hub, number)
    say(hub, "begins", number, at="2026-06-05T00:00:00+08:00", id="split-" + number, why="sold on the way")
    second, first = journeys(hub, number)
    assert (first["number"], first["end"]) == (1, "next") and second["number"] == 2
    assert first["id"] == whole["id"]
    say(hub, "takes-back", id="split-" + number)
    assert [j["id"] for j in journeys(hub, number)] == [whole["id"]]


def test_a_report_says_who_and_why_and_stands_before_what_machines_say(hub):
    number = new_box()
    answer = hub.post(codeco(number, at="202606150800"), headers=hub.op)
    assert answer.status == 200, answer
    report(hub, number, "GTIN", "CNLYG", "2026-06-15T06:30:00+08:00", who="Li Wei", why="seen at the gate", load="LADEN")
    box_now = hub.get("/api/v1/containers/" + number, hub.op).json()
    assert box_now["since"]["at"] == "2026-06-15T06:30:00+08:00"
    told = [t for t in box_now["timeline"] if t["sender"] == "people"]
    assert "WHO:Li Wei (op)" in told[0]["remarks"] and "WHY:seen at the gate" in told[0]["remarks"]


def test_a_long_name_of_who_says_so_is_not_cut_within_a_letter(hub):
    number = new_box()
    say(hub, "destination", number, destination="DEDUI", who="连云港中哈物流基地调度室值班员李伟同志")
    (told,) = hub.get("/api/v1/containers/" + number, hub.op).json()["timeline"]
    assert "WHO:连云港中哈物流基地调度室值班员李 (op)" in told["remarks"]


def test_a_changed_destination_leaves_the_itinerary_misrouted(hub):
    number = new_box()
    say(hub, "itinerary", number, legs=LEGS)
    say(hub, "destination", number, destination="PLMAA", why="sold to Poland")
    (journey,) = journeys(hub, number)
    assert journey["routing"] == "misrouted" and journey["destination"]["code"] == "PLMAA"
    assert "misrouted" in wrong(journey)


def test_a_late_ship_makes_boxes_miss_their_train_before_it_happens(hub):
    number, now = new_box(), datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)

    def at(**ahead):
        return (now + datetime.timedelta(**ahead)).isoformat()

    legs = [{**LEGS[0], "departs": at(hours=-1), "arrives": at(days=3), "transport": {**SHIP, "voyage": "077W"}},
            {**LEGS[1], "departs": at(days=6), "arrives": at(days=20), "cutOff": at(days=5), "transport": {"train": "X8199", "day": at(days=6)[:10]}}]
    say(hub, "itinerary", number, legs=legs)
    report(hub, number, "LOAD", "JPOSA", at(hours=-2), transport={"mode": "VESSEL", **legs[0]["transport"]})
    assert "missed-connection" not in wrong(journeys(hub, number)[0])
    late = {"eventID": "5a1ad3e2-7b0c-4d0e-9b1e-0f3e1d5a%04d" % random.randrange(10000), "eventType": "TRANSPORT", "eventClassifierCode": "EST",
            "eventDateTime": at(days=5, hours=8), "eventCreatedDateTime": at(hours=0), "transportEventTypeCode": "ARRI",
            "transportCall": {"modeOfTransport": "VESSEL", "UNLocationCode": "CNLYG", "exportVoyageNumber": "077W",
                              "vessel": {"vesselIMONumber": "9227273", "vesselName": "BRIDGE STAR"}}}
    answer = hub.post(json.dumps([late]).encode(), type=JSON, headers=hub.op)
    assert answer.status == 200, answer
    (journey,) = journeys(hub, number)
    missed = [e for e in journey["exceptions"] if e["code"] == "missed-connection"]
    assert missed[0]["cause"] == {"kind": "transport", "key": "IMO9227273/077W", "name": "BRIDGE STAR"}
    assert missed[0]["bySeconds"] == 8 * 3600
    assert journey["legs"][1]["missed"]


def test_a_train_that_leaves_past_midnight_is_the_one_that_was_planned(hub):
    number, left = new_box(), datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=5))).replace(hour=0, minute=20, second=0, microsecond=0)
    planned = left - datetime.timedelta(hours=1)
    say(hub, "itinerary", number, destination="PLMAA", said=(left - datetime.timedelta(days=3)).isoformat(), legs=[
        {"mode": "RAIL", "from": "KZDOS", "to": "PLMAA", "departs": planned.isoformat(), "arrives": (planned + datetime.timedelta(days=7)).isoformat(),
         "transport": {"train": "1488", "day": planned.date().isoformat()}}])
    wagons = "(:02 7085 1488 7085 088 1301 1 %s 00 20 008 0184 0 0000 0 0\r\n01 94312873 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 %s\r\n:)\r\n" % (
        left.strftime("%d %m"), number)
    told = hub.post(wagons.encode(), type="text/x-tgnl", headers=hub.op)
    assert told.status == 200, told
    [journey] = journeys(hub, number)
    [leg] = journey["legs"]
    assert leg["taken"] == "TRAIN:70850881301/%s" % left.date() and "replanned" not in leg and "rolled-over" not in wrong(journey), journey


def test_words_in_any_order_and_any_number_come_to_the_same(hub):
    answers = []
    for seed in range(4):
        number = new_box()
        words = [{"word": "itinerary", "container": number, "id": "i" + number, "said": "2026-06-10T00:00:00Z", "legs": LEGS},
                 {"word": "itinerary", "container": number, "id": "i" + number, "said": "2026-06-11T00:00:00Z", "legs": LEGS[:1]},
                 {"word": "report", "container": number, "id": "a" + number, "said": "2026-06-14T00:00:00Z", "event": "LOAD", "place": "JPOSA",
                  "at": "2026-06-14T08:00:00+09:00", "transport": {"mode": "VESSEL", **SHIP}, "loadState": "LADEN"},
                 {"word": "report", "container": number, "id": "b" + number, "said": "2026-06-17T04:00:00Z", "event": "DISC", "place": "CNLYG",
                  "at": "2026-06-17T10:00:00+08:00", "transport": {"mode": "VESSEL", **SHIP}, "loadState": "LADEN"},
                 {"word": "ends", "container": number, "id": "c" + number, "said": "2026-06-18T00:00:00Z", "at": "2026-06-18T00:00:00Z"},
                 {"word": "takes-back", "id": "c" + number, "said": "2026-06-19T00:00:00Z"}]
        random.Random(seed).shuffle(words)
        for word in words + words[:2]:
            answer = hub.post(json.dumps(word).encode(), type=WORDS, headers=hub.op)
            assert answer.status == 200, answer
        told = journeys(hub, number)
        answers.append(json.dumps(told).replace(number, "NUMBER"))
        assert len(told) == 1 and "end" not in told[0] and next_of(told[0]) == ("GTOT", "CNLYG")
    strip = lambda s: [(j["status"], [e["state"] for e in j["expected"]], wrong(j)) for j in json.loads(s)]
    assert all(strip(a) == strip(answers[0]) for a in answers)


@pytest.mark.parametrize("members, code, path", [
    ({"word": "itinerary"}, "legs", "$.legs"),
    ({"word": "itinerary", "legs": []}, "legs", "$.legs"),
    ({"word": "itinerary", "legs": [{"mode": "RAIL", "from": "CNLYG"}]}, "leg", "$.legs[0].to"),
    ({"word": "itinerary", "legs": [{"mode": "RAIL", "from": "CNLYG", "to": "KZDOS", "service": "lyg-dostyk", "serviceDate": "soon"}]},
     "date-invalid", "$.legs[0].serviceDate"),
    ({"word": "itinerary", "legs": [{"mode": "SLEDGE", "from": "CNLYG", "to": "DEDUI"}]}, "mode", "$.legs[0].mode"),
    ({"word": "itinerary", "legs": [{"mode": "RAIL", "from": "nowhere at all", "to": "DEDUI"}]}, "place-unread", "$.legs[0].from"),
    ({"word": "itinerary", "legs": [{"mode": "RAIL", "from": "CNLYG", "to": "DEDUI", "departs": "2026-06-20T00:00:00Z", "arrives": "2026-06-19T00:00:00Z"}]},
     "leg", "$.legs[0].arrives"),
    ({"word": "itinerary", "legs": [{"mode": "VESSEL", "from": "CNLYG", "to": "KRPUS", "transport": {"name": "A;B;C", "voyage": "1W"}}]},
     "transport-name", "$.legs[0].transport"),
    ({"word": "begins"}, "time-missing", "$.at"),
    ({"word": "begins", "at": "yesterday"}, "time-invalid", "$.at"),
    ({"word": "report", "at": "2026-06-20T00:00:00Z", "event": "XXXX"}, "event-code", "$.event"),
    ({"word": "destination"}, "destination", "$.destination"),
    ({"word": "travels"}, "arrangement", "$.arrangement"),
    ({"word": "report", "at": "2026-06-20T00:00:00Z", "event": "STUF", "cargoFrom": "?"}, "container-unread", "$.cargoFrom"),
    ({"word": "sings"}, "word", "$.word"),
    ({"word": "itinerary", "arrangement": "borrowed", "legs": LEGS}, "arrangement", "$.arrangement"),
])
def test_a_word_that_cannot_be_is_refused_with_where_and_why(hub, members, code, path):
    answer = hub.post(json.dumps({"container": new_box(), **members}).encode(), "/api/v1/journeys", JSON, hub.op)
    assert answer.status == 422, answer
    told = [(d["code"], d["path"]) for m in answer.json()["messages"] for d in m["diagnostics"] if d["severity"] == "error"]
    assert (code, path) in told, told


def test_what_is_no_word_and_what_is_no_journey(hub):
    for body in (b"", b"[", b"[]", b"7", b"[7]", b'{"word":"begins","word":"ends"}'):
        answer = hub.post(body, "/api/v1/journeys", JSON, hub.op)
        assert answer.status in (400, 422), answer
    for asked in ("container=%s&reference=X" % new_box(), "container=%s&status=on-board" % new_box(), "status=lost", "code=sorrow", "asOf=2096-06-01T00:00:00Z",
                  "cursor=zzzz", "cursor=" + "X.y".encode().hex()):
        assert hub.get("/api/v1/journeys?" + asked, hub.op).status == 400, asked
    assert hub.get("/api/v1/journeys?container=" + new_box(), hub.op).status == 404
    assert hub.get("/api/v1/journeys/nonsense", hub.op).status == 404
    assert hub.get("/api/v1/journeys/00000000-0000-8000-8000-000000000000", hub.op).status == 404


def test_a_party_sees_the_journeys_that_it_told_of(hub):
    number = new_box()
    say(hub, "itinerary", number, hub.li, legs=LEGS)
    assert journeys(hub, number, hub.wang)[0]["legs"]
    [row] = hub.get("/api/v1/containers?prefix=" + number, hub.op).json()["containers"]
    assert row["status"] == "not-started" and "lastEvent" not in row, "so far there is no event that happened"
    assert hub.get("/api/v1/journeys?container=" + number, hub.other).status == 404
    id = journeys(hub, number)[0]["id"]
    assert hub.get("/api/v1/journeys/" + id, hub.other).status == 404


def listed(hub, query, headers=None):
    """Every page of it, two journeys each."""
    found, cursor = [], ""
    while True:
        answer = hub.get("/api/v1/journeys?limit=2&%s%s" % (query, cursor), headers or hub.op)
        assert answer.status == 200, answer
        found += answer.json()["journeys"]
        if not answer.json()["next"]:
            return found
        cursor = "&cursor=" + answer.json()["next"]


def test_journeys_under_way_are_listed_by_state_destination_place_and_what_is_wrong(hub):
    boxes = sorted(new_box() for _ in range(3))
    for number in boxes:
        say(hub, "itinerary", number, legs=[{**LEGS[1], "from": "CNQZJ", "to": "DEHAM"}], said="2026-06-10T08:00:00Z")
        report(hub, number, "GTIN", "CNQZJ", "2026-06-15T10:00:00+08:00")
    report(hub, boxes[0], "LOAD", "CNQZJ", "2026-06-20T08:00:00+08:00", transport={"mode": "RAIL", **TRAIN})
    say(hub, "destination", boxes[1], destination="PLWAW")
    say(hub, "ends", boxes[2], at="2026-07-01T00:00:00Z")
    def of(query):
        return [j["container"] for j in listed(hub, query) if j["container"] in boxes]
    until(lambda: of("code=misrouted") == [boxes[1]] and of("place=CNQZJ&status=on-board") == boxes[:1] and boxes[2] not in of("place=CNQZJ"), "they are judged")
    assert of("place=CNQZJ") == boxes[:2] and of("status=in-terminal") == [boxes[1]]
    assert of("destination=DEHAM") == [boxes[0]] and of("destination=PLWAW&status=on-board") == []
    assert of("") == boxes[:2]
    [row] = [j for j in listed(hub, "code=misrouted") if j["container"] == boxes[1]]
    assert "misrouted" in row["exceptions"] and row["routing"] == "misrouted" and row["place"]["code"] == "CNQZJ"
    assert row["next"]["eventCode"] == "LOAD" and row["id"] == journeys(hub, boxes[1])[0]["id"]
    # a party has those of which it sees all
    assert of("place=CNQZJ") and [j for j in listed(hub, "place=CNQZJ", hub.other)] == []
    # and as it was known then
    [[then]] = hub.sql("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    say(hub, "ends", boxes[0], at="2026-07-01T00:00:00Z")
    until(lambda: of("destination=DEHAM") == [], "it is judged")
    for query, were in (("place=CNQZJ", boxes[:2]), ("status=in-terminal", [boxes[1]]), ("code=misrouted", [boxes[1]]), ("destination=DEHAM", [boxes[0]])):
        assert of(query + "&asOf=" + then) == were, query
    assert [j for j in listed(hub, "code=misrouted&asOf=" + then) if j["container"] == boxes[1]] == [row]
    assert listed(hub, "place=CNQZJ&asOf=" + then, hub.other) == []


def test_all_boxes_under_a_paper_and_what_a_party_sees_of_them(hub):
    boxes = sorted(new_box() for _ in range(3))
    for number in boxes[:2]:
        say(hub, "itinerary", number, hub.li, legs=LEGS, references=[{"kind": "TRD", "value": "BL-4711 X"}])
    report(hub, boxes[2], "GTIN", "CNLYG", "2026-06-15T10:00:00+08:00", references=[{"kind": "HBL", "value": "BL4711X"}])
    report(hub, boxes[0], "GTIN", "CNLYG", "2025-01-15T10:00:00+08:00")  # another trip, long ago
    assert [j["container"] for j in listed(hub, "reference=bl4711x")] == boxes
    assert [j["container"] for j in listed(hub, "reference=BL-4711%20X", hub.wang)] == boxes[:2]
    assert listed(hub, "reference=NOBODYTOLD") == [] and listed(hub, "reference=bl4711x", hub.other) == []


def test_a_box_stays_whose_it_is_until_somebody_says_otherwise(hub):
    number = new_box()
    answer = hub.post(codeco(number, at="202601150800", document="SOC1").replace(b":102:5++2+5", b":102:5+1+2+5"), headers=hub.op)
    assert answer.status == 200, answer
    report(hub, number, "DROP", "DEDUI", "2026-02-15T10:00:00+01:00")
    report(hub, number, "GTIN", "CNLYG", "2026-06-15T10:00:00+08:00")
    assert [(j["arrangement"], j.get("end")) for j in journeys(hub, number)] == [("shipper", None), ("shipper", "delivered")]
    say(hub, "travels", number, arrangement="one-way", said="2026-06-16T00:00:00Z", why="sold to a leasing company")
    assert [j["arrangement"] for j in journeys(hub, number)] == ["one-way", "shipper"]


def test_cargo_goes_from_box_to_box_where_one_paper_is_named_by_stripping_and_stuffing(hub):
    out, into, elsewhere, late = (new_box() for _ in range(4))
    paper = [{"kind": "HBL", "value": "HB" + out}]
    report(hub, out, "GTIN", "CNLYG", "2026-06-10T10:00:00+08:00")
    report(hub, out, "STRP", "CNLYG", "2026-06-11T10:00:00+08:00", references=paper)
    report(hub, into, "STUF", "XLYGB", "2026-06-12T10:00:00+08:00", references=paper, id="s-" + into)
    report(hub, elsewhere, "STUF", "CNTAO", "2026-06-12T10:00:00+08:00", references=paper)
    report(hub, late, "STUF", "CNLYG", "2026-07-12T10:00:00+08:00", references=paper)
    assert journeys(hub, into)[0]["cargoFrom"] == [out] and journeys(hub, out)[0]["cargoTo"] == [into]
    assert "cargoFrom" not in journeys(hub, elsewhere)[0] and "cargoFrom" not in journeys(hub, late)[0] and "cargoTo" not in journeys(hub, into)[0]
    say(hub, "takes-back", id="s-" + into)
    assert "cargoTo" not in journeys(hub, out)[0]
    # a person's word needs no paper
    report(hub, into, "STUF", "CNTAO", "2026-06-12T10:00:00+08:00", cargoFrom=out[:4] + " " + out[4:])
    assert journeys(hub, into)[0]["cargoFrom"] == [out] and journeys(hub, out)[0]["cargoTo"] == [into]
