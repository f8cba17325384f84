"""landbridge key: shown once, stored as a hash, listed, revoked."""

import json
import os
import re

import pytest

from lib import daemon
from lib.daemon import run

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


@pytest.fixture(scope="module")
def key(module_dir):
    """landbridge key on a directory of its own."""
    data = os.path.join(module_dir, "data")
    yield lambda *words, **how: run("key", *words, "--data", data, **how)
    daemon.end_cluster(data)


def listed(key):
    done = key("list", "--json")
    assert done.returncode == DONE, done.stderr
    return {k["name"]: k for k in json.loads(done.stdout)["keys"]}


def test_a_key_is_shown_once_and_listed_without_its_secret(key):
    done = key("add", "terminal-7", "--role", "sender", "--party", "LNOCT")
    assert done.returncode == DONE, done.stderr
    secret = done.stdout.strip()
    assert re.fullmatch(r"lb_[A-Za-z0-9_-]{43}", secret)
    row = listed(key)["terminal-7"]
    assert row["role"] == "sender" and row["party"] == "LNOCT" and "revoked" not in row
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["created"])
    for how in (["list"], ["list", "--json"]):
        assert secret not in key(*how).stdout


def test_each_secret_is_another(key):
    secrets = {key("add", "many-%d" % i, "--role", "reader").stdout.strip() for i in range(3)}
    assert len(secrets) == 3


def test_a_name_is_taken_once(key):
    assert key("add", "twice", "--role", "reader").returncode == DONE
    again = key("add", "twice", "--role", "operator")
    assert again.returncode == REFUSED and "twice" in again.stderr and again.stdout == ""
    assert listed(key)["twice"]["role"] == "reader"


def test_a_revoked_key_stays_in_the_list_and_is_revoked_once(key):
    assert key("add", "leaver", "--role", "operator").returncode == DONE
    assert key("revoke", "leaver").returncode == DONE
    assert "revoked" in listed(key)["leaver"]
    again = key("revoke", "leaver")
    assert again.returncode == REFUSED and "leaver" in again.stderr
    assert key("revoke", "nobody").returncode == REFUSED


def test_a_revoked_keys_name_can_be_given_again(key):
    for role in ("reader", "sender"):
        assert key("add", "returner", "--role", role).returncode == DONE
        assert key("revoke", "returner").returncode == DONE
    done = key("add", "returner", "--role", "operator")
    assert done.returncode == DONE, done.stderr
    rows = [k for k in json.loads(key("list", "--json").stdout)["keys"] if k["name"] == "returner"]
    assert [(k["role"], "revoked" in k) for k in rows] == [("reader", True), ("sender", True), ("operator", False)]


@pytest.mark.parametrize("words", [[], ["add"], ["add", "x"], ["add", "x", "--role", "king"], ["add", "x", "y", "--role", "reader"],
                                   ["list", "x"], ["revoke"], ["revoke", "a", "b"], ["lend", "x"], ["add", "", "--role", "reader"],
                                   ["add", "local", "--role", "reader"], ["add", "demo", "--role", "reader"],
                                   ["add", "a\nb", "--role", "reader"], ["add", "x" * 101, "--role", "reader"]])
def test_what_is_not_understood_is_a_usage_error_and_adds_nothing(key, words):
    before = listed(key)
    done = key(*words)
    assert done.returncode == USAGE, done.stderr
    assert done.stderr.startswith("landbridge key: ") and done.stdout == ""
    assert listed(key) == before
