"""All ways through a timetable, one after the other: what a search is held against.

Told as tests/plans/plans.c reads it.  Nothing is pruned and nothing is shared with the program but the words; slow, plain and only for small timetables.
"""

import datetime
import zoneinfo

from lib.quotas import held

DAY = 1440
NONE, VESSEL, RAIL, BARGE, ROAD, FERRY = range(6)
CARRIES = {"vessel": VESSEL, "rail": RAIL, "barge": BARGE, "road": ROAD, "ferry": FERRY}
STEPS = ["terminal", "gauge", "customs", "transloading"]
ANY = 62  # every way of carrying, not "none"
FIRST = datetime.datetime(1970, 1, 1)
UTC = datetime.timezone.utc


class TooMany(Exception):
    pass


def utc(zone, date, minutes):
    """Minutes since 1970 of a local time; what does not exist has the offset before, what is there twice is the first."""
    local = (FIRST + datetime.timedelta(days=date, minutes=minutes)).replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0)
    return int(local.timestamp()) // 60


def weekday(date):
    return (FIRST + datetime.timedelta(days=date)).weekday()


class Trip:
    def __init__(self, service, index, date, number, calls):
        self.service, self.index, self.date, self.number, self.calls = service, index, date, number, calls
        self.carry = CARRIES[service["carry"]]
        self.places = [s["place"] for s in service["stops"]]


class Ways:
    def __init__(self, told):
        self.told, self.places = told, told["places"]
        self.since, self.until = told["first_day"] * DAY, (told["last_day"] + 1) * DAY
        self.trips = held(told, [t for i, s in enumerate(told["services"]) for t in self.trips_of(i, s)], self.until)
        self.stands = {(t.places[k], t.carry) for t in self.trips for k in range(len(t.places))}
        self.stands |= {(s["place"], CARRIES[v["carry"]]) for v in told["services"] for s in v["stops"]}
        self.leads, self.opens = {}, {}

    # ---- trips ----

    def runs(self, s, date):
        by_rule = bool(s.get("weekdays", 0) >> weekday(date) & 1)
        if s.get("every"):
            by_rule = by_rule or (date >= s["every_from"] and (date - s["every_from"]) % s["every"] == 0)
        by_rule = by_rule and s.get("first", -10 ** 9) <= date <= s.get("last", 10 ** 9)
        return (by_rule or date in s.get("added", [])) and date not in s.get("cancelled", [])

    def trips_of(self, index, s):
        for date in range(self.told["first_day"] - 15, self.told["last_day"] + 16):
            patches = [p for p in self.told.get("patches", []) if p["service"] == index and p["date"] == date]
            numbers = ([0] if self.runs(s, date) else []) + [p["number"] for p in patches if p["what"] == "added"]
            for number in numbers:
                mine = [p for p in patches if p.get("number", 0) == number]
                if any(p["what"] == "cancelled" for p in mine):
                    continue
                calls = self.calls(s, date, mine)
                if calls[-1][0] > self.since and calls[0][1] < self.until:
                    yield Trip(s, index, date, number, calls)

    def calls(self, s, date, patches):
        own = sum(p["minutes"] for p in patches if p["what"] == "added")
        moves = {(p["stop"], bool(p.get("departs"))): p["minutes"] for p in patches if p["what"] == "moved"}
        calls, late = [], 0
        for k, stop in enumerate(s["stops"]):
            zone = self.places[stop["place"]]["zone"]
            late = moves.get((k, False), late)
            arrives = utc(zone, date, stop.get("arrives", 0)) + own + late
            late = moves.get((k, True), late)
            departs = utc(zone, date, stop.get("departs", 0)) + own + late
            if k:
                arrives = max(arrives, calls[-1][1] + 1)
                departs = max(departs, arrives)
            calls.append((arrives, departs))
        return calls

    # ---- transfers ----

    def spans(self, rule):
        """When it is open: (from, before until) of all hours of all its days."""
        if id(rule) not in self.opens:
            zone, dates = self.places[rule["place"]]["zone"], range(self.told["first_day"] - 3, self.told["last_day"] + 40)
            hours = rule.get("hours") or [{"weekday": w, "opens": 0, "closes": DAY} for w in range(7)]
            self.opens[id(rule)] = [(utc(zone, date, h["opens"]), utc(zone, date, h["closes"])) for date in dates if date not in rule.get("holidays", [])
                                    for h in hours if h["weekday"] == weekday(date)]
        return self.opens[id(rule)]

    def done(self, rules, at):
        for rule in rules:
            if rule.get("hours") or rule.get("holidays"):
                begins = [max(at, opens) for opens, closes in self.spans(rule) if max(at, opens) < closes]
                if not begins:
                    return None
                at = min(begins)
            at += rule["minutes"]
        return at

    def transfers(self, place, carry):
        """(place, carry, rules, minutes where there are none) of all that can be done with a box that came there so."""
        if (place, carry) not in self.leads:
            self.leads[place, carry] = list(self.transfers_of(place, carry))
        return self.leads[place, carry]

    def transfers_of(self, place, carry):
        for to in range(len(self.places)):
            for by in range(6):
                if (carry == NONE and by == NONE) or (by != NONE and (to, by) not in self.stands):
                    continue
                rules = [r for r in self.told.get("transfers", []) if r["place"] == place and r.get("to_place", place) == to
                         and r.get("from", ANY) >> carry & 1 and r.get("to", ANY) >> by & 1]
                rules.sort(key=lambda r: STEPS.index(r["what"]))
                if rules:
                    yield to, by, rules, 0
                elif to == place and (carry == NONE or by == NONE):
                    yield to, by, [], 0
                elif to == place and self.told.get("transfer_minutes", 0) >= 0:
                    yield to, by, [], self.told.get("transfer_minutes", 0)

    # ---- what a query takes ----

    def restricted(self, r, trip, k, cargo):
        if r.get("trains") or (r.get("dangerous") and not cargo.get("dangerous")):
            return False
        if r.get("commodity") and not (cargo.get("commodity") or "").startswith(r["commodity"]):
            return False
        departs, arrives = trip.calls[k][1], trip.calls[k + 1][0]
        leaves, comes = (r.get("since", -2 ** 31) <= t < r.get("until", 2 ** 31 - 1) for t in (departs, arrives))
        forth, back = r.get("direction", 3) & 1, r.get("direction", 3) & 2
        here, there = trip.places[k], trip.places[k + 1]
        if r["what"] == "service":
            return trip.index == r["service"] and leaves
        if r["what"] == "stretch":
            return leaves and ((forth and self.between(trip, k, r["place"], r["to_place"])) or (back and self.between(trip, k, r["to_place"], r["place"])))
        inside = (lambda p: p == r["place"]) if r["what"] == "place" else (lambda p: self.places[p]["country"] == r["country"])
        return bool((back and inside(here) and leaves) or (forth and inside(there) and comes))

    @staticmethod
    def between(trip, k, one, other):
        for i in range(k + 1):
            if trip.places[i] == one:
                ends = [e for e in range(i + 1, len(trip.places)) if trip.places[e] == other]
                if ends and i <= k < ends[0]:
                    return True
        return False

    def passes(self, q, trip, k):
        for p in (trip.places[k], trip.places[k + 1]):
            if p in q.get("avoid_places", []) or self.places[p]["country"] in q.get("avoid_countries", []):
                return False
        return not any(self.restricted(r, trip, k, q.get("cargo", {})) for r in self.told.get("restrictions", []))

    @staticmethod
    def fits(room, cargo):
        return (room.get("teu", -1) < 0 or room["teu"] >= cargo.get("teu", 0)) and (room.get("kg", -1) < 0 or room["kg"] >= cargo.get("kg", 0)) \
            and not (cargo.get("reefer") and room.get("plugs", -1) == 0)

    def takes(self, q, trip):
        cargo = q.get("cargo", {})
        if q.get("avoid_carry", 0) >> trip.carry & 1 or trip.index in q.get("avoid_services", []):
            return False
        if cargo.get("dangerous") and not trip.service.get("dangerous"):
            return False
        left = [r for r in q.get("left", []) if (r["service"], r["date"], r["number"]) == (trip.index, trip.date, trip.number)]
        return all(self.fits(room, cargo) for room in [trip.service] + left)

    @staticmethod
    def latest(trip, k):
        """When a box must be there at the latest to board; None: nobody boards."""
        stop = trip.service["stops"][k]
        if stop.get("no_board") or k + 1 == len(trip.calls):
            return None
        return trip.calls[k][1] - max(stop.get(kind, 0) for kind in ("documents", "gate", "vgm", "customs"))

    # ---- cost: (unpriced, price, uncounted, grams) ----

    @staticmethod
    def amount(q, price):
        for r in q.get("rates", []):
            if r["currency"] == price["currency"]:
                return (price["amount"] * r["millionths"] * 2 + 1000000) // 2000000
        return None

    @staticmethod
    def sized(price, cargo):
        return not price.get("size") or (cargo.get("size") or "").startswith(price["size"])

    def ride_cost(self, q, trip, board, alight):
        cargo, s = q.get("cargo", {}), trip.service

        def good(p):
            return self.sized(p, cargo) and p.get("first", -10 ** 9) <= trip.date <= p.get("last", 10 ** 9)
        amounts = [self.amount(q, p) for p in s.get("prices", []) if (p["from"], p["to"]) == (board, alight) and good(p)][:1] or [None]
        if any(good(p) and (p["from"], p["to"]) == (board, alight) for p in s.get("prices", [])):
            amounts += [self.amount(q, x) for x in s.get("surcharges", []) if good(x)
                        and not (x.get("reefer") and not cargo.get("reefer")) and not (x.get("dangerous") and not cargo.get("dangerous"))]
        metres = [stop.get("metres", -1) for stop in s["stops"][board + 1:alight + 1]]
        factor = s.get("factor")
        if factor and min(metres) >= 0:
            load = cargo.get("kg", 0) if factor["per"] == "tonne" else cargo.get("teu", 0) * 10
            emission = (False, (load * sum(metres) * factor["milligrams"] * 2 + 10 ** 9) // (2 * 10 ** 9))
        else:
            emission = (True, 0)
        return (None in amounts, sum(a or 0 for a in amounts)) + emission

    def step_cost(self, q, rules):
        amounts = []
        for r in rules:
            good = [p for p in r.get("prices", []) if self.sized(p, q.get("cargo", {}))]
            if r.get("prices"):
                amounts.append(self.amount(q, good[0]) if good else None)
        return (None in amounts, sum(a or 0 for a in amounts), False, 0)

    @staticmethod
    def plus(one, other):
        return (one[0] or other[0], one[1] + other[1], one[2] or other[2], one[3] + other[3])

    # ---- all ways ----

    def all(self, q, at, most):
        """(arrives, cost, rides, begun by) of each way to the place; rides are (trip, board, alight), begun by: the latest minute to be ready, at a place."""
        found, counted = [], [0]
        passes, takes = {}, {}

        def passed(trip, k):
            if (id(trip), k) not in passes:
                passes[id(trip), k] = self.passes(q, trip, k)
            return passes[id(trip), k]
        boardings = {}
        for trip in self.trips:
            if self.takes(q, trip):
                for k in range(len(trip.calls) - 1):
                    if self.latest(trip, k) is not None:
                        boardings.setdefault((trip.places[k], trip.carry), []).append((self.latest(trip, k), trip, k))

        def alights(trip, board, boarded, cost, touched, rides):
            seen = touched
            for k in range(board, len(trip.calls) - 1):
                if not passed(trip, k):
                    return
                seen = seen | {trip.places[k], trip.places[k + 1]}
                if not trip.service["stops"][k + 1].get("no_alight"):
                    on = self.plus(cost, self.ride_cost(q, trip, boarded, k + 1))
                    go(trip.places[k + 1], trip.carry, trip.calls[k + 1][0], on, seen, rides + [(trip, boarded, k + 1)])

        def go(place, carry, now, cost, touched, rides):
            counted[0] += 1
            if counted[0] > most:
                raise TooMany
            for to, by, rules, minutes in self.transfers(place, carry):
                ready = self.done(rules, now)
                if ready is None:
                    continue
                ready += minutes
                on, seen = self.plus(cost, self.step_cost(q, rules)), touched | {to}
                if by == NONE:
                    if to == q["to"] and self.kept(q, ready, on, seen, rides):
                        found.append((ready, on, rides))
                    continue
                for latest, trip, k in boardings.get((to, by), []):
                    if ready <= latest:
                        alights(trip, k, k, on, seen, rides)
        nothing = (False, 0, False, 0)
        if "aboard" in q:
            a = q["aboard"]
            trip = self.trip(a["service"], a["date"], a["number"])
            alights(trip, a["stop"], a["boarded"], nothing, set(), [])
        else:
            go(q["from"], NONE, at, nothing, {q["from"]}, [])
        return found

    @staticmethod
    def kept(q, arrives, cost, touched, rides):
        if arrives > q.get("deadline", 10 ** 12) or not set(q.get("required", [])) <= touched:
            return False
        if q.get("max_transfers", -1) >= 0 and counted(q, rides) > q["max_transfers"]:
            return False
        return q.get("max_price", -1) < 0 or (not cost[0] and cost[1] <= q["max_price"])

    def trip(self, service, date, number):
        return next(t for t in self.trips if (t.index, t.date, t.number) == (service, date, number))

    # ---- answers ----

    def earliest(self, q, most):
        return min((w[0] for w in self.all(q, q.get("at", 0), most)), default=None)

    def begun(self, q, rides):
        """The latest minute to be ready for the first ride."""
        trip, board, _ = rides[0]
        latest = self.latest(trip, board)
        for to, by, rules, minutes in self.transfers(q["from"], NONE):
            if (to, by) == (trip.places[board], trip.carry):
                begin = latest - minutes
                while begin >= self.since:
                    ready = self.done(rules, begin)
                    if ready is not None and ready + minutes <= latest:
                        return begin
                    begin -= 1
        return None

    def last(self, q, most):
        begun = {}
        for _, _, rides in self.all(q, self.since, most):
            begun.setdefault(rides[0][:2], self.begun(q, rides))
        return max(begun.values(), default=None)

    def pareto(self, q, most):
        ways = self.all(q, q.get("at", 0), most)
        if q.get("horizon", -1) >= 0 and ways:
            first = min(w[0] for w in ways)
            ways = [w for w in ways if w[0] <= first + q["horizon"]]
        return best({vector(q, arrives, cost, counted(q, rides)) for arrives, cost, rides in ways})

    def walked(self, q, plan):
        """What a plan that was told comes to: (begins, arrives, cost, times), or None where it cannot be done or is not what it says."""
        cost, touched, rides = (False, 0, False, 0), set(), []
        times = {"running": 0, "waiting": 0, "border": 0, "transfer": 0}
        place, carry, now = q.get("from"), NONE, plan["begins"]
        if "aboard" not in q:
            touched.add(q["from"])
        for i, (service, date, number, board, alight, ready) in enumerate(plan["rides"]):
            trip, first = self.trip(service, date, number), board
            if not i and "aboard" in q:
                if (service, date, number, board) != tuple(q["aboard"][m] for m in ("service", "date", "number", "boarded")):
                    return None
                first = q["aboard"]["stop"]
                if now != trip.calls[first][1]:
                    return None
            else:
                step = self.stepped(q, place, carry, trip.places[board], trip.carry, now, times)
                if step is None or step[0] != ready or self.latest(trip, board) is None or ready > self.latest(trip, board) or not self.takes(q, trip):
                    return None
                cost = self.plus(cost, step[1])
                times["waiting"] += trip.calls[board][1] - ready
            if not first < alight < len(trip.calls) or not all(self.passes(q, trip, k) for k in range(first, alight)) or trip.service["stops"][alight].get("no_alight"):
                return None
            for k in range(first, alight):
                times["running"] += trip.calls[k + 1][0] - trip.calls[k][1]
                if k > first:
                    times["border" if self.places[trip.places[k]].get("border") else "running"] += trip.calls[k][1] - trip.calls[k][0]
            touched |= set(trip.places[first:alight + 1])
            cost = self.plus(cost, self.ride_cost(q, trip, board, alight))
            place, carry, now = trip.places[alight], trip.carry, trip.calls[alight][0]
            rides.append((trip, board, alight))
        step = self.stepped(q, place, carry, q["to"], NONE, now, times)
        if step is None or not self.kept(q, step[0], self.plus(cost, step[1]), touched | {q["to"]}, rides):
            return None
        return plan["begins"], step[0], self.plus(cost, step[1]), times

    def stepped(self, q, place, carry, to, by, now, times):
        """(ready, cost) behind a transfer, whose minutes are added to the times; None where there is none."""
        for there, how, rules, minutes in self.transfers(place, carry):
            if (there, how) == (to, by):
                ready = self.done(rules, now)
                if ready is None:
                    return None
                worked = sum(r["minutes"] for r in rules)
                border = sum(r["minutes"] for r in rules if r["what"] in ("gauge", "customs"))
                times["border"] += border
                times["transfer"] += worked - border + minutes
                times["waiting"] += ready - now - worked
                return ready + minutes, self.step_cost(q, rules)
        return None

    def missed(self, q, ride):
        """By how much the best earlier trip of that kind to where the ride ends was missed, at the least: minutes; None: none was."""
        service, date, number, board, alight, ready = ride
        own, found = self.trip(service, date, number), []
        for trip in self.trips:
            for k in range(len(trip.calls) - 1):
                if (trip.places[k], trip.carry) != (own.places[board], own.carry) or not self.takes(q, trip) or self.latest(trip, k) is None:
                    continue
                if self.latest(trip, k) >= ready or not own.calls[board][1] - 14 * DAY <= trip.calls[k][1] <= own.calls[board][1]:
                    continue
                for e in range(k + 1, len(trip.calls)):
                    if not self.passes(q, trip, e - 1):
                        break
                    if trip.places[e] == own.places[alight] and not trip.service["stops"][e].get("no_alight") and trip.calls[e][0] < own.calls[alight][0]:
                        found.append(ready - self.latest(trip, k))
        return min(found, default=None)


UNKNOWN = 10 ** 18


def counted(q, rides):
    """Transfers that count, of rides that begin with their trip."""
    carries = [1 << ride[0].carry & (q.get("counted", 0) or 62) for ride in rides]
    return sum(bool(one and other) for one, other in zip(carries, carries[1:]))


def vector(q, arrives, cost, transfers):
    criteria = q.get("criteria", 7)
    known = (UNKNOWN if cost[0] else cost[1], UNKNOWN if cost[2] else cost[3])  # what is not known in full is worse than all that is
    return (arrives,) + (known[:1] if criteria & 1 else ()) + (known[1:] if criteria & 2 else ()) + ((transfers,) if criteria & 4 else ())


def best(vectors):
    return {v for v in vectors if not any(w != v and all(x <= y for x, y in zip(w, v)) for w in vectors)}
