"""make truth: how often state and exceptions are right on worlds that landbridge simulate makes up, of seeds that nobody made it with.

tests/behaviour/lib/truth.py says how, and what is right.  TRUTH_SEEDS ("101"), TRUTH_DAYS (40), TRUTH_CONTAINERS (300), TRUTH_EVERY
hours (6) and TRUTH_WRONGS_EVERY (12) for what is wrong, TRUTH_TROUBLE (1): how many times as often as usual things go wrong, TRUTH_DIR where the worlds and the databases go.
"""

import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "behaviour"))
os.environ.setdefault("LANDBRIDGE_BIN", os.path.abspath("build/landbridge"))

from lib import daemon, truth, truth_wrong  # noqa: E402


def setting(name, default):
    return type(default)(os.environ.get("TRUTH_" + name, default))


def say(line):
    print(line, flush=True)


def measure(seed, base):
    world = truth.simulated(os.path.join(base, "world"), seed, setting("DAYS", 40), setting("CONTAINERS", 300), setting("TROUBLE", 1))
    say("seed %s: %d containers, %d messages" % (seed, len(world.boxes), len(world.deliveries)))
    with truth.Lived(world, base) as lived:
        begun = time.monotonic()
        lived.live()
        say("told within %.0f s" % (time.monotonic() - begun))
        begun = time.monotonic()
        truth.ask_states(lived, setting("EVERY", 6)).report(say)
        wrongs = truth_wrong.ask_wrongs(lived, setting("WRONGS_EVERY", 12))
        wrongs.report(say)
        say("asked within %.0f s" % (time.monotonic() - begun))
        return wrongs


def main():
    worlds = []
    for seed in setting("SEEDS", "101").split():
        base = tempfile.mkdtemp(prefix="landbridge-truth.", dir=setting("DIR", "/var/tmp"))
        os.chmod(base, 0o755)
        try:
            worlds.append(measure(seed, base))
        finally:
            daemon.remove(base)
    if len(worlds) > 1:
        say("of all of them:")
        truth_wrong.report_together(worlds, say)


main()
