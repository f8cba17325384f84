"""decode --as: what a file's messages say, handed out in every format, and read once more."""

import json
import pathlib
import re

import pytest

from lib.daemon import run
from lib.messages import boxes, coarri, codeco

DONE, USAGE = 0, 2
EDIFACT = ["CODECO", "COARRI", "IFTSTA"]
DEMO = sorted(file for file in (pathlib.Path(__file__).resolve().parents[2] / "data" / "demo").glob("*.edi")
              if "broken" not in file.name)


def formats():
    """The formats that the help lists."""
    text = re.search(r"--as FORMAT +.*?: (.*)", run("decode", "--help").stdout)
    return text.group(1).split(", ")


def events(*files):
    """By their ids, without where they stood."""
    found, complaints = {}, []
    for line in run("decode", *files).stdout.splitlines():
        row = json.loads(line)
        if row["kind"] == "event":
            event = row["event"]
            event.pop("segment"), event.pop("offset")
            found[event["eventID"]] = event
        if row["kind"] == "diagnostic" and row["diagnostic"]["severity"] != "information":
            complaints.append(row["diagnostic"]["code"])
    return found, complaints


def hand_out(name, *files):
    done = run("decode", "--as", name, *files)
    assert done.returncode == DONE, done.stderr
    said, left_out = map(int, re.search(r"^%s: (\d+) events said, (\d+) left out$" % re.escape(name), done.stderr, re.M).groups())
    return done.raw, said, left_out


def behind_unb(text):
    """All but the first line, which says when it was written."""
    return text.split(b"\n", 1)[1]


def test_every_format_is_listed_and_written():
    assert set(EDIFACT) < set(formats())
    told = run("decode", *DEMO).stdout.count('"kind":"event"')
    for name in formats():
        text, said, left_out = hand_out(name, *DEMO)
        assert said and text, name
        assert said + left_out == told, name


@pytest.mark.parametrize("name", EDIFACT)
def test_what_was_handed_out_is_read_as_it_was(tmp_path, name):
    before, _ = events(*DEMO)
    text, said, left_out = hand_out(name, *DEMO)
    path = tmp_path / "out.edi"
    path.write_bytes(text)
    after, complaints = events(path)
    assert after and {id: before[id] for id in after} == after
    assert set(complaints) <= {"check-digit"}  # of a number that was sent so
    again, said_again, left_out_again = hand_out(name, path)
    assert behind_unb(again) == behind_unb(text)
    assert said_again == len(after) and left_out_again == 0
    if name == "IFTSTA":
        assert after == before and left_out == 0


def test_a_format_says_its_own_events_and_counts_the_rest(tmp_path):
    gate, quay = tmp_path / "gate.edi", tmp_path / "quay.edi"
    gate.write_bytes(codeco(boxes(3)))
    quay.write_bytes(coarri(boxes(4)))
    own = [event for event in events(quay)[0].values() if event["eventCode"] in ("DISC", "LOAD")]
    assert hand_out("CODECO", gate, quay)[1:] == (3, len(events(quay)[0]))
    text, said, left_out = hand_out("COARRI", gate, quay)
    assert (said, left_out) == (len(events(quay)[0]), 3) and text.count(b"EQD+CN+") == len(own)


def test_names_of_formats_are_taken_in_any_case(tmp_path):
    path = tmp_path / "gate.edi"
    path.write_bytes(codeco())
    assert "CODECO:D:00B" in run("decode", "--as", "codeco", path).stdout


def test_a_format_that_is_none_is_usage(tmp_path):
    path = tmp_path / "gate.edi"
    path.write_bytes(codeco())
    done = run("decode", "--as", "BAPLIE", path)
    assert done.returncode == USAGE and done.stdout == ""
    for name in formats():
        assert name in done.stderr
