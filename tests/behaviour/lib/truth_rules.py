"""What is wrong with a box of a made-up world at an hour, by rules of the truth and of what had been told: written apart from the program's own.

MUST: it is so, what shows it was told, and its grace is over.  MAY: it is so or was, and either nobody told what shows it or that it is
over, or it is a matter of half a day.  Else it is not.
"""

from lib.truth import STATES
from lib.truth_rules_box import MAY, MUST, NOT, between, damaged, reefer, seal_other, transit_limit, transit_near, weight
from lib.truth_life import DAY, FIRST, HOUR, LAST, SLACK, borders, datetime, left_of, origin_of, planned_of, stretch_of, time

QUEUED = 2 * DAY


def border_queue(b, hour):
    answer = NOT
    for where, since, until in b.stays(BORDERS):
        known = min([of for came, of in b.words + b.ridden() if came <= hour and since <= of <= until] + [LAST])
        if known < LAST and b.gone_on(where, since, hour):
            known = LAST  # its train was told to go on, and nobody told that its wagon was set out
        over = b.told_after(until + HOUR) if until < LAST else LAST
        if known < LAST and known + QUEUED + SLACK <= hour < until:
            return MUST
        if since + QUEUED - SLACK <= hour < over + SLACK:
            answer = MAY
    return answer


def misdirected(b, hour):
    answer = NOT
    for w in b.wrong["misdirected"]:
        load = b.loading(w["run"])
        if not load:
            continue
        knew = [came for came, run in b.plans if run != w["run"] and origin_of(b.world, run) == origin_of(b.world, w["run"]) and came <= hour]
        over = b.told_after(time(w["until"])) if w["until"] else LAST
        # Of a wagon nobody tells where it goes, but that it came somewhere else.
        off = next((m for m in b.moves if m["what"] == "discharged" and m["run"] == w["run"]), None)
        known = b.named_at(load) if load["place"] == "XLYGB" else b.told_at(off) if off and b.itinerary(hour) else LAST
        if knew and known < LAST and max(known, min(knew)) + SLACK <= hour < time(w["until"]):
            return MUST
        if time(w["from"]) <= hour < over + SLACK:
            answer = MAY
    return answer


def rolled_over(b, hour):
    """It rides later than by the plan that was told last; or, where nobody planned its way anew, than it was first ordered to."""
    answer = NOT
    for since, until, run, m in b.rides:
        told = [(came, p) for came, p in b.plans if came <= hour and stretch_of(p) == stretch_of(run)]
        if since > hour or not any(planned_of(b.world, p) < planned_of(b.world, run) for _, p in told):
            continue
        # Of an itinerary that does not have that stretch, or has it by what goes when the world has ended, nobody can tell.
        told = [p for came, p in told if came >= max(b.planned_anew(hour), b.gone_beyond(run, hour))]
        first = told[-1 if b.itinerary(hour) else 0] if told else run
        if planned_of(b.world, first) < planned_of(b.world, run) and b.named_at(m) + SLACK <= hour < until:
            return MUST
        answer = MAY
    for came, p in b.plans:
        if came <= hour and planned_of(b.world, p) <= hour and not b.took(p):
            answer = MAY
    return answer


def left_without(b, hour, grace):
    """What it was to go with, as was told last, left and nobody told that it is on it: (whether that may be so, since when it is for certain)."""
    p = b.plan(hour)
    if not p:
        return NOT, None
    left, told = left_of(b.world, p)
    mine = b.took(p)
    if b.misled(hour):
        return MAY, None
    if left > hour or (mine and b.named_at(mine[3]) <= hour):
        return NOT, None
    near = [m for of, _, _, m in b.rides if of >= planned_of(b.world, p) - 2 * DAY and m["place"] == origin_of(b.world, p)]
    known = [m for m in b.moves if b.told_at(m) <= hour]
    if near and known and known[-1]["what"] == "gate-in" and known[-1]["place"] == origin_of(b.world, p) and known[-1]["at"] > near[0]["at"]:
        return MAY, None  # it is back, and stands there without it
    if any(b.named_at(m) + SLACK <= hour for m in near):
        return NOT, None  # it is known to be on another
    if any(b.told_at(m) <= hour for m in near):
        return MAY, None  # it is told to be loaded, on whatever
    return (MAY, None) if told > hour else (MAY, max(left + grace, told))


def elsewhere(b, p, hour):
    """It was told to have moved since, and somewhere else than where that leaves from."""
    known = [m for m in b.moves if b.told_at(m) <= hour and time(m["at"]) >= planned_of(b.world, p) - 2 * DAY]
    return bool(known) and b.near[known[-1]["place"]] != b.near[origin_of(b.world, p)]


def left_behind(ordered):
    """A rule: its transport left a day ago without it; of what was ordered to be loaded it is the list that is short."""
    def rule(b, hour):
        answer, since = left_without(b, hour, DAY)
        p = b.plan(hour)
        other = min([r[0] for r in b.rides if answer and r[0] > planned_of(b.world, p) - 2 * DAY] + [LAST])
        on = any(came <= hour and run == p for came, run in b.ordered)
        if since and b.closed(p, hour) < LAST:  # whoever lists what is aboard does not have it: that needs no grace
            since = max(left_without(b, hour, 0 * HOUR)[1], b.closed(p, hour))
        ride = b.ride(left_of(b.world, p)[0]) if since else None
        if since and (ride and b.known_aboard(ride, hour) or misdirected(b, hour) == MUST or elsewhere(b, p, hour)):
            return MAY  # it is known to be on another, or somewhere else
        if since and not b.took(p) and since + SLACK <= hour < other and on == ordered:
            return MUST
        return answer
    return rule


not_loaded = left_behind(False)


def not_confirmed(b, hour):
    answer, since = left_without(b, hour, datetime.timedelta(0))
    known = [b.named_at(m) for _, _, _, m in b.rides if time(m["at"]) <= hour and b.named_at(m) <= hour]
    gone = since and any(t >= planned_of(b.world, b.plan(hour)) - 2 * DAY for t in known)
    if since and (b.closed(b.plan(hour), hour) < LAST or gone or elsewhere(b, b.plan(hour), hour)):
        return MAY  # it is known by then to have been left behind, or to be on another, or somewhere else
    return MUST if since and since + 3 * HOUR <= hour < left_of(b.world, b.plan(hour))[0] + DAY - 3 * HOUR else answer


TRANSFER = 4 * DAY  # what is allowed for one at the most


def missed_connection(b, hour):
    """What it is to go on with left, and should have by its plan, while it was on what leads there."""
    answer, runs = NOT, b.itinerary(hour)
    for before, p in zip(runs, runs[1:]):
        if not p:
            answer = MAY  # that goes when the world has ended: nobody tells when
        if not before or not p or b.took(p):
            continue
        left, there = left_of(b.world, p)[0], time(b.world.runs[before]["stops"][-1].get("arrived"))
        on = b.ride(hour)
        if on and on[2] == before and b.named_at(on[3]) <= hour and max(left, planned_of(b.world, p)) + SLACK <= hour < there:
            return MUST
        # Or it came, as was told, when that was to have left.
        known = min([came_ for came_, what in b.world.told_runs[before] if what["what"] == "came" and time(what["at"]) == there] + [LAST])
        taken = min([b.named_at(r[3]) for r in b.rides if r[0] > there] + [LAST])
        if b.took(before) and b.took(before)[1] >= there and b.named_at(b.took(before)[3]) <= hour and there > planned_of(b.world, p) and known + HOUR <= hour < taken:
            return MUST
        # It need not come to pass: who has to be in time with less than is allowed may be told to be late.
        answer = MAY if there + TRANSFER > planned_of(b.world, p) else answer
    for p in [b.plan(hour)] if b.plan(hour) and not runs else []:
        answer = MAY if not b.took(p) and b.ride(planned_of(b.world, p)) else answer
    return answer


def eta_slipped(b, hour):
    told = [at for came, at in b.expected if came <= hour]
    came = time(b.box["real"]["arrived"])
    way = b.itinerary(hour)
    if not (told or way) or b.told_after(came) + SLACK <= hour:
        return NOT
    if any(time(w["from"]) <= hour < time(w["until"]) + SLACK for w in b.wrong["misrouted"] if w["until"]) or any(not w["until"] for w in b.wrong["misrouted"]):
        return MAY  # its way ends before it is there
    if way and way[-1]:
        said = [at for when, at in b.expected if when <= hour and when > max(c for c, _, _ in b.itineraries if c <= hour)]
        first = time(b.world.runs[way[-1]]["stops"][-1]["arrivalScheduled"])
        if said and said[-1] - first >= DAY + HOUR and hour < came:
            return MUST
        return MAY if came - first >= DAY - HOUR or (said and max(said) - first >= DAY - HOUR) else NOT
    if told and not way and told[-1] - told[0] >= DAY + HOUR and hour < came:
        return MUST
    return MAY if way or came - min(told) >= DAY - HOUR else NOT


def silent(b, hour):
    unknown = [(r[0], r[1]) for r in b.rides if b.told_at(r[3]) > hour]  # what is told of that train nobody takes for a word of it
    ridden = [(came, of) for came, of in b.ridden() if not any(since <= of <= until for since, until in unknown)]
    last, words = b.state(hour), [(came, of) for came, of in b.words + ridden if came <= hour]
    if not last or not words:
        return NOT
    limit = {"on-board": 3 * DAY, "on-the-road": 2 * DAY}
    known = [m for m in b.moves if b.told_at(m) <= hour]
    if not known or STATES[known[-1]["what"]] not in limit:
        return NOT
    limit = limit[STATES[known[-1]["what"]]]
    at_sea = "imo" in b.world.runs.get(last.get("run"), {})
    if STATES[last["what"]] == STATES[known[-1]["what"]] and hour - max(came for came, _ in words) >= limit + SLACK and not at_sea:
        return MUST
    return MAY if hour - max(of for _, of in words) >= limit - SLACK else NOT


def dues(b, hour):
    """What was planned or expected of it: (for when, when it was first told to have happened, or that it had to be by what happened since)."""
    due = [(at, b.told_after(time(b.box["real"]["arrived"]))) for came, at in b.expected if came <= hour]
    if b.plan(hour):
        due.append((planned_of(b.world, b.plan(hour)), left_without(b, hour, DAY)[0] and LAST))
    for run in filter(None, b.itinerary(hour)):
        on = b.took(run)
        due.append((planned_of(b.world, run), b.named_at(on[3]) if on else LAST))
        end = b.world.runs[run]["stops"][-1]
        due.append((time(end["arrivalScheduled"]), b.told_after(time(end.get("arrived"))) if on else LAST))
    known = [m for m in b.moves if b.told_at(m) <= hour]
    on = known[-1] if known and STATES[known[-1]["what"]] == "on-board" else None
    if on:
        for s in b.world.runs[on["run"]]["stops"][1:]:
            due.append((time(s["arrivalScheduled"]), b.told_after(time(s.get("arrived")))))
            due.append((time(s.get("departureScheduled")), b.told_after(time(s.get("departed")))))
    return due


def overdue(b, hour):
    """Something that was planned or expected for a day before then was not told to have happened."""
    if any(time(w["from"]) <= hour for w in b.wrong["set-out"]):
        return MAY
    if any(at + DAY - SLACK <= hour and (not told or told > hour - SLACK) for at, told in dues(b, hour)):
        return MUST if waits_in_vain(b, hour) or is_late_aboard(b, hour) else MAY
    return NOT


def waits_in_vain(b, hour):
    """It stands in the yard from which it was to leave two days ago, by the only plan that it ever had from there."""
    known = [m for m in b.moves if b.told_at(m) <= hour]
    runs = {run for came, run in b.plans if came <= hour and known and origin_of(b.world, run) == known[-1]["place"]}
    if len(runs) != 1 or STATES[known[-1]["what"]] != "in-terminal" or b.misled(hour) or b.plan(hour) not in runs:
        return False
    if any(b.told_at(r[3]) < LAST and r[0] <= hour for r in b.rides if r[0] > time(known[-1]["at"])):
        return False
    told = max(came for came, run in b.plans if came <= hour and run in runs)
    return max(planned_of(b.world, min(runs)), told) + DAY + SLACK <= hour and time(known[-1]["at"]) <= planned_of(b.world, min(runs))


def is_late_aboard(b, hour):
    """It is on the train that its itinerary has it on, which was not told to be late by more than a day when it was heard of last, and should be
    at its end since two days; and it is at no border, where waiting is told as that."""
    on = b.ride(hour)
    if not on or on[2] not in b.itinerary(hour) or b.named_at(on[3]) > hour or b.misled(hour) or "imo" in b.world.runs[on[2]]:
        return False
    stops = b.world.runs[on[2]]["stops"]
    heard = [of for came, of in b.words + b.ridden() if came <= hour and of >= on[0]]
    passed = [s for s in stops[1:] if time(s.get("arrived")) <= max(heard + [FIRST])]
    late = max([time(s["arrived"]) - time(s["arrivalScheduled"]) for s in passed] + [0 * HOUR])
    last = b.near[passed[-1]["place"] if passed else stops[0]["place"]]
    expected = [at for came, at in b.expected if came <= hour]
    end = max([time(stops[-1]["arrivalScheduled"]) + late] + (expected[-1:] if on[2] == b.itinerary(hour)[-1] else []))
    return late < DAY and last not in BORDERS and end + 2 * DAY <= hour


def conflict(b, hour):
    """It was told to have gone through a gate while it was on a train or ship, by all that was told of that."""
    answer = never(b, hour)
    for came, until, what, of in b.feigned:
        if not came <= hour < until:
            continue
        answer = MAY
        on = next((r for r in b.rides if what == "gate-in" and r[0] + HOUR < of < r[1] - HOUR and b.named_at(r[3]) <= hour), None)
        off = on and next((m for m in b.moves if time(m["at"]) == on[1] and m["what"] == "discharged"), None)
        known = [c for c, _, how in b.by[off["what"], off["at"]] if not how.get("unnamed") and not how.get("otherWagon")] if off else []
        if known and min(known) + HOUR <= hour < b.over():
            return MUST
    return answer


def misrouted(b, hour):
    """The itinerary that was told last ends on the way to where its papers have it go."""
    mine = [w for w in b.wrong["misrouted"] if time(w["from"]) <= hour]
    if not mine:
        return never(b, hour)
    told = [came for came, _, _ in b.itineraries if came <= hour and came >= time(mine[-1]["from"])]
    since = [came for came, _, _ in b.itineraries if came > min(told, default=LAST)]
    if told and min(told) + SLACK <= hour < min([time(mine[-1]["until"]), b.over()] + since):
        return MUST
    return MAY


def never(b, hour):
    """It is in one place, and goes where it is bound; but somebody may have told otherwise."""
    odd = any(came <= hour for came, _ in b.world.odd[b.number])
    return MAY if odd or b.wrong["short"] or b.wrong["wrong-wagon"] or b.wrong["other-wagon"] else NOT


def short(b, hour):
    """Ordered and left behind, or on a train's list alone, and the yard has it still."""
    for w in b.wrong["short"]:
        listed = [(came, of) for came, until, of in b.lies if of <= time(w["from"]) + DAY and came <= hour < until]
        yard = [came for key in b.by for came, file, _ in b.by[key] if "-yard" in file and listed and came >= listed[0][1] + 3 * DAY and came <= hour]
        real = min([time(m["at"]) for m in b.moves if time(m["at"]) > time(w["from"])] + [LAST])
        if listed and yard and max(listed[0][0], min(yard)) + SLACK <= hour < real:
            return MUST
    if left_behind(True)(b, hour) == MUST:
        return MUST
    return MAY if left_without(b, hour, DAY)[0] or any(was_behind(b, run, hour) for came, run in b.ordered if came <= hour) else NOT


def was_behind(b, run, hour):
    """It left without it, and nobody had told yet of another that it took, or is to take."""
    if b.took(run):
        return False
    taken = [b.named_at(r[3]) for r in b.rides if r[0] > planned_of(b.world, run) - 2 * DAY]
    planned = [came for came, p in b.plans if stretch_of(p) == stretch_of(run) and planned_of(b.world, p) > planned_of(b.world, run)]
    return left_of(b.world, run)[0] <= hour < min(taken + planned + [LAST]) + SLACK


def lists_of(b, run, hour):
    """Files that are lists of that run, and came by then."""
    return {file: came for came, what, file in b.world.lists[run] if came <= hour}


def over(b, hour):
    """Told to be loaded by who is no list, and on none of those of its transport that came."""
    answer = NOT
    for since, until, run, m in b.rides:
        words = [(came, file) for came, file, how in b.by["loaded", m["at"]] if came <= hour and not how.get("unnamed")]
        by = [(came, file) for came, file in words if file not in lists_of(b, run, LAST)]
        lists = lists_of(b, run, hour)
        on = [file for file in lists if b.is_on(file) or any(file == f for f, _ in b.world.rows[b.number, run])]
        if not lists or on or since > hour:
            continue
        if by and max(since + 12 * HOUR, min(by)[0], min(lists.values())) + SLACK <= hour < until:
            return MUST
        answer = MAY if hour < b.told_after(until) + SLACK else answer
    return answer


def misplaced(b, hour):
    """On a list for another wagon or cell than who loaded it tells, as long as it is on it."""
    answer = NOT
    for w in b.wrong["wrong-wagon"] + b.wrong["wrong-cell"]:
        m = b.loading(w["run"])
        if not m:
            continue
        ride = b.took(w["run"])
        words = [(came, file) for came, file, _ in b.by[m["what"], m["at"]] if came <= hour]
        lists = [came for came, file in words if "train-list.csv" in file or "baplie" in file]
        loads = [came for came, file in words if "station-loaded" in file or "coarri" in file]
        if lists and loads and max(min(lists), min(loads)) + HOUR <= hour < ride[1]:
            return MUST
        answer = MAY if ride[0] <= hour < b.told_after(ride[1]) + SLACK else answer
    return answer


def other_wagon(b, hour):
    """Who lifts it off at a change of gauge tells of another wagon than all who told of its loading: one of them is wrong."""
    answer = NOT
    for w in b.wrong["wrong-wagon"] + b.wrong["other-wagon"]:
        m = b.loading(w["run"]) or b.loading_before(time(w["from"]))  # its wagon may have been put into another train
        if not m:
            continue
        off = next((x for x in b.moves if x["what"] == "discharged" and x["run"] == w["run"]), None)
        loads = [(came, how.get("otherWagon", False)) for came, _, how in b.by[m["what"], m["at"]]]
        lifts = [(came, how.get("otherWagon", False)) for came, _, how in (b.by[off["what"], off["at"]] if off else [])]
        changes = off and b.near[off["place"]] in BORDERS
        answer = MAY if time(m["at"]) <= hour else answer
        words = {how for _, how in loads}, {how for _, how in lifts}
        if changes and [len(x) for x in words] == [1, 1] and words[0] != words[1] and max(loads[0][0], lifts[0][0]) + SLACK <= hour < b.over():
            return MUST
    return answer


RULES = {"customs-hold": between("held", ("freed", "cleared")), "inspection": between("inspection", ("cleared",), 2 * DAY),
         "seal-broken": between("seal-broken", ("resealed",)), "damaged": damaged, "seal-other": seal_other, "transit-limit": transit_limit,
         "transit-limit-near": transit_near, "weight": weight, "reefer": reefer, "over": over,
         "short": short, "misplaced": misplaced, "other-wagon": other_wagon,
         "border-queue": border_queue, "misdirected": misdirected, "rolled-over": rolled_over, "not-loaded": not_loaded,
         "not-confirmed": not_confirmed, "missed-connection": missed_connection, "eta-slipped": eta_slipped, "silent": silent,
         "overdue": overdue, "conflict": conflict, "misrouted": misrouted}
SAME = {"source-down": "silent"}  # who is silent: the box, or all who would tell
BORDERS = borders()
