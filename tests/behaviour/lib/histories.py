"""Histories of containers, made up: as DCSA 2.2 and 3.0 and as EDIFACT; and handed-out files read back."""

import csv
import datetime
import io
import json
import random

import openpyxl
from lib.messages import box

# Three scripts, what EDIFACT and CSV separate by, what a spreadsheet takes for a formula, and line breaks.
LETTERS = "AZ09 Жяё中文铁éßø=+-@'\"|\\,;:?*{}<>&_＝＠\t\n\r"
PLACES = ["CNLYG", "KZDYK", "DEDUI", "UZTAS", "NLRTM", "CNQQQ"]  # the last one nobody knows
CODES = {"GTIN": "GATED_IN", "GTOT": "GATED_OUT", "LOAD": "LOADED", "DISC": "DISCHARGED"}

FORMS = ["dcsa2", "dcsa3", "codeco", "coarri", "iftsta"]
# What of a form keeps the sender's document and its time, so that its events come back as the same.
_EDIFACT = ("CODECO", "COARRI", "IFTSTA")
HOMES = {"dcsa2": (), "dcsa3": ("DCSA-3.0",), "codeco": _EDIFACT, "coarri": _EDIFACT, "iftsta": _EDIFACT}


def _word(r, most=20):
    word = "".join(r.choice(LETTERS) for _ in range(r.randint(1, most - 1)))
    return word if word.strip() else "X" + word


def _move(r):
    return {"code": r.choice(sorted(CODES)), "classifier": r.choice(["ACT", "ACT", "EST", "PLN"]), "minute": r.randint(0, 40 * 1440),
            "second": r.choice([0, 0, 7]), "place": r.choice(PLACES), "empty": r.random() < 0.5, "booking": _word(r),
            "more": [_word(r) for _ in range(r.randint(0, 2))], "seal": _word(r, 15), "vessel": _word(r), "remark": _word(r),
            "gone": r.random() < 0.25}


def made_from(seed):
    """Histories of forty containers."""
    r = random.Random(seed)
    return [(FORMS[i % len(FORMS)], [_move(r) for _ in range(r.randint(1, 4))]) for i in range(40)]


def _at(move, said=0):
    at = datetime.datetime(2026, 5, 1) + datetime.timedelta(minutes=move["minute"] + said, seconds=move["second"])
    return at


def _dcsa2(number, name, move):
    at = _at(move)
    return {"eventID": "6f2d0a0e-9b0c-4a53-8f11-" + name[-12:].rjust(12, "0"), "eventCreatedDateTime": (at + datetime.timedelta(hours=1)).isoformat() + "Z",
            "eventType": "EQUIPMENT", "eventClassifierCode": move["classifier"], "eventDateTime": at.isoformat() + "+05:00",
            "equipmentEventTypeCode": move["code"], "equipmentReference": number, "ISOEquipmentCode": "22G1",
            "emptyIndicatorCode": "EMPTY" if move["empty"] else "LADEN", "eventLocation": {"UNLocationCode": move["place"]},
            "transportCall": {"transportCallID": "CALL" + name, "modeOfTransport": "VESSEL", "exportVoyageNumber": "031W",
                              "UNLocationCode": move["place"], "vessel": {"vesselIMONumber": "9227273", "vesselName": move["vessel"]}},
            "seals": [{"sealNumber": move["seal"], "sealSource": "CAR"}],
            "references": [{"referenceType": "FF", "referenceValue": w} for w in move["more"]],
            "documentReferences": [{"documentReferenceType": "BKG", "documentReferenceValue": move["booking"]}]}


def _dcsa3(number, name, move):
    at = _at(move)
    routing = {"originatingParty": {"partyCode": "LBL"}}
    told = {"eventRouting": routing, "eventID": name, "eventDateTime": at.isoformat() + "+05:00",
            "eventUpdatedDateTime": (at + datetime.timedelta(hours=1)).isoformat() + "Z", "eventLocation": {"UNLocationCode": move["place"]},
            "eventClassification": {"eventType": "EQUIPMENT", "equipmentEventType": CODES[move["code"]],
                                    "eventClassifier": {"ACT": "ACTUAL", "EST": "ESTIMATED", "PLN": "PLANNED"}[move["classifier"]]},
            "documentReferences": [{"type": "BOOKING", "reference": move["booking"]}],
            "equipmentDetails": {"equipmentReference": number, "ISOEquipmentCode": "22G1",
                                 "emptyIndicator": "EMPTY" if move["empty"] else "LADEN",
                                 "seals": [{"number": move["seal"], "source": "CARRIER"}]}}
    back = {"eventRouting": routing, "eventID": name, "isRetracted": True,
            "eventUpdatedDateTime": (at + datetime.timedelta(hours=2)).isoformat() + "Z"}
    return [told, back] if move["gone"] else [told]


def _escaped(word):
    plain = "".join(c for c in word if c >= " ")
    return "".join("?" + c if c in "?+:'*" else c for c in plain).strip() or "X"


def _interchange(type, name, segments):
    whole = ["UNB+UNOY:4+LYGTERM+LINE+20260615:0800+" + name[-14:], "UNH+1+%s:D:%s:UN" % (type, "00B" if type == "IFTSTA" else "95B"),
             *segments, "UNT+%d+1" % (len(segments) + 2), "UNZ+1+" + name[-14:]]
    return "".join(s + "'\n" for s in whole).encode()


def _stamp(at):
    return at.strftime("%Y%m%d%H%M")


def _moved(type, number, name, move, function):
    gate = type == "CODECO"
    kind = {"GTIN": "34", "GTOT": "36", "DISC": "44" if not gate else "34", "LOAD": "46" if not gate else "36"}[move["code"]]
    if not gate:
        kind = {"34": "44", "36": "46"}.get(kind, kind)
    box_at = [] if gate else ["LOC+147+0010204::5"]
    ship = [] if gate else ["TDT+20+031W+1++COS:172:20+++9227273:146:11:%s" % _escaped(move["vessel"]),
                            "LOC+%s+%s:139:6" % ("11" if kind == "44" else "9", move["place"])]
    return _interchange(type, name + str(function), [
        "BGM+%s+%s+%d" % (kind, name, function), "DTM+137:%s:203" % _stamp(_at(move, 60 + function % 9)), *ship, "NAD+MS+LYGTERM:160:20",
        "EQD+CN+%s+22G1:102:5++2+%d" % (number, 4 if move["empty"] else 5), "RFF+BN:" + _escaped(move["booking"]),
        "DTM+%s:%s:203" % ("7" if gate else "203", _stamp(_at(move))),
        *box_at, *(["LOC+165+%s:139:6" % move["place"]] if gate else []),
        "FTX+AAA+++" + _escaped(move["remark"]), "SEL+%s+CA" % _escaped(move["seal"]), *(["TDT+1++3+31"] if gate else []), "CNT+16:1"])


def _reported(number, name, move):
    return _interchange("IFTSTA", name, [
        "BGM+23+%s+9" % name, "DTM+137:%s:203" % _stamp(_at(move, 60)), "NAD+MS+RAILCO", "CNI+1+" + _escaped(move["booking"]),
        "STS+1+%s" % {"GTIN": "24", "GTOT": "16", "LOAD": "20+40:::" + _escaped(move["remark"]), "DISC": "17"}[move["code"]],
        "DTM+334:%s:203" % _stamp(_at(move)), "LOC+175+%s:139:6" % move["place"],
        "TDT+1+%s+2++CR:172:ZZZ" % "X8005", "EQD+CN+%s+22G1:102:5++2+%d" % (number, 4 if move["empty"] else 5)])


def told(told, first):
    """What is to be posted of the histories, [(type, body)], and their containers; boxes from serial `first` on."""
    posts, numbers, interchanges, events = [], [], [], []
    for i, (form, history) in enumerate(told):
        number = box(first + i, "HIS")
        numbers.append(number)
        for k, move in enumerate(history):
            name = "H%d%s%d" % (first + i, form[0].upper(), k)
            if form == "dcsa2":
                events.append(_dcsa2(number, "%d%02d" % (first + i, k), move))
            elif form == "dcsa3":
                events += _dcsa3(number, name, move)
            elif form == "iftsta":
                interchanges.append(_reported(number, name, move))
            else:
                interchanges.append(_moved(form.upper(), number, name, move, 9))
                if move["gone"]:
                    interchanges.append(_moved(form.upper(), number, name, move, 1))
    if interchanges:
        posts.append(("application/edifact", b"".join(interchanges)))
    if events:
        posts.append(("application/json", json.dumps(events).encode()))
    return posts, numbers


# A cell of comma-separated values, as docs/formats.md tells it.
BEGINNINGS = tuple("=+-@\t\r\n＝＋－＠")


def _bare(cell):
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(BEGINNINGS + ("'",)) else cell


def read_csv(body):
    assert body.startswith(b"\xef\xbb\xbf")
    text = body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert all(not cell.startswith(BEGINNINGS) for row in rows for cell in row)
    return [dict(zip(rows[0], map(_bare, row), strict=True)) for row in rows[1:]]


EXCEL_ESCAPES = {"_x%04X_" % n: chr(n) for n in range(32)}


def read_xlsx(body):
    """Rows as those of the CSV: a date and its offset are put together again."""
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    rows = list(sheet.iter_rows())
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.font.b for cell in rows[0])
    assert all(cell.data_type in ("s", "d", "n") and cell.hyperlink is None for row in rows for cell in row)
    names = [cell.value for cell in rows[0]]
    read = []
    for cells in rows[1:]:
        row = dict(zip(names, (_value(cell) for cell in cells), strict=True))
        for name in [n[:-6] for n in names if n.endswith("Offset")]:
            offset = row.pop(name + "Offset")
            if row[name] and offset:
                row[name] = row[name].isoformat() + offset
        read.append(row)
    return read


def _value(cell):
    value = "" if cell.value is None else cell.value
    assert isinstance(value, (str, datetime.datetime)), cell  # nothing was taken for a number
    for escape, c in EXCEL_ESCAPES.items():
        value = value.replace(escape, c) if isinstance(value, str) else value
    return value


def split(cell):
    """The words that a cell joins by '|'."""
    found, word, escaped = [], "", False
    for c in cell:
        if escaped:
            word, escaped = word + c, False
        elif c == "\\":
            escaped = True
        elif c == "|":
            found, word = found + [word], ""
        else:
            word += c
    return found + [word] if cell else []
