"""GET, POST and DELETE /api/v1/keys: who may, and what must not happen."""

import json
import re
import threading

import pytest

from lib.daemon import run

FIRST = {"name": "desk", "role": "operator"}


def make(server, secret=None, **wanted):
    headers = {"Authorization": "Bearer " + secret} if secret else {}
    return server.post(json.dumps(wanted), "/api/v1/keys", "application/json", headers)


def made(server, secret=None, **wanted):
    answer = make(server, secret, **wanted)
    assert answer.status == 201, answer
    return answer.json()


def ask(server, method, path, secret=None):
    return server.request(method, path, headers={"Authorization": "Bearer " + secret} if secret else {})


def problem(answer, status, code):
    assert answer.status == status and answer.json()["code"] == code, answer
    return answer.json()["detail"]


def test_the_first_key_is_an_operators_and_closes_the_door(fresh_server):
    assert fresh_server.json("/api/v1/keys") == {"keyless": True, "keys": []}
    for wanted in ({"name": "a", "role": "reader"}, {"name": "a", "role": "sender"},
                   {"name": "a", "role": "operator", "party": "LNOCT"}):
        assert "first key" in problem(make(fresh_server, **wanted), 409, "clash")
    assert fresh_server.json("/api/v1/keys")["keys"] == []
    first = made(fresh_server, **FIRST)
    assert re.fullmatch(r"lb_[A-Za-z0-9_-]{43}", first["key"]) and set(first) == {"id", "name", "role", "key"}
    assert fresh_server.get("/api/v1/keys").status == 401  # from the very next request on
    listed = ask(fresh_server, "GET", "/api/v1/keys", first["key"]).json()
    assert listed["keyless"] is False
    [key] = listed["keys"]
    assert (key["id"], key["name"], key["role"]) == (first["id"], "desk", "operator") and set(key) == {"id", "name", "role", "created"}
    # told once, kept as a hash, in no log
    assert first["key"] not in json.dumps(listed) and first["key"] not in fresh_server.log()
    assert fresh_server.sql("select count(*) from api_key where encode(hash, 'escape') like '%lb!_%' escape '!'") == [["0"]]


@pytest.fixture(scope="module")
def keyed(server):
    """A daemon with an operator's key, which is sent with every request."""
    server.operator = made(server, **FIRST)
    assert server.get("/api/v1/keys").status == 401
    server.headers["Authorization"] = "Bearer " + server.operator["key"]
    return server


def test_a_key_that_was_made_is_good_until_it_is_revoked(keyed):
    sender = made(keyed, name="terminal", role="sender", party="LNOCT")
    assert sender["party"] == "LNOCT"
    assert ask(keyed, "GET", "/api/v1/containers", sender["key"]).status == 200
    ended = keyed.request("DELETE", "/api/v1/keys/" + sender["id"])
    assert ended.status == 200 and set(ended.json()) == {"id", "name", "revoked"} and ended.json()["name"] == "terminal"
    assert ask(keyed, "GET", "/api/v1/containers", sender["key"]).status == 401
    again = keyed.request("DELETE", "/api/v1/keys/" + sender["id"])
    assert again.status == 200 and again.json() == ended.json()
    [row] = [k for k in keyed.json("/api/v1/keys")["keys"] if k["id"] == sender["id"]]
    assert row["revoked"] == ended.json()["revoked"]
    assert made(keyed, name="terminal", role="reader")["id"] != sender["id"]


@pytest.mark.parametrize("id", ["00000000-0000-4000-8000-000000000000", "terminal", "%00", "1'--"])
def test_a_key_that_is_none_cannot_be_revoked(keyed, id):
    answer = keyed.request("DELETE", "/api/v1/keys/" + id)
    assert answer.status == (400 if id == "%00" else 404), answer


def test_the_command_line_and_the_page_see_the_same_keys(keyed):
    done = run("key", "add", "shell", "--role", "reader", "--data", keyed.data)
    assert done.returncode == 0, done.stderr
    [key] = [k for k in keyed.json("/api/v1/keys")["keys"] if k["name"] == "shell"]
    assert "in use" in problem(make(keyed, name="shell", role="sender"), 409, "clash")
    assert keyed.request("DELETE", "/api/v1/keys/" + key["id"]).status == 200
    done = run("key", "list", "--json", "--data", keyed.data)
    [row] = [k for k in json.loads(done.stdout)["keys"] if k["name"] == "shell"]
    assert "revoked" in row


@pytest.mark.parametrize("role, party", [("reader", None), ("sender", None), ("operator", "LNOCT")])
def test_only_an_operator_of_the_hub_itself_sees_to_the_keys(keyed, role, party):
    other = made(keyed, name="other-%s" % role, role=role, **({"party": party} if party else {}))
    for answer in (ask(keyed, "GET", "/api/v1/keys", other["key"]), make(keyed, other["key"], name="mine", role="operator"),
                   ask(keyed, "DELETE", "/api/v1/keys/" + keyed.operator["id"], other["key"])):
        problem(answer, 403, "forbidden")
    assert "mine" not in [k["name"] for k in keyed.json("/api/v1/keys")["keys"]]


@pytest.mark.parametrize("body", [
    b"", b"[]", b"null", b"{", b'{"name":"x"}', b'{"role":"reader"}', b'{"name":"x","role":"king"}', b'{"name":7,"role":"reader"}',
    b'{"name":"","role":"reader"}', b'{"name":"x","role":"reader","colour":"red"}', b'{"name":"x","role":null}',
    b'{"name":"x","name":"y","role":"reader"}', b'{"name":"local","role":"reader"}', b'{"name":"a\\nb","role":"reader"}',
    b'{"name":"x","role":"reader","party":""}', b'{"name":"x","role":"reader","party":["P"]}', b'{"name":"\\u0000","role":"reader"}',
    b'{"name":"\xff","role":"reader"}', b'{"name":"' + b"x" * 101 + b'","role":"reader"}'])
def test_what_is_no_key_is_refused_and_makes_none(keyed, body):
    before = keyed.json("/api/v1/keys")
    problem(keyed.post(body, "/api/v1/keys", "application/json"), 400, "bad-body")
    assert keyed.json("/api/v1/keys") == before


def test_a_key_is_told_in_json_and_briefly(keyed):
    problem(keyed.post(json.dumps({"name": "form", "role": "reader"}), "/api/v1/keys", "text/plain"), 415, "bad-type")
    problem(keyed.post(b" " * 5000 + b"{}", "/api/v1/keys", "application/json"), 413, "too-large")


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"},
                                     {"X-Forwarded-For": "192.0.2.1"}])
def test_while_there_is_no_key_no_foreign_page_makes_or_revokes_one(cluster_dir, headers, fresh_server):
    wanted = json.dumps(FIRST)
    assert fresh_server.post(wanted, "/api/v1/keys", "application/json", headers).status in (401, 403)
    assert fresh_server.request("DELETE", "/api/v1/keys/00000000-0000-4000-8000-000000000000", headers=headers).status in (401, 403)
    assert fresh_server.json("/api/v1/keys") == {"keyless": True, "keys": []}


def together(*calls):
    """Makes all calls at the same moment; their answers in order."""
    answers, gate = [None] * len(calls), threading.Barrier(len(calls))

    def one(i, call):
        gate.wait()
        answers[i] = call()

    threads = [threading.Thread(target=one, args=(i, call)) for i, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_last_operator_stays_while_other_keys_are_in_use_also_when_two_go_at_once(fresh_server):
    first = made(fresh_server, **FIRST)
    reader = made(fresh_server, first["key"], name="reader", role="reader")
    made(fresh_server, first["key"], name="partial", role="operator", party="LNOCT")
    assert "last" in problem(ask(fresh_server, "DELETE", "/api/v1/keys/" + first["id"], first["key"]), 409, "clash")
    for turn in range(5):
        second = made(fresh_server, first["key"], name="second-%d" % turn, role="operator")
        answers = together(lambda: ask(fresh_server, "DELETE", "/api/v1/keys/" + first["id"], first["key"]),
                           lambda: ask(fresh_server, "DELETE", "/api/v1/keys/" + second["id"], second["key"]))
        # Each is the other's last one: whoever comes second is refused (or its key was revoked just then).
        assert [a.status for a in answers].count(200) == 1 and {a.status for a in answers} <= {200, 401, 409}, answers
        left = fresh_server.sql("select count(*) from api_key where revoked is null and role = 'operator' and party is null")
        assert left == [["1"]]
        if answers[0].status == 200:
            first = second
    assert ask(fresh_server, "DELETE", "/api/v1/keys/" + reader["id"], first["key"]).status == 200


def test_the_last_key_of_all_can_go_and_the_door_stays_shut(fresh_server):
    first = made(fresh_server, **FIRST)
    assert ask(fresh_server, "DELETE", "/api/v1/keys/" + first["id"], first["key"]).status == 200
    assert ask(fresh_server, "GET", "/api/v1/keys", first["key"]).status == 401
    assert fresh_server.get("/api/v1/keys").status == 401


def test_of_many_first_keys_at_once_one_operators_is_made(fresh_server):
    answers = together(*[lambda i=i: make(fresh_server, name="at-once-%d" % i, role="operator" if i % 2 else "reader") for i in range(8)])
    rows = fresh_server.sql("select name, role from api_key order by created, name")
    assert [a.status for a in answers].count(201) == 1 and {a.status for a in answers} <= {201, 401, 409}, answers
    assert [role for _, role in rows] == ["operator"]
