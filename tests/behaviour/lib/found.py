"""A daemon filled with events of every type, to be searched."""

import json
from urllib.parse import urlencode

from lib.daemon import Server, until
from lib.messages import box, boxes, edifact

SHIPS = [("9227273", "031W", "CNLYG"), ("9227273", "031W", "DEHAM"), ("9227273", "032E", "CNLYG"), ("9321483", "031W", "CNLYG"),
         ("9321483", "2103S", "NLRTM"), ("9234123", "7", "CNSHA")]


def ship_report(imo, voyage, place, numbers, direction="discharge", document="R1", times=(), booking=None, bill=None, twin=None,
                service=None, function=9, at="202606140600", said="202606140900", empty=False, **envelope):
    """COARRI of one call: boxes with their papers, and what the ship itself did (DTM qualifier, time)."""
    discharge = direction == "discharge"
    segments = ["BGM+%s+%s+%d" % ("44" if discharge else "46", document, function), "DTM+137:%s:203" % said,
                "TDT+20+%s+1++COS:172:20+++%s:146:11:SHIP %s" % (voyage, imo, imo),
                "LOC+%s+%s:139:6" % ("11" if discharge else "9", place)]
    segments += ["DTM+%d:%s:203" % time for time in times] + ["NAD+MS+LYGTERM:160:20"]
    for number in numbers:
        segments.append("EQD+CN+%s+45G1:102:5++%d+%d" % (number, 3 if discharge else 2, 4 if empty else 5))
        segments += ["RFF+%s:%s" % (kind, value) for kind, value in (("BN", booking), ("BM", bill), ("EQ", twin), ("SERVICE", service))
                     if value]
        segments.append("DTM+203:%s:203" % at)
    segments.append("CNT+16:%d" % len(numbers))
    return edifact(segments, type="COARRI", **{"interchange": document, **envelope})


def paper(server, document, type, code, at, container=None, reason=None):
    """An event of a document, as DCSA 2.2 has it."""
    event = {"eventType": "SHIPMENT", "eventClassifierCode": "ACT", "eventDateTime": at, "eventCreatedDateTime": at,
             "shipmentEventTypeCode": code, "documentID": document, "documentTypeCode": type}
    if reason:
        event["reason"] = reason
    if container:
        event["references"] = [{"referenceType": "EQ", "referenceValue": container}]
    answer = server.post(json.dumps([event]), type="application/json")
    assert answer.status == 200 and answer.json()["new"] == 1, answer


def fill(server):
    """Ships at their calls, gates, papers: every type of event, few of each key."""
    for i, (imo, voyage, place) in enumerate(SHIPS):
        for answer in (
                server.post(ship_report(imo, voyage, place, boxes(6, start=1 + 10 * i), document="D%d" % i, booking="BK%d" % (i % 3),
                                        bill="BL%d" % i, service="FE%d" % (i % 2), times=[(178, "202606132200"), (133, "202606151200"), (189, "202606151000")])),
                server.post(ship_report(imo, voyage, place, boxes(4, start=3 + 10 * i), "load", document="L%d" % i, twin=box(900 + i),
                                        at="202606150600", times=[(186, "202606151230")], empty=True))):
            assert answer.status == 200, answer
    for n, (code, type) in enumerate([("CONF", "BKG"), ("RECE", "BKG"), ("DRFT", "SHI"), ("ISSU", "TRD"), ("SURR", "TRD"), ("RELS", "CUS"),
                                      ("HOLD", "CUS"), ("ISSU", "ARN")] * 2):
        document = {"BKG": "BK%d", "TRD": "BL%d"}.get(type, type + "%d") % (n % 3)
        paper(server, document, type, code, "2026-06-1%dT08:00:00+08:00" % (n % 5), box(1 + n), "as agreed" if n % 2 else None)


def fill_with_moves(server, messages, each=1000):
    """Very many plain moves of other boxes by other ships, so that a scan is told from a search."""
    for n in range(messages):
        numbers = boxes(each, start=1 + n % 20 * each, owner="BIG")
        report = ship_report(["9300001", "9300013", "9300025"][n % 3], "%dN" % (100 + n), ["CNLYG", "CNSHA"][n % 2], numbers,
                             ["discharge", "load"][n % 2], document="BIG%d" % n, booking="MANY%d" % n, at="2026061%d0600" % (n % 5))
        assert server.post(report).status == 200
    server.sql("vacuum (analyze) event")
    server.sql("analyze")


def url(filters, **more):
    return "/v2/events?" + urlencode([*filters, *more.items()])


def pages(server, filters, limit=1000, **more):
    """All events that answer, page after page; what each page's headers must be is checked on the way."""
    found, cursor = [], None
    while True:
        answer = server.get(url(filters, limit=limit, **more, **({"cursor": cursor} if cursor else {})))
        assert answer.status == 200, answer
        headers = answer.headers
        assert headers["API-Version"] == "2.2.0" and headers["Current-Page"] == (cursor or "first") and headers["First-Page"] == "first"
        assert headers["Next-Page"] == headers["Next-Page-Cursor"]
        page = answer.json()
        assert isinstance(page, list) and len(page) <= limit
        found += page
        cursor = headers["Next-Page-Cursor"]
        if not cursor:
            return found


__all__ = ["SHIPS", "Server", "fill", "fill_with_moves", "pages", "paper", "ship_report", "until", "url"]
