"""bench/rail.py KIND N [M]: what railways send, to standard output; the same arguments give the same bytes.

    lists    N trains of 25 wagons with two boxes each, a table a train
    moves    where the wagons of those N trains were, M times each (5)
    wagon    one wagon that loads, moves and unloads, N rows
    boxes    one train with N boxes
    ride     one box that rides on 30 wagons in turn, N rows of the wagons' moves
    reports  where one train with 50 boxes was, N times: its list first, then TAF
    codes    N moves at stations that nobody knows, each at another
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "behaviour"))

from lib.big import wagon  # noqa: E402
from lib.messages import box  # noqa: E402

WAGONS = 25
STATIONS = [("708507", "Достык"), ("708003", "Актогай"), ("700000", "Алматы"), ("704800", "Шу"), ("690000", "Астана")]
HEADINGS = "Вагон;Контейнер;Код станции;Станция;Операция;Дата;Время\r\n"


def day(n):
    return "2026-%02d-%02d" % (1 + n // 28 % 12, 1 + n % 28)


def move(number, container, station, operation, minute):
    """A row of a dislocation list, so many minutes after the year began (months of 28 days)."""
    days, minute = divmod(minute, 1440)
    return "%s;%s;%s;%s;%s;%02d.%02d.2026;%02d:%02d\r\n" % (number, container, *station, operation, 1 + days % 28, 1 + days // 28 % 12, *divmod(minute, 60))


def train(name, when, rows):
    return "Train %s %s\nContainer;Wagon\n%s\n" % (name, when, "".join("%s;%s\n" % row for row in rows))


def list_of(n):
    first = n * WAGONS
    return train("X%d" % n, day(n // 100), [(box(2 * (first + i) + k, "RAI"), wagon(first + i)) for i in range(WAGONS) for k in range(2)])


def lists(trains):
    return (list_of(n) for n in range(trains))


def moves(trains, times=5):
    yield HEADINGS
    for n in range(trains):
        for k in range(times):
            for i in range(WAGONS):
                yield move(wagon(n * WAGONS + i), "", STATIONS[k % len(STATIONS)], ("ПРИБ", "ОТПР")[k % 2], n // 100 * 1440 + 300 + k * 240 + i % 9)


def wagon_long(rows):
    yield HEADINGS
    operations = ["ПОГР", "ОТПР", "ПРИБ", "ОТПР", "ПРИБ", "ВЫГР"]
    for n in range(rows):
        turn, step = divmod(n, len(operations))
        yield move(wagon(1), box(turn, "RAW") if step in (0, 5) else "", STATIONS[n % len(STATIONS)], operations[step], n * 45)


def boxes(count):
    yield train("40001", day(0), [(box(i, "RAB"), wagon(i // 2)) for i in range(count)])


def ride(rows):
    yield HEADINGS
    for n in range(rows):
        turn, step = divmod(n, rows // 30 + 1)
        own = {0: "ПОГР", rows // 30: "ВЫГР"}.get(step)
        yield move(wagon(turn), box(1, "RAR") if own else "", STATIONS[n % len(STATIONS)], own or ("ПРИБ", "ОТПР")[n % 2], n * 30)


def report(n):
    minute = 60 + n
    when = "2026-01-%02dT%02d:%02d:%02d+01:00" % (1 + minute // 3600 % 20, minute // 60 % 24, minute % 60, n // 72000)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<TrainRunningInformationMessage xmlns="http://taf-jsg.info/schemes">\n<MessageHeader><MessageReference>'
            '<MessageType>4005</MessageType><MessageTypeVersion>2.1.6</MessageTypeVersion><MessageIdentifier>lb-%d</MessageIdentifier><MessageDateTime>%s</MessageDateTime>'
            '</MessageReference><Sender CI_InstanceNumber="01">0080</Sender><Recipient>2180</Recipient></MessageHeader><MessageStatus>1</MessageStatus>\n'
            '<OperationalTrainNumberIdentifier><OperationalTrainNumber>40001</OperationalTrainNumber><ScheduledTimeAtHandover>2026-01-01T06:00:00+01:00</ScheduledTimeAtHandover>'
            '</OperationalTrainNumberIdentifier>\n<TrainLocationReport><Location><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>%05d</LocationPrimaryCode></Location>'
            '<LocationDateTime>%s</LocationDateTime><TrainLocationStatus>05</TrainLocationStatus></TrainLocationReport>\n</TrainRunningInformationMessage>\n'
            % (n, when, 40000 + n % 9999, when))


def reports(count):
    return (report(n) for n in range(count))


def codes(rows):
    yield HEADINGS
    for n in range(rows):
        yield move(wagon(n % 1000), "", ("", "Нигде %06d" % n), "ПРИБ", n // 1000 * 60)


KINDS = {"lists": lists, "moves": moves, "wagon": wagon_long, "boxes": boxes, "ride": ride, "reports": reports, "codes": codes}

sys.stdout.reconfigure(encoding="utf-8", newline="")
for piece in KINDS[sys.argv[1]](*map(int, sys.argv[2:])):
    sys.stdout.write(piece)
