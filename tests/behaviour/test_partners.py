"""Partners: who is recognised, how strictly they are read, what their codes mean, what nobody mapped."""

import json

import pytest

from lib.daemon import Server, until
from lib.messages import box, codeco, edifact, wrong_box

PATH = "/api/v1/partners"


def put(server, name, **partner):
    return server.request("PUT", "%s/%s" % (PATH, name), json.dumps(partner).encode(), {"Content-Type": "application/json"})


def saved(server, name, **partner):
    answer = put(server, name, **partner)
    assert answer.status in (200, 201), answer
    return answer.json()


def map_code(server, name, **what):
    return server.post(json.dumps(what), "%s/%s/codes" % (PATH, name), "application/json")


def told(answer):
    """Severity of each code that a receipt's messages and envelope tell."""
    receipt = answer.json()
    every = receipt["diagnostics"] + [d for m in receipt["messages"] for d in m["diagnostics"]]
    return {d["code"]: d["severity"] for d in every}


def test_a_partner_is_saved_and_shown_and_what_is_left_out_goes(server):
    whole = {"title": "KTZ Express", "signs": [{"kind": "unb", "value": "ktze "}, {"kind": "mail", "value": "trains@example.kz"}],
             "strictness": {"count-mismatch": "error", "check-digit": "information"},
             "zones": [{"type": "DISLOCATION", "column": "time", "zone": "Asia/Almaty"}, {"zone": "Asia/Almaty"}],
             "acknowledge": "always", "contrl": 4, "datum": "GCJ-02",
             "codes": [{"list": "PLACE", "code": "ДОСТЫК-ЭКСП", "meaning": "KZDOS"},
                       {"list": "STATUS", "code": "ПРИБ", "meaning": "ARRI EST RAIL"},
                       {"list": "STATUS", "of": "ZZZ", "code": "7", "meaning": "NOTE"},
                       {"list": "FACILITY", "code": "T1", "meaning": "CNLYG:SMDG:LNOCT"}]}
    answer = put(server, "ktz-express", **whole)
    assert answer.status == 201
    shown = server.json(PATH + "/ktz-express")
    assert shown == answer.json()
    assert shown["signs"] == [{"kind": "mail", "value": "TRAINS@EXAMPLE.KZ"}, {"kind": "unb", "value": "KTZE"}]
    assert shown["zones"][1] == {"type": "", "column": "", "zone": "Asia/Almaty"}
    assert [shown[k] for k in ("title", "strictness", "acknowledge", "contrl", "datum")] == [
        whole[k] for k in ("title", "strictness", "acknowledge", "contrl", "datum")]
    assert {"list": "STATUS", "code": "ПРИБ", "meaning": "ARRI EST RAIL"} in shown["codes"]
    assert {"list": "STATUS", "of": "ZZZ", "code": "7", "meaning": "NOTE"} in shown["codes"]
    assert {"list": "FACILITY", "code": "T1", "meaning": "CNLYG:SMDG:LNOCT"} in shown["codes"] and len(shown["codes"]) == 4
    assert shown["seen"] == {"intakes": 0, "unknown": 0}
    # what is shown is taken back as it is
    again = {k: shown[k] for k in whole}
    assert saved(server, "ktz-express", **again)["codes"] == shown["codes"]
    [listed] = [p for p in server.json(PATH)["partners"] if p["name"] == "ktz-express"]
    assert "codes" not in listed and listed["signs"] == shown["signs"]
    clash = put(server, "other", signs=[{"kind": "unb", "value": "KTZE"}])
    assert clash.status == 409 and "ktz-express" in clash.json()["detail"]
    bare = saved(server, "ktz-express")
    assert (bare["signs"], bare["codes"], bare["strictness"], bare["zones"], bare["acknowledge"]) == ([], [], {}, [], "asked")
    assert put(server, "other", signs=[{"kind": "unb", "value": "KTZE"}]).status == 201
    assert server.request("DELETE", PATH + "/other").status == 200
    assert server.request("DELETE", PATH + "/other").status == server.get(PATH + "/other").status == 404


@pytest.mark.parametrize("body, where", [
    ({"titel": "x"}, "titel"),
    ({"title": 7}, "title"),
    ({"signs": {}}, "signs"),
    ({"signs": [{"kind": "fax", "value": "1"}]}, "signs[0].kind"),
    ({"signs": [{"kind": "key", "value": " "}]}, "signs[0].value"),
    ({"signs": [{"kind": "key", "value": "a"}, {"kind": "key", "value": "A"}]}, "signs[1]"),
    ({"strictness": {"check-digit": "fatal"}}, "strictness.check-digit"),
    ({"strictness": {"Check Digit": "error"}}, "strictness.Check Digit"),
    ({"zones": [{"zone": "Asia/Nowhere"}]}, "zones[0].zone"),
    ({"acknowledge": "sometimes"}, "acknowledge"),
    ({"contrl": 5}, "contrl"),
    ({"datum": "PZ-90"}, "datum"),
    ({"codes": [{"list": "PLACES", "code": "X", "meaning": "KZDOS"}]}, "codes[0].list"),
    ({"codes": [{"list": "PLACE", "code": "X", "meaning": "QQQQQ"}]}, "codes[0].meaning"),
    ({"codes": [{"list": "STATUS", "code": "X", "meaning": "GONE"}]}, "codes[0].meaning"),
    ({"codes": [{"list": "STATUS", "code": "X", "meaning": "ARRI SOON"}]}, "codes[0].meaning"),
    ({"codes": [{"list": "FACILITY", "code": "X", "meaning": "CNLYG:LNOCT"}]}, "codes[0].meaning"),
    ({"codes": [{"list": "PLACE", "code": "a-b", "meaning": "KZDOS"}, {"list": "PLACE", "code": "AB", "meaning": "KZDOS"}]}, "codes"),
])
def test_what_is_wrong_is_said_with_the_member_it_stands_in(server, body, where):
    answer = put(server, "wrong", **body)
    assert answer.status == 400 and answer.json()["detail"].startswith(where), answer
    assert server.get(PATH + "/wrong").status == 404


def test_names_of_partners_are_plain_and_no_lists(server):
    for name in ("Big", "-a", "a" * 65, "esr", "%D0%BA"):
        assert put(server, name).status == 400, name


def test_strictness_tightens_and_loosens_whatever_a_message_says(server):
    number = wrong_box(700)
    plain = codeco(number, document="P1", sender="STRICT")
    assert told(server.post(plain))["check-digit"] == "warning"
    for severity, status in (("error", 422), ("information", 200), ("ignore", 200)):
        saved(server, "strict", signs=[{"kind": "unb", "value": "STRICT"}], strictness={"check-digit": severity})
        answer = server.post(codeco(number, document="P-" + severity, sender="STRICT"))
        assert answer.status == status, answer
        assert told(answer).get("check-digit") == (None if severity == "ignore" else severity)
        message = answer.json()["messages"][0]
        assert message["status"] == ("rejected" if severity == "error" else "accepted")
        assert message["events"] == (0 if severity == "error" else 1)
    # another sender is read as ever
    assert told(server.post(codeco(number, document="P9")))["check-digit"] == "warning"


def gate(number, document, place, sender="YARDCO", at="202606150800", extra=()):
    return codeco(number, document=document, place=place, sender=sender, at=at, extra=extra)


def edifact_of(number, sender, place, document="S1", at="202606150800", facility=None):
    """One box through the gate, from who is known by the interchange alone."""
    loc = "LOC+165+%s" % place + ("+%s:TER:ZZZ" % facility if facility else "")
    return edifact(["BGM+34+%s+9" % document, "DTM+137:202606150805:203", "EQD+CN+%s+45G1:102:5++2+5" % number,
                    "DTM+7:%s:203" % at, loc, "CNT+16:1"], sender=sender)


def shown_place(server, number):
    return server.json("/api/v1/containers/" + number)["place"]


def test_a_code_that_nobody_knows_is_counted_mapped_and_read_anew(server):
    name, codes = "yard-co", PATH + "/yard-co/codes"
    saved(server, name, signs=[{"kind": "nad", "value": "LYGTERM"}, {"kind": "unb", "value": "YARDCO"}])
    there = [box(n) for n in range(710, 713)]
    posted = [server.post(gate(n, "Y%d" % i, "DOSTYK-EX" if i < 2 else "CNXYZ")).json() for i, n in enumerate(there)]
    assert [m["status"] for p in posted for m in p["messages"]] == ["accepted"] * 3
    listed = server.json(PATH + "/yard-co/unknown")
    places = [u for u in listed["unknown"] if u["list"] == "PLACE"]
    assert [(u["code"], u["times"], u["intakes"]) for u in places] == [("DOSTYKEX", 2, 2), ("CNXYZ", 1, 1)]
    assert places[0]["written"] == "DOSTYK-EX"
    assert places[0]["sample"] == {"intake": posted[1]["intakeId"], "at": "message 1, segment 8 LOC"}
    assert places[0]["suggest"][0]["meaning"] == "KZDOS" and places[0]["suggest"][0]["sure"] == 80
    assert places[0]["first"] <= places[0]["last"]
    assert server.json(PATH + "/yard-co")["seen"]["unknown"] == 2
    assert "code" not in shown_place(server, there[0])
    before = server.json("/api/v1/containers/" + there[0])["timeline"]
    feed = server.json("/v2/events?equipmentReference=" + there[0])

    answer = map_code(server, name, list="PLACE", code="Dostyk-ex", meaning="KZDOS", replay=True)
    assert answer.status == 200, answer
    assert answer.json() == {"mapped": True, "replayed": 2, "newEvents": 0, "mendedEvents": 2, "failed": 0, "waiting": []}
    for number in there[:2]:
        assert shown_place(server, number)["code"] == "KZDOS"
    after = server.json("/api/v1/containers/" + there[0])["timeline"]
    assert len(after) == len(before) == 1 and after[0]["place"]["code"] == "KZDOS"
    # by the place's clock now, under the same id, and once in the feed
    assert after[0]["happened"]["at"] == "2026-06-15T08:00:00+05:00" and after[0]["eventID"] == before[0]["eventID"]
    told_again = server.json("/v2/events?equipmentReference=" + there[0])
    assert [] == feed and [e["eventID"] for e in told_again] == [after[0]["eventID"]]
    assert server.json("/api/v1/containers?place=KZDOS&prefix=" + there[0])["containers"][0]["number"] == there[0]
    left = [u["code"] for u in server.json(PATH + "/yard-co/unknown")["unknown"] if u["list"] == "PLACE"]
    assert left == ["CNXYZ"]
    receipt = server.json("/api/v1/intakes/" + posted[0]["intakeId"])["receipt"]
    assert (receipt["status"], receipt["mended"]) == ("accepted", 1) and not receipt["diagnostics"]
    # what comes now is known at once; the same again is nothing new
    fresh = server.post(gate(there[2], "Y9", "dostyk-ex", at="202606160800")).json()
    assert fresh["status"] == "accepted" and shown_place(server, there[2])["code"] == "KZDOS"
    again = map_code(server, name, list="PLACE", code="DOSTYK-EX", meaning="KZDOS").json()
    assert again == {"mapped": True, "replayed": 0, "newEvents": 0, "mendedEvents": 0, "failed": 0, "waiting": []}


def test_a_map_that_was_wrong_is_mended_by_another(server):
    saved(server, "slip", signs=[{"kind": "unb", "value": "SLIP"}], codes=[{"list": "PLACE", "code": "HALT7", "meaning": "KZDOS"}])
    number = box(720)
    taken = server.post(edifact_of(number, "SLIP", "HALT7")).json()
    assert shown_place(server, number)["code"] == "KZDOS"
    assert map_code(server, "slip", list="PLACE", code="HALT7", meaning="CNLYG").status == 200
    assert server.request("POST", "/api/v1/intakes/%s/replay" % taken["intakeId"]).json()["mended"] == 1
    assert shown_place(server, number)["code"] == "CNLYG"
    [event] = server.json("/api/v1/containers/" + number)["timeline"]
    assert event["happened"]["at"] == "2026-06-15T08:00:00+08:00"


def test_facilities_are_mapped_and_the_event_keeps_its_id(server):
    saved(server, "fac", signs=[{"kind": "unb", "value": "FACCO"}])
    number = box(730)
    server.post(edifact_of(number, "FACCO", "CNLYG", facility="T9"))
    [unknown] = server.json(PATH + "/fac/unknown")["unknown"]
    assert (unknown["list"], unknown["code"], unknown["suggest"]) == ("FACILITY", "T9", [])
    [before] = server.json("/api/v1/containers/" + number)["timeline"]
    done = map_code(server, "fac", list="FACILITY", code="T9", meaning="CNLYG:SMDG:LNOCT").json()
    assert (done["newEvents"], done["mendedEvents"]) == (0, 1)
    [after] = server.json("/api/v1/containers/" + number)["timeline"]
    assert after["eventID"] == before["eventID"] and server.json(PATH + "/fac/unknown")["unknown"] == []
    assert server.sql("select facility_list, facility from event where subject = '%s'" % number) == [["SMDG", "LNOCT"]]


def status(number, code, sender, document="ST1", list="ZZZ"):
    return edifact(["BGM+23+%s+9" % document, "DTM+137:202606150805:203", "CNI+1+CN%s" % document, "STS+1+%s::%s" % (code, list),
                    "LOC+165+KZDOS", "DTM+334:202606150800:203", "EQD+CN+%s" % number], type="IFTSTA", sender=sender)


def test_statuses_are_mapped_by_their_own_list_of_meanings(server):
    saved(server, "rail-co", signs=[{"kind": "unb", "value": "RAILCO"}])
    number = box(740)
    taken = server.post(status(number, "PRIB", "RAILCO"))
    assert told(taken)["status-unknown"] == "warning"
    [unknown] = server.json(PATH + "/rail-co/unknown")["unknown"]
    assert (unknown["list"], unknown["code"], unknown["written"], unknown["times"]) == ("STATUS", "PRIB", "PRIB", 1)
    done = map_code(server, "rail-co", list="STATUS", code="PRIB", meaning="ARRI RAIL").json()
    assert (done["replayed"], done["newEvents"]) == (1, 1)
    # the note that it was is gone
    told_of = {e["eventCode"]: e.get("voided", False) for e in server.json("/api/v1/containers/" + number)["timeline"]}
    assert told_of == {"ARRI": False, "NOTE": True}
    assert server.json(PATH + "/rail-co")["codes"] == [{"list": "STATUS", "code": "PRIB", "meaning": "ARRI RAIL"}]
    assert server.json("/api/v1/containers/" + number)["lastEvent"] == "ARRI"


def test_times_go_by_the_clock_that_is_set_for_the_type_of_message(server):
    saved(server, "clocks", signs=[{"kind": "unb", "value": "CLOCKS"}],
          zones=[{"type": "CODECO", "zone": "Europe/Moscow"}, {"zone": "Asia/Tokyo"}])
    number = box(750)
    server.post(edifact_of(number, "CLOCKS", "KZDOS"))
    server.post(status(number, "24", "CLOCKS", list="6"))
    at = {e["eventCode"]: e["happened"] for e in server.json("/api/v1/containers/" + number)["timeline"]}
    assert at.pop("GTIN") == {"at": "2026-06-15T08:00:00+03:00", "local": "202606150800", "precision": "minute", "zoneFrom": "sender"}
    assert [m["at"] for m in at.values()] == ["2026-06-15T08:00:00+09:00"]


def test_an_odd_envelope_may_refuse_all_that_is_in_it(server):
    odd = edifact_of(box(760), "ENVELOPES", "CNLYG").replace(b"UNZ+1+", b"UNZ+7+")
    assert told(server.post(odd))["count-mismatch"] == "warning"
    saved(server, "envelopes", signs=[{"kind": "unb", "value": "ENVELOPES"}], strictness={"count-mismatch": "error"})
    answer = server.post(odd.replace(b"S1", b"S2"))
    assert answer.status == 422 and told(answer)["count-mismatch"] == "error", answer
    [message] = answer.json()["messages"]
    assert message["status"] == "rejected" and message["events"] == 0
    assert len(server.json("/api/v1/containers/" + box(760))["timeline"]) == 1
    saved(server, "envelopes", signs=[{"kind": "unb", "value": "ENVELOPES"}], strictness={"count-mismatch": "ignore"})
    assert told(server.post(odd.replace(b"S1", b"S3"))) == {}


def test_who_a_message_is_from_may_be_said_late(server):
    """NAD+MS stands behind BGM and the ship's calls: what was said and read before goes by its partner all the same."""
    saved(server, "late", signs=[{"kind": "nad", "value": "LATECO"}], strictness={"function-unknown": "information"},
          codes=[{"list": "PLACE", "code": "PIER-X", "meaning": "CNLYG"}])

    def discharge(document, function):
        return edifact(["BGM+98+%s+%d" % (document, function), "DTM+137:202606150805:203", "TDT+20+031W+1++COS:172:20+++9227273:146:11:L E",
                        "LOC+11+PIER-X:139:ZZZ", "DTM+178:202606150600:203", "NAD+MS+LATECO:160:20", "EQD+CN+%s+45G1:102:5++3+5" % box(785),
                        "DTM+203:202606150800:203", "CNT+16:1"], type="COARRI", sender="ANYBODY")

    taken = server.post(discharge("L1", 99))
    assert taken.json()["status"] == "accepted" and told(taken)["function-unknown"] == "information", taken
    assert server.sql("select distinct place from event where document = 'L1'") == [["CNLYG"]]
    saved(server, "late", signs=[{"kind": "nad", "value": "LATECO"}], strictness={"function-unknown": "error"})
    refused = server.post(discharge("L2", 99))
    assert refused.status == 422 and told(refused)["function-unknown"] == "error"


def test_a_delivery_is_taken_whole_or_not_at_all_where_that_is_asked(server):
    good, bad = box(780), edifact(["BGM+34+B2+9"], sender="WHOLE", reference="2", interchange="2")
    both = edifact_of(good, "WHOLE", "CNLYG") + bad
    refused = server.post(both, path="/api/v1/messages?rows=all-or-none")
    assert refused.status == 422 and [m["status"] for m in refused.json()["messages"]] == ["rejected"] * 2
    assert told(refused)["all-or-none"] == "error" and server.get("/api/v1/containers/" + good).status == 404
    taken = server.post(both, path="/api/v1/messages?rows=good")
    assert [m["status"] for m in taken.json()["messages"]] == ["accepted", "rejected"]
    assert server.post(both, path="/api/v1/messages?rows=some").status == 400
    other = edifact_of(box(781), "WHOLE", "CNLYG", document="W2")
    assert server.post(other, path="/api/v1/messages?rows=all-or-none").json()["status"] == "accepted"


RUNNING = ("<TrainRunningInformationMessage xmlns='http://taf-jsg.info/schemes'><MessageHeader><MessageReference><MessageType>4005</MessageType>"
           "<MessageTypeVersion>2.1.6</MessageTypeVersion><MessageIdentifier>r1</MessageIdentifier><MessageDateTime>2026-06-25T08:00:00Z</MessageDateTime>"
           "</MessageReference><Sender>%s</Sender></MessageHeader><MessageStatus>1</MessageStatus><OperationalTrainNumberIdentifier>"
           "<OperationalTrainNumber>41077</OperationalTrainNumber><ScheduledTimeAtHandover>2026-06-25T12:00:00+02:00</ScheduledTimeAtHandover>"
           "</OperationalTrainNumberIdentifier><TrainLocationReport><Location><CountryCodeISO>PL</CountryCodeISO><PrimaryLocationName>Halt Nine"
           "</PrimaryLocationName></Location><LocationDateTime>2026-06-25T18:42:00</LocationDateTime><TrainLocationStatus>01</TrainLocationStatus>"
           "</TrainLocationReport></TrainRunningInformationMessage>")


@pytest.mark.parametrize("name, type, body, list, code, meaning, left", [
    # a station that only its name tells, in a TAF message
    ("taf-co", "application/xml", RUNNING % "TAFCO", "STATION-NAME", "Halt Nine", "PLMAA", "place is null"),
    # a word for what a wagon has done, in a dislocation sheet
    ("sheet-co", "text/csv", "Container,Wagon,Station,Operation,Time\n%s,94312071,KZDOS,Odd word,2026-06-15 08:00\n" % box(790),
     "OPERATION", "Odd word", "ARRI", "code = 'NOTE' and not exists (select from event v where v.subject = e.subject and v.code = 'ARRI')"),
    # a port in a platform file
    ("mot-co", "text/x-mot", "00:COARRI:LOAD:9:MOTCO:LB:202606150800'50:%s:22G1:F'52:QD PORT'99:4'" % box(791),
     "PLACE", "QD PORT", "CNLYG", "place is null"),
], ids=["taf", "sheet", "mot"])
def test_in_every_format_what_nobody_mapped_is_counted_mapped_and_mended(server, name, type, body, list, code, meaning, left):
    saved(server, name, signs=[{"kind": "unb", "value": name.replace("-", "").upper()}])
    taken = server.post(body, "/api/v1/messages" + ("?partner=" + name if type == "text/csv" else ""), type=type)
    assert taken.status == 200 and taken.json()["new"] >= 1, taken
    of_intake = "select count(*) from event e where intake = '%s'" % taken.json()["intakeId"]
    assert server.sql(of_intake + " and (%s)" % left) != [["0"]]
    [unknown] = [u for u in server.json("%s/%s/unknown" % (PATH, name))["unknown"] if u["list"] == list]
    assert unknown["times"] == 1 and unknown["sample"]["intake"] == taken.json()["intakeId"]
    done = map_code(server, name, list=list, code=code, meaning=meaning).json()
    assert done["replayed"] == 1 and done["mendedEvents"] + done["newEvents"] >= 1 and not done["failed"], done
    assert [u for u in server.json("%s/%s/unknown" % (PATH, name))["unknown"] if u["list"] == list] == []
    assert server.sql(of_intake + " and (%s)" % left) == [["0"]]


def test_what_may_be_tightened_is_listed_and_nothing_else_is_taken(server):
    controls = {c["code"]: c for c in server.json("/api/v1/controls")["controls"]}
    assert controls["count-mismatch"]["formats"] == ["EDIFACT", "MOT", "TGNL"] and controls["count-mismatch"]["usually"] == ["warning"]
    refused = put(server, "typo", strictness={"cout-mismatch": "error"})
    assert refused.status == 400 and "cout-mismatch" in refused.json()["detail"]
    assert put(server, "typo", codes=[{"list": "LOAD", "code": "X", "meaning": "HALF"}]).status == 400


def contrl_of(server, receipt):
    answer = server.get(receipt["contrl"])
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/edifact", answer
    return answer.text.replace("\n", "").split("'")


def asking(message):
    """With UNB 0031 = 1: an acknowledgement is asked for."""
    head, rest = message.split(b"'", 1)
    return head + b"++++1'" + rest


def test_an_interchange_is_acknowledged_where_somebody_asks_for_it(server):
    plain = edifact_of(box(790), "ACKED", "CNLYG")
    assert "contrl" not in server.post(plain).json()
    told_where = server.post(edifact_of(box(790), "ACKED", "CNLYG", document="A2"), path="/api/v1/messages?acknowledge=contrl").json()
    said = contrl_of(server, told_where)
    assert said[0].startswith("UNB+UNOC:3+LINE+ACKED+") and said[1] == "UNH+1+CONTRL:D:3:UN"
    assert said[2:4] == ["UCI+1+ACKED+LINE+7", "UCM+1+CODECO:D:95B:UN+7"]
    assert server.post(plain, path="/api/v1/messages?acknowledge=no").status == 400
    asked = server.post(asking(edifact_of(box(790), "ACKED", "CNLYG", document="A3"))).json()
    first = server.get(asked["contrl"])
    # whatever its partner is by then: asking again gives the same bytes
    saved(server, "acked", signs=[{"kind": "unb", "value": "ACKED"}], acknowledge="always", contrl=4, strictness={"check-digit": "error"})
    assert server.get(asked["contrl"]).body == first.body
    always = server.post(edifact_of(wrong_box(790), "ACKED", "CNLYG", document="A4"))
    assert always.status == 422
    said = contrl_of(server, always.json())
    assert said[1] == "UNH+1+CONTRL:4:1:UN"
    assert said[3:6] == ["UCM+1+CODECO:D:95B:UN+4", "UCS+4", "UCD+12+3:1"]
    saved(server, "acked", signs=[{"kind": "unb", "value": "ACKED"}], acknowledge="never")
    never = server.post(asking(edifact_of(box(790), "ACKED", "CNLYG", document="A5"))).json()
    assert "contrl" not in never and server.get("/api/v1/intakes/%s/contrl" % never["intakeId"]).status == 404


def test_acknowledgements_are_not_acknowledged_nor_is_json(server):
    receipt = edifact(["UCI+1+LINE+LYGTERM+7"], type="CONTRL", directory="D:3", sender="ACKS")
    answer = server.post(asking(receipt), path="/api/v1/messages?acknowledge=contrl").json()
    assert "contrl" not in answer and server.get("/api/v1/intakes/%s/contrl" % answer["intakeId"]).status == 404


def test_json_is_read_by_its_partner_too(server):
    number = box(795)

    def event(location, id, at="2026-06-15T08:00:00+08:00"):
        return json.dumps([{"eventID": id, "eventCreatedDateTime": "2026-06-15T08:10:00+08:00", "eventType": "EQUIPMENT",
                            "eventClassifierCode": "ACT", "equipmentEventTypeCode": "GTIN", "eventDateTime": at, "emptyIndicatorCode": "LADEN",
                            "equipmentReference": number, "eventLocation": location}])

    saved(server, "json", signs=[{"kind": "key", "value": "local"}], strictness={"required-missing": "ignore", "event-id": "ignore", "place-unread": "error"})
    posted = server.post(event({"locationName": "Dostyk yard"}, "j1"), type="application/json").json()
    assert posted["status"] == "accepted", posted
    assert "code" not in shown_place(server, number)
    [unknown] = [u for u in server.json(PATH + "/json/unknown")["unknown"] if u["code"].startswith("DOSTYK")]
    assert unknown["written"] == "Dostyk yard" and unknown["sample"]["at"].endswith("locationName")
    done = map_code(server, "json", list="PLACE", code="Dostyk yard", meaning="KZDOS").json()
    assert (done["newEvents"], done["mendedEvents"]) == (0, 1) and shown_place(server, number)["code"] == "KZDOS"
    refused = server.post(event({"UNLocationCode": "NO-CODE"}, "j2", "2026-06-16T08:00:00+08:00"), type="application/json")
    assert refused.status == 422 and told(refused)["place-unread"] == "error"
    # what is an error to everybody refuses no more than it does for everybody: what was whole is taken
    cut = server.post(event({"UNLocationCode": "CNLYG"}, "j3", "2026-06-17T08:00:00+08:00")[:-1] + ", ]x", type="application/json")
    assert cut.json()["messages"][0]["status"] == "accepted" and "error" in told(cut).values(), cut
    assert server.request("DELETE", PATH + "/json").status == 200


def test_partners_are_for_the_hubs_own_operators(server):
    def key(**wanted):
        answer = server.post(json.dumps(wanted), "/api/v1/keys", "application/json")
        assert answer.status == 201, answer
        return {"Authorization": "Bearer " + answer.json()["key"]}

    hub = key(name="desk", role="operator")
    server.headers.update(hub)
    others = [key(name="reader", role="reader"), key(name="sender", role="sender"), key(name="theirs", role="operator", party="LINE")]
    saved(server, "mine", signs=[{"kind": "key", "value": "sender"}])
    number = box(770)
    posted = server.post(edifact_of(number, "UNSIGNED", "NOWHERE-1"), headers=others[1])
    assert posted.status == 200, posted
    body = json.dumps({"list": "PLACE", "code": "NOWHERE-1", "meaning": "KZDOS"})
    for other in others:
        json_type = dict(other, **{"Content-Type": "application/json"})
        for method, path, sent in (("GET", "", None), ("GET", "/mine", None), ("PUT", "/mine", b"{}"), ("DELETE", "/mine", None),
                                   ("GET", "/mine/unknown", None), ("POST", "/mine/codes", body.encode())):
            assert server.request(method, PATH + path, sent, json_type).status == 403, (method, path)
    [unknown] = [u for u in server.json(PATH + "/mine/unknown")["unknown"] if u["list"] == "PLACE"]
    assert unknown["code"] == "NOWHERE1"  # by the key that it was delivered with
    done = server.post(body, PATH + "/mine/codes", "application/json").json()
    assert (done["replayed"], done["mendedEvents"]) == (1, 1) and shown_place(server, number)["code"] == "KZDOS"
    assert server.post(body, PATH + "/nobody/codes", "application/json").status == 404
