"""DCSA events taken in: 2.2 at every door, 3.0 at POST /events."""

import copy
import json
import os
import random
import subprocess

import pytest

from lib import daemon
from lib.messages import box

JSON = "application/json"


def event2(number, code="GTIN", at="2026-06-15T11:30:00+08:00", place="CNLYG", **more):
    return {"eventID": "6f2d0a0e-9b0c-4a53-8f11-%012d" % more.pop("serial", 1),
            "eventCreatedDateTime": "2026-06-15T04:00:00Z", "eventType": "EQUIPMENT", "eventClassifierCode": "ACT",
            "eventDateTime": at, "equipmentEventTypeCode": code, "equipmentReference": number,
            "ISOEquipmentCode": "22G1", "emptyIndicatorCode": "LADEN", "eventLocation": {"UNLocationCode": place},
            "documentReferences": [{"documentReferenceType": "BKG", "documentReferenceValue": "LBK" + number}], **more}


def event3(id, number, event="GATED_IN", at="2026-06-15T03:30:00Z", updated="2026-06-15T04:00:00Z", place="CNLYG"):
    return {"eventRouting": {"originatingParty": {"partyCode": "LBL"}}, "eventID": id, "eventDateTime": at,
            "eventUpdatedDateTime": updated, "eventLocation": {"UNLocationCode": place},
            "eventClassification": {"eventType": "EQUIPMENT", "eventClassifier": "ACTUAL", "equipmentEventType": event},
            "equipmentDetails": {"equipmentReference": number, "ISOEquipmentCode": "22G1",
                                 "emptyIndicatorCode": "LADEN"}}


def send(server, what, type=JSON):
    return server.post(what if isinstance(what, (str, bytes)) else json.dumps(what), type=type)


def push(server, *events, **how):
    """POST /events, as a producer of 3.0 does."""
    answer = server.post(json.dumps({"events": list(events)}), path="/events", type=JSON, **how)
    assert answer.headers["API-Version"] == "3.0.0", answer
    assert answer.headers["Content-Type"] == JSON, answer
    return answer


def elements(answer, status=200):
    assert answer.status == status, answer
    return answer.json()["feedbackElements"]


def where(server, number):
    return server.json("/api/v1/containers/" + number)


@pytest.mark.parametrize("type", [JSON, "application/json; charset=utf-8", "application/octet-stream"])
def test_events_of_2_2_are_taken_at_the_door_for_messages(server, type):
    number = box({"a": 1, "j": 2}.get(type[-1], 3) + len(type))
    answer = send(server, [event2(number)], type)
    assert answer.status == 200, answer
    receipt = answer.json()
    assert receipt["status"] == "accepted" and receipt["events"] == receipt["new"] == 1
    assert receipt["messages"][0]["format"] == "DCSA"
    assert receipt["messages"][0]["reference"] == "6f2d0a0e-9b0c-4a53-8f11-000000000001"
    shown = where(server, number)
    assert shown["status"] == "in-terminal" and shown["place"]["code"] == "CNLYG"
    assert shown["timeline"][0]["document"] == "6f2d0a0e-9b0c-4a53-8f11-000000000001"


def test_what_came_in_goes_out_again(server):
    sent = event2(box(20), "GTOT")
    assert send(server, [sent]).status == 200
    told = server.json("/v2/events?equipmentReference=" + box(20))
    assert len(told) == 1
    for key in ("eventType", "eventClassifierCode", "eventDateTime", "equipmentEventTypeCode", "equipmentReference",
                "ISOEquipmentCode", "emptyIndicatorCode", "documentReferences"):
        assert told[0][key] == sent[key], key
    assert told[0]["eventLocation"]["UNLocationCode"] == "CNLYG"


def test_what_went_out_comes_in_again(server):
    """Our own answer is a delivery of 2.2 without a diagnostic."""
    assert send(server, [event2(box(21))]).status == 200
    told = server.get("/v2/events?equipmentReference=" + box(21))
    answer = send(server, told.body)
    assert answer.status == 200 and answer.json()["diagnostics"] == [], answer


def test_the_same_file_twice_is_a_duplicate(server):
    body = json.dumps([event2(box(30), serial=30), event2(box(31), serial=31)])
    first, again = send(server, body).json(), send(server, body).json()
    assert first["status"] == "accepted" and first["new"] == 2
    assert again["status"] == "duplicate" and again["intakeId"] == first["intakeId"]
    wrapped = send(server, {"equipmentEvents": json.loads(body)}).json()
    assert wrapped["status"] == "duplicate" and wrapped["new"] == 0


def test_one_bad_event_does_not_touch_the_others(server):
    bad = event2(box(41), serial=41)
    del bad["eventDateTime"]
    receipt = send(server, [event2(box(40), serial=40), bad, event2(box(42), serial=42)]).json()
    assert [m["status"] for m in receipt["messages"]] == ["accepted", "rejected", "accepted"]
    told = [d for d in receipt["diagnostics"] if d["severity"] == "error"]
    assert [(d["code"], d["path"]) for d in told] == [("time-missing", "$[1].eventDateTime")]
    assert receipt["new"] == 2


def test_what_is_no_json_is_refused(server):
    answer = send(server, b"{\"eventType\": ")
    assert answer.status == 422 and answer.json()["status"] == "rejected"
    assert answer.json()["diagnostics"][0]["code"] == "json-cut"


def test_decode_prints_events_and_where_what_is_odd_stands(tmp_path):
    odd = event2(box(50), serial=50)
    odd["EMPTYINDICATORCODE"] = odd.pop("emptyIndicatorCode")
    path = tmp_path / "events.json"
    path.write_text(json.dumps([odd]))
    done = subprocess.run([daemon.BIN, "decode", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["message", "event", "diagnostic"]
    told = lines[2]["diagnostic"]
    assert told["code"] == "key-case" and told["path"] == "$[0].EMPTYINDICATORCODE"
    assert path.read_text()[told["offset"]:].startswith('"LADEN"')


def test_a_file_of_many_parts_is_imported_once(fresh_server, tmp_path):
    server, path = fresh_server, tmp_path / "many.json"
    with open(path, "w") as f:
        json.dump({"events": {"equipmentEvents": [event2(box(n), serial=n, padding="x" * 400) for n in range(1500)]}}, f)
    assert os.path.getsize(path) > 1 << 20  # what is smaller is one transaction
    for new in (1500, 0):
        done = subprocess.run([daemon.BIN, "import", "--json", "--data", server.data, str(path)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["new"] == new, done.stdout
    assert server.sql("select count(*), count(distinct subject) from event") == [["1500", "1500"]]


def test_an_import_of_updates_and_retractions_in_any_order(fresh_server, tmp_path):
    """Of three events one moves to another container, one is retracted, one stays; its writers work side by side."""
    server, path, events = fresh_server, tmp_path / "three.json", []
    for n in range(1200):
        events.append(event3("i-%d" % n, box(n)))
        if n % 3 == 0:
            events.append(event3("i-%d" % n, box(n + 5000), updated="2026-06-15T05:00:00Z"))
        elif n % 3 == 1:
            events.append({"eventRouting": {"originatingParty": {"partyCode": "LBL"}}, "eventID": "i-%d" % n,
                           "isRetracted": True})
    random.Random(7).shuffle(events)
    for event in events:
        event["reason"] = "x" * 240
    path.write_text(json.dumps({"events": events}))
    assert os.path.getsize(path) > 1 << 20
    done = subprocess.run([daemon.BIN, "import", "--data", server.data, str(path)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
    stands = "select status, count(*), min(container collate \"C\") from journey group by status order by status"
    assert server.sql(stands) == [["in-terminal", "800", box(2)], ["not-started", "800", box(0)]]
    again = server.post(path.read_bytes(), type=JSON)  # other doors, the same events
    assert again.status == 200 and again.json()["new"] == 0
    assert server.sql(stands) == [["in-terminal", "800", box(2)], ["not-started", "800", box(0)]]


def test_a_stored_delivery_is_decoded_again(server):
    receipt = send(server, [event2(box(60), serial=60)]).json()
    answer = server.post("", path="/api/v1/intakes/%s/replay" % receipt["intakeId"])
    assert answer.status == 200 and answer.json()["new"] == 0 and answer.json()["events"] == 1, answer


# POST /events


def test_a_producer_of_3_0_posts_events(server):
    assert elements(push(server, event3("p-1", box(100)))) == []
    assert where(server, box(100))["status"] == "in-terminal"
    assert where(server, box(100))["timeline"][0]["sender"] == "LBL"


def test_a_later_word_under_the_same_id_takes_the_place_of_the_earlier(server):
    elements(push(server, event3("o-1", box(110))))
    elements(push(server, event3("o-1", box(110), "GATED_OUT", updated="2026-06-15T05:00:00Z")))
    shown = where(server, box(110))
    assert shown["status"] == "on-the-road"
    assert {e["eventCode"]: e.get("voided", False) for e in shown["timeline"]} == {"GTIN": True, "GTOT": False}
    elements(push(server, event3("o-1", box(110), "LOADED", updated="2026-06-15T03:00:00Z")))  # it comes late
    assert where(server, box(110))["status"] == "on-the-road"


def test_a_retraction_names_only_the_id(server):
    elements(push(server, event3("r-1", box(120))))
    retraction = {"eventRouting": {"originatingParty": {"partyCode": "LBL"}}, "eventID": "r-1", "isRetracted": True,
                  "eventUpdatedDateTime": "2026-06-15T06:00:00Z"}
    assert elements(push(server, retraction)) == []
    shown = where(server, box(120))
    assert shown["status"] == "not-started" and shown["timeline"][0]["voided"] is True
    elements(push(server, event3("r-1", box(120), updated="2026-06-15T05:00:00Z")))  # said before it was taken back
    assert where(server, box(120))["status"] == "not-started"
    elements(push(server, event3("r-1", box(120), updated="2026-06-15T07:00:00Z")))
    assert where(server, box(120))["status"] == "in-terminal"


def beta(id, number, code="GTIN", created="2026-06-15T04:00:00Z", retracts=None, payload=True):
    """An event of 3.0.0-Beta-1."""
    event = {"metadata": {"eventID": "6f2d0a0e-9b0c-4a53-8f11-%012d" % id, "eventCreatedDateTime": created, "eventType": "EQUIPMENT",
                          "publisher": {"carrierCode": "LBL", "carrierCodeListProvider": "SMDG"}, "publisherRole": "CA"}}
    if retracts:
        event["metadata"]["retractedEventID"] = "6f2d0a0e-9b0c-4a53-8f11-%012d" % retracts
    if payload:
        event["payload"] = {"eventClassifierCode": "ACT", "eventDateTime": "2026-06-15T11:30:00+08:00", "equipmentEventTypeCode": code,
                            "equipmentReference": number, "emptyIndicatorCode": "LADEN",
                            "transportCall": {"transportCallReference": "t-1", "modeOfTransport": "TRUCK",
                                              "location": {"locationType": "UNLO", "UNLocationCode": "CNLYG"}}}
    return event


def test_events_of_beta_1_are_taken_and_taken_back(server):
    number = box(180)
    told = send(server, [beta(180, number), beta(181, number, "GTOT", "2026-06-15T05:00:00Z")]).json()
    assert told["status"] == "accepted" and told["new"] == 2, told
    assert where(server, number)["status"] == "in-terminal"  # of two at one time the gate-in stands
    assert send(server, [beta(182, number, created="2026-06-15T06:00:00Z", retracts=180, payload=False)]).json()["diagnostics"] == []
    shown = where(server, number)
    assert shown["status"] == "on-the-road"
    assert {e["eventCode"]: e.get("voided", False) for e in shown["timeline"]} == {"GTIN": True, "GTOT": False}
    # one that comes in the place of another takes it back and tells anew
    told = send(server, [beta(183, number, "DROP", "2026-06-15T07:00:00Z", retracts=181)]).json()
    assert told["status"] == "accepted" and told["new"] == 2, told
    assert where(server, number)["status"] == "delivered"


def test_an_update_may_name_another_container(server):
    elements(push(server, event3("m-1", box(130))))
    elements(push(server, event3("m-1", box(131), updated="2026-06-15T05:00:00Z")))
    assert where(server, box(130))["status"] == "not-started" and where(server, box(130))["timeline"][0]["voided"] is True
    assert where(server, box(131))["status"] == "in-terminal"


def test_partial_success_is_200_with_feedback(server):
    bad = event3("f-2", box(141))
    del bad["equipmentDetails"]
    odd = event3("f-3", box(142))
    odd["eventDateTime"] = "2026-06-15T03:30:00"
    told = elements(push(server, event3("f-1", box(140)), bad, odd))
    assert [(e["severity"], e["propertyPath"]) for e in told] == [
        ("ERROR", "$.events[1].equipmentDetails.equipmentReference"), ("WARN", "$.events[2].eventDateTime")]
    assert all(e["message"] for e in told)
    assert where(server, box(140))["status"] == where(server, box(142))["status"] == "in-terminal"


def test_nothing_taken_is_400_with_feedback(server):
    bad = event3("g-1", box(150))
    del bad["eventClassification"]
    told = elements(push(server, bad), 400)
    assert [e["severity"] for e in told] == ["ERROR"] and told[0]["propertyPath"].startswith("$.events[0]")


@pytest.mark.parametrize("body", ["", "hello", "{\"events\": [", "UNB+UNOA:2+A+B+260615:1200+1'", "17", "[1]"])
def test_what_is_no_json_of_events_is_400(server, body):
    answer = server.post(body, path="/events", type=JSON)
    told = elements(answer, 400)
    assert answer.headers["API-Version"] == "3.0.0"
    assert [e["severity"] for e in told] == ["ERROR"] and told[0]["message"]


def test_no_events_are_no_fault(server):
    told = elements(push(server))
    assert [e["severity"] for e in told] in ([], ["INFO"])


def test_the_same_request_again_says_the_same(server):
    odd = event3("s-1", box(160))
    odd["equipmentDetails"]["colour"] = "red"
    first, again = elements(push(server, odd)), elements(push(server, copy.deepcopy(odd)))
    assert first == again and [e["severity"] for e in first] == ["INFO"]
    assert len(where(server, box(160))["timeline"]) == 1


@pytest.mark.parametrize("version,status", [("3", 200), ("3.0.0", 200), ("3.1.2", 200), ("2.2.0", 400), ("30", 400), ("x", 400)])
def test_the_version_asked_for_is_3(server, version, status):
    assert elements(push(server, event3("v-1", box(170)), headers={"API-Version": version}), status) is not None


def test_other_methods_are_answered_as_3_0_does(server):
    answer = server.request("DELETE", "/events")
    assert answer.status == 405 and "POST" in answer.headers["Allow"] and answer.headers["API-Version"] == "3.0.0"
    assert elements(answer, 405)[0]["severity"] == "ERROR"


def test_it_is_described(server):
    api = server.json("/openapi.json")
    answers = api["paths"]["/events"]["post"]["responses"]
    assert set(answers) == {"200", "default"}
    assert answers["200"]["content"][JSON]["schema"]["$ref"].endswith("/Feedback")


def test_a_call_is_found_by_the_name_its_sender_has_for_it(server):
    number = box(7100)
    call = {"transportCallID": "LBL-CALL-9", "modeOfTransport": "VESSEL", "exportVoyageNumber": "909W", "UNLocationCode": "CNLYG",
            "vessel": {"vesselIMONumber": "9321483"}}
    assert send(server, [event2(number, code="LOAD", serial=7100, transportCall=call)]).status == 200
    [found] = server.json("/v2/events?transportCallID=LBL-CALL-9")
    assert found["equipmentReference"] == number and found["transportCall"]["transportCallID"] == "IMO9321483/909W@CNLYG"
    for query in ("transportCallID=IMO9321483/909W@CNLYG", "transportCallID=LBL-CALL-9&equipmentEventTypeCode=LOAD",
                  "transportCallID=LBL-CALL-9&sort=eventDateTime:DESC"):
        assert server.json("/v2/events?" + query) == [found], query
    assert server.json("/v2/events?transportCallID=LBL-CALL-9&equipmentEventTypeCode=DISC") == []
    assert server.json("/v2/events?transportCallID=LBL-CALL") == []
