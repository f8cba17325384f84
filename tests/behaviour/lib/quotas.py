"""Trips that wait because so many trains a day may still pass: told apart from the program, for lib/ways.py.

The trip that is soonest where it passes something goes next; whoever finds a day full waits whole days.  Whoever would wait at one stop for several
quotas waits for all of them at once.
"""

import collections
import datetime
import zoneinfo

DAY = 1440
RAIL = 2


def points(told, service, rail):
    """(stop that it waits at, quota, counted as it arrives at the next stop), of all that its trips pass."""
    places, stops = told["places"], [s["place"] for s in told["services"][service]["stops"]]
    for k in range(len(stops) - 1):
        for i, r in enumerate(told.get("restrictions", [])):
            forth, back = bool(r.get("direction", 3) & 1), bool(r.get("direction", 3) & 2)
            if not r.get("trains"):
                continue
            if r["what"] == "service":
                if service == r["service"] and k == 0:
                    yield k, i, False
            elif not rail:
                continue
            elif r["what"] == "stretch":
                ends = {(r["place"], r["to_place"])} if forth else set()
                ends |= {(r["to_place"], r["place"])} if back else set()
                if any(stops[k] == one and other in stops[k + 1:] for one, other in ends):
                    yield k, i, False
            else:
                inside = [p == r["place"] if r["what"] == "place" else places[p]["country"] == r["country"] for p in stops]
                comes = forth and inside[k + 1] and (r["what"] == "place" or not inside[k])
                leaves = back and inside[k] and (r["what"] == "place" or not inside[k + 1])
                if forth and leaves and not all(inside[:k] if r["what"] == "country" else [k == 0]):
                    leaves = False  # it was counted as it came
                if leaves or comes:
                    yield k, i, not leaves


def local_day(told, place, minute):
    at = datetime.datetime.fromtimestamp(minute * 60, zoneinfo.ZoneInfo(told["places"][place]["zone"]))
    return at.date()


def held(told, trips, until):
    """The trips with what they wait, those that do not run left out."""
    room = collections.Counter()
    waits = []  # [trip, its points by stop]
    for t in trips:
        by_stop = {}
        for k, quota, arriving in points(told, t.index, t.carry == RAIL):
            by_stop.setdefault(k, []).append((quota, arriving))
        if by_stop:
            waits.append((t, sorted(by_stop.items())))
    gone = set()

    def when(t, k, arriving):
        return t.calls[k + 1][0] if arriving else t.calls[k][1]
    while waits:
        n = min(range(len(waits)), key=lambda i: (min(when(waits[i][0], waits[i][1][0][0], a) for _, a in waits[i][1][0][1]), i))
        t, left = waits[n]
        k, quotas = left.pop(0)

        def days(later):
            for quota, arriving in quotas:
                at, r = when(t, k, arriving) + later, told["restrictions"][quota]
                if r.get("since", -2 ** 31) <= at < r.get("until", 2 ** 31 - 1) and at < until:
                    yield quota, local_day(told, t.places[k + arriving], at)
        later = 0
        while any(room[key] >= told["restrictions"][key[0]]["trains"] for key in days(later)):
            later += DAY
        if later and min(when(t, k, a) for _, a in quotas) + later >= until:
            gone.add(id(t))
            left.clear()
        else:
            room.update(days(later))
            t.calls = [(a + later * (i > k), d + later * (i >= k)) for i, (a, d) in enumerate(t.calls)]
        if not left:
            waits.pop(n)
    return [t for t in trips if id(t) not in gone]
