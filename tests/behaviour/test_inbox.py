"""Files that are put into the inbox: each is taken once when it is whole, and goes where its receipt is."""

import json
import os
import random
import time

import pytest

from lib.daemon import Server, make_dir, remove, run, until
from lib.messages import box, codeco

ENVIRONMENT = 3


def make_inbox(base):
    """A directory that whoever the daemon becomes may write."""
    path = os.path.join(base, "files")
    os.mkdir(path)
    os.chmod(path, 0o777)
    return path


class Hub:
    def __init__(self, quiet="300ms"):
        self.base = make_dir()
        self.dir = make_inbox(self.base)
        self.server = Server(self.base, "--inbox", self.dir, "--inbox-quiet", quiet)

    def start(self):
        self.server.start()
        os.chmod(self.path("in"), 0o777)
        return self

    def end(self):
        self.server.end()
        remove(self.base)

    def path(self, *names):
        return os.path.join(self.dir, *names)

    def put(self, name, body):
        """As a program does it that knows how: written aside, then renamed into place."""
        aside = self.path("in", "." + os.path.basename(name))
        with open(aside, "wb") as f:
            f.write(body.encode() if isinstance(body, str) else body)
        os.rename(aside, self.path("in", name))

    def went(self, name, where="done"):
        """The receipt of a file that went there."""
        until(lambda: os.path.exists(self.path(where, name)), "%s is in %s: %s" % (name, where, self.server.log()[-2000:]))
        assert not os.path.exists(self.path("in", name))
        with open(self.path(where, name + ".receipt.json")) as f:
            return json.load(f)


@pytest.fixture(scope="module")
def hub():
    made = Hub()
    try:
        yield made.start()
    finally:
        made.end()


def message(serial, document):
    return codeco([box(serial)], document=document)


def test_a_file_is_taken_and_its_receipt_lies_beside_it(hub):
    hub.put("gate.edi", message(1, "IN1"))
    receipt = hub.went("gate.edi")
    assert (receipt["status"], receipt["events"], receipt["new"]) == ("accepted", 1, 1)
    shown = hub.server.json("/api/v1/intakes/" + receipt["intakeId"])
    assert shown["receipt"]["messages"] == receipt["messages"] if "receipt" in shown else shown["messages"] == receipt["messages"]
    assert (shown["name"], shown["channel"], shown["sender"]) == ("gate.edi", "inbox", "inbox")
    assert hub.server.json("/api/v1/containers/" + box(1))["status"] == "in-terminal"


def test_what_is_no_message_is_rejected_with_the_reason(hub):
    hub.put("holiday.jpg", b"\xff\xd8\xff\xe0 not a message")
    receipt = hub.went("holiday.jpg", "rejected")
    assert receipt["status"] == "rejected" and receipt["diagnostics"][0]["code"] == "unknown-format"
    hub.put("again.jpg", b"\xff\xd8\xff\xe0 not a message")  # what was refused is looked at anew
    assert hub.went("again.jpg", "rejected")["status"] == "rejected"
    hub.put("empty.edi", b"")
    assert hub.went("empty.edi", "rejected")["status"] == "rejected"


def test_a_folder_is_its_sender(hub):
    os.mkdir(hub.path("in", "ktz"))
    os.chmod(hub.path("in", "ktz"), 0o777)
    hub.put("ktz/list.edi", message(2, "IN2"))
    receipt = hub.went("ktz/list.edi")
    assert hub.server.json("/api/v1/intakes/" + receipt["intakeId"])["sender"] == "inbox/ktz"


def test_the_same_name_again_overwrites_nothing(hub):
    for serial in (3, 4, 4):
        hub.put("daily.edi", message(serial, "IN3-%d" % serial))
        until(lambda: not os.path.exists(hub.path("in", "daily.edi")), "it was taken")
    files = sorted(n for n in os.listdir(hub.path("done")) if n.startswith("daily"))
    assert len(files) == 4, files  # the third has the bytes and so the name of the second
    # the digits of another's name may sort before its ending or behind it
    first, receipt, other, other_receipt = sorted(files, key=lambda n: (not n.startswith("daily.edi"), n))
    assert (first, receipt, other_receipt) == ("daily.edi", "daily.edi.receipt.json", other + ".receipt.json")
    with open(hub.path("done", first)) as f:
        assert box(3) in f.read()
    with open(hub.path("done", other)) as f:
        assert box(4) in f.read()


def test_a_file_that_is_still_written_waits(hub):
    whole = message(5, "IN5")
    with open(hub.path("in", "slow.edi"), "wb") as f:
        f.write(whole[:40])
        f.flush()
        hub.put("meanwhile.edi", message(6, "IN6"))
        hub.went("meanwhile.edi")
        time.sleep(0.6)  # twice as long as what is quiet would wait
        assert os.path.exists(hub.path("in", "slow.edi"))
        f.write(whole[40:])
    assert hub.went("slow.edi")["new"] == 1


def test_a_file_that_is_linked_in_is_whole(hub):
    aside = os.path.join(hub.dir, "linked.edi")
    with open(aside, "wb") as f:
        f.write(message(12, "IN12"))
    os.link(aside, hub.path("in", "linked.edi"))  # as Maildir's programs put theirs
    assert hub.went("linked.edi")["new"] == 1


def test_a_folder_named_as_a_file_was_stops_nobody(hub):
    hub.put("krg", message(13, "IN13"))
    hub.went("krg")
    os.mkdir(hub.path("in", "krg"))
    os.chmod(hub.path("in", "krg"), 0o777)
    hub.put("krg/list.edi", message(14, "IN14"))
    until(lambda: os.path.exists(hub.path("done", "krg.folder", "list.edi.receipt.json")), "it was taken: " + hub.server.log()[-2000:])
    hub.put("behind.edi", message(15, "IN15"))
    assert hub.went("behind.edi")["new"] == 1


@pytest.mark.parametrize("died, status", [("before the file moved", "accepted"), ("before the receipt", "duplicate")])
def test_what_was_begun_is_ended(hub, died, status):
    name = "died-%s.edi" % status
    hub.put(name, message(20 + len(status), "IN20" + status))
    first = hub.went(name)
    if status == "duplicate":
        os.rename(hub.path("done", name + ".receipt.json"), hub.path("done", ".gone"))
    os.rename(hub.path("done", name), hub.path("in", name))  # as it lay there when the daemon died
    until(lambda: os.path.exists(hub.path("done", name)), "it is there again")
    receipt = hub.went(name)
    assert (receipt["intakeId"], receipt["status"]) == (first["intakeId"], status)


@pytest.mark.parametrize("name", [".hidden.edi", "up.edi.part", "up.edi.TMP", "up.filepart"])
def test_names_that_say_they_are_not_whole_are_let_be(hub, name):
    with open(hub.path("in", name), "wb") as f:
        f.write(message(7, "IN7"))
    hub.put("after%s.edi" % name.strip("."), message(8, "IN8" + name))
    hub.went("after%s.edi" % name.strip("."))
    assert os.path.exists(hub.path("in", name))


def test_links_and_reference_lists_are_not_followed(hub):
    secret = os.path.join(hub.base, "secret.edi")
    with open(secret, "wb") as f:
        f.write(message(9, "IN9"))
    os.symlink(secret, hub.path("in", "link.edi"))
    hub.put("places.csv", "code,name_en,name_zh,name_ru,country,lat,lon,zone,kinds,gauges,complex\nXAAAA,Nowhere,,,CN,1,1,Asia/Shanghai,rail,,\n")
    assert hub.went("places.csv", "rejected")["status"] == "rejected"
    assert os.path.islink(hub.path("in", "link.edi"))
    assert hub.server.get("/api/v1/places/XAAAA").status == 404


def test_killed_at_any_moment_each_file_is_stored_once():
    hub = Hub()
    dice = random.Random(5)
    names = ["f%02d.edi" % n for n in range(32)]
    try:
        hub.start()
        for n, name in enumerate(names):
            hub.put(name, message(100 + n, "KILL%d" % n))
            if n % 8 == 7:
                time.sleep(dice.random() * 0.1)
                if n == 15:  # the database alone: files wait until it is back
                    hub.server.kill9_postmaster()
                    continue
                hub.server.kill9()
                hub.server.start()
        receipts = [hub.went(name) for name in names]
        assert [len(r["messages"]) for r in receipts] == [1] * len(names)
        assert len({r["intakeId"] for r in receipts}) == len(names)
        assert hub.server.sql("select count(*) from intake") == [[str(len(names))]]
        assert hub.server.sql("select count(*) from event") == [[str(len(names))]]
    finally:
        hub.end()


def test_an_inbox_that_cannot_be_used_is_told_at_the_start(cluster_dir):
    path = os.path.join(cluster_dir, "shut")
    os.mkdir(path)
    os.chmod(path, 0o555)
    for where, why in ((path, "make the directory theirs"), (path + "/none", "make the directory first")):
        done = run("serve", "--data", os.path.join(cluster_dir, "data"), "--listen", "127.0.0.1:0", "--inbox", where)
        assert done.returncode == ENVIRONMENT, done.stderr
        assert "--inbox " + where in done.stderr and why in done.stderr
