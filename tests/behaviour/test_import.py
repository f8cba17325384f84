"""landbridge import: files of any size, in committed parts that a killed import goes on behind."""

import gzip
import hashlib
import json
import os
import signal
import subprocess

import pytest

from lib import daemon
from lib.big import workbook
from lib.daemon import BIN, Server, run, until
from lib.messages import box, boxes, codeco, coarri, wrong_box

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


class Kept:
    """A private database that stays up: an import that waits for its standard input holds it."""

    def __init__(self, base):
        self.data = os.path.join(base, "data")
        self.reader = Server(base)  # never started: only for its sql()
        self.holder = None

    def __enter__(self):
        log = open(self.data + ".holder", "wb")
        self.holder = subprocess.Popen([BIN, "import", "--data", self.data, "-"], stdin=subprocess.PIPE,
                                       stdout=log, stderr=log)
        log.close()
        until(self.answers, "the database answers")
        return self

    def answers(self):
        assert self.holder.poll() is None, open(self.data + ".holder").read()
        try:
            return self.sql("select count(*) from schema_version") != [["0"]]
        except (AssertionError, OSError, IndexError):
            return False

    def sql(self, statement):
        return self.reader.sql(statement)

    def one(self, statement):
        return self.sql(statement)[0][0]

    def run(self, *arguments, **how):
        return run("import", "--data", self.data, *arguments, **how)

    def session(self):
        """psql that keeps a transaction open: for locks."""
        with open(os.path.join(self.data, "pg", "postmaster.pid")) as f:
            lines = f.read().split("\n")
        return subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", lines[4], "-p", lines[3],
                                 "-U", "landbridge", "-d", "landbridge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __exit__(self, *_):
        self.holder.stdin.close()
        self.holder.wait(daemon.PATIENCE)
        daemon.end_cluster(self.data)


@pytest.fixture(scope="module")
def kept(module_dir):
    with Kept(module_dir) as k:
        yield k


def receipt(done):
    assert done.returncode in (DONE, REFUSED), done.stderr
    rows = done.stdout.splitlines()
    assert len(rows) == 1, done.stdout
    return json.loads(rows[0])


def stream(count, start, owner, each=1):
    """One interchange of many messages, gate in, each with boxes of its own."""
    parts = [b"UNB+UNOA:2+LYGTERM+LINE+260615:0800+STREAM'\n"]
    for i in range(count):
        parts.append(codeco(boxes(each, start + i * each, owner), document="S%d" % i, reference=str(i + 1), envelope=False))
    parts.append(b"UNZ+%d+STREAM'\n" % count)
    return b"".join(parts)


def pieces_hash(kept, intake):
    return kept.one("select encode(sha256(string_agg(bytes, '' order by line)), 'hex') from intake_chunk where intake = '%s'" % intake)


# small files

def test_a_file_is_taken_in_once(kept, tmp_path):
    path = tmp_path / "gate.edi"
    path.write_bytes(codeco(boxes(3, 1, "IMA")))
    first = kept.run(path)
    assert (first.returncode, first.stdout) == (DONE, "1 file: 1 message, 3 events, 3 of them new\n"), first.stderr
    again = kept.run(path)
    assert (again.returncode, again.stdout) == (DONE, "1 file: 1 message, 3 events, 0 of them new; 1 file was known already\n")
    assert kept.one("select count(*) from event where subject like 'IMAU%'") == "3"
    assert kept.sql("select sender, channel, name, status from intake where name = 'gate.edi'") == [["local", "import", "gate.edi", "accepted"]]


def test_the_receipt_of_a_file_can_be_had_as_json(kept, tmp_path):
    path = tmp_path / "json.edi"
    path.write_bytes(codeco(box(1, "IMJ"), document="J1"))
    told = receipt(kept.run("--json", path))
    assert told["status"] == "accepted" and told["events"] == 1 and told["new"] == 1
    assert told["messages"][0]["messageId"] == told["intakeId"] + ".1"
    assert pieces_hash(kept, told["intakeId"]) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_directory_is_taken_file_by_file_in_order_and_hidden_files_are_not(kept, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "c.edi").write_bytes(codeco(box(3, "IMD"), document="D3"))
    (tmp_path / "a.edi").write_bytes(codeco(box(1, "IMD"), document="D1"))
    (tmp_path / "b" / "inner.edi").write_bytes(codeco(box(2, "IMD"), document="D2"))
    (tmp_path / ".hidden" / "x.edi").write_bytes(codeco(box(4, "IMD"), document="D4"))
    (tmp_path / ".ignore").write_bytes(b"not a message")
    done = kept.run(tmp_path)
    assert (done.returncode, done.stdout) == (DONE, "3 files: 3 messages, 3 events, 3 of them new\n"), done.stderr
    order = kept.sql("select name from intake where name in ('a.edi', 'inner.edi', 'c.edi') order by xid")
    assert order == [["a.edi"], ["inner.edi"], ["c.edi"]]
    assert kept.one("select count(*) from event where subject = '%s'" % box(4, "IMD")) == "0"


def test_a_refused_file_is_named_with_its_reason_and_the_others_go_on(kept, tmp_path):
    (tmp_path / "1-broken.edi").write_bytes(codeco(box(1, "IMR"), document="R1")[:-40])
    (tmp_path / "2-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "3-good.edi").write_bytes(codeco(box(2, "IMR"), document="R2"))
    done = kept.run(tmp_path)
    assert done.returncode == REFUSED
    assert done.stdout == "3 files: 1 message, 1 event, 1 of them new; 2 files were refused\n"
    told = done.stderr.splitlines()
    assert len(told) == 2
    assert "1-broken.edi: refused, segment " in told[0] and ", byte " in told[0]
    assert "2-picture.png: refused: " in told[1]


def test_refused_messages_and_warnings_beside_good_ones_are_counted_and_named(kept, tmp_path):
    good = codeco(box(1, "IMV"), document="V1")
    unended = codeco(box(2, "IMV"), document="V2", envelope=False).split(b"UNT")[0]
    unknown = codeco(box(3, "IMV"), document="V3", envelope=False).replace(b"+CODECO:", b"+NOSUCH:")
    wrong = wrong_box(4, "IMV")
    body = good.replace(b"UNZ+1+1'\n", b"") + unended + unknown + codeco(wrong, document="V4", envelope=False) + b"UNZ+4+1'\n"
    path = tmp_path / "mixed.edi"
    path.write_bytes(body)
    for new in (2, 0):  # the same again says the same of what is still missing
        done = kept.run(path)
        assert done.returncode == REFUSED
        assert done.stdout == "1 file: 4 messages, 2 events, %d of them new;%s 2 messages were refused; 1 warning\n" % (
            new, "" if new else " 1 file was known already;")
        told = done.stderr.splitlines()
        assert len(told) == 3, done.stderr
        assert told[0].startswith("%s: message 2: refused, segment " % path) and "UNT" in told[0]
        assert told[1].startswith("%s: message 3: refused, segment 1, byte %d: NOSUCH " % (path, body.index(b"+NOSUCH") - len("UNH+1")))
        assert told[2].startswith("%s: message 4: warning, segment " % path) and ", byte " in told[2] and ", %s: " % wrong in told[2]


def test_warnings_alone_are_no_failure(kept, tmp_path):
    path = tmp_path / "digit.edi"
    path.write_bytes(codeco(wrong_box(1, "IMQ"), document="Q1"))
    done = kept.run(path)
    assert (done.returncode, done.stdout) == (DONE, "1 file: 1 message, 1 event, 1 of them new; 1 warning\n"), done.stderr
    assert done.stderr.startswith("%s: warning, segment " % path) and ", %s: " % wrong_box(1, "IMQ") in done.stderr and done.stderr.count("\n") == 1


def test_the_end_of_standard_input_that_is_cut_is_told(kept):
    whole = codeco(box(1, "IMU"), document="U1")
    assert kept.run("-", input=whole).returncode == DONE
    done = kept.run("-", input=whole + coarri(boxes(3, 2, "IMU"), document="U2")[:-60])
    assert done.returncode == REFUSED
    assert "; 1 message was refused" in done.stdout
    assert "standard input: message 2: refused, " in done.stderr


def test_of_many_refused_messages_the_first_are_named_and_the_others_counted(kept, tmp_path):
    for name, count, start in (("small", 30, 1), ("big", 4500, 100)):
        text = stream(count, start, "IMY").replace(b"+CODECO:", b"+NOSUCH:")
        text = text.replace(b"UNH+1+NOSUCH:", b"UNH+1+CODECO:")
        path = tmp_path / name
        path.write_bytes(text)
        done = kept.run(path)
        assert done.returncode == REFUSED
        assert "; %d messages were refused" % (count - 1) in done.stdout
        told = done.stderr.splitlines()
        assert len(told) == 21 and "message 2: refused" in told[0] and "message 21: refused" in told[19]
        intake = kept.one("select id from intake where name = '%s'" % name)
        assert told[20] == "and %d more refused: see /api/v1/messages?intake=%s&status=rejected" % (count - 21, intake)


@pytest.mark.parametrize("content, told", [
    (b"", "refused: It is empty."), (gzip.compress(codeco(box(1, "IMG"))), "zcat FILE | landbridge import -")])
def test_what_is_no_format_is_told_with_the_next_step(kept, tmp_path, content, told):
    path = tmp_path / "it"
    path.write_bytes(content)
    done = kept.run(path)
    assert (done.returncode, done.stdout) == (REFUSED, "1 file: 0 messages, 0 events, 0 of them new; 1 file was refused\n")
    assert done.stderr.startswith("%s: refused: " % path) and told in done.stderr


def test_standard_input_is_taken(kept):
    done = kept.run("-", input=codeco(box(1, "IMS"), document="STDIN"))
    assert (done.returncode, done.stdout) == (DONE, "1 file: 1 message, 1 event, 1 of them new\n"), done.stderr


def test_a_file_whose_name_is_no_utf8_is_taken(kept, tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"n\xe4me\n.edi")
    with open(path, "wb") as f:
        f.write(codeco(box(1, "IMN"), document="N1"))
    done = kept.run(os.fsdecode(path))
    assert done.returncode == DONE, done.stderr
    assert kept.sql("select name from intake where name like 'n%me%'") == [["n?me?.edi"]]


def test_what_cannot_be_read_is_the_environments_fault(kept, tmp_path):
    done = kept.run(tmp_path / "nowhere.edi")
    assert done.returncode == ENVIRONMENT
    assert "nowhere.edi" in done.stderr and "No such file" in done.stderr


def test_no_file_is_a_usage_error(kept):
    done = kept.run()
    assert done.returncode == USAGE
    assert "Usage: landbridge import" in done.stderr


# reference lists

LOCODE = ""","CN",,".CHINA",,,,,,,,
,"CN","LYG","Lianyungang Elsewhere","Lianyungang Elsewhere","JS","AF","12345---","0601",,"3443N 11927E",
,"CN","ZZQ","Nowhere Village","Nowhere Village","JS","--3-----","RL","0601",,"3443N 11927E",
"""


def test_the_unlocode_list_adds_places_and_leaves_ours_alone(kept, tmp_path):
    path = tmp_path / "CodeListPart1.csv"
    path.write_text(LOCODE)
    ours = kept.sql("select name_en, zone, lat, source from place where code = 'CNLYG'")
    assert ours[0][3] == "landbridge"
    done = kept.run("--json", path)
    assert receipt(done)["status"] in ("accepted", "accepted-with-warnings"), done.stdout
    assert kept.sql("select name_en, country, kinds, source from place where code = 'CNZZQ'") == [
        ["Nowhere Village", "CN", "road", "locode"]]
    assert kept.sql("select name_en, zone, lat, source from place where code = 'CNLYG'") == ours
    assert receipt(kept.run("--json", path))["status"] == "duplicate"


def test_the_smdg_list_adds_terminals(kept, tmp_path):
    path = tmp_path / "smdg.csv"
    path.write_text("UNLOCODE,Terminal Code,Terminal Facility Name\nCNLYG,LBTST,Landbridge Test Terminal\n")
    done = kept.run("--json", path)
    assert receipt(done)["status"] in ("accepted", "accepted-with-warnings"), done.stdout
    assert kept.sql("select name_en, list, source from facility where place = 'CNLYG' and code = 'LBTST'") == [
        ["Landbridge Test Terminal", "SMDG", "smdg"]]


# big files

@pytest.fixture(scope="module")
def big():
    """Above what is taken in one transaction, in lots by messages and by boxes."""
    text = stream(2600, 1, "IMB") + coarri(boxes(9000, 1, "IMC"), document="BIG", interchange="BIG")
    assert len(text) > 1 << 20
    return text


def test_a_big_file_is_committed_in_parts_and_kept_whole(kept, tmp_path, big):
    path = tmp_path / "big.edi"
    path.write_bytes(big)
    told = receipt(kept.run("--json", path))
    intake = told["intakeId"]
    assert told["status"] == "accepted" and told["messages"] == [] and told["events"] == told["new"]
    assert kept.one("select count(*) from event where subject ~ '^IM[BC]U'") == str(2600 + 9000)
    assert kept.one("select count(*) from message where intake = '%s'" % intake) == "2601"
    assert kept.one("select count(*) from message where intake = '%s' and line between 1 and 2601" % intake) == "2601"
    parts = kept.sql("select line, until_offset from intake_part where intake = '%s' order by line" % intake)
    assert len(parts) >= 5 and [p[0] for p in parts] == [str(i) for i in range(len(parts))]
    assert parts[-1][1] == str(len(big))
    assert kept.one("select sum(new_events) from intake_part where intake = '%s'" % intake) == str(told["new"])
    assert kept.one("select count(*) from journey where container ~ '^IM[BC]U' and status = 'in-terminal'") == str(2600 + 9000)
    assert pieces_hash(kept, intake) == hashlib.sha256(big).hexdigest()
    again = receipt(kept.run("--json", path))
    assert again["status"] == "duplicate" and again["intakeId"] == intake


def test_parts_that_bring_the_same_new_ship_do_not_wait_for_each_other(kept, tmp_path):
    """The first part is held up while it saves; the second, done by then, brings the ship's name too, which nobody has told yet."""
    ship = dict(vessel="STAR OF THE FIRST PART", imo="9074729")
    path = tmp_path / "ship.edi"
    path.write_bytes(coarri(boxes(4090, 1, "IMW"), document="W1", voyage="077W", extra=["SEL+AAAW+CA", "FTX+AAA+++" + 200 * "X"], **ship) + stream(450, 7000, "IMW") +
                     coarri(boxes(2, 5000, "IMW"), document="W2", voyage="078W", **ship))
    assert kept.run("-", input=codeco(box(6000, "IMW"), document="W0")).returncode == DONE  # the database is whole by then
    holder = kept.session()
    holder.stdin.write("begin; insert into lookup (value, kind, subject) select 'AAAW', kind, '%s' from generate_series(0, 20) kind;\n\\echo held\n" % box(1, "IMW"))
    holder.stdin.flush()
    assert holder.stdout.readline() == "held\n"
    importing = subprocess.Popen([BIN, "import", "--data", kept.data, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(lambda: kept.sql("select count(*) filter (where state = 'active' and wait_event_type = 'Lock'), count(*) filter (where state = 'idle in transaction') "
                           "from pg_stat_activity where query not like '%AAAW%'") == [["1", "1"]], "one part waits for the lock, the other for its turn")
    holder.stdin.write("rollback;\n")
    holder.stdin.close()
    holder.wait(daemon.PATIENCE)
    said, oddities = importing.communicate(timeout=daemon.PATIENCE)
    assert (importing.returncode, said) == (DONE, "1 file: 452 messages, 4542 events, 4542 of them new\n"), oddities
    assert kept.one("select count(*) from lookup where value = 'STAROFTHEFIRSTPART'") == "1"


def test_messages_are_where_the_intake_says(kept, tmp_path):
    text = stream(6000, 1, "IMO")
    path = tmp_path / "offsets.edi"
    path.write_bytes(text)
    told = receipt(kept.run("--json", path))
    rows = kept.sql("select byte_offset, byte_length, document from message where intake = '%s' order by line" % told["intakeId"])
    assert len(rows) == 6000
    for i, (offset, length, document) in enumerate(rows):
        piece = text[int(offset):int(offset) + int(length)]
        assert document == "S%d" % i
        assert piece.startswith(b"UNH+%d+" % (i + 1)) and piece.endswith(b"'") and b"BGM+34+S%d+9'" % i in piece


def test_a_big_file_with_odd_messages_tells_of_those_only(kept, tmp_path):
    good = stream(4500, 1, "IMW").replace(b"BGM+34+S7+9'", b"BGM+34+S7+9'\nBGM+34+S7+9'")
    text = good.replace(b"UNH+4001+CODECO", b"UNH+4001+NOSUCH")
    assert len(text) > 1 << 20
    path = tmp_path / "odd.edi"
    path.write_bytes(text)
    told = receipt(kept.run("--json", path))
    assert told["status"] == "accepted-with-warnings"
    by_reference = {m["reference"]: m["status"] for m in told["messages"]}
    assert by_reference["4001"] == "rejected"
    assert len(by_reference) < 10
    assert told["events"] == told["new"] == 4499
    assert told["diagnostics"]
    path.write_bytes(text.replace(b"STREAM", b"AGAIN"))  # other bytes: nothing is new, but a message is refused
    again = receipt(kept.run("--json", path))
    assert (again["status"], again["events"], again["new"]) == ("accepted-with-warnings", 4499, 0)
    path.write_bytes(good.replace(b"STREAM", b"WHOLE"))
    assert receipt(kept.run("--json", path))["new"] == 1
    path.write_bytes(good.replace(b"STREAM", b"KNOWN"))
    assert receipt(kept.run("--json", path))["status"] == "duplicate"


def test_a_big_file_without_a_good_message_is_refused(kept, tmp_path):
    text = stream(4500, 1, "IMX").replace(b"+CODECO:", b"+NOSUCH:")
    assert len(text) > 1 << 20
    path = tmp_path / "refused.edi"
    path.write_bytes(text)
    done = kept.run("--json", path)
    assert done.returncode == REFUSED
    told = receipt(done)
    assert told["status"] == "rejected" and told["events"] == 0 and told["diagnostics"]
    assert kept.one("select status from intake where id = '%s'" % told["intakeId"]) == "rejected"
    assert kept.one("select count(*) from event where subject like 'IMXU%'") == "0"


@pytest.mark.parametrize("count", [2, 4500])  # in one transaction; in parts, and so judged first
def test_a_file_is_taken_whole_or_not_at_all_where_that_is_asked(kept, tmp_path, count):
    owner = "IN%s" % "VW"[count > 2]
    good = stream(count, 1, owner)
    assert (len(good) > 1 << 20) == (count > 2)
    path = tmp_path / "whole.edi"
    path.write_bytes(good.replace(b"UNH+2+CODECO", b"UNH+2+NOSUCH"))
    done = kept.run("--json", "--rows", "all-or-none", path)
    told = receipt(done)
    assert done.returncode == REFUSED and told["status"] == "rejected" and told["events"] == 0
    assert "2" in [m["reference"] for m in told["messages"]] and "all-or-none" in json.dumps(told)
    assert kept.one("select count(*) from event where subject like '%sU%%'" % owner) == "0"
    assert kept.one("select status from intake where id = '%s'" % told["intakeId"]) == "rejected"
    assert "1 file was refused" in kept.run("--rows", "all-or-none", path).stdout
    path.write_bytes(good)
    assert receipt(kept.run("--json", "--rows", "all-or-none", path))["new"] == count
    assert kept.run("--rows", "some", path).returncode == USAGE


# a killed import

def started(kept, path):
    return subprocess.Popen([BIN, "import", "--data", kept.data, "--json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def held_up(kept):
    """Some parts are committed, and a writer waits for the lock that the test holds."""
    return (int(kept.one("select count(*) from intake_part p join intake i on i.id = p.intake where i.status = 'importing'")) >= 1
            and int(kept.one("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'landbridge%'")) >= 1)


def no_import_left(kept):
    return kept.one("select count(*) from pg_locks where locktype = 'advisory'") == "0"


STATE = """select md5(string_agg(concat_ws(',', e.id, e.subject, e.happened, e.place), ';' order by e.id, e.subject)) from event e
    where e.subject like 'IMKU%'"""
JOURNEYS = """select md5(string_agg(concat_ws(',', container, status, place, code, since, event), ';' order by container)) from journey
    where container like 'IMKU%'"""


def counts(kept, intake):
    return (kept.sql("select status, messages, events, new_events from intake where id = '%s'" % intake),
            kept.one("select count(*) || ' ' || sum(events) || ' ' || sum(new_events) from message where intake = '%s'" % intake),
            kept.one(STATE), kept.one(JOURNEYS))


def test_a_killed_import_goes_on_where_it_was_cut(kept, tmp_path, cluster_dir):
    text = stream(9000, 1, "IMK")
    path, before = tmp_path / "killed.edi", tmp_path / "before.edi"
    path.write_bytes(text)
    held = box(6000, "IMK")
    before.write_bytes(codeco(held, document="BEFORE", at="202606100800"))
    assert kept.run(before).returncode == DONE

    session = kept.session()
    session.stdin.write("begin;\nselect container from journey where container = '%s' for update;\n" % held)
    session.stdin.flush()
    assert session.stdout.readline().strip() == held
    victim = started(kept, path)
    until(lambda: held_up(kept), "the import waits in its midst")

    second = kept.run(path)  # another import of the same bytes does not mix with it
    assert second.returncode == ENVIRONMENT and "under way" in second.stderr

    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    session.stdin.write("rollback;\n")
    session.stdin.close()
    session.wait(daemon.PATIENCE)
    until(lambda: no_import_left(kept), "the server has noticed")
    intake = kept.one("select id from intake where name = 'killed.edi'")
    whole = kept.sql("select line, until_offset, xmin from intake_part where intake = '%s' order by line" % intake)
    assert whole and int(whole[-1][1]) < len(text)

    resumed = kept.run("--json", path)
    behind = kept.one("select sum(messages) from intake_part where intake = '%s' and line <= %s" % (intake, whole[-1][0]))
    assert resumed.stderr == "%s: goes on where it was cut, at byte %s of %d, behind %s messages\n" % (
        path, whole[-1][1], len(text), behind)
    told = receipt(resumed)
    assert told["status"] == "accepted" and told["intakeId"] == intake
    parts = kept.sql("select line, until_offset, xmin from intake_part where intake = '%s' order by line" % intake)
    assert parts[:len(whole)] == whole and parts[-1][1] == str(len(text))
    assert [p[0] for p in parts] == [str(i) for i in range(len(parts))]
    assert pieces_hash(kept, intake) == hashlib.sha256(text).hexdigest()

    with Kept(cluster_dir) as other:  # the same without a kill
        assert other.run(before).returncode == DONE
        undisturbed = receipt(other.run("--json", path))
        assert {k: told[k] for k in ("status", "events", "new")} == {k: undisturbed[k] for k in ("status", "events", "new")}
        assert counts(kept, intake) == counts(other, undisturbed["intakeId"])


def test_a_killed_import_of_a_workbook_goes_on_behind_the_rows_that_are_in(kept, tmp_path):
    """It is read when all of it is there: what goes on reads it again, and passes over the rows that were taken."""
    path, before = tmp_path / "killed.xlsx", tmp_path / "before.edi"
    _, rows = workbook(path, 36 << 20, filler=1000)
    held = box(6000, "ROW")
    before.write_bytes(codeco(held, document="HELD", at="202601010800"))
    assert kept.run(before).returncode == DONE and os.path.getsize(path) > 1 << 20
    session = kept.session()
    session.stdin.write("begin;\nselect container from journey where container = '%s' for update;\n" % held)
    session.stdin.flush()
    assert session.stdout.readline().strip() == held
    victim = started(kept, path)
    until(lambda: held_up(kept), "the import waits in its midst")
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    session.stdin.write("rollback;\n")
    session.stdin.close()
    session.wait(daemon.PATIENCE)
    until(lambda: no_import_left(kept), "the server has noticed")
    intake = kept.one("select id from intake where name = 'killed.xlsx'")
    behind = kept.one("select sum(messages) from intake_part where intake = '%s'" % intake)
    assert 0 < int(behind) < rows

    told = kept.run("--json", path)
    assert told.stderr == "%s: goes on where it was cut, at byte 0 of %d, behind %s messages\n" % (path, os.path.getsize(path), behind)
    told = receipt(told)
    assert (told["status"], told["events"], told["new"]) == ("accepted", rows, rows)
    assert kept.one("select count(*) || ' ' || count(distinct reference) || ' ' || min(line) || ' ' || max(line) from message where intake = '%s'"
                    % intake) == "%d %d 1 %d" % (rows, rows, rows)
    assert pieces_hash(kept, intake) == hashlib.sha256(path.read_bytes()).hexdigest()
