"""Lists of places and terminals, imported beside a daemon that runs."""

from lib.daemon import run, until
from lib.messages import box, codeco

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


def import_list(server, tmp_path, name, text, *arguments):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("import", "--data", server.data, *arguments, path)


LOCODE_HEADER = "Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,Coordinates,Remarks\n"


def locode(*rows):
    return LOCODE_HEADER + "".join(",%s,%s,%s,%s,,RL,%s,0601,,%s,\n" % (code[:2], code[2:], name, name, function, where)
                                   for code, name, function, where in rows)


def test_a_running_daemon_sees_the_places_that_an_import_brings(server, tmp_path):
    number = box(1, "LSA")
    assert server.post(codeco(number, place="CNZZR", facility="GATE")).status == 200
    assert "name" not in server.json("/api/v1/containers/" + number)["place"]
    done = import_list(server, tmp_path, "places.csv", locode(("CNZZR", "Later Village", "1-3-----", "3443N 11927E")))
    assert done.returncode == DONE, done.stderr
    until(lambda: server.json("/api/v1/containers/" + number)["place"].get("name") == {"en": "Later Village"},
          "the daemon has seen the new place")
    later = box(2, "LSA")  # a message is read with it, too
    told = server.post(codeco(later, place="CNZZR", facility="GATE", document="LATER")).json()
    assert not [d for d in told["diagnostics"] if "CNZZR" in d["text"]], told


def test_what_became_of_the_rows_of_a_list_is_told(server, tmp_path):
    text = locode(("CNZZS", "Good Village", "1-3-----", "3443N 11927E"), ("CNZZT", "Misplaced", "1-------", "3443N 91927E"),
                  ("XXABC", "Nowhere", "1-------", ""), ("CNZ0Z", "Zero", "1-------", ""))
    text += ",CN,,.CHINA,,,,,,,,\nX,CN,ZZU,Gone,Gone,,XX,1-------,0601,,,\n"
    path = tmp_path / "un.csv"
    for known in ("", "; known already"):
        done = import_list(server, tmp_path, "un.csv", text)
        assert done.returncode == REFUSED
        assert done.stdout == "%s: UN/LOCODE code list: 2 places taken, 2 passed over, 2 refused, 1 warning%s\n" % (path, known)
        told = done.stderr.splitlines()
        assert len(told) == 3, done.stderr
        assert told[0].startswith("%s: warning, row 3: " % path)
        assert told[1].startswith("%s: refused, row 4: XX is no country" % path)
        assert told[2].startswith("%s: refused, row 5: " % path)
    assert server.sql("select code, coalesce(lat, 0) from place where code in ('CNZZS', 'CNZZT', 'CNZZU', 'XXABC') order by code") == [
        ["CNZZS", "34716667"], ["CNZZT", "0"]]
    intake = server.json("/api/v1/intakes")["intakes"][0]  # what was said can be looked up
    assert [d["row"] for d in server.json("/api/v1/intakes/" + intake["intakeId"])["receipt"]["diagnostics"]] == [3, 4, 5]


def test_of_many_odd_rows_the_first_are_named(server, tmp_path):
    text = locode(*[("XXA" + a + b, "Nowhere", "1-------", "") for a in "ABCDE" for b in "ABCDEFGHIJ"],
                  ("CNZZV", "Good", "1-------", ""))
    told = import_list(server, tmp_path, "many.csv", text).stderr.splitlines()
    assert len(told) == 21 and ", row 2: " in told[0] and ", row 21: " in told[19]
    assert told[20].startswith("and 30 more refused: see /api/v1/intakes/")


def test_terminals_out_of_date_or_of_unknown_places_are_warned_of(server, tmp_path):
    text = ("UNLOCODE,Terminal Code,Terminal Facility Name,Latitude,Longitude,Valid from,Valid until\n"
            "CNLYG,TWON,Now,34.7452801,119.42778,2004-05-31,2999-12-31\n"
            "CNLYG,TWOLD,Then,,,2004-05-31 00:00:00,2010-01-01 00:00:00\n"
            "CNXXQ,TWUN,Unknown Place,,,,\n")
    path = tmp_path / "smdg.csv"
    done = import_list(server, tmp_path, "smdg.csv", text)
    assert (done.returncode, done.stdout) == (DONE, "%s: SMDG terminal code list: 3 facilities taken, 2 warnings\n" % path)
    told = done.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith("%s: warning, row 3: TWOLD " % path) and "2010-01-01" in told[0]
    assert told[1].startswith("%s: warning, row 4: CNXXQ " % path)
    shown = {f["code"]: f for f in server.json("/api/v1/places/CNLYG")["facilities"]}
    assert shown["TWON"] == {"list": "SMDG", "code": "TWON", "name": {"en": "Now"}, "type": "POTE", "lat": 34.745280, "lon": 119.427780}
    assert shown["TWOLD"] == {"list": "SMDG", "code": "TWOLD", "name": {"en": "Then"}, "type": "POTE"}


def test_lists_and_messages_of_a_folder_are_told_apart(server, tmp_path):
    (tmp_path / "a.csv").write_text(locode(("CNZZW", "Good", "1-------", "")))
    (tmp_path / "b.edi").write_bytes(codeco(box(9, "LSA"), document="APART"))
    done = run("import", "--data", server.data, tmp_path)
    assert (done.returncode, done.stderr) == (DONE, "")
    assert done.stdout == "%s/a.csv: UN/LOCODE code list: 1 place taken\n1 file: 1 message, 1 event, 1 of them new\n" % tmp_path
