"""Builds container messages for tests: EDIFACT CODECO and COARRI, with numbers whose check digits hold.

Everything is made from the arguments, nothing is random: the same call gives the same bytes.
"""

LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27,
                                                  28, 29, 30, 31, 32, 34, 35, 36, 37, 38]))


def check_digit(first_ten):
    """The ISO 6346 check digit of four letters and six digits."""
    total = sum((LETTERS[c] if c in LETTERS else int(c)) << i for i, c in enumerate(first_ten))
    return str(total % 11 % 10)


def box(serial, owner="LYG"):
    """A container number that holds: box(1) is LYGU0000015."""
    first = "%sU%06d" % (owner, serial)
    return first + check_digit(first)


def boxes(count, start=1, owner="LYG"):
    return [box(n, owner) for n in range(start, start + count)]


def wrong_box(serial, owner="LYG"):
    """A container number whose check digit is off by one."""
    good = box(serial, owner)
    return good[:-1] + str((int(good[-1]) + 1) % 10)


def edifact(segments, type="CODECO", directory="D:95B", reference="1", interchange="1", sender="LYGTERM",
            recipient="LINE", prepared="260615:0800", una=False, envelope=True):
    """One interchange with one message, or the message alone."""
    body = ["UNH+%s+%s:%s:UN" % (reference, type, directory)] + list(segments)
    body.append("UNT+%d+%s" % (len(body) + 1, reference))
    if envelope:
        body.insert(0, "UNB+UNOA:2+%s+%s+%s+%s" % (sender, recipient, prepared, interchange))
        body.append("UNZ+1+%s" % interchange)
    text = ("UNA:+.? '" if una else "") + "".join(s + "'\n" for s in body)
    return text.encode("ascii")


def join(*interchanges):
    return b"".join(interchanges)


def codeco(numbers=None, direction="in", at="202606150800", place="CNLYG", facility="LNOCT", document="GATE1",
           size="45G1", load=5, trade=2, said="202606150805", booking=None, seal=None, extra=(), **envelope):
    """Boxes through the gate; direction in or out, load 4 empty or 5 laden, trade 2 export or 3 import."""
    numbers = [box(1)] if numbers is None else [numbers] if isinstance(numbers, str) else numbers
    segments = ["BGM+%s+%s+9" % ({"in": "34", "out": "36"}[direction], document), "DTM+137:%s:203" % said,
                "NAD+MS+LYGTERM:160:20", "NAD+CF+COS:160:20"]
    for number in numbers:
        segments.append("EQD+CN+%s+%s:102:5++%d+%d" % (number, size, trade, load))
        if booking:
            segments.append("RFF+BN:%s" % booking)
        segments += ["DTM+7:%s:203" % at, "LOC+165+%s:139:6+%s:TER:306" % (place, facility)]
        if seal:
            segments.append("SEL+%s+CA" % seal)
        segments += list(extra) + ["TDT+1++3+31"]
    segments.append("CNT+16:%d" % len(numbers))
    return edifact(segments, type="CODECO", **envelope)


def coarri(numbers=None, direction="discharge", at="202606140600", place="CNLYG", other="NLRTM", document="SHIP1",
           size="45G1", load=5, said="202606140900", vessel="LANDBRIDGE EXPRESS", voyage="031W", imo="9227273",
           cells=True, extra=(), **envelope):
    """Boxes off or onto a vessel at place; other is the port at the other end of the leg."""
    numbers = [box(1)] if numbers is None else [numbers] if isinstance(numbers, str) else numbers
    discharge = direction == "discharge"
    segments = ["BGM+%s+%s+9" % ("44" if discharge else "46", document), "DTM+137:%s:203" % said,
                "TDT+20+%s+1++COS:172:20+++%s:146:11:%s" % (voyage, imo, vessel),
                "LOC+%s+%s:139:6" % ("11" if discharge else "9", place), "NAD+MS+LYGTERM:160:20"]
    for i, number in enumerate(numbers):
        segments += ["EQD+CN+%s+%s:102:5++%d+%d" % (number, size, 3 if discharge else 2, load),
                     "DTM+203:%s:203" % at]
        if cells:
            segments.append("LOC+147+%07d::5" % (10000 + 2 * i))
        segments += ["LOC+9+%s:139:6" % (other if discharge else place),
                     "LOC+11+%s:139:6" % (place if discharge else other), *extra]
    segments.append("CNT+16:%d" % len(numbers))
    return edifact(segments, type="COARRI", **envelope)


def iftsta(statuses, document="STAT1", consignment="SMGS1", said="202606151200", sender="RAILCO", **envelope):
    """Statuses of one consignment: (status, at, place, boxes, more segments).  A status like "D::ZZZ" is a partner's own."""
    segments = ["BGM+23+%s+9" % document, "DTM+137:%s:203" % said, "NAD+MS+%s" % sender, "CNI+1+%s" % consignment]
    for status, at, place, numbers, *more in statuses:
        segments += ["STS+1+%s" % status, "DTM+334:%s:203" % at, "LOC+175+%s:139:6" % place] + more
        segments += ["EQD+CN+%s+45G1:102:5++2+5" % number for number in numbers]
    return edifact(segments, type="IFTSTA", directory="D:00B", sender=sender, **envelope)
