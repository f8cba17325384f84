"""Boxes on rail: what their wagons and trains were told is theirs, whichever was told first; changes of gauge and handings over."""

import itertools

import pytest

from lib.dcsa3 import event3, push
from lib.messages import box, iftsta

CR, RU = "5312345", "94312071"
X8155 = "TRAIN:X8155/2026-06-15"


def on(wagon, train=None):
    rail = {"railCarReference": wagon, **({"departureID": train} if train else {})}
    return {"transportDetails": {"transportCall": {"modeOfTransport": "RAIL", "railTransport": rail}}}


def story(letters):
    """Of one box: loaded on a train, which leaves, taken off at the border and put onto a wagon of the other gauge, which is handed over."""
    number = box(1, letters)
    return number, [
        event3(letters + "1", code="LOADED", number=number, at="2026-06-15T09:00:00+08:00", place="CNLYG", **on(CR, "X8155")),
        event3(letters + "2", "TRANSPORT", "DEPARTED", at="2026-06-15T14:20:00+08:00", place="CNLYG", **on(CR, "X8155")),
        event3(letters + "3", code="DISCHARGED", number=number, at="2026-06-19T06:10:00+08:00", place="CNAKL", **on(CR)),
        event3(letters + "4", code="LOADED", number=number, at="2026-06-19T08:50:00+05:00", place="KZDOS", **on(RU)),
    ]


def show(server, number):
    answer = server.get("/api/v1/containers/" + number)
    assert answer.status == 200, answer
    return answer.json()


def told(shown):
    """(code, place, whose) of what happened, oldest first."""
    return [(e["eventCode"], e["place"]["code"], e.get("via")) for e in shown["timeline"][::-1]]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2)])
def test_a_box_has_what_its_train_was_told_in_any_order(server, order):
    number, events = story("RL" + "ABCD"[order[0]])
    for i in itertools.chain(order, order):  # each twice
        push(server, events[i])
    shown = show(server, number)
    assert told(shown) == [("LOAD", "CNLYG", None), ("DEPA", "CNLYG", X8155), ("DISC", "CNAKL", None), ("LOAD", "KZDOS", None)]
    assert (shown["status"], shown["vehicle"]["wagon"]) == ("on-board", RU)
    assert [(r["wagon"], r.get("trains"), "until" in r) for r in shown["rides"]] == [(CR, ["X8155"], True), (RU, None, False)]
    [change] = shown["gaugeChanges"]
    assert (change["from"], change["to"], change["complete"], change["ground"]) == (1435, 1520, True, "PT5H40M")
    assert (change["off"]["wagon"], change["on"]["wagon"]) == (CR, RU)
    departure = shown["timeline"][2]
    assert (departure["via"], departure["wagon"], departure["trains"], departure["loadState"]) == (X8155, CR, ["X8155"], "LADEN")


def test_the_list_has_what_a_train_told_later(server):
    number, events = story("RLE")
    push(server, events[0])
    push(server, event3("RLE9", "TRANSPORT", "ARRIVED", at="2026-06-17T10:00:00+08:00", place="CNURC", **on(CR, "X8155")),
         event3("RLE8", "TRANSPORT", "DEPARTED", at="2026-06-17T12:00:00+08:00", place="CNURC", **on(CR, "X8155")))
    # keys go by the day an event happened where nobody tells the day of departure: another day is another train
    assert told(show(server, number))[-1][0] in ("LOAD", "DEPA")
    push(server, event3("RLE7", "TRANSPORT", "DEPARTED", at="2026-06-15T15:00:00+08:00", place="CNSIA", **on(CR, "X8155")))
    listed = server.json("/api/v1/containers?prefix=" + number)["containers"][0]
    assert listed["place"]["code"] == show(server, number)["place"]["code"] == "CNSIA"


def test_half_a_change_of_gauge_is_shown_as_one(server):
    number, events = story("RLF")
    push(server, events[0])
    push(server, events[2])
    [change] = show(server, number)["gaugeChanges"]
    assert (change["complete"], change["off"]["wagon"], change["to"], "on" in change) == (False, CR, 1520, False)


def test_changes_of_gauge_at_a_border(server):
    number, events = story("RLG")
    for event in events:
        push(server, event)
    changes = server.json("/api/v1/gauge-changes?place=CNAKL&since=2026-06-01T00:00:00Z&limit=1000")["gaugeChanges"]
    [mine] = [c for c in changes if c["container"] == number]
    assert (mine["place"]["code"], mine["from"], mine["to"], mine["complete"], mine["on"]["sender"]) == ("KZDOS", 1435, 1520, True, "LBL")
    assert not server.json("/api/v1/gauge-changes?place=PLMAA")["gaugeChanges"]
    first = server.json("/api/v1/gauge-changes?limit=1")
    second = server.json("/api/v1/gauge-changes?limit=1&cursor=" + first["next"])
    assert first["gaugeChanges"] != second["gaugeChanges"]


def test_a_train_and_a_wagon_by_their_names(server):
    number, events = story("RLH")
    for event in events:
        push(server, event)
    [train] = server.json("/api/v1/trains?name=x8155&day=2026-06-15")["trains"]
    assert (train["train"], train["names"]) == (X8155, [{"kind": "number", "name": "X8155"}])
    shown = server.json("/api/v1/trains/X8155?day=2026-06-15")
    assert shown["train"] == X8155 and shown["position"]["eventCode"] == "DEPA"
    assert number in [c["number"] for c in shown["containers"]] and shown["containerCount"] >= 1
    wagon = server.json("/api/v1/wagons/9431%202071")
    assert (wagon["number"], wagon["system"], wagon["gauge"]) == (RU, "cis", 1520)
    assert number in [x["container"] for x in wagon["loadings"]]
    assert server.get("/api/v1/wagons/12").status == 404
    assert server.get("/api/v1/wagons/9999999").status == 404
    assert server.get("/api/v1/trains/NOBODY").status == 404
    assert server.get("/api/v1/trains/X8155?day=yesterday").status == 400
    assert server.get("/api/v1/gauge-changes?since=yesterday").status == 400
    for path, cursors in (("gauge-changes", ("a.b.1", "99999999999999999999.x.1", "-9223372036854775808.x.1", "1.x.99999999999", "1.x")),
                          ("handovers", ("1.2", "1.x.2", "x.00000000-0000-0000-0000-000000000000")), ("trains", ("2026-02-30.x", "1"))):
        for cursor in cursors:
            assert server.get("/api/v1/%s?cursor=%s" % (path, cursor.encode().hex())).status == 400, cursor
    trains = server.json("/api/v1/trains?limit=1")
    assert len(trains["trains"]) == 1
    assert server.json("/api/v1/trains?limit=1&cursor=" + trains["next"])["trains"] != trains["trains"]
    assert server.json("/api/v1/wagons?place=CNAKL&train=X8155")["wagons"] == []


def test_a_station_that_is_mapped_later_is_where_the_wagon_and_its_box_are(server):
    number, wagon = box(1, "RLM"), "94398765"
    push(server, event3("RLM1", code="LOADED", number=number, at="2026-06-15T09:00:00+08:00", place="CNLYG", **on(wagon)))
    assert server.request("PUT", "/api/v1/partners/dislocator", "{}", {"Content-Type": "application/json"}).status == 201
    rows = "Wagon,Operation,Station,Date and time\n%s,arrived,Siding-7,2026-06-17 10:00\n" % wagon
    assert server.request("POST", "/api/v1/messages?partner=dislocator", rows, {"Content-Type": "text/csv"}).json()["new"] == 1
    meaning = '{"list": "STATION-NAME", "code": "SIDING7", "meaning": "KZDOS"}'
    mapped = server.request("POST", "/api/v1/partners/dislocator/codes", meaning, {"Content-Type": "application/json"}).json()
    assert mapped["mendedEvents"] == 1
    assert [w["number"] for w in server.json("/api/v1/wagons?place=KZDOS")["wagons"] if w["number"] == wagon] == [wagon]
    listed = server.json("/api/v1/containers?prefix=" + number)["containers"][0]
    assert listed["place"]["code"] == show(server, number)["place"]["code"] == "KZDOS"


def test_handings_over(server):
    number, other = box(1, "RLI"), box(2, "RLI")
    assert server.post(iftsta([("41", "202606251000", "PLMAA", [number]), ("41", "202606251100", "PLMAA", [other])])).status == 200
    first = server.json("/api/v1/handovers?place=PLMAA&limit=1")
    second = server.json("/api/v1/handovers?place=PLMAA&limit=1&cursor=" + first["next"])
    assert [h["container"] for page in (first, second) for h in page["handovers"]] == [other, number]
    assert "next" not in second and second["handovers"][0]["place"]["code"] == "PLMAA"
    assert server.json("/api/v1/handovers?place=CNLYG")["handovers"] == []
    assert [h["container"] for h in server.json("/api/v1/handovers?limit=1000")["handovers"]][:2] == [other, number]
    # what was told wrongly and taken back was not handed over
    taken_back = iftsta([("41", "202606251100", "PLMAA", [other])], said="202606251300").replace(b"BGM+23+STAT1+9", b"BGM+23+STAT1+1")
    assert server.post(taken_back).status == 200
    assert [h["container"] for h in server.json("/api/v1/handovers?place=PLMAA")["handovers"]] == [number]


def test_a_train_is_where_its_boxes_and_wagons_were_told_last(server):
    """Of the list and of the one alike: the last fact, what is next, how much is on it; what was taken back is no fact."""
    number, other = box(1, "RLM"), box(2, "RLM")
    train = on("5312399", "RLM7")
    push(server, event3("RLM1", code="LOADED", number=number, at="2026-07-15T09:00:00+08:00", place="CNLYG", **train),
         event3("RLM2", code="LOADED", number=other, at="2026-07-15T09:20:00+08:00", place="CNLYG", **train),
         event3("RLM3", "TRANSPORT", "DEPARTED", at="2026-07-15T14:20:00+08:00", place="CNLYG", **train),
         event3("RLM4", "TRANSPORT", "ARRIVED", at="2026-07-15T18:00:00+08:00", place="CNURC", classifier="ESTIMATED", **train))
    [listed] = server.json("/api/v1/trains?name=RLM7")["trains"]
    shown = server.json("/api/v1/trains/RLM7?day=2026-07-15")
    for answer in (listed, shown):
        assert (answer["position"]["eventCode"], answer["position"]["place"]["code"]) == ("DEPA", "CNLYG")
        assert (answer["next"]["eventCode"], answer["next"]["classifier"], answer["next"]["place"]["code"]) == ("ARRI", "EST", "CNURC")
        assert answer["containerCount"] == 2
    assert listed["wagonCount"] == 1
    moves = [(m["eventCode"], m["classifier"], m["happened"]["local"][:16], m["containers"]) for m in shown["moves"]]
    assert moves == [("ARRI", "EST", "2026-07-15T18:00", 0), ("DEPA", "ACT", "2026-07-15T14:20", 0), ("LOAD", "ACT", "2026-07-15T09:20", 2)]
    push(server, event3("RLM3", "TRANSPORT", "DEPARTED", at="2026-07-15T14:20:00+08:00", place="CNLYG", isRetracted=True,
                        updated="2026-07-16T00:00:00Z", **train))
    assert server.json("/api/v1/trains/RLM7")["position"]["eventCode"] == "LOAD"
