"""Fixtures of the behaviour tests: the real program, a real PostgreSQL, nothing left running.

LANDBRIDGE_BIN names the program (build/landbridge).  A skipped or expected failure counts as a failure; the run ends
with "behaviour: N passed, M failed".
"""

import pytest

from lib import daemon


@pytest.fixture
def cluster_dir():
    """A short directory; whatever PostgreSQL is left in its data/ is ended and it is removed."""
    path = daemon.make_dir()
    yield path
    daemon.remove(path)


@pytest.fixture(scope="module")
def module_dir():
    path = daemon.make_dir()
    yield path
    daemon.remove(path)


@pytest.fixture(scope="module")
def server(module_dir):
    """One daemon for all tests of a module."""
    started = daemon.Server(module_dir)
    try:
        yield started.start()
    finally:
        started.end()


@pytest.fixture
def fresh_server(cluster_dir):
    """A daemon and a database for one test alone, started."""
    started = daemon.Server(cluster_dir)
    try:
        yield started.start()
    finally:
        started.end()


def _as_failure(report, why):
    report.outcome = "failed"
    report.longrepr = "%s: a test that does not run proves nothing: %s" % (report.nodeid, why)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.skipped or hasattr(report, "wasxfail"):
        why = getattr(report, "wasxfail", report.longrepr)
        if hasattr(report, "wasxfail"):
            del report.wasxfail
        _as_failure(report, why)
    if report.failed and call.when == "call":
        for name in ("server", "fresh_server"):
            if name in item.funcargs:
                report.sections.append(("log of " + name, item.funcargs[name].log()[-3000:]))


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    report = (yield).get_result()
    if report.skipped:
        _as_failure(report, report.longrepr)


def pytest_terminal_summary(terminalreporter):
    count = {word: len(terminalreporter.getreports(word)) for word in ("passed", "failed", "error", "xfailed", "skipped", "xpassed")}
    bad = sum(n for word, n in count.items() if word != "passed")
    terminalreporter.write_line("behaviour: %d passed, %d failed" % (count["passed"], bad))
