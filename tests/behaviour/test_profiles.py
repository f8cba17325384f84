"""Profiles of sheets: shipped, saved for a partner, tried before anything is sent, and templates to fill in."""

import datetime
import io
import json
import urllib.parse

import openpyxl
import pytest

from lib.daemon import run
from lib.messages import box

JSON = {"Content-Type": "application/json"}
PATH = "/api/v1/profiles"


def put(server, name, **profile):
    return server.request("PUT", PATH + "/" + name, json.dumps(profile).encode(), JSON)


def tried(server, body, query="", type="text/csv"):
    answer = server.post(body, PATH + "/try" + query, type=type)
    assert answer.status == 200, answer
    return answer.json()


def test_every_kind_is_shipped_in_three_languages_and_has_a_template(server):
    shipped = server.json(PATH)["profiles"]
    assert {p["name"] for p in shipped} == {kind + "-" + language for kind in
                                            ("dislocation", "train-list", "waybill", "handover", "yard-stock", "customs") for language in ("en", "zh", "ru")}
    for p in shipped:
        template = server.get("%s/%s/template" % (PATH, p["name"]))
        sheet = openpyxl.load_workbook(io.BytesIO(template.body)).active
        heading = [c.value for c in sheet[1]]
        assert len(heading) == len(p["columns"]) and all(heading), p["name"]
    assert server.get(PATH + "/none/template").status == 404


def test_a_template_that_is_filled_in_goes_in(server):
    book = openpyxl.load_workbook(io.BytesIO(server.get(PATH + "/yard-stock-zh/template").body))
    heading = [c.value for c in book.active[1]]
    columns = [c["field"] for c in server.json(PATH + "/yard-stock-zh")["columns"]]
    values = {"container": box(1, "TPL"), "station": "连云港中哈物流基地", "time": "2026-06-15 08:00", "area": "A1", "since": "2026-06-14 10:00"}
    book.active.append([values.get(field) for field in columns])
    assert len(heading) == len(columns)
    out = io.BytesIO()
    book.save(out)
    receipt = server.post(out.getvalue(), type="application/octet-stream").json()
    assert receipt["status"].startswith("accepted") and receipt["new"] >= 1, receipt


def test_a_try_shows_guesses_doubts_rows_and_what_is_wrong_and_stores_nothing(server):
    before = server.sql("select (select count(*) from intake), (select count(*) from event)")
    pasted = "Train X8199 2026-06-15\nContainer\tWagon\tStation\tLoaded\tWhatever\n%s\t5312345\tLianyungang\t03/04/2026 09:00\tx\n" \
             "1.23E+11\t5312346\tNowhereville\t2026-06-15 09:00\ty\n" % box(2, "TPL")
    answer = tried(server, pasted.encode(), type="text/plain")
    [table] = answer["tables"]
    fields = {c["header"]: (c.get("field"), c.get("sure")) for c in table["columns"]}
    assert (table["kind"], table["headerRow"], table["separator"]) == ("train-list", 2, "\t")
    assert fields["Container"][0] == "container" and fields["Container"][1] >= 90 and fields["Wagon"][0] == "wagon" and fields["Whatever"] == (None, None)
    assert answer["rows"]["accepted"] + answer["rows"]["warnings"] == 1 and answer["rows"]["rejected"] == 1
    assert answer["preview"][0]["events"][0]["subject"] == box(2, "TPL")
    wrong = [d for d in answer["diagnostics"] if d["severity"] == "error"]
    assert [d["cell"] for d in wrong] == ["A4"] and "Text" in wrong[0]["text"]
    assert before == server.sql("select (select count(*) from intake), (select count(*) from event)")


def test_a_try_shows_the_first_rows_as_they_stand_and_counts_each_table(server):
    book = openpyxl.Workbook()
    for i, name in enumerate(("one", "two")):
        sheet = book.active if i == 0 else book.create_sheet(name)
        sheet.title = name
        sheet.append(["Train X8198 2026-06-15"])
        sheet.append(["Container", "Wagon", "Loaded"])
        sheet.append([box(10 + i, "TPL"), "531234%d" % i, datetime.datetime(2026, 6, 15, 9, 30)])
        sheet.append(["?"] * i + [box(20 + i, "TPL"), "5312355", ""][i:])
    out = io.BytesIO()
    book.save(out)
    one, two = tried(server, out.getvalue(), type="application/octet-stream")["tables"]
    assert one["title"] == {"train": "X8198", "day": "2026-06-15"}
    assert one["first"] == [{"row": 3, "cells": [box(10, "TPL"), "5312340", "2026-06-15 09:30"]}, {"row": 4, "cells": [box(20, "TPL"), "5312355", ""]}]
    counts = [(t["rows"]["accepted"] + t["rows"]["warnings"], t["rows"]["rejected"]) for t in (one, two)]
    assert (one["sheet"], two["sheet"]) == ("one", "two") and counts == [(2, 0), (1, 1)]


def test_a_profile_is_tried_before_it_is_saved(server):
    sheet = "Container;Wagon;Loaded;Loaded again\n%s;5312345;2026-06-15 08:00;2026-06-15 09:00\n" % box(30, "TPL")
    draft = {"kind": "train-list", "guess": False, "columns": [{"field": "container", "words": ["Container"]}, {"field": "time", "position": 4}]}
    answer = tried(server, sheet, "?draft=" + urllib.parse.quote(json.dumps(draft)))
    [table] = answer["tables"]
    assert [c.get("field") for c in table["columns"]] == ["container", None, None, "time"]
    [event] = answer["preview"][0]["events"]
    assert event["happened"]["local"].endswith("09:00") and "wagon" not in event.get("transport", {})
    assert [p for p in server.json(PATH)["profiles"] if not p["shipped"]] == []
    refused = server.post(sheet, PATH + "/try?draft=%7B%7D", type="text/csv")
    assert refused.status == 400 and "kind" in refused.json()["detail"]
    assert server.post(sheet, PATH + "/try?profile=x&draft=%7B%7D", type="text/csv").status == 400


def test_the_list_of_profiles_says_what_kinds_and_fields_there_are(server):
    answer = server.json(PATH)
    assert [k["kind"] for k in answer["kinds"]] == ["dislocation", "train-list", "waybill", "handover", "yard-stock", "customs"]
    fields = {f["field"]: f for f in answer["fields"]}
    assert fields["area"]["kinds"] == ["yard-stock"] and fields["container"]["name"] == {"en": "Container", "zh": "箱号", "ru": "Контейнер"}
    for p in answer["profiles"]:
        assert all(p["kind"] in fields[c["field"]]["kinds"] for c in p["columns"])


def test_a_saved_profile_reads_its_partners_sheets(server):
    done = run("key", "add", "odd-yard", "--role", "sender", "--data", server.data)
    sheet = "Kiste;Wo;Wann\n%s;XLYGB;15.06.2026 08:00\n" % box(3, "TPL")
    columns = [{"field": "container", "words": ["Kiste"]}, {"field": "station-code", "words": ["Wo"]},
               {"field": "time", "words": ["Wann"], "zone": "Asia/Shanghai"}, {"field": "operation", "constant": "ARRIVED"}]
    key = {"Authorization": "Bearer " + done.stdout.strip()}
    operator = {"Authorization": "Bearer " + run("key", "add", "op", "--role", "operator", "--data", server.data).stdout.strip()}
    server.headers = operator
    try:
        partner = b'{"signs":[{"kind":"folder","value":"ODD"},{"kind":"key","value":"odd-yard"}]}'
        assert server.request("PUT", "/api/v1/partners/odd-yard", partner, {**JSON, **operator}).status == 201
        assert server.post(sheet, type="text/csv", headers=key).status == 422
        saved = put(server, "odd", partner="odd-yard", kind="dislocation", dateOrder="dmy", columns=columns)
        assert saved.status == 201, saved
        assert put(server, "odd", partner="odd-yard", kind="dislocation", dateOrder="dmy", columns=columns).status == 200
        assert server.json(PATH)["profiles"][0]["name"] == "odd"
        answer = server.post(sheet, type="text/csv", headers=key)
        assert answer.status == 200 and answer.json()["new"] == 1, answer
        assert server.post(sheet.replace(box(3, "TPL"), box(4, "TPL")), "/api/v1/messages?profile=odd", type="text/csv").json()["new"] == 1
        assert server.request("DELETE", PATH + "/odd").status == 200
        assert server.request("DELETE", PATH + "/odd").status == 404
        assert server.post(sheet.replace(box(3, "TPL"), box(5, "TPL")), type="text/csv", headers=key).status == 422
        assert server.request("PUT", PATH + "/odd", b"{}", {**JSON, **key}).status == 403
    finally:
        server.headers = {}


def test_a_profile_takes_all_rows_or_none_unless_the_caller_says_otherwise(server):
    operator = {"Authorization": "Bearer " + run("key", "add", "whole", "--role", "operator", "--data", server.data).stdout.strip()}
    server.headers = operator
    try:
        columns = [{"field": "container", "words": ["Kasten"]}, {"field": "time", "words": ["Wann"], "zone": "Asia/Shanghai"}]
        assert put(server, "whole", kind="train-list", dateOrder="dmy", rows="all-or-none", columns=columns).status == 201
        sheet = "Kasten;Wagon;Wann\n%s;94312071;15.06.2026 08:00\n%s;94312071;%%s\n" % (box(6, "TPL"), box(7, "TPL"))
        refused = server.post(sheet % "no day", "/api/v1/messages?profile=whole", type="text/csv")
        assert refused.status == 422 and [m["status"] for m in refused.json()["messages"]] == ["rejected"] * 2, refused
        replay = server.request("POST", "/api/v1/intakes/%s/replay" % refused.json()["intakeId"])
        assert replay.json()["status"] == "rejected" and server.sql("select count(*) from event where subject = '%s'" % box(6, "TPL")) == [["0"]]
        taken = server.post(sheet % "no day", "/api/v1/messages?profile=whole&rows=good", type="text/csv").json()
        assert [m["status"] for m in taken["messages"]][1] == "rejected" and taken["new"] >= 1, taken
        # and asked again it is read as it was asked for
        again = server.request("POST", "/api/v1/intakes/%s/replay" % taken["intakeId"]).json()
        assert again["status"] != "rejected" and again["new"] == 0
        assert server.post(sheet % "16.06.2026 08:00", "/api/v1/messages?profile=whole", type="text/csv").json()["new"] >= 1
    finally:
        server.headers = {}


@pytest.mark.parametrize("profile, why", [
    ({}, "kind"), ({"kind": "none", "columns": []}, "kind"), ({"kind": "dislocation", "columns": [{"field": "nothing"}]}, "field"),
    ({"kind": "dislocation", "guess": "x", "columns": []}, "guess"), ({"kind": "dislocation", "columns": "x"}, "columns"), ({"kind": "dislocation", "dateOrder": "ydm", "columns": []}, "dateOrder")])
def test_a_profile_that_is_none_is_refused_with_the_member(server, profile, why):
    server.headers = {"Authorization": "Bearer " + run("key", "add", "op-" + why + str(len(str(profile))), "--role", "operator", "--data", server.data).stdout.strip()}
    try:
        answer = put(server, "bad", **profile)
        assert answer.status == 400 and why in answer.json()["detail"], answer
    finally:
        server.headers = {}
