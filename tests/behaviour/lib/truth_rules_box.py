"""What is wrong with the box itself at an hour (truth_rules.py): holds, seals, transit, weight, cooling, damage."""

from lib.truth_life import DAY, FIRST, HOUR, LAST, SLACK, time

MUST, MAY, NOT = 2, 1, 0


def between(begins, ends, grace=0 * HOUR):
    """A rule: from what happened until what ended it, as far as both were told."""
    def rule(b, hour):
        answer = NOT
        for m in b.box["happened"]:
            since = time(m["at"])
            if m["what"] != begins or since > hour:
                continue
            end = next((x for x in b.box["happened"] if x["what"] in ends and time(x["at"]) >= since), None)
            told, over = b.told.get((m["what"], m["at"]), LAST), b.told_after(time(end["at"])) if end else LAST
            if max(since + grace, told if told < LAST else FIRST) + SLACK <= hour < (time(end["at"]) if end else LAST) and told < hour:
                return MUST
            if since + grace - SLACK <= hour < (over + SLACK if over < LAST else LAST):
                answer = MAY
        return answer
    return rule


def transit_limit(b, hour):
    limit, came = time(b.box.get("transitLimit")), time(b.box["real"]["arrived"])
    told = [came_ for came_, what, _ in b.world.told[b.number] if what["what"] == "transit-limit"]
    if limit == LAST or not told or hour < min(told):
        return NOT
    if limit + DAY + SLACK <= hour < came:  # it is told to the day
        return MUST
    return MAY if limit - SLACK <= hour and hour < b.told_after(came) + SLACK else NOT


def transit_near(b, hour):
    """Two days before the limit, which is told to the day."""
    limit, came = time(b.box.get("transitLimit")), time(b.box["real"]["arrived"])
    told = [came_ for came_, what, _ in b.world.told[b.number] if what["what"] == "transit-limit"]
    if limit == LAST or not told or hour < min(told):
        return NOT
    if max(limit - DAY, min(told)) + HOUR <= hour < min(limit, came):
        return MUST
    return MAY if limit - 2 * DAY - SLACK <= hour < min(limit + DAY + SLACK, b.told_after(came) + SLACK) else NOT


def weight(b, hour):
    weighed = [b.told.get((m["what"], m["at"]), LAST) for m in b.box["happened"] if m["what"] == "weighed"]
    if not b.wrong["weight"]:
        return NOT
    told = weighed and min(weighed) + 2 * DAY <= hour and b.told_at(b.moves[0]) <= hour
    return MUST if told and b.state(hour)["what"] in ("loaded", "gate-in") else MAY


def reefer(b, hour):
    answer = NOT
    for w in b.wrong["reefer"]:
        seen = [came for came, at in b.world.seen[b.number] if time(w["from"]) <= at < time(w["until"]) and came <= hour]
        if seen and min(seen) + HOUR <= hour < time(w["until"]):
            return MUST
        answer = MAY if seen else answer
    return answer


def damaged(b, hour):
    answer = NOT
    for m in b.box["happened"]:
        if m["what"] in ("damaged", "seal-broken") and time(m["at"]) <= hour:
            told = b.told.get((m["what"], m["at"]), LAST)
            if m["what"] == "damaged" and told < LAST and told + HOUR <= hour < b.over():
                return MUST
            answer = MAY
    return answer


def seal_other(b, hour):
    """Its number was told before, and another one since."""
    answer = NOT
    for w in b.wrong["seal-other"]:
        since = time(w["from"])
        before = [came for key in b.by for came, file, _ in b.by[key] if time(key[1]) < since and sealed(key, file)]
        after = [came for key in b.by for came, file, _ in b.by[key] if time(key[1]) >= since and sealed(key, file)]
        # Whoever opens it closes it with another seal, as far as anybody can know.
        opened = any(m["what"] == "inspection" and time(m["at"]) < since for m in b.box["happened"])
        resealed = min([time(m["at"]) for m in b.box["happened"] if m["what"] == "resealed" and time(m["at"]) >= since] + [LAST])
        if before and after and not opened and max(min(before), min(after)) + HOUR <= hour < min(resealed, b.over()):
            return MUST
        answer = MAY if since <= hour else answer
    # Whoever seals it anew tells of it later than who reads the new number, or it is lost.
    return answer or (MAY if any(m["what"] in ("resealed", "seal-broken") and time(m["at"]) <= hour for m in b.box["happened"]) else NOT)


def sealed(key, file):
    """The message has its seal's number."""
    moved = key[0] in ("gate-in", "gate-out", "loaded", "discharged")
    return "-yard" in file or moved and any(x in file for x in ("codeco", "coarri", "put-on", "handover", "lifted-off", "train-list.csv"))
