"""Five trips, told as stories: from Japan, to Germany, Uzbekistan, Kyrgyzstan and Turkey.

A step says who tells what; then Landbridge must say the state, what is next, when that is due, and what is wrong.
"""

import json

import pytest

from lib.corridor import (Story, Telling, bayplan, by_train, customs, day, dislocation, expected, gate, handover, iso, leg, lifted_off, note, of_line, put_on, quay, running, sheet, ship_call,
                          status, to_load, train_list, train_of, wagons, word)
from lib.dcsa3 import retraction
from lib.messages import box

HANDS = {"lyg-base": "Asia/Shanghai", "cr-urumqi": "Asia/Shanghai", "ktz": "Asia/Almaty", "rzd": "Europe/Moscow", "pkp": "Europe/Warsaw", "plk": "Europe/Warsaw"}

CODES = {"plk": [{"list": "PLACE", "code": code, "meaning": place} for code, place in (("PL39180", "PLMAA"), ("DE12345", "DEDUI"))]}


@pytest.fixture(scope="module")
def hub(server):
    for name, zone in HANDS.items():
        partner = {"title": name, "zones": [{"type": "", "column": "", "zone": zone}], "codes": CODES.get(name, [])}
        answer = server.request("PUT", "/api/v1/partners/" + name, json.dumps(partner), {"Content-Type": "application/json"})
        assert answer.status in (200, 201), answer
    return server


SAKURA = {"imo": "9227273", "voyage": "031W", "name": "SAKURA BRIDGE"}


def test_germany(hub):
    """A line's box from Osaka to Cologne: its seal is broken at Dostyk, the SMGS note becomes a CIM note, it comes too late for its truck."""
    s = Story(hub, box(1, "DEC"))
    number, cr, cis, uic = s.number, "5312501", "94322104", "335145516100"
    s.hears(day(1, "10:00"), "the forwarder plans ship, trains and truck",
            word("itinerary", number, day(1, "10:00"), "plan-" + number, arrangement="line", deadline=iso(day(26, "18:00", "DECGN")),
                 references=[{"kind": "BKG", "value": "DECBK1"}], destination="DECGN", legs=[
                     leg("VESSEL", "JPOSA", "CNLYG", day(3, "09:00", "JPOSA"), day(6, "08:00"), cutOff=day(2, "18:00", "JPOSA"), **SAKURA),
                     leg("RAIL", "XLYGB", "KZDOS", day(9, "14:00"), day(13, "12:00", "KZDOS"), cutOff=day(9, "08:00"), train="X8155"),
                     leg("RAIL", "KZDOS", "PLMAA", day(14, "09:00", "KZDOS"), day(20, "12:00", "PLMAA"), train="1418"),
                     leg("RAIL", "PLMAA", "DEDUI", day(21, "20:00", "PLMAA"), day(23, "06:00", "DEDUI"), train="42386"),
                     leg("TRUCK", "DEDUI", "DECGN", day(24, "08:00", "DEDUI"), day(24, "12:00", "DECGN"))]))
    s.says("not-started", ("PICK", None))
    s.hears(day(1, "15:00", "JPOSA"), "the depot: fetched empty", gate(number, "out", day(1, "15:00", "JPOSA"), "JPOSA", "OSADEP", "empty", "DEC1", booking="DECBK1"))
    s.says("on-the-road", ("GTIN", "JPOSA"), due=day(2, "18:00", "JPOSA"))
    s.hears(day(2, "15:10", "JPOSA"), "the terminal: in by the gate, under seal",
            gate(number, "in", day(2, "15:10", "JPOSA"), "JPOSA", "OSAYUM", document="DEC2", seal="JP77", booking="DECBK1"))
    s.says("in-terminal", ("LOAD", "JPOSA"), due=day(3, "09:00", "JPOSA"))
    s.hears(day(3, "10:00", "JPOSA"), "the line, at departure: it is aboard (BAPLIE)", bayplan([number], day(3, "09:30", "JPOSA"), "JPOSA", "CNLYG", SAKURA, "DEC3"))
    s.says("on-board", ("DISC", "CNLYG"), due=day(6, "08:30"))
    s.hears(day(4, "12:00"), "the line: a day late", ship_call(SAKURA, "ARRI", "CNLYG", day(7, "08:00"), day(4, "12:00"), id=104))
    s.says("on-board", ("DISC", "CNLYG"), due=day(7, "08:00"))
    s.hears(day(7, "12:00"), "the quay: discharged", quay(number, "off", day(7, "10:00"), "CNLYG", "JPOSA", SAKURA, "DEC5", seal="JP77"))
    s.says("in-terminal", ("GTOT", "CNLYG"), due=day(9, "08:00"), place="CNLYG")
    s.hears(day(8, "11:30"), "quay and rail yard: over the road", gate(number, "out", day(8, "09:00"), "CNLYG", "LNOCT", document="DEC6", movement=3),
            gate(number, "in", day(8, "11:00"), "XLYGB", "LYGCKB", document="DEC7"))
    s.says("in-terminal", ("LOAD", "XLYGB"), due=day(9, "14:00"), place="XLYGB")
    s.hears(day(9, "15:00"), "the yard: loaded on X8155, which left 20 minutes late", train_list([(cr, number, "JP77")], "X8155", day(9, "11:00")),
            wagons([(cr, "发车", day(9, "14:20"), "连云港中哈物流基地")], "X8155"))
    s.says("on-board", ("DISC", "KZDOS"), due=day(13, "12:20", "KZDOS"))
    s.hears(day(13, "10:30"), "the Chinese railway: lifted off at Alashankou", lifted_off([(number, cr, "JP77", day(13, "10:00"))], "阿拉山口"))
    s.says("in-terminal", ("LOAD", "KZDOS"), due=day(14, "09:00", "KZDOS"), place="CNAKL")
    s.hears(day(13, "16:00", "KZDOS"), "the Kazakh railway: put on another wagon, under another seal, without an act",
            put_on([(number, cis, "KZ0099", "", day(13, "15:00", "KZDOS"))], "Достык"))
    s.says("on-board", ("DISC", "PLMAA"), due=day(20, "12:00", "PLMAA"), wrong=["seal-other"])
    seals = s.box()["seals"]
    assert seals["wrong"] and [h["step"] for h in seals["history"]] == ["applied", "different"]
    s.hears(day(14, "12:00", "KZDOS"), "the Kazakh railway: train 1418 is formed of three, and left an hour late under an SMGS note",
            train_of([(cis, 1)], day(14, "09:30", "KZDOS"), "1418", "7085 133 1301"), note("27146020", number, cis, day(14, "08:00", "KZDOS"), "Ляньюньган", "Дуйсбург"),
            dislocation([(cis, "ОТПР", day(14, "10:00", "KZDOS"), "Достык", 5210)]))
    s.says("on-board", ("DISC", "PLMAA"), due=day(20, "13:00", "PLMAA"), place="KZDOS", wrong=["seal-other"])
    s.waits(day(17, "12:30", "KZDOS"))
    s.says("on-board", ("DISC", "PLMAA"), due=day(20, "13:00", "PLMAA"), wrong=["silent", "seal-other"])
    s.hears(day(17, "18:00", "KZDOS"), "the Kazakh railway: past Aqtoghay", dislocation([(cis, "ПРОСЛ", day(17, "14:00", "KZDOS"), "Актогай", 4900)]))
    s.says("on-board", ("DISC", "PLMAA"), due=day(20, "13:00", "PLMAA"), place="KZAGY", wrong=["seal-other"])
    s.hears(day(20, "20:00", "PLMAA"), "the Polish railway takes it over under a CIM note; customs opens a T1 to Duisburg",
            handover([(number, cis, uic, "42386", day(21, "20:00", "PLMAA"), "55147310", "27146020", "KZ0099", day(20, "16:00", "PLMAA"))], "4493"),
            customs(number, "26PL301010NU7K4M63", "T1", "Malaszewicze", "Duisburg", day(24, "18:00", "DEDUI"), day(20, "17:00", "PLMAA"), "Malaszewicze"))
    journey = s.says("on-board", ("DISC", "DEDUI"), due=day(23, "06:00", "DEDUI"), place="PLMAA", wrong=["seal-other"])
    assert len(s.journeys()) == 1, "a new note is no new trip"
    papers = {d["kind"]: d for d in s.box()["documents"]}
    assert papers["SMGS"]["replacedBy"] == {"kind": "CIM", "number": "55147310"} and papers["CIM"]["replaces"]["number"] == "27146020"
    assert {(r["kind"], r["value"]) for r in journey["references"]} >= {("BKG", "DECBK1"), ("WAYBILL", "55147310")}
    [t1] = s.box()["transit"]["procedures"]
    assert (t1["kind"], t1["state"], t1["limit"]) == ("union", "opened", "far")
    s.hears(day(22, "08:00", "PLMAA"), "the Polish network: train 42386 left three hours late, and will be in Duisburg a day late",
            running(("42386", day(21, "20:00", "PLMAA")), day(21, "23:00", "PLMAA"), "PL", "39180", "Malaszewicze", "02", id="dec-1"),
            running(("42386", day(21, "20:00", "PLMAA")), day(24, "11:00", "DEDUI"), "DE", "12345", "Duisburg", said=day(22, "07:00", "PLMAA"), id="dec-2", forecast=True))
    s.says("on-board", ("DISC", "DEDUI"), due=day(24, "11:00", "DEDUI"), wrong=["missed-connection", "seal-other"])
    s.waits(day(23, "20:00", "DEDUI"))
    [t1] = s.box()["transit"]["procedures"]
    assert t1["limit"] == "near"
    s.hears(day(24, "11:40", "DEDUI"), "the terminal: unloaded in Duisburg", gate(number, "in", day(24, "11:20", "DEDUI"), "DEDUI", "DUILOG", document="DEC11",
                                                                             transport="TDT+1+42386+2++PKPC:172:ZZZ+++%s:146" % uic))
    s.says("in-terminal", ("GTOT", "DEDUI"), due=day(24, "11:20", "DEDUI"), wrong=["missed-connection", "seal-other"])
    s.hears(day(24, "16:00", "DEDUI"), "customs: the T1 is discharged, the box released", status(number, "12", day(24, "15:30", "DEDUI"), "DEDUI", "CUST1", "DEC12", sender="ZOLL"))
    [t1] = s.box()["transit"]["procedures"]
    assert t1["state"] == "discharged"
    s.hears(day(25, "13:00", "DECGN"), "the terminal and the trucker: collected and delivered", gate(number, "out", day(25, "08:00", "DEDUI"), "DEDUI", "DUILOG", document="DEC13", movement=3),
            status(number, "21", day(25, "12:00", "DECGN"), "DECGN", "CMR1", "DEC14", sender="TRUCKER"))
    s.says("delivered", ("GTIN", None), wrong=["seal-other"])
    s.hears(day(28, "10:00", "DEDUI"), "the depot: came back empty", gate(number, "in", day(28, "09:00", "DEDUI"), "DEDUI", "DUIDEP", "empty", "DEC15", movement=3))
    journey = s.says("empty-returned", None)
    assert journey["end"] == "returned"


def test_uzbekistan(hub):
    """A block train's railway boxes to Tashkent under one note: a connection is missed at Khorgos, and on the way the consignee wants it in Samarkand."""
    s, mate = Story(hub, box(1, "UZC")), box(2, "UZC")
    number, cr, cis = s.number, "5312601", "94322237"
    first = leg("RAIL", "XLYGB", "XKALT", day(5, "10:00"), day(9, "12:00", "XKALT"), cutOff=day(4, "20:00"), train="X9021")
    s.hears(day(1, "10:00"), "the forwarder plans two trains for a railway's box",
            word("itinerary", number, day(1, "10:00"), "plan-" + number, arrangement="railway", legs=[
                first, leg("RAIL", "XKALT", "XUCHU", day(10, "06:00", "XKALT"), day(14, "18:00", "XUCHU"), train="2501")]))
    s.says("not-started", ("GTIN", "XLYGB"), due=day(4, "20:00"))
    s.hears(day(3, "14:20"), "the yard: in by the gate, laden", gate(number, "in", day(3, "14:00"), "XLYGB", "LYGCKB", document="UZC1", seal="UZ1"))
    s.says("in-terminal", ("LOAD", "XLYGB"), due=day(5, "10:00"))
    s.hears(day(4, "18:00"), "the Chinese railway: one note for the block train, its boxes in a list",
            sheet("Накладная СМГС;Дата;Контейнер;Вагон;Станция отправления;Станция назначения;Грузополучатель\n" + "".join(
                "27150001;%s;%s;%s;Ляньюньган;Ташкент;Ипак Йули\n" % (day(4, "12:00").strftime("%d.%m.%Y"), n, w)
                for n, w in ((number, cr), (mate, "5312602"))), partner="lyg-base"))
    s.hears(day(5, "11:00"), "the yard: both are loaded and left", train_list([(cr, number, "UZ1"), ("5312602", mate, "UZ2")], "X9021", day(5, "08:00")),
            wagons([(w, "发车", day(5, "10:00"), "连云港中哈物流基地") for w in (cr, "5312602")], "X9021"))
    s.says("on-board", ("DISC", "XKALT"), due=day(9, "12:00", "XKALT"))
    assert [j["container"] for j in s.ask("/api/v1/journeys?reference=27150001")["journeys"]] == [number, mate]
    s.hears(day(7, "16:00"), "the railway: in Urumqi, and will be at the border a day late",
            status(number, "1", day(7, "15:00"), "CNURM", "27150001", "UZC5", *by_train("X9021", day(5, "10:00"), "CR"), *expected(day(10, "12:00"), "CNHRS")))
    s.says("on-board", ("DISC", "XKALT"), due=day(10, "12:00"), wrong=["missed-connection"])
    s.hears(day(8, "09:00"), "the forwarder: the next train then",
            word("itinerary", number, day(8, "09:00"), "plan-" + number, arrangement="railway", legs=[
                first, leg("RAIL", "XKALT", "XUCHU", day(12, "06:00", "XKALT"), day(16, "18:00", "XUCHU"), train="2503")]))
    s.says("on-board", ("DISC", "XKALT"), due=day(10, "12:00"))
    s.hears(day(11, "10:00"), "both railways: lifted over at Khorgos", lifted_off([(number, cr, "UZ1", day(10, "14:00"))], "霍尔果斯"),
            put_on([(number, cis, "UZ1", "", day(11, "07:00", "XKALT"))], "Алтынколь"))
    s.says("on-board", ("DISC", "XUCHU"), due=day(16, "18:00", "XUCHU"), place="XKALT")
    s.hears(day(12, "08:00", "XKALT"), "the Kazakh railway: left", dislocation([(cis, "ОТПР", day(12, "06:00", "XKALT"), "Алтынколь", 1500)]))
    s.says("on-board", ("DISC", "XUCHU"), due=day(16, "18:00", "XUCHU"))
    s.hears(day(13, "09:00", "XUCHU"), "the consignee: to Samarkand, please", word("destination", number, day(13, "09:00", "XUCHU"), "to-" + number, destination="UZSKD", why="sold"))
    s.says("on-board", ("DISC", "XUCHU"), due=day(16, "18:00", "XUCHU"), wrong=["misrouted"])
    s.hears(day(13, "15:00", "XUCHU"), "the forwarder: on by truck from Chukursay",
            word("itinerary", number, day(13, "15:00", "XUCHU"), "plan-" + number, arrangement="railway", legs=[
                leg("RAIL", "XKALT", "XUCHU", day(12, "06:00", "XKALT"), day(16, "18:00", "XUCHU"), train="2503"),
                leg("TRUCK", "XUCHU", "UZSKD", day(17, "09:00", "XUCHU"), day(17, "17:00", "UZSKD"))]))
    s.says("on-board", ("DISC", "XUCHU"), due=day(16, "18:00", "XUCHU"))
    s.hears(day(16, "16:00", "XUCHU"), "the yard in Chukursay: in by train",
            gate(number, "in", day(16, "15:30", "XUCHU"), "XUCHU", "CHUKUR", document="UZC10", transport="TDT+1+2503+2++UTY:172:ZZZ+++%s:146" % cis))
    s.says("in-terminal", ("GTOT", "XUCHU"), due=day(17, "09:00", "XUCHU"))
    s.hears(day(17, "20:00", "XUCHU"), "the trucker: delivered in Samarkand", gate(number, "out", day(17, "09:30", "XUCHU"), "XUCHU", "CHUKUR", document="UZC11", movement=3),
            status(number, "21", day(17, "18:00", "UZSKD"), "UZSKD", "CMR2", "UZC12", sender="TRUCKER"))
    journey = s.says("delivered", None)
    assert journey["end"] == "delivered", "a railway's box comes back to nobody"


def test_kyrgyzstan(hub):
    """A one-way box to Alamedin is put on a train to Tashkent; that it was unloaded in Almaty is taken back."""
    s = Story(hub, box(1, "KGC"))
    number, cr, cis, other = s.number, "5312701", "94322369", "94322492"
    first = leg("RAIL", "XLYGB", "XKALT", day(4, "10:00"), day(8, "12:00", "XKALT"), train="X9157")
    s.hears(day(1, "10:00"), "the forwarder plans the north way",
            word("itinerary", number, day(1, "10:00"), "plan-" + number, arrangement="one-way", destination="KGALA", legs=[
                first, leg("RAIL", "XKALT", "KGALA", day(9, "06:00", "XKALT"), day(13, "18:00", "KGALA"), train="2601")]))
    s.hears(day(4, "11:00"), "the yard: in, loaded, left", gate(number, "in", day(3, "09:00"), "XLYGB", "LYGCKB", document="KGC1", seal="KG1"),
            train_list([(cr, number, "KG1")], "X9157", day(4, "08:00")), wagons([(cr, "发车", day(4, "10:00"), "连云港中哈物流基地")], "X9157"))
    s.says("on-board", ("DISC", "XKALT"), due=day(8, "12:00", "XKALT"))
    s.hears(day(8, "18:00"), "the Chinese railway: lifted off at Khorgos", lifted_off([(number, cr, "KG1", day(8, "13:00"))], "霍尔果斯"))
    s.says("in-terminal", ("LOAD", "XKALT"), due=day(9, "06:00", "XKALT"))
    s.hears(day(9, "09:00", "XKALT"), "the Kazakh railway: on train 2777, which goes to Saryagash and Tashkent",
            status(number, "70", day(9, "05:00", "XKALT"), "XKALT", "27160001", "KGC4", *by_train("2777", day(9, "06:00", "XKALT"), "KTZ", cis),
                   *expected(day(12, "05:00", "XKALT"), "KZSRY")))
    s.says("on-board", None, wrong=["misdirected"])
    s.hears(day(10, "12:00", "XKALT"), "somebody: unloaded in Almaty", of_line("kgc-6", number, "DISCHARGED", day(10, "10:00", "XKALT"), day(10, "11:00", "XKALT"), "KZALA",
            transportDetails={"transportCall": {"modeOfTransport": "RAIL", "railTransport": {"railCarReference": cis}}}))
    s.says("in-terminal", None, wrong=["misdirected"], place="KZALA")
    s.hears(day(10, "16:00", "XKALT"), "and they take it back", Telling("application/json", json.dumps([retraction("kgc-6", iso(day(10, "15:00", "XKALT")))])))
    s.says("on-board", None, wrong=["misdirected"], place="XKALT")
    s.hears(day(12, "12:00", "XKALT"), "the Kazakh railway: it is in Saryagash; the forwarder plans from there",
            dislocation([(cis, "ПРИБ", day(12, "08:00", "XKALT"), "Сарыагаш", 0)]),
            word("itinerary", number, day(12, "11:00", "XKALT"), "plan-" + number, arrangement="one-way", destination="KGALA",
                 legs=[leg("RAIL", "KZSRY", "KGALA", day(14, "06:00", "XKALT"), day(16, "12:00", "KGALA"), train="2604")]))
    s.says("on-board", ("LOAD", "KZSRY"), due=day(14, "06:00", "XKALT"), place="KZSRY")
    s.hears(day(14, "08:00", "XKALT"), "the Kazakh railway: put on another wagon, and left",
            put_on([(number, other, "KG1", "", day(13, "20:00", "XKALT"))], "Сарыагаш"), train_of([(other, 1)], day(14, "05:00", "XKALT"), "2604", "7480 511 7100", "6980", "71000"),
            dislocation([(other, "ОТПР", day(14, "06:00", "XKALT"), "Сарыагаш", 700)]))
    s.says("on-board", ("DISC", "KGALA"), due=day(16, "12:00", "KGALA"))
    s.hears(day(16, "15:00", "KGALA"), "the yard in Alamedin: in by train, and out by truck",
            gate(number, "in", day(16, "11:00", "KGALA"), "KGALA", "ALAMED", document="KGC9", transport="TDT+1+2604+2++KRG:172:ZZZ+++%s:146" % other),
            gate(number, "out", day(16, "14:00", "KGALA"), "KGALA", "ALAMED", document="KGC10", movement=3))
    s.says("on-the-road", ("DROP", "KGALA"))
    s.hears(day(16, "20:00", "KGALA"), "the trucker: delivered", status(number, "21", day(16, "19:00", "KGALA"), "KGALA", "CMR3", "KGC11", sender="TRUCKER"))
    assert s.says("delivered", None)["end"] == "delivered"


CASPIAN = {"imo": "9118018", "voyage": "12", "name": "CASPIAN DAWN"}


def test_turkey(hub):
    """A shipper's own box over the Caspian to Halkali: it waits at the border and for a ferry, which it does not get; its carnet runs out."""
    s = Story(hub, box(1, "TRC"))
    number, cr, cis, ge, uic = s.number, "5312801", "94322625", "94322757", "338575510118"
    s.hears(day(1, "10:00"), "the forwarder plans trains and a ferry",
            word("itinerary", number, day(1, "10:00"), "plan-" + number, deadline=iso(day(28, "18:00", "TRHAL")), legs=[
                leg("RAIL", "XLYGB", "XKALT", day(3, "10:00"), day(7, "12:00", "XKALT"), train="X9149"),
                leg("RAIL", "XKALT", "XKAKP", day(9, "06:00", "XKALT"), day(13, "12:00", "KZAAU"), train="2701"),
                leg("VESSEL", "KZAAU", "AZALA", day(15, "18:00", "KZAAU"), day(16, "18:00", "AZALA"), cutOff=day(14, "18:00", "KZAAU"), **CASPIAN),
                leg("RAIL", "AZALA", "XGEAK", day(18, "06:00", "AZALA"), day(20, "12:00", "XGEAK"), train="3401"),
                leg("RAIL", "XGEAK", "TRHAL", day(21, "06:00", "XGEAK"), day(24, "12:00", "TRHAL"), train="83101")]))
    s.hears(day(3, "11:00"), "the yard: the shipper's own box, in, loaded, left",
            gate(number, "in", day(2, "09:00"), "XLYGB", "LYGCKB", document="TRC1", seal="TR1", owner="shipper"),
            train_list([(cr, number, "TR1")], "X9149", day(3, "08:00")), wagons([(cr, "发车", day(3, "10:00"), "连云港中哈物流基地")], "X9149"))
    assert s.says("on-board", ("DISC", "XKALT"), due=day(7, "12:00", "XKALT"))["arrangement"] == "shipper"
    s.hears(day(7, "18:00"), "the Chinese railway: in Khorgos; customs: under a carnet to Halkali", wagons([(cr, "到达", day(7, "12:00"), "霍尔果斯")], "X9149"),
            customs(number, "XB12345678", "TIR", "Altynkol", "Halkali", day(22, "23:00", "TRHAL"), day(7, "17:00"), "Altynkol"))
    s.says("on-board", ("DISC", "XKALT"), due=day(7, "12:00", "XKALT"), place="CNHRS")
    s.waits(day(10, "14:00"))
    s.says("on-board", ("DISC", "XKALT"), due=day(7, "12:00", "XKALT"), wrong=["silent", "border-queue"])
    s.hears(day(11, "09:00", "XKALT"), "both railways: lifted over, and left two days late with the train after", lifted_off([(number, cr, "TR1", day(10, "22:00"))], "霍尔果斯"),
            put_on([(number, cis, "TR1", "", day(11, "05:00", "XKALT"))], "Алтынколь"), train_of([(cis, 1)], day(11, "05:30", "XKALT"), "2701", "7077 701 6630", "7077", "66300"),
            dislocation([(cis, "ОТПР", day(11, "06:00", "XKALT"), "Алтынколь", 3200)]))
    s.says("on-board", ("DISC", "XKAKP"), due=day(15, "12:00", "KZAAU"), wrong=["missed-connection", "rolled-over"])
    s.hears(day(14, "08:00", "KZAAU"), "the Kazakh railway: in Beyneu", dislocation([(cis, "ПРИБ", day(14, "06:00", "XKALT"), "Бейнеу", 460)]))
    s.says("on-board", ("DISC", "XKAKP"), due=day(15, "12:00", "KZAAU"), wrong=["missed-connection", "rolled-over"], place="XKBEY")
    s.hears(day(15, "12:00", "KZAAU"), "the station of Aktau: in by train",
            gate(number, "in", day(15, "10:00", "KZAAU"), "XKAKP", "AKTRW", document="TRC8", transport="TDT+1+2701+2++KTZ:172:ZZZ+++%s:146" % cis))
    s.says("in-terminal", ("GTOT", "XKAKP"), due=day(15, "10:00", "KZAAU"), wrong=["missed-connection", "rolled-over"])
    s.hears(day(17, "20:00", "KZAAU"), "the port: loaded on the voyage after", quay(number, "on", day(17, "18:00", "KZAAU"), "KZAAU", "AZALA", {**CASPIAN, "voyage": "13"}, "TRC9"))
    s.says("on-board", ("DISC", "AZALA"), due=day(18, "18:00", "AZALA"), wrong=["missed-connection", "rolled-over", "rolled-over"])
    s.hears(day(18, "22:00", "AZALA"), "the port of Baku: discharged; the forwarder plans anew",
            quay(number, "off", day(18, "20:00", "AZALA"), "AZALA", "KZAAU", {**CASPIAN, "voyage": "13"}, "TRC10"),
            word("itinerary", number, day(18, "21:30", "AZALA"), "plan-" + number, deadline=iso(day(28, "18:00", "TRHAL")), legs=[
                leg("RAIL", "AZALA", "XGEAK", day(20, "06:00", "AZALA"), day(22, "12:00", "XGEAK"), train="3403"),
                leg("RAIL", "XGEAK", "TRHAL", day(23, "06:00", "XGEAK"), day(26, "12:00", "TRHAL"), train="83103")]))
    s.says("in-terminal", ("LOAD", "AZALA"), due=day(20, "06:00", "AZALA"))
    s.hears(day(20, "09:00", "AZALA"), "the yard: out by train", gate(number, "out", day(20, "06:30", "AZALA"), "AZALA", "ALATPT", document="TRC11", movement=3, transport="TDT+1+3403+2++ADY:172:ZZZ+++%s:146" % ge))
    s.says("on-board", ("DISC", "XGEAK"), due=day(22, "12:30", "XGEAK"))
    s.hears(day(22, "20:00", "XGEAK"), "the hall at Akhalkalaki: in by train, and put on a wagon of the other gauge",
            gate(number, "in", day(22, "14:00", "XGEAK"), "XGEAK", "AKHBOG", document="TRC12", transport="TDT+1+3403+2++GR:172:ZZZ+++%s:146" % ge),
            gate(number, "out", day(22, "19:00", "XGEAK"), "XGEAK", "AKHBOG", document="TRC13", movement=3, transport="TDT+1+83103+2++TCDD:172:ZZZ+++%s:146" % uic))
    s.says("on-board", ("DISC", "TRHAL"), due=day(26, "12:00", "TRHAL"), wrong=["transit-limit-near"])
    s.waits(day(23, "08:00", "TRHAL"))
    s.says("on-board", ("DISC", "TRHAL"), due=day(26, "12:00", "TRHAL"), wrong=["transit-limit"])
    [tir] = s.box()["transit"]["procedures"]
    assert (tir["kind"], tir["state"], tir["limit"]) == ("tir", "opened", "past")
    s.hears(day(26, "16:00", "TRHAL"), "the terminal in Halkali: in by train; customs has discharged the carnet",
            gate(number, "in", day(26, "13:00", "TRHAL"), "TRHAL", "HALKAL", document="TRC14", transport="TDT+1+83103+2++TCDD:172:ZZZ+++%s:146" % uic),
            status(number, "12", day(26, "15:00", "TRHAL"), "TRHAL", "CUST4", "TRC15", sender="GUMRUK"))
    s.says("in-terminal", ("GTOT", "TRHAL"))
    [tir] = s.box()["transit"]["procedures"]
    assert (tir["state"], tir["limit"]) == ("discharged", "past")
    s.hears(day(27, "16:00", "TRHAL"), "the terminal and the trucker: delivered", gate(number, "out", day(27, "09:00", "TRHAL"), "TRHAL", "HALKAL", document="TRC16", movement=3),
            status(number, "21", day(27, "15:00", "TRHAL"), "TRHAL", "CMR4", "TRC17", sender="TRUCKER"))
    assert s.says("delivered", None)["end"] == "delivered"


def test_japan(hub):
    """Cargo of two consignees from Osaka: rolled to the next voyage, re-stuffed at Lianyungang from the line's box into a railway's."""
    s, rail_box = Story(hub, box(1, "JPC")), box(2, "JPC")
    number, later = s.number, {**SAKURA, "voyage": "032W"}
    s.hears(day(1, "10:00", "JPOSA"), "the line plans a ship for its box, under a bill; two house bills lie below it",
            word("itinerary", number, day(1, "10:00", "JPOSA"), "plan-" + number, arrangement="line", destination="CNLYG",
                 references=[{"kind": "BKG", "value": "JPCBK1"}, {"kind": "TRD", "value": "JPCBL1"}, {"kind": "HBL", "value": "JPCH1"}, {"kind": "HBL", "value": "JPCH2"}],
                 legs=[leg("VESSEL", "JPOSA", "CNLYG", day(4, "09:00", "JPOSA"), day(7, "08:00"), cutOff=day(3, "18:00", "JPOSA"), **{**SAKURA, "voyage": "030W"})]))
    s.says("not-started", ("PICK", None))
    s.hears(day(1, "15:00", "JPOSA"), "the depot: fetched empty", gate(number, "out", day(1, "15:00", "JPOSA"), "JPOSA", "OSADEP", "empty", "JPC2", booking="JPCBK1"))
    s.says("on-the-road", ("GTIN", "JPOSA"), due=day(3, "18:00", "JPOSA"))
    s.hears(day(2, "10:00", "JPOSA"), "the terminal: in by the gate", gate(number, "in", day(2, "09:00", "JPOSA"), "JPOSA", "OSAYUM", document="JPC3", booking="JPCBK1"))
    s.says("in-terminal", ("LOAD", "JPOSA"), due=day(4, "09:00", "JPOSA"))
    s.hears(day(2, "12:00", "JPOSA"), "the terminal takes it back: it was another box", gate(number, "in", day(2, "09:00", "JPOSA"), "JPOSA", "OSAYUM", document="JPC3", booking="JPCBK1", function=1, said=day(2, "11:50", "JPOSA")))
    s.says("on-the-road", ("GTIN", "JPOSA"), due=day(3, "18:00", "JPOSA"))
    s.hears(day(3, "11:00", "JPOSA"), "the terminal: this one is in now; the line orders it aboard",
            gate(number, "in", day(3, "10:30", "JPOSA"), "JPOSA", "OSAYUM", document="JPC4", booking="JPCBK1", seal="JC1"),
            to_load(number, day(3, "10:45", "JPOSA"), "JPOSA", "CNLYG", {**SAKURA, "voyage": "030W"}, day(4, "09:00", "JPOSA"), "JPC5"))
    s.says("in-terminal", ("LOAD", "JPOSA"), due=day(4, "09:00", "JPOSA"))
    s.hears(day(4, "14:00", "JPOSA"), "the line: the ship left", ship_call({**SAKURA, "voyage": "030W"}, "DEPA", "JPOSA", day(4, "09:20", "JPOSA"), day(4, "13:00", "JPOSA"), "ACT", id=501))
    s.says("in-terminal", ("LOAD", "JPOSA"), due=day(4, "09:20", "JPOSA"), wrong=["not-confirmed"])
    s.waits(day(5, "12:00", "JPOSA"))
    s.says("in-terminal", ("LOAD", "JPOSA"), due=day(4, "09:20", "JPOSA"), wrong=["not-loaded", "overdue"])
    s.hears(day(11, "12:00", "JPOSA"), "the line, at the departure of the next voyage: aboard (BAPLIE)", bayplan([number], day(11, "10:00", "JPOSA"), "JPOSA", "CNLYG", later, "JPC7"))
    s.says("on-board", ("DISC", "CNLYG"), due=day(14, "09:00"), wrong=["eta-slipped", "rolled-over"])
    s.hears(day(14, "12:00"), "the quay: discharged, out to the freight station", quay(number, "off", day(14, "08:00"), "CNLYG", "JPOSA", later, "JPC8", seal="JC1"),
            gate(number, "out", day(14, "11:00"), "CNLYG", "LNOCT", document="JPC9", movement=3))
    s.says("on-the-road", ("DROP", "CNLYG"), wrong=["rolled-over"])
    s.hears(day(15, "16:00"), "the freight station: stripped, and stuffed into a railway's box for the rest of the way",
            status(number, "28", day(15, "10:00"), "CNLYG", "JPCBL1", "JPC10", sender="LYGCFS"),
            word("report", rail_box, day(15, "15:00"), "stuffed-" + rail_box, event="STUF", place="CNLYG", at=iso(day(15, "15:00")), cargoFrom=number, arrangement="railway",
                 references=[{"kind": "HBL", "value": "JPCH1"}, {"kind": "HBL", "value": "JPCH2"}]))
    [onward] = s.journeys(rail_box)
    assert onward["cargoFrom"] == [number] and onward["arrangement"] == "railway"
    assert s.journeys()[0]["cargoTo"] == [rail_box]
    assert [j["container"] for j in s.ask("/api/v1/journeys?reference=JPCH2")["journeys"]] == [number, rail_box], "all boxes that the cargo was in"
    assert [j["container"] for j in s.ask("/api/v1/journeys?reference=JPCBL1")["journeys"]] == [number]
    s.hears(day(16, "12:00"), "the depot: came back empty", gate(number, "in", day(16, "11:00"), "CNLYG", "LYGDEP", "empty", "JPC12", movement=3))
    assert s.says("empty-returned", None)["end"] == "returned"
