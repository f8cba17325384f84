"""asOf: what was known at a moment is what was answered at that moment, whatever was told, taken back or understood since."""

import json
import os
import re
from urllib.parse import quote

import pytest

from lib.daemon import TOP, Server, make_dir, remove, run
from lib.dcsa3 import event3, push, retraction
from lib.messages import box, coarri, codeco, edifact, iftsta
from test_taf import composition, running

JSON = "application/json"
A, B, C, D, E, F, G, H = (box(n, "ASF") for n in range(1, 9))
EMPTY, OTHER = box(11, "ASF"), box(12, "ASF")
CR, RU, LATE = "5312345", "94312071", "94398765"


class Hub(Server):
    """A daemon that its operator asks, unless another key is said."""

    def request(self, method, path, body=None, headers=None, **how):
        return super().request(method, path, body, {**getattr(self, "op", {}), **(headers or {})}, **how)


def on(wagon, train=None):
    rail = {"railCarReference": wagon, **({"departureID": train} if train else {})}
    return {"transportDetails": {"transportCall": {"modeOfTransport": "RAIL", "railTransport": rail}}}


def taken(answer):
    assert answer.status in (200, 201), answer
    return answer.json()


def posted(body, type="application/edifact", who="op", path="/api/v1/messages"):
    return lambda hub: taken(hub.post(body, path, type, getattr(hub, who)))


def pushed(*events):
    return lambda hub: push(hub, *events)


def put(path, what):
    return lambda hub: taken(hub.request("PUT", path, json.dumps(what), {"Content-Type": JSON}))


def replayed(hub):
    for (intake,) in hub.sql("select distinct intake from message where sender is distinct from 'LBL'"):
        taken(hub.request("POST", "/api/v1/intakes/%s/replay" % intake))


NOTES = "SMGS,Date,Container,Wagon,From,To,Consignee\n%s,2026-06-16,%s,%s,Lianyungang,Duisburg,Rhein GmbH\n"


STEPS = [
    ("two boxes come by ship", posted(coarri([A, B], document="S1"))),
    ("one goes through the gate, and a party tells of another", posted(codeco(A, "out", "202606150700", document="G1", interchange="2", seal="SEAL77"))),
    ("a party tells", posted(codeco([C], document="P1", interchange="3", booking="BOOK1"), who="terminal")),
    ("the gate is taken back", posted(codeco(A, "out", "202606150700", document="G1", interchange="4", said="202606151000", seal="SEAL77")
                                      .replace(b"BGM+36+G1+9", b"BGM+36+G1+1"))),
    ("another word replaces the party's", posted(codeco([C], at="202606150930", document="P1", interchange="5", said="202606151100", booking="BOOK2")
                                                 .replace(b"BGM+34+P1+9", b"BGM+34+P1+5"), who="terminal")),
    ("a box is put on a train", pushed(event3("as1", code="LOADED", number=B, at="2026-06-15T09:00:00+08:00", **on(CR, "X8155")),
                                       event3("as2", code="LOADED", number=D, at="2026-06-15T09:10:00+08:00", **on("5312346", "X8155")))),
    ("the train leaves", pushed(event3("as3", "TRANSPORT", "DEPARTED", at="2026-06-15T14:20:00+08:00", **on(CR, "X8155")))),
    ("it is to arrive", pushed(event3("as4", "TRANSPORT", "ARRIVED", at="2026-06-19T06:00:00+08:00", place="CNAKL", classifier="ESTIMATED",
                                      **on(CR, "X8155")))),
    ("the departure is told otherwise", pushed(event3("as3", "TRANSPORT", "DEPARTED", at="2026-06-15T15:00:00+08:00", updated="2026-06-16T04:00:00Z",
                                                      **on(CR, "X8155")))),
    ("half a change of gauge", pushed(event3("as5", code="DISCHARGED", number=B, at="2026-06-19T06:10:00+08:00", place="CNAKL", **on(CR)))),
    ("the other half", pushed(event3("as6", code="LOADED", number=B, at="2026-06-19T08:50:00+05:00", place="KZDOS", **on(RU)))),
    ("the other half is taken back", pushed(retraction("as6", "2026-06-20T00:00:00Z"))),
    ("and told again", pushed(event3("as7", code="LOADED", number=B, at="2026-06-19T09:50:00+05:00", place="KZDOS", **on(RU, "1418")))),
    ("a wagon is somewhere that nobody knows", lambda hub: (
        put("/api/v1/partners/dislocator", {})(hub),
        pushed(event3("as8", code="LOADED", number=E, at="2026-06-15T09:00:00+08:00", **on(LATE)))(hub),
        posted("Wagon,Operation,Station,Date and time\n%s,arrived,Siding-7,2026-06-17 10:00\n" % LATE, "text/csv",
               path="/api/v1/messages?partner=dislocator")(hub))),
    ("the place is mapped", posted('{"list": "STATION-NAME", "code": "SIDING7", "meaning": "KZDOS"}', JSON, path="/api/v1/partners/dislocator/codes")),
    ("it is mapped otherwise and all is decoded again", lambda hub: (
        posted('{"list": "STATION-NAME", "code": "SIDING7", "meaning": "KZALA"}', JSON, path="/api/v1/partners/dislocator/codes")(hub), replayed(hub))),
    ("a train of another railway with two boxes", posted(composition(F, G, wagon="335145512349"), "application/xml")),
    ("it runs", posted(running("2026-06-25T18:42:00+02:00", "run-as"), "application/xml")),
    ("boxes are handed over", posted(iftsta([("41", "202606251000", "PLMAA", [F]), ("41", "202606251100", "PLMAA", [G])], interchange="9"))),
    ("one was not", posted(iftsta([("41", "202606251100", "PLMAA", [G])], said="202606251300", interchange="10")
                           .replace(b"BGM+23+STAT1+9", b"BGM+23+STAT1+1"))),
    ("papers cover a box, and a wagon", lambda hub: (
        posted(NOTES % ("27149902", B, RU), "text/csv", path="/api/v1/messages?profile=waybill-en")(hub),
        posted(NOTES % ("27149903", "", CR), "text/csv", path="/api/v1/messages?profile=waybill-en")(hub))),
    ("one covers another too", posted(NOTES % ("27149902", D, RU), "text/csv", path="/api/v1/messages?profile=waybill-en")),
    ("a tracker tells where a box is", lambda hub: (
        put("/api/v1/trackers/lock-1", {"container": A, "since": "2026-06-01T00:00:00Z"})(hub),
        posted(json.dumps({"device": "lock-1", "at": "2026-06-20T02:00:00Z", "lat": 44.9, "lon": 82.1}), JSON, path="/api/v1/positions")(hub))),
    ("it is on another", put("/api/v1/trackers/lock-1", {"container": C, "since": "2026-06-01T00:00:00Z"})),
    ("a tracker on a wagon", lambda hub: (
        put("/api/v1/trackers/lock-2", {"wagon": RU, "since": "2026-06-01T00:00:00Z"})(hub),
        posted(json.dumps({"device": "lock-2", "at": "2026-06-21T02:00:00Z", "lat": 50.1, "lon": 75.1}), JSON, path="/api/v1/positions")(hub))),
    ("empties stand in a depot, and one is reserved", lambda hub: (
        posted(codeco([EMPTY, OTHER], place="CNLYG", facility="DEP1", load=4, size="22G1", document="E1", interchange="12"))(hub),
        posted(edifact(["BGM+129+R1+9", "DTM+137:202606160900:203", "RFF+BN:ASFBK", "NAD+MS+LINE", "NAD+CF+COS:160:20", "EQD+CN+%s+22G1:102:5++2+4" % EMPTY,
                        "DTM+201:202606180900:203", "LOC+98+CNLYG:139:6+DEP1:TER:306"], "COPARN", reference="R1", interchange="13"))(hub))),
    ("a box comes home", posted(codeco([C], "out", "202606160930", document="P2", interchange="11", said="202606161100"))),
]

PATHS = (["/api/v1/containers/" + n for n in (A, B, C, D, E, F, G, H)] +
         ["/api/v1/containers", "/api/v1/containers?limit=2", "/api/v1/containers?prefix=ASFU0000", "/api/v1/containers?place=CNLYG",
          "/api/v1/containers?place=KZDOS", "/api/v1/containers?place=KZALA", "/api/v1/containers?place=PLMAA", "/api/v1/containers?status=on-board",
          "/api/v1/containers?place=CNLYG&status=in-terminal",
          "/api/v1/hubs", "/api/v1/hubs/CNLYG", "/api/v1/hubs/KZDOS", "/api/v1/hubs/CNAKL", "/api/v1/hubs/PLMAA",
          "/api/v1/stock", "/api/v1/stock?place=CNLYG",
          "/api/v1/map", "/api/v1/map?place=CNLYG", "/api/v1/map?status=on-board",
          "/api/v1/trains", "/api/v1/trains?name=x8155", "/api/v1/trains?place=CNLYG", "/api/v1/trains/X8155", "/api/v1/trains/1418",
          "/api/v1/trains/41020",
          "/api/v1/wagons", "/api/v1/wagons?place=KZDOS", "/api/v1/wagons?place=KZALA", "/api/v1/wagons?train=41020", "/api/v1/wagons?train=X8155",
          "/api/v1/wagons/" + CR, "/api/v1/wagons/" + RU, "/api/v1/wagons/" + LATE, "/api/v1/wagons/335145512349",
          "/api/v1/documents?kind=SMGS", "/api/v1/documents/SMGS/27149902", "/api/v1/documents?container=" + F, "/api/v1/documents?wagon=335145512349",
          "/api/v1/gauge-changes", "/api/v1/gauge-changes?place=KZDOS", "/api/v1/handovers", "/api/v1/handovers?place=PLMAA"] +
         ["/api/v1/containers/%s/history?format=csv" % n for n in (A, B, E)] +
         ["/api/v1/journeys?container=" + n for n in (A, B, C, E)] + ["/api/v1/journeys?limit=3", "/api/v1/journeys?place=KZDOS"])
LOOK_UPS = ["\n".join([A, B, C, H, "BOOK1", "BOOK2", "SEAL77", "9227273", "LANDBRIDGE EXPRESS", CR, RU, LATE, "X8155", "41020", "SMGS1", "1418", "27149902", "27149903"])]
WHO = ("op", "terminal")


def timeless(what):
    """Without the moment that an answer says it is of; a cursor tells it too."""
    if isinstance(what, dict):
        return {k: bool(v) if k == "next" and isinstance(v, str) else timeless(v) for k, v in what.items() if k != "asOf"}
    return [timeless(v) for v in what] if isinstance(what, list) else what


def told(answer):
    if answer.status != 200:
        return answer.status
    return timeless(answer.json()) if "json" in answer.headers["Content-Type"] else answer.text


def apart(then, now, where=""):
    """Where two answers first differ."""
    if isinstance(then, dict) and isinstance(now, dict):
        for k in {**then, **now}:
            if then.get(k) != now.get(k):
                return apart(then.get(k), now.get(k), where + "." + k)
    if isinstance(then, list) and isinstance(now, list):
        for i, (a, b) in enumerate(zip(then, now)):
            if a != b:
                return apart(a, b, "%s[%d]" % (where, i))
    return "%s: then %.300s, as of then %.300s" % (where, then, now)


def answers(hub, at=None):
    found = {}
    for who in WHO:
        key = getattr(hub, who)
        for path in PATHS:
            more = "" if at is None else ("&" if "?" in path else "?") + "asOf=" + quote(at)
            found[who, path] = told(hub.get(path + more, key))
        for wanted in LOOK_UPS:
            path = "/api/v1/lookup" + ("" if at is None else "?asOf=" + quote(at))
            found[who, "look-up"] = told(hub.post(wanted, path, "text/plain", key))
    return found


def clock(hub):
    """The database's own, past what was just written."""
    [[now]] = hub.sql("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    return now


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Hub(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name, {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def test_what_was_known_then_is_what_was_answered_then(hub):
    steps = [("nothing is known", clock(hub), answers(hub))]
    for name, step in STEPS:
        step(hub)
        hub.judged()  # estimates are made by the judge, a moment later
        steps.append((name, clock(hub), answers(hub)))
    for before, after in zip(steps, steps[1:]):
        assert before[2] != after[2], "nobody sees it: " + after[0]
    wrong = []
    for name, at, then in steps:
        now = answers(hub, at)
        wrong += ["%s: %s %s" % (name, k, apart(then[k], now[k])) for k in then if then[k] != now[k]]
    assert not wrong, "%d answers are others\n%s" % (len(wrong), "\n".join(wrong[:40]))


def test_before_anything_was_known_of_it_a_box_is_unknown(hub):
    number = box(90, "ASF")
    before = clock(hub)
    posted(codeco(number, document="B1", interchange="90"))(hub)
    path = "/api/v1/containers/" + number
    assert hub.get(path).status == 200 and hub.get(path + "?asOf=" + clock(hub)).status == 200
    unknown = hub.get("/api/v1/containers/" + box(91, "ASF"))
    then = hub.get(path + "?asOf=" + before)
    assert (then.status, then.json()["title"]) == (unknown.status, unknown.json()["title"]) == (404, unknown.json()["title"])
    assert hub.get(path + "/history?format=csv&asOf=" + before).status == 404
    assert hub.get(path + "?asOf=1970-01-01T00:00:00Z").status == 404
    [row] = hub.post(number, "/api/v1/lookup?asOf=" + before, "text/plain").json()["rows"]
    assert not row["found"] and row["why"] == "unknown"


@pytest.mark.parametrize("at,words", [("2096-01-01T00:00:00Z", "still to come"), ("yesterday", "is no time"), ("", "is no time"),
                                      ("2026-06-15", "is no time"), ("2026-06-15T08:00", "is no time")])
def test_what_is_no_time_that_has_been_is_refused_with_words(hub, at, words):
    for path in PATHS[:1] + PATHS[8:10] + ["/api/v1/map", "/api/v1/hubs/CNLYG", "/api/v1/wagons/" + RU]:
        answer = hub.get(path + ("&" if "?" in path else "?") + "asOf=" + at)
        assert answer.status == 400 and words in answer.json()["detail"], answer
    assert hub.post(A, "/api/v1/lookup?asOf=" + at, "text/plain").status == 400
    assert hub.get("/api/v1/places?asOf=2026-06-15T08:00:00Z").status == 400, "places are what they are"


def test_a_time_may_have_any_offset(hub):
    at = clock(hub)
    hour = "%02d" % ((int(at[11:13]) + 8) % 24)
    path = "/api/v1/containers?prefix=ASFU0000"
    if int(at[11:13]) < 16:  # the same day there
        assert hub.json(path + "&asOf=" + quote(at[:11] + hour + at[13:-1] + "+08:00")) == hub.json(path + "&asOf=" + at)
    assert hub.get(path + "&asOf=" + at[:19] + "+00:00").status == 200  # as forms send a plus


def listed(page):
    return [(c["number"], c["status"]) for c in page["containers"]]


@pytest.mark.parametrize("query", ["prefix=PGS", "prefix=PGS&place=CNLYG", "prefix=PGS&status=in-terminal"])
def test_a_page_stays_at_the_moment_of_the_first(hub, query):
    numbers = sorted(box(n, "PGS") for n in range(1, 6))
    if hub.get("/api/v1/containers/" + numbers[0]).status == 404:
        posted(codeco(numbers, document="PG1", interchange="91"))(hub)
    at = clock(hub)
    first = hub.json("/api/v1/containers?limit=2&%s&asOf=%s" % (query, at))
    gone = [box(10 + len(query), "PGS")]
    posted(codeco(gone, document="PG-" + query[-5:], interchange=str(len(query))))(hub)
    posted(codeco(numbers[3], "out", document="PGO" + query[-5:], at="202606151%03d" % len(query), interchange="1" + str(len(query))))(hub)
    for stay in ("", "&asOf=" + at):  # the cursor knows it itself
        told, cursor = listed(first), first.get("next")
        while cursor:
            page = hub.json("/api/v1/containers?limit=2&%s&cursor=%s%s" % (query, cursor, stay))
            told, cursor = told + listed(page), page.get("next")
        assert told == listed(hub.json("/api/v1/containers?%s&asOf=%s" % (query, at)))
        assert gone[0] not in [n for n, _ in told]
    other = hub.get("/api/v1/containers?limit=2&%s&cursor=%s&asOf=%s" % (query, first["next"], clock(hub)))
    assert other.status == 400 and "another moment" in other.json()["detail"], other


def test_a_replay_that_reads_a_message_otherwise_leaves_what_was_said_of_it(hub):
    """The message's own diagnostics too: the code was unknown, and then it was not."""
    number = box(93, "ASF")
    put("/api/v1/partners/slip", {"signs": [{"kind": "unb", "value": "SLIP"}]})(hub)
    posted(codeco(number, place="HALT7", sender="SLIP", interchange="93", document="H1"))(hub)
    before, path = clock(hub), "/api/v1/containers/" + number
    then = hub.json(path)
    assert "place" in json.dumps([d["code"] for e in then["timeline"] for d in e["diagnostics"]])
    posted('{"list": "PLACE", "code": "HALT7", "meaning": "KZDOS"}', JSON, path="/api/v1/partners/slip/codes")(hub)
    now = hub.json(path)
    assert now["place"]["code"] == "KZDOS" and then != now
    assert hub.json(path + "?asOf=" + before) == then
    for place, there in (("KZDOS", False),):
        assert (number in [c["number"] for c in hub.json("/api/v1/containers?place=%s&asOf=%s" % (place, before))["containers"]]) == there
        assert number in [c["number"] for c in hub.json("/api/v1/containers?place=%s&asOf=%s" % (place, clock(hub)))["containers"]]


def test_track_as_of(hub):
    number = box(94, "ASF")
    before = clock(hub)
    posted(codeco(number, document="T1", interchange="94"))(hub)
    at = clock(hub)
    posted(codeco(number, "out", "202606160800", document="T2", interchange="95"))(hub)

    def track(*arguments):
        return run("track", "--data", hub.data, *arguments)

    assert json.loads(track("--json", "--as-of", at, number).stdout)["status"] == "in-terminal"
    assert json.loads(track("--json", number).stdout)["status"] == "on-the-road"
    assert "GTOT" not in track("--as-of", at, number).stdout and "GTOT" in track(number).stdout
    assert track("--as-of", before, number).returncode == 1
    assert '"in-terminal"' in track("--as-of", at, "--as", "json", number).stdout
    for wrong in ("yesterday", "2096-01-01T00:00:00Z"):
        done = track("--as-of", wrong, number)
        assert done.returncode == 2 and wrong in done.stderr, done


def test_the_tables_of_then_have_every_column_of_those_of_now(hub):
    """A migration that adds a column makes the views anew; else a statement of now would not run of then."""
    columns = "select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_schema = '%s' and table_name = '%s'"
    names = [name for (name,) in hub.sql("select table_name from information_schema.views where table_schema = 'landbridge_as_of'")]
    assert {"event", "message", "paper", "paper_of", "train_name", "position", "tracker_on", "journey", "ride", "consist", "wagon",
            "gauge_change", "event_holding", "estimate", "heard", "listing", "alert", "alert_box", "alert_step", "paper_open",
            "train_akin", "trip", "trip_listed"} == set(names)
    for name in names:
        assert hub.sql(columns % ("landbridge_as_of", name)) == hub.sql(columns % ("public", name)), name
    [[was]] = hub.sql(columns % ("public", "event_was"))
    [[event]] = hub.sql(columns % ("public", "event"))
    assert sorted(set(was.split(",")) - {"gone"}) == event.split(",")


def test_no_statement_reads_a_table_of_then_from_end_to_end(hub):
    """Each by its own indexes, those of what was understood before too: as it is planned in a transaction that reads what was known."""
    folder, scanned, planned = os.path.join(TOP, "sql", "query"), [], 0
    begin = open(os.path.join(folder, "as_of_begin.sql")).read().replace("$1", "'2026-06-15 08:00:00+00'")
    then = "|".join(name for (name,) in hub.sql("select table_name from information_schema.views where table_schema = 'landbridge_as_of'"))
    for name in sorted(os.listdir(folder)):
        text = open(os.path.join(folder, name)).read()
        if not re.search(r"\b(from|join) (%s)\b" % then, text) or re.search(r"^(insert|update|delete)|for update", text, re.M):
            continue
        params = max([int(n) for n in re.findall(r"\$(\d+)", text)], default=0)
        plan = hub.sql("set plan_cache_mode = force_generic_plan; set enable_seqscan = off; begin read only; %s; prepare x as %s; explain execute x%s"
                       % (begin, text, "(%s)" % ",".join(["null"] * params) if params else ""))
        planned += 1
        scanned += [(name, line[0]) for line in plan if re.search(r"Seq Scan on (event|event_was|message|paper|position|container|lookup)\b", line[0])]
    assert planned > 40 and not scanned, scanned
