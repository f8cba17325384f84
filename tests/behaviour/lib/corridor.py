"""A small language in which a trip is told: when who told what, and what Landbridge must say then.

    s = Story(hub, box(1, "DEC"))
    s.hears(day(2, "15:10", "JPOSA"), "the terminal: in by the gate", gate(s.number, "in", ...))
    s.says("in-terminal", next=("LOAD", "JPOSA"), due=day(3, "09:00", "JPOSA"), wrong=[])

Days are counted from one two months ago, clocks are those of a place.  What is told is recorded at the hour of the story, and what is
said is what was known at that hour (asOf): so silence, limits and delays are judged as they were on that day.
"""

import datetime
import json
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from lib.dcsa3 import event3
from lib.messages import edifact

BEGUN = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=60)
ZONES = {"JP": "Asia/Tokyo", "CN": "Asia/Shanghai", "XL": "Asia/Shanghai", "XC": "Asia/Shanghai", "KZ": "Asia/Almaty", "XK": "Asia/Almaty",
         "UZ": "Asia/Tashkent", "XU": "Asia/Tashkent", "KG": "Asia/Bishkek", "XG": "Asia/Tbilisi", "GE": "Asia/Tbilisi", "AZ": "Asia/Baku",
         "TR": "Europe/Istanbul", "XR": "Europe/Moscow", "BY": "Europe/Minsk", "PL": "Europe/Warsaw", "DE": "Europe/Berlin"}
JSON, EDI, CSV, XML = "application/json", "application/edifact", "text/csv", "application/xml"


def day(n, clock, place="CNLYG"):
    """Day n of the stories at that clock of the place."""
    hours, minutes = map(int, clock.split(":"))
    return datetime.datetime.combine(BEGUN + datetime.timedelta(days=n), datetime.time(hours, minutes), ZoneInfo(ZONES[place[:2]]))


def edi(t):
    return t.strftime("%Y%m%d%H%M")


def iso(t):
    return t.isoformat(timespec="seconds")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


# ---- what is told: a type, its bytes, and whose delivery it is ----

class Telling:
    def __init__(self, type, body, **asked):
        self.type, self.body, self.asked = type, body if isinstance(body, bytes) else body.encode(), asked


def message(*args, **more):
    return Telling(EDI, edifact(*args, **more))


def gate(number, way, t, place, facility, load="laden", document="G1", function=9, seal=None, booking=None, movement=2, transport=None, gross=None,
         owner=None, said=None):
    """CODECO: through a gate, by truck unless a train's or barge's TDT is said."""
    segments = ["BGM+%s+%s+%d" % ("34" if way == "in" else "36", document, function), "DTM+137:%s:203" % edi(said or t), "NAD+MS+%s" % facility, "NAD+CF+LBL:160:20",
                "EQD+CN+%s+45G1:102:5+%s+%d+%d" % (number, {"shipper": "1", "line": "2"}.get(owner, ""), movement, {"empty": 4, "laden": 5}[load])]
    segments += ["RFF+BN:%s" % booking] if booking else []
    own = "ZZZ" if place[0] == "X" else "6"
    segments += ["DTM+7:%s:203" % edi(t), "LOC+165+%s:%s:%s+%s:TER:ZZZ" % (place, "ZZZ" if own == "ZZZ" else "139", own, facility)]
    segments += ["MEA+AAE+G+KGM:%d" % gross] if gross else []
    segments += ["SEL+%s+CA" % seal] if seal else []
    segments += [transport or "TDT+1++3+31", "CNT+16:1"]
    return message(segments, "CODECO", "D:95B", interchange=document, sender=facility)


def voyage(ship):
    return "TDT+20+%s+1++COS:172:20+++%s:146:11:%s" % (ship["voyage"], ship["imo"], ship["name"])


def quay(number, way, t, place, other, ship, document="Q1", function=9, seal=None, said=None):
    """COARRI: off or onto a ship."""
    off = way == "off"
    segments = ["BGM+%s+%s+%d" % ("44" if off else "46", document, function), "DTM+137:%s:203" % edi(said or t), voyage(ship),
                "LOC+%s+%s:139:6" % ("11" if off else "9", place), "NAD+MS+%sTERM:160:20" % place[2:],
                "EQD+CN+%s+45G1:102:5++%d+5" % (number, 3 if off else 2), "DTM+203:%s:203" % edi(t),
                "LOC+9+%s:139:6" % (other if off else place), "LOC+11+%s:139:6" % (place if off else other)]
    segments += ["SEL+%s+CA" % seal] if seal else []
    return message(segments + ["CNT+16:1"], "COARRI", "D:95B", interchange=document, sender=place[2:] + "TERM")


def to_load(number, t, place, other, ship, departs, document="O1"):
    """COPRAR: an order to load."""
    return message(["BGM+45+%s+9" % document, "DTM+137:%s:203" % edi(t), voyage(ship), "LOC+9+%s:139:6" % place, "DTM+133:%s:203" % edi(departs),
                    "EQD+CN+%s+45G1:102:5++2+5" % number, "LOC+11+%s:139:6" % other], "COPRAR", "D:95B", interchange=document, sender="LINE")


def bayplan(numbers, t, place, other, ship, document="B1"):
    """BAPLIE at departure: who is aboard."""
    segments = ["BGM++%s" % document, "DTM+137:%s:203" % edi(t), voyage(ship), "LOC+5+%s:139:6" % place, "LOC+61+%s:139:6" % other,
                "DTM+136:%s:203" % edi(t)]
    for i, number in enumerate(numbers):
        segments += ["LOC+147+%07d::5" % (180680 + 2 * i), "MEA+WT++KGM:21700", "LOC+9+%s:139:6" % place, "LOC+11+%s:139:6" % other, "RFF+BM:1",
                     "EQD+CN+%s+45G1+++5" % number, "NAD+CA+COS:172:20"]
    return message(segments, "BAPLIE", "D:95B", interchange=document, sender="LINE")


def ship_call(ship, code, place, at, said, classifier="EST", id=1):
    """DCSA 2.2: when the ship arrives or leaves there."""
    return Telling(JSON, json.dumps([{
        "eventID": "5a1ad3e2-7b0c-4d0e-9b1e-%012d" % id, "eventType": "TRANSPORT", "eventClassifierCode": classifier, "eventDateTime": iso(at),
        "eventCreatedDateTime": iso(said), "transportEventTypeCode": code,
        "transportCall": {"modeOfTransport": "VESSEL", "UNLocationCode": place, "exportVoyageNumber": ship["voyage"],
                          "vessel": {"vesselIMONumber": ship["imo"], "vesselName": ship["name"]}}}]))


def of_line(id, number, code, at, said, place, classifier="ACTUAL", type="EQUIPMENT", **more):
    """DCSA 3.0: a carrier's event of the box."""
    return Telling(JSON, json.dumps(event3(id, type, code, number, iso(at), iso(said), place, classifier, **more)))


def status(number, code, t, place, consignment, document, *more, sender="RAILCO", function=9):
    """IFTSTA: one status of one consignment."""
    own = "ZZZ:ZZZ" if place[0] == "X" else "139:6"
    return message(["BGM+23+%s+%d" % (document, function), "DTM+137:%s:203" % edi(t), "NAD+MS+%s" % sender, "CNI+1+%s" % consignment,
                    "STS+1+%s" % code, "DTM+334:%s:203" % edi(t), "LOC+175+%s:%s" % (place, own), *more, "EQD+CN+%s+45G1:102:5++2+5" % number],
                   "IFTSTA", "D:00B", interchange=document, sender=sender)


def by_train(number, day, railway, wagon=""):
    """TDT of a train that leaves or left on that day, and when."""
    return ["TDT+1+%s+2++%s:172:ZZZ+++%s:146" % (number, railway, wagon), "DTM+186:%s:203" % edi(day)]


def expected(t, place):
    """Where and when it is expected by that train."""
    return ["LOC+11+%s:%s" % (place, "ZZZ:ZZZ" if place[0] == "X" else "139:6"), "DTM+132:%s:203" % edi(t)]


def sheet(text, encoding="utf-8", **asked):
    return Telling(CSV, text.encode(encoding), **asked)


def train_list(rows, train, t, station="连云港中哈物流基地"):
    """The loading list of a Chinese train: (wagon, box, seal) a row."""
    lines = ["%s次班列装车清单 发车日期：%s" % (train, t.date()), "装车站：" + station, "序号,车号,车种,箱号,箱型,位置,封号,装车时间"]
    lines += ["%d,%s,X70,%s,45G1,1x40,%s,%s" % (i + 1, wagon, box, seal, t.strftime("%Y-%m-%d %H:%M")) for i, (wagon, box, seal) in enumerate(rows)]
    return sheet("\r\n".join(lines), "gb18030", partner="lyg-base")


def wagons(rows, train):
    """Where a Chinese train's wagons are: (wagon, operation, time, station) a row."""
    lines = ["车号,作业,时间,车站,车次"] + ["%s,%s,%s,%s,%s" % (w, what, t.strftime("%Y-%m-%d %H:%M"), station, train) for w, what, t, station in rows]
    return sheet("\r\n".join(lines), "gb18030", partner="lyg-base")


def lifted_off(rows, station):
    """The Chinese half of a change of gauge: (box, wagon, seal, time) a row."""
    lines = ["交接站,箱号,原车号,记录号,封号,交接时间"]
    lines += ["%s,%s,%s,,%s,%s" % (station, box, wagon, seal, t.strftime("%Y-%m-%d %H:%M")) for box, wagon, seal, t in rows]
    return sheet("\n".join(lines), "gb18030", partner="cr-urumqi")


def put_on(rows, station):
    """The other half: (box, wagon, seal, act, time) a row; the act is where something was found to be wrong."""
    lines = ["Передаточная ведомость, станция " + station, "",
             "Станция передачи;Контейнер;Новый вагон;Место на вагоне;ЗПУ;Коммерческий акт;Дата;Время"]
    lines += ["%s;%s;%s;1x40;%s;%s;%s;%s" % (station, box, wagon, seal, act, t.strftime("%d.%m.%Y"), t.strftime("%H:%M")) for box, wagon, seal, act, t in rows]
    return sheet("\r\n".join(lines), "cp1251", partner="ktz")


def train_of(wagons_and_counts, t, number, index, station="7085", to="13010"):
    """TGNL: a train is formed, with how many boxes on which wagon."""
    lines = ["(:02 %s %s %s 1 %s %03d 0184 0 0000 0 0" % (station, number, index, t.strftime("%d %m %H %M"), len(wagons_and_counts))]
    lines += ["%02d %s 1 060 %s 00300 0012 0 0 0 %d %02d/00 13000 024 0" % (i + 1, wagon, to, n, n) for i, (wagon, n) in enumerate(wagons_and_counts)]
    return Telling("text/x-tgnl", "\r\n".join(lines + [":)"]).encode("cp1251"), partner="ktz")


def dislocation(rows, partner="ktz"):
    """Where wagons of the 1520 railways are: (wagon, operation, time, station, km left) a row."""
    lines = ["Справка о дислокации вагонов", "", "Номер вагона;Операция;Дата и время операции;Станция операции;Осталось, км"]
    lines += ["%s;%s;%s;%s;%s" % (w, what, t.strftime("%d.%m.%Y %H:%M"), station, left) for w, what, t, station, left in rows]
    return sheet("\r\n".join(lines), "cp1251", partner=partner)


def note(number, box, wagon, t, origin, to, partner="ktz"):
    """SMGS: a railway's consignment note."""
    return sheet("Накладная СМГС;Дата;Контейнер;Вагон;Станция отправления;Станция назначения;Грузополучатель\n%s;%s;%s;%s;%s;%s;OOO Ромашка\n"
                 % (number, t.strftime("%d.%m.%Y"), box, wagon, origin, to), partner=partner)


def handover(rows, list="4471"):
    """A list of what one railway hands to the next: (box, old wagon, new wagon, train, the day it leaves, CIM note, SMGS note,
    seal, time) a row."""
    lines = ["Handover list No. " + list, "Border station,Container,Old wagon,New wagon,Receiving railway,Transfer list,Train,Train date,CIM note,"
             "Replaces SMGS note,Seal,Date and time"]
    lines += ["Malaszewicze,%s,%s,%s,51,%s,%s,%s,%s,%s,%s,%s" % (box, old, new, list, train, leaves.date(), cim, smgs, seal, t.strftime("%Y-%m-%d %H:%M"))
              for box, old, new, train, leaves, cim, smgs, seal, t in rows]
    return sheet("\n".join(lines), partner="pkp")


def customs(number, declaration, procedure, start, end, limit, t, station):
    """A customs list that opens a transit procedure."""
    return sheet("Customs list\n\nContainer,Declaration,Transit procedure,Office of departure,Office of destination,Transit limit,Guarantee,Station,"
                 "Date and time\n%s,%s,%s,%s,%s,%s,GRN-1,%s,%s\n"
                 % (number, declaration, procedure, start, end, limit.strftime("%Y-%m-%d %H:%M"), station, t.strftime("%Y-%m-%d %H:%M")), partner="pkp")


def running(train, t, country, location, name, status="01", said=None, id="run", forecast=False):
    """TAF TSI: a train at a location (01 arrived, 02 departed, 05 passed), or when it will be."""
    kind, code = ("TrainRunningForecastMessage", "4004") if forecast else ("TrainRunningInformationMessage", "4005")
    return Telling(XML, """<?xml version="1.0" encoding="UTF-8"?>
<%s xmlns="http://taf-jsg.info/schemes">
 <MessageHeader><MessageReference><MessageType>%s</MessageType><MessageIdentifier>%s</MessageIdentifier><MessageDateTime>%s</MessageDateTime>
  </MessageReference><Sender>0051</Sender><Recipient>9999</Recipient></MessageHeader><MessageStatus>1</MessageStatus>
 <OperationalTrainNumberIdentifier><OperationalTrainNumber>%s</OperationalTrainNumber><ScheduledTimeAtHandover>%s</ScheduledTimeAtHandover>
 </OperationalTrainNumberIdentifier>
 <TrainLocationReport><Location><CountryCodeISO>%s</CountryCodeISO><LocationPrimaryCode>%s</LocationPrimaryCode>
  <PrimaryLocationName>%s</PrimaryLocationName></Location><LocationDateTime>%s</LocationDateTime><TrainLocationStatus>%s</TrainLocationStatus>
 </TrainLocationReport>
</%s>""" % (kind, code, id, iso(said or t), train[0], iso(train[1]), country, location, name, iso(t), status, kind), partner="plk")


def word(word, number, said, id, **members):
    """What a person says."""
    return Telling("application/vnd.landbridge.journey+json",
                   json.dumps({"word": word, **({"container": number} if number else {}), "said": iso(said), "id": id, **members}))


def leg(mode, origin, to, departs=None, arrives=None, **transport):
    cut_off = transport.pop("cutOff", None)
    made = {"mode": mode, "from": origin, "to": to}
    made.update({k: iso(t) for k, t in (("departs", departs), ("arrives", arrives), ("cutOff", cut_off)) if t})
    return {**made, "transport": transport} if transport else made


# ---- the story ----

# What is told is told at the hour of the story: nothing of it was known before.
AT_THAT_HOUR = """begin; alter table event disable trigger event_keep;
update event set recorded = '{t}', mended = null where recorded > now() - interval '1 hour';
alter table event enable trigger event_keep;
update paper set recorded = '{t}' where recorded > now() - interval '1 hour';
update paper_of set recorded = '{t}' where recorded > now() - interval '1 hour';
update train_name set recorded = '{t}' where recorded > now() - interval '1 hour'; commit"""


class Story:
    def __init__(self, hub, number):
        self.hub, self.number, self.now, self.told = hub, number, None, "nothing yet"

    def hears(self, when, who_and_what, *tellings):
        self.now, self.told = when, who_and_what
        for t in tellings:
            answer = self.hub.post(t.body, "/api/v1/messages" + ("?" + urlencode(t.asked) if t.asked else ""), t.type)
            assert answer.status == 200 and answer.json()["status"] != "duplicate", (who_and_what, answer)
        self.hub.sql(AT_THAT_HOUR.format(t=iso(when)))
        return self

    def waits(self, when):
        """Nobody tells anything until then."""
        self.now, self.told = when, "nobody told anything"
        return self

    def ask(self, path):
        mark = "&" if "?" in path else "?"
        answer = self.hub.get(path + mark + urlencode({"asOf": iso(self.now)}))
        assert answer.status == 200, (self.told, answer)
        return answer.json()

    def box(self, number=None):
        return self.ask("/api/v1/containers/" + (number or self.number))

    def journeys(self, number=None):
        return self.ask("/api/v1/journeys?container=" + (number or self.number))["journeys"]

    def says(self, state, next=None, due=None, wrong=(), place=None, number=None):
        """What Landbridge must say: state, what is next and where, when that is due, what is wrong."""
        journey, box = self.journeys(number)[0], self.box(number)
        told = journey.get("next")
        said = {"state": journey["status"], "next": (told["eventCode"], told.get("place", {}).get("code")) if told else None,
                "due": instant(told["due"]) if told and "due" in told else None, "wrong": [e["code"] for e in journey["exceptions"]]}
        want = {"state": state, "next": next, "due": due, "wrong": list(wrong)}
        if place:
            said["place"], want["place"] = box["place"]["code"], place
        assert said == want, "%s, %s\n  says %s\n  must %s" % (iso(self.now), self.told, said, want)
        assert box["status"] == state, self.told
        if "itineraryFrom" in journey:  # and the box says of next what its journey does
            ahead = box.get("next")
            assert (ahead["eventCode"], ahead.get("place", {}).get("code")) == next if next else ahead is None, (self.told, ahead, next)
            assert not due or instant(ahead["happened"]["at"]) == due, (self.told, ahead, due)
        return journey
