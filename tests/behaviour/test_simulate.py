"""landbridge simulate: a made-up world whose messages decode, and whose truth they lead to."""

import collections
import csv
import datetime
import hashlib
import json
import os

import pytest

from lib.daemon import Server, run

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3
PLACES = os.path.join(os.path.dirname(__file__), "../../data/places.csv")
STATES = {"aboard": "on-board", "in-terminal": "in-terminal", "on-road": "on-the-road", "delivered": "delivered",
          "empty-returned": "empty-returned"}


def simulate(path, seed=1, days=20, containers=60, **more):
    options = [word for name, value in more.items() for word in ("--" + name, str(value))]
    done = run("simulate", "--seed", seed, "--days", days, "--containers", containers, *options, path)
    assert done.returncode == DONE, done.stderr
    return str(path)


def hashes(path):
    return {os.path.relpath(os.path.join(at, name), path): hashlib.sha256(open(os.path.join(at, name), "rb").read()).hexdigest()
            for at, _, names in os.walk(path) for name in names}


def lines(*path):
    with open(os.path.join(*path)) as f:
        return [json.loads(line) for line in f]


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Big enough for mistakes of every kind."""
    return simulate(tmp_path_factory.mktemp("world") / "w", seed=3, days=45, containers=900)


def test_the_same_seed_writes_the_same_bytes_and_another_others(tmp_path):
    one, again, other = (hashes(simulate(tmp_path / name, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert one == again
    assert one["truth/boxes.ndjson"] != other["truth/boxes.ndjson"]
    assert one["deliveries.ndjson"] != other["deliveries.ndjson"]


def test_it_writes_into_an_empty_directory_alone(tmp_path):
    (tmp_path / "mine").write_text("kept")
    done = run("simulate", tmp_path)
    assert done.returncode == ENVIRONMENT and "is not empty" in done.stderr
    assert os.listdir(tmp_path) == ["mine"]
    assert run("simulate", "--days", 1, "--containers", 1, tmp_path / "a" / "b").returncode == ENVIRONMENT
    (tmp_path / "empty").mkdir()
    assert run("simulate", "--days", 5, "--containers", 5, tmp_path / "empty").returncode == DONE


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--days", "0", "a"], ["--days", "731", "a"], ["--containers", "0", "a"],
                                       ["--seed", "x", "a"], ["--trouble", "0", "a"], ["--trouble", "21", "a"], ["--from", "2026-02-30", "a"], ["--from", "June", "a"]])
def test_what_it_cannot_do_is_usage(arguments, tmp_path):
    done = run("simulate", *arguments, cwd=tmp_path)
    assert done.returncode == USAGE and done.stdout == "" and "simulate" in done.stderr
    assert os.listdir(tmp_path) == []


def test_names_sort_as_messages_arrive_and_the_manifest_lists_each(world):
    listed = lines(world, "deliveries.ndjson")
    assert [d["file"] for d in listed] == sorted("messages/" + name for name in os.listdir(world + "/messages"))
    assert [d["at"] for d in listed] == sorted(d["at"] for d in listed)
    assert all(d["at"].replace("-", "").replace(":", "")[:13] in d["file"] for d in listed)
    assert len({d["sender"] for d in listed}) > 25


def test_every_file_decodes_but_those_that_are_broken_on_purpose(world):
    broken = {d["file"] for d in lines(world, "deliveries.ndjson") if d.get("broken")}
    done = run("decode", *sorted(os.listdir(world + "/messages")), cwd=world + "/messages")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    taken = collections.Counter("messages/" + s["file"] for s in said if s["kind"] == "message" and s["status"] != "rejected")
    refused = {"messages/" + s["file"] for s in said if s["kind"] == "message" and s["status"] == "rejected"}
    errors = {"messages/" + s["file"] for s in said if s["kind"] == "diagnostic" and s["diagnostic"]["severity"] == "error"}
    assert broken and refused | errors == broken
    assert {"messages/" + name for name in os.listdir(world + "/messages")} - set(taken) <= broken
    formats = {s["format"] for s in said if s["kind"] == "message"}
    types = {s["type"] for s in said if s["kind"] == "message"}
    assert len(formats) >= 7, formats
    assert {"CODECO", "COARRI", "COPRAR", "BAPLIE", "IFTSAI", "IFTSTA", "VERMAS", "COPARN", "TRAIN-LIST", "WAYBILL", "HANDOVER",
            "DISLOCATION", "YARD-STOCK", "CUSTOMS", "EQUIPMENT", "TRANSPORT"} <= types
    warned = {s["diagnostic"]["code"] for s in said if s["kind"] == "diagnostic" and s["file"] not in broken}
    assert {"check-digit", "place-unknown"} <= warned  # people mistype


def test_the_truth_holds_together(world):
    boxes = {b["container"]: b for b in lines(world, "truth", "boxes.ndjson")}
    runs = {r["run"]: r for r in lines(world, "truth", "runs.ndjson")}
    for box in boxes.values():
        run_of = None
        assert [h["at"] for h in box["happened"]] == sorted(h["at"] for h in box["happened"])
        for what in box["happened"]:
            if what["what"] in ("loaded", "taken-on"):
                assert run_of is None and not runs[what["run"]].get("cancelled")
                run_of = what["run"]
            elif what["what"] in ("set-out", "discharged"):
                assert run_of == what["run"]
                run_of = None
                last = runs[what["run"]]["stops"][-1]
                if what["what"] == "discharged":
                    assert what["place"] == last["place"] and what["at"] > last["arrived"]
        assert (run_of is not None) == (box["end"]["state"] == "aboard" and "run" in box["end"])
        for plan in box["plans"]:
            times = [t for leg in plan["legs"] if "run" in leg for t in (leg["departs"], leg["arrives"])]
            assert times == sorted(times)


def test_a_wagon_carries_one_long_box_or_two_short_ones(world):
    on = collections.defaultdict(list)
    for box in lines(world, "truth", "boxes.ndjson"):
        for what in box["happened"]:
            if what["what"] == "loaded" and "wagon" in what:
                on[what["run"], what["wagon"]].append((what["spot"], box["sizeType"][0]))
    assert len(on) > 500
    for there in on.values():
        assert sorted(there) in ([(0, "4")], [(1, "2")], [(1, "2"), (2, "2")])


def test_what_goes_wrong_is_there_and_is_of_a_box_that_is(world):
    boxes = {b["container"]: b for b in lines(world, "truth", "boxes.ndjson")}
    wrong = lines(world, "truth", "exceptions.ndjson")
    codes = collections.Counter(w["code"] for w in wrong)
    assert {"late", "missed-connection", "border-queue", "hold", "weight", "transit-limit"} <= set(codes)
    for w in wrong:
        assert w["container"] in boxes and (w["until"] is None or w["from"] <= w["until"]), w
        if w["code"] == "late":
            box = boxes[w["container"]]
            assert moment(w["from"]) - moment(box["promised"]) == datetime.timedelta(days=1)
            assert w["until"] == box["real"]["arrived"]
    words = open(os.path.join(world, "truth", "README.md")).read()
    assert all("`%s`" % code in words for code in codes)


def test_a_troubled_world_has_every_kind_of_trouble(tmp_path):
    world = simulate(tmp_path / "w", seed=5, days=40, containers=300, trouble=8)
    codes = collections.Counter(w["code"] for w in lines(world, "truth", "exceptions.ndjson"))
    assert {"misdirected", "missed-connection", "over", "short", "wrong-wagon", "wrong-cell", "other-wagon", "seal-broken", "seal-other", "damaged", "hold",
            "transit-limit", "weight", "reefer", "border-queue", "set-out", "rolled"} <= {code for code, n in codes.items() if n >= 3}, codes
    told = [what for t in lines(world, "truth", "told.ndjson") for what in t["tells"]]
    assert {"itinerary", "listed", "damaged", "resealed"} <= {what["what"] for what in told}
    assert any(what.get("otherWagon") for what in told)


def test_importing_a_small_world_ends_with_most_boxes_where_they_are(tmp_path, cluster_dir):
    # Train lists of the 1520 mm railways have no year: they are read as of the nearest one.
    first = datetime.date.today() - datetime.timedelta(days=30)
    world = simulate(tmp_path / "w", seed=4, days=26, **{"from": first})
    server = Server(cluster_dir)
    done = run("import", "--data", server.data, world + "/messages", timeout=300)
    assert done.returncode in (DONE, REFUSED), done.stderr
    ends = max(d["at"] for d in lines(world, "deliveries.ndjson"))
    with open(PLACES) as f:
        near = {row["code"]: row["complex"] or row["code"] for row in csv.DictReader(f)}
    right = {True: [], False: []}  # by whether its last move had time to be told
    try:
        server.start()
        for name in os.listdir(world + "/partners"):
            with open(os.path.join(world, "partners", name), "rb") as f:
                put = server.request("PUT", "/api/v1/partners/" + name.partition(".")[0], f.read(), {"Content-Type": "application/json"})
            assert put.status == 201, put
        for box in lines(world, "truth", "boxes.ndjson"):
            if box["end"]["state"] == "not-begun":
                continue
            answer = server.get("/api/v1/containers/" + box["container"])
            said = answer.json() if answer.status == 200 else {}
            moves = [h["at"] for h in box["happened"] if h["what"] in
                     ("empty-out", "gate-in", "gate-out", "loaded", "discharged", "delivered", "empty-in", "taken-on", "set-out")]
            told = moment(ends) - moment(max(moves)) > datetime.timedelta(days=2)
            right[told].append(said.get("status") == STATES[box["end"]["state"]] and
                               (box["end"]["state"] == "aboard" or near[box["end"]["place"]] == near[said["place"]["code"]]))
    finally:
        server.end()
    assert len(right[True]) > 20 and sum(right[True]) >= 0.9 * len(right[True]), right
    assert sum(map(sum, right.values())) >= 0.7 * sum(map(len, right.values())), right
