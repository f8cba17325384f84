"""The HTTP face: what every answer has, what each endpoint says, and what is refused."""

import gzip
import json
import re

import pytest

from lib.daemon import until
from lib.messages import box, boxes, coarri, codeco
from lib.wire import Wire, head


@pytest.fixture(scope="module")
def filled(server):
    """A daemon with a few boxes: 1..30 discharged, 1..10 gated out."""
    for answer in (server.post(coarri(boxes(30), document="D1", interchange="1")),
                   server.post(codeco(boxes(10), direction="out", document="G1", interchange="2"))):
        assert answer.status == 200, answer
    return server


def problem(answer, status, code):
    assert answer.status == status, answer
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status and body["code"] == code
    assert body["title"] and body["detail"] and body["type"].startswith("urn:")
    assert body["requestId"] == answer.headers["X-Request-ID"]
    return body


# --- what every answer has


def test_health_and_readiness(server):
    assert server.json("/healthz") == {"status": "up"}
    assert server.json("/readyz") == {"status": "ready"}


def test_a_request_id_is_made_or_kept(server):
    made = {server.get("/healthz").headers["X-Request-ID"] for _ in range(5)}
    assert len(made) == 5
    assert server.get("/healthz", {"X-Request-ID": "trace-1.a_B"}).headers["X-Request-ID"] == "trace-1.a_B"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, 'quote"', "semi;colon"])
def test_an_odd_request_id_is_replaced(server, given):
    kept = server.get("/healthz", {"X-Request-ID": given}).headers["X-Request-ID"]
    assert kept != given and re.fullmatch("[0-9a-f]{16}", kept)


def test_a_request_is_logged_with_its_id(filled):
    answer = filled.get("/api/v1/containers/" + box(1), {"X-Request-ID": "look-for-me"})
    assert answer.status == 200
    # it is written once the last byte has gone
    [line] = until(lambda: [line for line in filled.log().split("\n") if "id=look-for-me" in line], "the request is logged")
    assert "method=GET" in line and "status=200" in line and "/api/v1/containers/" in line and "key=local" in line
    assert "bytes=%d" % len(answer.body) in line


def test_an_etag_is_answered_304_until_something_changes(filled):
    path = "/api/v1/containers/" + box(2)
    first = filled.get(path)
    etag = first.headers["ETag"]
    again = filled.get(path, {"If-None-Match": etag})
    assert again.status == 304 and again.body == b"" and again.headers["ETag"] == etag
    assert filled.get(path, {"If-None-Match": '"other"'}).status == 200
    assert filled.post(codeco(box(2), direction="in", at="202606161200", document="G9", interchange="9")).status == 200
    changed = filled.get(path, {"If-None-Match": etag})
    assert changed.status == 200 and changed.headers["ETag"] != etag


def test_gzip_only_for_who_asks(filled):
    path = "/api/v1/containers?limit=30"
    plain = filled.get(path)
    zipped = filled.get(path, {"Accept-Encoding": "gzip"})
    assert plain.headers["Content-Encoding"] is None and zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.body) < len(plain.body)
    assert gzip.decompress(zipped.body) == plain.body
    assert zipped.headers["ETag"] == plain.headers["ETag"]
    assert filled.get(path, {"Accept-Encoding": "gzip;q=0"}).headers["Content-Encoding"] is None


def test_small_answers_are_not_zipped(server):
    assert server.get("/healthz", {"Accept-Encoding": "gzip"}).headers["Content-Encoding"] is None


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/containers", "/v2/events", "/openapi.json", "/metrics"])
def test_head_is_get_without_the_body(filled, path):
    got = filled.get(path)
    headed = filled.request("HEAD", path)
    assert headed.status == got.status == 200 and headed.body == b""
    assert headed.headers["Content-Type"] == got.headers["Content-Type"]


def test_answers_are_not_sniffed(filled):
    for path in ("/healthz", "/api/v1/containers", "/v2/events", "/nope"):
        assert filled.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_requests_on_one_connection_are_answered_in_order(filled):
    paths = ["/api/v1/containers/" + box(n) for n in range(1, 9)]
    with Wire(filled) as wire:
        assert wire.send(b"".join(head("GET", path) for path in paths))
        for n in range(1, 9):
            status, _, body = wire.answer()
            assert status == 200 and json.loads(body)["number"] == box(n)


# --- what is refused


def test_an_unknown_path_is_404(server):
    for path in ("/nope", "/api/v1", "/api/v2/containers", "/api/v1/containers/", "/..", "/web/index.html", "//"):
        problem(server.get(path), 404, "unknown")


@pytest.mark.parametrize("method,path,allow", [
    ("DELETE", "/api/v1/messages", "POST, GET, HEAD"), ("POST", "/api/v1/containers", "GET, HEAD"),
    ("PUT", "/healthz", "GET, HEAD"), ("OPTIONS", "/api/v1/messages", "POST, GET, HEAD"),
    ("PATCH", "/api/v1/places", "GET, HEAD"), ("POST", "/", "GET, HEAD"), ("FROB", "/readyz", "GET, HEAD")])
def test_a_wrong_method_is_405_and_says_which_are_right(server, method, path, allow):
    answer = server.request(method, path, b"x" if method in ("POST", "PUT", "PATCH") else None)
    problem(answer, 405, "bad-method")
    assert answer.headers["Allow"] == allow


@pytest.mark.parametrize("path", [
    "/api/v1/containers?colour=red", "/api/v1/containers?limit=0", "/api/v1/containers?limit=1001", "/api/v1/containers?limit=-1",
    "/api/v1/containers?limit=ten", "/api/v1/containers?limit=", "/api/v1/containers?status=lost", "/api/v1/containers?cursor=!!",
    "/api/v1/containers?prefix=A&prefix=B", "/api/v1/containers?prefix=A&%70refix=B", "/api/v1/containers?prefix=%zz",
    "/api/v1/containers?prefix=%4", "/api/v1/containers?prefix=%00", "/api/v1/containers?prefix=%ff", "/api/v1/containers/%",
    "/api/v1/containers/A%00B", "/api/v1/containers/%C0%AF", "/api/v1/messages?intake=7", "/api/v1/messages?status=importing",
    "/api/v1/intakes?status=lost", "/api/v1/journeys?cursor=" + b"LYGU0000015.-1".hex(), "/api/v1/journeys?cursor=" + b"LYGU0000015.1e1".hex(),
    "/api/v1/intakes?cursor=" + b"-5.00000000-0000-0000-0000-000000000000".hex(), "/api/v1/places?limit=1e3", "/healthz?x=1"])
def test_odd_addresses_are_400(server, path):
    problem(server.get(path), 400, "bad-request")


def test_a_refusal_names_the_parameter(server):
    assert "colour" in server.get("/api/v1/containers?colour=red").json()["detail"]
    assert "prefix" in server.get("/api/v1/containers?prefix=A&prefix=B").json()["detail"]


@pytest.mark.parametrize("path", [
    "/api/v1/containers/" + box(999999), "/api/v1/intakes/nonsense", "/api/v1/intakes/00000000-0000-0000-0000-000000000000",
    "/api/v1/intakes/00000000-0000-0000-0000-000000000000/raw", "/api/v1/places/XXXXX"])
def test_what_nobody_told_of_is_404(server, path):
    problem(server.get(path), 404, "unknown")


def test_an_empty_body_is_refused(server):
    problem(server.post(b""), 400, "bad-body")


def test_a_compressed_body_is_refused(server):
    answer = server.post(gzip.compress(codeco(box(77))), headers={"Content-Encoding": "gzip"})
    problem(answer, 415, "bad-type")


def test_what_is_no_message_is_422_with_a_receipt(server):
    answer = server.post(b"this is not EDIFACT")
    assert answer.status == 422, answer
    receipt = answer.json()
    assert receipt["status"] == "rejected" and receipt["diagnostics"]
    assert server.json("/api/v1/intakes/" + receipt["intakeId"])


# --- the endpoints


def test_a_posted_message_is_given_back_byte_by_byte(server):
    body = codeco(box(500), document="RAW", interchange="500")
    receipt = server.post(body).json()
    raw = server.get("/api/v1/intakes/%s/raw" % receipt["intakeId"])
    assert raw.status == 200 and raw.body == body
    assert raw.headers["Content-Type"] == "application/octet-stream"
    assert raw.headers["Content-Disposition"].startswith("attachment")


def test_a_replay_adds_nothing_that_is_known(server):
    receipt = server.post(codeco(box(501), document="REPLAY", interchange="501")).json()
    assert receipt["new"] >= 1
    again = server.post(b"", path="/api/v1/intakes/%s/replay" % receipt["intakeId"])
    assert again.status == 200 and again.json()["new"] == 0, again
    problem(server.post(b"", path="/api/v1/intakes/7/replay"), 404, "unknown")


def test_content_types_that_say_nothing_are_sniffed(server):
    for n, kind in enumerate(("application/octet-stream", "application/x-www-form-urlencoded", "application/edifact", "text/plain; charset=utf-8",
                              "", "APPLICATION/EDIFACT;charset=us-ascii")):
        answer = server.post(codeco(box(510 + n), document="S%d" % n, interchange=str(510 + n)), type=kind)
        assert answer.status == 200 and answer.json()["events"] == 1, answer


@pytest.mark.parametrize("kind", ["image/png", "text/html", "application/pdf", "multipart/form-data; boundary=x", "text/plainer", "x" * 200])
def test_other_content_types_are_refused_whatever_the_bytes(server, kind):
    before = server.sql("select count(*) from intake")
    problem(server.post(codeco(box(530), document="T", interchange="530"), type=kind), 415, "bad-type")
    assert server.sql("select count(*) from intake") == before


def test_what_is_called_json_is_not_taken_for_edifact(server):
    assert server.post(codeco(box(531), document="T", interchange="531"), type="application/json").status in (415, 422)
    assert server.get("/api/v1/containers/" + box(531)).status == 404


def test_a_place_is_found_by_what_others_call_it(server):
    # CNHUP is another code of CNHRS, 722400 the railway's number of XUCHU, XRNAK what RUNJK was called here
    body = codeco(box(520), document="ALIAS", interchange="520").replace(b"LOC+165+CNLYG:139:6", b"LOC+165+CNHUP:139:6")
    assert server.post(body).json()["diagnostics"] == []
    shown = server.json("/api/v1/containers/" + box(520))
    assert shown["place"]["code"] == "CNHRS" and "Khorgos" in shown["place"]["name"]["en"]
    for said, code in (("CNHUP", "CNHRS"), ("cnhup", "CNHRS"), ("722400", "XUCHU"), ("XRNAK", "RUNJK"), ("CNLYG", "CNLYG")):
        assert server.json("/api/v1/places/" + said)["code"] == code
    assert "CNHRS" in [row["code"] for row in server.json("/api/v1/places?prefix=CNHUP")["places"]]
    assert [row["code"] for row in server.json("/api/v1/places?codes=KZDOS,CNLYG,ZZZZZ")["places"]] == ["CNLYG", "KZDOS"]
    for place in ("CNHUP", "CNHRS", "XKALT"):  # one border complex
        assert box(520) in [row["number"] for row in server.json("/api/v1/containers?place=" + place)["containers"]]
    events = server.json("/v2/events?UNLocationCode=CNHUP")
    assert [row["equipmentReference"] for row in events] == [box(520)]


def test_a_number_is_normalised(filled):
    number = box(1)
    for written in (number.lower(), number[:4] + "%20" + number[4:10] + "%20" + number[10], number[:10] + "-" + number[10]):
        assert filled.json("/api/v1/containers/" + written)["number"] == number


@pytest.mark.parametrize("limit", [1, 7, 250, 1000])
def test_pages_show_every_container_once(filled, limit):
    seen, cursor = [], ""
    while True:
        page = filled.json("/api/v1/containers?prefix=LYGU0000&limit=%d%s" % (limit, cursor))
        assert len(page["containers"]) <= limit
        seen += [row["number"] for row in page["containers"]]
        if not page.get("next"):
            break
        cursor = "&cursor=" + page["next"]
    assert len(seen) == len(set(seen)) and set(boxes(30)) <= set(seen)


def test_the_description_is_of_this_server(server):
    api = server.json("/openapi.json")
    assert api["openapi"].startswith("3.1")
    for path, operations in api["paths"].items():
        for method in operations:
            real = re.sub(r"\{[^}]*\}", "00000000-0000-0000-0000-000000000000", path)
            if "{file}" in path or path == "/api/v1/stream":  # that one has no end
                continue
            answer = server.request(method.upper(), real, b"" if method == "post" else None)
            assert answer.status in (200, 400, 404, 415), (method, path, answer)
            assert answer.status != 404 or "{" in path


def test_described_parameters_are_taken(server):
    api = server.json("/openapi.json")
    for path in ("/api/v1/containers", "/api/v1/messages", "/api/v1/intakes", "/api/v1/places", "/v2/events"):
        names = [p["name"] for p in api["paths"][path]["get"]["parameters"]]
        assert "limit" in names and "cursor" in names
        assert server.get(path + "?limit=5").status == 200


def test_what_is_refused_without_a_parameter_says_that_it_is_required(server):
    one_of_several = {"/api/v1/documents", "/api/v1/positions", "/api/v1/plans", "/v1/vessel-schedules"}  # which their words say
    needed = {}
    for path, operations in server.json("/openapi.json")["paths"].items():
        if "get" not in operations or path == "/api/v1/stream" or "{" in path:
            continue
        needed[path] = [p["name"] for p in operations["get"]["parameters"] if p.get("required")]
        answer = server.get(path)
        assert (answer.status == 400) == (path in one_of_several or needed[path] != []), (path, answer)
        assert not needed[path] or needed[path][0] in answer.text
    assert {path: names for path, names in needed.items() if names} == {
        "/v1/point-to-point-routes": ["placeOfReceipt", "placeOfDelivery"], "/v1/port-schedules": ["UNLocationCode", "date"]}


def metric(server, line):
    found = [row for row in server.get("/metrics").text.split("\n") if row.startswith(line + " ")]
    return float(found[0].rsplit(" ", 1)[1]) if found else 0


def test_requests_deliveries_and_events_are_counted(server):
    requests = 'landbridge_http_requests_total{method="GET",endpoint="/api/v1/places/{code}",status="404"}'
    duplicates = 'landbridge_deliveries_total{verdict="duplicate"}'
    names = requests, duplicates, "landbridge_new_events_total"
    before = [metric(server, name) for name in names]
    body = codeco(boxes(3, start=600), document="M1", interchange="600")
    assert server.get("/api/v1/places/XXXXX").status == 404
    assert server.post(body).json()["new"] == 3
    assert server.post(body).json()["status"] == "duplicate"
    until(lambda: [metric(server, name) - n for name, n in zip(names, before)] == [1, 1, 3], "all is counted, once")
    assert metric(server, "landbridge_database_up") == 1
    assert metric(server, "process_resident_memory_bytes") > 1e6


def test_times_are_a_histogram(server):
    server.get("/healthz")
    until(lambda: 'endpoint="/healthz",status="200"' in server.get("/metrics").text, "the request is counted")
    rows = [row for row in server.get("/metrics").text.split("\n") if 'endpoint="/healthz"' in row and "seconds_bucket" in row]
    counts = [float(row.rsplit(" ", 1)[1]) for row in rows]
    assert counts == sorted(counts) and counts[-1] >= 1 and 'le="+Inf"' in rows[-1]


# --- the page


def test_the_page_and_all_it_asks_for_come_from_here(server):
    page = server.get("/")
    assert page.status == 200 and page.headers["Content-Type"].startswith("text/html")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-cache"
    assert server.get("/", {"If-None-Match": page.headers["ETag"]}).status == 304
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    names = re.findall(r'(?:src|href)="(/[\w./-]+\.(?:m?js|css|svg))"', page.text)
    assert names and all(name.startswith("/assets/") for name in names)
    for name in names:
        answer = server.get(name)
        assert answer.status == 200 and answer.body, name
        # its name changes with what it holds
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        again = server.get(name, {"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304 and again.body == b"" and "immutable" in again.headers["Cache-Control"]
        for _ in range(2):  # made when it is first asked for, and kept
            zipped = server.get(name, {"Accept-Encoding": "gzip"})
            if len(answer.body) > 10000:
                assert zipped.headers["Content-Encoding"] == "gzip"
            if zipped.headers["Content-Encoding"] == "gzip":
                assert gzip.decompress(zipped.body) == answer.body and len(zipped.body) < len(answer.body)
            else:
                assert zipped.body == answer.body


@pytest.mark.parametrize("path", ["/map", "/map?place=CNLYG", "/lookup", "/hubs", "/hubs/CNLYG", "/messages",
                                  "/messages/4f1c2d8e-0000-4000-8000-000000000000.1", "/keys"])
def test_a_screen_has_an_address_of_its_own_where_the_page_is(server, path):
    page, screen = server.get("/"), server.get(path)
    assert screen.status == 200 and screen.body == page.body and screen.headers["ETag"] == page.headers["ETag"]
    assert screen.headers["Content-Type"].startswith("text/html") and screen.headers["Cache-Control"] == "no-cache"
    refused = server.post(b"", path.partition("?")[0])
    assert refused.status == 405 and refused.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/no-such-screen", "/map/", "/map/CNLYG", "/hubs/", "/hubs/CNLYG/x", "/index.html", "/assets/",
                                  "/assets/page.js", "/web/index.html", "/Keys"])
def test_what_is_no_file_and_no_screen_is_not_found(server, path):
    problem(server.get(path), 404, "unknown")


def test_what_dcsa_cannot_say_is_counted_and_not_shown(server):
    number = box(650)
    before = metric(server, "landbridge_unsaid_events_total")
    # Neither empty nor full was said: emptyIndicatorCode is required there.
    assert server.post(codeco(number, load=9, document="M2", interchange="650")).json()["new"] == 1
    until(lambda: metric(server, "landbridge_unsaid_events_total") == before + 1, "it is counted")
    assert server.json("/v2/events?equipmentReference=" + number) == []
    assert len(server.json("/api/v1/containers/" + number)["timeline"]) == 1


@pytest.mark.parametrize("path, plain", [
    ("messages", "1.00000000-0000-0000-0000-000000000000.9999999999"), ("messages", "1.00000000-0000-0000-0000-00000000000.1"),
    ("messages", "1.1"), ("intakes", "1.2"), ("intakes", "99999999999999999999.00000000-0000-0000-0000-000000000000")])
def test_a_made_up_cursor_is_refused_and_no_fault_of_ours(server, path, plain):
    answer = server.get("/api/v1/%s?cursor=%s" % (path, plain.encode().hex()))
    assert answer.status == 400 and "cursor" in answer.json()["detail"]


def test_messages_of_one_intake_come_page_by_page(server):
    receipt = server.post(b"".join([b"UNB+UNOA:2+A+B+260615:0800+PAGES'"] + [
        b"UNH+%d+CODECO:D:95B:UN'BGM+34+P%d+9'UNT+2+%d'" % (n, n, n) for n in range(1, 8)] + [b"UNZ+7+PAGES'"])).json()
    seen, cursor = [], ""
    while True:
        page = server.json("/api/v1/messages?intake=%s&limit=3%s" % (receipt["intakeId"], cursor))
        seen += [m["messageId"] for m in page["messages"]]
        if not page.get("next"):
            break
        cursor = "&cursor=" + page["next"]
    assert seen == ["%s.%d" % (receipt["intakeId"], n) for n in range(7, 0, -1)]
