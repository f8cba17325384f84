"""Made-up timetables and queries, small enough that all ways can be told one by one: as tests/plans/plans.c reads them."""

import datetime

DAY = 1440
ZONES = ["Europe/Berlin", "Asia/Shanghai", "Asia/Almaty", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
COUNTRIES = ["DE", "CN", "KZ", "DE", "US", "AU"]
WORDS = ["vessel", "rail", "rail", "barge", "road", "ferry"]
FIRSTS = [datetime.date(2026, 3, 27), datetime.date(2026, 10, 23), datetime.date(2026, 6, 1), datetime.date(2026, 4, 3), datetime.date(2026, 3, 6)]
FIRSTS = [(d - datetime.date(1970, 1, 1)).days for d in FIRSTS]
RATES = [{"currency": "EUR", "millionths": 1000000}, {"currency": "CNY", "millionths": 128457}, {"currency": "USD", "millionths": 917000}]
SIZES = ["2", "22G1", "45", "45G1", "45R1"]


def maybe(r, chance, value):
    return value if r.random() < chance else None


def without_none(d):
    return {k: v for k, v in d.items() if v is not None}


def price(r, first, **more):
    return without_none({"amount": r.randrange(6) * 100 + r.choice([0, 0, 1]), "currency": r.choice(["EUR", "EUR", "CNY", "USD", "XTS"]),
                         "size": maybe(r, 0.3, r.choice(SIZES)), "first": maybe(r, 0.1, first + r.randrange(3)), **more})


def stops(r, places):
    n, grid = r.choice([2, 2, 3, 3, 4]), r.choice([1, 60])
    now, made, before = r.choice([r.randrange(DAY), r.randrange(90, 210)]) // grid * grid, [], None
    for k in range(n):
        place = r.choice([p for p in range(places) if p != before])
        arrives = now
        now += r.choice([0, 0, 30, r.randrange(300)]) // grid * grid if k else 0
        made.append(without_none({"place": place, "arrives": arrives, "departs": now, "no_board": maybe(r, 0.1, True), "no_alight": maybe(r, 0.1, True),
                                  r.choice(["documents", "gate", "vgm", "customs"]): maybe(r, 0.4, r.choice([30, 60, 240])), "gate": maybe(r, 0.2, 45),
                                  "metres": maybe(r, 0.9, r.randrange(10) * 1000) if k else None}))
        before, now = place, now + max(1, r.choice([1, 20, 60, r.randrange(20, 900)]) // grid * grid)
    return made


def service(r, places, first):
    made = stops(r, places)
    n = len(made)
    prices = [price(r, first, **{"from": i, "to": k}) for i in range(n) for k in range(i + 1, n) for _ in range(r.choice([0, 1, 1, 1, 2]))]
    every = r.choice([0, 0, 1, 2, 3])
    return without_none({
        "carry": r.choice(WORDS), "stops": made, "weekdays": r.choice([127, 127, 31, r.randrange(128)]) if not every else 0, "every": every,
        "every_from": first - 3 + r.randrange(5) if every else None, "first": maybe(r, 0.15, first + r.randrange(3)), "last": maybe(r, 0.15, first + 1 + r.randrange(3)),
        "added": maybe(r, 0.2, sorted({first + r.randrange(4) for _ in range(2)})), "cancelled": maybe(r, 0.2, [first + r.randrange(4)]),
        "teu": maybe(r, 0.1, r.choice([100, 200])), "kg": maybe(r, 0.1, r.choice([5000, 20000])), "plugs": maybe(r, 0.3, r.randrange(2)), "dangerous": r.random() < 0.8,
        "prices": prices, "surcharges": [price(r, first, reefer=r.random() < 0.5, dangerous=r.random() < 0.4) for _ in range(r.choice([0, 0, 0, 1, 2]))],
        "factor": maybe(r, 0.9, {"milligrams": r.choice([10000, 25500, 8000]), "per": r.choice(["tonne", "tonne", "TEU"])})})


def transfer(r, places, carries):
    place, ways = r.randrange(places), r.choice([62, 62, 1 << r.choice(carries), 63])
    hours = [{"weekday": w, "opens": o, "closes": min(DAY, o + r.choice([60, 300, 480]))} for w in range(7) if r.random() < 0.8
             for o in r.sample([0, 120, 150, 240, 480, 1200], r.choice([1, 1, 2]))]
    to = r.randrange(places) if r.random() < 0.4 else place
    rule = {"place": place, "to_place": to, "from": ways, "to": r.choice([62, 62, 1 << r.choice(carries), 1]), "what": r.choice(["terminal", "gauge", "customs", "transloading"]),
            "minutes": r.choice([0, 15, 120, 360]), "prices": [price(r, 0) for _ in range(r.choice([0, 0, 1, 2]))]}
    if hours and r.random() < 0.5:
        rule["hours"] = hours
    return rule


def apart(rules):
    """At most one rule of a kind for one transfer; what comes from nowhere goes by something."""
    kept = []
    for rule in rules:
        if rule["from"] & 1:
            rule["to"] &= 62
        if rule["to"] and not any(k["place"] == rule["place"] and k["to_place"] == rule["to_place"] and k["what"] == rule["what"]
                                  and k["from"] & rule["from"] and k["to"] & rule["to"] for k in kept):
            kept.append(rule)
    return kept


def restriction(r, t, first):
    places = len(t["places"])
    since = (first + r.randrange(3)) * DAY + r.randrange(DAY)
    return without_none({"what": r.choice(["place", "country", "stretch", "service"]), "place": r.randrange(places), "to_place": r.randrange(places),
                         "country": r.choice(t["places"])["country"], "service": r.randrange(len(t["services"])), "direction": r.randrange(1, 4), "since": since,
                         "until": since + r.choice([300, DAY, 10 * DAY]), "commodity": maybe(r, 0.3, r.choice(["31", "3102", "84"])), "dangerous": r.random() < 0.3,
                         "trains": r.choice([0, 0, 0, 1, 1, 2])})


def ration(r, t, first):
    """Quotas that are felt: of what several trains a day pass."""
    for s in t["services"]:
        s.update(carry="rail", **({"weekdays": 127} if not s["every"] and r.random() < 0.7 else {}))
    for quota in [restriction(r, t, first) for _ in range(r.choice([1, 1, 2, 3]))]:
        one = r.choice(t["services"])["stops"]
        quota.update(place=one[0]["place"], to_place=one[-1]["place"], since=(first - 1 + r.randrange(2)) * DAY, until=(first + r.randrange(2, 6)) * DAY + r.randrange(DAY),
                     country=t["places"][one[-1]["place"]]["country"], trains=r.choice([1, 1, 1, 2]))
        t["restrictions"].append(quota)


def patches(r, t, first):
    made = []
    for _ in range(r.choice([0, 0, 0, 1, 2, 3])):
        s = r.randrange(len(t["services"]))
        what = r.choice(["cancelled", "moved", "moved", "added"])
        date = first + r.randrange(4)
        p = {"what": what, "service": s, "date": date, "number": 0}
        if what == "added":
            p.update(number=1 + sum(q["what"] == "added" and q["service"] == s and q["date"] == date for q in made), minutes=r.choice([0, -30, 200]))
        if what == "moved":
            p.update(stop=r.randrange(len(t["services"][s]["stops"])), departs=r.random() < 0.5, minutes=r.choice([-60, 45, 300, 1500]))
            if any((q["service"], q["date"], q.get("stop"), q.get("departs")) == (s, date, p["stop"], p["departs"]) for q in made):
                continue
        made.append(p)
    return made


def timetable(r, places, services):
    first = r.choice(FIRSTS)
    start = r.randrange(2)
    t = {"places": [{"code": "P%d" % i, "zone": ZONES[start + i % 5], "country": COUNTRIES[start + i % 5], "border": r.random() < 0.3} for i in range(places)],
         "first_day": first, "last_day": first + r.randrange(2, 5), "transfer_minutes": r.choice([0, 30, 120, -1])}
    t["services"] = [service(r, places, first) for _ in range(services)]
    t["restrictions"] = [restriction(r, t, first) for _ in range(r.choice([0, 0, 1, 2]))]
    if r.random() < 0.3:
        ration(r, t, first)
    carries = [{"vessel": 1, "rail": 2, "barge": 3, "road": 4, "ferry": 5}[s["carry"]] for s in t["services"]]
    t["transfers"] = apart([transfer(r, places, carries) for _ in range(r.choice([0, 1, 2, 4, 8]))])
    for rule in t["transfers"]:
        if r.random() < 0.2:
            rule["holidays"] = sorted({first + r.randrange(5) for _ in range(2)})
    t["patches"] = patches(r, t, first)
    return t


CONSTRAINTS = {
    "avoid_carry": lambda r, t: 1 << r.randrange(1, 6),
    "avoid_services": lambda r, t: [r.randrange(len(t["services"]))],
    "avoid_places": lambda r, t: [r.randrange(len(t["places"]))],
    "avoid_countries": lambda r, t: [r.choice(t["places"])["country"]],
    "required": lambda r, t: r.sample(range(len(t["places"])), r.choice([1, 1, 2])),
    "max_transfers": lambda r, t: r.randrange(3),
    "counted": lambda r, t: r.choice([2, 34, 34, 4, 36, 62]),
    "max_price": lambda r, t: r.randrange(12) * 100,
    "deadline": lambda r, t: t["first_day"] * DAY + r.randrange(5 * DAY),
    "horizon": lambda r, t: r.choice([0, 600, DAY]),
    "criteria": lambda r, t: r.randrange(8),
}


def cargo(r):
    return without_none({"size": r.choice(SIZES), "kg": r.choice([0, 1000, 12345, 26000]), "teu": r.choice([100, 200, 225]), "reefer": r.random() < 0.15,
                         "dangerous": r.random() < 0.15, "commodity": r.choice([None, "310210", "8471"])})


def query(r, t):
    one, other = r.choice(t["services"])["stops"], r.choice(t["services"])["stops"]
    return {"from": r.choice(one[:-1])["place"], "to": r.choice(other[1:])["place"], "at": t["first_day"] * DAY + r.randrange(DAY), "cargo": cargo(r),
            "rates": RATES, "criteria": 7}


def left(r, trips):
    return [{"service": t.index, "date": t.date, "number": t.number, "teu": r.choice([-1, 0, 100, 300]), "kg": -1, "plugs": r.choice([-1, 0])}
            for t in trips if r.random() < 0.3]
