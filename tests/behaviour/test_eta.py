"""Estimates: learned from the past of this database, shown as they stand, and measured on what came."""

import datetime
import json
import random

import pytest

from lib.daemon import Server, make_dir, remove, run
from lib.messages import box

NOW = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
HOUR = datetime.timedelta(hours=1)
JSON = "application/json"
#         code    place    hours after the one before
STEPS = [("GTIN", "CNLYG", 0), ("LOAD", "CNLYG", 20), ("DEPA", "CNLYG", 4), ("ARRI", "XXIAP", 50), ("DISC", "XXIAP", 6),
         ("AVPU", "XXIAP", 10), ("GTOT", "XXIAP", 12), ("DROP", "XXIAP", 3)]
PAST = 40


def text(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def train(day):
    return {"mode": "RAIL", "train": "X8155", "day": day.strftime("%Y-%m-%d")}


def words_of(number, begins, steps, chance):
    """What people report of a box from its gate-in on; every word has an id, so that it can be taken back."""
    at, said = begins, []
    day = begins + 20 * HOUR
    for i, (code, place, hours) in enumerate(steps):
        at += hours * HOUR * chance.uniform(0.8, 1.25)
        word = {"word": "report", "container": number, "event": code, "place": place, "at": text(at), "said": text(at + HOUR / 2), "loadState": "LADEN",
                "id": f"{number}-{i}"}
        if code in ("LOAD", "DEPA", "ARRI", "DISC"):
            word["transport"] = train(day)
        said.append(word)
    return said


def bound_for(number, place, said):
    return {"word": "itinerary", "container": number, "id": number + "-way", "said": text(said),
            "legs": [{"mode": "RAIL", "from": "CNLYG", "to": place, "transport": train(said + 20 * HOUR)}]}


@pytest.fixture(scope="module")
def hub():
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        chance = random.Random(5)
        for i in range(PAST):
            begins = NOW - datetime.timedelta(days=100 - 2 * i)
            tell(started, words_of(box(700000 + i), begins, STEPS, chance))
        started.judged()
        yield started
    finally:
        started.end()
        remove(base)


def tell(hub, words):
    answer = hub.post(json.dumps(words).encode(), "/api/v1/journeys", JSON)
    assert answer.status == 200, answer


def learned(hub):
    return hub.sql("select kind, origin, target, mode, direction, week, encode(tally, 'hex') from stretch_week where length(tally) > 8 order by 1, 2, 3, 4, 5, 6")


def under_way(hub, serial, steps=3, place="XXIAP", ago=30):
    number = box(serial)
    begins = NOW - ago * HOUR
    tell(hub, [bound_for(number, place, begins)] + words_of(number, begins, STEPS[:steps], random.Random(1)))
    hub.judged()
    return number


def moment(s):
    return datetime.datetime.fromisoformat(s.replace("Z", "+00:00"))


def estimate(hub, number, query=""):
    (journey,) = hub.json(f"/api/v1/journeys?container={number}{query}")["journeys"]
    return journey.get("estimate", {})


def test_a_box_under_way_is_estimated_from_what_others_took_before_it(hub):
    number = under_way(hub, 710000)
    told = estimate(hub, number)
    assert list(told) == ["arrival", "discharge", "available", "delivered"]
    likely = [moment(told[goal]["likely"]) for goal in told]
    assert likely == sorted(likely)
    for one in told.values():
        assert NOW <= moment(one["from"]) <= moment(one["likely"]) <= moment(one["until"])
        assert one["coverage"] == 0.8 and 30 <= one["passings"] <= PAST
        assert moment(one["period"]["from"]) < moment(one["period"]["until"])
    # departed some 6 hours ago, on a run of 50 hours
    assert 35 * HOUR < likely[0] - NOW < 55 * HOUR
    assert 90 * HOUR > likely[3] - likely[0] > 15 * HOUR
    usual = next(r for r in told["arrival"]["reasons"] if r["code"] == "usual")
    assert usual["step"].pop("toName")["zh"] == "西安国际港站"
    usual["step"].pop("fromName", None)
    assert usual["step"] == {"kind": "run", "from": "LIANYUNGANG", "to": "XXIAP", "mode": "RAIL"} and 40 * 3600 < usual["amount"] < 62 * 3600
    # the same wherever it is asked
    told = estimate(hub, number)
    assert hub.json("/api/v1/containers/" + number)["estimate"] == told
    answer = hub.post(json.dumps({"references": [number]}).encode(), "/api/v1/lookup", JSON)
    assert answer.json()["rows"][0]["estimate"] == told


def test_of_a_way_that_nobody_went_before_it_says_so(hub):
    told = estimate(hub, under_way(hub, 710001, place="KZALA"))
    assert set(told["arrival"]) == {"made", "because"}
    assert told["arrival"]["because"]["code"] == "no-past"
    assert told["arrival"]["because"]["step"]["kind"] in ("run", "border")
    assert told["arrival"]["because"]["of"] == 30


def test_who_has_arrived_is_not_estimated_to_arrive_and_who_is_delivered_nothing(hub):
    assert set(estimate(hub, under_way(hub, 710002, steps=5, ago=85))) == {"available", "delivered"}
    assert estimate(hub, under_way(hub, 710003, steps=8, ago=110)) == {}


def test_what_is_learned_is_the_sum_of_what_boxes_teach_whatever_was_told_and_taken_back_and_across_a_kill(hub):
    number, chance = box(720000), random.Random(9)
    words = words_of(number, NOW - datetime.timedelta(days=20), STEPS, chance)
    before = learned(hub)
    tell(hub, words[::-1])  # the latest first
    hub.judged()
    known = learned(hub)
    assert known != before
    tell(hub, words)  # again
    tell(hub, [{"word": "takes-back", "id": words[3]["id"]}])
    hub.judged()
    assert learned(hub) not in (before, known)
    tell(hub, [{"word": "takes-back", "id": w["id"]} for w in words])
    hub.judged()
    assert learned(hub) == before
    for i, word in enumerate(words):
        word["id"] += "-again"
    tell(hub, words)
    hub.kill9()
    hub.restart()
    hub.judged()
    assert learned(hub) == known


def test_how_estimates_held_is_learned_from_what_came_and_forgotten_with_it_and_of_what_is_long_gone_little_is_kept(hub):
    number = under_way(hub, 710020, ago=60)
    kept = lambda: hub.sql(f"select count(*), count(added_from) from estimate where container = '{number}' and goal = 0 and likely is not null")[0]
    held = lambda: [line for (lessons,) in hub.sql(f"select lessons from box_lesson where container = '{number}'") for line in lessons.splitlines() if "held" in line]
    assert [int(n) for n in kept()] == [1, 1] and held() == []
    # it was estimated five days before it came, and again an hour, three and eighty days earlier
    for days in ("3", "5", "5.05", "80.6", "80.61", "80.62"):
        hub.sql(f"""insert into estimate (container, trip, goal, at, asked, likely, "from", until, told, added_from, added_until)
            select container, trip, goal, date_trunc('day', at) - interval '1 hour' - {days} * interval '1 day', asked, likely, "from", until, told, added_from, added_until
            from estimate where container = '{number}' and goal = 0 and likely is not null order by at desc limit 1""")
    came = {"word": "report", "container": number, "event": "ARRI", "place": "XXIAP", "at": text(NOW), "said": text(NOW), "loadState": "LADEN",
            "id": number + "-came", "transport": train(NOW - 40 * HOUR)}
    tell(hub, [came])
    hub.judged()
    assert len(held()) >= 40 and all(line.startswith("held\t\tarrival\t") for line in held())
    assert int(kept()[0]) == 5  # of three within half an hour, 80 days ago, one
    tell(hub, [{"word": "takes-back", "id": came["id"]}])
    hub.judged()
    assert held() == []


def test_what_stands_stays_until_it_moves_and_what_stood_then_is_told(hub):
    number = under_way(hub, 710004)
    first = estimate(hub, number)
    hub.sql(f"insert into box_due values ('{number}', now()) on conflict (container) do update set at = now()")
    hub.judged()
    assert estimate(hub, number) == first
    ((then,),) = hub.sql("select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    tell(hub, [{"word": "report", "container": number, "event": "ARRI", "place": "XXIAP", "at": text(NOW - HOUR), "loadState": "LADEN",
                "transport": train(NOW - 30 * HOUR + 20 * HOUR)}])
    hub.judged()
    assert "arrival" not in estimate(hub, number)
    assert moment(estimate(hub, number)["discharge"]["likely"]) < moment(first["discharge"]["likely"])
    assert estimate(hub, number, "&asOf=" + then) == first
    assert hub.sql(f"select count(*) from estimate where container = '{number}' and goal = 0") == [["2"]]


# ---- measured ----


def lines_of(seed, boxes):
    chance, lines = random.Random(seed), []
    for i in range(boxes):
        at, number = NOW - datetime.timedelta(days=200) + i * 8 * HOUR, box(i)
        planned = at + 80 * HOUR
        for code, place, hours in STEPS:
            at += hours * HOUR * chance.lognormvariate(0, 0.3)
            lines.append({"container": number, "code": code, "at": text(at), "place": place, "loadState": "LADEN", "destination": "XXIAP",
                          **({"mode": "RAIL", "transport": f"TRAIN:{i // 2}/{i}"} if code in ("LOAD", "DEPA", "ARRI", "DISC") else {})})
        lines.append({"container": number, "code": "DISC", "classifier": "PLN", "sender": "LINE", "said": text(planned - 90 * HOUR), "at": text(planned),
                      "place": "XXIAP", "mode": "RAIL", "transport": f"TRAIN:{i // 2}/{i}"})
    chance.shuffle(lines)
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_a_file_of_passings_is_measured_without_a_database(tmp_path):
    (tmp_path / "past.ndjson").write_text(lines_of(3, 300))
    done = run("eta", "--evaluate", "--json", tmp_path / "past.ndjson")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["trips"] == 300
    whole = {line["goal"]: line for line in told["lines"] if "corridor" not in line and line["lead"] == "all"}
    assert set(whole) == {"arrival", "discharge", "available", "delivered"}
    for line in whole.values():
        assert line["n"] > 250
        assert 740 <= line["coveredPerMille"] <= 870
        assert line["lane"]["oursSeconds"] < line["lane"]["errorSeconds"]
    assert {line["corridor"] for line in told["lines"] if "corridor" in line} == {"LIANYUNGANG-XXIAP"}
    table = run("eta", "--evaluate", "--from", text(NOW - datetime.timedelta(days=130)), "-", input=(tmp_path / "past.ndjson").read_text())
    assert table.returncode == 0 and "LIANYUNGANG-XXIAP" in table.stdout and "80 %" in table.stdout


def test_nothing_is_learned_backwards(tmp_path):
    """Asked when fewer than thirty trains had come, it knows too little, whatever came later."""
    (tmp_path / "few.ndjson").write_text(lines_of(4, 25))
    told = json.loads(run("eta", "--evaluate", "--json", tmp_path / "few.ndjson").stdout)
    whole = {line["goal"]: line for line in told["lines"] if "corridor" not in line and line["lead"] == "all"}
    assert whole["arrival"]["n"] == 0 and whole["arrival"]["none"] > 30


def test_the_past_of_the_database_is_measured_beside_a_running_daemon(hub):
    done = run("eta", "--evaluate", "--json", "--data", hub.data)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["trips"] >= PAST
    assert any(line["n"] for line in told["lines"])


@pytest.mark.parametrize("line, why", [
    ("{", "line 1"), ("[]", "is no object"), ('{"code": "GTIN", "at": "2026-01-01T00:00:00Z"}', "container is missing"),
    ('{"container": "CSQU3054383", "code": "XXXX", "at": "2026-01-01T00:00:00Z"}', "no code of an event"),
    ('{"container": "CSQU3054383", "code": "GTIN"}', "at is missing"),
    ('{"container": "CSQU3054383", "code": "GTIN", "at": "yesterday"}', "no time"),
    ('{"container": "CSQU3054383", "code": "GTIN", "at": "2026-01-01T00:00:00Z", "mode": "SLEDGE"}', "not known here")])
def test_a_line_that_is_no_passing_is_refused_with_why(line, why):
    done = run("eta", "--evaluate", "-", input=line + "\n")
    assert done.returncode == 1 and why in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--evaluate", "a", "b"], ["--evaluate", "--from", "June"]])
def test_what_it_cannot_do_is_usage(arguments):
    assert run("eta", *arguments).returncode == 2
