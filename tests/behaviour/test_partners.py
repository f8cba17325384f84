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
    assert len(after) == len(before) == 1 and after[0]["place"]["code"] == "KZDOS" and after[0]["placeText"] == "DOSTYK-EX"
    # by the place's clock now, under the same id, and once in the feed
    assert after[0]["happened"]["at"] == "2026-06-15T08:00:00+05:00" and after[0]["eventID"] == before[0]["eventID"]
    told_again = server.json("/v2/events?equipmentReference=" + there[0])
    assert [e["eventID"] for e in told_again] == [e["eventID"] for e in feed] or not feed
    assert server.json("/api/v1/containers?place=KZDOS&prefix=" + there[0])["containers"][0]["number"] == there[0]
    left = [u["code"] for u in server.json(PATH + "/yard-co/unknown")["unknown"] if u["list"] == "PLACE"]
    assert left == ["CNXYZ"]
    receipt = server.json("/api/v1/intakes/" + posted[0]["intakeId"])
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
