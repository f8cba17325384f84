"""A container's history handed out: in every format there is it tells what the timeline tells, as far as the format has words."""

import collections
import datetime
import itertools
import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies

from lib import histories
from lib.daemon import Server, make_dir, remove, run
from lib.messages import box, codeco, coarri, iftsta

SERIALS = itertools.count(1000, 100)
SHEETS = {"CSV": histories.read_csv, "XLSX": histories.read_xlsx}


def history(server, number, format, headers=None):
    return server.get("/api/v1/containers/%s/history?format=%s" % (number, format), headers)


def formats(server):
    api = server.json("/openapi.json")["paths"]["/api/v1/containers/{number}/history"]["get"]
    [parameter] = [p for p in api["parameters"] if p["name"] == "format"]
    assert parameter["required"]
    return parameter["schema"]["enum"]


def holding(server, number):
    """What of the timeline was not taken back, oldest first."""
    return [e for e in server.json("/api/v1/containers/" + number)["timeline"][::-1] if not e.get("voided")]


def posted(server, body, type="application/edifact"):
    answer = server.post(body, type=type)
    assert answer.status == 200, answer
    return answer.json()


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


# What a sheet has in its columns, of an event as the timeline has it.
def facts_of(e):
    v, place, happened = e.get("vehicle", {}), e.get("place", {}), e.get("happened", {})
    return {"eventID": e["eventID"], "eventCode": e["eventCode"], "classifier": e["classifier"], "function": e["function"],
            "happened": instant(happened.get("at")), "precision": happened.get("precision", ""),
            "zoneFrom": happened.get("zoneFrom", ""), "happenedText": happened.get("local", ""),
            "said": instant(e.get("said")), "recorded": instant(e["recorded"]),
            "place": place.get("code", ""), "placeName": place.get("name", {}).get("en", ""), "placeText": place.get("text", ""),
            "facility": e.get("facility", {}).get("code", ""), "facilityList": e.get("facility", {}).get("list", ""),
            "mode": v.get("mode", ""), "vehicle": v.get("name", ""), "imo": v.get("imo", ""), "voyage": v.get("voyage", ""),
            "wagon": v.get("wagon") or v.get("plate") or "", "transport": v.get("key", ""),
            **{name: e.get(name, "") for name in ("loadState", "sizeType", "movement", "operator", "loadPlace", "dischargePlace",
                                                  "destination", "stowage", "document", "sender")},
            "references": [r["kind"] + ":" + r["value"] for r in e.get("references", [])],
            **{name: e.get(name, []) for name in ("seals", "measures", "remarks")}}


def facts_of_row(row):
    same = ("eventID", "eventCode", "classifier", "function", "precision", "zoneFrom", "happenedText", "place", "placeName", "placeText",
            "facility", "facilityList", "mode", "imo", "voyage", "wagon", "transport", "loadState", "sizeType", "movement", "operator",
            "loadPlace", "dischargePlace", "destination", "stowage", "document", "sender")
    return {**{name: row[name] for name in same}, "vehicle": row["vehicleName"] or row["train"],
            **{name: instant(row[name]) for name in ("happened", "said", "recorded")},
            **{name: histories.split(row[name]) for name in ("references", "seals", "measures", "remarks")}}


TIMES = ("happened", "said", "recorded")


def assert_same_facts(got, wanted):
    """A workbook's dates are good for a hundredth of a second."""
    for name in TIMES:
        assert (got[name] is None) == (wanted[name] is None), name
        assert got[name] is None or abs(got[name] - wanted[name]) < datetime.timedelta(seconds=0.01), name
    for name, value in wanted.items():
        assert name in TIMES or got[name] == value, (name, got[name], value)
    assert got.keys() == wanted.keys()


def key_of(e):
    """What every format that has a word for an event says of it."""
    happened = e.get("happened", {})
    at = instant(happened.get("at"))
    place = e.get("place")
    return (e["eventCode"], e["classifier"], at.timestamp() // 60 if at else happened.get("local"),
            place.get("code") if isinstance(place, dict) else place)


def plain(word):
    """EDIFACT has no line breaks, and blanks at the end of an element are none."""
    return " ".join(word.split()) if word else word


def other_words(e, told):
    """What a decoded event says otherwise of a box, its ship and its papers than the timeline does."""
    v, theirs = told.get("vehicle", {}), e.get("transport", {})
    words = [(theirs.get("name") or theirs.get("train"), v.get("name")), (theirs.get("imo"), v.get("imo")),
             (theirs.get("voyage"), v.get("voyage")), (theirs.get("wagon"), v.get("wagon")),
             (e.get("loadState"), told.get("loadState")), (e.get("sizeType"), told.get("sizeType"))]
    # EVENT is 3.0's own id of the event, EQUIPMENT the box itself.
    lists = [(e.get("seals", []), told.get("seals", [])),
             ([r["value"] for r in e.get("references", []) if r["kind"] not in ("EVENT", "EQUIPMENT")], [r["value"] for r in told.get("references", [])])]
    return [(a, b) for a, b in words if a is not None and plain(a) != plain(b)] + [
        (a, b) for a, b in lists if not set(map(plain, a)) <= set(map(plain, b))]


def decoded(tmp_path, files):
    """{name: events} of files as `decode` reads them; whatever it finds odd is a failure."""
    if not files:
        return {}
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    done = run("decode", *[tmp_path / name for name in files])
    assert done.returncode == 0, done.stderr
    events = {name: [] for name in files}
    for line in map(json.loads, done.stdout.splitlines()):
        name = line["file"].rpartition("/")[2]
        if line["kind"] == "event":
            events[name].append(line["event"])
        elif line["kind"] == "message":
            assert line["status"] != "rejected", line
        else:
            assert line["diagnostic"]["severity"] != "error", line
    return events


def check_sheet(name, answer, number, told):
    rows = SHEETS[name](answer.body)
    assert int(answer.headers["Landbridge-Left-Out"]) == 0
    assert [row["container"] for row in rows] == [number] * len(told)
    for row, e in zip(rows, told, strict=True):
        assert_same_facts(facts_of_row(row), facts_of(e))
        if name == "CSV":
            assert [instant(row[time]) for time in TIMES] == [facts_of(e)[time] for time in TIMES]


def check_message(name, answer, number, told, events):
    said = int(answer.headers["Landbridge-Events"])
    assert said + int(answer.headers["Landbridge-Left-Out"]) == len(told)
    # An arrival of a box is DCSA's arrival of its ship or train, with the box among the references.
    boxes = [e for e in events if e["subject"] == number or {"kind": "EQUIPMENT", "value": number} in e.get("references", [])]
    assert len(boxes) == said, (name, answer.body)
    left = collections.Counter(map(key_of, boxes)) - collections.Counter(map(key_of, told))
    assert not left, (name, number, left)
    for e in boxes:
        other = [other_words(e, t) for t in told if key_of(e) == key_of(t)]
        assert [] in other, "%s: %r of %r" % (name, other, answer.body)


@settings(max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))
@given(seed=strategies.integers(0, 2**32 - 1))  # what is drawn piece by piece would be small and plain
def test_every_format_tells_what_the_timeline_tells(server, tmp_path_factory, seed):
    told = histories.made_from(seed)
    posts, numbers = histories.told(told, next(SERIALS))
    for type, body in posts:
        posted(server, body, type)
    timelines = {number: holding(server, number) for number in numbers}
    known = {e["eventID"] for number in numbers for e in server.json("/api/v1/containers/" + number)["timeline"]}
    handed = {}
    for format in formats(server):
        answers = {number: history(server, number, format) for number in numbers}
        assert {a.status for a in answers.values()} == {200}
        if format in SHEETS:
            for number in numbers:
                check_sheet(format, answers[number], number, timelines[number])
            continue
        files = {number: a.body for number, a in answers.items() if int(a.headers["Landbridge-Events"])}
        events = decoded(tmp_path_factory.mktemp("out"), files)
        for number in files:
            # what it borrows of its train is said of the train, not of it
            check_message(format, answers[number], number, [e for e in timelines[number] if "via" not in e], events[number])
        handed[format] = [(n, answers[n].headers["Content-Type"], events[n], files[n]) for n in files]
    for format, files in handed.items():
        for number, type, events, body in files:
            receipt = posted(server, body, type)
            if format in histories.HOMES[told[numbers.index(number)][0]]:
                assert receipt["new"] == 0 and receipt["events"] == len(events), (format, body, receipt)
            # A message that names nobody is its deliverer's: decode knows no such.
            if all("sender" in e for e in events):
                assert receipt["new"] == len({e["eventID"] for e in events} - known), (format, body, receipt)
                known |= {e["eventID"] for e in events}


def test_a_name_says_what_a_file_is(server):
    number = box(1)
    posted(server, codeco(number))
    for format in formats(server):
        answer = history(server, number, format.lower())
        assert answer.status == 200, answer
        ending = {"DCSA-2.2": "-dcsa-2.2.json", "DCSA-3.0": "-dcsa-3.0.json", "CSV": ".csv", "XLSX": ".xlsx"}.get(
            format, "-%s.edi" % format.lower())
        assert answer.headers["Content-Disposition"] == 'attachment; filename="%s%s"' % (number, ending)


@pytest.mark.parametrize("query", ["?format=PDF", "?format=", ""])
def test_who_asks_for_no_format_is_told_which_there_are(server, query):
    answer = server.get("/api/v1/containers/%s/history%s" % (box(1), query))
    assert answer.status == 400
    assert all(format in answer.json()["detail"] for format in formats(server))


@pytest.mark.parametrize("number", ["LYGU9999993", "nothing"])
def test_of_an_unknown_container_there_is_no_history(server, number):
    assert history(server, number, "CSV").status == 404


def test_a_number_is_read_as_people_write_it(server):
    number = box(2)
    posted(server, codeco(number))
    answer = history(server, "%s%%20%s-%s" % (number[:4].lower(), number[4:10], number[10]), "CSV")
    assert answer.status == 200 and number in answer.headers["Content-Disposition"]


def test_what_was_taken_back_is_not_handed_out(server):
    number = box(3)
    posted(server, codeco(number, document="KEPT", interchange="1"))
    posted(server, codeco(number, document="GONE", interchange="2", direction="out", at="202606160800"))
    cancel = codeco(number, document="GONE", interchange="3", direction="out", at="202606160800", said="202606170800")
    posted(server, cancel.replace(b"BGM+36+GONE+9", b"BGM+36+GONE+1"))
    assert len(server.json("/api/v1/containers/" + number)["timeline"]) == 3
    for name, read in SHEETS.items():
        assert [row["document"] for row in read(history(server, number, name).body)] == ["KEPT"]
    for format in set(formats(server)) - set(SHEETS):
        answer = history(server, number, format)
        assert b"20260616" not in answer.body and b"2026-06-16" not in answer.body


def test_a_box_of_which_everything_was_taken_back_has_an_empty_history(server):
    number = box(4)
    posted(server, codeco(number, document="GONE4", interchange="4"))
    posted(server, codeco(number, document="GONE4", interchange="5", said="202606170800").replace(b"GONE4+9", b"GONE4+1"))
    for format in formats(server):
        answer = history(server, number, format)
        assert answer.status == 200 and answer.headers["Landbridge-Events"] == "0", format
    for name, read in SHEETS.items():
        assert read(history(server, number, name).body) == []


def test_an_event_the_format_has_no_word_for_is_counted(server):
    number = box(5)
    posted(server, iftsta([("20+40:::NO WAGONS", "202606080900", "KZDOS", [number])], document="ODD5"))
    answer = history(server, number, "DCSA-2.2")
    assert answer.headers["Landbridge-Events"] == "0" and answer.headers["Landbridge-Left-Out"] == "1"
    assert answer.json() == []


def test_a_long_history_is_cut_and_says_so(server):
    number = box(6)
    said = [codeco(number, document="L%d" % i, interchange=str(i), at="2026%02d%02d%02d%02d" % (
        1 + i // 600, 1 + i // 24 % 25, i % 24, i // 600)) for i in range(1001)]
    posted(server, b"".join(said))
    answer = history(server, number, "CSV")
    assert answer.headers["Landbridge-Cut"] == "true" and answer.headers["Landbridge-Events"] == "1000"
    assert "Landbridge-Cut" not in history(server, box(1), "CSV").headers


def test_a_party_is_handed_what_it_told(fresh_server):
    keys = {}
    for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL"), ("other", "sender", "OTHER")):
        done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", fresh_server.data)
        assert done.returncode == 0, done.stderr
        keys[name] = {"Authorization": "Bearer " + done.stdout.strip()}
    number = box(7)
    assert fresh_server.post(codeco(number, document="THEIRS", interchange="1"), headers=keys["terminal"]).status == 200
    assert fresh_server.post(codeco(number, document="HUBS", interchange="2", direction="out"), headers=keys["op"]).status == 200
    assert history(fresh_server, number, "CSV").status == 401
    assert history(fresh_server, number, "CSV", keys["other"]).status == 404
    for format in ("CSV", "XLSX"):
        read = SHEETS[format]
        assert [r["document"] for r in read(history(fresh_server, number, format, keys["terminal"]).body)] == ["THEIRS"]
        assert {r["document"] for r in read(history(fresh_server, number, format, keys["op"]).body)} == {"THEIRS", "HUBS"}


def test_a_ships_cells_and_names_are_in_the_sheet(server):
    number = box(8)
    posted(server, coarri(number))
    [row] = histories.read_xlsx(history(server, number, "XLSX").body)
    assert (row["vehicleName"], row["imo"], row["voyage"], row["stowage"]) == ("LANDBRIDGE EXPRESS", "9227273", "031W", "0010000")
    assert row["happened"] == "2026-06-14T06:00:00+08:00" and row["placeName"] == "Lianyungang"


def test_a_time_of_nobodys_zone_is_local_in_a_workbook_and_text_in_a_list(server):
    number = box(9)
    posted(server, codeco(number).replace(b"LOC+165+CNLYG:139:6", b"LOC+165+:::SOME YARD"))
    assert holding(server, number)[0]["happened"]["zoneFrom"] == "nobody"
    [row] = histories.read_csv(history(server, number, "CSV").body)
    assert (row["happened"], row["happenedText"], row["placeText"]) == ("", "202606150800", "SOME YARD")
    [row] = histories.read_xlsx(history(server, number, "XLSX").body)
    assert (row["happened"], row["happenedText"]) == (datetime.datetime(2026, 6, 15, 8, 0), "202606150800")


def test_a_cell_that_is_too_long_for_a_workbook_ends_with_an_ellipsis(server):
    number = box(10)
    event = {"eventID": "6f2d0a0e-9b0c-4a53-8f11-000000000010", "eventCreatedDateTime": "2026-06-15T04:00:00Z", "eventType": "EQUIPMENT",
             "eventClassifierCode": "ACT", "eventDateTime": "2026-06-15T11:30:00+08:00", "equipmentEventTypeCode": "GTIN",
             "equipmentReference": number, "eventLocation": {"UNLocationCode": "CNLYG"},
             "references": [{"referenceType": "FF", "referenceValue": "%02d铁" % i + "|" * 200} for i in range(100)]}
    posted(server, json.dumps([event]), "application/json")
    [whole] = histories.read_csv(history(server, number, "CSV").body)
    assert len(whole["references"]) > 32767
    [row] = histories.read_xlsx(history(server, number, "XLSX").body)
    assert row["references"] == whole["references"][:32766] + "…"


def test_what_a_spreadsheet_would_run_is_text(server):
    number = box(11)
    words = ["=1+1", "+1", "-1", "@A1", "'=1", "''", "'x", "007", "1E5", "https://example.org", "2026-06-15"]
    posted(server, b"".join(codeco(number, document=word.replace("'", "?'").replace("+", "?+").replace(":", "?:"), interchange=str(i),
                                   at="2026061508%02d" % i) for i, word in enumerate(words)))
    answer = history(server, number, "CSV")
    assert [row["document"] for row in histories.read_csv(answer.body)] == words
    raw = [line.split(",") for line in answer.text.splitlines()]
    column = raw[0].index("document")
    assert [line[column] for line in raw[1:]] == ["'=1+1", "'+1", "'-1", "'@A1", "''=1", "'''", *words[6:]]
    assert [row["document"] for row in histories.read_xlsx(history(server, number, "XLSX").body)] == words
