"""Deliveries of any size, piece by piece, of every format that is read as it comes: no two messages alike, nothing random.

big("CSV", 1 << 30) yields about so many bytes.  filler: bytes a message that say nothing (comments, columns and segments
that are passed over), so that a gigabyte need not be millions of events.
"""

import zipfile

from lib.messages import box, edifact

DAYS = 28
PIECE = 1 << 16  # what is written at once, about


def day(n):
    return 1 + n % DAYS


def clock(n):
    return n // DAYS % 24, n // (DAYS * 24) % 60


def wagon(n):
    """Eight digits whose check digit holds by Luhn's rule."""
    digits = "%07d" % (9400000 + n % 599999)
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(digits))
    return digits + str(-total % 10)


def words(n, filler):
    return ("passed over %d " % n * (filler // 13 + 1))[:filler] if filler else ""


def codeco(n, filler):
    segments = ["BGM+34+G%d+9" % n, "DTM+137:202601%02d%02d%02d:203" % (day(n), *clock(n)), "NAD+MS+LYGTERM:160:20"]
    if filler:
        segments += ["CTA+IC+:DESK"] + ["COM+%s:TE" % words(n, 400)] * (filler // 400 + 1)
    segments += ["EQD+CN+%s+45G1:102:5++2+5" % box(n % 1000000), "DTM+7:202601%02d%02d%02d:203" % (day(n), *clock(n)),
                 "LOC+165+CNLYG:139:6", "TDT+1++3+31", "CNT+16:1"]
    return edifact(segments, reference=str(n), interchange=str(n))


def baplie(n, filler):
    segments = ["BGM++P%d+9" % n, "DTM+137:2601%02d0800:201" % day(n), "TDT+20+%03dW+++COS:172:20+++9227273:146:11:LANDBRIDGE EXPRESS" % (n % 1000)]
    segments += ["FTX+AAI+++%s" % words(n, 400)] * (filler // 400 + 1 if filler else 0)
    segments += ["LOC+5+CNLYG:139:6", "LOC+61+NLRTM:139:6", "DTM+136:2601%02d0600:201" % day(n)]
    for i in range(20 if filler else 1000):
        segments += ["LOC+147+%07d::5" % (10000 + 2 * i), "MEA+WT++KGM:%d" % (5000 + i), "LOC+9+CNLYG:139:6", "LOC+11+NLRTM:139:6",
                     "RFF+BM:1", "EQD+CN+%s+45G1+++5" % box((n * 1000 + i) % 1000000, "BPL"), "NAD+CA+COS:172:20"]
    return edifact(segments, type="BAPLIE", reference=str(n), interchange=str(n))


def dcsa(n, filler):
    passed = '"passedOver":"%s",' % words(n, filler) if filler else ""
    return ('{"eventID":"5f0c1a52-77aa-4d10-9d3e-%012d","eventCreatedDateTime":"2026-01-%02dT%02d:%02d:00Z","eventType":"EQUIPMENT",'
            '"eventClassifierCode":"ACT","eventDateTime":"2026-01-%02dT%02d:%02d:00+08:00",%s"equipmentEventTypeCode":"LOAD",'
            '"equipmentReference":"%s","ISOEquipmentCode":"45G1","emptyIndicatorCode":"LADEN","eventLocation":{"UNLocationCode":"CNLYG"},'
            '"documentReferences":[{"documentReferenceType":"BKG","documentReferenceValue":"BK%08d"}]}'
            % (n, day(n), *clock(n), day(n), *clock(n), passed, box(n % 1000000, "DCS"), n)).encode()


def dcsa_line(n, filler):
    return dcsa(n, filler) + b"\n"


def dcsa_item(n, filler):
    return (b",\n" if n else b"") + dcsa(n, filler)


def row(n, filler):
    return [n, wagon(n), box(n % 1000000, "ROW"), "708507", "Достык", "ПРИБ", "%02d.01.2026" % day(n), "%02d:%02d" % clock(n), 1400 + n % 99,
            "18.%d" % (n % 10), words(n, filler)]


HEADINGS = ["№", "Вагон", "Контейнер", "Код станции", "Станция", "Операция", "Дата", "Время", "Поезд", "Вес, т", "Цвет"]


def csv(n, filler):
    return (";".join(map(str, row(n, filler))) + "\r\n").encode()


def aboard(n, filler):
    """A train list: each row tells a box and a wagon."""
    return ("%s;%s;X8155;2026-01-%02d %02d:%02d;%s\n" % (box(n % 1000000, "TRN"), wagon(n), day(n), *clock(n), words(n, filler))).encode()


def titled(n, filler):
    """A table a train."""
    rows = "".join("%s;%s%s\n" % (box((n * 20 + i) % 1000000, "TTL"), wagon(n * 20 + i), ";" + words(n, filler) if filler and not i else "") for i in range(20))
    return ("Train X%d 2026-01-%02d\nContainer;Wagon%s\n%s\n" % (n, day(n), ";Colour" if filler else "", rows)).encode()


def taf(n, filler):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<TrainRunningInformationMessage xmlns="http://taf-jsg.info/schemes">\n'
            '<MessageHeader><MessageReference><MessageType>4005</MessageType><MessageTypeVersion>2.1.6</MessageTypeVersion>'
            '<MessageIdentifier>lb-%d</MessageIdentifier><MessageDateTime>2026-01-%02dT%02d:%02d:00+01:00</MessageDateTime></MessageReference>'
            '<Sender CI_InstanceNumber="01">0080</Sender><Recipient>2180</Recipient></MessageHeader><MessageStatus>1</MessageStatus>\n<!-- %s -->\n'
            '<OperationalTrainNumberIdentifier><OperationalTrainNumber>%d</OperationalTrainNumber><ScheduledTimeAtHandover>2026-01-%02dT06:00:00+01:00</ScheduledTimeAtHandover></OperationalTrainNumberIdentifier>\n'
            '<TrainLocationReport><Location><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>%05d</LocationPrimaryCode></Location>'
            '<LocationDateTime>2026-01-%02dT%02d:%02d:00+01:00</LocationDateTime><TrainLocationStatus>05</TrainLocationStatus></TrainLocationReport>\n'
            '</TrainRunningInformationMessage>\n'
            % (n, day(n), *clock(n), words(n, filler), 1 + n % 89999, day(n), 40000 + n % 999, day(n), *clock(n))).encode()


def tgnl(n, filler):
    lines = "".join("%02d %s 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 0\r\n" % (i + 1, wagon(n * 20 + i)) for i in range(20))
    return ("(:02 7085 %d 7085 %03d 1301 1 %02d 01 %02d %02d 008 0184 0 0000 0 0\r\n%s:)\r\n%s\r\n"
            % (1000 + n % 7000, n % 1000, day(n), *clock(n), lines, words(n, filler))).encode()


def mot(n, filler):
    lines = ["00:BAPLIE:BAYPLAN:9:LYGTERM:LBAGENT:202601%02d0800" % day(n),
             "10:LBEX:LANDBRIDGE EXPRESS:CN:%03dW:LB1::20260117:202601%02d1800:CNLYG:LIANYUNGANG:KRPUS" % (n % 1000, day(n))]
    for i in range(20):
        lines += ["50:%s:22G1:F:00102%02d::::::::::24000::LBL" % (box((n * 20 + i) % 1000000, "MOT"), 2 * i), "52:CNLYG:%s:KRPUS::KRPUS::" % words(n, filler // 20)]
    return ("'\n".join(lines + ["99:%d" % (len(lines) + 1)]) + "'\n").encode()


# The name, what stands before and behind all, a message.
KINDS = {
    "EDIFACT": (b"", codeco, b""),
    "BAPLIE": (b"", baplie, b""),
    "DCSA": (b"[", dcsa_item, b"]\n"),
    "NDJSON": (b"", dcsa_line, b""),
    "CSV": ((";".join(HEADINGS) + "\r\n").encode(), csv, b""),
    "CSV-TRAIN": (b"Container;Wagon;Train;Loading time;Colour\n", aboard, b""),
    "CSV-TABLES": (b"", titled, b""),
    "TAF": (b"", taf, b""),
    "TGNL": (b"", tgnl, b""),
    "MOT": (b"", mot, b""),
}


def big(kind, size, filler=0):
    head, message, tail = KINDS[kind]
    held, length, n = [head], len(head), 0
    while size > 0:
        while length < PIECE:
            held.append(message(n, filler))
            length += len(held[-1])
            n += 1
        piece = b"".join(held)
        size -= len(piece)
        yield piece
        held, length = [], 0
    yield tail


WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
                   'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                       'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
                                  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
MOST_ROWS = 1048576


def xlsx_row(n, cells):
    return "<row r=\"%d\">%s</row>" % (n, "".join("<c t=\"inlineStr\"><is><t>%s</t></is></c>" % c if c != "" else "<c/>" for c in cells))


def workbook(path, size, filler=0):
    """One sheet whose XML is about so many bytes, and at most as many rows as a sheet has; returns its bytes and rows."""
    written, n = 0, 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, part in WORKBOOK.items():
            z.writestr(name, part)
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            def put(text):
                nonlocal written
                written += len(text)
                sheet.write(text)
            put(('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + xlsx_row(1, HEADINGS)).encode())
            while written < size and n < MOST_ROWS - 1000:
                put("".join(xlsx_row(n + i + 2, row(n + i, filler)) for i in range(500)).encode())
                n += 500
            put(b"</sheetData></worksheet>")
    return written, n
