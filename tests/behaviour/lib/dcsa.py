"""DCSA Track & Trace 2.2 as a reader sees it: what an answer must look like, and whether an event is what was asked for."""

import json
import os
from datetime import datetime

import jsonschema

with open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas", "tnt-2.2.json")) as f:
    _SCHEMA = json.load(f)
CODE = {"SHIPMENT": "shipmentEventTypeCode", "TRANSPORT": "transportEventTypeCode", "EQUIPMENT": "equipmentEventTypeCode"}


def _validator(name):
    return jsonschema.Draft202012Validator({**_SCHEMA, "$ref": "#/$defs/" + name})


EVENTS, EVENT, ERROR = _validator("events"), _validator("event"), _validator("error")


def time_of(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _references(event, type):
    return [r["referenceValue"] for r in event.get("references", ()) if r["referenceType"] == type]


def _documents(event, type):
    if event["eventType"] == "SHIPMENT":
        return [event["documentID"]] if event["documentTypeCode"] == type else []
    return [d["documentReferenceValue"] for d in event.get("documentReferences", ()) if d["documentReferenceType"] == type]


def _values(event, name):
    """What of an event a filter of that name is compared with."""
    call = event.get("transportCall", {})
    if name in ("carrierBookingReference", "bookingReference"):
        return _documents(event, "BKG")
    if name == "transportDocumentReference":
        return _documents(event, "TRD")
    if name == "equipmentReference":
        return [event.get("equipmentReference")] + _references(event, "EQ")
    if name == "vesselIMONumber":
        return [call.get("vessel", {}).get(name)]
    if name == "UNLocationCode":
        return [call.get(name), event.get("eventLocation", {}).get(name)]
    if name in ("exportVoyageNumber", "carrierVoyageNumber"):
        return [call.get("exportVoyageNumber")]
    if name in ("transportCallID", "carrierServiceCode"):
        return [call.get(name)]
    return [event.get(name)]


def is_asked_for(event, filters):
    """Whether the event is one that filters, a list of (name, value), ask for."""
    for name, value in filters:
        field, _, operator = name.partition(":")
        if field == "eventCreatedDateTime":
            created, bound = time_of(event[field]), time_of(value)
            if not {"": created == bound, "eq": created == bound, "gt": created > bound, "gte": created >= bound,
                    "lt": created < bound, "lte": created <= bound}[operator]:
                return False
        elif not set(value.split(",")) & set(_values(event, field)):
            return False
    return True
