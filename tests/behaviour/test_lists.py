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
