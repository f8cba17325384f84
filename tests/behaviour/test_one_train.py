"""One train, told by ten messages of six hands, in any order: a Chinese loading list, a gauge change in two halves, a
TGNL, dislocation reports, a handover list, waybills and a TAF message.  Each box has one timeline.

Every order has boxes, wagons and trains of its own, so that all share one daemon.
"""

import io
import itertools
import json
import random

import openpyxl
import pytest
import xlwt

from lib.daemon import Server, make_dir, remove, run

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HANDS = ("lyg-base", "cr-urumqi", "ktz", "rzd", "pkp", "plk")


def box_number(serial):
    """LYGU and six digits, with ISO 6346's check digit."""
    number = "LYGU%06d" % serial
    worth = {c: n for n, c in zip((n for n in range(10, 40) if n % 11), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    total = sum((worth.get(c) if c in worth else int(c)) * 2 ** i for i, c in enumerate(number))
    return number + str(total % 11 % 10)


def luhn(digits):
    total = 0
    for i, c in enumerate(reversed(digits)):
        n = int(c) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return digits + str(-total % 10)


class Train:
    """The tenth, hundredth ... such train: the same story with other numbers."""

    def __init__(self, k):
        self.k = k
        self.boxes = [box_number(700000 + 10 * k + i) for i in range(3)]
        self.cr = ["%07d" % (5312000 + 2 * k + i) for i in range(2)]
        self.cis = [luhn("943%04d" % (1200 + 2 * k + i)) for i in range(2)]
        self.uic = [luhn("33514551%03d" % (200 + 2 * k + i)) for i in range(2)]
        self.number = "X%d" % (8100 + k)
        self.programme = "CKE-LYG-%04d" % (100 + k)
        self.index = "7085%03d1301" % (100 + k)
        self.broad_number = "%04d" % (1402 + k)
        self.west_number = "%d" % (41000 + k)
        self.smgs = "2714%04d" % k
        self.cim = "5514%04d" % k

    def messages(self):
        return [self.loading_list, self.departure, self.lifted_off, self.put_on, self.tgnl, self.on_the_way, self.again,
                self.handed_over, self.waybills, self.running]

    def loading_list(self):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "装车清单"
        sheet["A1"] = "%s次班列装车清单（计划号%s） 发车日期：2026-06-15" % (self.number, self.programme)
        sheet.merge_cells("A1:H1")
        sheet["A2"] = "装车站：连云港中哈物流基地"
        for first, last, over, under in (("A", "A", "序号", ""), ("B", "C", "车", ("车号", "车种")), ("D", "F", "箱", ("箱号", "箱型", "位置")),
                                         ("G", "G", "封号", ""), ("H", "H", "装车时间", "")):
            sheet[first + "3"] = over
            if isinstance(under, tuple):
                sheet.merge_cells("%s3:%s3" % (first, last))
                for i, word in enumerate(under):
                    sheet.cell(4, ord(first) - 64 + i, word)
            else:
                sheet.merge_cells("%s3:%s4" % (first, first))
        rows = ((self.cr[0], self.boxes[0], "22G1", "2x20:1", "118001"), (self.cr[0], self.boxes[1], "22G1", "2x20:2", "118002"),
                (self.cr[1], self.boxes[2], "42G1", "1x40", "118003"))
        for i, (wagon, box, size, place, seal) in enumerate(rows):
            for column, value in enumerate((i + 1, int(wagon), "X70", box, size, place, seal, 46188.375), 1):
                sheet.cell(5 + i, column, value)
            sheet.cell(5 + i, 8).number_format = "yyyy-mm-dd hh:mm"
        out = io.BytesIO()
        book.save(out)
        return "lyg-base", XLSX, out.getvalue()

    def departure(self):
        lines = ["车号,作业,时间,车站,车次"] + ["%s,发车,2026-06-15 14:20,连云港中哈物流基地,%s" % (w, self.number) for w in self.cr]
        return "lyg-base", "text/csv", "\r\n".join(lines).encode("gb18030")

    def lifted_off(self):
        lines = ["交接站,箱号,原车号,记录号,封号,交接时间"]
        for box, wagon, seal in zip(self.boxes, (self.cr[0], self.cr[0], self.cr[1]), ("118001", "118002", "118003")):
            lines.append("阿拉山口,%s,%s,318,%s,2026-06-19 06:10" % (box, wagon, seal))
        return "cr-urumqi", "text/csv", "\n".join(lines).encode("gb18030")

    def put_on(self):
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("Лист1")
        sheet.write(0, 0, "Передаточная ведомость, станция Достык")
        for column, word in enumerate(("Станция передачи", "Контейнер", "Новый вагон", "Место на вагоне", "ЗПУ", "Дата", "Время")):
            sheet.write(2, column, word)
        rows = ((self.boxes[0], self.cis[0], "2x20:2", "118001"), (self.boxes[1], self.cis[0], "2x20:1", "118002"),
                (self.boxes[2], self.cis[1], "1x40", "118003"))
        for i, (box, wagon, place, seal) in enumerate(rows):
            for column, value in enumerate(("Достык", box, int(wagon), place, seal, "19.06.2026", "8:50")):
                sheet.write(3 + i, column, value)
        out = io.BytesIO()
        book.save(out)
        return "ktz", "application/vnd.ms-excel", out.getvalue()

    def tgnl(self):
        index = "%s %s %s" % (self.index[:4], self.index[4:7], self.index[7:])
        lines = ["(:02 7085 %s %s 1 19 06 11 30 008 0184 0 0000 0 0" % (self.broad_number, index)]
        lines += ["01 %s 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 0" % self.cis[0],
                  "02 %s 1 076 13010 00300 0012 0 0 0 1 01/00 13000 024 0" % self.cis[1], ":)"]
        return "ktz", "text/x-tgnl", "\r\n".join(lines).encode("cp1251")

    def dislocation(self, rows):
        lines = ["Справка о дислокации вагонов", "", "Номер вагона;Операция;Дата и время операции;Станция операции;Код станции;Осталось, км"]
        return lines + ["%s;%s;%s;%s;%s;%s" % row for row in rows]

    def on_the_way(self):
        rows = [(w, "ПРОСЛ", "20.06.2026 11:00", "Актогай", "", "4100") for w in self.cis]
        rows += [(w, "ПРИБ", "24.06.2026 04:15", "Брест-Северный", "130100", "12") for w in self.cis]
        return "rzd", "text/csv", "\r\n".join(self.dislocation(rows)).encode("cp1251")

    def again(self):
        book = openpyxl.Workbook()
        for row in self.dislocation([(w, "ПРИБ", "24.06.2026 04:15", "Брест-Северный", "130100", "12") for w in self.cis]):
            book.active.append(row.split(";"))
        out = io.BytesIO()
        book.save(out)
        return "rzd", XLSX, out.getvalue()

    def handed_over(self):
        lines = ["Handover list No. 4471", "Border station,Container,Old wagon,New wagon,Receiving railway,Transfer list,Train,Train date,"
                 "CIM note,Replaces SMGS note,Date and time"]
        for box, old, new in zip(self.boxes, (self.cis[0], self.cis[0], self.cis[1]), (self.uic[0], self.uic[0], self.uic[1])):
            lines.append("Malaszewicze,%s,%s,%s,51,4471,%s,2026-06-25,%s,%s,2026-06-25 10:00"
                         % (box, old, new, self.west_number, self.cim, self.smgs))
        return "pkp", "text/csv", "\n".join(lines).encode()

    def waybills(self):
        lines = ["Накладная СМГС;Дата;Контейнер;Вагон;Станция отправления;Станция назначения;Грузополучатель"]
        lines += ["%s;16.06.2026;%s;%s;Ляньюньган;Дуйсбург;OOO Ромашка" % (self.smgs, box, wagon)
                  for box, wagon in zip(self.boxes, (self.cis[0], self.cis[0], self.cis[1]))]
        return "ktz", "text/csv", "\n".join(lines).encode()

    def running(self):
        return "plk", "application/xml", ("""<?xml version="1.0" encoding="UTF-8"?>
<TrainRunningInformationMessage xmlns="http://taf-jsg.info/schemes">
 <MessageHeader><MessageReference><MessageType>4005</MessageType><MessageIdentifier>plk-%d</MessageIdentifier>
  <MessageDateTime>2026-06-25T18:45:00+02:00</MessageDateTime></MessageReference><Sender>0051</Sender><Recipient>9999</Recipient></MessageHeader>
 <MessageStatus>1</MessageStatus>
 <TrainOperationalIdentification><TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>0051</Company>
  <Core>PLK%09d</Core><Variant>00</Variant><TimetableYear>2026</TimetableYear><StartDate>2026-06-25</StartDate>
  </TransportOperationalIdentifiers></TrainOperationalIdentification>
 <OperationalTrainNumberIdentifier><OperationalTrainNumber>%s</OperationalTrainNumber></OperationalTrainNumberIdentifier>
 <TrainLocationReport><Location><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>33506</LocationPrimaryCode>
  <PrimaryLocationName>Warszawa Praga</PrimaryLocationName></Location><LocationDateTime>2026-06-25T18:42:00+02:00</LocationDateTime>
  <TrainLocationStatus>05</TrainLocationStatus></TrainLocationReport>
</TrainRunningInformationMessage>""" % (self.k, self.k, self.west_number)).encode()


def orders():
    """Which message comes when: as it happened, backwards, neighbours exchanged, each one first or last, and shuffled."""
    straight = list(range(10))
    yield straight
    yield straight[::-1]
    for i in range(9):
        yield straight[:i] + [straight[i + 1], straight[i]] + straight[i + 2:]
    for i in range(10):
        yield [i] + straight[:i] + straight[i + 1:]
        yield straight[:i] + straight[i + 1:] + [i]
    dice = random.Random(20260615)
    for _ in range(12):
        yield dice.sample(straight, 10)


ORDERS = [list(o) for o, _ in itertools.groupby(sorted(orders()))]


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        started.keys = {}
        for name in ("op",) + HANDS:
            done = run("key", "add", name, "--role", "operator" if name == "op" else "sender", "--data", started.data)
            assert done.returncode == 0, done.stderr
            started.keys[name] = {"Authorization": "Bearer " + done.stdout.strip()}
        started.headers = started.keys["op"]
        for name, zone in (("ktz", "Asia/Almaty"), ("rzd", "Europe/Moscow")):
            body = '{"title":"%s","signs":[{"kind":"key","value":"%s"}],"zones":[{"type":"","column":"","zone":"%s"}]}' % (name, name, zone)
            put = started.request("PUT", "/api/v1/partners/" + name, body.encode(), {"Content-Type": "application/json"})
            assert put.status in (200, 201), put
        yield started
    finally:
        started.end()
        remove(base)


def send(hub, message):
    sender, kind, body = message()
    receipt = hub.post(body, type=kind, headers=hub.keys[sender])
    assert receipt.status == 200, (message.__name__, receipt)
    return receipt.json()


def renamed(train, text):
    """With the numbers of the first such train."""
    first = Train(0)
    for kind in ("boxes", "cr", "cis", "uic"):
        for own, other in zip(getattr(train, kind), getattr(first, kind)):
            text = text.replace(own, other)
    for kind in ("number", "programme", "index", "broad_number", "west_number", "smgs", "cim"):
        text = text.replace(getattr(train, kind), getattr(first, kind))
    return text.replace("PLK%09d" % train.k, "PLK%09d" % 0)


def timeline(box, train):
    """(code, place, on which wagon, where on it, borrowed from, the train's names) of every move and handover, the first first."""
    def own(text):
        return text and renamed(train, text)
    moves = [e for e in box["timeline"] if e["eventCode"] in ("LOAD", "ABRD", "DEPA", "DISC", "WAYP", "ARRI", "HAND") and not e.get("voided")]
    return [(e["eventCode"], e["place"].get("code") or e["place"].get("text"), own(e.get("wagon")), e.get("position"), own(e.get("via")),
             sorted(map(own, e.get("trains", ())))) for e in reversed(moves)]


def expected(which):
    """Of the first such train: two boxes that change places on the new wagon, and one alone."""
    first = Train(0)
    cr, cis, uic = (wagons[(0, 0, 1)[which]] for wagons in (first.cr, first.cis, first.uic))
    place, place_after = ("2x20:1", "2x20:2", "1x40")[which], ("2x20:2", "2x20:1", "1x40")[which]
    china, broad = sorted((first.number, first.programme)), sorted((first.index, first.broad_number))
    west = sorted((first.west_number, "0051/PLK000000000/00/2026/2026-06-25"))
    return [
        ("LOAD", "XLYGB", cr, place, None, china),
        ("DEPA", "XLYGB", cr, place, "WAGON:" + cr, china),
        ("DISC", "CNAKL", cr, None, None, []),
        ("LOAD", "KZDOS", cis, place_after, None, []),
        ("ABRD", "KZDOS", cis, place_after, "WAGON:" + cis, broad),
        ("WAYP", "KZAGY", cis, place_after, "WAGON:" + cis, broad),
        ("ARRI", "XBYBS", cis, place_after, "WAGON:" + cis, broad),
        ("HAND", "PLMAA", cis, None, None, []),
        ("DISC", "PLMAA", cis, None, None, []),
        ("LOAD", "PLMAA", uic, None, None, west),
        ("WAYP", "Warszawa Praga", uic, None, "TRAIN:%s/2026-06-25" % first.west_number, west),
    ]


@pytest.mark.parametrize("k", range(len(ORDERS)), ids=lambda k: "".join(map(str, ORDERS[k])))
def test_whatever_comes_first_each_box_has_one_timeline(hub, k):
    train = Train(k)
    messages = train.messages()
    for i in ORDERS[k]:
        send(hub, messages[i])
    for which, number in enumerate(train.boxes):
        box = hub.json("/api/v1/containers/" + number)
        assert timeline(box, train) == expected(which), number
        assert (box["status"], box["vehicle"]["name"]) == ("on-board", train.west_number)
        assert box["vehicle"]["wagon"] == train.uic[which // 2]
        china, poland = box["gaugeChanges"]
        assert (china["from"], china["to"], china["complete"], china["ground"], china["act"]) == (1435, 1520, True, "PT5H40M", "318")
        assert china["seals"]["before"] == china["seals"]["after"] == ["CA:11800%d" % (which + 1)]
        assert (china["off"]["sender"], china["on"]["sender"]) == ("cr-urumqi", "ktz")
        assert (poland["from"], poland["to"], poland["complete"]) == (1520, 1435, True)
        assert "destination" not in box  # only the wagon's was told
        assert {m for e in box["timeline"] for m in e.get("measures", ())} <= {"R:4100:KMT", "R:12:KMT"}, "the wagon's weights are not the box's"
        assert [r["wagon"] for r in box["rides"]] == [train.cr[which // 2], train.cis[which // 2], train.uic[which // 2]]


def test_twice_told_is_once_told(hub):
    train = Train(len(ORDERS))
    messages = train.messages()
    for message in messages + messages[::-1]:
        send(hub, message)
    for which, number in enumerate(train.boxes):
        assert timeline(hub.json("/api/v1/containers/" + number), train) == expected(which)


@pytest.mark.parametrize("left_out, half", [(2, "off"), (3, "on")])
def test_half_a_change_of_gauge_stays_a_half(hub, left_out, half):
    train = Train(len(ORDERS) + 1 + left_out)
    for i, message in enumerate(train.messages()[:5]):
        if i != left_out:
            send(hub, message)
    for number in train.boxes:
        [change] = hub.json("/api/v1/containers/" + number)["gaugeChanges"]
        assert not change["complete"] and half not in change
    listed = hub.json("/api/v1/gauge-changes?place=KZDOS&limit=1000")["gaugeChanges"]
    assert {c["container"] for c in listed if not c["complete"]} >= set(train.boxes)


@pytest.fixture(scope="module")
def whole(hub):
    """A train of which all is told."""
    train = Train(len(ORDERS) + 10)
    for message in reversed(train.messages()):
        send(hub, message)
    return train


def test_papers_follow_the_box(hub, whole):
    train = whole
    note = hub.json("/api/v1/documents/SMGS/" + train.smgs)
    assert set(note["subjects"]) >= set(train.boxes) and note["replacedBy"] == {"kind": "CIM", "number": train.cim}
    papers = hub.json("/api/v1/documents?container=" + train.boxes[0])["documents"]
    assert {(p["kind"], p["number"]) for p in papers} >= {("SMGS", train.smgs), ("CIM", train.cim), ("TRANSFER-LIST", "4471"), ("GU-23", "318")}
    box = hub.json("/api/v1/containers/" + train.boxes[0])
    own = {p["kind"]: p for p in box["documents"]}
    assert set(own) == {"SMGS", "CIM", "TRANSFER-LIST", "GU-23"}
    assert own["SMGS"]["replacedBy"] == {"kind": "CIM", "number": train.cim} and own["CIM"]["replaces"] == {"kind": "SMGS", "number": train.smgs}
    assert own["SMGS"]["issued"]["at"] == "2026-06-16T03:00:00+08:00", "by the clock of Lianyungang, told by that of KTZ"
    issued = [(e["eventCode"], e["of"]) for e in box["timeline"] if "of" in e and e["eventCode"] == "ISSU"]
    assert issued == [("ISSU", {"kind": "CIM", "number": train.cim}), ("ISSU", {"kind": "SMGS", "number": train.smgs})]
    shown = run("track", train.boxes[0], "--data", hub.data).stdout
    assert "SMGS %s, replaced by CIM %s" % (train.smgs, train.cim) in shown and "ISSU" in shown


def test_papers_wagons_and_trains_lead_to_the_boxes(hub, whole):
    by_index, both, one = "TRAIN:%s/2026-06-19" % whole.index, whole.boxes[:2], whole.boxes[2:]
    west = "TRAIN:%s/2026-06-25" % whole.west_number
    rows = [
        (whole.smgs, "waybill", "SMGS:" + whole.smgs, whole.boxes), (whole.cim, "waybill", None, whole.boxes),
        (whole.cis[0], "wagon", None, both), (whole.uic[1], "wagon", None, one),
        ("%s %s %s" % (whole.index[:4], whole.index[4:7], whole.index[7:]), "train", by_index, whole.boxes), (whole.index, "train", by_index, whole.boxes),
        (whole.broad_number, "train", by_index, whole.boxes), (whole.broad_number + "/2026-06-19", "train", by_index, whole.boxes),
        (whole.number, "train", None, whole.boxes), (whole.number + "/2026-06-15", "train", "TRAIN:%s/2026-06-15" % whole.number, whole.boxes),
        (whole.programme, "train", None, whole.boxes), ("0051/PLK%09d/00/2026/2026-06-25" % whole.k, "train", west, whole.boxes),
        (whole.number + "/2026-06-14", None, None, [])]
    for reference, kind, by, boxes in rows:
        told = [(r["kind"], r.get("by"), r["container"]) for r in look_up(hub, reference) if r["found"]]
        assert told == [(kind, by, box) for box in sorted(boxes)], reference
    acts = {r["container"] for r in look_up(hub, "318")}
    assert acts >= set(whole.boxes), "the act of every such train"


def look_up(hub, reference):
    answer = hub.post(json.dumps({"references": [reference]}), path="/api/v1/lookup", type="application/json")
    assert answer.status == 200, answer
    return answer.json()["rows"]


def test_a_note_that_only_its_successor_names_leads_to_the_boxes(hub):
    train = Train(len(ORDERS) + 11)
    send(hub, train.handed_over)
    assert {(r["container"], r["kind"], r["by"]) for r in look_up(hub, train.smgs)} == {(b, "waybill", "CIM:" + train.cim) for b in train.boxes}


def test_a_box_that_only_a_note_names_is_known_by_it(hub):
    train = Train(len(ORDERS) + 12)
    send(hub, train.waybills)
    [row] = [r for r in look_up(hub, train.smgs) if r["container"] == train.boxes[0]]
    assert (row["status"], row["kind"], "heard" in row, row["blocks"]) == ("not-started", "waybill", False, [])
    box = hub.json("/api/v1/containers/" + train.boxes[0])
    assert (box["status"], [p["number"] for p in box["documents"]], [e["of"]["kind"] for e in box["timeline"]]) == ("not-started", [train.smgs], ["SMGS"])
