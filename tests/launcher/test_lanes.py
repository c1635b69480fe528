"""Tests in lanes: each file once, the worst end is the end of all, nothing is left running."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from launcher import lanes, paths, pytest_lane, steps, weights
from launcher.lane_queue import Differ, LaneQueue

CONFTEST = """
    import os, pathlib, time, pytest
    folder = pathlib.Path(__file__).parent

    def note(text):
        with open(folder / "notes", "a") as handle:
            handle.write(f"{os.getpid()} {text}\\n")

    @pytest.fixture(scope="session", autouse=True)
    def server():
        note("server starts")
        yield
        note("server stops")

    @pytest.fixture(scope="module", autouse=True)
    def module(request):
        yield
        note(f"leaves {request.node.name}")

    @pytest.fixture(autouse=True)
    def noted(request):
        note(f"runs {request.node.name}")
"""


@pytest.fixture
def suite(tmp_path):
    """A folder of test files for pytest, each given by its text; the folder's notes tell what ran, and where."""
    folder = tmp_path / "suite"
    folder.mkdir()
    (folder / "conftest.py").write_text(textwrap.dedent(CONFTEST))

    def write(**files):
        for name, text in files.items():
            (folder / f"test_{name}.py").write_text(textwrap.dedent(text))
        return folder
    return write


def _notes(folder, about):
    """[(process, what)] of the notes that begin with this word."""
    rows = [line.split(" ", 2) for line in (folder / "notes").read_text().splitlines()]
    return [(process, what) for process, word, what in rows if word == about]


def _commands(folder, count, *options):
    return [[
        sys.executable, "-m", "pytest", "-p", "no:odoo", "-c", paths.CONFIG / "pytest.ini", f"--rootdir={folder}",
        *options, folder]] * count


def _run(folder, tmp_path, count, *options):
    work = tmp_path / "work"
    work.mkdir()
    return lanes.run(_commands(folder, count, *options), {**os.environ, "PYTHONPATH": str(paths.ROOT)}, work)


def _many(count, text="def test_{0}(): pass"):
    return {f"file_{number:02}": text.format(number) for number in range(count)}


def test_every_file_runs_once_and_every_lane_keeps_its_server(suite, tmp_path):
    folder = suite(**_many(12, "import time\ndef test_{0}(): time.sleep(0.1)\ndef test_{0}_again(): pass"))
    assert _run(folder, tmp_path, 3) == 0
    ran = [what for _process, what in _notes(folder, "runs")]
    assert sorted(ran) == sorted([f"test_{number}" for number in range(12)] + [f"test_{number}_again" for number in range(12)])
    assert len({process for process, _what in _notes(folder, "runs")}) == 3
    assert len(_notes(folder, "server")) == 6, "each lane starts and stops its own once"
    assert len(_notes(folder, "leaves")) == 12, "what belongs to a file is put away with it"


def test_tests_of_a_file_stay_together_and_in_order(suite, tmp_path):
    folder = suite(**_many(6, "def test_{0}_b(): pass\ndef test_{0}_a(): pass\ndef test_{0}_c(): pass"))
    assert _run(folder, tmp_path, 2) == 0
    for process in {process for process, _what in _notes(folder, "runs")}:
        ran = [what for who, what in _notes(folder, "runs") if who == process]
        files = list(dict.fromkeys(what.rsplit("_", 1)[0] for what in ran))
        assert ran == [f"{name}_{letter}" for name in files for letter in "bac"]


def test_a_single_lane_is_pytest_as_it_is(suite, tmp_path, capfd):
    folder = suite(one="def test_one(): pass", two="def test_two(): pass")
    assert _run(folder, tmp_path, 1) == 0
    told = capfd.readouterr().out
    assert "[100%]" in told and "━━━ lane" not in told and "lane 1: " not in told


def test_one_failure_is_the_end_of_all_and_all_the_rest_runs(suite, tmp_path):
    folder = suite(a_bad="def test_bad(): assert 0", **_many(8))
    assert _run(folder, tmp_path, 2) == 1
    assert len(_notes(folder, "runs")) == 9


def test_a_lane_that_is_killed_counts_and_the_others_go_on(suite, tmp_path):
    folder = suite(
        a_bad="import os, signal\ndef test_bad(): os.kill(os.getpid(), signal.SIGKILL)", **_many(8))
    assert _run(folder, tmp_path, 2) == 128 + signal.SIGKILL
    assert len(_notes(folder, "runs")) == 9


def test_the_first_failure_ends_all_lanes_where_that_is_asked(suite, tmp_path):
    slow = "import time\ndef test_{0}(): time.sleep(0.3)\ndef test_{0}_again(): pass"
    folder = suite(a_bad="import time\ndef test_bad(): time.sleep(0.5); assert 0", **_many(40, slow))
    assert _run(folder, tmp_path, 2, "-x") == 1
    assert len(_notes(folder, "runs")) < 30


def test_a_broken_file_is_told_as_pytest_tells_it(suite, tmp_path, capfd):
    folder = suite(a_bad="def test_bad(:", **_many(3))
    assert _run(folder, tmp_path, 2) == 2
    assert "error during collection" in capfd.readouterr().out


def test_options_choose_tests_in_every_lane(suite, tmp_path):
    folder = suite(**_many(12))
    assert _run(folder, tmp_path, 2, "-k", "test_3 or test_7") == 0
    assert sorted(what for _process, what in _notes(folder, "runs")) == ["test_3", "test_7"]


def test_nothing_chosen_is_said(suite, tmp_path):
    assert _run(suite(**_many(2)), tmp_path, 2, "-k", "nobody") == lanes.NOTHING_CHOSEN


def test_the_second_lane_is_told_whole_after_the_first(suite, tmp_path, capfd):
    folder = suite(**_many(8, "import time\ndef test_{0}(): time.sleep(0.4)"))
    _run(folder, tmp_path, 2)
    first, second = capfd.readouterr().out.split("━━━ lane 2")
    assert first.count("test session starts") == second.count("test session starts") == 1
    assert " passed in " in first and " passed in " in second
    assert "lane 1: " in second and "lane 2: " in second, "at the end who did how much"


def test_what_measures_time_runs_when_no_other_lane_works(suite, tmp_path):
    clock = "import time\nfrom pathlib import Path\n"
    keep = "\n        Path(__file__).with_suffix('.took').write_text(f'{{began}} {{time.monotonic()}}')"
    text = clock + "class Test{0}:\n    def test(self):\n        began = time.monotonic(); time.sleep(0.4)" + keep
    measured = clock + (
        "class TestMeasured:\n    test_tags = {{'alone'}}\n"
        "    def test(self):\n        began = time.monotonic(); time.sleep(0.4)") + keep
    folder = suite(a_measured=measured.format(), b_measured=measured.format(), **_many(5, text))
    assert _run(folder, tmp_path, 3) == 0
    took = {path.stem: tuple(map(float, path.read_text().split())) for path in folder.glob("*.took")}
    assert len(took) == 7

    def beside(name):
        began, ended = took[name]
        return [other for other, (first, last) in took.items() if other != name and first < ended and last > began]

    assert beside("test_a_measured") == beside("test_b_measured") == []
    assert any(beside(name) for name in took), "the others run side by side"


def test_the_longest_files_are_taken_first_as_a_former_run_measured_them(suite, tmp_path, places):
    weights.write([{"name": "test_file_03.py", "seconds": 25.4}, {"name": "test_file_05.py", "seconds": 180.2},
                   {"name": "test_file_01.py", "seconds": 3.0}, {"name": "test_gone.py", "seconds": 99.0}])
    assert weights.read() == {"test_file_03.py": 25, "test_file_05.py": 180, "test_gone.py": 99}

    class Item:
        def __init__(self, nodeid, alone):
            self.nodeid, self.cls = nodeid, type("Case", (), {"test_tags": {"alone"} if alone else set()})

    items = [Item(f"test_file_{number:02}.py::Case::test", number == 4) for number in range(7)]
    items.append(Item("test_file_05.py::Case::test_alone", True))
    assert [name for name, _items in pytest_lane.grouped(items, weights.read())] == [
        "test_file_05.py", "test_file_03.py", "test_file_00.py", "test_file_01.py", "test_file_02.py", "test_file_06.py",
        "test_file_04.py (alone)", "test_file_05.py (alone)"]


@pytest.mark.parametrize(("bad", "kept"), [(False, True), (True, False)])
def test_only_a_run_without_failure_is_kept_as_measured(tmp_path, monkeypatch, bad, kept):
    written = []
    monkeypatch.setattr(lanes.weights, "write", written.append)
    monkeypatch.setattr(lanes, "_run", lambda started, variables: [0, int(bad)])
    queue = LaneQueue(tmp_path)
    queue.agree(["a"])
    queue.done(2, "a", 3, 40.5)
    lanes.run([["x"], ["y"]], {}, tmp_path, weigh=True)
    assert bool(written) == kept


def test_lanes_that_see_different_tests_are_refused(tmp_path):
    LaneQueue(tmp_path).agree(["a", "b"])
    LaneQueue(tmp_path).agree(["a", "b"])
    with pytest.raises(Differ):
        LaneQueue(tmp_path).agree(["b", "a"])
    assert LaneQueue(tmp_path).names() == ["a", "b"], "the first lane's word stands"


def test_a_file_that_no_lane_ran_is_not_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(lanes, "_run", lambda started, variables: [0, 0])
    queue = LaneQueue(tmp_path)
    queue.agree(["a", "b"])
    queue.done(1, "a", 3, 0.1)
    with pytest.raises(steps.Failure) as told:
        lanes.run([["x"], ["y"]], {}, tmp_path)
    assert "ran 1 files of 2" in str(told.value)


@pytest.mark.parametrize(("statuses", "worst"), [
    ([0, 0], 0), ([0, 1], 1), ([1, 2], 2), ([0, 5], 0), ([5, 5], 5), ([5, 1], 1), ([0, -9], 137), ([3, -15], 143)])
def test_worst_of_several_ends(statuses, worst):
    assert lanes.worst(statuses) == worst


@pytest.mark.parametrize(("cores", "names", "count"), [(1, "ab", 1), (2, "a", 1), (2, "ab", 2), (16, "abc", 2), (None, "ab", 1)])
def test_as_many_lanes_as_cores_up_to_two(monkeypatch, cores, names, count):
    monkeypatch.setattr(lanes.os, "cpu_count", lambda: cores)
    assert lanes.default(names) == count


INTERRUPTED = """
import os, sys
from pathlib import Path
from launcher import lanes, steps
with steps.ended_politely():
    try:
        lanes.run({commands!r}, os.environ, Path({work!r}))
    finally:
        print("put away", flush=True)
"""


def _as_in_the_background():
    """What a shell does to a command that it starts with `&`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("means", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("begun", [None, _as_in_the_background])
def test_interrupted_it_ends_every_lane(suite, tmp_path, means, begun):
    folder = suite(**_many(4, "import time\ndef test_{0}(): time.sleep(60)"))
    (tmp_path / "work").mkdir()
    code = INTERRUPTED.format(
        commands=[list(map(str, command)) for command in _commands(folder, 2)], work=str(tmp_path / "work"))
    run = subprocess.Popen(
        [sys.executable, "-c", code], cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT)}, preexec_fn=begun)  # noqa: PLW1509  (one thread)
    limit = time.monotonic() + 60
    while not (folder / "notes").exists() or len(_notes(folder, "runs")) < 2:
        assert time.monotonic() < limit, "the lanes never began"
        time.sleep(0.05)
    run.send_signal(means)
    told, _nothing = run.communicate(timeout=60)
    assert run.returncode != 0 and "put away" in told
    assert len(_notes(folder, "server")) == 4, "each lane has stopped its server"
    for process in {process for process, _what in _notes(folder, "runs")}:
        assert not Path(f"/proc/{process}").exists()
