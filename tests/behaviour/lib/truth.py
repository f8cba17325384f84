"""A made-up world (landbridge simulate) lived through message by message, and what the program says at many hours against what was so.

Each party posts its messages with a key of its own, in the order in which they came.  Then what was recorded is dated to when each
came, so that `?asOf=` is answered as it would have been at that hour of that world.

What is right.  Landbridge can know no more than somebody told it.  At an hour the messages that came whole by then tell of a box that
things happened to it (truth/told.ndjson, written by those who wrote the messages); it is where the truth has it after the last of
those, whatever was told or not of what came before, however late that was told, by whomever.  A move whose every message is lost or
still on its way is not known and not asked for, but it is implied by any later one.  Right is: the status; and where it stands in a
terminal, with a consignee or empty in a depot, the place, a border's two sides and a port with its yards being one; and where it is
aboard, the ship or train.  Where a message says what never happened, and nobody has taken it back yet nor told anything later, nobody
can know better: those are counted apart (misled), and so is what is wrong of a box that was told to be loaded on another wagon than it was.
"""

import bisect
import collections
import csv
import datetime
import json
import os
import time

from lib.daemon import TOP, Server, make_dir, remove, run

UTC = datetime.timezone.utc
STATES = {"empty-out": "on-the-road", "gate-out": "on-the-road", "gate-in": "in-terminal", "discharged": "in-terminal", "loaded": "on-board",
          "set-out": "on-board", "taken-on": "on-board", "delivered": "delivered", "stripped": "delivered", "empty-in": "empty-returned"}
BATCH = 500
# Where the program keeps when it learnt something.
RECORDED = [("event", "recorded"), ("event", "mended"), ("event_was", "recorded"), ("event_was", "mended"), ("event_was", "gone"),
            ("intake", "received"), ("message_was", "gone"), ("paper", "recorded"), ("paper_of", "recorded"), ("train_name", "recorded"),
            ("position", "recorded"), ("tracker_on", "changed"), ("tracker_on_was", "gone"), ("tracker_on_was", "changed"),
            ("listing", "recorded"), ("listing", "said")]


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def lines(*path):
    with open(os.path.join(*path)) as f:
        return [json.loads(line) for line in f]


def complexes():
    with open(os.path.join(TOP, "data", "places.csv")) as f:
        return {row["code"]: row["complex"] or row["code"] for row in csv.DictReader(f)}


class World:
    def __init__(self, path):
        self.path = path
        self.boxes = {b["container"]: b for b in lines(path, "truth", "boxes.ndjson")}
        self.runs = {r["run"]: r for r in lines(path, "truth", "runs.ndjson")}
        self.wrong = lines(path, "truth", "exceptions.ndjson")
        self.deliveries = lines(path, "deliveries.ndjson")
        came = {d["file"]: moment(d["at"]) for d in self.deliveries}
        self.told = collections.defaultdict(list)  # of a box: (when it came, what it says, the file), in that order
        self.seen = collections.defaultdict(list)  # by its tracker, likewise: (when it came, when that was)
        self.told_runs = collections.defaultdict(list)
        self.odd = collections.defaultdict(list)    # of a box: (when it came, the file) that has a place which is none
        self.lists = collections.defaultdict(list)  # of a run: (when it came, that, the file)
        self.rows = collections.defaultdict(list)   # of a box and a run: (the file, that) of lists that have it
        for t in lines(path, "truth", "told.ndjson"):
            for what in t["tells"]:
                if what["what"] == "listed":
                    self.lists[what["run"]].append((came[t["file"]], what, t["file"]))
                    continue
                if "container" not in what:
                    self.told_runs[what["run"]].append((came[t["file"]], {**what, "file": t["file"]}))
                    continue
                if what["what"] == "mistyped-place":
                    self.odd[what["container"]].append((came[t["file"]], t["file"]))
                    continue
                if what.get("run"):
                    self.rows[what["container"], what["run"]].append((t["file"], what))
                where = self.seen if what["what"] == "position" else self.told
                where[what["container"]].append((came[t["file"]], moment(what["at"])) if where is self.seen else (came[t["file"]], what, t["file"]))
        self.begins = min(came.values())
        self.ends = max(came.values())

    def moves(self, number):
        return [h for h in self.boxes[number]["happened"] if h["what"] in STATES]

    def known(self, number, hour):
        """The last of its moves that is known of a box by then, None; and whether it is misled."""
        moves = self.moves(number)
        at = {}
        for i, h in enumerate(moves):
            at.setdefault((h["what"], h["at"]), i)
        last, lies, named, amiss = -1, {}, set(), set()
        odd = {file for came, file in self.odd[number]}
        for came, what, file in self.told[number]:
            if came > hour:
                break
            key = what["what"], what["at"]
            if what.get("takenBack"):
                lies[key] = None
            elif what.get("untrue"):
                lies.setdefault(key, moment(what["at"]))
            elif key in at:
                last = max(last, at[key])
                named |= set() if what.get("unnamed") else {at[key]}
                amiss |= {at[key]} if what.get("otherWagon") or file in odd else set()
        known = dict(moves[last], named=last in named, amiss=last in amiss) if last >= 0 else None
        misled = any(lie and (not known or lie >= moment(known["at"])) for lie in lies.values())
        return known, misled

    def shown(self, number, hour):
        """The last of its moves before its tracker last said where it was: who looks at the map may know that too, and need not."""
        seen = [at for came, at in self.seen[number] if came <= hour]
        moves = [h for h in self.moves(number) if seen and moment(h["at"]) <= max(seen)]
        return moves[-1] if moves else None


def simulated(path, seed, days, containers, trouble=1):
    done = run("simulate", "--seed", seed, "--days", days, "--containers", containers, "--trouble", trouble, path)
    assert done.returncode == 0, done.stderr
    return World(path)


class Lived:
    """A daemon that was told all of it."""

    def __init__(self, world, base):
        self.world = world
        self.server = Server(base)
        self.keys = {}

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *_):
        self.server.end()

    def key(self, name, role="sender"):
        if name not in self.keys:
            done = run("key", "add", name, "--role", role, "--data", self.server.data)
            assert done.returncode == 0, done.stderr
            self.keys[name] = {"Authorization": "Bearer " + next(w for w in done.stdout.split() if w.startswith("lb_"))}
        return self.keys[name]

    def request(self, method, path, body=None):
        return self.server.request(method, path, body, {**self.key("asker", "operator"), "Content-Type": "application/json"})

    def live(self):
        folder = os.path.join(self.world.path, "partners")
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as f:
                put = self.request("PUT", "/api/v1/partners/" + name.partition(".")[0], f.read())
            assert put.status == 201, put
        clock = [(time.time(), self.world.begins.isoformat())]
        self.put_trackers()
        for d in self.world.deliveries:
            with open(os.path.join(self.world.path, d["file"]), "rb") as f:
                body = f.read()
            clock.append((time.time(), d["at"]))
            answer = self.server.post(body, type="application/octet-stream", headers=self.key(d["sender"].lower()))
            assert answer.status == 200 or d.get("broken"), (d, answer)
        self.date(clock)

    def put_trackers(self):
        for box in self.world.boxes.values():
            if "tracker" not in box:
                continue
            on = json.dumps({"container": box["container"], "since": box["happened"][0]["at"] if box["happened"] else self.world.begins.isoformat()})
            put = self.request("PUT", "/api/v1/trackers/%d" % box["tracker"], on)
            assert put.status in (200, 201), put

    def date(self, clock):
        """Learnt when it came, not when it was posted."""
        self.server.sql("create table lived (real timestamptz primary key, at timestamptz)")
        for i in range(0, len(clock), 1000):
            self.server.sql("insert into lived values " + ",".join("(to_timestamp(%.6f),'%s')" % c for c in clock[i:i + 1000]) + " on conflict do nothing")
        self.server.sql("set session_replication_role = replica;" + "".join(
            "update %s set %s = (select at from lived where real <= %s order by real desc limit 1) where %s >= (select min(real) from lived);"
            % (table, column, column, column) for table, column in RECORDED))
        # A list is known as soon as it came: the judge, who notes it, is hours behind where days are told within seconds.
        self.server.sql("""set session_replication_role = replica; update listing l set recorded = least(l.recorded, (select min(e.recorded) from event e
            where e.call = l.call and e.code = l.code and e.classifier = l.classifier and e.sender = l.sender and coalesce(e.document, '') = l.document))""")

    def rows(self, numbers, hour):
        """What it says of these boxes at that hour, by number."""
        said = {}
        for i in range(0, len(numbers), BATCH):
            body = json.dumps({"references": numbers[i:i + BATCH]})
            answer = self.request("POST", "/api/v1/lookup?asOf=" + hour.strftime("%Y-%m-%dT%H:%M:%SZ"), body)
            assert answer.status == 200, answer
            said.update((row["container"], row) for row in answer.json()["rows"] if row.get("found"))
        return said

    def codes(self):
        return {rule["code"] for rule in self.request("GET", "/api/v1/exception-rules").json()["rules"]}

    def journeys(self, number, hour):
        answer = self.request("GET", "/api/v1/journeys?container=%s&asOf=%s" % (number, hour.strftime("%Y-%m-%dT%H:%M:%SZ")))
        return answer.json()["journeys"] if answer.status == 200 else []


class States:
    """State against truth, at each hour for each box that anybody told of."""

    def __init__(self, world):
        self.world, self.near = world, complexes()
        self.asked = self.right = self.status = self.misled = 0
        self.wrong = collections.Counter()
        self.example = {}

    def names(self, known):
        """Of the ship, train or wagon that it is aboard, by what happened."""
        return {s["number"] for s in self.world.runs[known["run"]]["stops"]} | {known.get("wagon", "-")}

    def place_of(self, known):
        return self.near[known["place"]]

    def compare(self, number, hour, row):
        known, misled = self.world.known(number, hour)
        if misled:
            self.misled += 1
            return
        if not known:
            return
        shown = self.world.shown(number, hour)
        why, other = self.differs(known, row), self.differs(shown, row) if shown else None
        right = not why or other == ""
        if not right and known["amiss"]:
            self.misled += 1
            return
        self.asked += 1
        self.status += not why or "->" not in why
        self.right += right
        if right:
            return
        why += "   after %s at %s" % (known["what"], known["place"])
        self.wrong[why] += 1
        self.example.setdefault(why, (number, hour, known, row))

    def differs(self, known, row):
        """What a row says else than what follows from that move; "": nothing."""
        state, said = STATES[known["what"]], row.get("status") or "none"
        place = self.near.get(((row.get("place") or {}).get("code")), (row.get("place") or {}).get("text"))
        vehicle = row.get("vehicle") or {}
        if state != said:
            return "%s -> %s" % (state, said)
        if state == "on-board" and known.get("named") and not self.names(known) & {vehicle.get("name"), vehicle.get("voyage"), vehicle.get("wagon")}:
            return "on-board, other vehicle"
        if state in ("in-terminal", "delivered", "empty-returned") and place != self.place_of(known):
            return "%s, other place" % state
        return ""

    def report(self, say, most=25):
        say("states: %d asked of boxes that somebody told of, right %d = %.2f %% (status alone %.2f %%), misled %d" % (
            self.asked, self.right, 100.0 * self.right / max(1, self.asked), 100.0 * self.status / max(1, self.asked), self.misled))
        for why, n in self.wrong.most_common(most):
            number, hour, known, row = self.example[why]
            say("%6d  %s" % (n, why))
            last = row.get("last") or {}
            say("        %s at %s: known %s %s %s; said %s at %s (%s %s)" % (
                number, hour.isoformat(), known["at"], known["place"], known.get("run", ""), row.get("status"),
                (row.get("place") or {}).get("code"), last.get("eventCode"), (last.get("happened") or {}).get("at")))
            say("        vehicle %s; known by %s; sender %s" % (row.get("vehicle"), sorted(self.names(known)) if "run" in known else "", last.get("sender")))


def hours_of(world, every):
    hour = world.begins.replace(minute=0) + datetime.timedelta(hours=every)
    while hour <= world.ends:
        yield hour
        hour += datetime.timedelta(hours=every)


def begun(world, hour):
    """Boxes of which anything was told by then."""
    return [n for n in sorted(world.boxes) if world.told[n] and world.told[n][0][0] <= hour]


def ask_states(lived, every):
    states = States(lived.world)
    for hour in hours_of(lived.world, every):
        numbers = begun(lived.world, hour)
        rows = lived.rows(numbers, hour)
        for number in numbers:
            states.compare(number, hour, rows.get(number, {}))
    return states
