"""DCSA Track & Trace 3.0 as its readers and producers see it: answers, and whether an event is what was asked for."""

import json
import os
from urllib.parse import urlencode

import jsonschema

from lib.dcsa import time_of

JSON = "application/json"
with open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas", "tnt-3.0.json")) as f:
    _SCHEMA = json.load(f)


def _validator(name):
    return jsonschema.Draft202012Validator({**_SCHEMA, "$ref": "#/$defs/" + name}, format_checker=jsonschema.FormatChecker())


ANSWER, ERROR = _validator("answer"), _validator("error")


def url(filters, **more):
    return "/events?" + urlencode([*filters, *more.items()])


def ask(server, filters, headers=None, **more):
    """One answer, with its headers looked at; the answer and the cursor of the next page."""
    answer = server.get(url(filters, **more), headers)
    assert answer.status == 200, answer
    assert answer.headers["API-Version"] == "3.0.0" and answer.headers["Content-Type"] == JSON
    ANSWER.validate(answer.json())
    return answer.json(), answer.headers["Next-Page-Cursor"]


def pages(server, filters, limit=1000, **more):
    """All events that answer, page after page."""
    found, cursor, seen = [], None, set()
    while True:
        page, cursor = ask(server, filters, limit=limit, **more, **({"cursor": cursor} if cursor else {}))
        assert len(page["events"]) <= limit
        found += page["events"]
        if not cursor:
            return found
        assert cursor not in seen, "the same page for ever"
        seen.add(cursor)


def push(server, *events, **how):
    """POST /events; what was said of them."""
    answer = server.post(json.dumps({"events": list(events)}), path="/events", type=JSON, **how)
    assert answer.status == 200, answer
    return answer.json()["feedbackElements"]


def event3(id, type="EQUIPMENT", code="GATED_IN", number=None, at="2026-06-15T11:30:00+08:00", updated="2026-06-15T04:00:00Z", place="CNLYG",
           classifier="ACTUAL", sender="LBL", documents=(), **more):
    member = {"SHIPMENT": "shipmentEventType", "TRANSPORT": "transportEventType", "EQUIPMENT": "equipmentEventType",
              "IOT": "iotEventType", "REEFER": "reeferEventType"}[type]
    event = {"eventRouting": {"originatingParties": [{"partyCode": sender}]}, "eventID": id, "eventDateTime": at,
             "eventUpdatedDateTime": updated, "eventLocation": {"UNLocationCode": place},
             "eventClassification": {"eventType": type, "eventClassifier": classifier, member: code}, **more}
    if number:
        event["equipmentDetails"] = {"equipmentReference": number, "ISOEquipmentCode": "22G1", "emptyIndicator": "LADEN"}
    if documents:
        event["documentReferences"] = [{"type": type, "reference": reference} for type, reference in documents]
    return event


def retraction(id, updated=None, sender="LBL"):
    event = {"eventRouting": {"originatingParties": [{"partyCode": sender}]}, "eventID": id, "isRetracted": True}
    return {**event, "eventUpdatedDateTime": updated} if updated else event


def _documents(event, type):
    own = event.get("shipmentDetails", {}).get("documentReference")
    return [d["reference"] for d in [*event.get("documentReferences", ()), *([own] if own else [])] if d["type"] == type]


def is_asked_for(event, filters):
    """Whether an event that holds is what these filters ask for."""
    for name, value in filters:
        updated = time_of(event["eventUpdatedDateTime"])
        if name == "carrierBookingReference":
            good = value in _documents(event, "BOOKING")
        elif name == "transportDocumentReference":
            good = value in _documents(event, "TRANSPORT_DOCUMENT")
        elif name == "equipmentReference":
            good = value == event.get("equipmentDetails", {}).get(name) or value in [
                r["reference"] for r in event.get("shipmentReferences", ()) if r["type"] == "EQ"]
        elif name == "eventTypes":
            good = event["eventClassification"]["eventType"] in value.split(",")
        elif name == "eventUpdatedDateTimeMin":
            good = updated >= time_of(value)
        else:
            assert name == "eventUpdatedDateTimeMax"
            good = updated <= time_of(value)
        if not good:
            return False
    return True


def ids(events):
    return [event["eventID"] for event in events]
