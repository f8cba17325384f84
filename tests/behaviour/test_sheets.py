"""Sheets: the same train list in three languages, character sets and kinds of files; what is wrong with a cell; posts of many rows."""

import datetime
import io
import json

import openpyxl
import pytest
import xlwt

from lib.daemon import run
from lib.messages import box, wrong_box

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHEN = datetime.datetime(2026, 6, 15, 9, 0)
TITLE = {"en": "Train X8155 2026-06-15  Station: Lianyungang", "zh": "X8155次班列装车清单 发车日期：2026-06-15  装车站：连云港",
         "ru": "Поезд № X8155 от 15.06.2026, станция погрузки: Ляньюньган"}
UPPER = {"en": ["No.", "Wagon", "", "Container", "", "", "Seal", "Loading time", "To"],
         "zh": ["序号", "车", "", "箱", "", "", "封号", "装车时间", "到站"],
         "ru": ["№ п/п", "Вагон", "", "Контейнер", "", "", "ЗПУ", "Дата и время погрузки", "Станция назначения"]}
LOWER = {"en": ["", "Number", "Type", "Number", "Size", "Position", "", "", ""], "zh": ["", "车号", "车种", "箱号", "箱型", "位置", "", "", ""],
         "ru": ["", "Номер", "Тип", "Номер", "Размер", "Место", "", "", ""]}
TO = {"en": "Dostyk", "zh": "多斯特克", "ru": "Достык"}
BOXES = [("5312345", "LYGU7000010", "22G1", "2x20:1", "118001"), ("5312345", "LYGU7000026", "22G1", "2x20:2", "118002"),
         ("5312346", "LYGU7000031", "45G1", "1x40", "118003")]
TOTAL = {"en": "Total", "zh": "合计", "ru": "Итого"}


def table(language, when):
    """The sheet as rows of cells; `when` writes its times."""
    yield [TITLE[language]]
    yield []
    yield UPPER[language]
    yield LOWER[language]
    for n, (wagon, box, size, position, seal) in enumerate(BOXES):
        yield [n + 1, wagon, "X70", box, size, position, seal, when, TO[language]]
    yield [TOTAL[language], len(BOXES)]


def separated(language, encoding, separator):
    when = WHEN.strftime("%d.%m.%Y %H:%M" if language == "ru" else "%Y-%m-%d %H:%M")
    return "\r\n".join(separator.join(str(cell) for cell in row) for row in table(language, when)).encode(encoding)


def xlsx(language):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = {"en": "Loading", "zh": "装车清单", "ru": "Погрузка"}[language]
    for row in table(language, WHEN):
        sheet.append(row)
    sheet.merge_cells("A1:I1")
    for merged in ("B3:C3", "D3:F3", "A3:A4", "G3:G4", "H3:H4", "I3:I4"):
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(language):
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    for y, row in enumerate(table(language, WHEN)):
        for x, cell in enumerate(row):
            if isinstance(cell, datetime.datetime):
                sheet.write(y, x, cell, style)
            elif cell != "":
                sheet.write(y, x, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def decoded(body, *options):
    lines = [json.loads(line) for line in run("decode", *options, "-", input=body).stdout.splitlines()]
    return [[line[kind] if kind != "message" else line for line in lines if line["kind"] == kind] for kind in ("message", "event", "diagnostic")]


def said(event):
    """All that is not the text of the sender."""
    return {k: v for k, v in event.items() if k not in ("eventID", "placeText", "offset", "segment", "remarks")}


CASES = [("en", separated("en", "utf-8", ",")), ("en", separated("en", "utf-8-sig", "\t")), ("en", xlsx("en")), ("en", xls("en")),
         ("zh", separated("zh", "utf-8", ",")), ("zh", separated("zh", "gb18030", ",")), ("zh", xlsx("zh")), ("zh", xls("zh")),
         ("ru", separated("ru", "utf-8", ";")), ("ru", separated("ru", "cp1251", ";")), ("ru", xlsx("ru")), ("ru", xls("ru"))]


@pytest.fixture(scope="module")
def expected():
    return decoded(CASES[0][1])


@pytest.mark.parametrize("case", range(len(CASES)))
def test_a_train_list_says_the_same_however_it_is_written(case, expected):
    messages, events, diagnostics = decoded(CASES[case][1])
    assert [d for d in diagnostics if d["severity"] != "information"] == [] and len(messages) == len(BOXES), diagnostics
    assert [m["type"] for m in messages] == ["TRAIN-LIST"] * 3 and [m["status"] for m in messages] == ["accepted"] * 3
    assert [m["reference"].rpartition("!")[2] for m in messages] == ["5", "6", "7"]
    assert [said(e) for e in events] == [said(e) for e in expected[1]]
    assert [e["eventCode"] for e in events] == ["LOAD", "ABRD", "LOAD", "LOAD", "ABRD"]
    first = events[0]
    assert first["subject"] == "LYGU7000010" and first["happened"]["at"] == "2026-06-15T09:00:00+08:00" and first["place"] == "CNLYG"
    assert first["transport"]["key"] == "TRAIN:X8155/2026-06-15" and first["transport"]["wagon"] == "5312345"
    assert first["stowage"] == "2x20:1" and first["seals"] == ["CA:118001"] and first["destination"] == "KZDOS"
    if case:  # the id goes by what the sender wrote
        same_text = CASES[case][0] == "en"
        assert ([e["eventID"] for e in events] == [e["eventID"] for e in expected[1]]) == same_text


def test_a_wrong_cell_is_named_and_the_others_go_in(server):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Loads"
    sheet.append(["Train X8155 2026-06-15"])
    sheet.append(["Container", "Wagon", "Loading time", "Station"])
    sheet.append(["LYGU7000010", 94312071, WHEN, "Dostyk"])
    sheet.append([1.23e11, 94312071, WHEN, "Dostyk"])
    sheet.append(["LYGU7000026", "9431207", "some day", "Dostyk"])
    sheet.append(["LYGU7OOOO31", 94312089, WHEN, "Nowhere at all"])
    out = io.BytesIO()
    book.save(out)
    receipt = server.post(out.getvalue(), type=XLSX).json()
    assert [(m["reference"], m["status"]) for m in receipt["messages"]] == [
        ("Loads!3", "accepted"), ("Loads!4", "rejected"), ("Loads!5", "rejected"), ("Loads!6", "accepted-with-warnings")]
    told = {(d["code"], d["sheet"], d["cell"]): d for m in receipt["messages"] for d in m["diagnostics"]}
    assert {("container", "Loads", "A4"), ("date-invalid", "Loads", "C5"), ("look-alike", "Loads", "A6"), ("station-unknown", "Loads", "D6")} <= set(told)
    box = server.json("/api/v1/containers/LYGU7000031")
    assert box["number"] == "LYGU7000031"
    # told again, by bytes alone, it is known; the same rows saved as text are no news
    assert server.post(out.getvalue(), type="application/octet-stream").json()["status"] == "duplicate"
    text = "Train X8155 2026-06-15\nContainer;Wagon;Loading time;Station\nLYGU7000010;94312071;2026-06-15 09:00;Dostyk\n"
    again = server.post(text.encode(), type="text/csv").json()
    assert (again["status"], again["events"], again["new"]) == ("duplicate", 2, 0)


def test_a_digit_that_is_lost_is_told_by_its_cell(server):
    receipt = server.post("Container;Wagon;Date\n1,23E+11;94312071;2026-06-15\n".encode(), type="text/csv").json()
    [told] = receipt["messages"][0]["diagnostics"]
    assert told["code"] == "exponent" and told["cell"] == "A2" and told["text"].endswith(
        "has lost its digits: give the column the format Text and send it again")


def test_a_profile_is_named_and_asked_for_again_by_a_replay(server):
    text = "Container;Wagon;Date\nLYGU7000010;94312071;03/04/2026\n".encode()
    unknown = server.post(text, "/api/v1/messages?profile=nobodys", "text/csv")
    assert unknown.status == 422 and "profile-unknown" in [d["code"] for d in unknown.json()["diagnostics"]]
    named = server.post(text, "/api/v1/messages?profile=train-list-ru", "text/csv").json()
    assert named["status"] == "accepted" and named["new"] == 1
    doubted = [d["code"] for m in named["messages"] for d in m["diagnostics"]]
    assert doubted == []  # the profile says the order of days and months
    replayed = server.post(b"", "/api/v1/intakes/%s/replay" % named["intakeId"]).json()
    assert replayed["new"] == 0 and [d["code"] for m in replayed["messages"] for d in m["diagnostics"]] == []
    assert server.post(text, "/api/v1/messages?profile=a;b", "text/csv").status == 400


def test_a_profile_and_a_partner_are_tried_from_files(tmp_path):
    profile, partner = tmp_path / "profile.json", tmp_path / "partner.json"
    profile.write_text(json.dumps({"kind": "dislocation", "dateOrder": "mdy", "rows": "all-or-none", "columns": [
        {"field": "container", "words": ["Kiste"]}, {"field": "station", "words": ["Wo"]}, {"field": "time", "words": ["Wann"]}]}))
    partner.write_text(json.dumps({"name": "ktz", "zones": [{"zone": "Asia/Almaty"}], "strictness": {"check-digit": "error"}, "codes": [
        {"list": "PLACE", "code": "Halt 9", "meaning": "KZDOS"}, {"list": "OPERATION", "code": "Odd word", "meaning": "ARRI"}]}))
    sheet = "Kiste,Wagon,Wo,Operation,Wann\n%s,94312071,Halt 9,ODD WORD,03/04/2026 08:00\n" % box(1, "FIL")
    by = ("decode", "--profile", profile, "--partner", partner)
    done = run(*by, "-", input=sheet.encode())
    [event] = [line["event"] for line in map(json.loads, done.stdout.splitlines()) if line["kind"] == "event"]
    assert done.returncode == 0 and (event["eventCode"], event["place"], event["happened"]["at"]) == ("ARRI", "KZDOS", "2026-03-04T08:00:00+05:00")
    odd = (sheet + "%s,94312071,Halt 9,ODD WORD,03/05/2026 08:00\n" % wrong_box(2, "FIL")).encode()
    assert run(*by, "--as", "CSV", "-", input=odd).stdout.count("FILU") == 0
    good = run(*by, "--rows", "good", "--as", "CSV", "-", input=odd)
    assert good.returncode == 0 and good.stdout.count("FILU") == 1
    assert run(*by, "--rows", "some", "-", input=odd).returncode == 2
    profile.write_text('{"kind": "none"}')
    assert "kind" in run(*by, "-", input=odd).stderr


def test_a_delivery_of_many_rows_is_taken_and_its_receipt_stays_small(server):
    rows = ["Container;Wagon;Date;Train"] + ["LYGU7000010;%07d;2026-06-%02d;X8155" % (5000000 + n, n % 28 + 1) for n in range(25000)]
    answer = server.post("\n".join(rows).encode(), type="text/csv")
    receipt = answer.json()
    assert receipt["status"] == "accepted" and receipt["events"] > 25000
    assert len(answer.body) < 1200000 and len(receipt["messages"]) < 25000
    assert [d["code"] for d in receipt["diagnostics"]] == ["diagnostics-elsewhere"]
    listed = server.json("/api/v1/messages?intake=%s&limit=5" % receipt["intakeId"])
    assert len(listed["messages"]) == 5
