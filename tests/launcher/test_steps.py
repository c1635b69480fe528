"""Work that is done once, whole or not at all."""

import os
import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from launcher import paths, steps


def test_interrupted_folder_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), steps.fresh_folder(tmp_path / "tools") as folder:
        (folder / "half").write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_whole_folder_replaces_the_old_one(tmp_path):
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/old").touch()
    with steps.fresh_folder(tmp_path / "tools") as folder:
        (folder / "new").touch()
        assert (tmp_path / "tools/old").exists(), "the old one stays until the new one is whole"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["new"]


def test_what_a_killed_run_left_is_taken_away(tmp_path):
    code = (
        "import sys, pathlib, time\nfrom launcher import steps\n"
        f"with steps.fresh_folder(pathlib.Path({str(tmp_path / 'tools')!r})) as folder:\n"
        "    (folder / 'half').touch(); print('there', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=paths.ROOT, stdout=subprocess.PIPE)
    child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert len(list(tmp_path.iterdir())) == 1, "a killed process cannot clean up"
    with steps.fresh_folder(tmp_path / "tools") as folder:
        (folder / "whole").touch()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["tools", "whole"]


def test_two_at_once_wait_for_each_other(places):
    order, started = [], threading.Event()

    def first():
        with steps.lock("work"):
            started.set()
            time.sleep(0.3)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    started.wait()
    with steps.lock("work"):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_lock_of_a_killed_process_is_free(places):
    code = (
        "import time\nfrom launcher import steps\n"
        "with steps.lock('work'):\n    print('held', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=paths.ROOT, stdout=subprocess.PIPE,
        env={**os.environ, "CHAMBER_CACHE": str(paths.CACHE)},
    )
    child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    began = time.monotonic()
    with steps.lock("work"):
        assert time.monotonic() - began < 5


def test_failed_command_says_what_and_how_it_ended():
    with pytest.raises(steps.Failure) as told:
        steps.call([sys.executable, "-c", "import sys; print('no water'); sys.exit(3)"], "making tea")
    assert re.search(r"(?s)making tea failed \(exit 3\).*no water", str(told.value))


def test_digest_tells_names_and_contents_apart(tmp_path):
    (tmp_path / "a").write_text("x")
    assert steps.digest("a", "b") != steps.digest("ab")
    before = steps.digest(tmp_path / "a")
    (tmp_path / "a").write_text("y")
    assert steps.digest(tmp_path / "a") != before


def test_step_that_fails_is_not_said_to_be_done(capsys):
    with pytest.raises(steps.Failure), steps.step("Tea"):
        raise steps.Failure("no water")
    assert "Tea" in (told := capsys.readouterr().out) and "done" not in told
