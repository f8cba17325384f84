"""What a key with a party sees and moves: what that party itself told, and no more."""

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.dcsa3 import event3, push
from lib.messages import box, codeco, iftsta


@pytest.fixture(scope="module")
def hub():
    """A daemon with a key each for its operator, a terminal and somebody else."""
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        for name, role, party in (("op", "operator", None), ("terminal", "sender", "TERMINAL"), ("evil", "sender", "EVIL"),
                                  ("evil-op", "operator", "EVIL"), ("evil-reads", "reader", "EVIL")):
            done = run("key", "add", name, "--role", role, *(["--party", party] if party else []), "--data", started.data)
            assert done.returncode == 0, done.stderr
            setattr(started, name.replace("-", "_"), {"Authorization": "Bearer " + done.stdout.strip()})
        yield started
    finally:
        started.end()
        remove(base)


def told(hub, key, message):
    receipt = hub.post(message, headers=key)
    assert receipt.status == 200, receipt
    return receipt.json()


def container(hub, key, number):
    return hub.get("/api/v1/containers/" + number, key)


def listed(hub, key, query=""):
    answer = hub.get("/api/v1/containers" + query, key)
    assert answer.status == 200, answer
    return {c["number"]: c for c in answer.json()["containers"]}


def dcsa(hub, key, query):
    answer = hub.get("/v2/events" + query, key)
    assert answer.status == 200, answer
    return answer.json()


def test_a_forged_mention_opens_nothing_of_a_boxs_history(hub):
    number = box(1)
    whole = told(hub, hub.terminal, codeco(number, booking="SECRET1", extra=["FTX+AAA+++WHAT IS IN IT"], document="A1", interchange="1"))
    assert container(hub, hub.evil, number).status == 404
    forged = told(hub, hub.evil, codeco(number, direction="out", at="202001010800", said="202001010900", document="E1", interchange="2"))
    for key in (hub.evil, hub.evil_op, hub.evil_reads):
        answer = container(hub, key, number)
        assert answer.status == 200
        assert "SECRET1" not in answer.text and "WHAT IS IN IT" not in answer.text and whole["intakeId"] not in answer.text
        seen = answer.json()
        assert [e["source"]["intakeId"] for e in seen["timeline"]] == [forged["intakeId"]]
        assert seen["status"] == "on-the-road"
        for query in ("?equipmentReference=" + number, "?UNLocationCode=CNLYG&equipmentReference=" + number, ""):
            events = dcsa(hub, key, query)
            assert [e["eventDateTime"][:4] for e in events if e["equipmentReference"] == number] == ["2020"], query
    assert {e["source"]["intakeId"] for e in container(hub, hub.op, number).json()["timeline"]} == {whole["intakeId"], forged["intakeId"]}
    assert [e["source"]["intakeId"] for e in container(hub, hub.terminal, number).json()["timeline"]] == [whole["intakeId"]]


def test_an_event_of_another_party_is_not_found_by_its_id(hub):
    number = box(2)
    told(hub, hub.terminal, codeco(number, document="A2", interchange="3"))
    told(hub, hub.evil, codeco(number, direction="out", at="202001010800", document="E2", interchange="4"))
    [theirs] = [e["eventID"] for e in dcsa(hub, hub.op, "?equipmentReference=" + number) if e["eventDateTime"].startswith("2026")]
    assert hub.get("/v2/events/" + theirs, hub.terminal).status == 200
    assert hub.get("/v2/events/" + theirs, hub.evil).status == 404


def test_the_list_tells_where_a_box_is_as_the_party_knows_it(hub):
    number, other = box(3), box(4)
    told(hub, hub.terminal, codeco([number, other], place="CNLYG", document="A3", interchange="5"))
    told(hub, hub.evil, codeco(number, direction="out", at="202001010800", place="DEHAM", facility="CTA", document="E3", interchange="6"))
    seen = listed(hub, hub.evil)[number]
    assert (seen["status"], seen["place"]["code"], seen["since"]["at"][:4]) == ("on-the-road", "DEHAM", "2020")
    assert other not in listed(hub, hub.evil)
    assert number not in listed(hub, hub.evil, "?place=CNLYG") and number in listed(hub, hub.evil, "?place=DEHAM")
    assert number not in listed(hub, hub.evil, "?status=in-terminal") and number in listed(hub, hub.evil, "?status=on-the-road")
    assert listed(hub, hub.op)[number]["status"] == listed(hub, hub.terminal)[number]["status"] == "in-terminal"


def test_a_partys_list_comes_in_pages(hub):
    numbers = [box(n) for n in range(20, 27)]
    told(hub, hub.evil, codeco(numbers, document="E4", interchange="7"))
    seen, cursor = [], ""
    while True:
        page = hub.get("/api/v1/containers?prefix=LYGU00002&limit=2" + cursor, hub.evil).json()
        assert "counts" not in page
        seen += [c["number"] for c in page["containers"]]
        if "next" not in page:
            break
        cursor = "&cursor=" + page["next"]
    assert seen == sorted(numbers)


def test_what_the_operator_grants_wholly_is_seen_wholly(hub):
    number = box(5)
    told(hub, hub.terminal, codeco(number, booking="BK5", document="A5", interchange="8"))
    hub.sql("insert into access (party, subject, scope) values ('EVIL', '%s', 'all')" % number)
    assert "BK5" in container(hub, hub.evil, number).text
    assert listed(hub, hub.evil)[number]["status"] == "in-terminal"
    assert len(dcsa(hub, hub.evil, "?equipmentReference=" + number)) == 1


def test_an_operator_with_a_party_replays_that_partys_deliveries_only(hub):
    number = box(9)
    theirs = told(hub, hub.terminal, codeco(number, document="A9", interchange="15"))["intakeId"]
    own = told(hub, hub.evil, codeco(number, document="E9", interchange="16"))["intakeId"]

    def replayed(key, intake):
        return hub.post(b"", path="/api/v1/intakes/%s/replay" % intake, headers=key)

    assert hub.get("/api/v1/intakes/" + theirs, hub.evil_op).status == 404
    refused = replayed(hub.evil_op, theirs)
    assert refused.status == 404 and number not in refused.text
    assert replayed(hub.evil_op, own).status == replayed(hub.op, theirs).status == 200


# --- what is taken back


def cancelled(message):
    return message.replace(b"+9'", b"+1'")


def voided(hub, number):
    return [e["sender"] for e in container(hub, hub.op, number).json()["timeline"] if e.get("voided") and e["function"] == "original"]


def test_what_happens_at_borders_is_seen_by_who_told_it(hub):
    number, wagons = box(30), ("5312345", "94312071")
    for key, wagon, code, place, at in ((hub.terminal, wagons[0], "DISCHARGED", "CNAKL", "19T06:10:00+08:00"),
                                        (hub.evil, wagons[1], "LOADED", "KZDOS", "19T08:50:00+05:00")):
        rail = {"transportCall": {"modeOfTransport": "RAIL", "railTransport": {"railCarReference": wagon}}}
        push(hub, event3("border" + wagon, code=code, number=number, at="2026-06-" + at, place=place, transportDetails=rail), headers=key)
    told(hub, hub.terminal, iftsta([("41", "202606251000", "PLMAA", [number])]))
    for key, whole, sides, handed in ((hub.op, True, {"off", "on"}, 1), (hub.terminal, False, {"off"}, 1), (hub.evil, False, {"on"}, 0)):
        [change] = hub.get("/api/v1/gauge-changes", key).json()["gaugeChanges"]
        assert (change["complete"], set(change) & {"off", "on"}) == (whole, sides)
        assert hub.get("/api/v1/gauge-changes?place=CNAKL", key).json()["gaugeChanges"] == [change]
        assert len(hub.get("/api/v1/handovers", key).json()["handovers"]) == handed
    for path, allowed in (("/wagons/" + wagons[0], False), ("/wagons/" + wagons[1], True)):
        assert (hub.get("/api/v1" + path, hub.evil).status == 200) == allowed, path
    assert hub.get("/api/v1/partners", hub.evil_op).status == 403


def test_in_which_train_a_wagon_is_only_they_are_told_who_said_so(hub):
    wagon = "94312089"
    for key, rows in ((hub.evil, "Wagon,Operation,Station,Date and time,Train number,Train date\n%s,arrived,Dostyk,2026-06-17 10:00,3502,2026-06-17\n"),
                      (hub.terminal, "Wagon,Operation,Station,Date and time\n%s,arrived,Khorgos,2026-06-18 10:00\n")):
        answer = hub.request("POST", "/api/v1/messages", rows % wagon, {"Content-Type": "text/csv", **key})
        assert answer.status == 200 and answer.json()["new"] == 1, answer
    [train] = [w["train"] for w in hub.get("/api/v1/wagons", hub.op).json()["wagons"] if w["number"] == wagon]
    for query, shown in (("", [None]), ("?train=3502", [])):
        assert [w.get("train") for w in hub.get("/api/v1/wagons" + query, hub.terminal).json()["wagons"] if w["number"] == wagon] == shown
    assert wagon in [w["number"] for w in hub.get("/api/v1/wagons?train=3502", hub.op).json()["wagons"]]


def test_nobody_takes_back_what_another_party_told(hub):
    number = box(6)
    gate = dict(document="A6", sender="LYGTERM")
    told(hub, hub.terminal, codeco(number, interchange="9", **gate))
    for key in (hub.evil, hub.op):
        told(hub, key, cancelled(codeco(number, said="202606151200", interchange="10", **gate)))
        assert voided(hub, number) == []
        assert listed(hub, hub.op)[number]["status"] == container(hub, hub.op, number).json()["status"] == "in-terminal"
    told(hub, hub.terminal, cancelled(codeco(number, said="202606151200", interchange="11", **gate)))
    assert voided(hub, number) == ["LYGTERM"]
    assert listed(hub, hub.op)[number]["status"] == "not-started"


def test_the_hub_takes_back_what_the_hub_told(hub):
    number = box(7)
    told(hub, hub.op, codeco(number, document="A7", interchange="12"))
    path = hub.base + "/cancel.edi"
    with open(path, "wb") as f:
        f.write(cancelled(codeco(number, document="A7", said="202606151200", interchange="13")))
    assert run("import", path, "--data", hub.data).returncode == 0
    assert voided(hub, number) == ["LYGTERM"]


def test_the_same_told_by_two_parties_is_known_twice_and_seen_by_each(hub):
    number = box(8)
    message = codeco(number, document="A8", interchange="14")
    assert [told(hub, key, message)["new"] for key in (hub.terminal, hub.evil)] == [1, 1]
    assert [len(dcsa(hub, key, "?equipmentReference=" + number)) for key in (hub.terminal, hub.evil, hub.op)] == [1, 1, 2]
    again = told(hub, hub.evil, message.replace(b"BGM", b"\nBGM"))
    assert (again["status"], again["new"]) == ("duplicate", 0)
