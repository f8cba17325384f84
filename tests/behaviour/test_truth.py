"""A small made-up world, lived through: what is said of its boxes, day by day, is what was so.  bench/truth.py measures big ones."""

import pytest

from lib import truth, truth_wrong


@pytest.fixture(scope="module")
def lived(tmp_path_factory, module_dir):
    world = truth.simulated(str(tmp_path_factory.mktemp("world") / "w"), seed=11, days=14, containers=60, trouble=6)
    with truth.Lived(world, module_dir) as lived:
        lived.live()
        yield lived


def test_state_is_right_at_every_hour_asked(lived):
    states = truth.ask_states(lived, every=24)
    said = []
    states.report(said.append)
    assert states.asked > 250 and states.right >= 0.995 * states.asked, "\n".join(said)


def test_few_alerts_are_false_and_few_are_missed(lived):
    wrongs = truth_wrong.ask_wrongs(lived, every=48)
    said, tally = [], wrongs.count().values()
    wrongs.report(said.append)
    right, false, found, missed = (sum(t[word] for t in tally) for word in ("right", "false", "found", "missed"))
    assert right >= 15 and found >= 8, "\n".join(said)  # enough of them to say something
    assert false <= 0.05 * (right + false) and missed <= 0.05 * (found + missed), "\n".join(said)
