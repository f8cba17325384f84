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
