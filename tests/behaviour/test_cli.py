"""The command line: help, exit codes, check, decode, track."""

import gzip
import json
import os

import pytest

from lib.daemon import Server, run
from lib.messages import box, boxes, coarri, codeco, edifact, join, wrong_box

VERBS = ["serve", "import", "track", "check", "decode", "simulate", "formats", "key", "migrate"]
DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def decode(tmp_path, bytes, name="message.edi"):
    path = tmp_path / name
    path.write_bytes(bytes)
    done = run("decode", path)
    rows = lines(done)
    return done, {kind: [row for row in rows if row["kind"] == kind] for kind in ("message", "event", "diagnostic")}


# help and usage

def test_help_lists_every_verb():
    done = run("--help")
    assert done.returncode == DONE
    for verb in VERBS:
        assert "\n  %s " % verb in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_tells_its_usage_options_and_examples(verb):
    done = run(verb, "--help")
    assert done.returncode == DONE
    assert done.stdout.startswith("Usage: landbridge %s" % verb)
    assert "--help" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [
    [], ["nonsense"], ["check"], ["decode"], ["track"], ["import"], ["key"], ["formats", "nonsense"],
    ["check", "--nonsense", "CNLYG"], ["check", "--as", "nonsense", "CNLYG"], ["check", "--as"],
    ["serve", "--body-most", "lots"], ["serve", "--listen", "nowhere", "--data", "DIR"]])
def test_a_command_line_that_is_not_understood_is_usage(arguments, cluster_dir):
    arguments = [os.path.join(cluster_dir, "data") if word == "DIR" else word for word in arguments]
    done = run(*arguments)
    assert done.returncode == USAGE, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert "sage" in done.stderr or "--help" in done.stderr or "takes" in done.stderr or "wanted" in done.stderr


def test_formats_prints_the_tables_it_lists():
    listed = [line.split()[0] for line in run("formats").stdout.splitlines()]
    assert {"CODECO", "COARRI", "IFTSTA", "EQUIPMENT", "HISTORY"} <= set(listed)
    for name in listed:
        done = run("formats", name.lower())
        assert done.returncode == DONE and done.stderr == ""
        caption, blank, columns, *rows = done.stdout.splitlines()
        assert caption and not blank and columns == columns.upper() and rows
    assert "  SEL      box, status box " in run("formats", "iftsta").stdout
    markdown = run("formats", "--markdown").stdout
    assert [line.split(":")[0] for line in markdown.splitlines() if line.startswith("### ")] == ["### " + name for name in listed]


def test_version_names_the_schema():
    done = run("--version")
    assert done.returncode == DONE
    assert done.stdout.startswith("landbridge ") and "schema" in done.stdout


# check

HOLD = [("CSQU3054383", "container"), ("FCIU9908030", "container"), ("KOSU4954710", "container"),
        ("22G1", "size-type"), ("45R1", "size-type"), ("L5G1", "size-type"),
        ("21 81 2471 217-3", "uic"), ("51 80 0843 001-0", "uic"), ("50 51 26-18 001-5", "uic"),
        ("24548885", "cis"), ("52334158", "cis"), ("94012341", "cis"),
        ("532909", "esr"), ("194013", "esr"), ("810207", "esr"),
        ("9227273", "imo"), ("9395927", "imo"), ("9118018", "imo"),
        ("CNLYG", "locode"), ("DEDUI", "locode")]


@pytest.mark.parametrize("code,kind", HOLD)
def test_check_holds(code, kind):
    done = run("check", "--json", code)
    [row] = lines(done)
    assert (row["kind"], row["verdict"], done.returncode) == (kind, "holds", DONE)
    done = run("check", "--json", "--as", kind, code)
    assert lines(done)[0]["verdict"] == "holds" and done.returncode == DONE


@pytest.mark.parametrize("code,kind", [("CSQU3054384", "container"), ("FCIU9908031", "container"),
                                       ("218124712174", "uic"), ("94012342", "cis"), ("1111111", "imo")])
def test_check_fails_and_says_so(code, kind):
    done = run("check", "--json", "--as", kind, code)
    [row] = lines(done)
    assert (row["verdict"], done.returncode) == ("fails", REFUSED)
    assert row["text"]


def test_check_names_the_digit_that_would_hold():
    done = run("check", "CSQU3054384")
    assert done.returncode == REFUSED
    assert "3" in done.stdout.replace("CSQU3054384", "")


@pytest.mark.parametrize("code", ["AA111", "22AAA"])
def test_check_refuses_what_is_no_locode(code):
    done = run("check", "--as", "locode", code)
    assert done.returncode == REFUSED


def test_check_only_warns_of_a_stations_digit():
    done = run("check", "--json", "--as", "esr", "532908")
    assert (lines(done)[0]["verdict"], done.returncode) == ("warns", DONE)


@pytest.mark.parametrize("typed", ["csqu 305438-3", "CSQU.305438.3", "\uff23\uff33\uff31\uff35\uff13\uff10\uff15\uff14\uff13\uff18\uff13",
                                   "\u0421SQU3054383"])
def test_check_takes_what_people_type(typed):
    done = run("check", "--json", "--as", "container", typed)
    [row] = lines(done)
    assert (row["code"], row["verdict"], done.returncode) == ("CSQU3054383", "holds", DONE)


def test_check_tells_that_a_look_alike_was_changed():
    assert lines(run("check", "--json", "\u0421SQU3054383"))[0]["changed"]
    assert "changed" not in lines(run("check", "--json", "CSQU3054383"))[0]


def test_check_says_which_place_it_is_and_when_it_knows_none():
    done = run("check", "CNLYG", "CNHUP", "722400", "CNZZZ")
    assert done.returncode == DONE
    ours, alias, station, unknown = done.stdout.splitlines()
    assert "Lianyungang" in ours and "port" in ours
    assert "Khorgos" in alias and "CNHRS" in alias
    assert "Chukursay" in station and "XUCHU" in station
    assert "holds" in unknown and "no such place" in unknown
    assert [row.get("place") for row in lines(run("check", "--json", "CNLYG", "CNHUP", "722400", "CNZZZ"))] == [
        "CNLYG", "CNHRS", "XUCHU", None]


def test_check_says_each_reading_of_bare_digits():
    done = run("check", "9227274")
    assert done.returncode == DONE  # a wagon's number has no check digit
    wagon, ship = done.stdout.splitlines()
    assert "holds, wagon" in wagon and "or fails, ship" in ship and "is 3, not 4" in ship
    [row] = lines(run("check", "--json", "9227274"))
    assert [(other["kind"], other["verdict"]) for other in row["others"]] == [("imo", "fails")]
    assert "others" not in lines(run("check", "--json", "CSQU3054383"))[0]
    assert run("check", "--as", "imo", "9227274").returncode == REFUSED


@pytest.mark.parametrize("typed,says", [("CSQU30543830", "1 too many"), ("CSQU30543", "2 too few"), ("CSQU3O54383", "is a letter")])
def test_check_refuses_a_container_number_of_another_length(typed, says):
    done = run("check", typed)
    assert done.returncode == REFUSED
    assert done.stdout.startswith(typed + ": fails, container number") and says in done.stdout


@pytest.mark.parametrize("options", [[], ["--as", "container"]])
def test_check_names_a_look_alike_that_no_code_has(options):
    done = run("check", *options, "CSQU\u0417054383")
    assert done.returncode == REFUSED
    assert done.stdout.startswith("CSQU\u0417054383: ") and "digit 3" in done.stdout


def test_check_takes_the_check_digit_in_its_box():
    assert run("check", "--as", "container", "CSQU 305438 [3]").returncode == DONE


def test_check_judges_all_and_fails_for_one():
    done = run("check", "--json", "CSQU3054383", "CSQU3054384", "CNLYG")
    assert [row["verdict"] for row in lines(done)] == ["holds", "fails", "holds"]
    assert done.returncode == REFUSED


def test_check_says_that_it_does_not_know_a_shape():
    done = run("check", "--json", "?!?")
    assert lines(done)[0]["verdict"] == "unknown" and done.returncode == REFUSED


# decode

def test_decode_prints_a_line_an_event(tmp_path):
    done, rows = decode(tmp_path, codeco(boxes(3), at="202606150800", booking="BK77", seal="SL1"))
    assert done.returncode == DONE, done.stderr
    assert [row["event"]["subject"] for row in rows["event"]] == boxes(3)
    event = rows["event"][0]["event"]
    assert (event["eventCode"], event["classifier"], event["place"], event["loadState"]) == ("GTIN", "ACT", "CNLYG", "LADEN")
    assert event["happened"]["at"] == "2026-06-15T08:00:00+08:00"
    assert {"kind": "BKG", "value": "BK77"} in event["references"]
    assert len(rows["message"]) == 1 and rows["message"][0]["status"] == "accepted"


def test_decode_tells_discharge_from_loading(tmp_path):
    def codes(message):
        return {row["event"]["eventCode"] for row in decode(tmp_path, message)[1]["event"]
                if row["event"]["subjectKind"] == "container"}
    assert codes(coarri(boxes(2), "discharge")) == {"DISC"}
    assert codes(coarri(boxes(2), "load")) == {"LOAD"}
    assert codes(codeco(boxes(2), "out")) == {"GTOT"}


def test_decode_needs_no_database_and_no_home(tmp_path):
    path = tmp_path / "m.edi"
    path.write_bytes(codeco())
    done = run("decode", path, env={"HOME": "/nowhere", "PATH": "/nowhere"})
    assert done.returncode == DONE and len(lines(done)) >= 2


def test_decode_reads_standard_input():
    done = run("decode", "-", input=codeco(box(7)))
    assert done.returncode == DONE
    assert box(7) in done.stdout


def test_decode_gives_the_same_ids_each_time(tmp_path):
    message = coarri(boxes(5))
    first, second = (decode(tmp_path, message)[1]["event"] for _ in range(2))
    ids = [row["event"]["eventID"] for row in first]
    assert ids == [row["event"]["eventID"] for row in second]
    assert len(set(ids)) == len(ids)


def test_decode_flags_a_check_digit_that_fails_and_goes_on(tmp_path):
    bad = wrong_box(1)
    done, rows = decode(tmp_path, codeco([bad, box(2)]))
    assert done.returncode == DONE
    by_box = {row["event"]["subject"]: row["event"] for row in rows["event"]}
    assert by_box[bad]["numberFailed"] is True and "numberFailed" not in by_box[box(2)]
    assert "check-digit" in {row["diagnostic"]["code"] for row in rows["diagnostic"]}


def test_decode_takes_a_message_without_an_envelope(tmp_path):
    done, rows = decode(tmp_path, codeco(envelope=False))
    assert done.returncode == DONE and len(rows["event"]) == 1


@pytest.mark.parametrize("said,code", [("CNHUP:139:6", "CNHRS"), ("722400:ESR", "XUCHU"), ("722400", "XUCHU")])
def test_decode_finds_a_place_by_what_others_call_it(tmp_path, said, code):
    done, rows = decode(tmp_path, codeco().replace(b"LOC+165+CNLYG:139:6", b"LOC+165+" + said.encode()))
    event = rows["event"][0]["event"]
    assert (event["place"], event["placeText"]) == (code, said.split(":")[0])
    assert event["happened"]["zoneFrom"] == "place"
    assert not rows["diagnostic"] and rows["message"][0]["status"] == "accepted"


def test_decode_warns_of_a_wrong_count(tmp_path):
    done, rows = decode(tmp_path, codeco().replace(b"UNT+", b"UNT+9"))
    assert done.returncode == DONE
    assert rows["message"][0]["status"] == "accepted-with-warnings"
    assert all(row["diagnostic"]["severity"] != "error" for row in rows["diagnostic"])


@pytest.mark.parametrize("broken", [
    codeco().split(b"UNT")[0],                     # no UNT
    codeco()[:-len("UNZ+1+1'\n") - 3],             # the last segment has no end
    edifact(["BGM+1+2+9"], type="NOSUCH")])        # a type that nobody knows
def test_decode_refuses_a_broken_message_and_says_where(tmp_path, broken):
    done, rows = decode(tmp_path, broken)
    assert done.returncode == REFUSED
    assert not rows["event"]
    assert any(row["diagnostic"]["severity"] == "error" for row in rows["diagnostic"])


def test_decode_takes_the_good_message_beside_the_broken_one(tmp_path):
    good = codeco(box(1))
    done, rows = decode(tmp_path, join(edifact(["BGM+1+2+9"], type="NOSUCH"), good))
    assert done.returncode == DONE
    assert [row["event"]["subject"] for row in rows["event"]] == [box(1)]
    assert sorted(row["status"] for row in rows["message"]) == ["accepted", "rejected"]


def test_decode_refuses_what_is_no_message(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, the boxes are late.\n")
    done = run("decode", path)
    assert done.returncode == REFUSED and done.stdout == "" and "EDIFACT" in done.stderr


@pytest.mark.parametrize("content, told", [
    (b"", "it is empty"), (gzip.compress(codeco()), "zcat FILE | landbridge decode -"), (b"PK\3\4x", "unzip -p FILE | landbridge decode -")])
def test_decode_says_what_stands_in_the_way(tmp_path, content, told):
    path = tmp_path / "it"
    path.write_bytes(content)
    done = run("decode", path)
    assert done.returncode == REFUSED and done.stdout == ""
    assert told in done.stderr.replace("It is", "it is"), done.stderr


def test_decode_names_the_formats_it_takes(tmp_path):
    path = tmp_path / "gate.edi"
    path.write_bytes(codeco())
    done = run("decode", "--format", "X12", path)
    assert done.returncode == USAGE and done.stdout == ""
    assert "--format takes EDIFACT" in done.stderr and "not 'X12'" in done.stderr
    assert run("decode", "--format", "edifact", path).returncode == DONE


def test_decode_of_a_missing_file_is_the_environment():
    done = run("decode", "/nowhere/at/all.edi")
    assert done.returncode == ENVIRONMENT and "/nowhere/at/all.edi" in done.stderr


# track, beside a daemon that runs and without one

def test_track_prints_the_timeline_newest_first(server):
    number = box(501)
    for message in (coarri([number], at="202606140600"), codeco([number], "out", at="202606151000", trade=3)):
        assert server.post(message).status == 200
    done = run("track", number, "--data", server.data)
    assert done.returncode == DONE, done.stderr
    assert number in done.stdout
    assert done.stdout.index("10:00") < done.stdout.index("06:00")


def test_track_takes_a_number_as_people_type_it(server):
    number = box(502)
    assert server.post(codeco([number])).status == 200
    done = run("track", "%s %s-%s" % (number[:4].lower(), number[4:10], number[10]), "--data", server.data)
    assert done.returncode == DONE and number in done.stdout


def test_track_as_json_is_what_the_endpoint_says(server):
    number = box(503)
    assert server.post(codeco([number])).status == 200
    done = run("track", "--json", number, "--data", server.data)
    assert done.returncode == DONE, done.stderr
    assert json.loads(done.stdout) == server.json("/api/v1/containers/" + number)


def test_track_of_an_unknown_box_is_refused(server):
    done = run("track", box(999), "--data", server.data)
    assert done.returncode == REFUSED and box(999) in done.stderr + done.stdout


@pytest.mark.parametrize("serial, at, form, told", [
    (507, "202606150800", "203", "15 Jun 2026 08:00 (local, zone unknown)"),
    (508, "20260605", "102", "5 Jun 2026 (local, zone unknown)"),
    (509, "20261231235959", "204", "31 Dec 2026 23:59 (local, zone unknown)"),
    (510, "2606150800", "201", None)])
def test_a_time_whose_zone_nobody_knows_reads_as_a_local_time(server, serial, at, form, told):
    number = box(serial)
    body = codeco([number], place="USZZZ", facility="X", at="AT").replace(b"DTM+7:AT:203", b"DTM+7:%s:%s" % (at.encode(), form.encode()))
    assert server.post(body).status == 200
    since = server.json("/api/v1/containers/" + number)["since"]
    assert "at" not in since and since["zoneFrom"] == "nobody" and since["local"]
    for query in ("prefix=" + number, "place=USZZZ", "status=in-terminal"):
        rows = {c["number"]: c for c in server.json("/api/v1/containers?limit=1000&" + query)["containers"]}
        assert rows[number]["since"] == since
    shown = run("track", number, "--data", server.data).stdout
    assert ", since %s\n" % (told or since["local"] + " (local, zone unknown)") in shown and "  \n" not in shown


def test_track_proposes_what_a_mistyped_number_may_have_been(server):
    number, wrong = box(504), wrong_box(504)
    assert server.post(codeco([number])).status == 200
    done = run("track", wrong, "--data", server.data)
    assert done.returncode == REFUSED and done.stdout == ""
    assert "nothing is known of container %s; its check digit is wrong: %s would hold" % (wrong, number) in done.stderr
    assert done.stderr.rstrip().endswith("one character away: " + number)
    done = run("track", "MM" + number[2:], "--data", server.data)  # two are
    assert done.returncode == REFUSED and "one character away" not in done.stderr
    done = run("track", "M" + number[1:], "--data", server.data)
    assert done.stderr.rstrip().endswith("one character away: " + number)


def test_track_prints_nothing_for_an_unknown_number_between_known_ones(server):
    known = [box(505), box(506)]
    assert server.post(codeco(known)).status == 200
    alone = run("track", known[0], "--data", server.data).stdout
    done = run("track", box(998), known[0], box(997), box(999), "--data", server.data)
    assert done.returncode == REFUSED and done.stdout == alone
    both = run("track", known[0], box(998), known[1], "--data", server.data)
    assert both.stdout == alone + "\n" + run("track", known[1], "--data", server.data).stdout


def test_track_works_when_the_daemon_is_stopped(fresh_server):
    assert fresh_server.post(codeco([box(1)])).status == 200
    assert fresh_server.stop() == 0
    done = run("track", box(1), "--data", fresh_server.data)
    assert done.returncode == DONE and box(1) in done.stdout
    assert not os.path.exists(os.path.join(fresh_server.data, "pg", "postmaster.pid")), "the last to leave stops PostgreSQL"


def test_serve_stops_on_sigterm_with_code_0_and_leaves_nothing_running(cluster_dir):
    server = Server(cluster_dir).start()
    try:
        assert server.get("/readyz").status == 200
        assert server.stop() == 0
        assert not os.path.exists(os.path.join(server.data, "pg", "postmaster.pid"))
    finally:
        server.end()
