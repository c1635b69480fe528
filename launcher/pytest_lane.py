"""A pytest process as one of several lanes: it collects everything, and runs the files that it takes from the queue."""

import contextlib
import time
from pathlib import Path

import pytest

from . import weights
from .lane_queue import LaneQueue

# the tests of classes tagged so measure time: no other lane works while they do; their setUpClass bears company
ALONE = "alone"


def _is_alone(item):
    return ALONE in getattr(getattr(item, "cls", None), "test_tags", ())


def grouped(items, seconds):
    """[(name, items)] of the tests of each file: the longest first, then as collected; those that run alone are last."""
    groups = {}
    for item in items:
        name, alone = item.nodeid.partition("::")[0], _is_alone(item)
        groups.setdefault((alone, f"{name} ({ALONE})" if alone else name), []).append(item)
    ordered = sorted(groups, key=lambda group: (group[0], -seconds.get(group[1], 0)))
    return [(name, groups[alone, name]) for alone, name in ordered]


class Lane:
    def __init__(self, number, queue):
        self.number, self.queue = number, queue

    @pytest.hookimpl
    def pytest_runtestloop(self, session):
        """In the place of pytest's own loop, to which it leaves what is no run."""
        if session.testsfailed or session.config.option.collectonly:
            return None
        groups = grouped(session.items, weights.read())
        self.queue.agree([name for name, _items in groups])
        while (place := self.queue.take()) is not None:
            name, items = groups[place]
            began = time.monotonic()
            with self.queue.beside() as self.alone:
                if not self._run(session, items):
                    break
            self.queue.done(self.number, name, len(items), round(time.monotonic() - began, 1))
        return True

    def _run(self, session, items):
        """Run one group; False when another lane has stopped the run."""
        # after the last one all is torn down but what lasts as long as the session: the server, the registry
        for item, following in zip(items, [*items[1:], session], strict=True):
            if self.queue.stopped():
                return False
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        with self.alone() if _is_alone(item) else contextlib.nullcontext():
            return (yield)

    @pytest.hookimpl
    def pytest_sessionfinish(self, session, exitstatus):
        """What ends one lane before its time, ends all: -x, an interruption, a fault."""
        whole = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
        if session.shouldfail or session.shouldstop or exitstatus not in whole:
            self.queue.stop()


def pytest_addoption(parser):
    parser.addoption("--lane", type=int, help="number of this lane")
    parser.addoption("--lane-queue", type=Path, help="folder of the queue that the lanes share")


def pytest_configure(config):
    queue = LaneQueue(config.getoption("--lane-queue"))
    config.pluginmanager.register(Lane(config.getoption("--lane"), queue), "chamber-lane")
