"""Profiles of sheets: shipped, saved for a partner, tried before anything is sent, and templates to fill in."""

import io
import json

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


def test_a_saved_profile_reads_its_partners_sheets(server):
    signs = b'{"signs":[{"kind":"folder","value":"ODD"},{"kind":"key","value":"odd-yard"}]}'
    assert server.request("PUT", "/api/v1/partners/odd-yard", signs, JSON).status == 201  # before there is a key, and one is needed
    done = run("key", "add", "odd-yard", "--role", "sender", "--data", server.data)
    sheet = "Kiste;Wo;Wann\n%s;XLYGB;15.06.2026 08:00\n" % box(3, "TPL")
    columns = [{"field": "container", "words": ["Kiste"]}, {"field": "station-code", "words": ["Wo"]},
               {"field": "time", "words": ["Wann"], "zone": "Asia/Shanghai"}, {"field": "operation", "constant": "ARRIVED"}]
    key = {"Authorization": "Bearer " + done.stdout.strip()}
    operator = {"Authorization": "Bearer " + run("key", "add", "op", "--role", "operator", "--data", server.data).stdout.strip()}
    server.headers = operator
    try:
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


@pytest.mark.parametrize("profile, why", [
    ({}, "kind"), ({"kind": "none", "columns": []}, "kind"), ({"kind": "dislocation", "columns": [{"field": "nothing"}]}, "field"),
    ({"kind": "dislocation", "columns": "x"}, "columns"), ({"kind": "dislocation", "dateOrder": "ydm", "columns": []}, "dateOrder")])
def test_a_profile_that_is_none_is_refused_with_the_member(server, profile, why):
    server.headers = {"Authorization": "Bearer " + run("key", "add", "op-" + why + str(len(str(profile))), "--role", "operator", "--data", server.data).stdout.strip()}
    try:
        answer = put(server, "bad", **profile)
        assert answer.status == 400 and why in answer.json()["detail"], answer
    finally:
        server.headers = {}
