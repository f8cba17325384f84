"""Who may ask: nobody's page without keys, and only keys of the right role with them."""

import json
import threading

import pytest

from lib.daemon import run, until
from lib.messages import box, codeco
from lib.wire import Wire, head


def ask(server, *headers, host="localhost", path="/api/v1/containers"):
    with Wire(server) as wire:
        assert wire.send(head("GET", path, *headers, host=host))
        status, _, body = wire.answer()
        return status, body


# --- without keys


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"])
def test_without_keys_a_loopback_name_is_answered(server, host):
    assert ask(server, host=host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "localhost:x"])
def test_without_keys_a_foreign_name_is_refused(server, host):
    status, body = ask(server, host=host)
    told = json.loads(body)
    assert status == 403 and told["code"] == "foreign-host"
    assert "this key" not in told["title"].lower()  # there is none
    assert (host or "nothing") in told["detail"] and "localhost" in told["detail"] and "landbridge key add" in told["detail"]


def test_a_foreign_name_is_told_so_in_the_words_of_dcsa_too(server):
    status, body = ask(server, host="evil.example", path="/v2/events")
    told = json.loads(body)
    assert status == told["statusCode"] == 403 and told["errors"][0]["reason"] == "foreign-host"
    assert "evil.example" in told["errors"][0]["message"] and "this key" not in told["statusCodeText"].lower()


@pytest.mark.parametrize("header", ["Origin: http://evil.example", "Origin: null", "Origin: http://localhost:1", "Origin: https://localhost",
                                    "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"])
def test_without_keys_another_sites_page_is_refused(server, header):
    status, body = ask(server, header)
    told = json.loads(body)
    assert status == 403 and told["code"] == "foreign-page"
    assert "this key" not in told["title"].lower()
    assert header.split(": ")[1] in told["detail"] and "landbridge key add" in told["detail"]


@pytest.mark.parametrize("header", ["Origin: http://localhost", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"])
def test_without_keys_our_own_page_is_answered(server, header):
    assert ask(server, header)[0] == 200


@pytest.mark.parametrize("header", ["Forwarded: for=192.0.2.60", "X-Forwarded-For: 192.0.2.60", "X-Real-IP: 192.0.2.60"])
def test_without_keys_what_a_proxy_passes_on_is_refused_with_the_next_step(server, header):
    status, body = ask(server, header)
    assert status == 401 and header.split(":")[0] in json.loads(body)["detail"] and "landbridge key add" in json.loads(body)["detail"]


def test_a_foreign_page_cannot_post(server):
    before = server.sql("select count(*) from intake")
    answer = server.post(codeco(box(1)), headers={"Origin": "http://evil.example"})
    assert answer.status == 403
    assert server.sql("select count(*) from intake") == before


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json"])
def test_what_needs_no_key_is_answered_to_all(server, path):
    assert ask(server, "Origin: http://evil.example", host="evil.example", path=path)[0] == 200


# --- with keys


def key(server, *arguments):
    done = run("key", *arguments, "--data", server.data)
    assert done.returncode == 0, done.stderr
    return [word for word in done.stdout.split() if word.startswith("lb_")]


@pytest.fixture(scope="module")
def keyed(module_dir):
    """A daemon that was asked without a key before there were keys."""
    from lib.daemon import Server, make_dir, remove
    base = make_dir()
    started = Server(base)
    try:
        started.start()
        assert started.get("/api/v1/containers").status == 200
        started.keys = {role: key(started, "add", "a-" + role, "--role", role)[0] for role in ("reader", "sender", "operator")}
        until(lambda: started.get("/api/v1/containers").status == 401, "the daemon has heard of keys")
        yield started
    finally:
        started.end()
        remove(base)


def bearer(secret):
    return {"Authorization": "Bearer " + secret}


def test_with_keys_who_has_none_is_told_how_to_get_one(keyed):
    answer = keyed.get("/api/v1/containers")
    assert answer.status == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "landbridge key add" in answer.json()["detail"]


@pytest.mark.parametrize("given", ["Bearer lb_" + "A" * 43, "Bearer lb_short", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "lb_" + "A" * 43,
                                   "Bearer lb_" + "A" * 44, "Bearer " + "A" * 5000])
def test_a_wrong_key_is_401(keyed, given):
    assert keyed.get("/api/v1/containers", {"Authorization": given}).status == 401


@pytest.mark.parametrize("role,may", [("reader", (200, 403, 403)), ("sender", (200, 200, 403)), ("operator", (200, 200, 200))])
def test_a_role_may_what_it_may(keyed, role, may):
    number = {"reader": 1, "sender": 2, "operator": 3}[role]
    headers = bearer(keyed.keys[role])
    reads = keyed.get("/api/v1/containers", headers)
    sends = keyed.post(codeco(box(number), document=role, interchange=str(number)), headers=headers)
    assert (reads.status, sends.status) == may[:2]
    whose = bearer(keyed.keys["operator"])
    made = keyed.post(codeco(box(10 + number), document="R" + role, interchange=str(10 + number)), headers=whose).json()
    replay = keyed.post(b"", path="/api/v1/intakes/%s/replay" % made["intakeId"], headers=headers)
    assert replay.status == may[2], replay
    if sends.status == 403:
        assert role in sends.json()["detail"] and "sender" in sends.json()["detail"]


def test_a_key_is_good_from_any_page_and_for_any_host(keyed):
    assert ask(keyed, "Authorization: Bearer " + keyed.keys["reader"], "Origin: http://partner.example", host="hub.example")[0] == 200


def test_the_sender_is_the_keys_name(keyed):
    receipt = keyed.post(codeco(box(40), document="N", interchange="40"), headers=bearer(keyed.keys["sender"])).json()
    assert keyed.sql("select sender from intake where id = '%s'" % receipt["intakeId"]) == [["a-sender"]]
    until(lambda: "key=a-sender" in keyed.log(), "the request is logged")


def test_a_secret_is_never_logged(keyed):
    for secret in keyed.keys.values():
        assert keyed.get("/api/v1/places", bearer(secret)).status == 200
        assert secret not in keyed.log()


def test_a_refused_body_is_not_waited_for(keyed):
    with Wire(keyed) as wire:
        assert wire.send(head("POST", "/api/v1/messages", "Content-Length: 20000000"))
        assert wire.answer()[0] == 401


def test_a_revoked_key_is_soon_worth_nothing_however_well_it_was_known(keyed):
    [secret] = key(keyed, "add", "passing", "--role", "reader")
    revoke = threading.Thread(target=key, args=(keyed, "revoke", "passing"))
    revoke.start()
    while revoke.is_alive():  # so that the daemon knows it well
        keyed.get("/api/v1/containers", bearer(secret))
    revoke.join()
    until(lambda: keyed.get("/api/v1/containers", bearer(secret)).status == 401, "the daemon has heard of the revocation")


def test_soon_after_the_first_key_one_is_needed(fresh_server):
    assert fresh_server.get("/api/v1/containers").status == 200
    key(fresh_server, "add", "first", "--role", "reader")
    until(lambda: fresh_server.get("/api/v1/containers").status == 401, "the daemon has heard of the key")


def test_revoking_the_last_key_opens_nothing(fresh_server):
    [secret] = key(fresh_server, "add", "only", "--role", "operator")
    until(lambda: fresh_server.get("/api/v1/containers").status == 401, "the daemon has heard of the key")
    key(fresh_server, "revoke", "only")
    until(lambda: fresh_server.get("/api/v1/containers", bearer(secret)).status == 401, "the key is forgotten")
    for _ in range(2):
        assert fresh_server.get("/api/v1/containers").status == 401
        assert fresh_server.post(codeco(box(1))).status == 401
        fresh_server.restart()
    [again] = key(fresh_server, "add", "another", "--role", "operator")
    assert fresh_server.get("/api/v1/containers", bearer(again)).status == 200


def test_what_needs_no_key_still_needs_none(keyed):
    for path in ("/healthz", "/readyz", "/openapi.json"):
        assert keyed.get(path).status == 200
    assert keyed.get("/metrics").status == 401


# --- beyond this machine


def test_an_open_address_without_a_key_is_refused_with_the_next_step(cluster_dir):
    done = run("serve", "--data", cluster_dir + "/data", "--listen", "0.0.0.0:0")
    assert done.returncode == 3 and "landbridge key add" in done.stderr and "127.0.0.1" in done.stderr


@pytest.mark.parametrize("listen", ["8080", "127.0.0.1", "127.0.0.1:99999", "::1:80", "127.0.0.1:http"])
def test_an_address_that_is_none_is_a_mistake_of_usage(cluster_dir, listen):
    done = run("serve", "--data", cluster_dir + "/data", "--listen", listen)
    assert done.returncode == 2 and "--listen" in done.stderr


def test_an_address_in_use_says_so(server, cluster_dir):
    done = run("serve", "--data", cluster_dir + "/data", "--listen", "127.0.0.1:%d" % server.port)
    assert done.returncode == 3 and "in use" in done.stderr and "--listen" in done.stderr


@pytest.mark.parametrize("option", [["--workers", "1000"], ["--idle-time", "0"], ["--write-lane", "0"], ["--log", "loud"], ["--body-most", "many"],
                                    ["stray"]])
def test_settings_out_of_range_are_mistakes_of_usage(cluster_dir, option):
    done = run("serve", "--data", cluster_dir + "/data", *option)
    assert done.returncode == 2 and done.stderr
