"""TAF TSI messages and papers over HTTP and by import: a train's composition puts its boxes on board, where the train is is its own."""

import pytest

from lib import daemon

HEAD = ('<MessageHeader><MessageReference><MessageType>%s</MessageType><MessageTypeVersion>2.1.6</MessageTypeVersion>'
        '<MessageIdentifier>%s</MessageIdentifier><MessageDateTime>2026-06-25T08:00:00Z</MessageDateTime></MessageReference>'
        '<Sender>2151</Sender><Recipient>0051</Recipient></MessageHeader><MessageStatus>1</MessageStatus>')
NAMES = ('<OperationalTrainNumberIdentifier><OperationalTrainNumber>41020</OperationalTrainNumber>'
         '<ScheduledTimeAtHandover>2026-06-25T12:00:00+02:00</ScheduledTimeAtHandover></OperationalTrainNumberIdentifier>')


def place(name, called):
    return ("<%s><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>33605</LocationPrimaryCode>"
            "<PrimaryLocationName>%s</PrimaryLocationName></%s>" % (name, called, name))


def composition(*boxes, id="list-1", wagon="335145512349"):
    units = "".join("<ITU><ITU_Details><Number>%s</Number><LoadingStatus>1</LoadingStatus><Prefix>%s</Prefix>"
                    "<Checkdigit>%s</Checkdigit></ITU_Details></ITU>" % (b[4:10], b[:4], b[10]) for b in boxes)
    return ("<TrainCompositionMessage xmlns='http://taf-jsg.info/schemes'>" + HEAD % ("3003", id) + NAMES +
            "<TrainCompositionJourneySection><JourneySection>" + place("JourneySectionOrigin", "Terespol") + "</JourneySection>"
            "<WagonData><WagonNumberFreight>%s</WagonNumberFreight><WagonTrainPosition>1</WagonTrainPosition>%s</WagonData>"
            "</TrainCompositionJourneySection></TrainCompositionMessage>" % (wagon, units))


def running(time, id, status="05"):
    return ("<t:TrainRunningInformationMessage xmlns:t='http://www.era.europa.eu/schemes/TAFTSI/3.4'>" + HEAD % ("4005", id) + NAMES +
            "<TrainLocationReport>" + place("Location", "Warszawa Praga") + "<LocationDateTime>%s</LocationDateTime>"
            "<TrainLocationStatus>%s</TrainLocationStatus></TrainLocationReport></t:TrainRunningInformationMessage>" % (time, status))


@pytest.mark.parametrize("type,wagon", [("application/xml", "335145512349"), ("text/xml; charset=utf-8", "335145512356"),
                                        ("application/octet-stream", "335145512364")])
def test_a_composition_puts_its_boxes_on_board(server, type, wagon):
    answer = server.post(composition("LYGU7000010", "LYGU7000026", wagon=wagon), type=type)
    assert answer.status == 200, answer
    receipt = answer.json()
    assert receipt["status"] == "accepted" and receipt["events"] == 3, receipt
    assert receipt["messages"][0]["format"] == "TAF"
    found = server.json("/api/v1/containers/LYGU7000026")
    assert found["status"] == "on-board" and found["vehicle"]["wagon"], found
    assert found["timeline"][0]["eventCode"] == "ABRD"


def test_a_batch_is_one_delivery_and_the_same_bytes_are_a_duplicate(server):
    batch = "<batch>%s%s</batch>" % (running("2026-06-25T18:42:00+02:00", "run-1"), running("2026-06-25T19:30:00+02:00", "run-2", "01"))
    receipt = server.post(batch, type="application/xml").json()
    assert receipt["events"] == receipt["new"] == 2 and len(receipt["messages"]) == 2, receipt
    assert server.post(batch, type="application/xml").json()["status"] == "duplicate"
    # another delivery with one of them: that is known already
    assert server.post(running("2026-06-25T18:42:00+02:00", "run-1"), type="application/xml").json()["new"] == 0
    assert server.sql("select string_agg(code, ',' order by happened) from event where subject = 'TRAIN:41020/2026-06-25'") == [["WAYP,ARRI"]]


def test_what_is_not_taken_is_refused_with_words(server):
    answer = server.post("<!DOCTYPE x [<!ENTITY a 'b'>]>" + running("2026-06-25T18:42:00Z", "doc"), type="application/xml")
    assert answer.status == 422 and answer.json()["diagnostics"][0]["code"] == "xml-doctype", answer
    answer = server.post("<TrainReadyMessage/>", type="application/xml")
    assert answer.status == 422 and "3006" in answer.json()["diagnostics"][0]["text"], answer
    answer = server.post("<html/>", type="text/xml")
    assert answer.status == 422 and answer.json()["diagnostics"][0]["code"] == "no-message", answer


def test_a_file_is_imported(server, module_dir):
    file = module_dir + "/trains.xml"
    with open(file, "w") as f:
        f.write("<?xml version='1.0'?><a:all xmlns:a='u'>")
        for n in range(1200):
            f.write(running("2026-06-26T%02d:%02d:00Z" % (n // 60, n % 60), "imported-%d" % n))
        f.write("</a:all>")
    told = daemon.run("import", "--data", server.data, file)
    assert told.returncode == 0, told.stderr
    assert server.sql("select count(*) from event where happened >= '2026-06-26' and subject = 'TRAIN:41020/2026-06-25'") == [["1200"]]


def test_papers_are_asked_for_by_kind_box_wagon_or_number(server):
    assert server.json("/api/v1/documents?kind=SMGS") == {"documents": [], "next": None}
    assert server.json("/api/v1/documents?container=LYGU7000010&wagon=94312071") == {"documents": [], "next": None}
    assert "container" in server.json("/api/v1/documents", status=400)["detail"]
    assert server.get("/api/v1/documents?kind=NONE").status == 400
    assert server.get("/api/v1/documents/NONE/1").status == 400
    assert "SMGS 27145566" in server.json("/api/v1/documents/smgs/27145566", status=404)["detail"]
